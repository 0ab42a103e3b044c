"""What the JSON interface answers with: records and other dataclasses as plain data, and lists in parts."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from pydantic import BaseModel, Field

from detente.ledger import Article, Entry
from detente.ledger.judging import Kind
from detente.ledger.listed import Rows
from detente.records import to_json


class Listed(BaseModel):
    """A part of a list: `count` of `total` rows, from `offset` on."""

    count: int
    total: int
    offset: int
    items: list[dict[str, Any]]


class NewJudgement(BaseModel):
    """A judgement to be made; see `Ledger.judge`."""

    kind: Kind
    target: str = Field(max_length=120)
    author: str = Field(min_length=1, max_length=80)
    field: str | None = Field(None, max_length=40)
    value: Any = None
    reason: str = Field("", max_length=500)


def as_listed(rows: Iterable[Any], offset: int, limit: int, make: Callable[[Any], dict[str, Any]]) -> Listed:
    """A part of a list, with how many there are."""
    if isinstance(rows, Rows):
        total, part = rows.count(), rows.part(offset, limit)
    else:
        held = list(rows)
        total, part = len(held), islice(held, offset, offset + limit)
    items = [make(one) for one in part]
    return Listed(count=len(items), total=total, offset=offset, items=items)


def bare(value: Any) -> Any:
    """Dataclasses, tuples and sets as plain data."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): bare(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {str(key): bare(one) for key, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(bare, value))
    if isinstance(value, tuple | list):
        return [bare(one) for one in value]
    return value


def as_entry(entry: Entry[Any]) -> dict[str, Any]:
    """A record with its place and its clocks."""
    return {
        **to_json(entry.record),
        "id": entry.id,
        "document": entry.document,
        "known": entry.known,
        "published": entry.published,
        "first_day": entry.low,
        "last_day": entry.high,
        "judged": list(entry.judged),
    }


def as_article(article: Article, text: bool = False) -> dict[str, Any]:
    """An article, with or without its text."""
    row: dict[str, Any] = bare(article)
    if not text:
        del row["document"]["text"]
    return row
