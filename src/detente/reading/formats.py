"""The formats: one function each, found by the first bytes, and by the name where they do not tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from detente.knowledge import Knowledge
from detente.reading.detection import detect
from detente.reading.jsonlines import read_lines
from detente.reading.metadata import Metadata
from detente.reading.plain import read_plain
from detente.reading.sources import Failure, Options, Source
from detente.reading.streams import look_ahead
from detente.reading.webpage import read_page
from detente.records import Document

Format = Callable[[Source, Options, Knowledge, Metadata | None], Iterator[Document | Failure]]

READERS: dict[str, Format] = {
    "text": read_plain,
    "jsonl": read_lines,
    "html": read_page,
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
}
"""The format that a name's ending stands for."""

FORMATS: dict[str, Format] = {suffix: READERS[name] for suffix, name in SUFFIXES.items()}
"""The reader of each ending; files with another one are read where their first bytes are known."""

SINGLE = frozenset(("text", "html"))
"""Formats of which a file is always one document."""

CONTAINERS: frozenset[str] = frozenset()
"""Formats that hold files."""

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
        what = source.suffix if name is None else f"{source.suffix} ({name})"
        yield Failure(
            source.name,
            f"{what} is no format that Detente reads ({', '.join(SUFFIXES)}). Save it as text (.txt) first; "
            "a text with another ending is read when it is named itself.",
        )
        return
    yield from reader(source, options, knowledge, metadata)


def _head(source: Source) -> tuple[bytes, Source]:
    """The first bytes of a source, and the source as it can still be read from its beginning."""
    head, stream = look_ahead(source.open())
    if source.path is not None and source.inside is None:
        stream.close()
        return head, source
    return head, replace(source, open=lambda: stream)
