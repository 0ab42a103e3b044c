"""Which statement stands inside which."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from detente.coding.statements.found import Found


@dataclass(slots=True)
class Nested:
    """A statement and the number of the one whose content holds its cue, in the same list."""

    found: Found
    parent: int | None = None


def nest(found: list[Found]) -> list[Nested]:
    """Order statements by their place in the text and find each one's parent.

    The parent is the smallest other statement whose content holds the cue's head, and which this one does
    not hold in turn.
    """
    ordered = sorted(found, key=lambda f: (min(f.first, f.head), -f.size))
    out = [Nested(f) for f in ordered]
    held: dict[int, list[int]] = {}
    heads = sorted((f.head, number) for number, f in enumerate(ordered))
    places = [h for h, _ in heads]
    for number, one in enumerate(ordered):
        for first, stop in one.content:
            for place in range(bisect_left(places, first), bisect_left(places, stop)):
                other = heads[place][1]
                if other != number:
                    held.setdefault(other, []).append(number)
    for number, holders in held.items():
        mine = out[number].found
        # two cues may each lie in the other's content ("he said … , he said"): the larger content holds
        fit = [h for h in holders if ordered[h].size >= mine.size and not mine.holds(ordered[h].head)]
        if fit:
            out[number].parent = min(fit, key=lambda h: ordered[h].size)
    return out
