"""Scoring factuality, conditions, expectations and explanations.

Factuality: an event found where the gold's anchor stands has the gold's value. Condition: antecedents and
consequent each share at least half of their words (Jaccard). Expectation: the kind is the same and at
least half of the smaller stretch is shared; window and probability are judged on those. Explanation: the
kind is the same, and so is at least half of the smaller stretch of what is explained and of what explains
it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from detente import edtf
from detente.evaluation.gold import GoldRecord
from detente.evaluation.report import Score, Tally, rows_of
from detente.evaluation.words import Words, covered, jaccard, pair_up
from detente.records import CodedDocument, Event, Span

ALIKE = 0.5

Pairs = Iterable[tuple[GoldRecord, CodedDocument]]


def score_factuality(pairs: Pairs) -> list[Score]:
    """Factuality values of the events whose anchors the gold marks.

    Args:
        pairs: gold records with what the coder made of them.
    """
    total = {"factuality": Tally()}
    values: dict[str, Tally] = defaultdict(Tally)
    for record, coded in pairs:
        for gold in record.events:
            if gold.factuality is None:
                continue
            found = event_at(coded.events, gold.anchor, gold.type)
            right = int(found is not None and found.factuality == gold.factuality)
            total["factuality"].add(1, int(found is not None), right)
            values[gold.factuality].add(gold=1, right=right)
            if found is not None:
                values[found.factuality].add(found=1)
    return [*rows_of("weighing", total), *rows_of("factuality value", values)]


def event_at(events: Iterable[Event], anchor: tuple[Span, ...], kind: str) -> Event | None:
    """The event whose anchor overlaps one of these spans; one of the same type first.

    Args:
        events: the events of a document.
        anchor: the spans of the gold's anchor.
        kind: the gold's type.
    """
    there = [e for e in events if any(s < e.anchor[1] and e.anchor[0] < t for s, t in anchor)]
    return min(there, key=lambda e: (e.type != kind, -e.confidence), default=None)


def score_conditions(pairs: Pairs) -> list[Score]:
    """Conditions.

    Args:
        pairs: gold records with what the coder made of them.
    """
    tally = Tally()
    for record, coded in pairs:
        words = Words(record.text)
        gold = [(words.of(c.if_), words.of(c.then)) for c in record.conditions]
        found = [(words.of(c.if_), words.of(c.then)) for c in coded.conditions]
        gains = [
            (jaccard(g[0], f[0]) + jaccard(g[1], f[1]), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if jaccard(g[0], f[0]) >= ALIKE and jaccard(g[1], f[1]) >= ALIKE
        ]
        tally.add(len(gold), len(found), len(pair_up(gains)))
    return rows_of("weighing", {"conditions": tally})


def score_expectations(pairs: Pairs) -> list[Score]:
    """Expectations by kind, with their windows and probabilities.

    Args:
        pairs: gold records with what the coder made of them.
    """
    total = {"expectations": Tally()}
    kinds: dict[str, Tally] = defaultdict(Tally)
    matched: dict[str, Tally] = defaultdict(Tally)
    for record, coded in pairs:
        words = Words(record.text)
        spans = [words.of(x.span) for x in record.expectations]
        ours = [words.of([x.span]) for x in coded.expectations]
        gains = [
            (covered(g, f), i, j)
            for i, g in enumerate(spans)
            for j, f in enumerate(ours)
            if record.expectations[i].kind == coded.expectations[j].kind and covered(g, f) >= ALIKE
        ]
        right = dict(pair_up(gains))
        total["expectations"].add(len(spans), len(ours), len(right))
        for x in record.expectations:
            kinds[x.kind].add(gold=1)
        for x_found in coded.expectations:
            kinds[x_found.kind].add(found=1)
        for i, j in right.items():
            gold, found = record.expectations[i], coded.expectations[j]
            kinds[gold.kind].add(right=1)
            if gold.window is not None:
                matched["window"].add(1, 1, int(_same_days(gold.window, found.window)))
            if gold.probability is not None:
                matched["probability"].add(1, 1, int(gold.probability == found.probability))
    return [
        *rows_of("weighing", total),
        *rows_of("expectation kind", kinds),
        *rows_of("of the matched", matched),
    ]


def _same_days(gold: str, found: str | None) -> bool:
    """Whether two windows cover the same days, however they are written."""
    return found is not None and edtf.bounds(gold) == edtf.bounds(found)


def score_explanations(pairs: Pairs) -> list[Score]:
    """Explanations and doubts by kind.

    Args:
        pairs: gold records with what the coder made of them.
    """
    total = {"explanations": Tally()}
    kinds: dict[str, Tally] = defaultdict(Tally)
    for record, coded in pairs:
        words = Words(record.text)
        gold = [(w.kind, words.of(w.of), words.of(w.by)) for w in record.explanations]
        found = [(w.kind, words.of(w.of), words.of(w.by)) for w in coded.explanations]
        gains = []
        for i, g in enumerate(gold):
            for j, f in enumerate(found):
                by = covered(g[2], f[2]) if g[2] else 1.0
                if g[0] == f[0] and covered(g[1], f[1]) >= ALIKE and by >= ALIKE:
                    gains.append((covered(g[1], f[1]) + by, i, j))
        right = pair_up(gains)
        total["explanations"].add(len(gold), len(found), len(right))
        for kind, _, _ in gold:
            kinds[kind].add(gold=1)
        for kind, _, _ in found:
            kinds[kind].add(found=1)
        for i, _ in right:
            kinds[gold[i][0]].add(right=1)
    return [*rows_of("weighing", total), *rows_of("explanation kind", kinds)]
