"""Listing records by actor, type, event time and known time."""

from __future__ import annotations

import json
from typing import cast

from detente.ledger import queries
from detente.ledger.entries import Coded, Entry
from detente.ledger.listed import Rows
from detente.ledger.queries import Day, Where, Words
from detente.ledger.store import Store, guard
from detente.records import Condition, Event, Expectation, Explanation, Statement


class Listings(Store):
    """The listings of a ledger; every one is a stream and leaves out what was not known on `as_of`.

    Besides being gone through, a listing tells how many records it has, and gives a part of itself (`Rows`).
    """

    def events(
        self,
        *,
        actor: Words | None = None,
        recipient: Words | None = None,
        party: Words | None = None,
        pair: tuple[str, str] | None = None,
        type: Words | None = None,
        factuality: Words | None = None,
        tense: Words | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        document: Words | None = None,
        roll_up: bool = True,
    ) -> Rows[Event]:
        """Events by event time.

        Args:
            actor: who does it; several names are alternatives.
            recipient: to whom.
            party: on either side.
            pair: one on the one side and the other on the other, whichever way round.
            type: PLOVER type or types.
            factuality: FactBank value or values.
            tense: ``past``, ``present``, ``future``.
            since: happened on that day or later (a span of time that touches it counts).
            until: happened on that day or before.
            as_of: known on that day.
            document: id of a document, or several of which any will do.
            roll_up: an actor counts with its parts and those who act for it (``RUS`` with ``RUS.MIL``).
        """
        where = self._where(as_of, document)
        for side, names in (("actor", actor), ("recipient", recipient), (None, party)):
            if names is not None:
                queries.party(where, "event_parties", "event", side, names, roll_up)
        if pair is not None:
            self._between(where, pair, roll_up)
        where.equal("r.type", type)
        where.equal("r.factuality", factuality)
        where.equal("r.tense", tense)
        queries.during(where, "events", since, until)
        return cast(Rows[Event], self._rows("events", where))

    def statements(
        self,
        *,
        source: Words | None = None,
        addressee: Words | None = None,
        kind: Words | None = None,
        outlet: Words | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        document: Words | None = None,
        roll_up: bool = True,
    ) -> Rows[Statement]:
        """Statements by the day they were made.

        Args:
            source: who says it; several names are alternatives.
            addressee: to whom.
            kind: source kind: ``named``, ``titled``, ``anonymous`` …
            outlet: the outlet credited with it.
            since: made on that day or later.
            until: made on that day or before.
            as_of: known on that day.
            document: id of a document, or several of which any will do.
            roll_up: a source counts with its parts and those who speak for it.
        """
        where = self._where(as_of, document)
        for side, names in (("source", source), ("addressee", addressee)):
            if names is not None:
                queries.party(where, "statement_parties", "statement", side, names, roll_up)
        where.equal("r.source_kind", kind)
        where.equal("r.outlet", outlet)
        queries.during(where, "statements", since, until)
        return cast(Rows[Statement], self._rows("statements", where))

    def expectations(
        self,
        *,
        kind: Words | None = None,
        actor: Words | None = None,
        recipient: Words | None = None,
        party: Words | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        document: Words | None = None,
        roll_up: bool = True,
    ) -> Rows[Expectation]:
        """Expectations by the window they are due in.

        Args:
            kind: ``scheduled``, ``forecast``, ``demand``, ``commitment``, ``threat``.
            actor: who is to act in the expected event.
            recipient: toward whom.
            party: on either side of it, or the source who says so.
            since: due on that day or later.
            until: due on that day or before.
            as_of: known on that day.
            document: id of a document, or several of which any will do.
            roll_up: an actor counts with its parts and those who act for it.
        """
        where = self._where(as_of, document)
        where.equal("r.kind", kind)
        queries.related(where, "expectations", "actor", actor, roll_up)
        queries.related(where, "expectations", "recipient", recipient, roll_up)
        queries.related(where, "expectations", "", None, roll_up, either=party)
        queries.during(where, "expectations", since, until)
        return cast(Rows[Expectation], self._rows("expectations", where))

    def conditions(
        self,
        *,
        party: Words | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        document: Words | None = None,
        roll_up: bool = True,
    ) -> Rows[Condition]:
        """Conditions by the day they became known.

        Args:
            party: on either side of one of its events, or the source who says so.
            since: became known on that day or later.
            until: became known on that day or before.
            as_of: known on that day.
            document: id of a document, or several of which any will do.
            roll_up: an actor counts with its parts and those who act for it.
        """
        where = self._where(as_of, document)
        queries.related(where, "conditions", "", None, roll_up, either=party)
        queries.during(where, "conditions", since, until)
        return cast(Rows[Condition], self._rows("conditions", where))

    def explanations(
        self,
        *,
        kind: Words | None = None,
        party: Words | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        document: Words | None = None,
        roll_up: bool = True,
    ) -> Rows[Explanation]:
        """Explanations and doubts by the day they became known.

        Args:
            kind: ``motive``, ``cause``, ``consequence``, ``doubt``.
            party: on either side of one of its events, or the source who says so.
            since: became known on that day or later.
            until: became known on that day or before.
            as_of: known on that day.
            document: id of a document, or several of which any will do.
            roll_up: an actor counts with its parts and those who act for it.
        """
        where = self._where(as_of, document)
        where.equal("r.kind", kind)
        queries.related(where, "explanations", "", None, roll_up, either=party)
        queries.during(where, "explanations", since, until)
        return cast(Rows[Explanation], self._rows("explanations", where))

    def record(self, id: str) -> Entry[Coded]:
        """The record that a full id such as ``d12.e3`` names.

        Raises:
            LedgerError: there is none.
        """
        with guard(self.path):
            return queries.one(self._db, id)

    def _where(self, as_of: Day | None, document: Words | None) -> Where:
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

    def _between(self, where: Where, pair: tuple[str, str], roll_up: bool) -> None:
        ways = []
        values: list[object] = []
        for one, other in (pair, pair[::-1]):
            way = Where()
            queries.party(way, "event_parties", "event", "actor", one, roll_up)
            queries.party(way, "event_parties", "event", "recipient", other, roll_up)
            ways.append(f"({way})")
            values += way.values
        where.add(f"({' OR '.join(ways)})", *values)

    def _rows(self, table: str, where: Where) -> Rows[Coded]:
        return Rows(self._db, self.path, table, where)
