"""The text of an article cut into pieces, each with the records that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from detente.records import (
    CodedDocument,
    Condition,
    Event,
    Expectation,
    Explanation,
    Span,
    Statement,
)

Kind = Literal["statement", "event", "condition", "expectation", "explanation"]
Told = Statement | Event | Condition | Expectation | Explanation

KINDS: dict[str, Kind] = {
    "s": "statement",
    "e": "event",
    "c": "condition",
    "x": "expectation",
    "w": "explanation",
}
WINDOW = 60_000
"""Characters of a text that one page shows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same records.

    Attributes:
        text: the words.
        low: where it begins in the document's text.
        records: ids of the records it belongs to.
        kinds: their kinds, each once, the widest first.
        begins: records whose first words these are.
        shown: whether it lies in the span that was asked for.
        first: whether it is the first that does.
    """

    text: str
    low: int
    records: tuple[str, ...]
    kinds: tuple[str, ...]
    begins: tuple[str, ...]
    shown: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a long text that a page shows: from, to, and of how many characters."""

    low: int
    high: int
    total: int


def kind_of(record: str) -> Kind:
    """The kind of a record by its id."""
    return KINDS[record[0]]


def all_records(coded: CodedDocument) -> list[Told]:
    """The records that are marked, in text order."""
    found: list[Told] = [
        *coded.statements,
        *coded.events,
        *coded.conditions,
        *coded.expectations,
        *coded.explanations,
    ]
    return sorted(found, key=lambda record: (min(marked(record), default=(0, 0)), record.id))


def marked(record: Told) -> list[Span]:
    """The spans under which a record is marked."""
    match record:
        case Event():
            spans = [record.anchor, *record.actor_spans, *record.recipient_spans]
        case Statement():
            spans = [*record.source, *record.cue, *record.content]
        case Expectation():
            spans = [record.span]
        case Condition():
            spans = [*record.marker, *record.if_, *record.then]
        case Explanation():
            spans = [*record.marker, *record.of, *record.by]
    return sorted(span for span in spans if span[1] > span[0])


def underlined(record: Told) -> list[Span]:
    """Of these, the spans that are underlined: what is said, done, a condition, expected, explained."""
    match record:
        case Event():
            return [record.anchor]
        case Statement():
            return list(record.content) or list(record.cue)
        case Condition():
            return [*record.marker, *record.if_]
        case Explanation():
            return list(record.marker) or list(record.of)
        case Expectation():
            return [record.span]


def window_of(text: str, at: int) -> Window:
    """The window of a text that holds a place; its ends lie between words.

    Args:
        text: the document's text.
        at: an offset in it.
    """
    total = len(text)
    number = min(max(at, 0), max(total - 1, 0)) // WINDOW
    return Window(gap(text, number * WINDOW), gap(text, (number + 1) * WINDOW), total)


def gap(text: str, near: int) -> int:
    """The place between two words before an offset; an end of the text where the offset lies beyond it."""
    if near >= len(text):
        return len(text)
    if near <= 0:
        return 0
    low = max(0, near - 200)
    found = max(text.rfind(" ", low, near), text.rfind("\n", low, near))
    return found + 1 if found >= 0 else near


def cut(text: str, window: Window, records: Sequence[Told], shown: Iterable[Span] = ()) -> list[Piece]:
    """Cut a window of a text at every place where a record begins or ends.

    Args:
        text: the document's text.
        window: the part that is shown.
        records: the records to be marked.
        shown: spans that are to stand out.
    """
    low, high = window.low, window.high
    wanted = [span for span in shown if span[0] < high and span[1] > low]
    starts: dict[int, list[tuple[str, bool]]] = {}
    ends: dict[int, list[tuple[str, bool]]] = {}
    begins: dict[int, list[str]] = {}
    places = {low, high}
    for record in records:
        under = set(underlined(record))
        spans = [*((span, False) for span in marked(record)), *((span, True) for span in under)]
        inside = [(max(s[0], low), min(s[1], high), u) for s, u in spans if s[0] < high and s[1] > low]
        if inside:
            begins.setdefault(min(one[0] for one in inside), []).append(record.id)
        for first, last, bears in inside:
            starts.setdefault(first, []).append((record.id, bears))
            ends.setdefault(last, []).append((record.id, bears))
            places.update((first, last))
    for span in wanted:
        places.update((max(span[0], low), min(span[1], high)))
    ordered = sorted(places)
    held: dict[tuple[str, bool], int] = {}
    pieces: list[Piece] = []
    met = False
    for first, last in pairwise(ordered):
        for one in ends.get(first, ()):
            held[one] -= 1
            if not held[one]:
                del held[one]
        for one in starts.get(first, ()):
            held[one] = held.get(one, 0) + 1
        stands = any(span[0] <= first and last <= span[1] for span in wanted)
        pieces.append(
            Piece(
                text[first:last],
                first,
                tuple(dict.fromkeys(id for id, _ in held)),
                tuple(dict.fromkeys(kind_of(id) for id, bears in held if bears)),
                tuple(begins.get(first, ())),
                stands,
                stands and not met,
            )
        )
        met = met or stands
    return pieces


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text under the same parts of one record: its words, where it begins, the parts' names."""

    text: str
    low: int
    names: tuple[str, ...]


def cut_parts(text: str, window: Window, parts: Mapping[str, Sequence[Span]]) -> list[Part]:
    """Cut a window of a text where a part of a record begins or ends.

    Args:
        text: the document's text.
        window: the part of it that is shown.
        parts: spans by the name of the part.
    """
    spans = [
        (max(low, window.low), min(high, window.high), name)
        for name, found in parts.items()
        for low, high in found
        if low < window.high and high > window.low and high > low
    ]
    places = sorted({window.low, window.high, *(s[0] for s in spans), *(s[1] for s in spans)})
    return [
        Part(text[low:high], low, tuple(name for a, b, name in spans if a <= low and high <= b))
        for low, high in pairwise(places)
    ]


def chain(coded: CodedDocument, statement: str | None) -> list[Statement]:
    """Who says it, the innermost first: a statement, the one around it, and so on."""
    by_id = {one.id: one for one in coded.statements}
    found: list[Statement] = []
    while statement is not None and statement in by_id and by_id[statement] not in found:
        found.append(by_id[statement])
        statement = by_id[statement].parent
    return found
