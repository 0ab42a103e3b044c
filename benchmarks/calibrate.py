"""Fit the confidence of events on marked sentences.

    python benchmarks/calibrate.py tests/gold            print figures and weights
    python benchmarks/calibrate.py tests/gold --write    and put the weights into the package's table

The weights come from the gold, which the tables were extended with; their scale comes from the sentences of
tests/passages, for which no table was changed. Prints how often events of each step of confidence are right
on the gold (ten folds) and on those sentences, and Brier scores.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from detente.coding import Coder
from detente.evaluation.confidence import (
    STEPS_OF_CONFIDENCE,
    cross_validate,
    fit,
    judge,
    judge_sentences,
    rescale,
)
from detente.evaluation.gold import load_gold

TABLE = Path(__file__).parents[1] / "src/detente/knowledge/tables/frames/confidence.csv"
UNSEEN = Path(__file__).parents[1] / "tests/passages/sentences.jsonl"


def main(arguments: list[str]) -> None:
    """Fit, print, and write where asked."""
    gold = Path(next((a for a in arguments if not a.startswith("-")), "tests/gold"))
    judged = judge([r for r in load_gold(gold) if "events" in r.layers], Coder())
    told = cross_validate(judged)
    right = [j.right for j in judged]
    frames = [1 / (1 + math.exp(-j.features.get("row", 0.0))) for j in judged]
    share = sum(right) / len(right)
    print(f"{len(judged)} events, {sum(right)} right")
    report(told, right)
    for name, given in (("model", told), ("frames", frames), ("share", [share] * len(right))):
        brier = sum((p - r) ** 2 for p, r in zip(given, right, strict=True)) / len(right)
        print(f"Brier {name}: {brier:.3f}")
    with UNSEEN.open(encoding="utf-8") as file:
        unseen = judge_sentences([json.loads(line) for line in file], Coder())
    weights = rescale(fit(judged), unseen)
    print(f"{len(unseen)} events of unseen sentences, {sum(j.right for j in unseen)} right")
    report([probability(weights, j.features) for j in unseen], [j.right for j in unseen])
    for name, weight in weights.items():
        print(f"{name:18}{weight:6.2f}")
    if "--write" in arguments:
        write(weights)


def probability(weights: dict[str, float], features: Mapping[str, float]) -> float:
    """What the model says of one event."""
    odds = weights["base"] + sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-odds))


def report(told: Sequence[float], right: Sequence[bool]) -> None:
    """Print how often events of each step of confidence are right."""
    for low, high in pairwise(STEPS_OF_CONFIDENCE):
        inside = [r for p, r in zip(told, right, strict=True) if low <= p < high]
        if inside:
            print(f"{low:.1f}–{high:.1f}: {sum(inside) / len(inside):.2f} right of {len(inside)}")


def write(weights: dict[str, float]) -> None:
    """Put weights into the table; ids, meanings and the limit stay."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["feature"] in weights:
            row["weight"] = f"{weights[row['feature']]:.2f}"
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
