"""A document while it is being coded: the parse, and the records found so far.

Each step is a function ``step(draft) -> None`` that adds one kind of record and may look at what earlier
steps added. `Draft.done` freezes the result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.coding.parse import Parse
from detente.records import (
    Actor,
    CodedDocument,
    Condition,
    Document,
    Event,
    Expectation,
    Explanation,
    Mention,
    MentionHow,
    Span,
    Statement,
    Time,
)

if TYPE_CHECKING:
    from detente.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Credit:
    """A bracketed credit: ``(Russian agencies, January 21-22)``. `outlet` and `date` as records hold them."""

    span: Span
    outlet: str | None
    date: str | None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its tokens: half-open [first, stop), and the head token of its noun phrase."""

    actor: str
    first: int
    stop: int
    head: int
    how: MentionHow
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Fired:
    """One line of the explanation: which row of which table fired where, or why nothing did (row is None)."""

    step: str
    row: str | None
    span: Span
    why: str = ""


@dataclass(slots=True)
class Draft:
    """Everything known of a document so far."""

    document: Document
    knowledge: Knowledge
    parse: Parse = field(default_factory=Parse)
    credits: list[Credit] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    time_at: dict[int, Time] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)
    named_at: dict[int, int] = field(default_factory=dict)
    heads: dict[int, list[int]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    innermost: dict[int, str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)
    explanations: list[Explanation] = field(default_factory=list)
    fired: list[Fired] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The document's text as it was read."""
        return self.document.text

    @property
    def published(self) -> str | None:
        """The document's date of publication (EDTF), where it is known."""
        return self.document.published

    def name(self, named: Named) -> None:
        """Add a mention and index its tokens; where two overlap, the one added last holds the token."""
        for token in range(named.first, named.stop):
            self.named_at[token] = len(self.named)
        self.heads.setdefault(named.head, []).append(len(self.named))
        self.named.append(named)

    def mention(self, token: int) -> Named | None:
        """The mention that a token belongs to."""
        number = self.named_at.get(token)
        return None if number is None else self.named[number]

    def note(self, step: str, row: str | None, span: Span, why: str = "") -> None:
        """Keep a line for ``detente code --explain``."""
        self.fired.append(Fired(step, row, span, why))

    def sentence(self, offset: int) -> int:
        """The number of the sentence that a character offset falls in."""
        token = max(0, self.parse.at(offset))
        return self.parse.sent[token] if self.parse.sent else 0

    def done(self) -> CodedDocument:
        """The finished records."""
        spans = tuple(self.parse.span(a, b) for a, b in self.parse.sents)
        named = (Mention(n.actor, self.parse.span(n.first, n.stop), n.how, n.row) for n in self.named)
        # each once, and of the same words the one that was found first
        mentions = sorted(dict.fromkeys(named), key=lambda m: (m.span, m.actor))
        return CodedDocument(
            document=self.document,
            sentences=spans,
            times=tuple(self.times),
            actors=tuple(self.actors.values()),
            mentions=tuple(mentions),
            statements=tuple(self.statements),
            events=tuple(self.events),
            conditions=tuple(self.conditions),
            expectations=tuple(self.expectations),
            explanations=tuple(self.explanations),
        )
