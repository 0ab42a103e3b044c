"""Whether confidence keeps its word: how often events of each step of confidence are right, and fitting it.

The model is a logistic regression with a ridge penalty. `fit` makes the figures of
``knowledge/tables/frames/confidence.csv`` from marked sentences, of ours or of a user's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from detente.coding import Coder
from detente.coding.confidence import features, grade_events
from detente.coding.pipeline import STEPS
from detente.evaluation.events import match_events
from detente.evaluation.gold import GoldRecord
from detente.evaluation.report import Score
from detente.knowledge.confidence import FEATURES
from detente.records import CodedDocument, Document

Floats = NDArray[np.float64]

STEPS_OF_CONFIDENCE = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
RIDGE = 3.0
"""The penalty on the squared weights: weak evidence of a few hundred events should move little."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One event that the coder found: its record, what the model looks at, and whether it is in the gold."""

    record: str
    features: Mapping[str, float]
    right: bool


def score_confidence(
    pairs: Iterable[tuple[GoldRecord, CodedDocument]],
) -> tuple[list[Score], list[str]]:
    """How often the events of each step of confidence are right.

    Args:
        pairs: gold records with what the coder made of them.

    Returns:
        a row a step, in which precision is the share that is right; and notes with the Brier score beside
        that of saying the overall share each time.
    """
    told: list[float] = []
    right: list[bool] = []
    for record, coded in pairs:
        found = {j for _, j in match_events(record.events, coded.events, by_type=True)}
        told += [event.confidence for event in coded.events]
        right += [j in found for j in range(len(coded.events))]
    rows = []
    for low, high in pairwise(STEPS_OF_CONFIDENCE):
        inside = [r for p, r in zip(told, right, strict=True) if low <= p < high or p == high == 1.0]
        if inside:
            rows.append(Score("confidence", f"{low:.1f}–{high:.1f}", len(inside), len(inside), sum(inside)))
    if not told:
        return rows, ["no event was found"]
    share = sum(right) / len(right)
    brier = sum((p - r) ** 2 for p, r in zip(told, right, strict=True)) / len(told)
    return rows, [
        f"Brier score {brier:.3f} ({share * (1 - share):.3f} for always saying {share:.2f}, "
        f"the share that is right of {len(right)})"
    ]


def judge(records: Sequence[GoldRecord], coder: Coder) -> list[Judged]:
    """Code marked sentences without grading and tell of each event what the model looks at.

    Args:
        records: gold with the layer ``events``.
        coder: the coder whose parser and tables are used.
    """
    plain = Coder(coder.knowledge, coder.parser, tuple(step for step in STEPS if step is not grade_events))
    documents = (Document.of(r.text, id=r.id, published=r.published) for r in records)
    found: list[Judged] = []
    for record, draft in zip(records, plain.drafts(documents), strict=True):
        hits = {j for _, j in match_events(record.events, tuple(draft.events), by_type=True)}
        found += [Judged(record.id, features(draft, e), j in hits) for j, e in enumerate(draft.events)]
    return found


def fit(judged: Sequence[Judged], ridge: float = RIDGE) -> dict[str, float]:
    """The weights that make the judged events likeliest.

    Args:
        judged: events with their features.
        ridge: the penalty on squared weights; the base is not penalised.

    Returns:
        log-odds by feature, with ``base``.
    """
    weights = _weigh(_matrix(judged), _answers(judged), ridge)
    return dict(zip(("base", *FEATURES), weights.tolist(), strict=True))


def judge_sentences(rows: Iterable[Mapping[str, Any]], coder: Coder) -> list[Judged]:
    """Code sentences of which only the types are marked: an event is right where its sentence has its type.

    Args:
        rows: ``id``, ``text``, ``published`` and ``types`` each.
        coder: the coder whose parser and tables are used.
    """
    plain = Coder(coder.knowledge, coder.parser, tuple(step for step in STEPS if step is not grade_events))
    marked = list(rows)
    documents = (Document.of(r["text"], id=r["id"], published=r["published"]) for r in marked)
    return [
        Judged(row["id"], features(draft, event), event.type in row["types"])
        for row, draft in zip(marked, plain.drafts(documents), strict=True)
        for event in draft.events
    ]


def rescale(weights: Mapping[str, float], judged: Sequence[Judged]) -> dict[str, float]:
    """Set the scale of a model by events of texts that no table was made with (Platt 1999).

    The gold is also what the tables were extended with, so a model fitted on it alone promises too much.

    Args:
        weights: log-odds by feature, with ``base``.
        judged: events of the other texts.

    Returns:
        the weights times a slope, and the base moved.
    """
    vector = np.array([weights[name] for name in ("base", *FEATURES)])
    odds = _matrix(judged) @ vector
    found = _weigh(np.column_stack([np.ones(len(odds)), odds]), _answers(judged), 0.0)
    move, slope = float(found[0]), float(found[1])
    scaled = {name: slope * weight for name, weight in weights.items()}
    scaled["base"] += move
    return scaled


def cross_validate(judged: Sequence[Judged], folds: int = 10, seed: int = 1) -> list[float]:
    """The probability of each event from a model that has not seen its sentence.

    Args:
        judged: events with their features.
        folds: into how many parts the sentences are dealt.
        seed: of the dealing.

    Returns:
        one probability an event, in order.
    """
    rng = np.random.default_rng(seed)
    names = sorted({j.record for j in judged})
    part = dict(zip(rng.permutation(np.array(names)).tolist(), range(len(names)), strict=True))
    fold = np.array([part[j.record] % folds for j in judged])
    matrix, answers = _matrix(judged), _answers(judged)
    told = np.zeros(len(judged))
    for number in range(folds):
        away = fold == number
        if away.any():
            weights = _weigh(matrix[~away], answers[~away], RIDGE)
            told[away] = 1 / (1 + np.exp(-matrix[away] @ weights))
    return [float(p) for p in told]


def _matrix(judged: Sequence[Judged]) -> Floats:
    return np.array([[1.0, *(j.features.get(name, 0.0) for name in FEATURES)] for j in judged])


def _answers(judged: Sequence[Judged]) -> Floats:
    return np.array([float(j.right) for j in judged])


def _weigh(matrix: Floats, answers: Floats, ridge: float) -> Floats:
    from scipy.optimize import minimize

    signs = 2 * answers - 1
    penalty = np.full(matrix.shape[1], ridge)
    penalty[0] = 0

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = signs * (matrix @ weights)
        slope = -(signs / (1 + np.exp(margin))) @ matrix + penalty * weights
        return float(np.logaddexp(0, -margin).sum() + (penalty * weights**2).sum() / 2), slope

    found: Any = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B")
    return cast(Floats, found.x)
