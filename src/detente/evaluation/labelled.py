"""Scoring sets of labelled sentences: PLV (type between two marked actors), quad classes, records, silence.

CONCEDE and RETREAT count as YIELD wherever a set has the fifteen older types.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from detente.evaluation.events import QUADS, root_of
from detente.evaluation.formats.lines import spans_of
from detente.evaluation.formats.plover import codes_of
from detente.evaluation.report import Score, Tally, rows_of
from detente.records import CodedDocument, Event, Span

_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_QUAD_NUMBERS = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}

Rows = Sequence[Mapping[str, Any]]
Coded = Mapping[str, CodedDocument]


def quad_of(event_type: str | None) -> int:
    """PLOVER's quad class by number, 0 for no event; YIELD is verbal cooperation."""
    if event_type is None:
        return 0
    return 1 if event_type == "YIELD" else _QUAD_NUMBERS[QUADS[event_type]]  # type: ignore[index]


def score_plv(rows: Rows, coded: Coded) -> tuple[list[Score], list[str]]:
    """The type of the event between two marked actors; a row without an event counts as wrong.

    Args:
        rows: id, source and target (span lists), root.
        coded: coded documents by id.
    """
    types: dict[str, Tally] = defaultdict(Tally)
    quads: dict[str, Tally] = defaultdict(Tally)
    for row in rows:
        event = _between(coded[str(row["id"])].events, spans_of(row["source"]), spans_of(row["target"]))
        kind = None if event is None else _YIELD.get(event.type, event.type)
        _count(types, str(row["root"]), kind)
        _count(quads, str(quad_of(str(row["root"]))), str(quad_of(kind)) if kind else None)
    return [*rows_of("type", types), *rows_of("quad", quads)], [
        f"macro-F1 root · quad: {macro(types):.1f} · {macro(quads):.1f}"
    ]


def score_quads(rows: Rows, coded: Coded) -> tuple[list[Score], list[str]]:
    """The quad class of a sentence, 0 where nothing happened; the surest event decides.

    Args:
        rows: id and quad.
        coded: coded documents by id.
    """
    quads: dict[str, Tally] = defaultdict(Tally)
    for row in rows:
        best = max(coded[str(row["id"])].events, key=lambda e: e.confidence, default=None)
        _count(quads, str(row["quad"]), str(quad_of(None if best is None else best.type)))
    return rows_of("quad", quads), [f"macro-F1 over five classes: {macro(quads):.1f}"]


def score_silence(rows: Rows, coded: Coded) -> tuple[list[Score], list[str]]:
    """Events found in sentences that have none.

    Args:
        rows: id and label (none, statement, event).
        coded: coded documents by id.
    """
    notes = []
    for label in ("none", "statement", "event"):
        those = [row for row in rows if row["label"] == label]
        if those:
            found = sum(len(coded[str(row["id"])].events) for row in those)
            notes.append(f"{label}: {found / len(those):.2f} events a sentence ({found} in {len(those)})")
    return [], notes


def score_records(rows: Rows, coded: Coded) -> tuple[list[Score], list[str]]:
    """Whole events: source country, target country and type, from the raw sentence.

    Args:
        rows: PLOVER gold records.
        coded: coded documents by the sentence's text.
    """
    tally = Tally()
    texts: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        texts[row["text"]].append(row)
    for text, records in texts.items():
        want: set[tuple[str, ...]] = set()
        for r in records:
            want |= _triples(codes_of(r.get("source")), codes_of(r.get("target")), r["event"])
        document = coded[text]
        names = {actor.id: actor for actor in document.actors}
        igos = {actor.id for actor in document.actors if actor.kind == "igo"}
        have: set[tuple[str, ...]] = set()
        for e in document.events:
            sides = [
                ["IGO" if a in igos else root_of(a, names) for a in side] for side in (e.actors, e.recipients)
            ]
            have |= _triples(sides[0], sides[1], _YIELD.get(e.type, e.type))
        tally.add(len(want), len(have), len(want & have))
    return rows_of("events", {"source, target, type": tally}), []


def _triples(sources: Sequence[str], targets: Sequence[str], kind: str) -> set[tuple[str, ...]]:
    kind = _YIELD.get(kind, kind)
    if not targets and len(sources) > 1:
        pairs = [(a, b) for i, a in enumerate(sources) for b in sources[i + 1 :]]
    else:
        pairs = [(a, b) for a in sources or [""] for b in targets or [""]]
    return {(*(sorted(pair) if kind in ("AGREE", "CONSULT") else pair), kind) for pair in pairs}


def _between(events: Sequence[Event], source: Sequence[Span], target: Sequence[Span]) -> Event | None:
    def fit(event: Event) -> tuple[bool, bool, float]:
        actor, recipient = _meet(event.actor_spans, source), _meet(event.recipient_spans, target)
        other = _meet(event.actor_spans, target) or _meet(event.recipient_spans, source)
        return actor and recipient, actor or recipient or other, event.confidence

    return max(events, key=fit, default=None)


def _meet(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)


def _count(tallies: dict[str, Tally], gold: str, found: str | None) -> None:
    tallies[gold].add(gold=1, right=int(gold == found))
    if found is not None:
        tallies[found].add(found=1)


def macro(tallies: Mapping[str, Tally]) -> float:
    """The mean F1 over the labels that occur in gold, per cent."""
    scores = [200 * t.right / (t.gold + t.found) for t in tallies.values() if t.gold]
    return sum(scores) / len(scores) if scores else 0.0
