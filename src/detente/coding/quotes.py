"""Quotation marks of every kind, matched over the original text in one pass.

Straight, typographic, French and German marks, two single marks in a row, nested and unbalanced ones. A
mark that is an apostrophe is none. A quotation whose paragraph ends without a closing mark runs on where the
next paragraph opens with the same mark again, as newspapers print long quotations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.coding.prepared import paragraphs
from detente.records import Span

_MARK = re.compile(r"''|``|[\"“”„«»‘’'‚]")
_CLOSERS = {"“": "”", "„": "”“", "«": "»", "‘": "’", "‚": "‘’", "``": "''", "''": "''", '"': '"', "'": "'"}
_DOUBLE = frozenset({"“", "”", "„", "«", "»", '"', "''", "``"})
_OPENS_AFTER = frozenset("([{-–—/:")
_STOPS = frozenset(".,;:!?)]")
_DEPTH = 6
_REACH = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation. `span` holds its marks, `inner` does not; `closed`: whether a closing mark was found.

    `depth` is 0 for a quotation that stands in no other. `group` numbers the quotations that run on over
    paragraphs: those of one group are one utterance.
    """

    span: Span
    inner: Span
    depth: int
    closed: bool
    group: int


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    stop: int


def find_quotations(text: str, body: Span | None = None) -> list[Quotation]:
    """Find the quotations of a text.

    Args:
        text: the text as it was read.
        body: the part to look at; the whole text where it is None.

    Returns:
        The quotations in text order, an outer one before those inside it.
    """
    found: list[Quotation] = []
    running = ""
    group = 0
    for start, end in paragraphs(text, body):
        first = _first_mark(text, start)
        if not (running and first and _same_kind(first, running)):
            group += 1
        here, running = _scan(text, start, end, group)
        found += here
    return found


def _first_mark(text: str, start: int) -> str:
    match = _MARK.match(text, start)
    return match.group() if match else ""


def _same_kind(a: str, b: str) -> bool:
    return a == b or (a in _DOUBLE and b in _DOUBLE)


def _scan(text: str, start: int, end: int, group: int) -> tuple[list[Quotation], str]:
    """The quotations of one paragraph, and the mark that is still open at its end."""
    stack: list[_Open] = []
    found: list[Quotation] = []
    for match in _MARK.finditer(text, start, end):
        mark, at, stop = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else " "
        after = text[stop] if stop < end else " "
        if mark in "'’‘" and before.isalnum() and after.isalnum():
            continue
        depth = _closes(stack, mark, before, after)
        if depth is not None:
            opened = stack[depth]
            del stack[depth:]
            found.append(Quotation((opened.start, stop), (opened.stop, at), depth, True, group))
        elif _opens(mark, before, after) and len(stack) < _DEPTH:
            stack.append(_Open(mark, at, stop))
    running = ""
    for depth, opened in enumerate(stack):
        if opened.mark not in _DOUBLE:
            continue
        found.append(Quotation((opened.start, end), (opened.stop, end), depth, False, group))
        running = opened.mark
        break
    found.sort(key=lambda q: (q.span[0], -q.span[1]))
    return _depths(found), running


def _closes(stack: list[_Open], mark: str, before: str, after: str) -> int | None:
    """The place in the stack of the opening mark that this one closes, nearest first."""
    if before.isspace() and not after.isspace():
        return None
    if mark in _DOUBLE and not before.isspace() and (after.isspace() or after in _STOPS):
        # printers mix their marks: “…" and “…“ are closed all the same, the like mark first
        doubles = [n for n, one in enumerate(stack) if one.mark in _DOUBLE]
        same = [n for n in doubles[-_REACH:] if mark in _closers(stack[n].mark)]
        return same[-1] if same else doubles[-1] if doubles else None
    if mark in ("'", "’") and after.isalnum():
        return None
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _REACH), -1):
        if mark in _closers(stack[depth].mark):
            if (
                mark in ('"', "''")
                and _opens(mark, before, after)
                and not after.isspace()
                and before in "([{"
            ):
                return None
            return depth
    return None


def _closers(mark: str) -> tuple[str, ...]:
    if mark in ("``", "''"):
        return ("''",)
    return tuple(_CLOSERS[mark])


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in ("”", "»", "’"):
        return False
    if after.isspace():
        return False
    if mark in ("'", "‘", "‚"):
        return (before.isspace() or before in _OPENS_AFTER or before in '“"„«') and after.isalpha()
    return (mark != '"' and mark != "''") or before.isspace() or not before.isalnum()


def _depths(found: list[Quotation]) -> list[Quotation]:
    """Set each depth by what really encloses it, since an unbalanced mark may have been dropped."""
    out: list[Quotation] = []
    ends: list[int] = []
    for q in found:
        while ends and ends[-1] <= q.span[0]:
            ends.pop()
        out.append(Quotation(q.span, q.inner, len(ends), q.closed, q.group))
        ends.append(q.span[1])
    return out
