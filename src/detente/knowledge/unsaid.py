"""Passive acts that name no doer, and where he is sought: the owner of what is sent, the host."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.knowledge.tables import Tables
from detente.records import EVENT_TYPES

PLACES = ("owner", "host", "capital")


@dataclass(frozen=True, slots=True)
class Unsaid:
    """One row: which acts, and who does them where a passive clause names nobody.

    `sought` is ``owner`` (whose envoy, troops or aid it is), ``host`` (the state of the place that one of
    `preps` opens) or ``capital`` (as host, where a capital stands for its state). Empty `modes` and `rows`
    ask for nothing.
    """

    id: str
    types: frozenset[str]
    modes: frozenset[str]
    rows: frozenset[str]
    sought: str
    preps: frozenset[str]

    def holds(self, type: str, mode: str | None, rules: Sequence[str]) -> bool:
        """Whether an act of a type and mode, made by these rules, is meant."""
        return (
            type in self.types
            and (not self.modes or mode in self.modes)
            and (not self.rows or not self.rows.isdisjoint(rules))
        )


def load_unsaid(tables: Tables) -> tuple[Unsaid, ...]:
    """Load ``frames/unsaid.csv``.

    Args:
        tables: where the table is looked up.

    Raises:
        TableError: a cell holds what is not allowed; file, line and column are named.
    """
    found = []
    columns = ("id", "types", "modes", "rows", "from", "preps", "example")
    for row in tables.rows("frames/unsaid.csv", columns):
        types = row.list("types")
        for type in types:
            if type not in EVENT_TYPES:
                raise row.error("types", f"holds {type!r}; allowed are {', '.join(EVENT_TYPES)}")
        found.append(
            Unsaid(
                row.id,
                frozenset(types),
                frozenset(row.list("modes")),
                frozenset(row.list("rows")),
                row.choice("from", PLACES),
                frozenset(row.list("preps")),
            )
        )
    return tuple(found)
