"""Passive acts that name no doer, and where he is sought: the owner of what is sent, the host."""

from __future__ import annotations

from dataclasses import dataclass

from detente.knowledge.acts import Acts
from detente.knowledge.tables import Tables

PLACES = ("owner", "host", "capital")


@dataclass(frozen=True, slots=True)
class Unsaid:
    """One row: which acts, and who does them where a passive clause names nobody.

    `sought` is ``owner`` (whose envoy, troops or aid it is), ``host`` (the state of the place that one of
    `preps` opens) or ``capital`` (as host, where a capital stands for its state).
    """

    id: str
    acts: Acts
    sought: str
    preps: frozenset[str]


def load_unsaid(tables: Tables) -> tuple[Unsaid, ...]:
    """Load ``frames/unsaid.csv``.

    Args:
        tables: where the table is looked up.

    Raises:
        TableError: a cell holds what is not allowed; file, line and column are named.
    """
    columns = ("id", "types", "modes", "rows", "from", "preps", "example")
    return tuple(
        Unsaid(row.id, Acts.of(row), row.choice("from", PLACES), frozenset(row.list("preps")))
        for row in tables.rows("frames/unsaid.csv", columns)
    )
