"""The one vocabulary: what a document, a statement, an event and an expectation are.

Every record is frozen and slotted, and its JSON (see `to_json` and `from_json`) is what ``detente code``
writes. Spans are half-open pairs of Unicode code-point offsets into `Document.text` as it was read; dates
are EDTF level 1 strings or None where the text does not say.
"""

from __future__ import annotations

import dataclasses
import hashlib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from detente.errors import RecordError

Span = tuple[int, int]
Range = tuple[float, float]

PublishedBasis = Literal["given", "header", "metadata", "inferred"]
ActorKind = Literal[
    "state", "igo", "organisation", "office", "person", "group", "bloc", "armed_force", "media", "unknown"
]
MentionHow = Literal["name", "metonym", "nationality", "office", "pronoun", "noun"]
SourceKind = Literal["named", "titled", "anonymous", "collective", "document", "media", "author"]
Quoted = Literal["full", "partial", "none"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "present", "future"]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
    "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
ExpectationKind = Literal["scheduled", "forecast", "demand", "commitment", "threat"]
ExplanationKind = Literal["motive", "cause", "consequence", "doubt"]

EVENT_TYPES: tuple[EventType, ...] = typing.get_args(EventType)
FACTUALITIES: tuple[Factuality, ...] = typing.get_args(Factuality)


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read, with what is known of its origin.

    `body` is the part that is coded (the header lies before it); `sha256` is that of the original bytes.
    """

    id: str
    text: str
    title: str | None = None
    publication: str | None = None
    volume: int | None = None
    issue: int | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    sha256: str = ""
    body: Span | None = None
    author: str | None = None
    url: str | None = None
    path: str | None = None

    @classmethod
    def of(cls, text: str, *, id: str = "text", published: str | None = None) -> Document:
        """Make a document of a bare text.

        Args:
            text: the text.
            id: its name in records.
            published: EDTF date of publication, or None.
        """
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        basis: PublishedBasis | None = "given" if published else None
        return cls(id=id, text=text, published=published, published_basis=basis, sha256=digest)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (TIMEX3) with its EDTF date."""

    id: str
    span: Span
    type: TimeType
    value: str
    edtf: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who can speak and act: a state or a part of one, an organisation, a person, an unnamed source."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    parent: str | None = None
    role: str | None = None
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that stand for an actor."""

    actor: str
    span: Span
    how: MentionHow
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's word: source, cue, content. `description` is an unnamed source as the text describes it."""

    id: str
    source: tuple[Span, ...]
    source_actors: tuple[str, ...]
    source_kind: SourceKind
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quoted: Quoted = "none"
    outlet: str | None = None
    outlet_date: str | None = None
    date: str | None = None
    addressee_actors: tuple[str, ...] = ()
    parent: str | None = None
    description: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom (PLOVER), as the event's own source puts it."""

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    intensity: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_spans: tuple[Span, ...]
    recipient_spans: tuple[Span, ...]
    anchor: Span
    span: Span
    sentence: int
    date: str | None = None
    place: str | None = None
    factuality: Factuality = "CT+"
    tense: Tense = "past"
    statement: str | None = None
    condition: str | None = None
    probability: Range | None = None
    rule: str = ""
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Condition:
    """`if_` holds the antecedents, `then` the consequents; in JSON the key is ``if``."""

    id: str
    marker: tuple[Span, ...]
    if_: tuple[Span, ...]
    then: tuple[Span, ...]
    if_events: tuple[str, ...] = ()
    then_events: tuple[str, ...] = ()
    statement: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected, demanded, promised or threatened, by when, how likely and by whom."""

    id: str
    kind: ExpectationKind
    event: str | None
    span: Span
    statement: str | None = None
    phrase: str | None = None
    probability: Range | None = None
    window: str | None = None
    condition: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A motive, cause or consequence that the text offers, or a doubt it raises."""

    id: str
    kind: ExplanationKind
    marker: tuple[Span, ...]
    of: tuple[Span, ...]
    by: tuple[Span, ...] = ()
    of_events: tuple[str, ...] = ()
    by_events: tuple[str, ...] = ()
    statement: str | None = None
    factuality: Factuality = "CT+"
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with all that was read out of it."""

    document: Document
    sentences: tuple[Span, ...] = ()
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    conditions: tuple[Condition, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    explanations: tuple[Explanation, ...] = ()


Record = (
    CodedDocument
    | Document
    | Time
    | Actor
    | Mention
    | Statement
    | Event
    | Condition
    | Expectation
    | Explanation
)

_R = TypeVar("_R", bound=Record)


def to_json(record: Record) -> dict[str, Any]:
    """Turn a record into what `json.dumps` takes: tuples become lists, ``if_`` becomes ``if``."""
    return {f.name.rstrip("_"): _plain(getattr(record, f.name)) for f in dataclasses.fields(record)}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return to_json(value)  # type: ignore[arg-type]
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def from_json(row: Mapping[str, Any]) -> CodedDocument:
    """Read a coded document back; keys that are not ours are passed over.

    Args:
        row: one object as `detente code` writes it.

    Raises:
        RecordError: a key is missing or has another shape.
    """
    built = _build(CodedDocument, row, "document")
    assert isinstance(built, CodedDocument)
    return built


def with_field(record: _R, name: str, value: Any) -> _R:
    """A copy of a record in which one field is another.

    Args:
        record: the record.
        name: the field as JSON names it (``if``, not ``if_``).
        value: its new value as JSON has it: a list for a span.

    Raises:
        RecordError: there is no such field, or the value has another shape.
    """
    row = to_json(record)
    if name not in row or name == "id":
        fields = ", ".join(key for key in row if key != "id")
        raise RecordError(f"{name!r} is no field that can be set; there are {fields}.")
    made: _R = _build(type(record), {**row, name: value}, type(record).__name__.lower())
    return made


_HINTS: dict[type, dict[str, Any]] = {}


def _build(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise RecordError(f"{where}: expected an object, found {type(value).__name__}.")
    hints = _HINTS.get(kind)
    if hints is None:
        hints = _HINTS[kind] = typing.get_type_hints(kind)
    filled: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        key = field.name.rstrip("_")
        if key in value:
            filled[field.name] = _shape(hints[field.name], value[key], f"{where}.{key}")
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise RecordError(f"{where}: the key {key!r} is missing; was this written by `detente code`?")
    return kind(**filled)


def _shape(hint: Any, value: Any, where: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
        origin = typing.get_origin(hint)
    if origin is tuple:
        inner = typing.get_args(hint)
        if not isinstance(value, list | tuple):
            raise RecordError(f"{where}: expected a list, found {type(value).__name__}.")
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_shape(inner[0], item, f"{where}[{n}]") for n, item in enumerate(value))
        if len(value) != len(inner):
            raise RecordError(f"{where}: expected {len(inner)} values, found {len(value)}.")
        return tuple(
            _shape(h, item, f"{where}[{n}]") for n, (h, item) in enumerate(zip(inner, value, strict=True))
        )
    if dataclasses.is_dataclass(hint):
        return _build(typing.cast(type, hint), value, where)
    if origin is Literal and value not in typing.get_args(hint):
        raise RecordError(f"{where}: {value!r} is none of {', '.join(map(str, typing.get_args(hint)))}.")
    if hint in (str, int, float):
        kinds = (int, float) if hint is float else hint
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise RecordError(f"{where}: expected {hint.__name__}, found {type(value).__name__}.")
    return value
