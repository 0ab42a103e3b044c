"""How far two independent readings of the same texts agree.

The second reading stands in ``second/*.yaml`` beside the gold, with the same ids, marked from the bare
texts. Spans are compared by F1 (one reading taken as gold, as usual where there is no fixed number of
items; Hripcsak and Rothschild 2005), labels on items that both marked by Cohen's kappa.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.evaluation.gold import GoldRecord
from detente.evaluation.words import Words, covered, jaccard, pair_up

ALIKE = 0.5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one thing: F1 (per cent) of marks, or kappa over labels, with the number judged."""

    what: str
    measure: str
    value: float | None
    items: int


def agreement(first: Iterable[GoldRecord], second: Iterable[GoldRecord]) -> list[Agreement]:
    """Compare two readings on the records and layers that both have.

    Args:
        first: the gold.
        second: the second reading, under the same ids.
    """
    others = {record.id: record for record in second}
    pairs = [(a, others[a.id]) for a in first if a.id in others]
    found: list[Agreement] = []
    statements = _Comparison()
    for a, b in _with("statements", pairs):
        words = Words(a.text)
        ours = [(words.of(s.source), words.of(s.content)) for s in a.statements]
        theirs = [(words.of(s.source), words.of(s.content)) for s in b.statements]
        links = _link(ours, theirs, lambda x, y: jaccard(x[1], y[1]) if _sources_meet(x[0], y[0]) else 0.0)
        statements.add(len(ours), len(theirs), len(links))
        for i, j in links:
            statements.label("source kind", a.statements[i].kind, b.statements[j].kind)
            statements.label("construction", a.statements[i].construction, b.statements[j].construction)
    found += statements.rows("statements")
    events = _Comparison()
    for a, b in _with("events", pairs):
        words = Words(a.text)
        ours_e = [words.of(e.anchor) for e in a.events]
        theirs_e = [words.of(e.anchor) for e in b.events]
        links = _link(ours_e, theirs_e, covered)
        events.add(len(ours_e), len(theirs_e), len(links))
        events.label("event or none", str(bool(a.events)), str(bool(b.events)))
        for i, j in links:
            events.label("type", a.events[i].type, b.events[j].type)
    found += events.rows("events")
    values = _Comparison()
    for a, b in _with("factuality", pairs):
        words = Words(a.text)
        for i, j in _link(
            [words.of(e.anchor) for e in a.events], [words.of(e.anchor) for e in b.events], covered
        ):
            values.label("factuality", a.events[i].factuality or "-", b.events[j].factuality or "-")
    found += values.rows("factuality")
    found += _weighings(pairs)
    return [row for row in found if row.items]


def _weighings(pairs: Sequence[tuple[GoldRecord, GoldRecord]]) -> list[Agreement]:
    found: list[Agreement] = []
    conditions = _Comparison()
    for a, b in _with("conditions", pairs):
        words = Words(a.text)
        ours = [(words.of(c.if_), words.of(c.then)) for c in a.conditions]
        theirs = [(words.of(c.if_), words.of(c.then)) for c in b.conditions]
        links = _link(ours, theirs, lambda x, y: min(jaccard(x[0], y[0]), jaccard(x[1], y[1])))
        conditions.add(len(ours), len(theirs), len(links))
    found += conditions.rows("conditions")
    expectations = _Comparison()
    for a, b in _with("expectations", pairs):
        words = Words(a.text)
        links = _link(
            [words.of(x.span) for x in a.expectations], [words.of(x.span) for x in b.expectations], covered
        )
        expectations.add(len(a.expectations), len(b.expectations), len(links))
        for i, j in links:
            expectations.label("expectation kind", a.expectations[i].kind, b.expectations[j].kind)
    found += expectations.rows("expectations")
    explanations = _Comparison()
    for a, b in _with("explanations", pairs):
        words = Words(a.text)
        links = _link(
            [words.of(w.of) for w in a.explanations], [words.of(w.of) for w in b.explanations], covered
        )
        explanations.add(len(a.explanations), len(b.explanations), len(links))
        for i, j in links:
            explanations.label("explanation kind", a.explanations[i].kind, b.explanations[j].kind)
    return found + explanations.rows("explanations")


class _Comparison:
    def __init__(self) -> None:
        self.first = self.second = self.both = 0
        self.labels: dict[str, list[tuple[str, str]]] = {}

    def add(self, first: int, second: int, both: int) -> None:
        self.first += first
        self.second += second
        self.both += both

    def label(self, what: str, first: str, second: str) -> None:
        self.labels.setdefault(what, []).append((first, second))

    def rows(self, what: str) -> list[Agreement]:
        total = self.first + self.second
        rows = [Agreement(what, "F1", 200 * self.both / total, max(self.first, self.second))] if total else []
        return rows + [
            Agreement(name, "kappa", kappa(pairs), len(pairs)) for name, pairs in self.labels.items()
        ]


def _with(layer: str, pairs: Sequence[tuple[GoldRecord, GoldRecord]]) -> list[tuple[GoldRecord, GoldRecord]]:
    return [(a, b) for a, b in pairs if layer in a.layers and layer in b.layers]


def _link(ours: Sequence[T], theirs: Sequence[T], alike: Callable[[T, T], float]) -> list[tuple[int, int]]:
    gains = [(alike(x, y), i, j) for i, x in enumerate(ours) for j, y in enumerate(theirs)]
    return pair_up(g for g in gains if g[0] >= ALIKE)


def _sources_meet(a: frozenset[int], b: frozenset[int]) -> bool:
    return bool(a & b) or not (a or b)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960) over paired labels.

    Args:
        pairs: the label of each reading for every item.

    Returns:
        1 for full agreement, 0 for what chance gives; None where there is no item, or only one label and
        chance explains everything.
    """
    if not pairs:
        return None
    same = sum(a == b for a, b in pairs) / len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[label] * right[label] for label in left) / len(pairs) ** 2
    return None if chance == 1 else (same - chance) / (1 - chance)
