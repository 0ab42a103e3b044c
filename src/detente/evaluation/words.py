"""Comparing stretches of a text by the words in them, so that punctuation never decides a match."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.records import Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")

WordSet = frozenset[int]


class Words:
    """The words of a text, by character offset."""

    def __init__(self, text: str) -> None:
        self._at: dict[int, int] = {}
        for number, match in enumerate(_WORD.finditer(text)):
            for offset in range(match.start(), match.end()):
                self._at[offset] = number

    def of(self, spans: Iterable[Span]) -> WordSet:
        """The numbers of the words that spans touch."""
        return frozenset(self._at[o] for start, end in spans for o in range(start, end) if o in self._at)


def jaccard(a: WordSet, b: WordSet) -> float:
    """Shared words as a share of all; two empty sets are alike."""
    return len(a & b) / len(a | b) if a or b else 1.0


def covered(a: WordSet, b: WordSet) -> float:
    """Shared words as a share of the smaller set; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def pair_up(gains: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pair gold with found, best first, each once.

    Args:
        gains: (how good, number in gold, number in found); pairs of no gain are left out beforehand.
    """
    pairs: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for _, gold, found in sorted(gains, key=lambda g: (-g[0], g[1], g[2])):
        if gold not in left and found not in right:
            left.add(gold)
            right.add(found)
            pairs.append((gold, found))
    return pairs
