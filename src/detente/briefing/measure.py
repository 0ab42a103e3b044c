"""The measured part of a brief: the phase a relationship is in, and its score as a series one can open.

These are no claims of a sentence but sums over many; each names the records it is made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.briefing.dates import said
from detente.errors import UnknownActor
from detente.ledger import Ledger
from detente.relations.dyads import Dyad, dyad
from detente.relations.eventdata import Point
from detente.relations.phases import Phase, find_phases

_BARS = "▁▂▃▄▅▆▇█"
_STEPS = 48
"""No more than this many points of the series are drawn; where there are more, the last ones are."""


def events(count: int) -> str:
    """A number of events in words."""
    return f"{count:,} event{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed line: its words, and the ids of the records it is made of."""

    text: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of a relationship.

    Attributes:
        figures: the computed lines.
        points: the series drawn, one a month, oldest first.
        phase: the phase it is in, or None where the events are too few to claim one.
        phases: all its phases, by date.
    """

    figures: tuple[Figure, ...] = ()
    points: tuple[Point, ...] = ()
    phase: Phase | None = None
    phases: tuple[Phase, ...] = ()

    @property
    def spark(self) -> str:
        """The series as a line of bars; a month without an event is a space."""
        values = [point.goldstein for point in self.points if point.count]
        if not values:
            return ""
        low, high = min(values), max(values)
        step = (high - low) / (len(_BARS) - 1) or 1.0
        return "".join(_BARS[round((p.goldstein - low) / step)] if p.count else " " for p in self.points)


def measure(ledger: Ledger, a: str, b: str, as_of: str | None, names: tuple[str, str]) -> Measures:
    """Measure a relationship.

    Args:
        ledger: the record.
        a: one actor.
        b: the other.
        as_of: what was known on that day; None is today.
        names: how the two are called.
    """
    try:
        found = dyad(ledger, a, b, as_of)
    except UnknownActor:
        return Measures()
    points = [p for p in found.series("month") if p.start <= (as_of or p.start)]
    if not any(point.count for point in points[-_STEPS:]):
        # of a relationship long silent the last months with events are drawn
        while points and not points[-1].count:
            points.pop()
    points = points[-_STEPS:]
    if not points or not any(row.weight > 0 for row in found.events):
        return Measures()
    phases = find_phases(found.events, found.since, found.as_of)
    phase = phases[-1] if phases else None
    return Measures(
        (_phase(phase, phases, found), _score(points, names)), tuple(points), phase, tuple(phases)
    )


def _phase(phase: Phase | None, phases: Sequence[Phase], found: Dyad) -> Figure:
    if phase is None:
        months = max(1, len(found.series("month")))
        time = f"{months} months" if months > 1 else "one month"
        return Figure(f"No phase is claimed: {events(len(found.events))} in {time} are too few.", ())
    change = phase.opened_by
    since = f"since {said(phase.start)}"
    if change is not None and change.low != change.high:
        since += f" (the change lies between {said(change.low)} and {said(change.high)})"
    earlier = next((one.state for one in reversed(phases[:-1]) if one.state != phase.state), None)
    before = f", after {earlier}" if earlier else ""
    ids = tuple(id for row in phase.deciding for id in row.reports or (row.id,))
    return Figure(f"Phase: {phase.state} {since}{before}; {phase.reason}; {events(phase.events)}.", ids)


def signed(value: float) -> str:
    """A score with its sign."""
    return f"{value:+.1f}".replace("-", "−")


def _score(points: Sequence[Point], names: tuple[str, str]) -> Figure:
    busy = [point for point in points if point.count]
    last = busy[-1]
    lowest, highest = min(busy, key=lambda p: p.goldstein), max(busy, key=lambda p: p.goldstein)
    month = f"{signed(last.goldstein)} in {said(last.start[:7])} from {events(last.count)}"
    span = (
        f"lowest {signed(lowest.goldstein)} in {said(lowest.start[:7])}, "
        f"highest {signed(highest.goldstein)} in {said(highest.start[:7])}"
    )
    ids = tuple(id for row in last.events for id in row.reports or (row.id,))
    told = f"{month}; {span}" if len(busy) > 1 else month
    return Figure(f"Score by month (Goldstein, weighted): {told}.", ids)
