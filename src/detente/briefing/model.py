"""What a brief is made of: sections of lines, lines of parts, and the evidence each line opens.

A line is not a string but a row of parts, each of which says what it is: plain words of ours, a quotation
from the evidence, an actor's name, a date, a number. That is what lets `detente.briefing.check` hold every
name, date and number against the sentence it rests on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from detente.briefing.measure import Measures
from detente.records import Span

_PAIR = re.compile(r'"([^"]*)"')

PartKind = Literal["words", "quote", "name", "date", "number"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that lines rest on.

    Attributes:
        document: the document's key in the ledger.
        span: offsets of the sentence in the document's text.
        text: the sentence, exactly.
        label: publication, volume and issue or title, as a reader would cite it.
        published: EDTF date of publication.
        basis: how the publication date is known.
        outlet: the outlet that the sentence's own credit or words name, where they do.
        dates: EDTF dates that the sentence carries, its credit's among them.
        actors: ids of the actors that the sentence names (not by pronoun).
        where: path or address of the document.
    """

    document: str
    span: Span
    text: str
    label: str
    published: str | None = None
    basis: str | None = None
    outlet: str | None = None
    dates: tuple[str, ...] = ()
    actors: frozenset[str] = frozenset()
    where: str | None = None

    @property
    def key(self) -> tuple[str, Span]:
        """Evidence is the same when document and span are."""
        return self.document, self.span


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line. `ref` is what the text claims: an actor id for a name, EDTF for a date."""

    kind: PartKind
    text: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a brief.

    Attributes:
        parts: the line's pieces in order.
        evidence: what it rests on, the sentence that carries it first.
        records: ids of the ledger's records behind it.
        rank: larger comes first within a section, where the section is not in order of time.
        same: what it shares with the lines that say no more than it does; its text where empty.
    """

    parts: tuple[Part, ...]
    evidence: tuple[Evidence, ...]
    records: tuple[str, ...] = ()
    rank: float = 0.0
    same: str = ""

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of lines; `empty` is said where there is none, `left_out` counts lines over the limit."""

    id: str
    title: str
    lines: tuple[Line, ...]
    empty: str
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that the checker did not let pass, and why."""

    section: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief on one relationship."""

    a: str
    b: str
    title: str
    as_of: str | None
    since: str | None
    documents: int
    sections: tuple[Section, ...]
    refused: tuple[Refused, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=())
    measures: Measures = field(default_factory=Measures)

    def number(self, evidence: Evidence) -> int:
        """The number a piece of evidence carries in this brief, from 1."""
        return next(n for n, one in enumerate(self.evidence, 1) if one.key == evidence.key)

    def render(self, format: str = "text", *, width: int = 88) -> str:
        """The brief as ``text``, ``markdown``, ``html`` or ``json``."""
        from detente.briefing.render import render

        return render(self, format, width=width)


def words(text: str) -> Part:
    """Words of ours."""
    return Part("words", text)


def quote(text: str) -> Part:
    """Words of the evidence, in quotation marks; marks inside become single ones."""
    inner = _PAIR.sub(r"‘\1’", text.strip().replace("“", "‘").replace("”", "’")).replace('"', "’")
    if inner.startswith("‘") and inner.endswith("’") and inner.count("‘") == 1:
        inner = inner[1:-1]
    return Part("quote", f"“{inner}”")


def name(actor: str, text: str) -> Part:
    """An actor's name."""
    return Part("name", text, actor)


def date(edtf: str, text: str) -> Part:
    """A date."""
    return Part("date", text, edtf)


def number(text: str) -> Part:
    """A number, or a range of likelihood."""
    return Part("number", text)
