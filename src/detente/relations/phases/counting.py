"""Events of a dyad as the change-point model sees them: weekly counts of two streams, and a row of marks.

The model. Cooperation (quads 1 and 2) and conflict (quads 3 and 4) are two streams of events with Poisson
rates that are constant between changes. News comes in bursts, so each stream's likelihood is divided by its
own dispersion (quasi-Poisson): the variance of the weekly counts about a moving average, over that average.
The tone is the sequence of Goldstein values, event by event, with a constant mean between changes. Weekly
means are never formed: a week with one event does not weigh as much as a week with fifty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.relations.eventdata import BY_DATE, EventRow

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

WEEK = 7
SPAN = 13
"""Weeks of the moving average against which dispersion is measured."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A dyad's events in order.

    Attributes:
        rows: the events.
        days: day of each (ordinal).
        marks: Goldstein value of each.
        first: day on which week 0 begins (ordinal).
        counts: weeks × 2: events of cooperation and of conflict.
    """

    rows: tuple[EventRow, ...]
    days: Ints
    marks: Array
    first: int
    counts: Array

    @classmethod
    def of(cls, rows: Iterable[EventRow], since: str | None = None, until: str | None = None) -> Sequence:
        """Put rows in order and count them by week.

        Args:
            rows: event rows of one dyad; those of no weight are left out.
            since: first day (ISO), by default that of the first event.
            until: last day, by default that of the last event.
        """
        held = sorted([row for row in rows if row.weight > 0], key=BY_DATE)
        days = np.array([date.fromisoformat(row.date).toordinal() for row in held], np.int64)
        low = date.fromisoformat(since).toordinal() if since else (int(days[0]) if len(days) else 1)
        high = date.fromisoformat(until).toordinal() if until else (int(days[-1]) if len(days) else low)
        kept = (days >= low) & (days <= high)
        rows = tuple(row for row, keep in zip(held, kept, strict=True) if keep)
        days = days[kept]
        counts = np.zeros((max((high - low) // WEEK + 1, 1), 2))
        quads = np.array([row.quad for row in rows], np.int64)
        weeks = (days - low) // WEEK
        np.add.at(counts[:, 0], weeks[(quads == 1) | (quads == 2)], 1)
        np.add.at(counts[:, 1], weeks[quads >= 3], 1)
        return cls(rows, days, np.array([row.goldstein for row in rows]), low, counts)

    def week_of(self, index: int) -> int:
        """The week that an event lies in."""
        return int((self.days[index] - self.first) // WEEK)

    def day_of(self, week: int) -> int:
        """The day of the first event in or after a week; the week's first day where there is none."""
        start = self.first + week * WEEK
        at = int(np.searchsorted(self.days, start))
        return int(self.days[at]) if at < len(self.days) else start


def dispersion(counts: Array) -> float:
    """Variance of weekly counts about their moving average, over that average; at least 1."""
    if len(counts) < SPAN or not counts.any():
        return 1.0
    mean = np.convolve(counts, np.ones(SPAN) / SPAN, "same")
    spread = float(((counts - mean) ** 2).sum() / mean.sum())
    # a week is part of the average it is measured against
    return max(1.0, spread * SPAN / (SPAN - 1))


def likelihood(count: Array, weeks: Array) -> Array:
    """Greatest Poisson log-likelihood of counts over a number of weeks, but for what does not change."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(count > 0, count * np.log(count / weeks), 0.0)
