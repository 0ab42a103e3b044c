"""Web archives (WARC, ARC): one document for each page that was answered with."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import Any, BinaryIO

from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.reading.articles import make_article, shared
from detente.reading.encodings import decode_page
from detente.reading.metadata import Metadata
from detente.reading.plain import kept
from detente.reading.sources import Failure, Options, Source, say
from detente.reading.webpage import PAGE, page_document
from detente.records import Document

_PAGES = ("text/html", "application/xhtml+xml")
_TEXT = "text/plain"
_KINDS = ("response", "resource", "conversion")
_FAULTS = (ArithmeticError, AttributeError, EOFError, LookupError, TypeError, ValueError)


def read_warc(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read the pages of a web archive, record by record; when it was crawled is no date of publication."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    seen = pages = 0
    try:
        with source.open() as stream:
            archive = ArchiveIterator(_Eager(stream), arc2warc=True)
            while (record := _next(archive)) is not None:
                seen += 1
                kind = _kind(record)
                if kind is None:
                    continue
                pages += 1
                yield _document(record, kind, source, options, knowledge, shared(metadata))
            if archive.err_count:
                say(
                    source.name, f"{archive.err_count} of {seen} records are of another length than they say."
                )
    except OSError as error:
        yield Failure(source.name, f"cannot be read on after record {seen} ({error.strerror or error}).")
    except (ArchiveLoadFailed, *_FAULTS) as error:
        yield Failure(
            source.name, f"the web archive is damaged after record {seen} ({error}); fetch it again."
        )
    else:
        if not seen:
            yield Failure(source.name, "holds no records.")
    if seen and not pages:
        yield Failure(source.name, f"none of its {seen} records is a page that was answered with.")
    elif seen > pages:
        say(
            source.name,
            f"{pages} of {seen} records are pages; the rest (pictures, scripts, requests) is not read.",
        )


def _next(archive: Any) -> Any:
    """The next record, or None at the end."""
    # warcio writes to standard error by itself; what it counts is told in our words
    with redirect_stderr(io.StringIO()):
        return next(archive, None)


class _Eager:
    """A stream that gives what it has at hand, so that what comes before a damage is not lost with it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read: Any = getattr(stream, "read1", stream.read)

    def read(self, count: int) -> bytes:
        """Some of the next bytes; none at the end."""
        data: bytes = self._read(count)
        return data


def _kind(record: Any) -> str | None:
    """The media type of a record that holds a page or text, or None."""
    if record.rec_type not in _KINDS:
        return None
    if record.http_headers is not None:
        if str(record.http_headers.get_statuscode()) != "200":
            return None
        stated = record.http_headers.get_header("Content-Type")
    else:
        stated = record.rec_headers.get_header("Content-Type")
    kind = (stated or "").partition(";")[0].strip().lower()
    return str(stated) if kind in _PAGES or (kind == _TEXT and record.rec_type == "conversion") else None


def _document(
    record: Any, kind: str, source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Document | Failure:
    address = kept(str(record.rec_headers.get_header("WARC-Target-URI") or "")).strip("<> ")
    name = address or f"{source.name}:{record.rec_headers.get_header('WARC-Record-ID')}"
    limit = options.max_chars * 4 + PAGE
    parts: list[bytes] = []
    length = 0
    stream = record.content_stream()
    while part := stream.read(65536):
        length += len(part)
        if length > limit:
            return Failure(name, f"is longer than {limit} bytes; raise --max-chars.")
        parts.append(part)
    data = b"".join(parts)
    charset = kind.lower().partition("charset=")[2].strip("\"' ;") or None
    page = replace(source, name=name, inside=address or name)
    url = address if address.lower().startswith(("http://", "https://")) else None
    try:
        text = decode_page(data, options.encoding, charset)
        if kind.lower().startswith(_TEXT):
            told = Metadata(url=url)
            lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
            return make_article(
                lines, source=page, options=options, knowledge=knowledge, told=told, over=metadata, data=data
            )
        return page_document(text, data, page, options, knowledge, metadata, address=url)
    except ReadingError as error:
        return Failure(name, str(error))
