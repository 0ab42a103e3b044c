"""The text that the parser gets, with a way back to every original offset.

Bracketed credits are taken out, typographic quotes and dashes are set as the parser knows them, runs of
white space become one space. Each character of the prepared text knows the offset it came from, so that every
record can be given in offsets of the text as it was read.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.records import Span

_PARAGRAPH = re.compile(r"\n[ \t\r\f\v\u00a0]*(?:\n\s*)+|\n(?=[ \t]{2,}\S)")
_SUBSTITUTES = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "‚": "'", "\u00a0": " ", "\u00ad": "", "\u200b": "", "\ufeff": "", "…": "...",
}  # fmt: skip
# a dash that parts clauses is set off by spaces; one between capitals or digits ("24–25") binds
_DASH = re.compile(r"\s*(?:—|–|―|--+)\s*")
_INSERTED = re.compile(r"\[(?=[^\[\]\n]{1,60}\])|(?<=[\w.,’'])\]")
# what is copied as it stands: most of any text
_PLAIN = re.compile(r"[A-Za-z0-9.,;:]+(?: [A-Za-z0-9.,;:]+)*")

PIECE = 2500
"""A paragraph longer than this many characters is handed to the parser in pieces."""


@dataclass(slots=True)
class Prepared:
    """A piece of prepared text; `offsets[i]` is where character i stood, with one entry past the end."""

    text: str
    offsets: array[int]

    def original(self, start: int, end: int) -> Span:
        """The original span of `text[start:end]` (end > start)."""
        return self.offsets[start], self.offsets[end - 1] + 1


def paragraphs(text: str, body: Span | None = None, cuts: Sequence[int] = ()) -> Iterator[Span]:
    """Spans of the paragraphs of a text, without the white space around them.

    Args:
        text: the document's text.
        body: the part of it to look at.
        cuts: offsets, in order, at which a paragraph begins whatever stands there: by-lines and datelines.
    """
    low, high = body or (0, len(text))
    at = low
    gaps = [(gap.start(), gap.end()) for gap in _PARAGRAPH.finditer(text, low, high)]
    for start, end in sorted([*gaps, *((cut, cut) for cut in cuts if low < cut < high)]):
        yield from _trimmed(text, at, start)
        at = max(at, end)
    yield from _trimmed(text, at, high)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def pieces(text: str, span: Span, size: int = PIECE) -> Iterator[Span]:
    """Cut a very long paragraph, after a sentence's end where there is one, else at a space."""
    start, end = span
    while end - start > size:
        window = text[start : start + size]
        cut = max(window.rfind(mark, size // 2) for mark in (". ", "? ", "! ", ".” ", '." '))
        if cut < 0:
            cut = window.rfind(" ", size // 2)
        cut = start + (cut + 1 if cut >= 0 else size)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def prepare(text: str, span: Span, removed: Iterable[Span] = ()) -> Prepared:
    """Prepare one piece of a text for the parser.

    Args:
        text: the document's text.
        span: the piece to prepare.
        removed: spans (credits) that the parser must not see.
    """
    out: list[str] = []
    offsets = array("l")
    for start, end in _kept(span, removed):
        _copy(text, start, end, out, offsets)
    while out and out[-1] == " ":
        out.pop()
        offsets.pop()
    offsets.append(offsets[-1] + 1 if offsets else span[0])
    return Prepared("".join(out), offsets)


def _kept(span: Span, removed: Iterable[Span]) -> Iterator[Span]:
    at, end = span
    for start, stop in sorted(removed):
        if stop <= at or start >= end:
            continue
        if start > at:
            yield at, start
        at = max(at, stop)
    if at < end:
        yield at, end


def _copy(text: str, start: int, end: int, out: list[str], offsets: array[int]) -> None:
    dashes = {m.start(): m.end() for m in _DASH.finditer(text, start, end) if _parts_clauses(text, m)}
    inserted = {m.start() for m in _INSERTED.finditer(text, start, end)}
    at = start
    while at < end:
        stop = dashes.get(at)
        if stop is not None:
            mark = next(i for i in range(at, stop) if not text[i].isspace())
            for sign, place in ((" ", at), ("-", mark), ("-", mark), (" ", stop - 1)):
                _put(sign, place, out, offsets)
            at = stop
            continue
        run = _PLAIN.match(text, at, end)
        if run is not None:
            out.extend(run.group())
            offsets.extend(range(at, run.end()))
            at = run.end()
            continue
        sign = text[at]
        if at in inserted:
            sign = ""
        elif sign.isspace():
            sign = " "
        else:
            sign = _SUBSTITUTES.get(sign, sign)
        for part in sign:
            _put(part, at, out, offsets)
        at += 1


def _put(sign: str, place: int, out: list[str], offsets: array[int]) -> None:
    if sign == " " and (not out or out[-1] == " "):
        return
    out.append(sign)
    offsets.append(place)


def _parts_clauses(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
    if any(sign.isspace() for sign in match.group()):
        return bool(before and after)
    word = re.search(r"[\w.]+$", text[max(0, match.start() - 40) : match.start()])
    both_names = bool(word and word.group()[0].isupper()) and after.isupper()
    return not (both_names or before.isdigit() or after.isdigit() or not before or not after)


def join(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Sort spans and merge those that touch or overlap."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
