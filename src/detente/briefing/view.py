"""What a brief is planned from: the articles on a relationship, and the sentences that carry records."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from detente.briefing.model import Evidence
from detente.briefing.speaking import line_of, speaking_of
from detente.ledger import Article, Entry, Ledger
from detente.records import (
    Actor,
    CodedDocument,
    Condition,
    Event,
    Expectation,
    Explanation,
    Mention,
    Span,
    Statement,
)

ARTICLES = 400
"""No more than this many articles, the newest first, are planned from; the brief says how many there are."""

_NAMED = ("name", "metonym", "nationality", "office")
_CREDIT = re.compile(r"\s*\([^()\n]{2,240}\)[.\s]*\Z")


@dataclass
class Page:
    """One article of a relationship, with look-ups over its records."""

    article: Article
    coded: CodedDocument
    events: list[Entry[Event]] = field(default_factory=list)
    statements: list[Entry[Statement]] = field(default_factory=list)
    conditions: list[Entry[Condition]] = field(default_factory=list)
    expectations: list[Entry[Expectation]] = field(default_factory=list)
    explanations: list[Entry[Explanation]] = field(default_factory=list)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The article's actors by id."""
        return {actor.id: actor for actor in self.coded.actors}

    @cached_property
    def statement(self) -> dict[str, Entry[Statement]]:
        """The article's statements by local id."""
        return {entry.record.id: entry for entry in self.statements}

    @cached_property
    def event(self) -> dict[str, Entry[Event]]:
        """The article's events by local id."""
        return {entry.record.id: entry for entry in self.events}

    @cached_property
    def condition(self) -> dict[str, Entry[Condition]]:
        """The article's conditions by local id."""
        return {entry.record.id: entry for entry in self.conditions}

    @property
    def published(self) -> str | None:
        """The article's date of publication."""
        return self.article.document.published

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.coded.sentences]

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def text(self, span: Span) -> str:
        """Words of the article."""
        return self.article.document.text[span[0] : span[1]]

    def line(self, actor: str) -> list[str]:
        """An actor and all that it belongs to, nearest first."""
        return list(line_of(actor, self._parents))

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {actor.id: actor.parent for actor in self.coded.actors}

    def chain(self, statement: str | None) -> Iterator[Entry[Statement]]:
        """A statement and those it stands in, innermost first."""
        seen: set[str] = set()
        while statement and statement not in seen:
            seen.add(statement)
            entry = self.statement.get(statement)
            if entry is None:
                return
            yield entry
            statement = entry.record.parent

    def mentions(self, span: Span) -> Iterator[Mention]:
        """The mentions inside a span."""
        for mention in self.coded.mentions:
            if mention.span[0] >= span[1]:
                return
            if mention.span[1] > span[0]:
                yield mention

    def credited(self, span: Span) -> Span:
        """A sentence without the bracket at its end that only names outlets and days.

        Nobody is mentioned and nothing is dated in a credit: the coding has taken it out.
        """
        start, end = span
        found = _CREDIT.search(self.article.document.text, start, end)
        if found is None or found.start() <= start or not any(c.isupper() for c in found.group()):
            return span
        low = found.start()
        inside = any(low <= time.span[0] < end for time in self.coded.times)
        return span if inside or any(True for _ in self.mentions((low, end))) else (start, low)

    def evidence(self, spans: Iterable[Span], actors: Sequence[str] = ()) -> tuple[Evidence, ...]:
        """The sentences that hold some spans, then those that name actors whom these only point at.

        Args:
            spans: what must be held.
            actors: actors that a line will name; where the sentences have them by pronoun or description
                only, the nearest earlier sentence that names them is added.
        """
        numbers = sorted({n for span in spans for n in self._sentences(span)})
        for actor in actors:
            if any(self._names(n, actor) for n in numbers):
                continue
            # the army of a state that the sentence only points at is named with the state
            for whole in dict.fromkeys((actor, self.line(actor)[-1])):
                earlier = [n for n in range(min(numbers, default=0)) if self._names(n, whole)]
                if earlier:
                    numbers.append(earlier[-1])
                    break
        return tuple(self.cite(n) for n in numbers)

    def _sentences(self, span: Span) -> range:
        return range(self.sentence(span[0]), self.sentence(max(span[0], span[1] - 1)) + 1)

    def _names(self, number: int, actor: str) -> bool:
        span = self.coded.sentences[number]
        return any(m.how in _NAMED and actor in self.line(m.actor) for m in self.mentions(span))

    def cite(self, number: int) -> Evidence:
        """A sentence as evidence."""
        document = self.article.document
        start, end = self.coded.sentences[number]
        following = self._starts[number + 1] if number + 1 < len(self._starts) else len(document.text)
        dates = [t.edtf for t in self.coded.times if t.edtf and start <= t.span[0] < following]
        outlet = None
        for statement in self.coded.statements:
            spans = (*statement.cue, *statement.content, *statement.source)
            if any(start <= s < end for s, _ in spans):
                dates += [d for d in (statement.date, statement.outlet_date) if d]
                outlet = outlet or statement.outlet
        named = frozenset(
            one
            for m in self.mentions((start, end))
            if m.how in _NAMED
            for one in (m.actor, *self.line(m.actor))
        )
        return Evidence(
            document=self.article.id,
            span=(start, end),
            text=document.text[start:end],
            label=label(self.article),
            published=document.published,
            basis=document.published_basis,
            outlet=outlet,
            dates=tuple(dict.fromkeys(dates)),
            actors=named,
            where=document.url or document.path,
        )


