"""From bytes to text: the encoding stated, marked, or guessed; binary data refused."""

from __future__ import annotations

import re

from detente.errors import ReadingError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# formats that begin with bytes of their own: what to call them in the message
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zipped file (Word, OpenDocument or ZIP)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (save it as .docx)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_SAMPLE = 65536
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)|<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
# Python knows codecs that are no character sets, and some that take very long
_CHARACTER_SET = re.compile(
    r"(?:utf|windows|cp|iso|latin|koi|mac|x-|big5|gb|euc|shift|sjis|tis|us-ascii|ascii)[\w.:-]*",
    re.IGNORECASE,
)
_WESTERN = ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii")
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F}


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text that bytes hold.

    UTF-8 is taken where it fits. Western Windows text comes next, since its quotes and dashes are what spoils
    most English texts that are not UTF-8; only then is the encoding guessed.

    Args:
        data: the bytes.
        encoding: the encoding, where it is known.

    Raises:
        ReadingError: the bytes are no text, or not in the encoding.
    """
    if encoding is not None:
        try:
            return data.decode(encoding)
        except LookupError as error:
            raise ReadingError(f"there is no encoding {encoding!r}; try utf-8 or cp1252.") from error
        except UnicodeDecodeError as error:
            raise ReadingError(f"is not {encoding} (byte {error.start}); leave --encoding out.") from error
    marked = _marked(data)
    if marked is not None:
        return marked
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def decode_page(data: bytes, encoding: str | None = None, declared: str | None = None) -> str:
    """The text of a page or another document that may declare its encoding within.

    What is UTF-8 is UTF-8, whatever it says. Otherwise its own word is taken, but pages lie: one that calls
    itself UTF-8 and holds next to none is guessed.

    Args:
        data: the bytes.
        encoding: the encoding, where the user knows it.
        declared: the encoding that came with the page (a header of HTTP or of a letter).

    Raises:
        ReadingError: the encoding given is unknown or does not fit, or none can be made out.
    """
    if encoding is not None:
        return decode(data, encoding)
    marked = _marked(data)
    if marked is not None:
        return marked
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:4096])
    within = (found[1] or found[2]).decode("ascii", "ignore") if found else None
    for name in (within, declared):
        if name is None or not _CHARACTER_SET.fullmatch(name):
            continue
        if name.lower() in ("utf-8", "utf8"):
            text = data.decode("utf-8", "replace")
            bad = text.count("\ufffd")
            if sum(sign > "\x7f" for sign in text) > 2 * bad:
                return text
            continue
        try:
            # who says Latin 1 means the Windows code page, with its quotes and dashes
            return data.decode("cp1252" if name.lower() in _WESTERN else name)
        except (LookupError, UnicodeError):
            continue
    return _guess(data)


def _marked(data: bytes) -> str | None:
    """The text where a byte order mark says what it is."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                raise ReadingError(f"begins like {name} but is not (byte {error.start}).") from error
    return None


def _refuse_binary(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise ReadingError(f"is {name}, not text; save it as plain text first.")
    start = data[:512].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise ReadingError("is a web page, not plain text; save its text first.")
    sample = data[:_SAMPLE]
    controls = sum(sample.count(code) for code in _CONTROLS)
    if controls > len(sample) // 100:
        raise ReadingError("is a binary file, not text.")


def _guess(data: bytes) -> str:
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = None
    if western is not None and _plausible(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except UnicodeDecodeError:
            best = from_bytes(data).best()
    if best is None:
        raise ReadingError("its encoding cannot be made out; name it with --encoding.")
    return str(best)


def _plausible(text: str) -> bool:
    """Whether the letters beyond ASCII stand where Western ones would: few, and no capitals inside words."""
    seen = 0
    for at, sign in enumerate(text):
        if sign < "\x80":
            continue
        seen += 1
        before = text[at - 1] if at else " "
        if sign.isalpha():
            if sign.isupper() and before.islower():
                return False
        elif before.isalpha() and text[at + 1 : at + 2].isalpha() and sign not in "’‘–—-\u00ad\u00a0…":
            return False
    return seen * 10 < len(text)
