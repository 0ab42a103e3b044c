"""Where texts come from: files, folders and standard input, one `Source` for each thing to be read."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from detente.reading.streams import Budget

STDIN = "-"
METADATA = "metadata.csv"
_SQLITE = b"SQLite format 3\0"
APPLICATION_ID = 0x44544E54  # "DTNT": how a ledger is told from any other SQLite file


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read, and why; the rest is read all the same."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to be read.

    Attributes:
        name: what it is called in messages, and the id of its document.
        path: its file, or None (standard input).
        open: opens it as a stream of bytes.
        size: its size in bytes, or None where only reading tells.
        walked: it was found in a folder, not named.
        inside: what it is called inside its file, where that holds several (a ZIP, a WARC, a mailbox).
        depth: how many containers it lies in.
        budget: how much its outermost container may still unpack to, or None outside of any.
    """

    name: str
    path: Path | None
    open: Callable[[], BinaryIO]
    size: int | None = None
    walked: bool = False
    inside: str | None = None
    depth: int = 0
    budget: Budget | None = None

    @property
    def place(self) -> str | None:
        """The file as records name it, with the part of it after ``#``; None where there is no file."""
        if self.path is None:
            return None
        return shown(self.path) if self.inside is None else f"{shown(self.path)}#{self.inside}"

    @property
    def suffix(self) -> str:
        """The ending of its name in lower case, with the dot; empty where it has none."""
        name = self.inside if self.inside is not None else "" if self.path is None else self.path.name
        return os.path.splitext(name.rpartition("/")[2])[1].lower()


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are read.

    Attributes:
        published: EDTF date that holds for all of them, over what they say themselves.
        jsonl: every source is JSON Lines, whatever its name.
        encoding: the encoding, where it is known; None guesses.
        max_chars: a longer document is refused.
    """

    published: str | None = None
    jsonl: bool = False
    encoding: str | None = None
    max_chars: int = 5_000_000


def find_sources(paths: Iterable[str | Path]) -> Iterator[Source | Failure]:
    """The files that paths name, folders walked in order of name; ``-`` is standard input."""
    for path in paths:
        if str(path) == STDIN:
            yield Source(STDIN, None, lambda: sys.stdin.buffer)
        else:
            yield from _under(Path(path))


def _under(path: Path) -> Iterator[Source | Failure]:
    if _address(path):
        yield Failure(
            str(path).replace(":/", "://", 1),
            "is an address; Detente fetches nothing. Save the page in your browser and name the file.",
        )
    elif not os.path.lexists(path):
        yield Failure(str(path), "there is no such file or folder; check the name.")
    elif not path.is_dir():
        yield _file(path)
    else:
        found = False
        for item in _walk(path):
            found = True
            yield item
        if not found:
            yield Failure(str(path), "the folder holds no files.")


def _address(path: Path) -> bool:
    """Whether a path is a web address: it begins like one, and no file is called so."""
    first = path.parts[0].lower() if path.parts else ""
    return first in ("http:", "https:", "ftp:") and not os.path.lexists(path)


def _walk(folder: Path) -> Iterator[Source | Failure]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(str(folder), f"the folder cannot be opened ({_why(error)}).")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == METADATA:
            continue
        if entry.is_dir(follow_symlinks=False):
            if not belongs_to_page(Path(entry.path)):
                yield from _walk(Path(entry.path))
        elif not is_ledger(Path(entry.path)):
            yield _file(Path(entry.path), walked=True)


def is_ledger(path: Path) -> bool:
    """Whether a file is a ledger of ours, or one of the files that SQLite keeps beside it while it is open.

    Whoever reads the folder that he works in does not mean the record of his own reading.
    """
    for sign in ("-wal", "-shm", "-journal"):
        if path.name.endswith(sign):
            return is_ledger(path.with_name(path.name.removesuffix(sign)))
    head = _first(path, 100)
    if head and not head.startswith(_SQLITE):
        return False
    # a ledger made a moment ago has its mark only in the log beside it
    return _marked(head) or _marked(_first(path.with_name(path.name + "-wal"), 1_000_000))


def _first(path: Path, count: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError:
        return b""


def _marked(data: bytes) -> bool:
    """Whether the first page of a database that bears our mark is among the bytes."""
    at = data.find(_SQLITE)
    while at >= 0:
        if data[at + 68 : at + 72] == APPLICATION_ID.to_bytes(4, "big"):
            return True
        at = data.find(_SQLITE, at + 1)
    return False


def belongs_to_page(folder: Path) -> bool:
    """Whether a folder holds the pictures and scripts that a browser saved with the page beside it."""
    return any(
        folder.name.endswith(sign) and folder.with_name(folder.name.removesuffix(sign) + ending).is_file()
        for sign in ("_files", ".files")
        for ending in (".html", ".htm", ".xhtml")
        if folder.name != sign
    )


def _file(path: Path, *, walked: bool = False) -> Source | Failure:
    try:
        status = path.stat()
    except OSError as error:
        return Failure(str(path), f"cannot be opened ({_why(error)}).")
    if not path.is_file():
        return Failure(str(path), "is neither a file nor a folder; give a text file.")
    return Source(shown(path), path, lambda: path.open("rb"), status.st_size, walked)


def shown(path: Path) -> str:
    """A path as text that can be written anywhere; bytes of a name that are no UTF-8 become ``\\x…``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def content(source: Source, limit: int) -> bytes | Failure:
    """The bytes of a source, or why they cannot be had.

    Args:
        source: what to read.
        limit: more bytes than this are refused before they are read.
    """
    too_long = Failure(
        source.name,
        f"is longer than {limit} bytes; split it into documents, or raise --max-chars.",
    )
    if source.size is not None and source.size > limit:
        return too_long
    try:
        with source.open() as stream:
            # in parts: one great read would take the memory of the limit, however little there is
            parts: list[bytes] = []
            left = limit + 1
            while left > 0 and (part := stream.read(min(left, 1 << 20))):
                parts.append(part)
                left -= len(part)
            data = b"".join(parts)
    except OSError as error:
        return Failure(source.name, f"cannot be read ({_why(error)}).")
    return too_long if len(data) > limit else data


def say(source: str, note: str) -> None:
    """Tell of something about a source that was read all the same (logger ``detente.reading``)."""
    # without a handler of the caller's own this comes on standard error
    logging.getLogger("detente.reading").warning("note: %s: %s", source, note)


def from_bytes(data: bytes, name: str = "text") -> Source:
    """A source of bytes at hand."""
    return Source(name, None, lambda: io.BytesIO(data), len(data))


def _why(error: OSError) -> str:
    return error.strerror or str(error)
