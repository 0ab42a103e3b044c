"""The way of a matter through all that may turn it, so that no more is looked at than may bear on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from detente.records import Span
from detente.relations.matters import Matter, Order, Rule
from detente.relations.pages import Words

if TYPE_CHECKING:
    from detente.relations.turns import Turn

STEP, LONGEST = 64, 4096
"""Turns that are looked ahead at first, and at most."""


@dataclass(frozen=True, slots=True)
class Places:
    """Places of events in the list of turns, as ascending lists that may overlap.

    Attributes:
        all: the events.
        words: of each word that they may have, where it stands.
        shared: how many of the words an event has at least.
    """

    all: Sequence[list[int]]
    words: Sequence[list[int]]
    shared: int

    def between(self, low: int, high: int) -> set[int]:
        """The places from `low` to before `high`."""
        found = _between(self.all, low, high)
        if not self.shared or not found:
            return found
        if self.shared == 1:
            return found & _between(self.words, low, high)
        times = Counter(chain.from_iterable(_part(places, low, high) for places in self.words))
        return {place for place in found if times[place] >= self.shared}


def _between(lists: Iterable[list[int]], low: int, high: int) -> set[int]:
    return set().union(*(_part(places, low, high) for places in lists))


def _part(places: list[int], low: int, high: int) -> list[int]:
    return places[bisect_left(places, low) : bisect_left(places, high)]


class Course:
    """What may turn one matter, one after the other; the way ends wherever whoever follows it stops asking.

    Args:
        matter: the matter.
        turns: all turns in order.
        orders: the orders of them.
        events: the places of events that may turn the matter.
        words: the places of cues that may, as ascending lists that may overlap.
    """

    def __init__(
        self,
        matter: Matter,
        turns: Sequence[Turn],
        orders: Sequence[Order],
        events: Sequence[Places],
        words: Sequence[list[int]],
    ) -> None:
        self._matter, self._turns, self._orders = matter, turns, orders
        self._events, self._words = events, words
        self._end = matter.page.sentence(matter.span[0])[1]
        self._at = bisect_right(orders, matter.order)
        self._seen: set[tuple[str, Span]] = set()
        # what is ahead up to a place, the nearest last, and whether it is words only
        self._ahead: list[int] = []
        self._until, self._step, self._only = self._at, STEP, False

    def next(self, until: Order | None = None, *, words_only: bool = False) -> Turn | None:
        """The next turn, or None where there is none.

        Args:
            until: only those that became known before it.
            words_only: only cues.
        """
        end = len(self._turns) if until is None else bisect_left(self._orders, until)
        if words_only != self._only:
            self._only, self._until = words_only, self._at
            self._ahead.clear()
        while self._at < end:
            if not self._ahead:
                self._at = max(self._at, self._until)
                if self._at >= end:
                    break
                self._fill()
                continue
            if self._ahead[-1] >= end:
                break
            place = self._ahead.pop()
            self._at = place + 1
            if self._bears(self._turns[place]):
                return self._turns[place]
        self._at = max(self._at, end)
        return None

    def _fill(self) -> None:
        low, high = self._at, self._at + self._step
        held = _between(self._words, low, high)
        if not self._only:
            for places in self._events:
                held |= places.between(low, high)
        self._ahead = sorted(held, reverse=True)
        self._until, self._step = high, min(2 * self._step, LONGEST)

    def _bears(self, turn: Turn) -> bool:
        own = turn.page.id == self._matter.page.id
        if turn.background and own:
            return False
        # what stands in the same sentence is part of how the matter is told
        if own and turn.span[0] < self._end:
            return False
        if turn.sort == "cue":
            if (turn.page.id, turn.span) in self._seen:
                return False
            self._seen.add((turn.page.id, turn.span))
        return True


@dataclass(frozen=True, slots=True)
class Wish:
    """What an event must have to turn a matter: less than it needs, but so that it can be looked up.

    Attributes:
        type: its type; None is any.
        acts: kinds of act of which it names one; without any, it need name none.
        words: the words of the matter.
        shared: how many of them it has at least.
    """

    type: str | None
    acts: frozenset[str]
    words: Words
    shared: int


def wishes(matter: Matter) -> Iterator[Wish]:
    """The events that may turn a matter; see `detente.relations.bearing` for the rules in full."""
    # a mention that moves the matter brings its own words
    words = matter.rule.words.union(*(mention.rule.words for mention in matter.mentions))
    yield from _settling(matter.rule, words)
    if matter.hinge is not None:
        yield from _settling(matter.hinge.rule, matter.hinge.rule.words)
    if matter.kind == "offer":
        # an answer may speak of the offer and no more
        for type in ("AGREE", "CONCEDE", "REJECT"):
            yield Wish(type, frozenset(), frozenset(), 0)
    else:
        yield Wish("REJECT", frozenset(), words, 1)


def _settling(rule: Rule, words: Words) -> Iterator[Wish]:
    if not rule.types:
        yield Wish(None, frozenset(), words, 2)
    for type in rule.types:
        yield Wish(type, rule.acts, words, 0 if rule.acts or not rule.words else 1)
