"""Acts within a country: by whom, on which people, so that people of no named country are the actor's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.knowledge.tables import Tables
from detente.records import EVENT_TYPES

STATE = "state"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Domestic:
    """One row: acts of these types, modes and frames, of actors of these sectors on people of those.

    `actor` holds sectors and ``state`` for a state as a whole, `recipient` sectors and ``none`` where nobody
    is told and the country is meant. Empty `modes` and `rows` ask for nothing.
    """

    id: str
    types: frozenset[str]
    modes: frozenset[str]
    rows: frozenset[str]
    actor: frozenset[str]
    recipient: frozenset[str]

    def holds(self, type: str, mode: str | None, rules: Sequence[str]) -> bool:
        """Whether an event of a type and mode, made by these rules, is such an act."""
        return (
            type in self.types
            and (not self.modes or mode in self.modes)
            and (not self.rows or not self.rows.isdisjoint(rules))
        )


def load_domestic(tables: Tables) -> tuple[Domestic, ...]:
    """Load ``frames/domestic.csv``.

    Args:
        tables: where the table is looked up.

    Raises:
        TableError: a cell holds what is not allowed; file, line and column are named.
    """
    found = []
    columns = ("id", "types", "modes", "rows", "actor", "recipient", "example")
    for row in tables.rows("frames/domestic.csv", columns):
        types = row.list("types")
        for type in types:
            if type not in EVENT_TYPES:
                raise row.error("types", f"holds {type!r}; allowed are {', '.join(EVENT_TYPES)}")
        found.append(
            Domestic(
                row.id,
                frozenset(types),
                frozenset(row.list("modes")),
                frozenset(row.list("rows")),
                frozenset(row.list("actor")),
                frozenset(row.list("recipient")),
            )
        )
    return tuple(found)
