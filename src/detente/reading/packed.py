"""Packed files (gzip, bzip2, xz) and archives (ZIP, tar): each member is read as what it is.

Nothing is written anywhere: a member's name is only a name. How much may be unpacked is limited, so that a
small file cannot fill the machine.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.reading.articles import shared
from detente.reading.metadata import Metadata, table_of
from detente.reading.plain import kept
from detente.reading.sources import METADATA, Failure, Options, Source, content
from detente.reading.streams import DEPTH, Budget, counted
from detente.reading.word import DOCX, ODT, read_word
from detente.records import Document

INNER = 256_000_000
"""Bytes of an archive within another, which must be held in memory."""
_PACKERS: tuple[tuple[bytes, str, Callable[[BinaryIO], io.BufferedIOBase]], ...] = (
    (b"\x1f\x8b", "gzip", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", "bzip2", lambda stream: bz2.BZ2File(stream)),
    (b"\xfd7zXZ", "xz", lambda stream: lzma.LZMAFile(stream)),  # noqa: SIM115
)
_ENDINGS = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
_PACKED = re.compile(r"\.(?:gz|bz2|xz)$", re.IGNORECASE)
_ODD = re.compile(r"[\x00-\x1f\x7f]")
# members that systems put into archives for themselves
_OWN = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^/]+(?:/|$)|Thumbs\.db$|desktop\.ini$)")
_OTHERS = (
    ("xl/workbook.xml", "a spreadsheet; save its table as CSV"),
    ("ppt/presentation.xml", "a presentation; save its text as .txt"),
    ("META-INF/container.xml", "an e-book; save its chapters as web pages or text"),
)
_OPEN = (
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    ValueError,
    LookupError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
)


def read_packed(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read the one file that is packed in another."""
    from detente.reading.formats import read_source

    if source.depth >= DEPTH:
        yield _too_deep(source)
        return
    budget = source.budget or Budget(source.size)
    try:
        stream = source.open()
    except OSError as error:
        yield Failure(source.name, f"cannot be read ({error.strerror or error}).")
        return
    with stream:
        start = cast(io.BufferedReader, stream).peek(6)
        what, unpack = next(
            ((name, make) for mark, name, make in _PACKERS if start.startswith(mark)), (None, None)
        )
        if what is None or unpack is None:
            yield Failure(
                source.name, "is no gzip, bzip2 or xz file, whatever its name says; name it as what it is."
            )
            return
        below = stream if source.size is not None or source.budget else _weighed(stream, budget)
        inner = counted(cast(BinaryIO, unpack(below)), budget, what)
        named = source.inside or ("" if source.path is None else source.path.name)
        yield from read_source(
            replace(
                source, open=lambda: inner, size=None, inside=_unpacked(named), depth=source.depth + 1,
                budget=budget,
            ),
            options,
            knowledge,
            metadata,
        )  # fmt: skip


