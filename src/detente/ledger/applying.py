"""Judgements applied to a coded document: pure functions from records to records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from detente.ledger.entries import Coded, Judgement
from detente.records import (
    CodedDocument,
    Condition,
    Event,
    Expectation,
    Explanation,
    Span,
    Statement,
    with_field,
)

JUDGED = ("events", "statements", "expectations", "conditions", "explanations")
"""The records that judgements of their own may bear on."""

# fields of every record that name actors: one id, or several
_ONE_ACTOR: dict[str, tuple[str, ...]] = {"mentions": ("actor",), "actors": ("parent",)}
_ACTORS: dict[str, tuple[str, ...]] = {
    "statements": ("source_actors", "addressee_actors"),
    "events": ("actors", "recipients"),
}


def fingerprints(coded: CodedDocument) -> dict[str, str]:
    """What each record rests on, whatever its number: record id → table and key span.

    Two records of one kind on the same span are told apart by their order.
    """
    found: dict[str, str] = {}
    times: dict[str, int] = {}
    for table in JUDGED:
        for record in getattr(coded, table):
            low, high = _key_span(record)
            base = f"{table}:{low}-{high}"
            times[base] = times.get(base, 0) + 1
            found[record.id] = base if times[base] == 1 else f"{base}:{times[base]}"
    return found


def _key_span(record: Coded) -> Span:
    match record:
        case Event():
            return record.anchor
        case Statement():
            spans = record.cue or record.content or record.source
        case Condition():
            spans = record.marker or record.if_ or record.then
        case Explanation():
            spans = record.marker or record.of
        case Expectation():
            spans = (record.span,)
        case _:
            spans = ()
    return spans[0] if spans else (0, 0)


def apply(
    coded: CodedDocument, judgements: Iterable[tuple[Judgement, str | None]]
) -> tuple[CodedDocument, dict[str, list[int]]]:
    """Apply judgements, in the order in which they were made.

    Args:
        coded: the document as the coder has it.
        judgements: each with the fingerprint of the record it is about (None: it is about an actor).

    Returns:
        the document with the judgements, and the numbers of the judgements by id of the record they bear on.
    """
    by_print = {mark: id for id, mark in fingerprints(coded).items()}
    bearing: dict[str, list[int]] = {}
    for judgement, mark in judgements:
        if mark is None:
            if judgement.kind in ("merge", "split"):
                coded = rename_actor(coded, judgement.target, str(judgement.value))
            continue
        record = by_print.get(mark)
        if record is None:
            continue
        bearing.setdefault(record, []).append(judgement.id)
        if judgement.kind == "reject":
            coded = without(coded, record)
        elif judgement.kind == "correct":
            coded = _corrected(coded, record, str(judgement.field), judgement.value)
    return coded, bearing


def _corrected(coded: CodedDocument, id: str, field: str, value: Any) -> CodedDocument:
    return _each(coded, lambda record: with_field(record, field, value) if record.id == id else record)


def without(coded: CodedDocument, id: str) -> CodedDocument:
    """A document without one record, and without mention of it in the others.

    What a rejected statement carried is carried by the statement around it, or by the author.
    """
    outer = {s.id: s.parent for s in coded.statements}.get(id)

    def scrub(record: Any) -> Any:
        match record:
            case Statement():
                return replace(record, parent=outer) if record.parent == id else record
            case Event():
                record = replace(record, statement=outer) if record.statement == id else record
                return replace(record, condition=None) if record.condition == id else record
            case Expectation():
                record = replace(record, event=None) if record.event == id else record
                record = replace(record, statement=outer) if record.statement == id else record
                return replace(record, condition=None) if record.condition == id else record
            case Condition():
                record = replace(record, statement=outer) if record.statement == id else record
                return replace(
                    record,
                    if_events=_less(record.if_events, id),
                    then_events=_less(record.then_events, id),
                )
            case Explanation():
                record = replace(record, statement=outer) if record.statement == id else record
                return replace(
                    record, of_events=_less(record.of_events, id), by_events=_less(record.by_events, id)
                )
        return record

    return _each(coded, lambda record: None if record.id == id else scrub(record))


def _each(coded: CodedDocument, change: Callable[[Any], Any]) -> CodedDocument:
    changed: dict[str, Any] = {
        table: tuple(new for record in getattr(coded, table) if (new := change(record)) is not None)
        for table in JUDGED
    }
    return replace(coded, **changed)


def rename_actor(coded: CodedDocument, old: str, new: str) -> CodedDocument:
    """A document in which one actor is another."""

    def one(id: str | None) -> str | None:
        return new if id == old else id

    def many(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if id == old else id for id in ids))

    changed: dict[str, Any] = {}
    for table, single in _ONE_ACTOR.items():
        changed[table] = tuple(_renamed(r, single, one) for r in getattr(coded, table))
    for table, several in _ACTORS.items():
        changed[table] = tuple(_renamed(r, several, many) for r in getattr(coded, table))
    held = {actor.id for actor in coded.actors}
    actors = [a for a in changed["actors"] if a.id != old or new not in held]
    changed["actors"] = tuple(replace(a, id=new) if a.id == old else a for a in actors)
    return replace(coded, **changed)


def _renamed(record: Any, fields: Iterable[str], rename: Callable[[Any], Any]) -> Any:
    values: Mapping[str, Any] = {field: rename(getattr(record, field)) for field in fields}
    return replace(record, **values)


def _less(ids: tuple[str, ...], id: str) -> tuple[str, ...]:
    return tuple(other for other in ids if other != id)
