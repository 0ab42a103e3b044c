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
SHORTEST_WEEKS = 2
SHORTEST_EVENTS = 5


def partition(
    cost: Callable[[Ints, int], Array], size: int, shortest: int, allowed: Array | None = None
) -> list[int]:
    """The split of 0..size into segments with the greatest sum of `cost`.

    Args:
        cost: value of the segments from each of several starts to one end.
        size: number of steps.
        shortest: steps a segment has at least.
        allowed: for each step from 0 to size whether a segment may begin there, or None for all.

    Returns:
        The steps at which a segment other than the first begins.
    """
    best = np.full(size + 1, -np.inf)
    best[0] = 0.0
    came = np.zeros(size + 1, np.int64)
    open_ = np.ones(size + 1, bool) if allowed is None else allowed.astype(bool)
    for end in range(shortest, size + 1):
        if not open_[end]:
            continue
        starts = np.flatnonzero(open_[: end - shortest + 1])
        values = best[starts] + cost(starts, end)
        at = int(values.argmax())
        best[end], came[end] = values[at], starts[at]
    found: list[int] = []
    end = size
    while end > 0:
        end = int(came[end])
        if end > 0:
            found.append(end)
    return found[::-1]


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

    Args:
        means: events a week of each stream.
        spread: dispersion of each stream.
        weeks: length of the series.
        level: share of series in which a change would be found by chance.
    """
    draw = np.random.default_rng(SEED)
    splits = np.arange(SHORTEST_WEEKS, weeks - SHORTEST_WEEKS + 1)
    if not len(splits):
        return np.inf
    best = np.empty(DRAWS)
    for n in range(DRAWS):
        counts = np.stack([_simulate(draw, m, s, weeks) for m, s in zip(means, spread, strict=True)], 1)
        total = np.vstack([np.zeros(len(means)), counts.cumsum(0)])
        best[n] = rate_gain(total, spread, 0, splits, weeks).max()
    return float(np.quantile(best, 1 - level))


def tone_threshold(marks: Array, splits: Ints, level: float = TONE_LEVEL) -> float:
    """Gain that the best split reaches in a share `level` of shufflings of the same marks."""
    draw = np.random.default_rng(SEED)
    best = [float(tone_gain(draw.permutation(marks), splits).max()) for _ in range(DRAWS)]
    return float(np.quantile(best, 1 - level))


def _simulate(draw: np.random.Generator, mean: float, spread: float, weeks: int) -> Array:
    if mean <= 0:
        return np.zeros(weeks)
    if spread <= 1.0 + 1e-9:
        return draw.poisson(mean, weeks).astype(float)
    # variance = spread × mean
    return draw.negative_binomial(mean / (spread - 1), 1 / spread, weeks).astype(float)
