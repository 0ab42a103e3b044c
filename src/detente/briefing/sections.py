"""The sections of a brief: which records each holds, and how a record is put as a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from detente.briefing.dates import said
from detente.briefing.model import Line, Part, date, name, number, quote, words
from detente.briefing.view import Page, View
from detente.ledger import Entry
from detente.records import Event, Explanation, Span, Statement

_CLIP = 320
"""A quotation longer than this many characters is cut between words, and the cut is marked."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts records as lines.

    Args:
        view: the articles planned from.
        named: an actor's name by id.
        phrases: plain words for types, firmness and sources.
    """

    view: View
    named: Callable[[str], str]
    phrases: Mapping[str, str]

    def actors(self, page: Page, ids: Iterable[str]) -> list[Part]:
        """Actors' names, with commas between."""
        parts: list[Part] = []
        for actor in dict.fromkeys(ids):
            if parts:
                parts.append(words(", "))
            known = page.actors.get(actor)
            parts.append(name(actor, known.name if known else self.named(actor)))
        return parts

    def quoted(self, page: Page, spans: Iterable[Span]) -> Part:
        """The words of some spans, in order, cut where they are long."""
        pieces = [" ".join(page.text(span).split()) for span in spans]
        return quote(clip(" … ".join(pieces)))

    def event(self, page: Page, entry: Entry[Event]) -> Line:
        """An event: when, who, to whom, what kind, how firmly, on whose word, in the text's words."""
        event = entry.record
        parts: list[Part] = []
        if event.date:
            parts += [date(event.date, said(event.date)), words(": ")]
        parts += self.actors(page, event.actors) or [words("an unnamed side")]
        if event.recipients:
            parts += [words(" to "), *self.actors(page, event.recipients)]
        parts.append(words(f", {self._manner(event)}"))
        statement = next(page.chain(event.statement), None)
        if statement is not None:
            parts += [words(", in the words of "), *self.source(page, statement.record)]
        parts += [words(": "), self.quoted(page, [event.span])]
        named = [*event.actors, *event.recipients]
        evidence = page.evidence([event.span, *event.actor_spans, *event.recipient_spans], named)
        if statement is not None:
            extra = page.evidence(
                [*statement.record.cue, *statement.record.source], statement.record.source_actors
            )
            evidence = tuple(dict.fromkeys((*evidence, *extra)))
        return Line(tuple(parts), evidence, (entry.id,), rank=abs(event.intensity) * _weight(event))

    def _manner(self, event: Event) -> str:
        manner = [self.phrases[event.type]]
        codes = (event.factuality, event.tense)
        manner += [self.phrases[code] for code in codes if self.phrases.get(code)]
        return f"{manner[0]} ({', '.join(manner[1:])})" if manner[1:] else manner[0]

    def source(self, page: Page, statement: Statement) -> list[Part]:
        """A statement's source: the name, or the unnamed as the text describes them."""
        if statement.source_kind == "author" or not (statement.source or statement.source_actors):
            return [words("the author")]
        if statement.source_kind in ("named", "titled") and statement.source_actors:
            return self.actors(page, statement.source_actors)
        if statement.source:
            return [self.quoted(page, statement.source)]
        return self.actors(page, statement.source_actors)

    def credit(self, statement: Statement) -> list[Part]:
        """The outlet that carried a statement, and when."""
        if not statement.outlet:
            return []
        parts = [words(" ("), Part("name", statement.outlet)]
        if statement.outlet_date:
            parts += [words(", "), date(statement.outlet_date, said(statement.outlet_date))]
        return [*parts, words(")")]

    def statement(self, page: Page, entry: Entry[Statement]) -> Line:
        """A statement: who, through whom, when, and the words."""
        record = entry.record
        parts: list[Part] = []
        when = record.date or record.outlet_date
        if record.date:
            parts += [date(record.date, said(record.date)), words(": ")]
        kind = self.phrases.get(record.source_kind, "")
        parts += self.source(page, record)
        if kind and record.source_kind != "author":
            parts.append(words(f" [{kind}]"))
        parts += self.credit(record)
        parts += [words(": "), self.quoted(page, record.content)]
        evidence = page.evidence([*record.source, *record.cue, *record.content], record.source_actors)
        weight = {"named": 3.0, "titled": 3.0, "anonymous": 2.5, "collective": 2.0, "document": 2.0}
        return Line(
            tuple(parts), evidence, (entry.id,), rank=weight.get(record.source_kind, 1.0) + bool(when)
        )

    def explanation(self, page: Page, entry: Entry[Explanation]) -> Line:
        """A motive, a cause, a consequence or a doubt, and whose it is."""
        record = entry.record
        holder = next(page.chain(record.statement), None)
        firm = self.phrases.get(record.factuality, "")
        kind = self.phrases[record.kind]
        lead = f"{firm} {kind}" if firm and record.kind != "doubt" else kind
        parts: list[Part] = [words(lead[:1].upper() + lead[1:] + ", "), *self._holder(page, holder)]
        parts.append(words(": "))
        if record.of:
            parts.append(self.quoted(page, record.of))
        elif record.marker and not record.by:
            parts.append(self.quoted(page, record.marker))
        if record.by:
            parts += [words(" — "), self.quoted(page, [*record.marker, *record.by])]
        elif record.of and record.marker:
            parts += [words(" — "), self.quoted(page, record.marker)]
        spans = [*record.marker, *record.of, *record.by]
        if holder is not None:
            spans += [*holder.record.source, *holder.record.cue]
        evidence = page.evidence(spans, holder.record.source_actors if holder else ())
        return Line(tuple(parts), evidence, (entry.id,))

    def _holder(self, page: Page, holder: Entry[Statement] | None) -> list[Part]:
        if holder is None:
            return [words("by the author")]
        return [words("by "), *self.source(page, holder.record)]

    def holder(self, page: Page, statement: str | None) -> list[Part]:
        """On whose word something stands: the statement's source, or the author."""
        return self._holder(page, next(page.chain(statement), None))

    def likelihood(self, low_high: tuple[float, float] | None) -> list[Part]:
        """A likelihood range as `` (20–45 %)``; nothing where the text gives none."""
        return [words(" ("), number(shown(low_high)), words(")")] if low_high else []


def shown(low_high: tuple[float, float]) -> str:
    """A range of likelihood as briefs show it."""
    low, high = (round(100 * value) for value in low_high)
    return f"{low}–{high} %"


def clip(text: str) -> str:
    """A text cut between words where it is longer than a line of a brief should be; the cut is marked."""
    if len(text) <= _CLIP:
        return text
    cut = text.rfind(" ", 0, _CLIP)
    return text[: cut if cut > 0 else _CLIP].rstrip(" ,;:-–") + " …"


def _weight(event: Event) -> float:
    firm = {"CT+": 1.0, "PR+": 0.7, "PS+": 0.4}.get(event.factuality, 0.3)
    return firm * (0.4 + 0.6 * event.confidence)
