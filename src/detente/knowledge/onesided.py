"""Events of which one side is enough: words so plain that an act is told where only one party is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.knowledge.tables import Tables

SIDES = ("actor", "recipient", "place")


@dataclass(frozen=True, slots=True)
class OneSided:
    """One row: which frames, under which of their words, with which side, and how sure the event is then."""

    id: str
    rows: tuple[str, ...]
    words: frozenset[str]
    sides: frozenset[str]
    confidence: float


@dataclass(frozen=True, slots=True)
class OneSidedTable:
    """The rows, by the first frame that each names."""

    by_row: Mapping[str, tuple[OneSided, ...]]

    def find(self, rules: Sequence[str], words: frozenset[str], named: frozenset[str]) -> OneSided | None:
        """The row that lets an event stand with the sides it has.

        Args:
            rules: ids of the frames and operators that made the event.
            words: the anchor's lemma and word, alone and with the modifiers before it.
            named: which of actor, recipient and place are known by name.

        Returns:
            The first row that holds, or None.
        """
        for rule in rules:
            for one in self.by_row.get(rule, ()):
                fits = not one.words or not one.words.isdisjoint(words)
                if fits and set(one.rows) <= set(rules) and not one.sides.isdisjoint(named):
                    return one
        return None


def load_onesided(tables: Tables) -> OneSidedTable:
    """Load ``frames/onesided.csv``.

    Args:
        tables: where the table is looked up.

    Raises:
        TableError: a cell holds what is not allowed; file, line and column are named.
    """
    by_row: dict[str, list[OneSided]] = {}
    for row in tables.rows("frames/onesided.csv", ("id", "rows", "words", "sides", "confidence", "example")):
        frames = tuple(row.need("rows").split("+"))
        one = OneSided(
            row.id,
            frames,
            frozenset(word.lower() for word in row.list("words")),
            frozenset(row.choices("sides", SIDES)),
            row.number("confidence", 0.5),
        )
        by_row.setdefault(frames[0], []).append(one)
    return OneSidedTable({first: tuple(found) for first, found in by_row.items()})
