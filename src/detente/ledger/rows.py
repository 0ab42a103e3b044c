"""Records as rows and back: which table and columns each kind of record has.

The columns follow from the fields of the dataclass: a span or a range becomes two columns, ``name_low`` and
``name_high``; other tuples become JSON text; the rest stands as it is.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from detente.records import (
    Actor,
    Condition,
    Event,
    Expectation,
    Explanation,
    Mention,
    Statement,
    Time,
)

_Shape = Literal["plain", "pair", "list"]

TABLES: dict[str, type] = {
    "times": Time,
    "actors": Actor,
    "mentions": Mention,
    "statements": Statement,
    "events": Event,
    "conditions": Condition,
    "expectations": Expectation,
    "explanations": Explanation,
}
"""The kinds of record by the name of their table, which is also their name in `CodedDocument`."""

LETTERS: dict[str, str] = {
    "t": "times",
    "s": "statements",
    "e": "events",
    "c": "conditions",
    "x": "expectations",
    "w": "explanations",
}
"""The table that the first letter of a record's id names."""

# the date of a record whose first and last day stand beside it: (field, prefix of the two columns)
DATED: dict[str, tuple[str, str]] = {
    "statements": ("date", "date"),
    "events": ("date", "date"),
    "expectations": ("window", "window"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of record lies in its table."""

    kind: type
    fields: tuple[tuple[str, _Shape], ...]
    columns: tuple[str, ...]


@cache
def layout(table: str) -> Layout:
    """The layout of a table of records."""
    kind = TABLES[table]
    hints = typing.get_type_hints(kind)
    fields = tuple((f.name, _shape(hints[f.name])) for f in dataclasses.fields(kind))
    columns: list[str] = []
    for name, shape in fields:
        columns.extend([f"{name}_low", f"{name}_high"] if shape == "pair" else [name])
    return Layout(kind, fields, tuple(columns))


def _shape(hint: Any) -> _Shape:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
        origin = typing.get_origin(hint)
    if origin is not tuple:
        return "plain"
    inner = typing.get_args(hint)
    return "list" if len(inner) == 2 and inner[1] is Ellipsis else "pair"


def flatten(table: str, record: Any) -> list[Any]:
    """The values of a record in the order of `layout(table).columns`."""
    values: list[Any] = []
    for name, shape in layout(table).fields:
        value = getattr(record, name)
        if shape == "pair":
            values.extend(value if value is not None else (None, None))
        elif shape == "list":
            values.append(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        else:
            values.append(value)
    return values


def rebuild(table: str, row: Sequence[Any]) -> Any:
    """The record that a row holds.

    Args:
        table: the table's name.
        row: a row that begins with the columns of the layout, in their order (see `select_columns`).
    """
    plan, at = layout(table), 0
    values: list[Any] = []
    for _, shape in plan.fields:
        value = row[at]
        at += 1
        if shape == "pair":
            values.append(None if value is None else (value, row[at]))
            at += 1
        elif shape == "list":
            values.append(_EMPTY if value == "[]" else _read(value))
        else:
            values.append(value)
    return plan.kind(*values)


_EMPTY: tuple[Any, ...] = ()
_decode = json.JSONDecoder().raw_decode


@lru_cache(maxsize=50_000)
def _read(text: str) -> tuple[Any, ...]:
    """A list as it was written by `flatten`; who takes part stands in one record after the other."""
    found, _ = _decode(text)
    return tuple([tuple(value) if isinstance(value, list) else value for value in found])


def insert_sql(table: str) -> str:
    """The statement that inserts a record; its values are coding, number, those of `flatten`, the dates."""
    columns = ["coding", "number", *layout(table).columns]
    if table in DATED:
        prefix = DATED[table][1]
        columns += [f"{prefix}_low", f"{prefix}_high"]
    names = ", ".join(f'"{c}"' for c in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


def select_columns(table: str, alias: str) -> str:
    """The columns of a table for a SELECT, each under its own name."""
    return ", ".join(f'{alias}."{c}" AS "{c}"' for c in layout(table).columns)
