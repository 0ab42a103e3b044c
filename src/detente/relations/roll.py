"""Who counts as whom: parts with the whole, persons with those they act for, members with their bloc."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from detente.knowledge.actors.days import Period
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
        blocs: members of each bloc that counts with them, with the dates of their membership
            (`Knowledge.memberships`); a bare id is a member for ever.
        kinds: kind of each actor (state, person …).
    """

    def __init__(
        self,
        parents: Mapping[str, str],
        names: Mapping[str, str] | None = None,
        blocs: Mapping[str, Iterable[str | Period]] | None = None,
        kinds: Mapping[str, str] | None = None,
    ) -> None:
        self._kinds = dict(kinds or {})
        self._parents = parents
        self._names = dict(names or {})
        self._blocs: dict[str, tuple[Period, ...]] = {
            bloc: tuple(Period(one) if isinstance(one, str) else one for one in members)
            for bloc, members in (blocs or {}).items()
        }
        self._ways: dict[str, tuple[str, ...]] = {}
        self._tops: dict[Collection[str], frozenset[str]] = {}

    @classmethod
    def of(
        cls,
        ledger: Ledger,
        as_of: Day | None = None,
        *,
        blocs: Mapping[str, Sequence[Period]] | None = None,
    ) -> Roll:
        """The way up as the documents known on a day tell it.

        Args:
            ledger: the record.
            as_of: what was known on that day; None is all.
            blocs: `Knowledge.memberships`, where alliances and unions are to count with their members.
        """
        parents: dict[str, str] = {}
        names: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for id, name, kind, country, parent in ledger.called(as_of=as_of):
            names[id], kinds[id] = name, kind
            if parent and parent != id:
                parents[id] = parent
            elif kind in ACTING and country and "." not in id:
                parents[id] = country
        return cls(parents, names, blocs, kinds)

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
        return actor in self._names or any(self.within(name, actor) for name in self._names)

    def top(self, actor: str) -> str:
        """The widest actor on the way up: the state of a ministry, the organisation of its speaker."""
        return self.way(actor)[-1]

    def unknown(self, actor: str) -> bool:
        """Whether the text does not tell whose part an actor is: somebody's soldiers."""
        return self.top(actor).partition(".")[0] == UNKNOWN

    def side(self, actor: str, sides: Sequence[str], on: str | None = None) -> str | None:
        """The one of several sides that an actor counts with, or None.

        The nearest on its way up comes first; only then a bloc that it belonged to on the day. Who belongs to
        two of the sides counts with neither.

        Args:
            actor: who is told of.
            sides: ids, such as the two of a dyad.
            on: the day (ISO) on which a membership has to hold; None is any day.
        """
        way = self.way(actor)
        for one in way:
            if one in sides:
                return one
        if not self._blocs:
            return None
        found = [side for side in sides if self._belongs(way, side, on)]
        return found[0] if len(found) == 1 else None

    def _belongs(self, way: Sequence[str], bloc: str, on: str | None) -> bool:
        spells = self._blocs.get(bloc, ())
        return any(spell.value in way and (on is None or spell.holds(on)) for spell in spells)

    def within(self, actor: str, whole: str, on: str | None = None) -> bool:
        """Whether an actor counts with another: itself, a part of it, one who acts for it, or a member.

        Args:
            actor: who is told of.
            whole: the other.
            on: the day (ISO) on which a membership has to hold; None is any day.
        """
        return self.side(actor, (whole,), on) is not None

    def members(self, actor: str) -> tuple[str, ...]:
        """The actor and, where it is a bloc, all who ever were members of it."""
        return (actor, *sorted({spell.value for spell in self._blocs.get(actor, ())} - {actor}))

    def spells(self, actor: str) -> Iterator[Period]:
        """The actor itself, without dates, and, where it is a bloc, its memberships."""
        yield Period(actor)
        yield from self._blocs.get(actor, ())

    def is_bloc(self, actor: str) -> bool:
        """Whether members count with an actor."""
        return actor in self._blocs

    def inside(self, whole: str) -> list[str]:
        """All named actors that count with another, itself among them."""
        return sorted({whole, *(name for name in self._names if self.within(name, whole))})

    def any_within(self, actors: Iterable[str], whole: str, on: str | None = None) -> bool:
        """Whether one of several actors counts with another; see `within`."""
        return any(self.within(actor, whole, on) for actor in actors)

    def covers(self, actors: Iterable[str], sides: Sequence[str], on: str | None = None) -> bool:
        """Whether each of several sides has an actor that counts with it; see `side`."""
        return {self.side(actor, sides, on) for actor in actors}.issuperset(sides)

    def meets(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether an actor of one list counts with an actor of the other, either way."""
        return not self.tops(some).isdisjoint(self.tops(others))

    def tops(self, actors: Iterable[str]) -> frozenset[str]:
        """The widest actors on the ways up from several.

        Args:
            actors: who; the few sets of them that a corpus holds are asked for again and again.
        """
        key = actors if isinstance(actors, tuple | frozenset) else tuple(actors)
        found = self._tops.get(key)
        if found is None:
            found = self._tops[key] = frozenset(map(self.top, key))
        return found

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
