"""The event rows of a dyad, out of the ledger: what Detente coded, and what was imported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, product

from detente.errors import DateError
from detente.knowledge.scales import Scales, own_scales
from detente.ledger import Entry, Ledger
from detente.ledger.queries import Day, Where, day, known_by, number_of
from detente.records import Event
from detente.relations.eventdata import BY_DATE, EventRow
from detente.relations.imports import Imports
from detente.relations.roll import Roll

MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
"""Types whose parties may stand side by side, none of them the recipient."""


# what the list of all dyads needs of each event, without its words
_ALL = (
    "WITH held AS MATERIALIZED"
    " (SELECT d.id, d.coding, d.known, d.published FROM documents AS d WHERE {known})"
    " SELECT d.id, d.known, d.published, r.id, r.type, r.mode, r.cameo, r.intensity, r.actors, r.recipients,"
    " r.factuality, r.tense, r.statement, s.source_kind, r.date_low, r.date_high FROM held AS d"
    " JOIN events AS r ON r.coding = d.coding"
    " LEFT JOIN statements AS s ON s.coding = r.coding AND s.id = r.statement"
    " WHERE coalesce(r.date_high, r.date_low, d.known) >= ?"
    " AND coalesce(r.date_low, r.date_high, d.known) <= ?"
    " ORDER BY d.id, r.number"
)


class EventSource:
    """Rows of events for one question: a ledger, a day, and how actors roll up.

    Args:
        ledger: the record.
        as_of: what was known on that day; None is all.
        scales: values and weights, by default those of the package.
        roll: how actors roll up, by default as the ledger's documents tell.
    """

    def __init__(
        self, ledger: Ledger, as_of: Day | None = None, scales: Scales | None = None, roll: Roll | None = None
    ) -> None:
        self.ledger = ledger
        self.as_of = as_of
        self.scales = scales or own_scales()
        self.roll = roll or Roll.of(ledger, as_of)
        self._imports = Imports(ledger, self.scales.weights.origin.get("import", 1.0))
        self._kinds: dict[str, dict[str, str]] = {}

    def between(
        self, a: str, b: str, *, since: Day | None = None, until: Day | None = None
    ) -> list[EventRow]:
        """All events between two actors, either way, by date; each report is a row.

        Parts and persons count with the actor they belong to, members with their bloc where the roll has
        blocs and the event lies in their membership; rows carry the names `a` and `b`.

        Args:
            a: one actor.
            b: the other.
            since: happened on that day or later.
            until: happened on that day or before.
        """
        entries = self.entries(a, b, since=since, until=until)
        rows = [row for entry in entries for row in self._rows(entry, a, b)]
        rows += self.imported(a, b, since=since, until=until)
        return sorted(rows, key=BY_DATE)

    def entries(
        self, a: str, b: str, *, since: Day | None = None, until: Day | None = None
    ) -> list[Entry[Event]]:
        """The coded events between two actors, either way, by date; see `between`."""
        one, other = self.roll.members(a), self.roll.members(b)
        events = partial(self.ledger.events, since=since, until=until, as_of=self.as_of)
        found: dict[str, Entry[Event]] = {}
        for entry in chain(
            events(actor=one, recipient=other),
            events(actor=other, recipient=one),
            events(actor=one, party=other, type=MUTUAL),
        ):
            if entry.id not in found and self._ways(entry, a, b):
                found[entry.id] = entry
        return sorted(found.values(), key=lambda entry: (self.date_of(entry), number_of(entry.id), entry.id))

    def imported(
        self, a: str, b: str, *, since: Day | None = None, until: Day | None = None
    ) -> Iterator[EventRow]:
        """The imported events between two actors, either way."""
        low = day(since, last=False) if since is not None else ""
        high = min(
            day(until) if until is not None else "9999",
            day(self.as_of) if self.as_of is not None else "9999",
        )
        side, blocs = self.roll.side, self.roll.is_bloc(a) or self.roll.is_bloc(b)
        for source, target in ((a, b), (b, a)):
            for one, other in product(self.roll.spells(source), self.roll.spells(target)):
                # an end may be a month or a year, whose days all come before this sign
                ends = [f"{spell.end}~" for spell in (one, other) if spell.end]
                first, last = max(low, one.start, other.start), min([high, *ends])
                rows = self._imports.rows(one.value, other.value, source, target, first, last)
                if not blocs:
                    yield from rows
                    continue
                for row in rows:
                    # who is the other side itself, or belongs to both, does not count with this one
                    if (
                        side(one.value, (a, b), row.date) == source
                        and side(other.value, (a, b), row.date) == target
                    ):
                        yield row

    def in_streams(self, actor: str) -> bool:
        """Whether an imported event names an actor or a part of it."""
        return self._imports.know(actor)

    def all(self, *, since: Day | None = None, until: Day | None = None) -> Iterator[EventRow]:
        """Every coded event with two sides, between the widest actors on the way up.

        Args:
            since: happened on that day or later.
            until: happened on that day or before.
        """
        where = Where()
        known_by(where, self.as_of)
        bounds = [
            day(since, last=False) if since is not None else "",
            day(until) if until is not None else "~",
        ]
        tops: dict[str, str] = {}
        code, quads, weigh = self.scales.code, self.scales.quads, self.scales.weights.weigh
        for (
            document, known, published, local, kind, mode, cameo, intensity, actors, recipients, factuality,
            tense, statement, voice, low, high,
        ) in self.ledger.select(_ALL.format(known=where), (*where.values, *bounds)):  # fmt: skip
            sides = list(_sides(kind, json.loads(actors), json.loads(recipients)))
            if not sides:
                continue
            value = code("cameo", cameo) if cameo else None
            id = f"d{document}.{local}"
            origin = (voice or "anonymous") if statement else "author"
            weight = weigh(factuality, tense, origin)
            on = low or high or _day_of(published, known)
            for source, target, mutual in sides:
                for side in (source, target):
                    if side not in tops:
                        tops[side] = self.roll.top(side)
                if tops[source] != tops[target]:
                    yield EventRow(
                        on, tops[source], tops[target], kind, quads[kind],
                        value.goldstein if value else intensity, intensity, weight, mode, cameo or "", id,
                        known, mutual, (id,),
                    )  # fmt: skip

    def sides(self, event: Event) -> Iterator[tuple[str, str, bool]]:
        """Each source and target of an event, and whether neither acts first."""
        return _sides(event.type, event.actors, event.recipients)

    def row(self, entry: Entry[Event], source: str, target: str, mutual: bool) -> EventRow:
        """A coded event as a row."""
        event = entry.record
        value = self.scales.code("cameo", event.cameo) if event.cameo else None
        return EventRow(
            date=self.date_of(entry),
            source=source,
            target=target,
            type=event.type,
            quad=self.scales.quads[event.type],
            goldstein=value.goldstein if value else event.intensity,
            intensity=event.intensity,
            weight=self.weigh(entry),
            mode=event.mode,
            code=event.cameo or "",
            id=entry.id,
            known=entry.known,
            mutual=mutual,
            reports=(entry.id,),
        )

    def date_of(self, entry: Entry[Event]) -> str:
        """The day an event stands at: its own, else that of the report."""
        return entry.low or entry.high or _day_of(entry.published, entry.known)

    def weigh(self, entry: Entry[Event]) -> float:
        """How much a coded event counts: by its factuality, its tense, and who says it."""
        event = entry.record
        origin = "author"
        if event.statement:
            origin = self._source_kinds(entry.document).get(event.statement, "anonymous")
        return self.scales.weights.weigh(event.factuality, event.tense, origin)

    def _rows(self, entry: Entry[Event], a: str, b: str) -> Iterator[EventRow]:
        for source, target, mutual in self._ways(entry, a, b):
            yield self.row(entry, source, target, mutual)

    def _ways(self, entry: Entry[Event], a: str, b: str) -> list[tuple[str, str, bool]]:
        """The directions in which an event lies between two actors, and whether neither acts first."""
        found: list[tuple[str, str, bool]] = []
        on = self.date_of(entry)
        for source, target, mutual in self.sides(entry.record):
            one, other = self.roll.side(source, (a, b), on), self.roll.side(target, (a, b), on)
            if one is not None and other is not None and one != other:
                found.append((a, b, True) if mutual else (one, other, False))
        return list(dict.fromkeys(found))

    def _source_kinds(self, document: str) -> dict[str, str]:
        known = self._kinds.get(document)
        if known is None:
            known = {
                entry.record.id: entry.record.source_kind
                for entry in self.ledger.statements(document=document)
            }
            self._kinds[document] = known
        return known


def _sides(kind: str, actors: Sequence[str], recipients: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    if recipients:
        for source in actors:
            for target in recipients:
                yield source, target, False
    elif kind in MUTUAL:
        for n, source in enumerate(actors):
            for target in actors[n + 1 :]:
                yield source, target, True


def _day_of(published: str | None, known: str) -> str:
    """The day of a report."""
    if published:
        try:
            return day(published)
        except DateError:
            return known
    return known
