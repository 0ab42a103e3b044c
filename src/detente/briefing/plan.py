"""Choose the records of each section, write their lines, and keep those that the checker passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as date_type
from functools import cached_property
from typing import Any

from detente import edtf
from detente.briefing.check import dated, faults
from detente.briefing.dates import due, said
from detente.briefing.fates import Fate
from detente.briefing.lines import CONTENT, distinct, telling
from detente.briefing.model import Evidence, Line, Part, Refused, Section, date, words
from detente.briefing.sections import Writer
from detente.briefing.view import Page, View
from detente.ledger import Entry
from detente.records import Condition, Event, Expectation, Span, Statement

LINES = 8
"""Lines of a section where the reader does not ask for all."""

_FRESH_DAYS = 45
"""An event that lies farther back than this before the article that tells it is background, no news."""

_YEAR = 366
"""Where things stand is told from events of the last year before the newest article."""

_AHEAD = ("scheduled", "forecast", "commitment", "threat")


@dataclass
class Planner:
    """Plans the sections of one brief.

    Args:
        view: the articles planned from.
        writer: puts records as lines.
        forms: every form of an actor's name, for the checker.
        ranges: likelihood words with the ranges they may be shown as, for the checker.
        fates: what has become of demands, conditions and expectations, by record id.
        limit: lines a section may have; None is all.
    """

    view: View
    writer: Writer
    forms: Callable[[str], Iterable[str]]
    ranges: Mapping[str, Iterable[str]]
    fates: Mapping[str, Fate] = field(default_factory=dict)
    limit: int | None = LINES
    refused: list[Refused] = field(default_factory=list)

    def standing(self) -> Section:
        """The weightiest recent events between the two sides, newest first."""
        found = []
        recent = [(p, e) for p, e in self._events() if self._recent(e, self.view.pages[-1], _YEAR)]
        for order, (page, entry) in enumerate(recent):
            line = self.writer.event(page, entry)
            found.append((order, line))
        ranked = sorted(found, key=lambda x: (x[0] // 8, x[1].rank), reverse=True)
        place = {line.records[0]: order for order, line in found}
        lines = distinct(line for _, line in ranked)
        made = self._section("standing", "Where it stands", lines, "No event between the two is recorded.", 4)
        newest = sorted(made.lines, key=lambda line: place[line.records[0]], reverse=True)
        return replace(made, lines=tuple(newest))

    def news(self) -> Section:
        """What the newest articles report, in order of time."""
        fresh = [
            (page, entry)
            for page in self.view.pages
            if self.view.news(page)
            for entry in page.events
            if self._bears(page, entry.record) and self._recent(entry, page, _FRESH_DAYS)
        ]
        fresh.sort(key=lambda x: (x[1].low or x[1].known, x[1].id))
        lines = distinct(self.writer.event(page, entry) for page, entry in fresh)
        return self._section("news", "What is new", lines, "Nothing new between the two since then.")

    def voices(self) -> Section:
        """Who says so: statements of and about the two, newest first, the named before the unnamed."""
        found = []
        for page in self.view.pages:
            for entry in page.statements:
                record = entry.record
                outer = page.statement.get(record.parent or "")
                if not record.source or (outer is not None and outer.record.source):
                    continue
                if self.writer.intended(page, record):
                    continue
                if sum(len(page.text(span).split()) for span in record.content) < CONTENT:
                    continue
                sides = self.view.touches(page, record.content)
                sides |= self.view.sides(page, record.source_actors)
                if len(sides) == 2:
                    found.append((page.article.known, self.writer.statement(page, entry)))
        found.sort(key=lambda x: (x[0], x[1].rank), reverse=True)
        lines = distinct(line for _, line in found)
        return self._section("voices", "Who says so", lines, "No statement on the two is recorded.")

    def terms(self) -> Section:
        """Demands, offers, refusals and conditions, with what has become of them, newest first."""
        found: list[tuple[int, str, Line]] = []
        for page in self.view.pages:
            for demand in page.expectations:
                if demand.record.kind == "demand" and not self._told(demand.id):
                    sides = self._expected(page, demand)
                    if len(sides) == 2:
                        found.append((1, page.article.known, self._demand(page, demand)))
                offered = self._kind(demand.id) == "offer" and not self._told(demand.id)
                if offered and len(self._expected(page, demand)) == 2:
                    found.append((1, page.article.known, self._expectation(page, demand)))
            for event in page.events:
                if self._kind(event.id) == "refusal" and not self._told(event.id):
                    line = self.writer.event(page, event)
                    line = self._with_fate([*line.parts], line.evidence, event.id)
                    found.append((0, page.article.known, line))
            for entry in page.conditions:
                if self._told(entry.id):
                    continue
                sides = self._conditioned(page, entry)
                if len(sides) == 2:
                    found.append((2, page.article.known, self._condition(page, entry)))
        found.sort(key=lambda x: (x[1], x[0]), reverse=True)
        lines = distinct(line for _, _, line in found)
        return self._section("terms", "Terms on the table", lines, "No demand or condition is recorded.")

    def expected(self) -> Section:
        """What is planned, forecast, promised or threatened and still open, by its window."""
        found = []
        for page in reversed(self.view.pages):
            for entry in page.expectations:
                if entry.record.kind not in _AHEAD or self._told(entry.id) or self._settled(entry):
                    continue
                if self._kind(entry.id) == "offer" and entry.record.window is None:
                    continue
                if len(self._expected(page, entry)) < 2:
                    continue
                found.append((page, entry, self._window(entry)))
        found.sort(key=lambda x: self._turn(x[2]))
        written = (self._expectation(page, entry) for page, entry, _ in found)
        lines = distinct(line for line in written if telling(line))
        return self._section("expected", "Expected next", lines, "Nothing is expected.")

    def reasons(self) -> Section:
        """Motives, causes and consequences that are offered, and doubts that are raised, newest first."""
        found = []
        for page in reversed(self.view.pages):
            for entry in page.explanations:
                record = entry.record
                spans = [*record.of, *record.by, *record.marker]
                sides = self.view.touches(page, self._sentences(page, spans))
                if len(sides) == 2:
                    found.append(self.writer.explanation(page, entry))
        return self._section("reasons", "Explanations and doubts", distinct(found), "None is offered.")

    def stances(self, lines: Iterable[Line]) -> Section:
        """Shifts of stance, and where one side says two things."""
        return self._section("stances", "Shifts and contradictions", distinct(lines), "None is recorded.")

    def line(self, page: Page, entry: Entry[Any]) -> Line:
        """The line that a record makes, whatever section it stands in."""
        match entry.record:
            case Event():
                return self.writer.event(page, entry)
            case Statement():
                return self.writer.statement(page, entry)
            case Condition():
                return self._condition(page, entry)
            case Expectation(kind="demand"):
                return self._demand(page, entry)
            case Expectation():
                return self._expectation(page, entry)
        return self.writer.explanation(page, entry)

    def concerns(self, page: Page, entry: Entry[Any]) -> bool:
        """Whether the sentences of a record speak of one of the two sides at least."""
        return bool(self.view.touches(page, self._sentences(page, entry.spans)))

    # -- choosing --------------------------------------------------------------------------------------------

    def _events(self) -> Iterator[tuple[Page, Entry[Event]]]:
        found = [(p, e) for p in self.view.pages for e in p.events if self._between(p, e.record)]
        found.sort(key=lambda x: (x[1].low or x[1].known, x[1].id))
        yield from found

    def _recent(self, entry: Entry[Event], page: Page, days: int) -> bool:
        """Whether an event lies no more than some days before an article; one without a date is new."""
        known = date_type.fromisoformat(page.article.known)
        return entry.high is None or entry.high >= edtf.days_on(known, -days).isoformat()

    def _bears(self, page: Page, event: Event) -> bool:
        """Whether an event is between the two, or is one side's and its sentence names the other."""
        if not event.actors or not _asserted(event):
            return False
        own = self.view.sides(page, (*event.actors, *event.recipients))
        sentence = page.coded.sentences[page.sentence(event.anchor[0])]
        return bool(own) and len(own | self.view.touches(page, [sentence])) == 2

    def _between(self, page: Page, event: Event) -> bool:
        if not _asserted(event):
            return False
        doers, receivers = self.view.sides(page, event.actors), self.view.sides(page, event.recipients)
        return len(doers | receivers) == 2 and bool(doers)

    def _expected(self, page: Page, entry: Entry[Expectation]) -> set[str]:
        event = page.event.get(entry.record.event or "")
        sides = self.view.touches(page, self._sentences(page, [entry.record.span]))
        if event is not None:
            sides |= self.view.sides(page, (*event.record.actors, *event.record.recipients))
        for statement in page.chain(entry.record.statement):
            sides |= self.view.sides(page, statement.record.source_actors)
        if len(sides) < 2 and entry.id in self.fates:
            # it names nobody, and its article is about the two
            return {self.view.a, self.view.b}
        return sides

    def _conditioned(self, page: Page, entry: Entry[Condition]) -> set[str]:
        sides = self.view.touches(page, [*entry.record.if_, *entry.record.then])
        for statement in page.chain(entry.record.statement):
            sides |= self.view.sides(page, statement.record.source_actors)
        return sides

    def _sentences(self, page: Page, spans: Iterable[Span]) -> list[Span]:
        return [page.coded.sentences[n] for n in {page.sentence(start) for start, _ in spans}]

    def _window(self, entry: Entry[Expectation]) -> str | None:
        """When something is expected: as the text last said, else as it said first."""
        fate = self.fates.get(entry.id)
        return (fate.window if fate is not None else None) or entry.record.window

    def _turn(self, window: str | None) -> tuple[int, int]:
        """Where something expected stands: first what is to come, then what has no day, then the overdue."""
        if window is None:
            return (1, 0)
        last = edtf.bounds(window)[1].toordinal()
        today = date_type.fromisoformat(self.view.as_of or self.view.pages[-1].article.known).toordinal()
        return (0, last) if last >= today else (2, -last)

    def _settled(self, entry: Entry[Expectation]) -> bool:
        fate = self.fates.get(entry.id)
        return fate is not None and fate.settled and not self._fresh(fate)

    def _fresh(self, fate: Fate) -> bool:
        return self.view.since is not None and fate.since >= self.view.since

    def _kind(self, record: str) -> str:
        """What a record raises, as the relations have it."""
        fate = self.fates.get(record)
        return fate.kind if fate is not None else ""

    def _told(self, record: str) -> bool:
        """Whether a record only tells again what an earlier one raised."""
        fate = self.fates.get(record)
        return fate is not None and fate.first != record and fate.first in self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        terms = {entry.id for page in self.view.pages for entry in page.conditions}
        return frozenset(terms | {entry.id for page in self.view.pages for entry in page.expectations})

    # -- writing ---------------------------------------------------------------------------------------------

    def _demand(self, page: Page, entry: Entry[Expectation]) -> Line:
        record = entry.record
        event = page.event.get(record.event or "")
        parts: list[Part] = []
        actors: tuple[str, ...] = ()
        spans = [record.span]
        if event is not None and event.record.actors:
            actors = (*event.record.actors, *event.record.recipients)
            parts += self.writer.actors(page, event.record.actors)
            verb = "demand" if self.writer.demanding(record.phrase) else "ask"
            many = len(set(event.record.actors)) > 1
            parts.append(words(f" {verb}" if many else f" {verb}s"))
            if event.record.recipients:
                parts += [words(" of "), *self.writer.actors(page, event.record.recipients)]
            spans += [*event.record.actor_spans, *event.record.recipient_spans]
        else:
            parts.append(words("Demanded" if self.writer.demanding(record.phrase) else "Asked for"))
        parts += [words(": "), self.writer.sentence(page, record.span)]
        evidence = page.evidence(spans, actors)
        if record.window and dated(record.window, evidence):
            last = record.window.rpartition("/")[2]
            parts += [words(", by "), date(record.window, said(last))] if last not in ("", "..") else []
        return self._with_fate(parts, evidence, entry.id)

    def _condition(self, page: Page, entry: Entry[Condition]) -> Line:
        record = entry.record
        parts: list[Part] = [words("Condition, ")]
        spans = [*record.marker, *record.if_, *record.then]
        actors: tuple[str, ...] = ()
        holder = next(page.chain(record.statement), None)
        parts += self.writer.holder(page, record.statement)
        if holder is not None:
            parts += self.writer.credit(holder.record)
            spans += [*holder.record.source, *holder.record.cue]
            actors = holder.record.source_actors
        parts.append(words(": "))
        if record.then:
            parts += [self.writer.quoted(page, record.then), words(" — on condition: ")]
        parts.append(self.writer.quoted(page, [*record.marker, *record.if_]))
        return self._with_fate(parts, page.evidence(spans, actors), entry.id)

    def _expectation(self, page: Page, entry: Entry[Expectation]) -> Line:
        record = entry.record
        kind = self.writer.phrases["offer" if self._kind(entry.id) == "offer" else record.kind]
        holder = next(page.chain(record.statement), None)
        parts: list[Part] = [words(kind)]
        parts += self.writer.likelihood(record.probability)
        parts.append(words(", "))
        parts += self.writer.holder(page, record.statement)
        spans = [record.span]
        actors: tuple[str, ...] = ()
        if holder is not None:
            parts += self.writer.credit(holder.record)
            spans += [*holder.record.source, *holder.record.cue]
            actors = holder.record.source_actors
        told = self.writer.told(page, record.span, record.statement)
        parts += [words(": "), told]
        condition = page.condition.get(record.condition or "")
        if condition is not None and condition.record.if_:
            held = [*condition.record.marker, *condition.record.if_]
            clause = self.writer.quoted(page, held)
            if clause.text.strip("“”") not in told.text:
                parts += [words(", on condition: "), clause]
            spans += held
        evidence = page.evidence(spans, actors)
        # a length of time that is counted from another event than the text itself is no date
        if record.window and dated(record.window, evidence):
            when = due(record.window, page.published)
            parts = [date(record.window, when[:1].upper() + when[1:]), words(": "), *parts]
        else:
            parts[0] = words(kind[:1].upper() + kind[1:])
        line = self._with_fate(parts, evidence, entry.id, record.window)
        # one sentence may be a plan and a forecast at once; whoever reads it needs it once
        who = "".join(part.text for part in self.writer.holder(page, record.statement))
        return replace(line, same=f"{who}: {told.text}")

    def _by_time(self, window: str | None) -> str:
        """The state of something of which nothing more is told: open, or overdue where its day is past."""
        return "overdue" if self._turn(window)[0] == 2 else "open"

    def _with_fate(
        self, parts: list[Part], evidence: tuple[Evidence, ...], record: str, window: str | None = None
    ) -> Line:
        """A line with the state its matter has taken, and the sentence that brought it."""
        fate = self.fates.get(record)
        state = fate.state if fate else self._by_time(window)
        state = self.writer.phrases.get(state, state)
        ids = [record]
        parts = [*parts, words(f" — {state}")]
        if fate is not None and fate.by is not None:
            page = self._page.get(fate.by.document)
            if page is not None:
                cited = page.evidence([fate.by.sentence_span])
                if cited[0].published:
                    told = date(cited[0].published, said(cited[0].published))
                    parts += [words(" ("), told, words(")")]
                evidence = tuple(dict.fromkeys((*evidence, *cited)))
                ids.append(fate.by.record)
        return Line(tuple(parts), evidence, tuple(ids))

    @cached_property
    def _page(self) -> dict[str, Page]:
        return {page.article.id: page for page in self.view.pages}

    # -- keeping ---------------------------------------------------------------------------------------------

    def _section(
        self, id: str, title: str, lines: list[Line], empty: str, limit: int | None = None
    ) -> Section:
        kept = []
        for line in lines:
            why = faults(line, self.forms, self.ranges)
            if why:
                self.refused.append(Refused(id, line.text, "; ".join(why)))
            else:
                kept.append(line)
        most = len(kept) if self.limit is None else (limit or self.limit)
        return Section(id, title, tuple(kept[:most]), empty, left_out=max(0, len(kept) - most))


def _asserted(event: Event) -> bool:
    """Whether the event's source puts it as more than a thought."""
    return event.type == "REJECT" or event.factuality not in ("Uu", "CTu", "CT-")
