"""What two codings of one text have in common, and what they have not."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from detente.ledger.applying import JUDGED, fingerprints
from detente.records import CodedDocument, Span

What = Literal["added", "gone", "changed"]
KINDS = (*JUDGED, "times", "actors", "mentions")
"""Kinds of record that are compared, by their table."""
_REFERENCES = ("statement", "condition", "event", "parent")
_LISTS = ("if_events", "then_events", "of_events", "by_events")


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that one coding has and the other has not, or has otherwise.

    Attributes:
        kind: its table: events, statements …
        what: ``added``, ``gone`` or ``changed``.
        before: its id in the earlier coding, or None.
        after: its id in the later one, or None.
        span: words of the text that carry it.
        fields: of a changed record, the fields that differ, with the value before and after.
    """

    kind: str
    what: What
    before: str | None
    after: str | None
    span: Span | None
    fields: Mapping[str, tuple[Any, Any]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two codings compared: how many records of each kind are the same, and all others."""

    same: Mapping[str, int]
    differences: tuple[Difference, ...]

    def count(self, kind: str, what: What) -> int:
        """How many records of a kind were added, are gone or have changed."""
        return sum(one.kind == kind and one.what == what for one in self.differences)


def compare(before: CodedDocument, after: CodedDocument) -> Comparison:
    """Compare two codings of one text.

    A record is the same one where it rests on the same words, whatever its number; what it says of other
    records is compared by what these rest on.

    Args:
        before: the earlier coding.
        after: the later one.
    """
    old, new = _Marked(before), _Marked(after)
    same: dict[str, int] = {}
    found: list[Difference] = []
    for kind in KINDS:
        one, other = old.records(kind), new.records(kind)
        same[kind] = 0
        for mark in dict.fromkeys((*one, *other)):
            first, second = one.get(mark), other.get(mark)
            if first is None:
                found.append(Difference(kind, "added", None, _id(second), _span(second)))
            elif second is None:
                found.append(Difference(kind, "gone", _id(first), None, _span(first)))
            else:
                fields = dict(_differing(old.told(first), new.told(second)))
                if fields:
                    found.append(Difference(kind, "changed", _id(first), _id(second), _span(second), fields))
                else:
                    same[kind] += 1
    return Comparison(same, tuple(found))


class _Marked:
    """A coding whose records are known by what they rest on."""

    def __init__(self, coded: CodedDocument) -> None:
        self._coded = coded
        self._marks = fingerprints(coded)

    def records(self, kind: str) -> dict[str, Any]:
        """The records of a kind by their marks."""
        found: dict[str, Any] = {}
        for record in getattr(self._coded, kind):
            mark = self._marks.get(record.id) if kind in JUDGED else None
            if mark is None:
                mark = record.id if kind == "actors" else str(record.span)
                while mark in found:
                    mark += "'"
            found[mark] = record
        return found

    def told(self, record: Any) -> dict[str, Any]:
        """A record's fields, with its references by mark and without its own number."""
        fields = {f.name: getattr(record, f.name) for f in dataclasses.fields(record)}
        if "span" in fields or "cue" in fields or "marker" in fields:
            fields.pop("id", None)
        for name in _REFERENCES:
            # the parent of an actor is an actor, whose id is no number
            if isinstance(fields.get(name), str):
                fields[name] = self._marks.get(fields[name], fields[name])
        for name in _LISTS:
            if name in fields:
                fields[name] = tuple(sorted(self._marks.get(id, id) for id in fields[name]))
        return fields


def _differing(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, tuple[Any, Any]]]:
    for name, value in before.items():
        if value != after[name]:
            yield name, (value, after[name])


def _id(record: Any) -> str | None:
    return getattr(record, "id", None)


def _span(record: Any) -> Span | None:
    for name in ("span", "content", "marker", "cue", "source", "of"):
        value = getattr(record, name, None)
        if value:
            found: Span = value if isinstance(value[0], int) else value[0]
            return found
    return None
