"""Who counts as whom: parts with the whole, persons with those they act for, members with their bloc."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.ledger import Ledger
from detente.ledger.queries import Day
from detente.ledger.writing import UNKNOWN

ACTING = ("person", "office", "armed_force")
"""Kinds of actors that act for their country where nothing nearer is known."""


class Roll:
    """The way up from each actor, as known on a day.

    Args:
        parents: what each actor is a part of or acts for.
        names: how each actor is called.
        blocs: members of each bloc on the date.
        kinds: kind of each actor (state, person …).
    """

    def __init__(
        self,
        parents: Mapping[str, str],
        names: Mapping[str, str] | None = None,
        blocs: Mapping[str, Iterable[str]] | None = None,
        kinds: Mapping[str, str] | None = None,
    ) -> None:
        self._kinds = dict(kinds or {})
        self._parents = parents
        self._names = dict(names or {})
        self._blocs = {bloc: frozenset(members) for bloc, members in (blocs or {}).items()}
        self._ways: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of(cls, ledger: Ledger, as_of: Day | None = None) -> Roll:
        """The way up as the documents known on a day tell it."""
        parents: dict[str, str] = {}
        names: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for actor in ledger.actors(as_of=as_of):
            names[actor.id], kinds[actor.id] = actor.name, actor.kind
            if actor.parent and actor.parent != actor.id:
                parents[actor.id] = actor.parent
            elif actor.kind in ACTING and actor.country and "." not in actor.id:
                parents[actor.id] = actor.country
        return cls(parents, names, kinds=kinds)

    def way(self, actor: str) -> tuple[str, ...]:
        """The actor, then all it is a part of or acts for, the widest last."""
        known = self._ways.get(actor)
        if known is None:
            way = [actor]
            while len(way) < 16:
                above = self._parents.get(way[-1])
                if above is None and "." in way[-1]:
                    above = way[-1].rpartition(".")[0]
                    if above == UNKNOWN:  # a sector of nobody known has no state above it
                        break
                if above is None or above in way:
                    break
                way.append(above)
            known = self._ways[actor] = tuple(way)
        return known

    def knows(self, actor: str) -> bool:
        """Whether the actor is named anywhere, itself or through a part, a person or a member."""
        if actor in self._names or actor in self._blocs:
            return True
        return any(actor in self.way(name) for name in self._names)

    def top(self, actor: str) -> str:
        """The widest actor on the way up: the state of a ministry, the organisation of its speaker."""
        return self.way(actor)[-1]

    def unknown(self, actor: str) -> bool:
        """Whether the text does not tell whose part an actor is: somebody's soldiers."""
        return self.top(actor).partition(".")[0] == UNKNOWN

    def within(self, actor: str, whole: str) -> bool:
        """Whether an actor counts with another: itself, a part of it, one who acts for it, or a member."""
        way = self.way(actor)
        return whole in way or not self._blocs.get(whole, frozenset()).isdisjoint(way)

    def members(self, actor: str) -> tuple[str, ...]:
        """The actor and, where it is a bloc, its members."""
        return (actor, *sorted(self._blocs.get(actor, frozenset()) - {actor}))

    def inside(self, whole: str) -> list[str]:
        """All named actors that count with another, itself among them."""
        return sorted({whole, *(name for name in self._names if self.within(name, whole))})

    def any_within(self, actors: Iterable[str], whole: str) -> bool:
        """Whether one of several actors counts with another."""
        return any(self.within(actor, whole) for actor in actors)

    def meets(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether an actor of one list counts with an actor of the other, either way."""
        tops = {self.top(actor) for actor in some}
        return any(self.top(actor) in tops for actor in others)

    def kind(self, actor: str) -> str:
        """The actor's kind, ``unknown`` where no document tells."""
        return self._kinds.get(actor, "unknown")

    def name(self, actor: str) -> str:
        """The actor's name, or its id where no name is known."""
        found = self._names.get(actor)
        if found is None and "." in actor:
            whole, _, part = actor.rpartition(".")
            return f"{self.name(whole)} ({part})"
        return found or actor
