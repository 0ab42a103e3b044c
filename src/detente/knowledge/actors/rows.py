"""The rows of the tables of states and organisations."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass

from detente.knowledge.actors.days import Period, at, periods
from detente.knowledge.tables import Row, Tables
from detente.records import ActorKind

KINDS: tuple[ActorKind, ...] = typing.get_args(ActorKind)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor that a table knows.

    `country` is alpha-3 or None, `sector` a PLOVER sector or None; `parents` are actor ids with the days on
    which they hold; `nouns` are the descriptions ("alliance") by which a text may take the actor up again.
    `cow` and `gw` are state numbers of the Correlates of War and of Gleditsch and Ward.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    parents: tuple[Period, ...] = ()
    start: str = ""
    end: str = ""
    nouns: tuple[str, ...] = ()
    row: str = ""
    cow: int | None = None
    gw: int | None = None

    def parent(self, day: str) -> str | None:
        """The actor that this one belonged to on a day."""
        return at(self.parents, day)


def states(tables: Tables) -> Iterator[tuple[ActorRow, Row]]:
    """The table of states, former states and breakaway regions."""
    for row in tables.rows("actors/states.csv", ("id", "name", "kind", "country", "parents", "start", "end")):
        yield _actor(row, "states", row.text("parents", "") or ""), row


def organisations(tables: Tables) -> Iterator[tuple[ActorRow, Row]]:
    """The table of organisations, blocs, forces, armed groups, parties and media."""
    for row in tables.rows("actors/organisations.csv", ("id", "name", "aliases", "kind", "parent")):
        yield _actor(row, "organisations", row.text("parent", "") or ""), row


def _actor(row: Row, table: str, parents: str) -> ActorRow:
    kind = typing.cast(ActorKind, row.choice("kind", KINDS))
    return ActorRow(
        id=row.id,
        name=row.need("name"),
        kind=kind,
        country=row.text("country"),
        sector=row.text("sector"),
        parents=periods(parents),
        start=row.text("start", "") or "",
        end=row.text("end", "") or "",
        nouns=tuple(row.list("nouns")),
        row=f"{table}:{row.id}",
        cow=int(row.number("cow", 0)) or None,
        gw=int(row.number("gw", 0)) or None,
    )
