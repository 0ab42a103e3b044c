"""Matters: one demand, threat, commitment, plan or forecast, followed over all articles that speak of it.

A matter is born of an expectation, of a request, or of a condition. At its birth it gets a rule that tells
what would settle it: who does which type of thing, to whom, by when, and in which words. Later records are
held against the rule by `detente.relations.turns`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from detente.records import Range, Span
from detente.relations.pages import Page, Words
from detente.relations.references import Reference
from detente.relations.roll import Roll

MatterKind = Literal[
    "demand", "offer", "condition", "commitment", "threat", "refusal", "scheduled", "forecast"
]
PLANS: tuple[MatterKind, ...] = ("scheduled", "commitment", "forecast")
"""Kinds of expectation of one act, the firmest first."""
ANY, NONE = "", " "
"""Stand in the place of a word for all matters, and for those without words."""
Order = tuple[str, int, int]
"""When a record became known: day, number of the document, place in its text."""


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


@dataclass(frozen=True, slots=True)
class Hinge:
    """What would make a threat void: its condition met (``unless``), or done away with (``if``)."""

    rule: Rule
    why: Literal["condition met", "condition removed"]


@dataclass(slots=True)
class Matter:
    """One matter while its history is put together.

    `date` is the first day (ISO) of its record's own date. `near` holds who is named around it, where its
    own words do not name both sides; `hinge` is what would make a threat void; `reference` is where it was
    raised, once it was cited.
    """

    kind: MatterKind
    rule: Rule
    by: tuple[str, ...]
    of: tuple[str, ...]
    page: Page
    span: Span
    record: str
    known: str
    order: Order
    date: str | None = None
    statement: str | None = None
    authority: str | None = None
    source_actors: tuple[str, ...] = ()
    condition: str | None = None
    probability: Range | None = None
    phrase: str | None = None
    window: str | None = None
    conditional: bool = False
    near: tuple[str, ...] = ()
    hinge: Hinge | None = None
    mentions: list[Matter] = field(default_factory=list)
    reference: Reference | None = None

    def parties(self) -> tuple[str, ...]:
        """All who have a part in it."""
        return (*self.by, *self.of, *self.rule.actors, *self.rule.recipients)

    def concerned(self) -> tuple[str, ...]:
        """All who have a part in it, who says so, and whom its words name."""
        named = (mention.actor for mention in self.page.mentions(self.span))
        return (*self.parties(), *self.source_actors, *named)

    def same_as(self, other: Matter, roll: Roll) -> bool:
        """Whether another matter is this one, told again."""
        if self.kind != other.kind and not self._one_plan(other, roll):
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
        if self.kind == other.kind == "forecast" and not self._same_source(other):
            return False
        if not persons and not persons_agree(one.actors, two.actors, roll):
            return False
        shared, least = len(one.words & two.words), min(len(one.words), len(two.words))
        if one.types and one.types == two.types:
            likely = _one_time(one, two) or persons
            return shared >= (1 if likely else 2) or least == 0
        return shared >= 2 and shared >= 0.4 * least

    def _one_plan(self, other: Matter, roll: Roll) -> bool:
        """Whether a plan, a promise and a forecast without a likelihood are of one dated act.

        A forecast with a likelihood stays one of its own, since its source is held to it.
        """
        if not {self.kind, other.kind} <= set(PLANS) or self.probability or other.probability:
            return False
        one, two = self.rule, other.rule
        if one.high is None or two.high is None or not _one_time(one, two):
            return False
        if one.actors and two.actors and not roll.meets(one.actors, two.actors):
            return False
        return not one.acts.isdisjoint(two.acts) if one.acts and two.acts else one.types == two.types

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


def firmest(matters: Iterable[Matter]) -> MatterKind:
    """The firmest kind under which one thing is expected."""
    kinds = [matter.kind for matter in matters]
    return next((kind for kind in PLANS if kind in kinds), kinds[0])


def join(matters: Iterable[Matter], roll: Roll) -> Iterator[Matter]:
    """Matters told again become mentions of the first; they come back in the order of their birth."""
    held = _Held()
    for matter in sorted(matters, key=lambda matter: matter.order):
        for other in held.near(matter):
            if other.same_as(matter, roll):
                other.mentions.append(matter)
                break
        else:
            held.add(matter)
    yield from held.matters


class _Held:
    """Matters by their words, since two that are the same share one, or one of them has none."""

    def __init__(self) -> None:
        self.matters: list[Matter] = []
        self._with: dict[tuple[str, str], list[int]] = {}

    def add(self, matter: Matter) -> None:
        """Take in a matter that is not the same as another."""
        place, sort = len(self.matters), _sort(matter)
        self.matters.append(matter)
        for word in (*matter.rule.words, ANY) if matter.rule.words else (NONE, ANY):
            self._with.setdefault((sort, word), []).append(place)

    def near(self, matter: Matter) -> Iterator[Matter]:
        """Those that may be the same as another, the newest first."""
        sort = _sort(matter)
        asked = (*matter.rule.words, NONE) if matter.rule.words else (ANY,)
        lists = [held for word in asked if (held := self._with.get((sort, word)))]
        high, step = len(self.matters), 64
        while high > 0 and lists:
            low = max(high - step, 0)
            found = {n for held in lists for n in held[bisect_left(held, low) : bisect_left(held, high)]}
            for place in sorted(found, reverse=True):
                yield self.matters[place]
            high, step = low, 2 * step


def _sort(matter: Matter) -> str:
    """Plans, promises and forecasts may be of one act; other kinds stay apart."""
    return "plan" if matter.kind in PLANS else matter.kind
