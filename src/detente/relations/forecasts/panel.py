"""Dyads by month, and what their past tells: the table behind the forecast of material conflict.

Every feature of a month rests on days before its first alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.errors import SettingError
from detente.relations.eventdata import EventRow

Array = NDArray[np.float64]
Pair = tuple[str, str]

MATERIAL = 4
MONTH_LIVES = (0.5, 2.0, 6.0, 24.0)
"""Half-lives in months of the running means."""
DAY_LIVES = (4.0, 15.0, 60.0)
"""Half-lives in days of the counts that look at the last weeks closely."""


@dataclass(slots=True)
class Panel:
    """Counts of directed dyads by month.

    Attributes:
        pairs: the dyads, the busiest first.
        first: year and month of column 0, as months since year 0.
        counts: dyads × months × quads (0 to 4).
        recent: dyads × months × (quad, half-life in days): fading counts at the month's beginning.
        doing: the same for material conflict of the source with anybody, 15 days.
        suffering: the same for material conflict that the target suffers from anybody.
    """

    pairs: list[Pair]
    first: int
    counts: Array
    recent: Array
    doing: Array
    suffering: Array

    @property
    def months(self) -> int:
        """How many months, the one to be foretold not among them."""
        return int(self.counts.shape[1])

    @property
    def conflict(self) -> Array:
        """Dyads × months: 1 where there was material conflict."""
        return (self.counts[:, :, MATERIAL] > 0).astype(np.float64)

    def column(self, month: str) -> int:
        """The column of a month written ``1999-03``."""
        return month_number(month) - self.first

    def name(self, column: int) -> str:
        """The month of a column."""
        year, month = divmod(self.first + column, 12)
        return f"{year:04}-{month + 1:02}"


def month_number(text: str) -> int:
    """Months since year 0 of a date or month in ISO form."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def make_panel(
    rows: Iterable[EventRow],
    top: int = 120,
    busy_until: str | None = None,
    until: str | None = None,
    also: Iterable[Pair] = (),
) -> Panel:
    """Count the busiest dyads by month.

    Args:
        rows: event rows in any order.
        top: how many dyads.
        busy_until: only events before this month (``1999-03``) decide which are the busiest.
        until: last month, by default that of the last event.
        also: dyads that are taken in however busy they are.

    Raises:
        SettingError: there is no event.
    """
    held = [row for row in rows if row.source != row.target and row.weight > 0]
    if not held:
        raise SettingError("There are no events to make a panel of.")
    numbers = [month_number(row.date) for row in held]
    first, last = min(numbers), max(numbers)
    if until is not None:
        last = max(month_number(until), first)
    limit = month_number(busy_until) if busy_until else last + 1
    busy = Counter((row.source, row.target) for row, n in zip(held, numbers, strict=True) if n < limit)
    pairs = [pair for pair, _ in sorted(busy.items(), key=lambda item: (-item[1], item[0]))[:top]]
    pairs += [pair for pair in dict.fromkeys(also) if pair not in pairs]
    place = {pair: n for n, pair in enumerate(pairs)}
    months = last - first + 1
    ends = np.array([_first_day(first + n + 1) for n in range(months)])
    counts = np.zeros((len(pairs), months, 5))
    fresh = np.zeros((len(pairs), months, 5, len(DAY_LIVES)))
    actors = {actor: n for n, actor in enumerate(sorted({a for pair in pairs for a in pair}))}
    doing, suffering = np.zeros((len(actors), months)), np.zeros((len(actors), months))
    for row, number in zip(held, numbers, strict=True):
        column = number - first
        if column >= months:
            continue
        age = ends[column] - 1 - date.fromisoformat(row.date).toordinal()
        at = place.get((row.source, row.target))
        if at is not None:
            counts[at, column, row.quad] += 1
            fresh[at, column, row.quad] += [0.5 ** (age / life) for life in DAY_LIVES]
        if row.quad == MATERIAL:
            for table, actor in ((doing, row.source), (suffering, row.target)):
                if actor in actors:
                    table[actors[actor], column] += 0.5 ** (age / DAY_LIVES[1])
    lengths = np.diff(np.array([_first_day(first + n) for n in range(months + 1)]))
    recent = np.zeros((len(pairs), months + 1, 5, len(DAY_LIVES)))
    for n, life in enumerate(DAY_LIVES):
        recent[:, :, :, n] = _fade(fresh[:, :, :, n], 0.5 ** (lengths / life))
    fading = 0.5 ** (lengths / DAY_LIVES[1])
    source = np.array([actors[a] for a, _ in pairs])
    target = np.array([actors[b] for _, b in pairs])
    return Panel(
        pairs, first, counts, recent,
        doing=_fade(doing, fading)[source], suffering=_fade(suffering, fading)[target],
    )  # fmt: skip


