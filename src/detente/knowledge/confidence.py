"""How sure an event is: the weights that turn what is known of it into a probability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.knowledge.tables import Tables

BASE = "base"
LEAST = "least"
FEATURES = (
    "row", "actor understood", "operator", "mood", "one-sided", "told", "not past", "unsettled", "participle",
    "length", "dated",
)  # fmt: skip
"""What a row may weigh; `detente.coding.confidence` says how each is measured."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model with named features.

    Attributes:
        base: the log-odds of an event of which no feature holds.
        weights: what each feature adds to the log-odds.
        least: events that come out below this probability are dropped.
    """

    base: float
    weights: Mapping[str, float]
    least: float


def load_calibration(tables: Tables) -> Calibration:
    """Load ``frames/confidence.csv``.

    Args:
        tables: where the table is looked up.

    Raises:
        TableError: a weight is no number, or a feature is unknown; file, line and column are named.
    """
    rows = tables.rows("frames/confidence.csv", ("id", "feature", "weight", "meaning"))
    allowed = (BASE, LEAST, *FEATURES)
    found = {row.choice("feature", allowed): row.number("weight") for row in rows}
    return Calibration(base=found.pop(BASE, 0.0), least=found.pop(LEAST, 0.0), weights=found)
