"""Dyads: what two actors do to each other, over time."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detente.errors import UnknownActor
from detente.knowledge.scales import Scales
from detente.ledger import Ledger
from detente.ledger.queries import Day, day
from detente.relations.crosswalk import happenings, join_rows
from detente.relations.eventdata import EventRow, Point, Step, make_series, one_a_day
from detente.relations.references import Reference, refer
from detente.relations.roll import Roll
from detente.relations.rows import EventSource


@dataclass(frozen=True, slots=True)
class DyadSummary:
    """One line of the list of dyads.

    `events` counts events (the same source, target, type and day is one), `reports` the records behind them;
    `quads` counts events by quad class; `goldstein` is the weighted sum over all of them.
    """

    a: str
    b: str
    events: int
    reports: int
    first: str
    last: str
    goldstein: float
    quads: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dyad:
    """What two actors did to each other, as known on a day.

    Attributes:
        a: one actor's id.
        b: the other's.
        a_name: how it is called.
        b_name: how it is called.
        as_of: the day, or None for all that is known.
        since: first day of event time, or None.
        events: one row an event, by date; `reports` of a row are the records that report it.
        weights: version of the table of weights that the sums were made with.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    as_of: str | None
    since: str | None
    events: tuple[EventRow, ...]
    weights: str

    def series(self, step: Step = "week", *, by: str | None = None) -> list[Point]:
        """Counts and sums by day, week or month; each point carries its events.

        Args:
            step: ``day``, ``week`` (from Monday) or ``month``.
            by: only what this one of the two does; mutual events count for both.
        """
        chosen: Iterable[EventRow] = self.events
        if by is not None:
            chosen = [row for row in self.events if row.source == by or row.mutual]
        return list(make_series(chosen, step, since=self.since, until=self.as_of))

    def summary(self) -> DyadSummary | None:
        """The dyad as one line, or None where there is no event."""
        return _summary(self.a, self.b, self.events) if self.events else None

    def last(self, count: int = 10) -> tuple[EventRow, ...]:
        """The last events that count for something, the newest first."""
        return tuple([row for row in reversed(self.events) if row.weight > 0][:count])


def dyads(ledger: Ledger, as_of: Day | None = None, *, scales: Scales | None = None) -> list[DyadSummary]:
    """All pairs of actors that had to do with each other, the busiest first.

    Parts and persons count with the widest actor they belong to. Denied and expected events are no events yet
    and are left out.

    Args:
        ledger: the record.
        as_of: what was known on that day; None is all.
        scales: values and weights, by default those of the package.
    """
    source = EventSource(ledger, as_of, scales)
    pairs: dict[tuple[str, str], list[EventRow]] = {}
    for row in source.all():
        if row.weight > 0:
            pairs.setdefault((min(row.source, row.target), max(row.source, row.target)), []).append(row)
    found = {pair: _summary(*pair, tuple(one_a_day(rows))) for pair, rows in pairs.items()}
    for summary in _imported(ledger, as_of):
        pair = (summary.a, summary.b)
        found[pair] = _join(found[pair], summary) if pair in found else summary
    return sorted(found.values(), key=lambda s: (-s.events, s.a, s.b))


