"""What a ledger gives back: a record with the place and the two clocks it stands by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from detente.records import (
    Condition,
    Document,
    Event,
    Expectation,
    Explanation,
    Span,
    Statement,
    Time,
)

Coded = Event | Statement | Expectation | Condition | Explanation | Time
R = TypeVar("R", bound=Coded)
Outcome = Literal["happened", "did_not", "called_off", "void", "open"]
Status = Literal["new", "unchanged", "updated", "edition", "recoded"]


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record of one document.

    Attributes:
        id: what a brief cites, such as ``d12.e3``: record ``e3`` of document ``d12``.
        document: id of the document (edition), such as ``d12``.
        record: the record as it was coded, with the judgements that hold.
        known: day on which it became known (ISO).
        published: EDTF date of the document, or None.
        low: first day of the record's own date (when it happened, was said, is expected), or None.
        high: last day of it, or None.
        judged: numbers of the judgements that bear on the record.
    """

    id: str
    document: str
    record: R
    known: str
    published: str | None
    low: str | None = None
    high: str | None = None
    judged: tuple[int, ...] = ()

    def beside(self, local: str) -> str:
        """The full id of another record of the same document: ``beside("s1")`` is ``d12.s1``."""
        return f"{self.document}.{local}"

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of the document's text that carry the record, in text order."""
        return spans_of(self.record)


@dataclass(frozen=True, slots=True)
class Article:
    """One edition of a document.

    Attributes:
        id: such as ``d12``.
        document: the text with its origin.
        key: what names the article whatever its text: address, path or id.
        edition: 1 for the text first read, 2 for the first edited one, and so on.
        known: day on which the edition became known (ISO).
        read_at: when it was read (ISO, UTC).
        version: version of Detente that coded it.
        coding: number of the coding that holds (an earlier one is kept, judgements make a further one).
        origin: articles with the same number are printings of the same text.
    """

    id: str
    document: Document
    key: str
    edition: int
    known: str
    read_at: str
    version: str
    coding: int
    origin: int | None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document given to `Ledger.add`: its id, and whether anything changed."""

    id: str
    status: Status


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document and the sentences around them.

    Attributes:
        document: id of the document.
        span: where the words stand.
        text: the words.
        sentence: number of the first sentence that holds them.
        sentence_span: from that sentence's beginning to the end of the last that holds them.
        sentence_text: the words of `sentence_span`.
    """

    document: str
    span: Span
    text: str
    sentence: int
    sentence_span: Span
    sentence_text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that a search found.

    Attributes:
        document: id of the document.
        sentence: number of the sentence.
        span: where it stands.
        snippet: its words, with the found ones between ``[`` and ``]``.
        title: the document's title, or None.
        publication: where it was published, or None.
        published: EDTF date, or None.
    """

    document: str
    sentence: int
    span: Span
    snippet: str
    title: str | None
    publication: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor over all documents: the name and role last known, and how often and when it is named."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    parent: str | None
    role: str | None
    mentions: int
    documents: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How broadly something is reported: articles, the outlets they stand in, and texts of their own."""

    articles: int
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's dated decision about a record; `undone_at` is set when it was taken back."""

    id: int
    made_at: str
    author: str
    kind: str
    target: str
    field: str | None = None
    value: object = None
    reason: str = ""
    undone_at: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A person's word on two reports: whether they tell of the `same` event."""

    judgement: int
    same: bool
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """A person's word on what has become of an expectation, a demand or a condition.

    Attributes:
        judgement: number of the judgement.
        record: id of the record that it is about.
        outcome: what has become of it.
        known: day from which that counts (ISO): the one given, else that of the judgement.
        dated: whether the day was given.
        author: who says so.
    """

    judgement: int
    record: str
    outcome: Outcome
    known: str
    dated: bool
    author: str


def spans_of(record: Coded) -> tuple[Span, ...]:
    """The spans of a document's text that carry a record, in text order."""
    match record:
        case Event():
            spans = [record.span]
        case Statement():
            spans = [*record.source, *record.cue, *record.content]
        case Expectation() | Time():
            spans = [record.span]
        case Condition():
            spans = [*record.marker, *record.if_, *record.then]
        case Explanation():
            spans = [*record.marker, *record.of, *record.by]
    return tuple(sorted(spans))
