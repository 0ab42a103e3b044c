"""What is to be expected of two actors: material conflict within a month, and who will do what to whom.

The month runs from the day after the question. How often one type of act will come is a Poisson rate: how
often the source does it of late, drawn towards how often it ever did, times the chance that it is done to
this target (`Forecaster`). Beside each chance stands what the plain history would say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from detente.errors import SettingError
from detente.ledger import Ledger
from detente.ledger.queries import Day, day
from detente.relations.eventdata import EventRow, one_a_day
from detente.relations.forecasts.forecaster import Fact, Forecast, Forecaster
from detente.relations.forecasts.history import HALF_LIVES, History
from detente.relations.forecasts.months import MonthForecast, MonthForecaster
from detente.relations.forecasts.panel import make_panel
from detente.relations.forecasts.reasons import explain
from detente.relations.roll import Roll
from detente.relations.rows import EventSource

NEWEST = 200_000
"""How many imported events are looked at, the newest first."""
ENOUGH = 10
"""With fewer events in the whole record nothing is foretold."""
HORIZON = 30
"""Days ahead in which an act is foretold."""
LATE = 3
"""Which of the half-lives of the counts tells how often an act comes of late."""
DRAWN = 30.0
"""How many days of watching the rate over the whole past counts for."""


@dataclass(frozen=True, slots=True)
class NextAct(Forecast):
    """The chance that one actor does something to the other within so many days.

    Attributes:
        source: who would act.
        type: PLOVER type.
        target: to whom.
        probability: of at least one such event within the horizon.
        baseline: the same if such events came as often as they did over the whole past.
        reasons: what speaks for it, in words, the weightiest first.
    """


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected of two actors.

    Attributes:
        a: one actor.
        b: the other.
        as_of: the day from which it is foretold (ISO): the one asked for, else that of the last event.
        month: first and last day of the month ahead.
        months: the chance of material conflict in it, each way; empty where the past is too short.
        acts: what is likeliest within `horizon` days.
        horizon: days.
        events: how many events it rests on.
        held: how many there are up to the day; where `events` is less, only the newest were looked at.
        missing: why something is not foretold, a line each.
    """

    a: str
    b: str
    as_of: str
    month: tuple[str, str]
    months: tuple[MonthForecast, ...]
    acts: tuple[NextAct, ...]
    horizon: int
    events: int
    held: int
    missing: tuple[str, ...]


def outlook(
    ledger: Ledger,
    a: str,
    b: str,
    as_of: Day | None = None,
    *,
    roll: Roll | None = None,
    top: int = 10,
    horizon: int = HORIZON,
) -> Outlook:
    """What is to be expected of two actors, from all that is known of them and of everybody else.

    Args:
        ledger: the record.
        a: one actor; its parts and persons count with it.
        b: the other.
        as_of: what was known on that day; None is all, and the day is that of the last event.
        roll: how actors roll up, by default as the ledger's documents tell.
        top: how many acts.
        horizon: days ahead in which an act is foretold.

    Raises:
        SettingError: there are too few events to foretell anything from.
    """
    source = EventSource(ledger, as_of, roll=roll)
    streamed, held = _streamed(ledger, as_of)
    coded = list(one_a_day(row for row in source.all() if row.weight > 0))
    rows = [row for row in (*coded, *streamed) if as_of is None or row.date <= day(as_of)]
    if len(rows) < ENOUGH:
        raise SettingError(
            f"The record holds {len(rows)} events up to then; nothing is foretold from fewer than {ENOUGH}."
        )
    today = day(as_of) if as_of is not None else max(row.date for row in rows)
    month = month_after(today)
    missing: list[str] = []
    months: tuple[MonthForecast, ...] = ()
    try:
        months = tuple(foretell_month(rows, a, b, today))
    except SettingError as error:
        missing.append(f"Material conflict in the month ahead: {error}")
    acts = foretell_acts(rows, a, b, today, horizon)
    if not acts:
        missing.append(f"Acts: {a} and {b} have done nothing yet from which to tell what they do.")
    return Outlook(
        a=a,
        b=b,
        as_of=today,
        month=month,
        months=months,
        acts=tuple(acts[:top]),
        horizon=horizon,
        events=len(rows),
        held=len(coded) + held,
        missing=tuple(missing),
    )


def month_after(today: str) -> tuple[str, str]:
    """First and last day of the month that begins on the day after `today` (ISO)."""
    at = date.fromisoformat(today)
    first = _end_of_month(at) + timedelta(days=1)
    length = (_end_of_month(first) - first).days
    return (at + timedelta(days=1)).isoformat(), (at + timedelta(days=1 + length)).isoformat()


