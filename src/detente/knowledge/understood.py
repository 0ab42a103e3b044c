"""Sides that an act leaves to be understood from what is told around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detente.knowledge.tables import Tables
from detente.records import EVENT_TYPES

LeftOut = Literal["actor", "recipient", "both"]
_SIDES: tuple[LeftOut, ...] = ("actor", "recipient", "both")


@dataclass(frozen=True, slots=True)
class Understood:
    """One row: of acts of these types (and modes) a side may be understood; acts of some frames are left out.

    With `from_text`, the two whom the whole text is about stand in where nothing nearby tells.
    """

    id: str
    side: LeftOut
    types: frozenset[str]
    modes: frozenset[str]
    barred: frozenset[str]
    from_text: bool

    def holds(self, type: str, mode: str | None, rules: Sequence[str]) -> bool:
        """Whether an event of a type and mode, made by these rules, is such an act."""
        return (
            type in self.types
            and (not self.modes or mode in self.modes)
            and mode not in self.barred
            and self.barred.isdisjoint(rules)
        )


def load_understood(tables: Tables) -> tuple[Understood, ...]:
    """Load ``frames/understood.csv``.

    Args:
        tables: where the table is looked up.

    Raises:
        TableError: a cell holds what is not allowed; file, line and column are named.
    """
    found = []
    columns = ("id", "side", "types", "modes", "barred", "text", "example")
    for row in tables.rows("frames/understood.csv", columns):
        types = row.list("types")
        for type in types:
            if type not in EVENT_TYPES:
                raise row.error("types", f"holds {type!r}; allowed are {', '.join(EVENT_TYPES)}")
        side: LeftOut = row.choice("side", _SIDES)  # type: ignore[assignment]
        found.append(
            Understood(
                row.id,
                side,
                frozenset(types),
                frozenset(row.list("modes")),
                frozenset(row.list("barred")),
                row.text("text") == "yes",
            )
        )
    return tuple(found)
