"""Acts within a country: by whom, on which people, so that people of no named country are the actor's own."""

from __future__ import annotations

from dataclasses import dataclass

from detente.knowledge.acts import Acts
from detente.knowledge.tables import Tables

STATE = "state"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Domestic:
    """One row: which acts, of actors of these sectors on people of those.

    `actor` holds sectors and ``state`` for a state as a whole, `recipient` sectors and ``none`` where nobody
    is told and the country is meant.
    """

    id: str
    acts: Acts
    actor: frozenset[str]
    recipient: frozenset[str]


def load_domestic(tables: Tables) -> tuple[Domestic, ...]:
    """Load ``frames/domestic.csv``.

    Args:
        tables: where the table is looked up.

    Raises:
        TableError: a cell holds what is not allowed; file, line and column are named.
    """
    columns = ("id", "types", "modes", "rows", "actor", "recipient", "example")
    return tuple(
        Domestic(row.id, Acts.of(row), frozenset(row.list("actor")), frozenset(row.list("recipient")))
        for row in tables.rows("frames/domestic.csv", columns)
    )
