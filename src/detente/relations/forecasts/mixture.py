"""Weights of a mixture by expectation-maximisation, shrunk from all questions down to each group.

Every share of the mixture is a probability over the same answers, or says nothing for a question; the weights
of those that do speak are scaled to one. A group with few questions keeps close to the weights of the wider
group, as in a Dirichlet prior centred on them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.relations.forecasts.history import Ints

Array = NDArray[np.float64]


def fit_weights(chance: Array, speaks: Array, centre: Array, prior: float, rounds: int) -> Array:
    """Weights that make the answers that came most likely.

    Args:
        chance: questions × shares: the probability each share gave to the true answer.
        speaks: questions × shares: 1 where the share says anything, else 0.
        centre: weights to shrink to, and to start from.
        prior: how many questions the centre counts for.
        rounds: of expectation and maximisation.

    Returns:
        One weight a share; they sum to one.
    """
    weights = centre.copy()
    for _ in range(rounds):
        parts = chance * weights
        blame = parts / np.maximum(parts.sum(1, keepdims=True), 1e-30)
        scale = speaks / np.maximum(speaks @ weights, 1e-30)[:, None]
        weights = (blame.sum(0) + prior * centre) / np.maximum(scale.sum(0) + prior, 1e-30)
        weights /= weights.sum()
    return weights


@dataclass(slots=True)
class Mixture:
    """Fitted weights: for all questions, for each level of history, and for each type at that level."""

    shares: tuple[str, ...]
    everywhere: Array
    by_level: dict[int, Array] = field(default_factory=dict)
    by_type: dict[tuple[int, int], Array] = field(default_factory=dict)

    @classmethod
    def fit(
        cls,
        shares: tuple[str, ...],
        chance: Array,
        speaks: Array,
        level: Ints,
        kind: Ints,
        prior: float = 50.0,
    ) -> Mixture:
        """Fit the weights of all groups.

        Args:
            shares: names of the shares.
            chance: questions × shares: the probability each share gave to the true answer.
            speaks: questions × shares: whether it says anything.
            level: how much history each question has.
            kind: the relation each question asks about.
            prior: questions that the wider group counts for.
        """
        even = np.full(len(shares), 1.0 / len(shares))
        mixture = cls(shares, fit_weights(chance, speaks, even, 1.0, 120) if len(chance) else even)
        for rung in np.unique(level):
            chosen = level == rung
            mixture.by_level[int(rung)] = fit_weights(
                chance[chosen], speaks[chosen], mixture.everywhere, prior, 40
            )
        keys = kind * 64 + level
        order = np.argsort(keys, kind="stable")
        groups, starts = np.unique(keys[order], return_index=True)
        for key, chosen in zip(groups.tolist(), np.split(order, starts[1:]), strict=True):
            rung, about = key % 64, key // 64
            mixture.by_type[about, rung] = fit_weights(
                chance[chosen], speaks[chosen], mixture.by_level[rung], prior, 30
            )
        return mixture

    def weights(self, kind: Ints, level: Ints) -> Array:
        """Questions × shares: the weights that hold for each question, before silent shares drop out."""
        return np.stack(
            [
                self.by_type.get((k, v), self.by_level.get(v, self.everywhere))
                for k, v in zip(kind.tolist(), level.tolist(), strict=True)
            ]
        )
