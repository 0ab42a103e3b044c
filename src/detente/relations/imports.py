"""The imported events between actors, out of the ledger's streams: by seeks, never by reading past others."""

from __future__ import annotations

from detente.ledger import Ledger
from detente.relations.eventdata import EventRow

# a part follows its whole and a dot, and "/" is the character after the dot
_ROWS = (
    "SELECT e.date, e.type, e.quad, e.goldstein, e.intensity, e.mode, e.code,"
    " 'i' || e.stream || '.' || e.line"
    " FROM (SELECT DISTINCT source, target FROM stream_pairs"
    " WHERE (source = ?1 OR (source > ?1 || '.' AND source < ?1 || '/'))"
    " AND (target = ?2 OR (target > ?2 || '.' AND target < ?2 || '/'))) AS pair"
    " CROSS JOIN stream_events AS e ON e.source = pair.source AND e.target = pair.target"
    " AND e.date >= ?3 AND e.date <= ?4"
)
_KNOWN = (
    "SELECT 1 FROM stream_pairs WHERE source = ?1 OR (source > ?1 || '.' AND source < ?1 || '/')"
    " OR target = ?1 OR (target > ?1 || '.' AND target < ?1 || '/') LIMIT 1"
)


class Imports:
    """Imported events of one ledger as rows.

    The table lies by source, target and date, and the pairs of parts that a dyad is made of stand in a table
    of their own, so that what a page costs depends on its own events alone.

    Args:
        ledger: the record.
        weight: how much an imported event counts.
    """

    def __init__(self, ledger: Ledger, weight: float = 1.0) -> None:
        self._ledger, self._weight = ledger, weight

    def rows(self, one: str, other: str, source: str, target: str, low: str, high: str) -> list[EventRow]:
        """Events of an actor and its parts toward another and its parts, under the names of a dyad's sides.

        Args:
            one: who acts.
            other: toward whom.
            source: the name under which `one` stands in the rows.
            target: the name under which `other` does.
            low: first day (ISO).
            high: last day.
        """
        # by place and past the constructor, since this is the one loop that may run over many thousands
        weight, new = self._weight, tuple.__new__
        return [
            new(
                EventRow,
                (date, source, target, kind, quad, goldstein, intensity, weight, mode, code, id, date,
                 False, (id,)),
            )
            for date, kind, quad, goldstein, intensity, mode, code, id in self._ledger.select(
                _ROWS, (one, other, low, high)
            )
        ]  # fmt: skip

    def know(self, actor: str) -> bool:
        """Whether an actor or a part of it occurs in any stream."""
        return any(True for _ in self._ledger.select(_KNOWN, (actor,)))