def read_zip(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read the members of a ZIP file in their order; a Word or OpenDocument file is one, and read as such."""
    if source.depth >= DEPTH:
        yield _too_deep(source)
        return
    try:
        if source.path is not None and source.inside is None:
            stream = source.open()
        else:
            data = content(source, INNER)
            if isinstance(data, Failure):
                yield data
                return
            source = replace(source, size=source.size or len(data))
            stream = io.BytesIO(data)
        with stream, zipfile.ZipFile(stream) as box:
            names = set(box.namelist())
            if DOCX in names or (ODT in names and "mimetype" in names):
                stream.seek(0)
                kept_open = io.BytesIO(stream.read())
                yield from read_word(replace(source, open=lambda: kept_open), options, knowledge, metadata)
                return
            other = next((what for name, what in _OTHERS if name in names), None)
            if other is not None:
                yield Failure(source.name, f"is {other}.")
                return
            yield from _members(box, source, options, knowledge, metadata)
    except (OSError, *_OPEN) as error:
        yield Failure(source.name, f"the ZIP file is damaged or cut off ({error}); make or fetch it again.")


def _members(
    box: zipfile.ZipFile, source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    from detente.reading.formats import read_source

    budget = source.budget or Budget(source.size)
    infos = [info for info in box.infolist() if not info.is_dir() and not _OWN.search(_named(info.filename))]
    tables: dict[str, dict[str, Metadata | str]] = {}
    for info in infos:
        if info.filename.rpartition("/")[2] == METADATA and info.file_size <= 64_000_000:
            try:
                table = table_of(box.read(info), f"{source.name}/{_named(info.filename)}")
            except (ReadingError, *_OPEN) as error:
                yield Failure(source.name, str(error))
                continue
            tables[info.filename.removesuffix(METADATA)] = table
    infos = [info for info in infos if info.filename.rpartition("/")[2] != METADATA]
    if not infos:
        yield Failure(source.name, "the ZIP file holds no files.")
    for info in infos:
        member = _member(source, info.filename, lambda info=info: _opened(box, info, budget), budget)  # type: ignore[misc]
        if info.flag_bits & 1:
            yield Failure(member.name, "is locked with a password; unpack the ZIP file and name the folder.")
            continue
        try:
            budget.member()
            row = _row(tables, info.filename)
        except (OSError, ReadingError) as error:
            yield Failure(member.name, str(error))
            if budget.gone:
                return
            continue
        yield from read_source(member, options, knowledge, row or shared(metadata))
        if budget.gone:
            yield Failure(
                source.name, f"the members after {member.inside} were not read, to be on the safe side."
            )
            return


def read_tar(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read the files in a tar archive as they come; links and devices are passed over."""
    from detente.reading.formats import read_source

    if source.depth >= DEPTH:
        yield _too_deep(source)
        return
    budget = source.budget or Budget(source.size)
    count = 0
    try:
        with source.open() as stream, tarfile.open(fileobj=stream, mode="r|") as box:
            for info in box:
                # the library would keep every header that it has seen
                box.members = []  # type: ignore[attr-defined]
                if not info.isfile() or _OWN.search(_named(info.name)):
                    continue
                count += 1
                member = _member(source, info.name, lambda info=info: _extracted(box, info, budget), budget)  # type: ignore[misc]
                if info.name.rpartition("/")[2] == METADATA:
                    yield Failure(
                        member.name, "is not used within a tar archive; unpack it and name the folder."
                    )
                    continue
                budget.member()
                yield from read_source(member, options, knowledge, shared(metadata))
                if budget.gone:
                    yield Failure(
                        source.name,
                        f"the members after {member.inside} were not read, to be on the safe side.",
                    )
                    return
    except (OSError, tarfile.TarError, *_OPEN) as error:
        yield Failure(
            source.name,
            f"the tar archive is damaged or cut off after {count} files ({error}); make or fetch it again.",
        )
        return
    if not count:
        yield Failure(source.name, "the tar archive holds no files.")


def _member(source: Source, name: str, opening: Callable[[], BinaryIO], budget: Budget) -> Source:
    named = _named(name)
    inside = named if source.inside is None or source.inside.endswith(".tar") else f"{source.inside}/{named}"
    return Source(
        f"{source.name}/{named}", source.path, opening, walked=True, inside=inside, depth=source.depth + 1,
        budget=budget,
    )  # fmt: skip


def _named(name: str) -> str:
    """A member's name without anything that leads out of the archive."""
    parts = _ODD.sub("?", kept(name).replace("\\", "/")).split("/")
    return "/".join(part for part in parts if part not in ("", ".", ".."))[-400:] or "member"


def _unpacked(name: str) -> str:
    for ending, instead in _ENDINGS.items():
        if name.lower().endswith(ending):
            return name[: -len(ending)] + instead
    return _PACKED.sub("", name)


def _opened(box: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> BinaryIO:
    try:
        return counted(cast(BinaryIO, box.open(info)), budget, "ZIP")
    except _OPEN as error:
        raise OSError(f"the ZIP member is damaged: {error}") from error


def _extracted(box: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> BinaryIO:
    inner = box.extractfile(info)
    if inner is None:
        raise OSError("it is no file")
    return counted(cast(BinaryIO, inner), budget, "tar")


def _row(tables: dict[str, dict[str, Metadata | str]], name: str) -> Metadata | None:
    for folder in sorted(tables, key=len, reverse=True):
        row = tables[folder].get(name.removeprefix(folder)) if name.startswith(folder) else None
        if isinstance(row, str):
            raise ReadingError(row)
        if row is not None:
            return row
    return None


def _weighed(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """A packed stream of unknown length whose bytes raise what it may unpack to."""
    read = stream.read

    class Weighed(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
            data = read(len(view))
            budget.packed += len(data)
            view[: len(data)] = data
            return len(data)

    return cast(BinaryIO, io.BufferedReader(Weighed()))


def _too_deep(source: Source) -> Failure:
    return Failure(source.name, f"lies in more than {DEPTH} archives within each other; unpack them first.")