def foretell_month(rows: Iterable[EventRow], a: str, b: str, today: str) -> list[MonthForecast]:
    """The chance of material conflict in the month after a day, each way, the likelier first.

    Months are counted back from that day, so that the last days before it tell as much as any.

    Args:
        rows: events of all dyads up to the day.
        a: one actor.
        b: the other.
        today: the day (ISO).

    Raises:
        SettingError: the past is too short to learn from.
    """
    at = date.fromisoformat(today)
    shift = _end_of_month(at) - at
    moved = (
        row._replace(date=(date.fromisoformat(row.date) + shift).isoformat()) if shift else row
        for row in rows
    )
    panel = make_panel(moved, until=today[:7], also=((a, b), (b, a)))
    low, high = month_after(today)
    return [
        replace(found, month=f"{low}/{high}")
        for found in MonthForecaster(panel).predict()
        if {found.source, found.target} == {a, b}
    ]


def foretell_acts(
    rows: Sequence[EventRow], a: str, b: str, today: str, horizon: int = HORIZON
) -> list[NextAct]:
    """Which acts between two actors are likely within some days, the likeliest first.

    Args:
        rows: events of all dyads up to the day.
        a: one actor.
        b: the other.
        today: the day (ISO).
        horizon: days ahead.
    """
    facts = list(_facts(rows))
    if not facts:
        return []
    forecaster = Forecaster().fit(facts)
    now = date.fromisoformat(today).toordinal()
    forecaster.history.advance(max(now, forecaster.history.day or now))
    return likely_acts(forecaster, a, b, horizon)


def likely_acts(forecaster: Forecaster, a: str, b: str, horizon: int = HORIZON) -> list[NextAct]:
    """Which acts between two actors are likely within some days of a fitted forecaster's day.

    Args:
        forecaster: fitted, and advanced to the day.
        a: one actor.
        b: the other.
        horizon: days ahead.
    """
    history = forecaster.history
    numbers = history.actors.numbers
    if a not in numbers or b not in numbers:
        return []
    found: list[NextAct] = []
    for source, target in ((a, b), (b, a)):
        subject, item = numbers[source], numbers[target]
        for relation, kind in enumerate(history.types.names):
            late, usual = _rates(history, subject, relation, item)
            if not late:
                continue
            share = forecaster.probabilities(source, kind, None)[target]
            chance, base = 1 - math.exp(-late * share * horizon), 1 - math.exp(-usual * horizon)
            reasons = explain(forecaster, subject, relation, item)
            found.append(NextAct(source, kind, target, chance, base, reasons))
    return sorted(found, key=lambda act: (-act.probability, act.source, act.type))


def _rates(history: History, subject: int, relation: int, item: int) -> tuple[float, float]:
    """Events a day: of a source and type with anybody, of late; and ever with this target."""
    _, at = history.of_relations(np.array([subject]), np.array([relation]))
    counts = history.counts[:, at].astype(np.float64).sum(1)
    days = max(float((history.day or 0) - (history.first_day or 0)), 1.0)
    life = HALF_LIVES[LATE]
    # days that a fading count looks back on
    watched = life / math.log(2) * (1 - 0.5 ** (days / life))
    late = (float(counts[LATE]) + DRAWN * float(counts[-1]) / days) / (watched + DRAWN)
    return late, float(history.counts[-1, at][history.triples[at, 2] == item].sum()) / days


def _facts(rows: Iterable[EventRow]) -> Iterable[Fact]:
    for row in rows:
        if row.type:
            number = date.fromisoformat(row.date).toordinal()
            yield row.source, row.type, row.target, number
            if row.mutual:
                yield row.target, row.type, row.source, number


def _streamed(ledger: Ledger, as_of: Day | None) -> tuple[list[EventRow], int]:
    """The newest imported events between the widest actors, and how many there are."""
    until = "9999" if as_of is None else day(as_of)
    held = next(iter(ledger.select("SELECT count(*) FROM stream_events WHERE date <= ?", (until,))))[0]
    sql = (
        "SELECT date, source, target, type, quad, goldstein FROM stream_events WHERE date <= ?"
        " ORDER BY date DESC LIMIT ?"
    )
    rows: list[EventRow] = []
    for on, source, target, kind, quad, goldstein in ledger.select(sql, (until, NEWEST)):
        one, other = source.partition(".")[0], target.partition(".")[0]
        if one != other:
            rows.append(EventRow(on, one, other, kind, quad, goldstein))
    return rows, held


def _end_of_month(at: date) -> date:
    return (at.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