def label(article: Article) -> str:
    """How an article is cited: outlet with volume and issue, else title, else its id."""
    document = article.document
    if document.publication:
        numbers = [str(n) for n in (document.volume, document.issue) if n is not None]
        return f"{document.publication} {':'.join(numbers)}".strip()
    return document.title or document.id


@dataclass
class View:
    """The articles that speak of both sides, oldest first, as they were known on a day.

    Attributes:
        a: id of the one side.
        b: id of the other.
        pages: the articles planned from.
        total: how many articles speak of both sides.
        since: what became known from this day on is news.
        as_of: the day the view is taken.
        circles: for each side, the actors that count with it (blocs it belongs to or that stand for it).
    """

    a: str
    b: str
    pages: list[Page]
    total: int
    since: str | None
    as_of: str | None
    circles: tuple[frozenset[str], frozenset[str]]

    def sides(self, page: Page, actors: Iterable[str]) -> set[str]:
        """Which of the two sides some actors belong to."""
        found = set()
        for actor in actors:
            line = page.line(actor)
            for side, circle in zip((self.a, self.b), self.circles, strict=True):
                if any(one in circle for one in line):
                    found.add(side)
        return found

    def touches(self, page: Page, spans: Iterable[Span]) -> set[str]:
        """Which of the two sides the words of some spans mention."""
        return self.sides(page, [m.actor for span in spans for m in page.mentions(span)])

    def news(self, page: Page) -> bool:
        """Whether an article became known in the time that counts as new."""
        return self.since is None or page.article.known >= self.since


def look(
    ledger: Ledger,
    a: str,
    b: str,
    *,
    as_of: str | None,
    since: str | None,
    circles: tuple[frozenset[str], frozenset[str]],
) -> View:
    """Gather what a brief is planned from.

    Args:
        ledger: where the record is kept.
        a: id of the one side.
        b: id of the other.
        as_of: the day up to which things were known; None is today.
        since: the day from which they are new; None leaves the choice to the newest articles.
        circles: the actors that count with each side.
    """
    found = speaking_of(ledger, circles, as_of)
    pages = []
    for id in found[-ARTICLES:]:
        page = Page(ledger.document(id), ledger.coded(id))
        page.events = list(ledger.events(document=id))
        page.statements = list(ledger.statements(document=id))
        page.conditions = list(ledger.conditions(document=id))
        page.expectations = list(ledger.expectations(document=id))
        page.explanations = list(ledger.explanations(document=id))
        pages.append(page)
    return View(a, b, pages, len(found), since, as_of, circles)