def dyad(
    ledger: Ledger,
    a: str,
    b: str,
    as_of: Day | None = None,
    since: Day | None = None,
    *,
    roll: Roll | None = None,
    scales: Scales | None = None,
    joined: bool = False,
) -> Dyad:
    """What two actors did to each other.

    Args:
        ledger: the record.
        a: id of one actor, such as ``RUS``; its parts and persons count with it.
        b: id of the other.
        as_of: what was known on that day; None is all.
        since: only events on that day or later.
        roll: how actors roll up; with blocs (see `Roll.of`), ``NATO`` counts with who were members.
        scales: values and weights, by default those of the package.
        joined: reports that `happenings` joins are one event, on the word of all its origins; without it,
            reports of one day with the same source, target and type are.

    Raises:
        UnknownActor: one of the two occurs nowhere in the ledger, or both are the same.
    """
    source = EventSource(ledger, as_of, scales, roll)
    if a == b:
        raise UnknownActor(f"A dyad needs two actors; {a} was given twice.")
    rows = source.between(a, b, since=since)
    if not rows:
        _must_know(source, (a, b))
    if joined:
        found = happenings(ledger, as_of, pair=(a, b), since=since, roll=source.roll)
        rows = list(join_rows(rows, found))
    return Dyad(
        a=a,
        b=b,
        a_name=source.roll.name(a),
        b_name=source.roll.name(b),
        as_of=None if as_of is None else day(as_of),
        since=None if since is None else day(since, last=False),
        events=tuple(rows if joined else one_a_day(rows)),
        weights=source.scales.weights.version,
    )


def reports_of(ledger: Ledger, row: EventRow) -> list[Reference]:
    """The sentences behind an event; an imported one has none.

    Args:
        ledger: the record.
        row: an event of a dyad.
    """
    return [refer(ledger, ledger.record(id)) for id in row.reports if id.startswith("d")]


def _summary(a: str, b: str, events: Sequence[EventRow]) -> DyadSummary:
    return DyadSummary(
        a=a,
        b=b,
        events=len(events),
        reports=sum(max(len(row.reports), 1) for row in events),
        first=events[0].date,
        last=events[-1].date,
        goldstein=round(sum(row.goldstein * row.weight for row in events), 3),
        quads=dict(sorted(Counter(row.quad for row in events).items())),
    )


def _join(one: DyadSummary, other: DyadSummary) -> DyadSummary:
    return DyadSummary(
        a=one.a,
        b=one.b,
        events=one.events + other.events,
        reports=one.reports + other.reports,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        goldstein=round(one.goldstein + other.goldstein, 3),
        quads=dict(sorted((Counter(one.quads) + Counter(other.quads)).items())),
    )


def _imported(ledger: Ledger, as_of: Day | None) -> Iterable[DyadSummary]:
    """Imported events by pair; the part before a dot is the widest actor."""
    rows: Iterable[sqlite3.Row]
    if as_of is None:
        rows = ledger.select("SELECT source, target, quad, events, first, last, goldstein FROM stream_pairs")
    else:
        rows = ledger.select(
            "SELECT source, target, quad, count(*) AS events, min(date) AS first, max(date) AS last,"
            " sum(goldstein) AS goldstein FROM stream_events WHERE date <= ? GROUP BY source, target, quad",
            (day(as_of),),
        )
    found: dict[tuple[str, str], _Sum] = {}
    for source, target, quad, events, first, last, goldstein in rows:
        one, other = source.partition(".")[0], target.partition(".")[0]
        if one != other:
            held = found.setdefault((min(one, other), max(one, other)), _Sum())
            held.events += events
            held.first, held.last = min(held.first, first), max(held.last, last)
            held.goldstein += goldstein
            held.quads[quad] = held.quads.get(quad, 0) + events
    for (a, b), held in found.items():
        yield DyadSummary(
            a, b, held.events, held.events, held.first, held.last, round(held.goldstein, 3),
            dict(sorted(held.quads.items())),
        )  # fmt: skip


@dataclass(slots=True)
class _Sum:
    events: int = 0
    first: str = "9999"
    last: str = ""
    goldstein: float = 0.0
    quads: dict[int, int] = field(default_factory=dict)


def _must_know(source: EventSource, actors: Iterable[str]) -> None:
    """Refuse an actor that occurs nowhere; an empty dyad of known actors is no error."""
    for actor in actors:
        if not (source.roll.knows(actor) or source.in_streams(actor)):
            raise UnknownActor(
                f"{actor!r} is named in nothing that the ledger held on that day."
                " `detente dyads` lists those that are; `detente actors` finds one by name."
            )
