"""The formats: one function each, found by the first bytes, and by the name where they do not tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from detente.knowledge import Knowledge
from detente.reading.detection import detect
from detente.reading.feed import read_feed
from detente.reading.jsonfiles import read_json
from detente.reading.jsonlines import read_lines
from detente.reading.mail import read_mail, read_mailbox
from detente.reading.metadata import Metadata
from detente.reading.newsxml import read_news
from detente.reading.packed import read_packed, read_tar, read_zip
from detente.reading.pdf import read_pdf
from detente.reading.plain import read_plain
from detente.reading.sources import Failure, Options, Source
from detente.reading.streams import look_ahead
from detente.reading.tabular import read_table
from detente.reading.warc import read_warc
from detente.reading.webpage import read_page
from detente.reading.word import read_rtf, read_word
from detente.records import Document

Format = Callable[[Source, Options, Knowledge, Metadata | None], Iterator[Document | Failure]]

READERS: dict[str, Format] = {
    "text": read_plain,
    "jsonl": read_lines,
    "html": read_page,
    "json": read_json,
    "feed": read_feed,
    "pdf": read_pdf,
    "docx": read_word,
    "rtf": read_rtf,
    "mail": read_mail,
    "mbox": read_mailbox,
    "csv": read_table,
    "newsxml": read_news,
    "warc": read_warc,
    "zip": read_zip,
    "tar": read_tar,
    "gzip": read_packed,
    "bzip2": read_packed,
    "xz": read_packed,
}
"""The reader of each format."""

SUFFIXES: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mail",
    ".mht": "mail",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "xml",
    ".json": "json",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "docx",
    ".rtf": "rtf",
    ".eml": "mail",
    ".mbox": "mbox",
    ".csv": "csv",
    ".tsv": "csv",
    ".warc": "warc",
    ".arc": "warc",
    ".zip": "zip",
    ".tar": "tar",
    ".gz": "gzip",
    ".tgz": "gzip",
    ".bz2": "bzip2",
    ".xz": "xz",
}
"""The format that a name's ending stands for."""

FORMATS: tuple[str, ...] = tuple(SUFFIXES)
"""The endings that are read; files with another one are read where their first bytes are known."""

SINGLE = frozenset(("text", "html", "pdf", "docx", "rtf", "mail"))
"""Formats of which a file is always one document."""

CONTAINERS = frozenset(("zip", "tar", "gzip", "bzip2", "xz"))
"""Formats that hold files."""

_UNKNOWN = (
    "is no format that Detente reads. Save it as text (.txt), as a web page or as PDF first; a text with "
    "another ending is read when it is named itself."
)
_XML = (
    "is XML of a kind that Detente does not know; it knows feeds (RSS, Atom, RDF), NITF, NewsML and "
    "web pages. Export it as one of these, or as CSV or JSON Lines."
)
# what stands after a last dot need not be a suffix: "monitor.2000-01-25"
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,7}")


def read_source(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read whatever a source is.

    Args:
        source: what to read.
        options: how.
        knowledge: the tables.
        metadata: what a ``metadata.csv`` says of it.

    Yields:
        its documents, and a `Failure` for each thing that is not one.
    """
    named = SUFFIXES.get(source.suffix)
    try:
        head, source = _head(source)
    except OSError as error:
        yield Failure(source.name, f"cannot be read ({error.strerror or error}).")
        return
    name = detect(head, named)
    if options.jsonl and name not in CONTAINERS:
        name = "jsonl"
    reader = READERS.get(name or "text")
    if (name is None and source.walked and _SUFFIX.fullmatch(source.suffix)) or reader is None:
        yield Failure(source.name, _XML if name == "xml" else f"{source.suffix} {_UNKNOWN}")
        return
    yield from reader(source, options, knowledge, metadata)


def _head(source: Source) -> tuple[bytes, Source]:
    """The first bytes of a source, and the source as it can still be read from its beginning."""
    head, stream = look_ahead(source.open())
    if source.path is not None and source.inside is None:
        stream.close()
        return head, source
    return head, replace(source, open=lambda: stream)
