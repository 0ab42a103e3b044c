"""Decisions of review that take more than one judgement, or a part of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from detente import edtf
from detente.errors import LedgerError
from detente.knowledge.codebook import Codebook
from detente.ledger import Entry, Judgement, Ledger
from detente.records import (
    Condition,
    Event,
    Expectation,
    Explanation,
    Span,
    Statement,
    to_json,
)

PARTS: dict[type, tuple[str, ...]] = {
    Event: ("span",),
    Expectation: ("span",),
    Statement: ("content", "source", "cue"),
    Condition: ("if", "then", "marker"),
    Explanation: ("of", "by", "marker"),
}
"""The parts of a record whose words can be corrected, the main one first."""


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
    values = [("type", type), ("mode", None), ("cameo", None), ("intensity", codebook.intensity(type))]
    return _correct(ledger, record, values, author, reason)


def swap(ledger: Ledger, record: str, *, author: str, reason: str = "") -> list[Judgement]:
    """Swap an event's actors and recipients.

    Args:
        ledger: the record.
        record: full id of the event.
        author: who judges.
        reason: why, in a line.
    """
    event = ledger.record(record).record
    if not isinstance(event, Event):
        raise LedgerError(f"{record} has no sides to swap; events have.")
    told = to_json(event)
    sides = ("actors", "recipients"), ("recipients", "actors")
    values = [(one, told[other]) for one, other in sides]
    values += [("actor_spans", told["recipient_spans"]), ("recipient_spans", told["actor_spans"])]
    return _correct(ledger, record, values, author, reason)


def name_sides(
    ledger: Ledger,
    record: str,
    actors: Sequence[str],
    recipients: Sequence[str],
    *,
    author: str,
    reason: str = "",
) -> list[Judgement]:
    """Say who acts in an event, and toward whom; the words of a side that changes are no longer claimed.

    Args:
        ledger: the record.
        record: full id of the event.
        actors: ids of who acts.
        recipients: ids of those toward whom.
        author: who judges.
        reason: why, in a line.
    """
    event = ledger.record(record).record
    assert isinstance(event, Event)
    values: list[tuple[str, Any]] = []
    if tuple(actors) != event.actors:
        values += [("actors", list(actors)), ("actor_spans", [])]
    if tuple(recipients) != event.recipients:
        values += [("recipients", list(recipients)), ("recipient_spans", [])]
    return _correct(ledger, record, values, author, reason)


def name_source(
    ledger: Ledger, record: str, actors: Sequence[str], kind: str, *, author: str, reason: str = ""
) -> list[Judgement]:
    """Say whose word a statement is, and on what authority.

    Args:
        ledger: the record.
        record: full id of the statement.
        actors: ids of who speaks.
        kind: ``named``, ``titled``, ``anonymous``, ``collective``, ``document``, ``media`` or ``author``.
        author: who judges.
        reason: why, in a line.

    Raises:
        RecordError: there is no such kind.
    """
    statement = ledger.record(record).record
    assert isinstance(statement, Statement)
    values: list[tuple[str, Any]] = []
    if tuple(actors) != statement.source_actors:
        values.append(("source_actors", list(actors)))
    if kind != statement.source_kind:
        values.append(("source_kind", kind))
    return _correct(ledger, record, values, author, reason)


def refirm(ledger: Ledger, record: str, factuality: str, *, author: str, reason: str = "") -> list[Judgement]:
    """Correct how firmly something is put; of a statement, all events that rest on it.

    Args:
        ledger: the record.
        record: full id of an event, an explanation or a statement.
        factuality: a FactBank value.
        author: who judges.
        reason: why, in a line.

    Raises:
        RecordError: there is no such value.
        LedgerError: nothing rests on the statement.
    """
    entry = ledger.record(record)
    if isinstance(entry.record, Event | Explanation):
        return _correct(ledger, record, [("factuality", factuality)], author, reason)
    if not isinstance(entry.record, Statement):
        raise LedgerError(f"{record} has no firmness of its own; events, statements and explanations have.")
    carried = list(carried_by(ledger, entry))
    if not carried:
        raise LedgerError(f"No event rests on {record}, so that it has no firmness to correct.")
    return [
        made
        for event in carried
        if event.record.factuality != factuality
        for made in _correct(ledger, event.id, [("factuality", factuality)], author, reason)
    ]


def carried_by(ledger: Ledger, statement: Entry[Any]) -> Iterator[Entry[Event]]:
    """The events that rest on a statement.

    Args:
        ledger: the record.
        statement: the statement.
    """
    for event in ledger.events(document=statement.document):
        if event.record.statement == statement.record.id:
            yield event


def rewindow(
    ledger: Ledger, record: str, window: str | None, *, author: str, reason: str = ""
) -> list[Judgement]:
    """Correct by when something is expected.

    Args:
        ledger: the record.
        record: full id of the expectation.
        window: EDTF, or None where no day is given.
        author: who judges.
        reason: why, in a line.

    Raises:
        DateError: the window is no EDTF date.
    """
    value = edtf.check(window) if window else None
    return _correct(ledger, record, [("window", value)], author, reason)


def respan(
    ledger: Ledger, record: str, span: Span, *, author: str, part: str = "", reason: str = ""
) -> list[Judgement]:
    """Correct the words that a record stands in.

    Args:
        ledger: the record.
        record: its full id.
        span: offsets into the document's text.
        author: who judges.
        part: which part of the record (`PARTS`); its main one where not given.
        reason: why, in a line.

    Raises:
        LedgerError: the span does not lie in the text, or there is no such part.
    """
    kind = type(ledger.record(record).record)
    parts = PARTS.get(kind, ())
    part = part or parts[0]
    if part not in parts:
        raise LedgerError(f"{record} has no {part!r}; it has {', '.join(parts)}.")
    ledger.quote(record, span)
    value = list(span) if part == "span" else [list(span)]
    return _correct(ledger, record, [(part, value)], author, reason)


def undo_all(ledger: Ledger, judgements: list[int], *, author: str) -> None:
    """Take back the judgements of one decision, the last first.

    Args:
        ledger: the record.
        judgements: their numbers.
        author: who takes them back.
    """
    for number in sorted(judgements, reverse=True):
        ledger.undo(number, author=author)


def _correct(
    ledger: Ledger, record: str, values: Sequence[tuple[str, Any]], author: str, reason: str
) -> list[Judgement]:
    return [
        ledger.judge("correct", record, field=field, value=value, author=author, reason=reason)
        for field, value in values
    ]
