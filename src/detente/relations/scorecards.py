"""Score cards: how well the forecasts of a source, or about a dyad, have come true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.relations.agenda import AgendaItem

BINS = ((0.0, 0.2), (0.2, 0.45), (0.45, 0.55), (0.55, 0.8), (0.8, 1.0))
"""Ranges of probability of a calibration table, after the likelihood words of ICD 203."""
UNTOLD = "the article itself"


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of a range of probability: how many, their mean probability, and how many came true."""

    low: float
    high: float
    forecasts: int
    probability: float
    happened: float


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """How the forecasts of one source did.

    Attributes:
        source: who foretold; ``the article itself`` where nobody is named.
        forecasts: how many were made.
        settled: how many have come true or not.
        scored: how many of these gave a likelihood.
        happened: share of the settled ones that came true: the base rate.
        void: share of all that were called off or fell away.
        brier: mean squared error of the middle of the likelihood range; None where none is scored.
        log_score: mean natural logarithm of the probability given to what came; None where none is scored.
        base_brier: the Brier score of always saying the base rate of all sources, beside it.
        calibration: forecasts by range of probability.
        items: ids of the forecasts.
    """

    source: str
    forecasts: int
    settled: int
    scored: int
    happened: float | None
    void: float
    brier: float | None
    log_score: float | None
    base_brier: float | None
    calibration: tuple[Bin, ...]
    items: tuple[str, ...]


def make_scorecards(items: Iterable[AgendaItem], kinds: Sequence[str] = ("forecast",)) -> list[ScoreCard]:
    """Score cards of all sources, those with most settled forecasts first, and one for all together.

    Args:
        items: an agenda.
        kinds: kinds of expectation that count.
    """
    held = [item for item in items if item.kind in kinds]
    settled = [item for item in held if item.state in ("happened", "did_not")]
    base = sum(item.state == "happened" for item in settled) / len(settled) if settled else None
    groups: dict[str, list[AgendaItem]] = {}
    for item in held:
        groups.setdefault(_source(item), []).append(item)
    cards = [_card(source, group, base) for source, group in groups.items()]
    cards.sort(key=lambda card: (-card.settled, -card.forecasts, card.source))
    return [*cards, _card("all", held, base)] if len(cards) != 1 and held else cards


def _source(item: AgendaItem) -> str:
    if item.source_actors:
        return "+".join(item.source_actors)
    return item.source or UNTOLD


def _card(source: str, items: Sequence[AgendaItem], base: float | None) -> ScoreCard:
    settled = [item for item in items if item.state in ("happened", "did_not")]
    pairs = [
        ((item.probability[0] + item.probability[1]) / 2, item.state == "happened")
        for item in settled
        if item.probability is not None
    ]
    brier = log_score = base_brier = None
    if pairs:
        brier = sum((p - came) ** 2 for p, came in pairs) / len(pairs)
        log_score = sum(math.log(max(p if came else 1 - p, 1e-6)) for p, came in pairs) / len(pairs)
        if base is not None:
            base_brier = sum((base - came) ** 2 for _, came in pairs) / len(pairs)
    return ScoreCard(
        source=source,
        forecasts=len(items),
        settled=len(settled),
        scored=len(pairs),
        happened=sum(item.state == "happened" for item in settled) / len(settled) if settled else None,
        void=sum(item.state in ("called_off", "void") for item in items) / len(items) if items else 0.0,
        brier=brier,
        log_score=log_score,
        base_brier=base_brier,
        calibration=tuple(_bins(pairs)),
        items=tuple(item.id for item in items),
    )


def _bins(pairs: Sequence[tuple[float, bool]]) -> Iterable[Bin]:
    for low, high in BINS:
        inside = [(p, came) for p, came in pairs if low <= p < high or (high == 1.0 and p == 1.0)]
        if inside:
            count = len(inside)
            yield Bin(
                low, high, count, sum(p for p, _ in inside) / count, sum(came for _, came in inside) / count
            )
