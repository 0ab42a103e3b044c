"""How sure each event is: a probability, calibrated on marked sentences.

A row of the frames says how often its word carries the event in general. How often the coder is right also
depends on where the word stands: deep in a sentence, in an infinitive, with both sides named or one. A
logistic model with a few features that one can read (``frames/confidence.csv``) turns both into the
probability that a reader who follows the codebook finds an event of this type at this place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

from detente.coding.draft import Draft
from detente.coding.events import anchor_token
from detente.records import Event

Feature = Callable[[Draft, Event, int], float]


def grade_events(draft: Draft) -> None:
    """Replace each event's confidence by its calibrated probability; drop those below the table's limit.

    Args:
        draft: the document while it is coded, its events weighed.
    """
    table = draft.knowledge.calibration
    kept = []
    for event in draft.events:
        odds = table.base + sum(
            table.weights.get(name, 0.0) * value for name, value in features(draft, event).items()
        )
        confidence = round(1 / (1 + math.exp(-odds)), 3)
        if confidence < table.least:
            draft.note("events", None, event.anchor, f"{event.rule}: too unsure ({confidence:.2f})")
            continue
        kept.append(replace(event, confidence=confidence))
    draft.events = kept


def features(draft: Draft, event: Event) -> dict[str, float]:
    """What the model looks at, by the names that ``frames/confidence.csv`` uses.

    Args:
        draft: the document while it is coded.
        event: one of its events, with the frame's own confidence.
    """
    anchor = anchor_token(draft, event)
    return {name: value for name, look in FEATURES.items() if (value := look(draft, event, anchor))}


def _row(draft: Draft, event: Event, anchor: int) -> float:
    p = min(0.98, max(0.05, event.confidence))
    return math.log(p / (1 - p))


def _understood(draft: Draft, event: Event, anchor: int) -> float:
    return float(bool(event.actors) and not event.actor_spans)


def _made_by(letter: str) -> Feature:
    def made(draft: Draft, event: Event, anchor: int) -> float:
        return float(any(rule.startswith(letter) for rule in event.rule.split("+")))

    return made


def _told(draft: Draft, event: Event, anchor: int) -> float:
    return float(event.statement is not None)


def _not_past(draft: Draft, event: Event, anchor: int) -> float:
    return float(event.tense != "past")


def _unsettled(draft: Draft, event: Event, anchor: int) -> float:
    return float(event.factuality == "Uu")


def _participle(draft: Draft, event: Event, anchor: int) -> float:
    return float(draft.parse.tag[anchor] == "VBG")


def _length(draft: Draft, event: Event, anchor: int) -> float:
    """Length of the sentence in forties of tokens; beyond eighty no more."""
    first, stop = draft.parse.sents[event.sentence]
    return min(2.0, (stop - first) / 40)


def _dated(draft: Draft, event: Event, anchor: int) -> float:
    return float(event.date is not None)


FEATURES: Mapping[str, Feature] = {
    "row": _row,
    "actor understood": _understood,
    "operator": _made_by("o-"),
    "mood": _made_by("f-"),
    "one-sided": _made_by("1-"),
    "told": _told,
    "not past": _not_past,
    "unsettled": _unsettled,
    "participle": _participle,
    "length": _length,
    "dated": _dated,
}
"""How each feature of `detente.knowledge.confidence.FEATURES` is measured."""
