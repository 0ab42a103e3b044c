"""Matters: one demand, threat, commitment, plan or forecast, followed over all articles that speak of it.

A matter is born of an expectation, of a request, or of a condition. At its birth it gets a rule that tells
what would settle it: who does which type of thing, to whom, by when, and in which words. Later records are
held against the rule by `detente.relations.turns`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from detente import edtf
from detente.errors import DateError
from detente.ledger import Entry
from detente.records import Condition, Event, Expectation, Range, Span
from detente.relations.pages import Page, Words
from detente.relations.references import Reference
from detente.relations.roll import Roll

MatterKind = Literal[
    "demand", "offer", "condition", "commitment", "threat", "refusal", "scheduled", "forecast"
]
Order = tuple[str, int, int]
"""When a record became known: day, number of the document, place in its text."""

FEW_WORDS = 2
"""With fewer telling words than this a span does not say what a matter is about."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What would settle a matter.

    Attributes:
        actors: who would have to act, as the text names them.
        recipients: toward whom.
        types: PLOVER types of the act, any of them; empty where the text gives none.
        low: first day (ISO) of the window, or None.
        high: last day of it, or None where there is no deadline.
        words: stems of the words that tell what it is about.
        acts: kinds of act of which one has to be named; empty where none was.
    """

    actors: frozenset[str]
    recipients: frozenset[str]
    types: tuple[str, ...]
    low: str | None
    high: str | None
    words: Words
    acts: frozenset[str] = frozenset()

    def tell(self, roll: Roll) -> str:
        """The rule as a line: ``Russia: RETREAT or CONCEDE toward Georgia by 2008-10-10``."""
        who = " or ".join(sorted(map(roll.name, self.actors))) or "somebody"
        act = " or ".join(self.types) or "what is described"
        act += f" ({', '.join(sorted(self.acts))})" if self.acts else ""
        whom = " or ".join(sorted(map(roll.name, self.recipients)))
        by = f" by {self.high}" if self.high else ""
        since = f" from {self.low}" if self.low and self.low != self.high else ""
        return f"{who}: {act}{f' toward {whom}' if whom else ''}{since}{by}"


@dataclass(frozen=True, slots=True)
class Change:
    """A state that a matter took.

    Attributes:
        state: the state.
        known: day on which it became known (ISO).
        on: first day on which it came about (ISO), or None where the text does not say.
        why: how it was decided: id of a table's row, or the rule's name.
        reference: the words that say so; None where only time has passed.
        window: the window that holds from then on (EDTF), where it is a new one.
    """

    state: str
    known: str
    on: str | None
    why: str
    reference: Reference | None = None
    window: str | None = None


@dataclass(slots=True)
class Matter:
    """One matter while its history is put together."""

    kind: MatterKind
    rule: Rule
    by: tuple[str, ...]
    of: tuple[str, ...]
    page: Page
    span: Span
    record: str
    known: str
    order: Order
    statement: str | None = None
    authority: str | None = None
    source_actors: tuple[str, ...] = ()
    condition: str | None = None
    probability: Range | None = None
    phrase: str | None = None
    window: str | None = None
    conditional: bool = False
    mentions: list[Matter] = field(default_factory=list)

    def parties(self) -> tuple[str, ...]:
        """All who have a part in it."""
        return (*self.by, *self.of, *self.rule.actors, *self.rule.recipients)

    def concerned(self) -> tuple[str, ...]:
        """All who have a part in it, who says so, and whom its words name."""
        named = (mention.actor for mention in self.page.mentions(self.span))
        return (*self.parties(), *self.source_actors, *named)

    def same_as(self, other: Matter, roll: Roll) -> bool:
        """Whether another matter is this one, told again."""
        if self.kind != other.kind:
            return False
        # two who meet may be told in either order
        persons = _same_persons(self.rule, other.rule, roll)
        sides = _agree(self.by, other.by, roll) and _agree(self.of, other.of, roll)
        if not sides and not persons:
            return False
        if not roll.meets(self.parties(), other.parties()):
            return False
        one, two = self.rule, other.rule
        if one.acts and two.acts and one.acts.isdisjoint(two.acts):
            return False
        if self.kind == "forecast" and not self._same_source(other):
            return False
        if not persons and not persons_agree(one.actors, two.actors, roll):
            return False
        shared, least = len(one.words & two.words), min(len(one.words), len(two.words))
        if one.types and one.types == two.types:
            likely = _one_time(one, two) or persons
            return shared >= (1 if likely else 2) or least == 0
        return shared >= 2 and shared >= 0.4 * least

    def _same_source(self, other: Matter) -> bool:
        """The same forecast by another source is another forecast; unnamed ones are told apart by words."""
        if self.source_actors or other.source_actors:
            return not set(self.source_actors).isdisjoint(other.source_actors)
        return self.authority == other.authority


def _agree(some: Iterable[str], others: Iterable[str], roll: Roll) -> bool:
    left, right = list(some), list(others)
    return not left or not right or roll.meets(left, right)


def _one_time(one: Rule, two: Rule) -> bool:
    """Whether two windows touch, or one of them is open."""
    if one.high is None or two.high is None:
        return True
    return (one.low or one.high) <= two.high and (two.low or two.high) <= one.high


def _same_persons(one: Rule, two: Rule, roll: Roll) -> bool:
    """Whether the same persons would act; a visit that is put off to another month is still theirs."""
    persons = {actor for actor in one.actors | one.recipients if roll.kind(actor) == "person"}
    return bool(persons) and persons == {a for a in two.actors | two.recipients if roll.kind(a) == "person"}


def persons_agree(some: Iterable[str], others: Iterable[str], roll: Roll) -> bool:
    """Whether the persons on two sides are not others: a visit of one minister is not that of another."""
    left = {actor for actor in some if roll.kind(actor) == "person"}
    right = {actor for actor in others if roll.kind(actor) == "person"}
    return not left or not right or bool(left & right)


def bear_expectation(entry: Entry[Expectation], page: Page, roll: Roll) -> Matter:
    """The matter that an expectation opens.

    Args:
        entry: the expectation.
        page: the document it stands in.
        roll: how actors roll up.
    """
    record = entry.record
    event = page.events.get(record.event) if record.event else None
    request = _request_around(event, record, page) if record.kind == "demand" else None
    wanted = event.record if event else None
    if wanted is not None and wanted.type == "REQUEST" and record.kind == "demand":
        wanted = _wanted_by(wanted, page)
    source, authority = _authority(record.statement, page)
    by = request.actors if request else source
    of: tuple[str, ...] = ()
    if record.kind == "demand":
        of = (wanted.actors if wanted else ()) or (request.recipients if request else ())
    elif record.kind in ("threat", "commitment"):
        by = (event.record.actors if event else ()) or source
        of = event.record.recipients if event else ()
    else:
        by = event.record.actors if event else ()
        of = event.record.recipients if event else ()
    if event is None:
        # nothing was coded of it; whoever is named first in it would act
        named = tuple(dict.fromkeys(mention.actor for mention in page.mentions(record.span)))
        if record.kind == "demand":
            of = of or named[:1]
        else:
            by, of = by or named[:1], of or named[1:]
    low, high = _days(record.window)
    if high is None and wanted is not None:
        # "by the end of the year" dates the act that is asked for
        _, high = _days(wanted.date)
        high = high if high is not None and high > entry.known else None
    actors = wanted.actors if wanted and wanted.actors else (of if record.kind == "demand" else by)
    span = record.span
    if wanted is not None and record.kind == "demand":
        span = wanted.span
    about = event.record if event else None
    types, acts = _carried_out(wanted or about, page, _complement(about, record.span))
    rule = Rule(
        actors=frozenset(actors),
        recipients=frozenset(of if event is None and record.kind != "demand" else _recipients(wanted, event)),
        types=types,
        acts=acts,
        low=low,
        high=high,
        words=_telling(page, record.span) | page.words(span),
    )
    return Matter(
        kind=record.kind,
        rule=rule,
        by=tuple(dict.fromkeys(by)),
        of=tuple(dict.fromkeys(of)),
        page=page,
        span=record.span,
        record=entry.id,
        known=entry.known,
        order=(entry.known, page.number, record.span[0]),
        statement=record.statement,
        authority=authority,
        source_actors=source,
        condition=record.condition,
        probability=record.probability,
        phrase=record.phrase,
        window=record.window,
        conditional=record.condition is not None,
    )


def bear_request(entry: Entry[Event], page: Page) -> Matter | None:
    """The demand that a request opens, or None where it asks nothing of anybody."""
    event = entry.record
    if not event.recipients or event.factuality not in ("CT+", "PR+"):
        return None
    wanted = _wanted_by(event, page)
    _, authority = _authority(event.statement, page)
    types, acts = _carried_out(wanted or event, page, _complement(event, event.span))
    return Matter(
        kind="demand",
        rule=Rule(
            actors=frozenset(wanted.actors if wanted and wanted.actors else event.recipients),
            recipients=frozenset(wanted.recipients if wanted else ()),
            types=types,
            acts=acts,
            low=None,
            high=None,
            words=_telling(page, event.span),
        ),
        by=event.actors,
        of=event.recipients,
        page=page,
        span=event.span,
        record=entry.id,
        known=entry.known,
        order=(entry.known, page.number, event.span[0]),
        statement=event.statement,
        authority=authority,
        source_actors=event.actors,
    )


def bear_condition(entry: Entry[Condition], page: Page) -> Matter:
    """The matter that a condition opens: the antecedent is what has to come about."""
    record = entry.record
    source, authority = _authority(record.statement, page)
    ifs = [page.events[id].record for id in record.if_events if id in page.events]
    thens = [page.events[id].record for id in record.then_events if id in page.events]
    wanted = ifs[0] if ifs else None
    doers = wanted.actors if wanted else tuple(m.actor for at in record.if_ for m in page.mentions(at)[:1])
    words: Words = frozenset().union(*(page.words(span) for span in record.if_))
    types, acts = _carried_out(wanted, page, record.if_[0]) if record.if_ else ((), frozenset[str]())
    spans = [*record.if_, *record.then] or list(record.marker)
    span = (min(low for low, _ in spans), max(high for _, high in spans))
    return Matter(
        kind="condition",
        rule=Rule(
            actors=frozenset(doers),
            recipients=frozenset(wanted.recipients if wanted else ()),
            types=types,
            acts=acts,
            low=None,
            high=None,
            words=words,
        ),
        by=source or tuple(dict.fromkeys(actor for event in thens for actor in event.actors)),
        of=tuple(dict.fromkeys((*(actor for event in ifs for actor in event.actors), *doers))),
        page=page,
        span=span,
        record=entry.id,
        known=entry.known,
        order=(entry.known, page.number, span[0]),
        statement=record.statement,
        authority=authority,
        source_actors=source,
        condition=record.id,
    )


def join(matters: Iterable[Matter], roll: Roll) -> Iterator[Matter]:
    """Matters told again become mentions of the first; they come back in the order of their birth."""
    held: list[Matter] = []
    for matter in sorted(matters, key=lambda matter: matter.order):
        for other in reversed(held):
            if other.same_as(matter, roll):
                other.mentions.append(matter)
                break
        else:
            held.append(matter)
    yield from held


def _carried_out(
    event: Event | None, page: Page, span: Span, most: int = 3
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The types and the kinds of act that carry out what has not come about yet.

    The words of a span tell the kinds, its first ones the surest; where they tell none, the event's type and
    mode tell the types.
    """
    acts = page.acts(span)[:most]
    realised = page.realised.of(event.type, event.mode) if event is not None else ()
    if acts:
        types = dict.fromkeys(kind for act in acts for kind in act.types)
        if event is not None and event.type not in ("REQUEST", "AGREE", "THREATEN", "SUPPORT"):
            types[event.type] = None
        return tuple(types), frozenset(act.id for act in acts)
    return realised, frozenset()


