"""The gold form: texts with statements, events, conditions, expectations and explanations marked by hand.

A file is YAML: ``layers`` (what is marked in full in this file) and ``records``. The form and how each
field is decided stand in docs/guidelines.md. Pieces of text become offsets here, and every slip is told
with file, record and field.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from detente import edtf
from detente.errors import GoldError
from detente.evaluation.pieces import find_piece, places
from detente.records import (
    EventType,
    ExpectationKind,
    ExplanationKind,
    Factuality,
    Quoted,
    Range,
    SourceKind,
    Span,
    Tense,
)

Layer = Literal["statements", "events", "factuality", "conditions", "expectations", "explanations"]
Construction = Literal["direct", "indirect", "noun cue", "prepositional", "continued"]

LAYERS: tuple[Layer, ...] = typing.get_args(Layer)
CONSTRUCTIONS: tuple[Construction, ...] = typing.get_args(Construction)


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """A statement as an annotator marked it; `parent` is the place of the outer one in the record's list."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: SourceKind
    construction: Construction
    quoted: Quoted = "none"
    parent: int | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event as an annotator marked it. Actors are ids; None leaves a field unjudged."""

    type: EventType
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    anchor: tuple[Span, ...]
    factuality: Factuality | None = None
    tense: Tense | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class GoldCondition:
    """A condition: marker, antecedents, consequent."""

    marker: tuple[Span, ...]
    if_: tuple[Span, ...]
    then: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldExpectation:
    """An expectation: what is expected, with the likelihood and the window that the text gives."""

    kind: ExpectationKind
    span: tuple[Span, ...]
    phrase: str | None = None
    probability: Range | None = None
    window: str | None = None


@dataclass(frozen=True, slots=True)
class GoldExplanation:
    """An explanation or a doubt; `by` is empty for a bare doubt."""

    kind: ExplanationKind
    marker: tuple[Span, ...]
    of: tuple[Span, ...]
    by: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """One sentence or passage with its marks. `layers` says which marks are complete."""

    id: str
    text: str
    layers: frozenset[Layer]
    published: str | None = None
    region: str | None = None
    decade: str | None = None
    style: str | None = None
    file: str = ""
    statements: tuple[GoldStatement, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    conditions: tuple[GoldCondition, ...] = ()
    expectations: tuple[GoldExpectation, ...] = ()
    explanations: tuple[GoldExplanation, ...] = ()


def load_gold(path: Path) -> list[GoldRecord]:
    """Read gold from a file, or from all ``*.yaml`` files below a folder (``second/`` is passed over).

    Args:
        path: a file or a folder.

    Raises:
        GoldError: nothing is there, or a record has a slip; the message names file, record and field.
    """
    if not path.exists():
        raise GoldError(f"{path} does not exist. Give a gold file or a folder of them.")
    files = [path]
    if path.is_dir():
        files = [f for f in sorted(path.rglob("*.yaml")) if "second" not in f.relative_to(path).parts[:-1]]
    if not files:
        raise GoldError(f"{path} holds no *.yaml files of gold.")
    records = [record for file in files for record in read_records(file)]
    seen: dict[str, str] = {}
    for record in records:
        if record.id in seen:
            raise GoldError(f"{record.file}: the id {record.id!r} is also in {seen[record.id]}.")
        seen[record.id] = record.file
    return records


def read_records(file: Path) -> Iterator[GoldRecord]:
    """The records of one gold file.

    Args:
        file: the YAML file.

    Raises:
        GoldError: the file is not of the gold form.
    """
    try:
        loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GoldError(f"{file} cannot be read: {error}") from error
    if not isinstance(loaded, Mapping) or not isinstance(loaded.get("records"), list):
        raise GoldError(f"{file}: a gold file begins with 'layers:' and goes on with 'records:'.")
    layers = _layers(loaded.get("layers"), f"{file}")
    for number, row in enumerate(loaded["records"], 1):
        if not isinstance(row, Mapping) or not row.get("id") or not row.get("text"):
            raise GoldError(f"{file}, record {number}: every record needs an id and a text.")
        yield _Row(row, file.name).record(layers)


def _layers(value: Any, where: str) -> frozenset[Layer]:
    found = frozenset(value or ())
    wrong = sorted(found - set(LAYERS))
    if wrong or not found:
        what = f"knows no layer {wrong[0]!r}" if wrong else "names no layers"
        raise GoldError(f"{where} {what}; layers are {', '.join(LAYERS)}.")
    return found


class _Row:
    """One record being read, so that messages can name it."""

    def __init__(self, row: Mapping[str, Any], file: str) -> None:
        self.row = row
        self.file = file
        self.text = str(row["text"])
        self.where = f"{file}, {row['id']}"

    def record(self, layers: frozenset[Layer]) -> GoldRecord:
        own = self.row.get("layers")
        marks = {"statements", "events", "conditions", "expectations", "explanations"}
        known = {*marks, "id", "text", "layers", "published", "region", "decade", "style", "note"}
        unknown = sorted(set(self.row) - known)
        if unknown:
            raise GoldError(f"{self.where}: unknown key {unknown[0]!r}; keys are {', '.join(sorted(known))}.")
        return GoldRecord(
            id=str(self.row["id"]),
            text=self.text,
            layers=_layers(own, self.where) if own else layers,
            published=self._plain("published"),
            region=self._plain("region"),
            decade=self._plain("decade"),
            style=self._plain("style"),
            file=self.file,
            statements=tuple(self._statement(m, w) for m, w in self._marks("statements")),
            events=tuple(self._event(m, w) for m, w in self._marks("events")),
            conditions=tuple(self._condition(m, w) for m, w in self._marks("conditions")),
            expectations=tuple(self._expectation(m, w) for m, w in self._marks("expectations")),
            explanations=tuple(self._explanation(m, w) for m, w in self._marks("explanations")),
        )

    def _plain(self, key: str) -> str | None:
        value = self.row.get(key)
        return None if value is None else str(value)

    def _marks(self, key: str) -> Iterator[tuple[Mapping[str, Any], str]]:
        for number, mark in enumerate(self.row.get(key) or (), 1):
            where = f"{self.where}, {key} {number}"
            if not isinstance(mark, Mapping):
                raise GoldError(f"{where}: a mark is a mapping such as '- source: …'.")
            yield mark, where

    def _spans(self, mark: Mapping[str, Any], key: str, where: str, need: bool = True) -> tuple[Span, ...]:
        value = mark.get(key)
        parts: Iterable[Any] = value if isinstance(value, list) else [] if value is None else [value]
        spans = []
        for part in parts:
            try:
                spans.append(find_piece(self.text, str(part)))
            except GoldError as error:
                raise GoldError(f"{where}, {key}: {error}.") from error
        if need and not spans:
            raise GoldError(f"{where}: {key} is missing.")
        return tuple(sorted(spans))

    def _choice(
        self, mark: Mapping[str, Any], key: str, allowed: Any, where: str, default: Any = None
    ) -> Any:
        value = mark.get(key, default)
        if value is not None and value not in typing.get_args(allowed):
            raise GoldError(
                f"{where}: {key} is {value!r}; allowed are {', '.join(typing.get_args(allowed))}."
            )
        return value

    def _needed(self, mark: Mapping[str, Any], key: str, allowed: Any, where: str) -> Any:
        if mark.get(key) is None:
            raise GoldError(f"{where}: {key} is missing; allowed are {', '.join(typing.get_args(allowed))}.")
        return self._choice(mark, key, allowed, where)

    def _statement(self, mark: Mapping[str, Any], where: str) -> GoldStatement:
        parent = mark.get("in")
        if parent is not None and not 1 <= int(parent) <= len(self.row["statements"]):
            raise GoldError(f"{where}: 'in' is {parent}; it is the number of the outer statement, from 1.")
        outlet = mark.get("outlet")
        return GoldStatement(
            source=self._spans(mark, "source", where, need=False),
            cue=self._spans(mark, "cue", where, need=False),
            content=self._spans(mark, "content", where),
            kind=self._needed(mark, "kind", SourceKind, where),
            construction=self._needed(mark, "construction", Construction, where),
            quoted=self._choice(mark, "quoted", Quoted, where, "none"),
            parent=None if parent is None else int(parent) - 1,
            outlet=None if outlet is None else str(outlet),
        )

    def _event(self, mark: Mapping[str, Any], where: str) -> GoldEvent:
        mode, date = mark.get("mode"), mark.get("date")
        if date is not None and not edtf.is_valid(str(date)):
            raise GoldError(f"{where}: the date {date!s} is no EDTF date.")
        return GoldEvent(
            type=self._needed(mark, "type", EventType, where),
            mode=None if mode is None else str(mode),
            actors=tuple(str(a) for a in mark.get("actors") or ()),
            recipients=tuple(str(a) for a in mark.get("recipients") or ()),
            anchor=self._spans(mark, "anchor", where),
            factuality=self._choice(mark, "factuality", Factuality, where),
            tense=self._choice(mark, "tense", Tense, where),
            date=None if date is None else str(date),
        )

    def _condition(self, mark: Mapping[str, Any], where: str) -> GoldCondition:
        return GoldCondition(
            marker=self._spans(mark, "marker", where),
            if_=self._spans(mark, "if", where),
            then=self._spans(mark, "then", where),
        )

    def _expectation(self, mark: Mapping[str, Any], where: str) -> GoldExpectation:
        phrase, window, odds = mark.get("phrase"), mark.get("window"), mark.get("probability")
        if phrase is not None and not places(self.text, str(phrase)):
            raise GoldError(f"{where}: the phrase {phrase!r} is not in the text.")
        if window is not None and not edtf.is_valid(str(window)):
            raise GoldError(f"{where}: the window {window!s} is no EDTF date; write 2000-02-01/2000-02-29.")
        if odds is not None and (not isinstance(odds, list) or len(odds) != 2):
            raise GoldError(f"{where}: probability is a pair such as [0.55, 0.8].")
        return GoldExpectation(
            kind=self._needed(mark, "kind", ExpectationKind, where),
            span=self._spans(mark, "span", where),
            phrase=None if phrase is None else str(phrase),
            probability=None if odds is None else (float(odds[0]), float(odds[1])),
            window=None if window is None else str(window),
        )

    def _explanation(self, mark: Mapping[str, Any], where: str) -> GoldExplanation:
        return GoldExplanation(
            kind=self._needed(mark, "kind", ExplanationKind, where),
            marker=self._spans(mark, "marker", where),
            of=self._spans(mark, "of", where),
            by=self._spans(mark, "by", where, need=False),
        )
