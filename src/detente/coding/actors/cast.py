"""The actors of one document: each added once, with all that it belongs to on the day of publication."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.knowledge.actors import day_of
from detente.knowledge.actors.offices import Person
from detente.records import Actor, ActorKind

_FORCES = frozenset({"MIL", "REB", "PRM", "UAF"})
_BODIES = frozenset({"GOV", "LEG", "JUD", "COP", "SPY"})
UNKNOWN = "UNK"


class Cast:
    """Adds actors to a draft.

    Args:
        draft: the document being coded.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.book = draft.knowledge.actors
        self.day = day_of(draft.published)

    def add(self, id: str) -> str:
        """See to it that an actor and all it belongs to are in the draft.

        Args:
            id: an id that the tables know, a part of one (``RUS.MIL``), an unnamed source of one
                (``RUS.MIL.anon``), or a sector of nobody known (``UNK.CVL``).

        Returns:
            The id.
        """
        actors = self.draft.actors
        if id in actors:
            return id
        row = self.book.actors.get(id)
        if row is not None:
            parent = row.parent(self.day)
            country = row.country or (self.book.country(parent, self.draft.published) if parent else None)
            actors[id] = Actor(id, row.name, row.kind, country, row.sector, parent, None, (row.row,))
        elif id in self.book.persons:
            parent = self._person(self.book.persons[id])
        else:
            parent = self._part(id)
        if parent is not None:
            self.add(parent)
        return id

    def _person(self, person: Person) -> str | None:
        parent, sector, term = self.book.acting(person, self.day)
        rows = (term.row,) if term else ()
        role = term.role if term else None
        if sector == "ELI" and role:
            role = f"former {role}"
        country = self.book.country(term.of, self.draft.published) if term else None
        self.draft.actors[person.id] = Actor(
            person.id, person.name, "person", country, sector, parent, role, rows
        )
        return parent

    def _part(self, id: str) -> str | None:
        base, _, part = id.rpartition(".")
        if not base:
            self.draft.actors[id] = Actor(id, id, "unknown")
            return None
        if base == UNKNOWN:
            self.draft.actors[id] = Actor(id, self.book.name(id), "unknown", None, part)
            return None
        self.add(base)
        above = self.draft.actors[base]
        if part == "anon":
            actor = Actor(id, f"{above.name}: unnamed", "unknown", above.country, above.sector, base)
        elif part in self.book.offices:
            office = self.book.offices[part]
            actor = Actor(id, f"{above.name}: {office.role}", "office", above.country, above.sector, base,
                          office.role, (f"offices:{part}",))  # fmt: skip
        else:
            kind: ActorKind = "armed_force" if part in _FORCES else "group"
            if part in _BODIES:
                kind = "organisation"
            name = f"{above.name}: {self.book.sectors.get(part, part)}"
            actor = Actor(id, name, kind, above.country, part, base, None, (f"sectors:{part}",))
        self.draft.actors[id] = actor
        return base

    def unnamed(self, id: str) -> str:
        """The unnamed source that belongs to an actor: its id and ``.anon``."""
        return self.add(id if id.endswith(".anon") else f"{id}.anon")

    def newcomer(
        self,
        id: str,
        name: str,
        kind: ActorKind,
        parent: str | None = None,
        sector: str | None = None,
        role: str | None = None,
        rows: tuple[str, ...] = (),
    ) -> str:
        """Add an actor that no table knows, or complete one that was added with less.

        Args:
            id: the id it gets.
            name: its name as the text has it.
            kind: person, organisation, group or unknown.
            parent: what it acts for, where the text says so.
            sector: its PLOVER sector.
            role: its role in the text's words.
            rows: the table rows that the pattern used.
        """
        if parent is not None:
            self.add(parent)
        above = self.draft.actors.get(parent) if parent else None
        old = self.draft.actors.get(id)
        country = above.country if above else None
        if old is None:
            self.draft.actors[id] = Actor(id, name, kind, country, sector, parent, role, rows)
        elif old.parent is None and parent is not None and parent != id:
            kind = "person" if kind == "person" else old.kind
            self.draft.actors[id] = Actor(id, old.name, kind, country, sector or old.sector, parent,
                                          role or old.role, (*old.rows, *rows))  # fmt: skip
        elif old.sector is None and old.parent is None and (sector or role):
            kind = "person" if kind == "person" else old.kind
            self.draft.actors[id] = Actor(id, old.name, kind, old.country, sector, old.parent,
                                          role or old.role, (*old.rows, *rows))  # fmt: skip
        return id