def _complement(event: Event | None, span: Span) -> Span:
    """What follows the word that asks, promises or threatens; that word itself carries nothing out."""
    if event is None or event.type not in ("REQUEST", "AGREE", "THREATEN") or event.tense == "future":
        return span
    return (event.anchor[1], span[1]) if span[0] <= event.anchor[1] < span[1] else span


def _recipients(wanted: Event | None, event: Entry[Event] | None) -> tuple[str, ...]:
    if wanted is not None:
        return wanted.recipients
    return event.record.recipients if event is not None and event.record.type != "REQUEST" else ()


def _telling(page: Page, span: Span) -> Words:
    """The words of a span; those of its sentence where the span itself says too little."""
    words = page.words(span)
    return words if len(words) >= FEW_WORDS else words | page.words(page.sentence(span[0]))


def _wanted_by(request: Event, page: Page) -> Event | None:
    """The act that a request asks for: the nearest event inside its clause."""
    inside = [
        entry.record
        for entry in page.events.values()
        if entry.record.id != request.id
        and entry.record.sentence == request.sentence
        and request.span[0] <= entry.record.anchor[0] < request.span[1]
        and entry.record.anchor[0] > request.anchor[0]
    ]
    return min(inside, key=lambda event: event.anchor[0], default=None)


def _request_around(event: Entry[Event] | None, record: Expectation, page: Page) -> Event | None:
    """The request whose clause holds a demanded act."""
    if event is not None and event.record.type == "REQUEST":
        return event.record
    at = event.record.anchor[0] if event is not None else record.span[0]
    around = [
        entry.record
        for entry in page.events.values()
        if entry.record.type == "REQUEST" and entry.record.span[0] <= at < entry.record.span[1]
    ]
    return min(around, key=lambda request: request.span[1] - request.span[0], default=None)


def _authority(statement: str | None, page: Page) -> tuple[tuple[str, ...], str | None]:
    """Who stands behind a record: the source's actors, and the source in the words of the text."""
    found = page.statements.get(statement) if statement else None
    if found is None:
        return (), None
    words = " ".join(page.text[low:high] for low, high in found.source)
    if found.source_actors and words.lower() in page.common:
        # a pronoun tells nobody who it is
        words = ", ".join(map(page.roll.name, found.source_actors))
    return found.source_actors, words or found.description


def _days(window: str | None) -> tuple[str | None, str | None]:
    if window is None:
        return None, None
    try:
        first, last = edtf.bounds(window)
    except DateError:
        return None, None
    return (
        None if first == first.min else first.isoformat(),
        None if last == last.max else last.isoformat(),
    )
