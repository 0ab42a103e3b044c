"""Dated changes of a relationship, looking back over all of its events or forward with the past alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from detente.relations.eventdata import EventRow
from detente.relations.phases.counting import WEEK, Array, Ints, Sequence, dispersion
from detente.relations.phases.search import (
    SHORTEST_EVENTS,
    SHORTEST_WEEKS,
    partition,
    rate_gain,
    rate_threshold,
    rate_values,
    settle,
    thin,
    tone_gain,
    tone_threshold,
    tone_values,
)

ENOUGH = 10
"""Events below which no change is claimed."""
APART = 30
"""Days within which a change of tone and one of rate are the same."""
MEMORY = 52
"""Weeks that the online search looks back."""
ALARM = 8.0
"""Gain at which the online search tells a change of rate: less than once in ten years without one."""
TONE_ALARM = 6.0
TONE_CHANCE = 0.1
"""Gain at which the online search tells a change of tone; more where there are many places at which it may
have changed, so that at any of them chance would bring it less often than this: log(places / chance)."""
PRIOR_SPREAD = 3.0
PRIOR_WEEKS = 26
"""The online search begins with this dispersion, worth this many weeks."""

ChangeKind = Literal["rate", "tone"]


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A dated change.

    Attributes:
        date: day of the first event under the new conditions (ISO); for a falling rate, the first day of the
            stretch in which events stayed away.
        low: first day of the interval that holds it with a chance of 80 in 100, given that there is one.
        high: its last day.
        kind: whether the rates of cooperation and conflict changed, or the tone.
        gain: how much better the events are told with it than without, in units of log-likelihood.
        known: day on which the past alone showed it; None looking back.
        deciding: events nearest to the change that pull most in its direction, by date.
    """

    date: str
    low: str
    high: str
    kind: ChangeKind
    gain: float
    known: str | None = None
    deciding: tuple[EventRow, ...] = ()


def find_changes(
    rows: Iterable[EventRow], since: str | None = None, until: str | None = None
) -> list[ChangePoint]:
    """Changes of a dyad, looking back over all events.

    First the rates of cooperation and conflict are parted into stretches; then, within each, the tone.

    Args:
        rows: events of one dyad, both directions.
        since: first day looked at (ISO), by default that of the first event.
        until: last day, by default that of the last event.

    Returns:
        Changes by date; none where there are fewer than ten events.
    """
    sequence = Sequence.of(rows, since, until)
    if len(sequence.rows) < ENOUGH:
        return []
    spread = np.array([dispersion(sequence.counts[:, n]) for n in (0, 1)])
    total = np.vstack([np.zeros(2), sequence.counts.cumsum(0)])
    weeks = len(sequence.counts)
    penalty = rate_threshold(sequence.counts.mean(0), spread, weeks)
    places = thin(np.arange(weeks + 1))
    splits = partition(rate_values(total[places], places, spread) - penalty, places, SHORTEST_WEEKS)
    splits = settle(splits, weeks, lambda low, at, high: rate_gain(total, spread, low, at, high))
    found = [
        _rate_change(sequence, total, spread, low, at, high)
        for low, at, high in zip([0, *splits], splits, [*splits[1:], weeks], strict=False)
    ]
    days = [date.fromisoformat(change.date).toordinal() for change in found]
    for low, high in zip([-1, *days], [*days, 10**7], strict=True):
        inside = np.flatnonzero((sequence.days >= low) & (sequence.days < high))
        if len(inside) >= 2 * SHORTEST_EVENTS:
            found += _tone_changes(sequence, int(inside[0]), int(inside[-1]) + 1, days)
    return sorted(found, key=lambda change: change.date)


def watch_changes(
    rows: Iterable[EventRow], since: str | None = None, until: str | None = None
) -> list[ChangePoint]:
    """Changes of a dyad as they would have been seen week by week, with the past alone.

    Args:
        rows: events of one dyad, both directions.
        since: first day looked at (ISO), by default that of the first event.
        until: last day, by default that of the last event.

    Returns:
        Changes by the day they were `known`; none before the tenth event.
    """
    sequence = Sequence.of(rows, since, until)
    total = np.vstack([np.zeros(2), sequence.counts.cumsum(0)])
    found: list[ChangePoint] = []
    start = 0
    for now in range(2 * SHORTEST_WEEKS, len(sequence.counts) + 1):
        end = int(np.searchsorted(sequence.days, sequence.first + now * WEEK))
        if end < ENOUGH:
            continue
        low = max(start, now - MEMORY)
        change = _alarm(sequence, total, low, now, end)
        if change is None:
            continue
        week = (date.fromisoformat(change.date).toordinal() - sequence.first) // WEEK
        if week > start:
            start = week
            found.append(change)
    return found