def make_features(panel: Panel) -> tuple[list[str], Array]:
    """What the past tells, for every month of the panel and the one after it.

    Returns:
        Names, and an array of dyads × (months + 1) × features; the first feature is 1.
    """
    named = list(_features(panel))
    return [name for name, _ in named], np.stack([values for _, values in named], axis=2)


def running_mean(values: Array, life: float) -> Array:
    """Mean of all months before each, and after the last, fading with a half-life in months."""
    found = np.zeros((values.shape[0], values.shape[1] + 1))
    keep = 0.5 ** (1 / life)
    total, weight = np.zeros(values.shape[0]), 0.0
    for month in range(values.shape[1]):
        total, weight = total * keep + values[:, month], weight * keep + 1
        found[:, month + 1] = total / weight
    return found


def _features(panel: Panel) -> Iterator[tuple[str, Array]]:
    conflict, counts = panel.conflict, panel.counts
    yield "constant", np.ones((len(panel.pairs), panel.months + 1))
    for life in MONTH_LIVES:
        mean = running_mean(conflict, life)
        yield f"conflict {life:g} months", mean
        if life > 1:
            yield f"odds {life:g} months", np.log((12 * mean + 0.5) / (12 * (1 - mean) + 0.5))
    yield "material conflict", np.log1p(running_mean(counts[:, :, 4], 2))
    yield "verbal conflict", np.log1p(running_mean(counts[:, :, 3], 2))
    yield "cooperation", np.log1p(running_mean(counts[:, :, 1] + counts[:, :, 2], 2))
    yield "attention", np.log1p(running_mean(counts.sum(2), 6))
    yield "answer", _of_partner(panel, running_mean(conflict, 2))
    whole = running_mean(conflict.mean(0, keepdims=True), 2)
    yield "region", np.repeat(whole, len(panel.pairs), axis=0)
    for name, side in (("source elsewhere", 0), ("target elsewhere", 1)):
        yield name, _elsewhere(panel, running_mean(conflict, 2), side)
    yield "months since", np.log1p(_months_since(conflict))
    for quad, name in ((4, "material"), (3, "verbal"), (1, "talks")):
        for n, life in enumerate(DAY_LIVES):
            yield f"{name} {life:g} days", np.log1p(panel.recent[:, :, quad, n])
            if quad != 1:
                yield (
                    f"{name} answered {life:g} days",
                    np.log1p(_of_partner(panel, panel.recent[:, :, quad, n])),
                )
    yield "source doing", np.log1p(panel.doing)
    yield "target suffering", np.log1p(panel.suffering)


def _of_partner(panel: Panel, values: Array) -> Array:
    """The values of the dyad the other way round; nothing where it is not in the panel."""
    place = {pair: n for n, pair in enumerate(panel.pairs)}
    found = np.zeros_like(values)
    for n, (a, b) in enumerate(panel.pairs):
        back = place.get((b, a))
        if back is not None:
            found[n] = values[back]
    return found


def _elsewhere(panel: Panel, values: Array, side: int) -> Array:
    """The mean over the other dyads with the same source (side 0) or target (side 1)."""
    total: dict[str, Array] = {}
    many: Counter[str] = Counter()
    for n, pair in enumerate(panel.pairs):
        total[pair[side]] = total.get(pair[side], np.zeros(values.shape[1])) + values[n]
        many[pair[side]] += 1
    found = np.zeros_like(values)
    for n, pair in enumerate(panel.pairs):
        others = many[pair[side]] - 1
        if others:
            found[n] = (total[pair[side]] - values[n]) / others
    return found


def _months_since(conflict: Array) -> Array:
    found = np.zeros((conflict.shape[0], conflict.shape[1] + 1))
    since = np.full(conflict.shape[0], 99.0)
    for month in range(conflict.shape[1] + 1):
        found[:, month] = since
        if month < conflict.shape[1]:
            since = np.where(conflict[:, month] > 0, 0.0, since + 1)
    return found


def _fade(fresh: Array, keep: Array) -> Array:
    """Running counts at the beginning of each month and after the last."""
    found = np.zeros((fresh.shape[0], fresh.shape[1] + 1, *fresh.shape[2:]))
    for month in range(fresh.shape[1]):
        found[:, month + 1] = found[:, month] * keep[month] + fresh[:, month]
    return found


def _first_day(number: int) -> int:
    year, month = divmod(number, 12)
    return date(year, month + 1, 1).toordinal()
