"""Words that tell where a speaker stands toward another, and that a position has shifted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.knowledge.tables import Tables

StanceKind = Literal["word", "softer", "harder"]
REACH = 4
"""Words before a stance word in which a negation turns it round."""


@dataclass(frozen=True, slots=True)
class StanceWord:
    """One row: its value from -2 (hostile) to 2 (friendly), or the way a position has shifted."""

    id: str
    value: float
    kind: StanceKind


class StanceWords:
    """All rows, to be searched in a text at once."""

    def __init__(self, phrases: dict[str, StanceWord], negations: frozenset[str]) -> None:
        self._phrases, self._negations = phrases, negations
        ordered = sorted(phrases, key=len, reverse=True)
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")

    def find(self, text: str) -> Iterator[tuple[StanceWord, float, int, int]]:
        """Each stance word of a text with its value, turned round where it is negated, and its place.

        Args:
            text: the words; case does not matter.
        """
        low = text.lower()
        for match in self._pattern.finditer(low):
            word = self._phrases[match.group()]
            before = re.findall(r"[\w'’]+", low[: match.start()])[-REACH:]
            turned = sum(one in self._negations or one.endswith(("n't", "n’t")) for one in before) % 2
            yield word, -word.value if turned else word.value, match.start(), match.end()

    def question(self, *kinds: StanceKind) -> str:
        """The phrases of some kinds as one search for a ledger."""
        return " OR ".join(f'"{p}"' for p, word in sorted(self._phrases.items()) if word.kind in kinds)


def load_stances(tables: Tables) -> StanceWords:
    """Load ``scales/stance_words.csv``.

    Raises:
        TableError: a row is malformed.
    """
    phrases: dict[str, StanceWord] = {}
    for row in tables.rows("scales/stance_words.csv", ("id", "words", "value", "kind")):
        kind: StanceKind = row.choice("kind", ("word", "softer", "harder"))  # type: ignore[assignment]
        word = StanceWord(row.id, row.number("value"), kind)
        for phrase in row.list("words"):
            phrases[phrase.lower()] = word
    negations = frozenset(
        row.id
        for row in tables.rows("scales/common_words.csv", ("id", "kind"))
        if row.text("kind") == "negation"
    )
    return StanceWords(phrases, negations)
