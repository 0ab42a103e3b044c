"""PDF: the text of its pages, joined to paragraphs."""

from __future__ import annotations

import io
from collections.abc import Iterator

from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.reading.metadata import Metadata
from detente.reading.pdflines import join_lines
from detente.reading.plain import read_whole
from detente.reading.quiet import quiet
from detente.reading.sources import Failure, Options, Source, say
from detente.records import Document

FILE = 256_000_000
"""Bytes of a PDF at most; most of it may be pictures."""
# what pypdf raises over bytes that only claim to be a PDF, beside its own errors
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError,
    RecursionError, TypeError, ValueError, MemoryError,
)  # fmt: skip


def read_pdf(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read one PDF as one document; its own fields of title and date are not believed."""

    def text_of(data: bytes) -> str:
        pages = _pages(data, source, options.max_chars)
        if not any(page.strip() for page in pages):
            raise ReadingError(
                "the PDF holds pictures of pages and no text; run a text recognition over it first "
                "(for instance ocrmypdf), then read what comes out."
            )
        return "\n\n".join(join_lines(pages))

    yield from read_whole(source, options, knowledge, metadata, FILE, text_of)


def _pages(data: bytes, source: Source, limit: int) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    with quiet("pypdf"):
        try:
            reader = PdfReader(io.BytesIO(data))
            # a PDF that anyone may open and nobody may print has an empty password
            if reader.is_encrypted and not reader.decrypt(""):
                raise ReadingError(
                    "the PDF is locked with a password; open it, print it into a new PDF and read that."
                )
            count = len(reader.pages)
        except DependencyError as error:
            raise ReadingError(
                "the PDF is encrypted; open it, print it into a new PDF and read that."
            ) from error
        except (PyPdfError, *_FAULTS) as error:
            raise ReadingError(
                f"the PDF is damaged ({_why(error)}); open it in a viewer and save it anew, or save its text."
            ) from error
        pages: list[str] = []
        spoilt: list[int] = []
        length = 0
        for number in range(count):
            try:
                pages.append(reader.pages[number].extract_text())
            except (PyPdfError, *_FAULTS):
                spoilt.append(number + 1)
                continue
            length += len(pages[-1])
            if length > 2 * limit:
                raise ReadingError(f"has more than {2 * limit} characters; split it, or raise --max-chars.")
    if spoilt and not pages:
        raise ReadingError("the PDF is damaged: no page of it can be read; save it anew, or save its text.")
    if spoilt:
        listed = ", ".join(map(str, spoilt))
        say(source.name, f"{len(spoilt)} of {count} pages are damaged and left out: {listed}.")
    return pages


def _why(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