def _alarm(sequence: Sequence, total: Array, low: int, now: int, end: int) -> ChangePoint | None:
    """The change that the weeks from `low` up to `now` show, if they show one."""
    known = date.fromordinal(sequence.first + now * WEEK - 1).isoformat()
    splits = np.arange(low + SHORTEST_WEEKS, now)
    if len(splits):
        seen = np.array([dispersion(sequence.counts[:now, n]) for n in (0, 1)])
        spread = (seen * now + PRIOR_SPREAD * PRIOR_WEEKS) / (now + PRIOR_WEEKS)
        gain = rate_gain(total, spread, low, splits, now)
        best = int(gain.argmax())
        if gain[best] > ALARM:
            at = int(splits[best])
            return _dated(sequence, sequence.day_of(at), _week_interval(sequence, splits, gain),
                          "rate", float(gain[best]), known, end)  # fmt: skip
    first = int(np.searchsorted(sequence.days, sequence.first + low * WEEK))
    picked = _tone_splits(sequence, first, end)
    if len(picked):
        gain = tone_gain(sequence.marks[first:end], picked - first)
        best = int(gain.argmax())
        if gain[best] > max(TONE_ALARM, np.log(len(picked) / TONE_CHANCE)):
            return _dated(sequence, int(sequence.days[picked[best]]), _event_interval(sequence, picked, gain),
                          "tone", float(gain[best]), known, end)  # fmt: skip
    return None


def _rate_change(
    sequence: Sequence, total: Array, spread: Array, low: int, at: int, high: int
) -> ChangePoint:
    splits = np.arange(low + 1, high)
    gain = rate_gain(total, spread, low, splits, high)
    own = float(gain[int(np.flatnonzero(splits == at)[0])])
    day = sequence.day_of(at)
    if total[high].sum() - total[at].sum() < (total[at].sum() - total[low].sum()) * (high - at) / (at - low):
        # events stayed away: the change lies where the stretch begins, not at its first late event
        day = sequence.first + at * WEEK
    return _dated(sequence, day, _week_interval(sequence, splits, gain), "rate", own, None, None)


def _tone_changes(sequence: Sequence, first: int, end: int, taken: list[int]) -> list[ChangePoint]:
    marks = sequence.marks[first:end]
    splits = _tone_splits(sequence, first, end) - first
    if not len(splits):
        return []
    total = np.concatenate([[0.0], marks.cumsum()])
    variance = max(float(marks.var()), 0.1)
    penalty = tone_threshold(marks, splits)
    places = thin(np.concatenate([[0], splits, [len(marks)]]))
    found: list[ChangePoint] = []
    cuts = partition(tone_values(total[places], places) / (2 * variance) - penalty, places, SHORTEST_EVENTS)
    cuts = settle(cuts, len(marks), lambda low, at, high: tone_gain(marks[low:high], at - low), splits)
    for low, at, high in zip([0, *cuts], cuts, [*cuts[1:], len(marks)], strict=False):
        day = int(sequence.days[first + at])
        if any(abs(day - other) < APART for other in taken):
            continue
        inner = splits[(splits > low) & (splits < high)]
        gain = tone_gain(marks[low:high], inner - low)
        own = float(gain[int(np.flatnonzero(inner == at)[0])])
        interval = _event_interval(sequence, inner + first, gain)
        found.append(_dated(sequence, day, interval, "tone", own, None, None))
    return found


def _tone_splits(sequence: Sequence, first: int, end: int) -> Ints:
    """Events at which a new tone may begin: the first of their day, with enough on both sides."""
    at = np.arange(first + SHORTEST_EVENTS, end - SHORTEST_EVENTS + 1)
    at = at[at < end]
    return at[sequence.days[at] != sequence.days[at - 1]] if len(at) else at


def _week_interval(sequence: Sequence, splits: Ints, gain: Array) -> tuple[int, int]:
    low, high = _interval(gain)
    return sequence.first + int(splits[low]) * WEEK, sequence.first + (int(splits[high]) + 1) * WEEK - 1


def _event_interval(sequence: Sequence, splits: Ints, gain: Array) -> tuple[int, int]:
    low, high = _interval(gain)
    return int(sequence.days[splits[low]]), int(sequence.days[splits[high]])


def _interval(gain: Array) -> tuple[int, int]:
    """First and last place of the shortest list of places that hold the change with a chance of 80 in 100."""
    chance = np.exp(gain - gain.max())
    chance /= chance.sum()
    order = np.argsort(-chance, kind="stable")
    enough = int(np.searchsorted(chance[order].cumsum(), 0.8)) + 1
    chosen = order[:enough]
    return int(chosen.min()), int(chosen.max())


def _dated(
    sequence: Sequence,
    day: int,
    interval: tuple[int, int],
    kind: ChangeKind,
    gain: float,
    known: str | None,
    end: int | None,
) -> ChangePoint:
    low, high = min(interval[0], day), max(interval[1], day)
    return ChangePoint(
        date=date.fromordinal(day).isoformat(),
        low=date.fromordinal(low).isoformat(),
        high=date.fromordinal(high).isoformat(),
        kind=kind,
        gain=round(gain, 2),
        known=known,
        deciding=_deciding(sequence, day, end),
    )


def _deciding(sequence: Sequence, day: int, end: int | None, count: int = 5) -> tuple[EventRow, ...]:
    """The events of the month after a change that lie furthest from the tone of the quarter before."""
    until = day + 30
    before = sequence.marks[(sequence.days >= day - 91) & (sequence.days < day)]
    base = float(before.mean()) if len(before) else 0.0
    after = np.flatnonzero((sequence.days >= day) & (sequence.days <= until))
    if end is not None:
        after = after[after < end]
    ranked = sorted(after.tolist(), key=lambda n: (-abs(float(sequence.marks[n]) - base), n))[:count]
    return tuple(sequence.rows[n] for n in sorted(ranked))
