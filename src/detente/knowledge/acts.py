"""Which acts a row of a table is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.knowledge.tables import Row
from detente.records import EVENT_TYPES


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts of these types, modes and frames, but for the barred modes and frames.

    Empty `modes` and `rows` ask for nothing.
    """

    types: frozenset[str]
    modes: frozenset[str]
    rows: frozenset[str]
    barred: frozenset[str]

    @classmethod
    def of(cls, row: Row) -> Acts:
        """The acts that a row names in its columns ``types``, ``modes``, ``rows`` and ``barred``.

        Raises:
            TableError: a type is none.
        """
        return cls(
            frozenset(row.choices("types", EVENT_TYPES)),
            frozenset(row.list("modes")),
            frozenset(row.list("rows")),
            frozenset(row.list("barred")),
        )

    def hold(self, type: str, mode: str | None, rules: Sequence[str]) -> bool:
        """Whether an act of a type and mode, made by these rules, is among them."""
        return (
            type in self.types
            and (not self.modes or mode in self.modes)
            and (not self.rows or not self.rows.isdisjoint(rules))
            and mode not in self.barred
            and self.barred.isdisjoint(rules)
        )
