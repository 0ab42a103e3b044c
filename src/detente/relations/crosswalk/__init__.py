"""From reports to events: which records over all articles tell of the same happening.

A record of the ledger is a report. Reports are joined by rules (``scales/joins.csv``) over who is on either
side, the type, the days, the place and the likeness of their words; each join names its rule. What people
have judged to be the same event, or another one, goes before every rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from detente.knowledge import Tables
from detente.knowledge.joins import load_joins
from detente.ledger import Entry, Ledger, SourceCounts
from detente.ledger.queries import Day
from detente.records import Event
from detente.relations.crosswalk.joining import Group, Joiner, Report, Told, tell
from detente.relations.eventdata import BY_DATE, EventRow
from detente.relations.roll import Roll
from detente.relations.rows import EventSource

__all__ = ["Happening", "Report", "happenings", "join_rows"]

FIRMEST = ("CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "CTu", "Uu")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event over all the reports of it.

    Attributes:
        id: full id of the report known first.
        type: PLOVER type, as most reports have it.
        actors: who did it.
        recipients: to whom.
        low: first day on which it can have happened (ISO), or None where no report says.
        high: last day, or None.
        place: where, or None.
        tense: ``future`` for what is only planned, demanded or foretold, else ``past``.
        factualities: all that the reports have, the firmest first.
        known: day on which the first report became known.
        reports: all of them, in the order in which they became known.
        articles: how many articles they stand in.
        outlets: how many outlets.
        origins: how many texts of their own.
    """

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    low: str | None
    high: str | None
    place: str | None
    tense: str
    factualities: tuple[str, ...]
    known: str
    reports: tuple[Report, ...]
    articles: int
    outlets: int
    origins: int


def happenings(
    ledger: Ledger,
    as_of: Day | None = None,
    *,
    pair: tuple[str, str] | None = None,
    party: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    roll: Roll | None = None,
    tables: Tables | None = None,
) -> list[Happening]:
    """Events over all articles, each once, by the day on which they happened.

    Args:
        ledger: the record.
        as_of: what was known on that day; None is all.
        pair: only between these two, whichever way round; parts and persons count with them.
        party: only with this actor on either side.
        since: happened on that day or later.
        until: happened on that day or before.
        roll: how actors roll up, by default as the ledger's documents tell.
        tables: where the rules stand.
    """
    tables = tables or Tables()
    roll = roll or Roll.of(ledger, as_of)
    entries: Iterable[Entry[Event]]
    if pair is not None:
        entries = EventSource(ledger, as_of, roll=roll).entries(*pair, since=since, until=until)
        if party is not None:
            entries = [e for e in entries if roll.any_within((*e.record.actors, *e.record.recipients), party)]
    else:
        entries = ledger.events(party=party, since=since, until=until, as_of=as_of)
    told = sorted(tell(ledger, entries, roll, tables), key=lambda one: (one.entry.known, one.number))
    found = [_happening(group, ledger) for group in Joiner(load_joins(tables), roll, ledger).join(told)]
    return sorted(found, key=lambda one: (one.low or one.high or one.known, one.known, one.id))


def join_rows(rows: Iterable[EventRow], found: Iterable[Happening]) -> Iterator[EventRow]:
    """Event rows in which a happening is one row a direction, however many reports tell of it.

    The row that weighs most is kept with the ids of all, and stands at the first day that a report gives. Its
    weight is one less the chance that no text of its own is right: ``1 - (1 - w1)(1 - w2)…``, where each w is
    the best weight of the reports of one origin, so that printings of one text count once. Rows of no
    happening, such as imported ones, stay as they are.

    Args:
        rows: in any order; they come back by date.
        found: happenings.
    """
    heads: dict[str, Happening] = {}
    origin: dict[str, str] = {}
    for one in found:
        for report in one.reports:
            heads[report.id], origin[report.id] = one, report.origin
    held: dict[tuple[str, ...], EventRow] = {}
    weights: dict[tuple[str, ...], dict[str, float]] = {}
    for row in rows:
        head = heads.get(row.id)
        key = (head.id if head else row.id, *((row.source, row.target) if not row.mutual else ()))
        date = head.low if head is not None and head.low is not None else row.date
        best_of = weights.setdefault(key, {})
        text = origin.get(row.id, row.id)
        best_of[text] = max(best_of.get(text, 0.0), row.weight)
        other = held.get(key)
        if other is None:
            held[key] = row._replace(date=date)
            continue
        best = row if row.weight > other.weight else other
        reports = tuple(dict.fromkeys((*other.reports, *row.reports)))
        first = min(row.date, other.date) if head is None or head.low is None else date
        held[key] = best._replace(date=first, known=min(row.known, other.known), reports=reports)
    joined = (row._replace(weight=_believed(weights[key].values())) for key, row in held.items())
    yield from sorted(joined, key=BY_DATE)


def _believed(weights: Iterable[float]) -> float:
    """The chance that one of several independent reports is right, each with its own."""
    wrong = 1.0
    for weight in weights:
        wrong *= 1.0 - weight
    return round(1.0 - wrong, 6)


def _happening(group: Group, ledger: Ledger) -> Happening:
    first = group.members[0].entry
    counts: SourceCounts = ledger.sources(report.document for report in group.reports)
    dated = [one for one in group.members if one.dated]
    low, high = _window(dated)
    if not dated:
        wide = [one.entry for one in group.members if one.entry.low or one.entry.high]
        low, high = (wide[0].low, wide[0].high) if wide else (None, None)
    types = [one.entry.record.type for one in group.members]
    kinds = {one.entry.record.factuality for one in group.members}
    return Happening(
        id=first.id,
        type=max(types, key=lambda kind: (types.count(kind), -types.index(kind))),
        actors=_all(one.entry.record.actors for one in group.members),
        recipients=_all(one.entry.record.recipients for one in group.members),
        low=low,
        high=high,
        place=next((p for one in group.members if (p := one.entry.record.place) is not None), None),
        tense="future" if group.members[0].ahead else "past",
        factualities=tuple(kind for kind in FIRMEST if kind in kinds),
        known=min(report.known for report in group.reports),
        reports=tuple(group.reports),
        articles=counts.articles,
        outlets=counts.outlets,
        origins=counts.origins,
    )


def _window(dated: Sequence[Told]) -> tuple[str | None, str | None]:
    """The days that all dated reports have in common; where they have none, those of the first."""
    days = [(one.low, one.high) for one in dated if one.low is not None and one.high is not None]
    if not days:
        return None, None
    low, high = max(low for low, _ in days), min(high for _, high in days)
    if low > high:
        low, high = days[0]
    return date.fromordinal(low).isoformat(), date.fromordinal(high).isoformat()


def _all(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for actors in lists for actor in actors))
