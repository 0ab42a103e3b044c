"""From bytes to documents. One signature for every format: sources in, documents out.

    from detente.reading import Failure, read

    for item in read(["news/", "extra.txt"], published="2000-01-25"):
        if isinstance(item, Failure):
            print(item)
        else:
            ...

What cannot be read comes as a `Failure` that says why, in its place in the order; the rest is read. A format
is a function in `detente.reading.formats`, found by a file's first bytes and by its suffix where these do not
tell. A file that is named is read as plain text where nothing tells what it is; in a folder it is passed over
with a `Failure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from detente import edtf
from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.reading.formats import FORMATS, read_source
from detente.reading.metadata import Shelf
from detente.reading.sources import Failure, Options, Source, find_sources
from detente.records import Document

__all__ = ["FORMATS", "Failure", "Options", "Source", "read"]


def read(
    sources: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    jsonl: bool = False,
    encoding: str | None = None,
    max_chars: int = 5_000_000,
    knowledge: Knowledge | None = None,
) -> Iterator[Document | Failure]:
    """Read documents from files, folders or standard input, in order.

    Args:
        sources: a path or several; a folder is walked, files by name; ``-`` is standard input. A
            ``metadata.csv`` beside files gives their date, title, outlet, address and author.
        published: EDTF date of publication that holds for all, over what a file or its metadata says.
        jsonl: every source is JSON Lines, whatever its name.
        encoding: the files' encoding; None takes UTF-8 where it fits and guesses otherwise.
        max_chars: a document of more characters is refused.
        knowledge: the tables; our own where not given.

    Yields:
        documents, and a `Failure` for each thing that is not one.

    Raises:
        DateError: `published` is not EDTF level 1.
    """
    if published is not None:
        edtf.check(published)
    options = Options(published, jsonl, encoding, max_chars)
    paths = [sources] if isinstance(sources, str | Path) else sources
    return _read(paths, options, knowledge or Knowledge())


def _read(
    paths: Iterable[str | Path], options: Options, knowledge: Knowledge
) -> Iterator[Document | Failure]:
    shelf = Shelf()
    for source in find_sources(paths):
        if isinstance(source, Failure):
            yield source
            continue
        try:
            metadata = None if source.path is None else shelf.of(source.path)
        except ReadingError as error:
            yield Failure(source.name, str(error))
            continue
        yield from read_source(source, options, knowledge, metadata)
