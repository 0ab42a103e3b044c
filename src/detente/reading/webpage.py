"""Saved web pages: the article without what stands around it. Nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.reading.articles import date_of, make_article
from detente.reading.encodings import decode_page
from detente.reading.markup import paragraphs, parse_html
from detente.reading.metadata import Metadata
from detente.reading.quiet import quiet
from detente.reading.sources import Failure, Options, Source, content, say
from detente.records import Document

PAGE = 20_000_000
"""Bytes that a page may have beside its text: scripts, styles, pictures within it."""

# what trafilatura, readability and justext raise over odd trees; the page is read otherwise then
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip


def read_page(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read one saved page as one document."""
    data = content(source, options.max_chars * 4 + PAGE)
    if isinstance(data, Failure):
        yield data
        return
    try:
        text = decode_page(data, options.encoding)
        yield page_document(text, data, source, options, knowledge, metadata)
    except ReadingError as error:
        yield Failure(source.name, str(error))


def page_document(
    text: str,
    data: bytes,
    source: Source,
    options: Options,
    knowledge: Knowledge,
    metadata: Metadata | None,
    *,
    address: str | None = None,
) -> Document:
    """Make a document of a page's source.

    Args:
        text: the page, decoded.
        data: its bytes.
        source: where it stands.
        options: how it is read.
        knowledge: the tables.
        metadata: what a ``metadata.csv`` says of it.
        address: where it was fetched from, where that is known.

    Raises:
        ReadingError: it holds no text, or none that is coded.
    """
    tree = parse_html(text)
    if tree is None:
        raise ReadingError("is an empty page.")
    published = _published(tree, knowledge)
    found = _extract(tree)
    if found is None:
        told, parts = Metadata(title=_title(tree)), _body(tree)
        if parts:
            say(source.name, "no article stands out on this page; all its paragraphs were taken.")
    else:
        told, parts = found
    if not parts:
        raise ReadingError("the page holds no text; if a script fills it in, save what the browser shows.")
    told = replace(told, published=published, url=_canonical(tree) or address)
    return make_article(
        parts, source=source, options=options, knowledge=knowledge, told=told, over=metadata, data=data
    )


def _extract(tree: Any) -> tuple[Metadata, list[str]] | None:
    """What trafilatura takes for the article, or None where it finds none."""
    from copy import deepcopy

    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    # below that many characters it would take the whole page as one paragraph; ours keeps paragraphs apart
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    try:
        with quiet("trafilatura", "htmldate", "readability", "justext", "courlan"):
            found: Any = bare_extraction(
                deepcopy(tree),
                include_comments=False,
                with_metadata=True,
                config=config,
                date_extraction_params={"extensive_search": False, "original_date": True},
            )
    except _FAULTS:
        return None
    if found is None or found.body is None:
        return None
    # a line break within a paragraph is its last resort: all of the page's text in one
    if any("\n" in text.strip() for text in found.body.itertext()):
        return None
    parts = paragraphs(found.body)
    outlet = found.sitename
    if outlet and outlet.lower().removeprefix("www.") == _host(found.url):
        outlet = None
    return (Metadata(title=found.title, outlet=outlet, author=found.author), parts) if parts else None


def _body(tree: Any) -> list[str]:
    body = tree.find(".//body")
    body = tree if body is None else body
    return paragraphs(body, surroundings=False) or paragraphs(body)


def _title(tree: Any) -> str | None:
    title = tree.find(".//title")
    text = "" if title is None else " ".join("".join(title.itertext()).split())
    return text or None


def _canonical(tree: Any) -> str | None:
    """The address that a page gives as its own, unless that is only its site's front page."""
    links = tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
    for address in [*links, *tree.xpath("//meta[@property='og:url' or @name='og:url']/@content")]:
        parts = urlsplit_safely(str(address).strip())
        if parts is not None and parts.scheme in ("http", "https") and (parts.path.strip("/") or parts.query):
            return str(address).strip()
    return None


def urlsplit_safely(address: str) -> Any:
    """The parts of an address, or None where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.netloc else None


def _host(address: str | None) -> str | None:
    parts = urlsplit_safely(address) if address else None
    return parts.netloc.lower().removeprefix("www.") if parts else None


def _published(tree: Any, knowledge: Knowledge) -> str | None:
    """The date that a page declares; one in its running text is none of its own."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if element.get(key) and element.get("content"):
                meta.setdefault(element.get(key).lower(), element.get("content"))
    items: dict[str, str] = {}
    for element in tree.xpath("//*[@itemprop]"):
        value = element.get("datetime") or element.get("content") or "".join(element.itertext())
        items.setdefault(element.get("itemprop").lower(), value[:80])
    places = {"meta": meta, "itemprop": items, "json": _linked(tree)}
    for where, name in knowledge.exports.page_dates:
        date = date_of(places[where].get(name), knowledge)
        if date is not None:
            return date
    days = {date_of(str(value), knowledge) for value in tree.xpath("//time/@datetime")} - {None}
    return days.pop() if len(days) == 1 else None


def _linked(tree: Any) -> dict[str, str]:
    """The plain fields of the page's linked data, by name in lower case; the first of a name holds."""
    found: dict[str, str] = {}
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            todo: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue  # it is for search engines; many pages have it wrong, and the rest of the page stands
        while todo:
            node = todo.pop(0)
            if isinstance(node, list):
                todo = [*node, *todo]
            elif isinstance(node, dict):
                for key, value in node.items():
                    if isinstance(value, str):
                        found.setdefault(key.lower(), value)
                graph = node.get("@graph")
                todo = [*(graph if isinstance(graph, list) else []), *todo]
    return found
