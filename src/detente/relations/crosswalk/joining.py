"""Putting reports to the events that they tell of, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rapidfuzz import fuzz

from detente.knowledge import Tables
from detente.knowledge.joins import JoinRule
from detente.knowledge.scales import load_scales
from detente.ledger import Entry, Ledger
from detente.records import Event
from detente.relations.matters import persons_agree
from detente.relations.pages import Pages, Words
from detente.relations.roll import Roll
from detente.relations.rows import MUTUAL

LONG = 7
"""A report whose dates span more days than this has no day of its own."""
FIRST = "first"
"""The rule of the report that a happening begins with."""


@dataclass(frozen=True, slots=True)
class Report:
    """One record of a happening.

    Attributes:
        id: full id of the record.
        document: id of its document.
        known: day on which it became known (ISO).
        factuality: how firmly it is told.
        rule: id of the rule that joined it, ``judgement 7`` where a person did, ``first`` for the first.
        joined_to: the report that it was joined to, or None for the first.
        words: likeness of its words to that report's, 0 to 100.
        origin: id of the document whose text it is a printing of; its own where it is none.
    """

    id: str
    document: str
    known: str
    factuality: str
    rule: str
    joined_to: str | None = None
    words: float = 0.0
    origin: str = ""


@dataclass(slots=True)
class Told:
    """A report with what the rules look at."""

    entry: Entry[Event]
    number: int
    quad: int
    sources: frozenset[str]
    targets: frozenset[str]
    words: Words
    text: str
    low: int | None
    high: int | None
    at: int
    origin: int | None

    @property
    def dated(self) -> bool:
        """Whether it has a day of its own."""
        return self.low is not None

    @property
    def ahead(self) -> bool:
        """Whether it tells what has not happened yet."""
        return self.entry.record.tense == "future"

    def days_to(self, other: Told) -> int:
        """Days between two reports; a dateless one stands at its publication, and tells nothing later."""
        low = self.low if self.low is not None else self.at
        high = self.high if self.high is not None else self.at
        other_low = other.low if other.low is not None else other.at
        other_high = other.high if other.high is not None else other.at
        return max(0, other_low - high, low - other_high)


@dataclass(slots=True)
class Group:
    """Reports of one happening, with how each came to it."""

    members: list[Told] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


def tell(ledger: Ledger, entries: Iterable[Entry[Event]], roll: Roll, tables: Tables) -> Iterator[Told]:
    """What the rules look at, of each report.

    Args:
        ledger: where the reports stand.
        entries: the reports.
        roll: how actors roll up.
        tables: common words and scales.
    """
    pages, quads = Pages(ledger, roll, tables), load_scales(tables).quads
    for number, entry in enumerate(entries):
        event = entry.record
        words = pages[entry.document].words(event.span)
        low, high = _number(entry.low or entry.high), _number(entry.high or entry.low)
        if low is not None and high is not None and high - low > LONG:
            low = high = None
        published = _number(entry.published if entry.published and len(entry.published) == 10 else None)
        sources = frozenset(map(roll.top, event.actors))
        targets = frozenset(map(roll.top, event.recipients))
        if event.type in MUTUAL:
            # neither side acts first
            sources, targets = sources | targets, frozenset[str]()
        yield Told(
            entry=entry,
            number=number,
            quad=quads[event.type],
            sources=sources,
            targets=targets,
            words=words,
            text=" ".join(sorted(words)),
            low=low,
            high=high,
            at=published if published is not None else date.fromisoformat(entry.known).toordinal(),
            origin=ledger.document(entry.document).origin,
        )


class Joiner:
    """Puts reports one after the other to the happening that they tell of."""

    def __init__(self, rules: Sequence[JoinRule], roll: Roll, ledger: Ledger) -> None:
        self._rules, self._roll = rules, roll
        self._reach = max((rule.days for rule in rules), default=0)
        self._same: dict[str, list[tuple[str, int]]] = {}
        self._apart: dict[str, set[str]] = {}
        for link in ledger.links():
            for one, other in ((link.one, link.other), (link.other, link.one)):
                if link.same:
                    self._same.setdefault(one, []).append((other, link.judgement))
                else:
                    self._apart.setdefault(one, set()).add(other)

    def join(self, told: Iterable[Told]) -> list[Group]:
        """Groups of reports, in the order in which they were first known."""
        groups: list[Group] = []
        home: dict[str, Group] = {}
        near: dict[tuple[int, str], list[Told]] = {}
        for one in told:
            group = self._judged(one, home, groups) or self._ruled(one, near, home)
            if group is None:
                group = Group()
                groups.append(group)
                self._put(one, group, FIRST, None, 0.0)
            home[one.entry.id] = group
            for actor in one.sources:
                near.setdefault((one.quad, actor), []).append(one)
        return groups

    def _judged(self, one: Told, home: dict[str, Group], groups: list[Group]) -> Group | None:
        """The happening that a person put a report to; several that it binds together become one."""
        found: Group | None = None
        for other, number in self._same.get(one.entry.id, ()):
            group = home.get(other)
            if group is None or group is found:
                continue
            if found is None:
                found = group
                self._put(one, group, f"judgement {number}", other, 0.0)
                continue
            found.members += group.members
            rest = [replace(r, rule=f"judgement {number}", joined_to=one.entry.id) for r in group.reports[:1]]
            found.reports += [*rest, *group.reports[1:]]
            groups.remove(group)
            for member in group.members:
                home[member.entry.id] = found
        return found

    def _ruled(
        self, one: Told, near: Mapping[tuple[int, str], Sequence[Told]], home: Mapping[str, Group]
    ) -> Group | None:
        best: tuple[int, float, Told] | None = None
        apart = self._apart.get(one.entry.id, set())
        seen: set[int] = set()
        for actor in one.sources:
            for other in reversed(near.get((one.quad, actor), ())):
                if other.number in seen or one.days_to(other) > self._reach:
                    continue
                seen.add(other.number)
                found = self._rule(one, other)
                if found is None or any(m.entry.id in apart for m in home[other.entry.id].members):
                    continue
                place, likeness = found
                if best is None or (place, -likeness) < (best[0], -best[1]):
                    best = (place, likeness, other)
        if best is None:
            return None
        place, likeness, other = best
        group = home[other.entry.id]
        self._put(one, group, self._rules[place].id, other.entry.id, likeness)
        return group

    def _rule(self, one: Told, other: Told) -> tuple[int, float] | None:
        """The first rule that joins two reports, by its place, and the likeness of their words."""
        event, known = one.entry.record, other.entry.record
        if one.ahead != other.ahead or not persons_agree(event.actors, known.actors, self._roll):
            return None
        if event.place and known.place and event.place != known.place:
            return None
        shared, days = len(one.words & other.words), one.days_to(other)
        same_place = event.place is not None and event.place == known.place
        dated = one.dated + other.dated
        likeness: float | None = None
        for place, rule in enumerate(self._rules):
            if days > rule.days or shared < rule.shared or (rule.same_place and not same_place):
                continue
            if rule.same_type and event.type != known.type:
                continue
            if rule.dated != "any" and dated != {"both": 2, "one": 1, "none": 0}[rule.dated]:
                continue
            if rule.dated == "one" and not _looks_back(one, other):
                continue
            if rule.within == "document" and one.entry.document != other.entry.document:
                continue
            if rule.within == "origin" and (one.origin is None or one.origin != other.origin):
                continue
            if rule.within == "origin" and one.entry.document == other.entry.document:
                continue
            if not _sides_agree(one, other, rule.both_sides):
                continue
            if likeness is None:
                likeness = fuzz.token_set_ratio(one.text, other.text) if one.text and other.text else 0.0
            if likeness >= rule.words:
                return place, likeness
        return None

    def _put(self, one: Told, group: Group, rule: str, to: str | None, likeness: float) -> None:
        entry = one.entry
        group.members.append(one)
        group.reports.append(
            Report(
                id=entry.id,
                document=entry.document,
                known=entry.known,
                factuality=entry.record.factuality,
                rule=rule,
                joined_to=to,
                words=round(likeness, 1),
                origin=entry.document if one.origin is None else f"d{one.origin}",
            )
        )


def _looks_back(one: Told, other: Told) -> bool:
    """Whether of two reports the dateless one was printed no earlier than the other's event."""
    dated, dateless = (one, other) if one.dated else (other, one)
    return dated.low is not None and dateless.at >= dated.low


def _sides_agree(one: Told, other: Told, both: bool) -> bool:
    if not one.targets and not other.targets:
        # a meeting of three is no other than that of two of them; one side alone is too little
        common = one.sources & other.sources
        return len(common) >= 2 or one.sources == other.sources or (not both and bool(common))
    if one.targets and other.targets:
        return not one.targets.isdisjoint(other.targets) and not one.sources.isdisjoint(other.sources)
    return not both and not one.sources.isdisjoint(other.sources)


def _number(day: str | None) -> int | None:
    return None if day is None else date.fromisoformat(day).toordinal()
