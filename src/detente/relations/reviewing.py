"""Review: which records are worth a look first, and the decisions that take more than one judgement."""

from __future__ import annotations

from dataclasses import dataclass

from detente.knowledge.codebook import Codebook
from detente.ledger import Entry, Judgement, Ledger
from detente.ledger.queries import Day
from detente.records import Event, Span
from detente.relations.rows import EventSource

SURE = 0.98
"""A coder that is surer than this is not asked about."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A record that waits for a decision.

    Attributes:
        entry: the event.
        gain: how much a decision may change: what the event weighs in the balance, times how unsure it is.
    """

    entry: Entry[Event]
    gain: float


def review_queue(
    ledger: Ledger, a: str | None = None, b: str | None = None, as_of: Day | None = None
) -> list[Proposed]:
    """Events that nobody has judged, those first that would change a brief most and are least certain.

    An event counts for more, the further its value lies from nothing, the more it weighs (an asserted event
    of the past weighs most) and the less sure the coder is of it; an event without one of its sides counts
    double, since no relationship has it yet.

    Args:
        ledger: the record.
        a: only events in which this actor has a part.
        b: and this one.
        as_of: what was known on that day.
    """
    source = EventSource(ledger, as_of)
    if a is not None and b is not None:
        events = ledger.events(pair=(a, b), as_of=as_of)
    else:
        events = ledger.events(party=a or b, as_of=as_of)
    found = [
        Proposed(entry, _gain(entry, source))
        for entry in events
        if not entry.judged and entry.record.confidence <= SURE
    ]
    return sorted(found, key=lambda one: (-one.gain, one.entry.id))


def _gain(entry: Entry[Event], source: EventSource) -> float:
    event = entry.record
    unsure = 1.0 - event.confidence
    whole = 1.0 if event.actors and event.recipients else 2.0
    return round((0.5 + abs(event.intensity) * max(source.weigh(entry), 0.2)) * (0.05 + unsure) * whole, 4)


def retype(
    ledger: Ledger, codebook: Codebook, record: str, type: str, *, author: str, reason: str = ""
) -> list[Judgement]:
    """Correct an event's type, with its value; mode and code, which were the other type's, fall away.

    Args:
        ledger: the record.
        codebook: what each type is worth.
        record: full id of the event.
        type: the PLOVER type it is.
        author: who judges.
        reason: why, in a line.

    Raises:
        RecordError: there is no such type.
    """
    made = [ledger.judge("correct", record, field="type", value=type, author=author, reason=reason)]
    for field, value in (("mode", None), ("cameo", None), ("intensity", codebook.intensity(type))):
        made.append(ledger.judge("correct", record, field=field, value=value, author=author, reason=reason))
    return made


def swap(ledger: Ledger, record: str, *, author: str, reason: str = "") -> list[Judgement]:
    """Swap an event's actors and recipients.

    Args:
        ledger: the record.
        record: full id of the event.
        author: who judges.
        reason: why, in a line.
    """
    event = ledger.record(record).record
    assert isinstance(event, Event)
    values = (
        ("actors", event.recipients),
        ("recipients", event.actors),
        ("actor_spans", event.recipient_spans),
        ("recipient_spans", event.actor_spans),
    )
    return [
        ledger.judge("correct", record, field=field, value=_lists(value), author=author, reason=reason)
        for field, value in values
    ]


def respan(ledger: Ledger, record: str, span: Span, *, author: str, reason: str = "") -> list[Judgement]:
    """Correct the words that an event stands in.

    Args:
        ledger: the record.
        record: full id of the event.
        span: offsets into the document's text.
        author: who judges.
        reason: why, in a line.

    Raises:
        LedgerError: the span does not lie in the text.
    """
    ledger.quote(record, span)
    return [ledger.judge("correct", record, field="span", value=list(span), author=author, reason=reason)]


def undo_all(ledger: Ledger, judgements: list[int], *, author: str) -> None:
    """Take back the judgements of one decision, the last first.

    Args:
        ledger: the record.
        judgements: their numbers.
        author: who takes them back.
    """
    for number in sorted(judgements, reverse=True):
        ledger.undo(number, author=author)


def _lists(value: tuple[object, ...]) -> list[object]:
    return [list(one) if isinstance(one, tuple) else one for one in value]
