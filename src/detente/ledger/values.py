"""What a judgement's words and values must be, so that no page and no listing stumbles over them later."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterator
from typing import Any

from detente import edtf
from detente.errors import LedgerError, RecordError
from detente.ledger.entries import Coded
from detente.records import CodedDocument, Statement

LONGEST = 20_000
"""Signs of a value as JSON, at most."""
_ACTOR = 200
"""Signs of an actor's id, at most."""
_DATES = ("date", "outlet_date", "window")
_LINKS = {
    "statement": "statements", "parent": "statements", "event": "events", "condition": "conditions",
    "if_events": "events", "then_events": "events", "of_events": "events", "by_events": "events",
}  # fmt: skip
"""Fields that name other records of the document, and where those stand."""
_SIDES = ("actors", "recipients", "source_actors", "addressee_actors")
_SHARES = ("probability", "confidence")
_GOLDSTEIN = 10.0


def check_words(*words: str | None) -> None:
    """Words that people or programs write, such as an author's name.

    Raises:
        LedgerError: they hold what cannot be kept (a zero sign, or half of a sign).
    """
    for one in filter(None, words):
        if "\x00" in one or any("\ud800" <= sign <= "\udfff" for sign in one):
            raise LedgerError(f"{one[:40]!r} holds a sign that is no text; write it again without.")


def as_kept(value: Any) -> str | None:
    """A value as JSON, as the ledger keeps it; None where there is none.

    Raises:
        RecordError: it has no form in JSON, or is too long.
        LedgerError: it holds what is no text.
    """
    if value is None:
        return None
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise RecordError(f"The value cannot be kept as JSON: {error}.") from error
    if len(text) > LONGEST:
        raise RecordError(f"The value is longer than {LONGEST:,} signs; give a shorter one.")
    check_words(*_strings(value))
    return text


def check_actor(value: Any, target: str) -> None:
    """The actor that another one is to be.

    Raises:
        LedgerError: it is no actor's id, or the same one.
    """
    if not isinstance(value, str) or not value.strip() or len(value) > _ACTOR:
        raise LedgerError(f"{str(value)[:60]!r} is not the name of an actor; give an id, such as RUS.")
    if value == target:
        raise LedgerError(f"{target} is {value} already; name two different actors.")


def check_field(coded: CodedDocument, record: Coded, name: str) -> None:
    """A corrected record, as it would stand in its document.

    Args:
        coded: the document.
        record: the record with its new value.
        name: the field that was corrected, as JSON names it.

    Raises:
        RecordError: the value does not fit the text, the calendar, a scale, or the other records.
    """
    value: Any = getattr(record, "if_" if name == "if" else name, None)
    if value is None:
        return
    if name in _DATES:
        edtf.check(value)
    for number in _numbers(value):
        if not math.isfinite(number):
            raise RecordError(f"{name} takes a number, not {number}.")
    if name in _SHARES:
        _check_share(name, value)
    if name == "intensity" and abs(value) > _GOLDSTEIN:
        raise RecordError(f"intensity lies between -10 and 10; {value:g} does not.")
    if name == "sentence" and not 0 <= value < max(len(coded.sentences), 1):
        raise RecordError(f"The article has no sentence {value}; it has {len(coded.sentences)}.")
    if name in _SIDES:
        for actor in value:
            check_actor(actor, "")
    if name in _LINKS:
        _check_links(coded, record, name, value)
    total = len(coded.document.text)
    for first, last in _spans(record, name):
        if not 0 <= first <= last <= total:
            raise RecordError(f"The text has no span {first}-{last}; it has {total:,} signs.")


def _check_share(name: str, value: Any) -> None:
    shares = value if isinstance(value, tuple) else (value,)
    if any(not 0 <= share <= 1 for share in shares) or tuple(sorted(shares)) != tuple(shares):
        raise RecordError(f"{name} lies between 0 and 1; {value!r} does not.")


def _check_links(coded: CodedDocument, record: Coded, name: str, value: Any) -> None:
    held = {one.id for one in getattr(coded, _LINKS[name])}
    for id in (value,) if isinstance(value, str) else value:
        if id not in held:
            raise RecordError(f"{name}: the article has no {_LINKS[name].removesuffix('s')} {id!r}.")
    if name == "parent" and isinstance(record, Statement):
        outer = {one.id: one.parent for one in coded.statements}
        at: str | None = value
        while at is not None:
            if at == record.id:
                raise RecordError(f"{record.id} cannot stand within itself; name another statement.")
            at = outer.pop(at, None)


def _spans(record: Coded, name: str) -> Iterator[tuple[int, int]]:
    field = next((f for f in dataclasses.fields(record) if f.name.rstrip("_") == name), None)
    value = getattr(record, field.name) if field is not None else ()
    if "Span" not in str(field.type if field is not None else ""):
        return
    yield from value if value and isinstance(value[0], tuple) else ([value] if value else [])


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _numbers(one)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)
