"""Scoring time expressions as TempEval-3 does: strict and relaxed spans, values of the matched.

Strict: the same span. Relaxed: any overlap, one to one. The value score is the relaxed F1 times the share of
matched expressions with the same TIMEX3 value (UzZaman and others 2013).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.evaluation.report import Score, Tally, rows_of
from detente.evaluation.words import pair_up
from detente.records import Span, Time


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A TIMEX3 as an annotator marked it."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeRecord:
    """A text with its time expressions; `published` is the document creation time."""

    id: str
    text: str
    published: str | None
    times: tuple[GoldTime, ...]


def score_times(pairs: Iterable[tuple[TimeRecord, Sequence[Time]]]) -> tuple[list[Score], list[str]]:
    """Strict, relaxed and value scores.

    Args:
        pairs: gold records with the times found in them.

    Returns:
        the rows, and the value score as a note.
    """
    rows = {"strict": Tally(), "relaxed": Tally()}
    matched = {"value": Tally(), "type": Tally()}
    for record, found in pairs:
        links = match_times(record.times, found)
        same = sum(record.times[i].span == found[j].span for i, j in links)
        rows["strict"].add(len(record.times), len(found), same)
        rows["relaxed"].add(len(record.times), len(found), len(links))
        for i, j in links:
            matched["value"].add(1, 1, int(record.times[i].value == found[j].value))
            matched["type"].add(1, 1, int(record.times[i].type == found[j].type))
    scores = [*rows_of("times", rows, ("strict", "relaxed")), *rows_of("of the matched", matched)]
    share = matched["value"].right / matched["value"].gold if matched["value"].gold else 0.0
    relaxed = next((s.f1 or 0.0 for s in scores if s.name == "relaxed"), 0.0)
    return scores, [f"value F1: {share * relaxed:.1f}"]


def match_times(gold: Sequence[GoldTime], found: Sequence[Time]) -> list[tuple[int, int]]:
    """Pair expressions: the same span before any overlap, a longer overlap before a shorter.

    Args:
        gold: what the annotator marked.
        found: what the coder found.
    """
    gains = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            shared = min(g.span[1], f.span[1]) - max(g.span[0], f.span[0])
            if shared > 0:
                gains.append((shared + (1e9 if g.span == f.span else 0.0), i, j))
    return pair_up(gains)
