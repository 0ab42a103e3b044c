"""Listing records by actor, type, event time and known time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Unpack

from detente.filters import (
    ConditionFilters,
    Day,
    EventFilters,
    ExpectationFilters,
    ExplanationFilters,
    StatementFilters,
    Words,
    filters_of,
)
from detente.ledger import queries
from detente.ledger.entries import Coded, Entry
from detente.ledger.listed import Rows
from detente.ledger.queries import Where
from detente.ledger.store import Store, guard
from detente.records import Condition, Event, Expectation, Explanation, Statement


class Listings(Store):
    """The listings of a ledger; every one is a stream and leaves out what was not known on `as_of`.

    Besides being gone through, a listing tells how many records it has, and gives a part of itself (`Rows`).
    What it may be narrowed by, `detente.filters` tells.
    """

    def events(self, **wanted: Unpack[EventFilters]) -> Rows[Event]:
        """Events by event time; `EventFilters` tells the keywords."""
        return self._listed("events", wanted)

    def statements(self, **wanted: Unpack[StatementFilters]) -> Rows[Statement]:
        """Statements by the day they were made; `StatementFilters` tells the keywords."""
        return self._listed("statements", wanted)

    def expectations(self, **wanted: Unpack[ExpectationFilters]) -> Rows[Expectation]:
        """Expectations by the window they are due in; `ExpectationFilters` tells the keywords."""
        return self._listed("expectations", wanted)

    def conditions(self, **wanted: Unpack[ConditionFilters]) -> Rows[Condition]:
        """Conditions by the day they became known; `ConditionFilters` tells the keywords."""
        return self._listed("conditions", wanted)

    def explanations(self, **wanted: Unpack[ExplanationFilters]) -> Rows[Explanation]:
        """Explanations and doubts by the day they became known; `ExplanationFilters` tells the keywords."""
        return self._listed("explanations", wanted)

    def record(self, id: str) -> Entry[Coded]:
        """The record that a full id such as ``d12.e3`` names.

        Raises:
            LedgerError: there is none.
        """
        with guard(self.path):
            return queries.one(self._db, id)

    def _listed(self, table: str, wanted: Mapping[str, Any]) -> Rows[Any]:
        filters = filters_of(table)
        for name in wanted:
            if name not in filters:
                raise TypeError(f"{table}() has no keyword {name!r}; it has {', '.join(filters)}.")
        where = _of_documents(wanted.get("document"), wanted.get("as_of"))
        roll_up, narrow = wanted.get("roll_up", True), wanted.get("document") is not None
        for name, one in filters.items():
            value = wanted.get(name)
            if value is None:
                continue
            if one.asks == "actor":
                queries.party(where, table, one.at, value, roll_up, narrow=narrow)
            elif one.asks == "pair":
                _between(where, table, value, roll_up)
            elif one.asks == "word":
                where.equal(f"r.{one.at}", value)
        queries.during(where, table, wanted.get("since"), wanted.get("until"))
        return Rows(self._db, self.path, table, where)


def _of_documents(document: Words | None, as_of: Day | None) -> Where:
    where = Where()
    if document is not None and not isinstance(document, str):
        numbers = json.dumps(sorted(map(queries.number_of, document)))
        where.add("d.id IN (SELECT value FROM json_each(?))", numbers)
        queries.known_by(where, as_of)
    elif document is not None:
        where.add("d.id = ?", queries.number_of(document))
        if as_of is not None:
            where.add("d.known <= ?", queries.day(as_of))
    else:
        queries.known_by(where, as_of)
    return where


def _between(where: Where, table: str, pair: tuple[str, str], roll_up: bool) -> None:
    ways = []
    values: list[object] = []
    for one, other in (pair, pair[::-1]):
        way = Where()
        queries.party(way, table, "actor", one, roll_up)
        queries.party(way, table, "recipient", other, roll_up)
        ways.append(f"({way})")
        values += way.values
    where.add(f"({' OR '.join(ways)})", *values)
