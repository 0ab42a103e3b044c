"""The JSON Schema of what `detente code` writes, made from the records and what their docstrings say."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, Literal

from detente import records

_SPAN = {"$ref": "#/$defs/Span"}
_DEFINED: dict[str, Any] = {
    "Span": {
        "description": "Half-open pair [start, end] of Unicode code-point offsets into document.text.",
        "type": "array",
        "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
        "items": False,
        "minItems": 2,
    },
    "Range": {
        "description": "Pair [low, high] of probabilities.",
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": 0, "maximum": 1},
            {"type": "number", "minimum": 0, "maximum": 1},
        ],
        "items": False,
        "minItems": 2,
    },
}


def schema() -> dict[str, Any]:
    """The schema of one line (JSON Schema, draft 2020-12). Keys may be added, never renamed."""
    defined: dict[str, Any] = dict(_DEFINED)
    top = _object(records.CodedDocument, defined)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Coded document",
        **top,
        "$defs": dict(sorted(defined.items())),
    }


def _object(kind: type, defined: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(kind)
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": {field.name.rstrip("_"): _value(hints[field.name], defined) for field in fields},
        "required": [field.name.rstrip("_") for field in fields],
    }


def _value(hint: Any, defined: dict[str, Any]) -> dict[str, Any]:
    if hint == records.Span:
        return dict(_SPAN)
    if hint == records.Range:
        return {"$ref": "#/$defs/Range"}
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = [a for a in typing.get_args(hint) if a is not type(None)]
        found = _value(inner[0], defined)
        if isinstance(found.get("type"), str) and "enum" not in found:
            return {**found, "type": [found["type"], "null"]}
        return {"anyOf": [found, {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(typing.get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _value(typing.get_args(hint)[0], defined)}
    if dataclasses.is_dataclass(hint):
        kind = typing.cast(type, hint)
        if kind.__name__ not in defined:
            defined[kind.__name__] = {}
            defined[kind.__name__] = _object(kind, defined)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return {"type": {str: "string", int: "integer", float: "number"}[hint]}
