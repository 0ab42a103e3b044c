"""Plain text, with or without a header, as a document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator

from detente import edtf
from detente.errors import DateError, ReadingError
from detente.knowledge import Knowledge
from detente.reading.dates import find_date
from detente.reading.encodings import decode
from detente.reading.header import Header, find_header
from detente.reading.metadata import Metadata
from detente.reading.prose import refuse
from detente.reading.sources import Failure, Options, Source, content
from detente.records import Document, PublishedBasis

_UNKEPT = re.compile("[\0\ud800-\udfff]")


def read_plain(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read one text file as one document."""
    most = options.max_chars * 4
    yield from read_whole(
        source, options, knowledge, metadata, most, lambda data: decode(data, options.encoding)
    )


def read_whole(
    source: Source,
    options: Options,
    knowledge: Knowledge,
    metadata: Metadata | None,
    most: int,
    text_of: Callable[[bytes], str],
) -> Iterator[Document | Failure]:
    """Read one file as one document.

    Args:
        source: the file.
        options: how it is read.
        knowledge: the tables.
        metadata: what a ``metadata.csv`` says of it.
        most: bytes that it may have.
        text_of: its text; raises ReadingError where there is none.
    """
    data = content(source, most)
    if isinstance(data, Failure):
        yield data
        return
    try:
        yield make_document(
            text_of(data),
            name=source.name,
            path=source.place,
            sha256=hashlib.sha256(data).hexdigest(),
            options=options,
            knowledge=knowledge,
            metadata=metadata,
        )
    except ReadingError as error:
        yield Failure(source.name, str(error))


def make_document(
    text: str,
    *,
    name: str,
    path: str | None,
    sha256: str,
    options: Options,
    knowledge: Knowledge,
    metadata: Metadata | None = None,
    published: str | None = None,
    guess: bool = True,
    heading: str | None = None,
) -> Document:
    """Make a document of a decoded text.

    Args:
        text: the text, header and all.
        name: its id.
        path: its file, or None.
        sha256: hash of the original bytes.
        options: how it is read.
        knowledge: the tables.
        metadata: what a ``metadata.csv`` says of it.
        published: date given with this one document.
        guess: take an unlabelled first line for the title where it looks like one.
        heading: the title, where it is known to stand in the first line.

    Raises:
        ReadingError: the text is empty, too long, not English or no prose.
    """
    text = kept(text)
    if not text.strip():
        raise ReadingError("is empty.")
    if len(text) > options.max_chars:
        raise ReadingError(
            f"has {len(text)} characters, more than {options.max_chars} for one document; split it into "
            "documents, or raise --max-chars."
        )
    header = find_header(text, knowledge.headers, guess=guess, heading=heading)
    reason = refuse(text[header.end :], knowledge.languages)
    if reason is not None:
        raise ReadingError(reason)
    known = metadata or Metadata()
    date, basis = _published(options.published or published, known, header, knowledge)
    return Document(
        id=name,
        text=text,
        title=known.title or header.fields.get("title"),
        publication=known.outlet or header.fields.get("publication"),
        volume=header.number("volume"),
        issue=header.number("issue"),
        published=date,
        published_basis=basis,
        sha256=sha256,
        body=(header.end, len(text)),
        author=known.author or header.fields.get("author"),
        url=known.url or header.fields.get("url"),
        path=path,
    )


def kept(text: str) -> str:
    """A text in which every character can be kept; offsets stay as they are."""
    # JSON can name a NUL or half of a character (a lone surrogate), which no file or database can hold
    return _UNKEPT.sub(lambda match: " " if match.group() == "\0" else "\ufffd", text)


def _published(
    given: str | None, metadata: Metadata, header: Header, knowledge: Knowledge
) -> tuple[str | None, PublishedBasis | None]:
    if given is not None:
        return given, "given"
    if metadata.published is not None:
        return metadata.published, "metadata"
    stated = header.fields.get("published")
    date = find_date(stated, knowledge.headers) or _edtf(stated) if stated else None
    if date is not None:
        return date, "header"
    inferred = _year_of_volume(header, knowledge) or header.year
    return inferred, "inferred" if inferred else None


def _edtf(text: str) -> str | None:
    try:
        return edtf.check(text)
    except DateError:
        return None


def _year_of_volume(header: Header, knowledge: Knowledge) -> str | None:
    """The year, where the outlet is known to count one volume a calendar year."""
    volume = header.number("volume")
    first = knowledge.headers.volumes.get(header.fields.get("publication", "").lower())
    return None if volume is None or first is None else f"{first + volume - 1:04d}"
