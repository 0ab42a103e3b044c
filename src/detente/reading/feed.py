"""Saved feeds (RSS, Atom, RDF, JSON Feed): one document an entry."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.reading.articles import date_of, make_article, shared
from detente.reading.encodings import decode
from detente.reading.markup import clean
from detente.reading.metadata import Metadata
from detente.reading.plain import kept
from detente.reading.quiet import quiet
from detente.reading.sources import Failure, Options, Source, content
from detente.records import Document

FEED = 64_000_000
"""Bytes of a feed at most; one that is larger is an archive of another kind."""
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the feed has it."""

    id: str | None
    text: str
    told: Metadata


def read_feed(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read the entries of a saved feed; a teaser is read as it stands, since nothing is fetched."""
    data = content(source, FEED)
    if isinstance(data, Failure):
        yield data
        return
    try:
        if options.encoding is not None:
            data = _DECLARATION.sub("", decode(data, options.encoding)).encode()
        start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        entries = list((_from_json if start == b"{" else _from_xml)(data, knowledge))
    except ReadingError as error:
        yield Failure(source.name, str(error))
        return
    if not entries:
        yield Failure(source.name, "the feed has no entries; save it again when it has some.")
    for number, entry in enumerate(entries, 1):
        name = kept(entry.id or entry.told.url or f"{source.name}:{number}")
        try:
            yield make_article(
                clean(entry.text),
                source=source,
                options=options,
                knowledge=knowledge,
                told=entry.told,
                over=shared(metadata),
                name=name,
                part=name,
            )
        except ReadingError as error:
            yield Failure(f"{source.name}, entry {number}", str(error))


def _from_xml(data: bytes, knowledge: Knowledge) -> Iterator[Entry]:
    import feedparser

    # only ever a stream of bytes: a text would be taken for an address and fetched
    with quiet("feedparser"):
        try:
            feed: Any = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise ReadingError(f"is no feed that can be read ({error}); save it again.") from error
    if not feed.entries and feed.get("bozo"):
        why = " ".join(str(feed.get("bozo_exception")).split())
        raise ReadingError(f"is no feed that can be read ({why}); save it again.")
    outlet = _plain(feed.feed.get("title"))
    for item in feed.entries:
        texts = [part.get("value") or "" for part in item.get("content", ())] + [item.get("summary") or ""]
        date = item.get("published") or item.get("created") or item.get("updated")
        yield Entry(
            id=item.get("id"),
            text=max(texts, key=len),
            told=Metadata(
                published=date_of(date, knowledge),
                title=_plain(item.get("title")),
                outlet=_plain((item.get("source") or {}).get("title")) or outlet,
                url=_address(item.get("link")),
                author=_plain(item.get("author")),
            ),
        )


def _from_json(data: bytes, knowledge: Knowledge) -> Iterator[Entry]:
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"is no JSON Feed ({error}); save it again.") from error
    items = feed.get("items") if isinstance(feed, Mapping) else None
    if not isinstance(items, list):
        raise ReadingError('is no JSON Feed: it has no list of "items"; save it again.')
    outlet = _word(feed.get("title"))
    for item in items:
        if isinstance(item, Mapping):
            html = _word(item.get("content_html"))
            text = _word(item.get("content_text")) or _word(item.get("summary")) or ""
            yield Entry(
                id=_word(item.get("id")),
                # what is plain text keeps its signs
                text=html or "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", text)),
                told=Metadata(
                    published=date_of(_word(item.get("date_published")), knowledge),
                    title=_word(item.get("title")),
                    outlet=outlet,
                    url=_address(item.get("url")) or _address(item.get("external_url")),
                    author=_author(item),
                ),
            )


def _author(item: Mapping[str, Any]) -> str | None:
    authors = item.get("authors") or [item.get("author")]
    names = [_word(one.get("name")) for one in authors if isinstance(one, Mapping)] if authors else []
    return ", ".join(name for name in names if name) or None


def _word(value: object) -> str | None:
    return str(value) if isinstance(value, str | int | float) and str(value).strip() else None


def _plain(value: object) -> str | None:
    """A line of a feed, which may hold markup."""
    return " ".join(clean(str(value))) or None if value else None


def _address(value: object) -> str | None:
    address = str(value or "").strip()
    return address if address.lower().startswith(("http://", "https://")) else None
