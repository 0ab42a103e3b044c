"""An article whose parts are known, as a document: its paragraphs, with the title before them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from detente import edtf
from detente.errors import DateError
from detente.knowledge import Knowledge
from detente.reading.dates import find_date
from detente.reading.metadata import Metadata
from detente.reading.plain import kept, make_document
from detente.reading.sources import Options, Source
from detente.records import Document

_STAMP = re.compile(r"((?:1[5-9]|20)\d\d)([01]\d)([0-3]\d)(?:T?\d{4,6}(?:Z|[+-]\d{4})?)?")


def make_article(
    paragraphs: Sequence[str],
    *,
    source: Source,
    options: Options,
    knowledge: Knowledge,
    told: Metadata,
    over: Metadata | None = None,
    data: bytes | None = None,
    name: str | None = None,
    part: str | None = None,
) -> Document:
    """Make a document of an article.

    Args:
        paragraphs: its paragraphs, without the title.
        source: where it stands.
        options: how it is read.
        knowledge: the tables.
        told: what it tells of itself: title, outlet, address, author and date (EDTF).
        over: what a ``metadata.csv`` says of it, which holds over that.
        data: its original bytes, where it is all of its source; else its text is hashed.
        name: its id; the source's name where not given.
        part: which part of the source it is, where that holds several.

    Raises:
        ReadingError: the text is empty, too long, not English or no prose.
    """
    known = merge(over, told)
    title = " ".join(kept(told.title).split()) if told.title else ""
    parts = [part for part in paragraphs if part.strip()]
    if parts and title and parts[0].strip() == title:
        parts = parts[1:]
    body = "\n\n".join(parts)
    text = f"{title}\n\n{body}" if title and body else body
    place = source.place
    if place is not None and part is not None:
        place = f"{place}#{part}"
    hashed = data if data is not None else text.encode("utf-8", "surrogatepass")
    return make_document(
        text,
        name=name or source.name,
        path=place,
        sha256=hashlib.sha256(hashed).hexdigest(),
        options=options,
        knowledge=knowledge,
        metadata=known,
        guess=False,
        heading=title or None,
    )


def merge(over: Metadata | None, told: Metadata) -> Metadata:
    """What is known of an article: a ``metadata.csv`` first, then what the article tells of itself."""
    if over is None:
        return told
    said = {name: value for name in told.__slots__ if (value := getattr(over, name)) is not None}
    return replace(told, **said)


def shared(over: Metadata | None) -> Metadata | None:
    """What a ``metadata.csv`` says of a file with several articles that holds for each of them."""
    return None if over is None else Metadata(published=over.published, outlet=over.outlet)


def date_of(value: str | None, knowledge: Knowledge) -> str | None:
    """The day, month or year that a field of a date holds, as EDTF; None where it holds none.

    Args:
        value: ``2011-06-04T23:10:00-05:00``, ``20110604``, ``Sat, 04 Jun 2011 23:10 GMT``, ``June 2011`` …
            The day is the one where it was written: a zone does not move it.
        knowledge: the tables, for the names of months.
    """
    if value is None or not (value := " ".join(value.split())):
        return None
    stamp = _STAMP.fullmatch(value)
    if stamp:
        value = "-".join(stamp.groups())
    found = find_date(value[:80], knowledge.headers)
    if found is not None:
        return found
    try:
        return edtf.check(value)
    except DateError:
        return None
