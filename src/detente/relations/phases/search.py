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
    places = np.arange(size + 1) if allowed is None else np.flatnonzero(allowed)
    best = np.full(len(places), -np.inf)
    best[0] = 0.0
    came = np.zeros(len(places), np.int64)
    for n in range(1, len(places)):
        end = int(places[n])
        until = int(np.searchsorted(places[:n], end - shortest, "right"))
        if until == 0:
            continue
        values = best[:until] + cost(places[:until], end)
        at = int(values.argmax())
        best[n], came[n] = values[at], at
    found: list[int] = []
    n = len(places) - 1
    while n > 0 and np.isfinite(best[n]):
        n = int(came[n])
        if n > 0:
            found.append(int(places[n]))
    return found[::-1]


def thin(allowed: Array) -> Array:
    """Keep at most `PLACES` of the places at which a segment may begin, evenly, first and last among them."""
    places = np.flatnonzero(allowed)
    if len(places) <= PLACES:
        return allowed
    found = np.zeros_like(allowed)
    found[places[np.linspace(0, len(places) - 1, PLACES).astype(int)]] = 1
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
    gain = np.zeros((DRAWS, len(splits)))
    for mean, width in zip(means, spread, strict=True):
        total = np.concatenate([np.zeros((DRAWS, 1)), _simulate(draw, mean, width, weeks).cumsum(1)], 1)
        left, whole = total[:, splits], total[:, -1:]
        gain += (
            likelihood(left, splits.astype(float))
            + likelihood(whole - left, (weeks - splits).astype(float))
            - likelihood(whole, np.array([float(weeks)]))
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
