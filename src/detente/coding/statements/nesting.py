"""Which statement stands inside which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.coding.statements.found import Found

_CLIMB = 12


@dataclass(slots=True)
class Nested:
    """A statement and the number of the one whose content holds its cue, in the same list."""

    found: Found
    parent: int | None = None


def nest(found: list[Found], tokens: int) -> list[Nested]:
    """Order statements by their place in the text and find each one's parent.

    The parent is the smallest other statement whose content holds the cue's head, and which this one does
    not hold in turn ("…, he said, …, she said": the larger content holds the smaller).

    Args:
        found: the statements.
        tokens: the number of tokens in the document.
    """
    ordered = sorted(found, key=lambda f: (min(f.first, f.head), -f.size))
    out = [Nested(f) for f in ordered]
    inner = innermost(ordered, range(len(ordered)), tokens)
    for number, one in enumerate(ordered):
        holder = inner[one.head]
        for _ in range(_CLIMB):
            if holder < 0:
                break
            other = ordered[holder]
            if holder != number and other.size >= one.size and not one.holds(other.head):
                out[number].parent = holder
                break
            above = inner[other.head]
            if above in (holder, number):
                break
            holder = above
    _unknot(out)
    return out


def innermost(ordered: list[Found], numbers: Iterable[int], tokens: int) -> list[int]:
    """For each token the number of the smallest statement whose content holds it, -1 where none does.

    Each token is set once, smallest content first, so the work is linear however deep statements nest.
    """
    owner = [-1] * tokens
    following = list(range(tokens + 1))
    for number in sorted(numbers, key=lambda n: ordered[n].size):
        for first, stop in ordered[number].content:
            token = _free(following, first)
            while token < stop:
                owner[token] = number
                following[token] = token + 1
                token = _free(following, token)
    return owner


def _free(following: list[int], token: int) -> int:
    """The first token from here on that is not set yet."""
    end = token
    while following[end] != end:
        end = following[end]
    while following[token] != end and token != end:
        following[token], token = end, following[token]
    return end


def _unknot(nested: list[Nested]) -> None:
    """Drop a parent that would close a circle."""
    state = bytearray(len(nested))
    for number in range(len(nested)):
        path: list[int] = []
        at: int | None = number
        while at is not None and not state[at]:
            state[at] = 1
            path.append(at)
            at = nested[at].parent
        if at is not None and state[at] == 1 and path:
            nested[path[-1]].parent = None
        for one in path:
            state[one] = 2
