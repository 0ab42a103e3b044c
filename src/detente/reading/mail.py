"""Letters: single ones (.eml), mailboxes (.mbox), and web pages that a browser saved as a letter (.mhtml)."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from typing import BinaryIO, cast

from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.reading.articles import date_of, make_article, shared
from detente.reading.encodings import decode, decode_page
from detente.reading.markup import clean
from detente.reading.metadata import Metadata
from detente.reading.sources import Failure, Options, Source, content, say
from detente.reading.webpage import page_document
from detente.records import Document

LETTER = 64_000_000
"""Bytes of a letter at most, with what is attached to it."""
_FROM = re.compile(rb"From \S")
# what the library raises over headers and parts that follow no rule
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def read_mail(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read one letter, or one page saved as MHTML, as one document."""
    data = content(source, LETTER)
    if isinstance(data, Failure):
        yield data
        return
    try:
        yield _document(data, source, options, knowledge, metadata)
    except ReadingError as error:
        yield Failure(source.name, str(error))


def read_mailbox(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read the letters of a mailbox, one document each, without holding more than one."""
    number = 0
    try:
        with source.open() as stream:
            for number, data in enumerate(_letters(stream), 1):
                where = f"{source.name}, letter {number}"
                if data is None:
                    yield Failure(where, f"is longer than {LETTER} bytes; save it as a file of its own.")
                    continue
                try:
                    name = f"{source.name}:{number}"
                    yield _document(data, source, options, knowledge, shared(metadata), name)
                except ReadingError as error:
                    yield Failure(where, str(error))
    except OSError as error:
        yield Failure(source.name, f"cannot be read on after letter {number} ({error.strerror or error}).")
        return
    if number == 0:
        yield Failure(source.name, 'holds no letter; each begins with a line "From …".')


def _letters(stream: BinaryIO) -> Iterator[bytes | None]:
    """The letters of a mailbox; None for one that is too long."""
    held: list[bytes] = []
    size, begun, empty = 0, False, True
    while line := stream.readline(1_000_000):
        if empty and _FROM.match(line):
            if begun:
                yield b"".join(held) if size <= LETTER else None
            held, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= LETTER:
                held.append(line[1:] if line.startswith(b">From ") else line)
        empty = not line.strip()
    if begun:
        yield b"".join(held) if size <= LETTER else None


def _document(
    data: bytes,
    source: Source,
    options: Options,
    knowledge: Knowledge,
    metadata: Metadata | None,
    name: str | None = None,
) -> Document:
    try:
        letter = email.message_from_bytes(data, policy=default)
        page = _page(letter)
        if page is not None:
            html, address = page
            return page_document(html, data, source, options, knowledge, metadata, address=address)
        body = letter.get_body(("plain", "html"))
        told = _told(letter, knowledge)
        parts = _paragraphs(cast(EmailMessage, body), options) if body is not None else []
        attached = sum(1 for _ in letter.iter_attachments()) if letter.is_multipart() else 0
    except ReadingError:
        raise
    except _FAULTS as error:
        raise ReadingError(f"the letter is damaged ({error}); save its text as .txt.") from error
    if attached:
        say(name or source.name, f"{attached} attached to this letter is not read; save it to a file.")
    return make_article(
        parts,
        source=source,
        options=options,
        knowledge=knowledge,
        told=told,
        over=metadata,
        data=data,
        name=name,
        part=None if name is None else name.rpartition(":")[2],
    )


def _told(letter: EmailMessage, knowledge: Knowledge) -> Metadata:
    sender = letter.get("From")
    first = next(iter(getattr(sender, "addresses", ())), None)
    written = re.sub(r"\([^()]*\)", "", str(letter.get("Date") or ""))
    return Metadata(
        published=date_of(written, knowledge),
        title=" ".join(str(letter.get("Subject") or "").split()) or None,
        author=None if first is None else first.display_name or first.addr_spec or None,
    )


def _paragraphs(part: EmailMessage, options: Options) -> list[str]:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if part.get_content_subtype() == "html":
        return clean(decode_page(data, options.encoding, charset))
    text = decode_page(data, options.encoding, charset) if charset else decode(data, options.encoding)
    return [part.strip("\r\n") for part in re.split(r"\r?\n[^\S\n]*\r?\n", text)]


def _page(letter: EmailMessage) -> tuple[str, str | None] | None:
    """The page and its address, where a letter is one that a browser saved."""
    saved = letter.get("Snapshot-Content-Location")
    if letter.get_content_type() != "multipart/related" or not (saved or "Received" not in letter):
        return None
    for part in letter.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            address = str(saved or part.get("Content-Location") or "").strip()
            web = address if address.lower().startswith(("http://", "https://")) else None
            return decode_page(data, None, part.get_content_charset()), web
    return None
