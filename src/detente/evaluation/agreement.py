"""How far two independent readings of the same texts agree.

The second reading stands in ``second/*.yaml`` beside the gold, with the same ids, marked from the bare
texts. Spans are compared by F1 (one reading taken as gold, as usual where there is no fixed number of
items; Hripcsak and Rothschild 2005), labels on items that both marked by Cohen's kappa.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.evaluation.gold import GoldRecord
from detente.evaluation.words import Words, covered, jaccard, pair_up

ALIKE = 0.5

M = TypeVar("M")
T = TypeVar("T")
_Two = tuple[frozenset[int], frozenset[int]]


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
    statements = _Comparison("statements", pairs)
    for s, t in statements.linked(
        lambda r: r.statements, lambda words, s: (words.of(s.source), words.of(s.content)), _said_alike
    ):
        statements.label("source kind", s.kind, t.kind)
        statements.label("construction", s.construction, t.construction)
    events = _Comparison("events", pairs)
    for a, b in events.pairs:
        events.label("event or none", str(bool(a.events)), str(bool(b.events)))
    for e, f in events.linked(lambda r: r.events, lambda words, e: words.of(e.anchor), covered):
        events.label("type", e.type, f.type)
    values = _Comparison("factuality", pairs, counted=False)
    for e, f in values.linked(lambda r: r.events, lambda words, e: words.of(e.anchor), covered):
        values.label("factuality", e.factuality or "-", f.factuality or "-")
    conditions = _Comparison("conditions", pairs)
    for _ in conditions.linked(
        lambda r: r.conditions, lambda words, c: (words.of(c.if_), words.of(c.then)), _both_alike
    ):
        pass
    expectations = _Comparison("expectations", pairs)
    for x, y in expectations.linked(lambda r: r.expectations, lambda words, x: words.of(x.span), covered):
        expectations.label("expectation kind", x.kind, y.kind)
    explanations = _Comparison("explanations", pairs)
    for v, w in explanations.linked(lambda r: r.explanations, lambda words, w: words.of(w.of), covered):
        explanations.label("explanation kind", v.kind, w.kind)
    compared = (statements, events, values, conditions, expectations, explanations)
    return [row for one in compared for row in one.rows() if row.items]


class _Comparison:
    """A layer of the records on which both readings have it, while it is compared."""

    def __init__(
        self, layer: str, pairs: Iterable[tuple[GoldRecord, GoldRecord]], *, counted: bool = True
    ) -> None:
        self.pairs = [(a, b) for a, b in pairs if layer in a.layers and layer in b.layers]
        self.first = self.second = self.both = 0
        self.labels: dict[str, list[tuple[str, str]]] = {}
        self._layer, self._counted = layer, counted

    def linked(
        self,
        marks: Callable[[GoldRecord], Sequence[M]],
        words: Callable[[Words, M], T],
        alike: Callable[[T, T], float],
    ) -> Iterator[tuple[M, M]]:
        """The marks that both have, each pair once; how many each has is counted on the way."""
        for a, b in self.pairs:
            text, ours, theirs = Words(a.text), marks(a), marks(b)
            links = _link([words(text, m) for m in ours], [words(text, m) for m in theirs], alike)
            if self._counted:
                self.first += len(ours)
                self.second += len(theirs)
                self.both += len(links)
            yield from ((ours[i], theirs[j]) for i, j in links)

    def label(self, what: str, first: str, second: str) -> None:
        self.labels.setdefault(what, []).append((first, second))

    def rows(self) -> list[Agreement]:
        total = self.first + self.second
        many = max(self.first, self.second)
        rows = [Agreement(self._layer, "F1", 200 * self.both / total, many)] if total else []
        return rows + [
            Agreement(name, "kappa", kappa(pairs), len(pairs)) for name, pairs in self.labels.items()
        ]


def _link(ours: Sequence[T], theirs: Sequence[T], alike: Callable[[T, T], float]) -> list[tuple[int, int]]:
    gains = [(alike(x, y), i, j) for i, x in enumerate(ours) for j, y in enumerate(theirs)]
    return pair_up(g for g in gains if g[0] >= ALIKE)


def _said_alike(a: _Two, b: _Two) -> float:
    """The share of the content, where the sources meet or are both left out."""
    return jaccard(a[1], b[1]) if a[0] & b[0] or not (a[0] or b[0]) else 0.0


def _both_alike(a: _Two, b: _Two) -> float:
    return min(jaccard(a[0], b[0]), jaccard(a[1], b[1]))


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
