"""Texts of word processors: DOCX, OpenDocument and RTF."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.reading.markup import paragraphs, parse_html, parse_xml
from detente.reading.metadata import Metadata
from detente.reading.plain import read_whole
from detente.reading.quiet import quiet
from detente.reading.sources import Failure, Options, Source
from detente.records import Document

FILE = 128_000_000
"""Bytes of a file at most; most of it may be pictures."""
PART = 64_000_000
"""Bytes that the parts of text within it may unpack to."""
DOCX, ODT = "word/document.xml", "content.xml"
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError,
    RecursionError, RuntimeError, TypeError, ValueError, EOFError, ExpatError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def read_word(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read one DOCX or OpenDocument text as one document; notes at the foot are left out."""
    yield from _read(source, options, knowledge, metadata, _office)


def read_rtf(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read one RTF file as one document."""
    yield from _read(source, options, knowledge, metadata, _rtf)


def _read(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None, take: Any
) -> Iterator[Document | Failure]:
    yield from read_whole(source, options, knowledge, metadata, FILE, lambda data: "\n\n".join(take(data)))


def _office(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            names = set(box.namelist())
            _check(box)
            if DOCX not in names:
                return _odt(box.read(ODT))
        return _docx(data)
    except ReadingError:
        raise
    except _FAULTS as error:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise ReadingError(f"the file is damaged ({why}); open it and save it anew.") from error


def _check(box: zipfile.ZipFile) -> None:
    """Refuse a file that unpacks to too much, or whose XML declares entities."""
    parts = [info for info in box.infolist() if info.filename.lower().endswith((".xml", ".rels"))]
    size = sum(info.file_size for info in parts)
    if size > PART:
        raise ReadingError(
            f"its text unpacks to {size} bytes, more than {PART}; split it, or save it as plain text (.txt)."
        )
    for info in parts:
        part = box.read(info).replace(b"\0", b"")
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise ReadingError("its XML declares entities, as no word processor writes them; it is not read.")


def _docx(data: bytes) -> list[str]:
    import mammoth

    no_picture = mammoth.images.img_element(lambda image: {})
    with quiet("mammoth"):
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=no_picture).value
    tree = parse_html(f"<html><body>{html}</body></html>")
    if tree is None:
        return []
    for note in tree.xpath("//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"):
        note.getparent().remove(note)
    for sign in tree.xpath("//sup[a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]]"):
        sign.drop_tree()
    return paragraphs(tree)


def _odt(data: bytes) -> list[str]:
    root = parse_xml(data)
    body = next((node for node in root.iter() if str(node.tag).endswith("}text")), None)
    return [] if body is None else paragraphs(body)


def _rtf(data: bytes) -> list[str]:
    from striprtf.striprtf import rtf_to_text

    take: Any = rtf_to_text
    try:
        text: str = take(data.decode("latin-1"), errors="replace")
    except _FAULTS as error:
        raise ReadingError(f"the RTF is damaged ({error}); open it and save it anew.") from error
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
