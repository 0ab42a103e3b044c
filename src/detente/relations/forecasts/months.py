"""Next month's material conflict of a dyad: a logit on its history, with plain baselines beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.errors import SettingError
from detente.relations.forecasts.panel import Array, Panel, make_features

WARM_UP = 12
"""Months at the beginning from which nothing is learnt."""
HALF_LIFE = 48.0
"""Months after which a month counts half in the fit."""
RIDGE = 100.0
"""Penalty on the squared coefficients of standardised features."""
REFIT = 6
"""Months between two fits in an evaluation."""


@dataclass(frozen=True, slots=True)
class MonthForecast:
    """The chance that a dyad sees material conflict in a month.

    Attributes:
        source: who would act.
        target: against whom.
        month: such as ``1999-03``.
        probability: ours.
        persistence: 1 where there was material conflict in the month before, else 0.
        climatology: share of all months before with material conflict.
        moving_average: share of the six months before.
        reasons: what speaks for it, in words.
    """

    source: str
    target: str
    month: str
    probability: float
    persistence: float
    climatology: float
    moving_average: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthScores:
    """Brier scores (mean squared error of the probability, 0 is perfect) over dyads and months.

    `moving_average` is over six months, `yearly_average` over twelve.
    """

    forecasts: int
    base_rate: float
    model: float
    persistence: float
    climatology: float
    moving_average: float
    yearly_average: float
    log_score: float


@dataclass(frozen=True, slots=True)
class _Fit:
    weights: Array
    mean: Array
    spread: Array

    def chance(self, features: Array) -> Array:
        return _squash(((features - self.mean) / self.spread) @ self.weights)


class MonthForecaster:
    """A logit for all dyads of a panel, fitted on months before the one asked about.

    Args:
        panel: dyads by month.
        ridge: penalty on the squared coefficients.
        half_life: months after which a month counts half.
    """

    def __init__(self, panel: Panel, ridge: float = RIDGE, half_life: float = HALF_LIFE) -> None:
        self.panel = panel
        self._ridge, self._half_life = ridge, half_life
        self.names, self._features = make_features(panel)

    def predict(self, month: str | None = None, top: int | None = None) -> list[MonthForecast]:
        """Forecasts for all dyads, the likeliest first.

        Args:
            month: such as ``1999-03``; by default the one after the last of the panel.
            top: how many; None is all.

        Raises:
            SettingError: the month lies beyond the panel, or too early to have learnt anything.
        """
        column = self.panel.months if month is None else self.panel.column(month)
        if not WARM_UP < column <= self.panel.months:
            raise SettingError(
                f"A forecast needs more than {WARM_UP} months of history and goes one month beyond it:"
                f" from {self.panel.name(WARM_UP + 1)} to {self.panel.name(self.panel.months)}."
            )
        chances = self._fit(column).chance(self._features[:, column])
        found = [self._forecast(n, column, float(chance)) for n, chance in enumerate(chances)]
        return sorted(found, key=lambda forecast: -forecast.probability)[:top]

    def evaluate(self, since: str, top: int = 40, refit: int | None = REFIT) -> MonthScores:
        """Foretell every month from one on, each with the months before it alone.

        Args:
            since: first month foretold.
            top: only so many dyads, the first of the panel.
            refit: months between two fits; None fits once, before the first month foretold.
        """
        begin = self.panel.column(since)
        if not WARM_UP < begin < self.panel.months:
            raise SettingError(f"{since} leaves no months to learn from or none to foretell.")
        conflict = self.panel.conflict
        scored: dict[str, list[Array]] = {"model": [], "last": [], "usual": [], "six": [], "year": []}
        fit = self._fit(begin)
        for column in range(begin, self.panel.months):
            if refit is not None and (column - begin) % refit == 0:
                fit = self._fit(column)
            scored["model"].append(fit.chance(self._features[:top, column]))
            scored["last"].append(conflict[:top, column - 1])
            scored["usual"].append(conflict[:top, :begin].mean(1))
            scored["six"].append(conflict[:top, max(column - 6, 0) : column].mean(1))
            scored["year"].append(conflict[:top, max(column - 12, 0) : column].mean(1))
        truth = conflict[:top, begin:].T
        brier = {name: float(((np.stack(rows) - truth) ** 2).mean()) for name, rows in scored.items()}
        chance = np.clip(np.stack(scored["model"]), 1e-6, 1 - 1e-6)
        return MonthScores(
            forecasts=truth.size,
            base_rate=float(truth.mean()),
            model=brier["model"],
            persistence=brier["last"],
            climatology=brier["usual"],
            moving_average=brier["six"],
            yearly_average=brier["year"],
            log_score=float(np.where(truth > 0, np.log(chance), np.log(1 - chance)).mean()),
        )

    def _fit(self, column: int) -> _Fit:
        features = self._features[:, WARM_UP:column]
        many, months, width = features.shape
        table = features.reshape(-1, width)
        truth = self.panel.conflict[:, WARM_UP:column].reshape(-1)
        age = np.arange(months)[::-1]
        weight = np.tile(0.5 ** (age / self._half_life), many)
        mean, spread = table.mean(0), table.std(0)
        mean[0], spread[spread < 1e-9] = 0.0, 1.0
        return _Fit(fit_logit((table - mean) / spread, truth, weight, self._ridge), mean, spread)

    def _forecast(self, n: int, column: int, chance: float) -> MonthForecast:
        source, target = self.panel.pairs[n]
        past = self.panel.conflict[n, :column]
        return MonthForecast(
            source=source,
            target=target,
            month=self.panel.name(column),
            probability=chance,
            persistence=float(past[-1]),
            climatology=float(past.mean()),
            moving_average=float(past[-6:].mean()),
            reasons=self._reasons(n, column),
        )

    def _reasons(self, n: int, column: int) -> tuple[str, ...]:
        past, counts = self.panel.conflict[n, :column], self.panel.counts[n, :column]
        found = [f"material conflict in {past[-6:].sum():.0f} of the last {min(column, 6)} months"]
        last = counts[-1]
        if last[4] or last[3]:
            found.append(f"{last[4]:.0f} material and {last[3]:.0f} verbal conflicts last month")
        if last[1] + last[2]:
            found.append(f"{last[1] + last[2]:.0f} acts of cooperation last month")
        if not past[-6:].any() and past.any():
            found.append(f"none for {int(np.argmax(past[::-1]))} months")
        source, target = self.panel.pairs[n]
        for row, words in ((self.panel.doing, f"by {source}"), (self.panel.suffering, f"against {target}")):
            if row[n, column] >= 3:
                found.append(f"much material conflict {words} in the last weeks")
        return tuple(found)


def fit_logit(table: Array, truth: Array, weight: Array, ridge: float, rounds: int = 8) -> Array:
    """Logistic regression by iteratively reweighted least squares.

    Args:
        table: cases × features, the first of them 1.
        truth: 1 or 0 for each case.
        weight: of each case.
        ridge: penalty on the squared coefficients, but for the first.
        rounds: of Newton's method.

    Returns:
        One coefficient a feature.
    """
    found = np.zeros(table.shape[1])
    penalty = np.eye(table.shape[1]) * ridge
    penalty[0, 0] = 1e-6
    for _ in range(rounds):
        chance = _squash(table @ found)
        pull = weight * chance * (1 - chance) + 1e-9
        slope = table.T @ (weight * (truth - chance)) - penalty @ found
        found = found + np.linalg.solve((table * pull[:, None]).T @ table + penalty, slope)
    return found


def _squash(values: Array) -> Array:
    chance: Array = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return chance
