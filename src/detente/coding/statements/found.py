"""A statement while it is being put together: token ranges instead of character spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.coding.parse import Parse

Range = tuple[int, int]
"""Half-open range of tokens."""

_QUOTE_TAGS = frozenset({"``", "''", '""'})
_LOOSE = frozenset({",", ";", ":", ".", "-", "--", "---", "?", "!", "..."})


@dataclass(slots=True)
class Found:
    """One candidate statement.

    `head` is the token that carries the cue; `speakers` are the head tokens of the source, none where it is
    implied; `rule` and `kind` come from the cue's row; `frame` says which construction held the content;
    `quotes` are the quotations it claims; `relay` is who quoted the source, where the same cue tells it.
    """

    head: int
    cue: list[Range]
    content: list[Range]
    source: list[Range] = field(default_factory=list)
    speakers: list[int] = field(default_factory=list)
    rule: str = ""
    kind: str = "speech"
    frame: str = ""
    quotes: list[int] = field(default_factory=list)
    relay: list[int] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Number of tokens in the content."""
        return sum(stop - first for first, stop in self.content)

    @property
    def first(self) -> int:
        """First token of the content."""
        return min(first for first, _ in self.content)

    @property
    def stop(self) -> int:
        """Token after the last of the content."""
        return max(stop for _, stop in self.content)

    def holds(self, token: int) -> bool:
        """Whether a token lies in the content."""
        return any(first <= token < stop for first, stop in self.content)


def merge(ranges: Iterable[Range]) -> list[Range]:
    """Sort ranges and run those together that touch or overlap; empty ones fall away."""
    out: list[Range] = []
    for first, stop in sorted(r for r in ranges if r[0] < r[1]):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(stop, out[-1][1]))
        else:
            out.append((first, stop))
    return out


def subtract(ranges: Iterable[Range], hole: Range) -> list[Range]:
    """Cut a hole out of ranges."""
    out: list[Range] = []
    for first, stop in ranges:
        if hole[1] <= first or hole[0] >= stop:
            out.append((first, stop))
            continue
        if first < hole[0]:
            out.append((first, hole[0]))
        if hole[1] < stop:
            out.append((hole[1], stop))
    return out


def trim(parse: Parse, first: int, stop: int) -> Range:
    """Shorten a range by the commas, stops and dashes at its ends; quotation marks stay."""
    words = parse.words
    while first < stop and words[first] in _LOOSE:
        first += 1
    while stop > first and words[stop - 1] in _LOOSE:
        stop -= 1
    return first, stop


def bare(parse: Parse, first: int, stop: int) -> Range:
    """Shorten a range by all punctuation at its ends."""
    while first < stop and (parse.pos[first] == "PUNCT" or parse.tag[first] in _QUOTE_TAGS):
        first += 1
    while stop > first and (parse.pos[stop - 1] == "PUNCT" or parse.tag[stop - 1] in _QUOTE_TAGS):
        stop -= 1
    return first, stop


def yield_of(parse: Parse, token: int) -> Range:
    """The range of a token's subtree, without the punctuation at its ends."""
    return trim(parse, parse.left[token], parse.right[token])
