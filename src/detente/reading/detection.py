"""What a source is: told by its first bytes, and by its name only where they do not tell."""

from __future__ import annotations

import re

# formats that begin with bytes of their own
_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"WARC/", "warc"),
    (b"filedesc://", "warc"),
)
_TAR = b"ustar"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(r"(?:<!doctype\s+html|<(?:html|head|body)[\s>])", re.IGNORECASE)
_PROLOGUE = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype(?!\s+html)[^<>\[]*(?:\[.*?\]\s*)?>)+", re.I | re.S
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_ROOTS = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "channel": "feed",
    "nitf": "newsxml", "newsitem": "newsxml", "newsmessage": "newsxml", "newsml": "newsxml",
    "packageitem": "newsxml", "html": "html", "head": "html", "body": "html",
}  # fmt: skip
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/')
_MAILBOX = re.compile(rb"From \S.{0,200}\d\d:\d\d(?::\d\d)?.{0,40}\d{4}\s*\r?\n[!-9;-~]+:", re.DOTALL)
_FIELD = re.compile(rb"^([!-9;-~]{2,60}):[ \t]", re.MULTILINE)
_LETTER = frozenset(
    (b"received", b"message-id", b"mime-version", b"return-path", b"snapshot-content-location")
)
_TEXTS = ("text", "jsonl", "csv")


def detect(head: bytes, named: str | None) -> str | None:
    """The format of a source.

    Args:
        head: its first bytes.
        named: the format that its name's ending stands for, or None.

    Returns:
        the format's name, or None where neither tells.
    """
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if head[257:262] == _TAR:
        return "tar"
    if b"%PDF-" in head[:1024] and named in (None, "pdf"):
        return "pdf"
    if head.startswith(b"%PDF-"):
        return "pdf"
    marked = _marked_up(head, named)
    if marked is not None:
        return marked
    if named not in _TEXTS and _letter(head):
        return "mbox" if _MAILBOX.match(head) else "mail"
    return named


def _marked_up(head: bytes, named: str | None) -> str | None:
    text = _loosely(head)
    start = text[_end(text) :]
    if _HTML.match(start):
        return "html"
    if text.startswith("{") and named != "jsonl" and _JSON_FEED.search(text):
        return "feed"
    if text.startswith(("<?xml", "<!--", "<!DOCTYPE")) or named in (None, "xml", "feed", "newsxml", "json"):
        root = _ROOT.match(start)
        known = _ROOTS.get(root[1].lower()) if root else None
        if known is not None:
            return known
        if root and text.startswith("<?xml"):
            return "xml"
    return None


def _end(text: str) -> int:
    prologue = _PROLOGUE.match(text)
    return prologue.end() if prologue else 0


def _loosely(head: bytes) -> str:
    """The first characters, as far as ASCII goes; enough to see tags."""
    for mark in _MARKS:
        if head.startswith(mark):
            head = head[len(mark) :]
    return head.replace(b"\0", b"").decode("latin-1").lstrip()


def _letter(head: bytes) -> bool:
    """Whether it begins with the header of a letter: fields to the first empty line, one of them postal."""
    header = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if _MAILBOX.match(head):
        return True
    first = header.split(b"\n", 1)[0]
    if not _FIELD.match(first):
        return False
    return bool({name.lower() for name in _FIELD.findall(header)} & _LETTER)
