"""Scoring events: who did what to whom, by type, and silence where nothing happened.

An event is found where its type is the gold's and its anchor, or else its clause, holds the gold's
anchor. Actors and recipients are compared by the country or organisation that an id begins with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from detente.evaluation.gold import GoldEvent, GoldRecord
from detente.evaluation.report import Score, Tally, rows_of
from detente.evaluation.words import pair_up
from detente.records import EVENT_TYPES, Actor, CodedDocument, Event, EventType

QUADS: dict[EventType, str] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
"""PLOVER's quad classes (the benchmark's grouping)."""


def score_events(pairs: Iterable[tuple[GoldRecord, CodedDocument]]) -> tuple[list[Score], list[str]]:
    """Precision, recall and F1 by type and by quad class, and what is right of the matched.

    Args:
        pairs: gold records with what the coder made of them.

    Returns:
        the rows, and notes: macro-F1 and false events a sentence that has none.
    """
    total = {"all types": Tally()}
    types: dict[str, Tally] = defaultdict(Tally)
    quads: dict[str, Tally] = defaultdict(Tally)
    matched: dict[str, Tally] = defaultdict(Tally)
    quiet = false = 0
    for record, coded in pairs:
        if not record.events:
            quiet += 1
            false += len(coded.events)
        names = {actor.id: actor for actor in coded.actors}
        right = match_events(record.events, coded.events, by_type=True)
        total["all types"].add(len(record.events), len(coded.events), len(right))
        for gold in record.events:
            types[gold.type].add(gold=1)
        for event in coded.events:
            types[event.type].add(found=1)
        for i, j in right:
            gold, event = record.events[i], coded.events[j]
            types[gold.type].add(right=1)
            _judge(gold, event, names, matched)
        _count_quads(record, coded, quads)
    macro = [t.f1 or 0.0 for t in rows_of("type", types) if t.gold]
    notes = [f"macro-F1 over {len(macro)} types: {sum(macro) / len(macro):.1f}"] if macro else []
    if quiet:
        notes.append(f"false events a sentence that has none: {false / quiet:.2f} ({false} in {quiet})")
    scores = [
        *rows_of("events", total),
        *rows_of("type", types, EVENT_TYPES),
        *rows_of("quad", quads),
        *rows_of("of the matched", matched),
    ]
    return scores, notes


def match_events(
    gold: tuple[GoldEvent, ...], found: tuple[Event, ...], *, by_type: bool
) -> list[tuple[int, int]]:
    """Pair gold events with found ones by place.

    Args:
        gold: what the annotator marked.
        found: what the coder found.
        by_type: whether the types must be the same, else the quad classes.
    """
    gains = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            if f.type != g.type and (by_type or QUADS[f.type] != QUADS[g.type]):
                continue
            anchored = any(s < f.anchor[1] and f.anchor[0] < t for s, t in g.anchor)
            spanned = any(s < f.span[1] and f.span[0] < t for s, t in g.anchor)
            if anchored or spanned:
                gains.append((1.0 + anchored + 0.1 * f.confidence, i, j))
    return pair_up(gains)


def _count_quads(record: GoldRecord, coded: CodedDocument, quads: dict[str, Tally]) -> None:
    for gold in record.events:
        quads[QUADS[gold.type]].add(gold=1)
    for event in coded.events:
        quads[QUADS[event.type]].add(found=1)
    for i, _ in match_events(record.events, coded.events, by_type=False):
        quads[QUADS[record.events[i].type]].add(right=1)


def _judge(gold: GoldEvent, event: Event, names: dict[str, Actor], matched: dict[str, Tally]) -> None:
    if gold.mode is not None:
        matched["mode"].add(1, 1, int(gold.mode == event.mode))
    for field, want, have in (
        ("actor", gold.actors, event.actors),
        ("recipient", gold.recipients, event.recipients),
    ):
        if want:
            met = {root_of(a, names) for a in want} & {root_of(a, names) for a in have}
            matched[field].add(1, 1, int(bool(met)))
    if gold.factuality is not None:
        matched["factuality"].add(1, 1, int(gold.factuality == event.factuality))
    if gold.tense is not None:
        matched["tense"].add(1, 1, int(gold.tense == event.tense))
    if gold.date is not None:
        matched["date"].add(1, 1, int(gold.date == event.date))


def root_of(actor: str, names: dict[str, Actor]) -> str:
    """The country of an actor, or where it has none what its id begins with.

    Args:
        actor: an actor's id.
        names: the document's actors by id.
    """
    known = names.get(actor)
    if known is not None and known.country:
        return known.country
    if known is not None and known.parent:
        return known.parent.split(".")[0]
    return actor.split(".")[0]
