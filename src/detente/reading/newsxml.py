"""News as archives and agencies exchange it: NITF, NewsML (1 and G2) and the Reuters form before them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.reading.articles import date_of, make_article, shared
from detente.reading.markup import clean, paragraphs, parse_xml
from detente.reading.metadata import Metadata
from detente.reading.sources import Failure, Options, Source, content
from detente.records import Document

FILE = 64_000_000
"""Bytes of such a file at most."""
_TITLES = ("hl1", "headline", "hedline", "title")
_BYLINES = ("byline", "by", "byttl")
# element and attribute of the date of publication, the surest first; an empty attribute means the text
_DATES = (
    ("date.issue", "norm"), ("pubdata", "date.publication"), ("story.date", "norm"), ("date.release", "norm"),
    ("newsitem", "date"), ("contentcreated", ""), ("firstcreated", ""), ("thisrevisioncreated", ""),
    ("versioncreated", ""), ("dateid", ""),
)  # fmt: skip
_OUTLETS = (
    ("pubdata", "name"), ("provider", "literal"), ("provider", ""), ("distributor", ""),
    ("copyrightholder", "literal"), ("copyrightholder", ""),
)  # fmt: skip
_BODIES = ("body.content", "inlinexml", "datacontent", "contentitem", "text", "body", "inlinedata")


def read_news(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read the items of one file of NITF, NewsML or Reuters XML."""
    data = content(source, FILE)
    if isinstance(data, Failure):
        yield data
        return
    try:
        root = parse_xml(data)
    except ReadingError as error:
        yield Failure(source.name, str(error))
        return
    items = _items(root)
    for number, item in enumerate(items, 1):
        alone = len(items) == 1
        part = None if alone else item.get("guid") or item.get("itemid") or str(number)
        try:
            yield make_article(
                _text(item),
                source=source,
                options=options,
                knowledge=knowledge,
                told=_told(item, knowledge),
                over=metadata if alone else shared(metadata),
                data=data if alone else None,
                name=None if part is None else f"{source.name}:{part}",
                part=part,
            )
        except ReadingError as error:
            yield Failure(source.name if alone else f"{source.name}, item {number}", str(error))


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _items(root: Any) -> list[Any]:
    """The items of a message, or the one that the file is."""
    if _name(root) in ("nitf", "newsitem"):
        return [root]
    found = [element for element in root.iter() if _name(element) in ("newsitem", "nitf")]
    # an item may carry its text as NITF: then the item is what counts
    inner = {id(deep) for item in found for deep in item.iterdescendants()}
    return [item for item in found if id(item) not in inner] or [root]


def _first(item: Any, name: str) -> Any:
    if _name(item) == name:
        return item
    return next((element for element in item.iter() if _name(element) == name), None)


def _line(element: Any) -> str | None:
    return None if element is None else " ".join("".join(element.itertext()).split()) or None


def _stated(item: Any, places: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, attribute in places:
        element = _first(item, name)
        if element is None:
            continue
        value = element.get(attribute) if attribute else _line(element)
        if value and value.strip():
            yield value.strip()


def _told(item: Any, knowledge: Knowledge) -> Metadata:
    titles = (_line(_first(item, name)) for name in _TITLES)
    by = next((line for name in _BYLINES if (line := _line(_first(item, name)))), None)
    if by is not None and (lead := knowledge.headers.by.match(by)):
        by = by[lead.end() :].strip()
    dates = (date_of(value, knowledge) for value in _stated(item, _DATES))
    pubdata = _first(item, "pubdata")
    address = (pubdata.get("ex-ref") if pubdata is not None else None) or ""
    return Metadata(
        published=next((date for date in dates if date), None),
        title=next((title for title in titles if title), None),
        outlet=next(_stated(item, _OUTLETS), None),
        url=address if address.startswith(("http://", "https://")) else None,
        author=by or None,
    )


def _text(item: Any) -> list[str]:
    for name in _BODIES:
        body = _first(item, name)
        if body is None:
            continue
        inner = _first(body, "body.content")
        body = body if inner is None else inner
        # some archives give the first paragraphs twice: alone, and in the full text
        full = [element for element in body.iter() if (element.get("class") or "").lower() == "full_text"]
        found = paragraphs(full[0] if full else body)
        if len(found) == 1 and "<" in found[0]:
            found = clean(found[0])
        if found:
            return found
    return []
