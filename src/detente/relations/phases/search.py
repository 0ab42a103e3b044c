"""Search for changes: exact optimal partitioning, and thresholds from simulations without a change.

Optimal partitioning is that of Jackson and others (2005, IEEE Signal Processing Letters 12, 105-108). The
penalty of a change is the gain that the best single split reaches by chance: for the rates in simulated weeks
of constant rates and the same dispersion (negative binomial), for the tone in shufflings of its own marks.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from detente.relations.phases.counting import Array, Ints, likelihood

RATE_LEVEL = 0.01
"""Share of simulated series without a change of rate in which one would be found. Stricter than that of the
tone, since dispersion does not wholly absorb the bursts in which news comes."""
TONE_LEVEL = 0.05
"""Share of shufflings in which a change of tone would be found."""
DRAWS = 200
SEED = 19970527
LONGEST_WEEKS = 520
MOST_MARKS = 600
PLACES = 600
"""A series is searched at no more places than this; each change is then moved to the best place around it."""
BLOCK = 128
"""Rows of a table of segments that are made at once: what lies above the diagonal is left out by blocks."""
SHORTEST_WEEKS = 2
SHORTEST_EVENTS = 5


def partition(values: Array, places: Ints, shortest: int) -> list[int]:
    """The split of a series into segments with the greatest sum of values.

    Args:
        values: places × places: the value of the segment that ends at the row's place and begins at the
            column's; only what lies below the diagonal is looked at.
        places: steps at which a segment may begin or end, ascending, first and last of the series among them.
        shortest: steps a segment has at least.

    Returns:
        The steps at which a segment other than the first begins.
    """
    best = np.full(len(places), -np.inf)
    best[0] = 0.0
    came = np.zeros(len(places), np.int64)
    untils = np.searchsorted(places, places - shortest, "right")
    for n, until in enumerate(untils.tolist()):
        if n == 0 or until == 0:
            continue
        sums = best[:until] + values[n, :until]
        at = int(sums.argmax())
        best[n], came[n] = sums[at], at
    found: list[int] = []
    n = len(places) - 1
    while n > 0 and np.isfinite(best[n]):
        n = int(came[n])
        if n > 0:
            found.append(int(places[n]))
    return found[::-1]


def thin(places: Ints) -> Ints:
    """Keep at most `PLACES` of the places at which a segment may begin, evenly, first and last among them."""
    if len(places) <= PLACES:
        return places
    kept: Ints = places[np.linspace(0, len(places) - 1, PLACES).astype(int)]
    return kept


def rate_values(total: Array, places: Ints, spread: Array) -> Array:
    """Log-likelihood of each segment between two places under a rate of its own, streams added up.

    Args:
        total: running totals of the streams at the places.
        places: weeks.
        spread: dispersion of each stream.

    Returns:
        places × places, the end in the row and the beginning in the column; nothing above the diagonal.
    """
    found = np.zeros((len(places), len(places)))
    # counts and weeks are whole numbers, of which few differ
    logs = np.log(np.maximum(np.arange(int(max(total[-1].max(), places[-1])) + 1), 1))
    whole = total.astype(np.int64)
    for low in range(0, len(places), BLOCK):
        rows = slice(low, low + BLOCK)
        end = min(low + BLOCK, len(places))
        weeks = logs[np.maximum(places[rows, None] - places[None, :end], 0)]
        for stream, width in enumerate(spread):
            count = np.maximum(whole[rows, None, stream] - whole[None, :end, stream], 0)
            found[rows, :end] += count * (logs[count] - weeks) / width
    return found


def tone_values(total: Array, places: Ints) -> Array:
    """Squared sum of each segment between two places over its length; as `rate_values`.

    Args:
        total: running total of the marks at the places.
        places: numbers of events.
    """
    length = np.maximum(places[:, None] - places[None, :], 1)
    found: Array = (total[:, None] - total[None, :]) ** 2 / length
    return found


def settle(
    splits: list[int],
    size: int,
    gain: Callable[[int, Ints, int], Array],
    places: Ints | None = None,
) -> list[int]:
    """Move each change to the best place between its neighbours.

    Args:
        splits: places of the changes.
        size: length of the series.
        gain: what a split gains, for a low end, several places, and a high end.
        places: where a change may lie; None is anywhere.
    """
    moved = list(splits)
    for n, at in enumerate(moved):
        low = moved[n - 1] if n else 0
        high = moved[n + 1] if n + 1 < len(moved) else size
        choice = np.arange(low + 1, high) if places is None else places[(places > low) & (places < high)]
        # only a thinned search leaves room to move
        reach = -(-size // PLACES) - 1
        choice = choice[np.abs(choice - at) <= reach]
        if len(choice) > 1:
            moved[n] = int(choice[int(gain(low, choice, high).argmax())])
    return moved


def rate_gain(total: Array, spread: Array, low: int, splits: Ints, high: int) -> Array:
    """What splitting a stretch of weeks gains, for each of several splits.

    Args:
        total: running totals of the streams, one row more than weeks.
        spread: dispersion of each stream.
        low: first week.
        splits: weeks at which the second part begins.
        high: week after the last.
    """
    gain = np.zeros(len(splits))
    for stream, width in enumerate(spread):
        left = total[splits, stream] - total[low, stream]
        right = total[high, stream] - total[splits, stream]
        whole = np.array([left[0] + right[0]]) if len(splits) else np.zeros(1)
        gain += (
            likelihood(left, (splits - low).astype(float))
            + likelihood(right, (high - splits).astype(float))
            - likelihood(whole, np.array([float(high - low)]))[0]
        ) / width
    return gain


def tone_gain(marks: Array, splits: Ints) -> Array:
    """What splitting a row of marks gains, for each of several splits: squares over twice the variance."""
    total = np.concatenate([[0.0], (marks - marks.mean()).cumsum()])
    size = len(marks)
    variance = max(float(marks.var()), 0.1)
    gain: Array = (total[splits] ** 2 / splits + total[splits] ** 2 / (size - splits)) / (2 * variance)
    return gain


def rate_threshold(means: Array, spread: Array, weeks: int, level: float = RATE_LEVEL) -> float:
    """Gain that the best split reaches in a share `level` of series without a change.

    The threshold grows with the logarithm of the logarithm of the length; beyond ten years it is taken as
    that of ten years.

    Args:
        means: events a week of each stream.
        spread: dispersion of each stream.
        weeks: length of the series.
        level: share of series in which a change would be found by chance.
    """
    draw = np.random.default_rng(SEED)
    weeks = min(weeks, LONGEST_WEEKS)
    splits = np.arange(SHORTEST_WEEKS, weeks - SHORTEST_WEEKS + 1)
    if not len(splits):
        return float("inf")
    before, after = np.log(splits), np.log(weeks - splits)
    gain = np.zeros((DRAWS, len(splits)))
    for mean, width in zip(means, spread, strict=True):
        total = np.concatenate([np.zeros((DRAWS, 1)), _simulate(draw, mean, width, weeks).cumsum(1)], 1)
        left = total.astype(np.int64)[:, splits]
        whole = total[:, -1:].astype(np.int64)
        logs = np.log(np.maximum(np.arange(int(whole.max()) + 1), 1))
        right = whole - left
        gain += (
            left * (logs[left] - before)
            + right * (logs[right] - after)
            - whole * (logs[whole] - np.log(weeks))
        ) / width
    return float(np.quantile(gain.max(1), 1 - level))


def tone_threshold(marks: Array, splits: Ints, level: float = TONE_LEVEL) -> float:
    """Gain that the best split reaches in a share `level` of shufflings of the same marks.

    Of many marks a sample is shuffled; the threshold depends on their number hardly at all.
    """
    draw = np.random.default_rng(SEED)
    if len(marks) > MOST_MARKS:
        splits = np.unique(splits * MOST_MARKS // len(marks))
        splits = splits[(splits > 0) & (splits < MOST_MARKS)]
        marks = draw.choice(marks, MOST_MARKS, replace=False)
    table = draw.permuted(np.tile(marks - marks.mean(), (DRAWS, 1)), axis=1).cumsum(1)[:, splits - 1]
    variance = max(float(marks.var()), 0.1)
    gain = table**2 * (1 / splits + 1 / (len(marks) - splits)) / (2 * variance)
    return float(np.quantile(gain.max(1), 1 - level))


def _simulate(draw: np.random.Generator, mean: float, spread: float, weeks: int) -> Array:
    size = (DRAWS, weeks)
    if mean <= 0:
        return np.zeros(size)
    if spread <= 1.0 + 1e-9:
        return draw.poisson(mean, size).astype(float)
    # variance = spread × mean
    return draw.negative_binomial(mean / (spread - 1), 1 / spread, size).astype(float)
