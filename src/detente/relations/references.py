"""Where a line of ours comes from: the record, its words, and the sentence around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.ledger import Entry, Ledger
from detente.records import Event, Span, Statement


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of a document that carry a line.

    Attributes:
        record: full id of the record, such as ``d12.e3``; ``d12`` alone where a sentence itself is meant.
        document: id of the document.
        span: where the words stand in the document's text.
        text: the words.
        sentence: the sentence (or sentences) around them.
        sentence_span: where that sentence stands.
        known: day on which the document became known (ISO).
        published: EDTF date of the document, or None.
        date: first day of the record's own date (ISO), or None.
    """

    record: str
    document: str
    span: Span
    text: str
    sentence: str
    sentence_span: Span
    known: str
    published: str | None = None
    date: str | None = None


def refer(ledger: Ledger, entry: Entry[Any], span: Span | None = None) -> Reference:
    """The reference of a record.

    Args:
        ledger: where it stands.
        entry: the record.
        span: the words meant, where they are not all of the record.
    """
    words = span or _words(entry)
    quote = ledger.quote(entry.document, words)
    return Reference(
        record=entry.id,
        document=entry.document,
        span=words,
        text=quote.text,
        sentence=quote.sentence_text,
        sentence_span=quote.sentence_span,
        known=entry.known,
        published=entry.published,
        date=entry.low,
    )


def _words(entry: Entry[Any]) -> Span:
    record = entry.record
    if isinstance(record, Event):
        return record.span
    if isinstance(record, Statement) and record.content:
        return record.content[0][0], record.content[-1][1]
    spans = [span for span in entry.spans if span[1] > span[0]]
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else (0, 1)
