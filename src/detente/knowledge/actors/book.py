"""All that is known of actors, loaded from the tables and asked by name, id and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detente.knowledge.actors.days import LATEST, Period, day_of
from detente.knowledge.actors.names import Alias, NameIndex, alias, choose, fold, squash
from detente.knowledge.actors.offices import Office, Person, Term, offices, persons
from detente.knowledge.actors.roles import RoleIndex, plural
from detente.knowledge.actors.rows import ActorRow, organisations, states
from detente.knowledge.tables import Tables

HEADS = (
    "leader", "supreme-leader", "president", "secretary-general", "head", "general-secretary",
    "rebel-leader", "party-leader", "high-representative", "prime-minister", "chancellor", "monarch",
)  # fmt: skip
"""Offices at the top of a state or a body, the highest first."""

_INITIAL = re.compile(r"\b([A-Z])\.(?= )")

_NEAR = 80.0
"""rapidfuzz score from which a name is offered as what may have been meant."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of ambiguous.csv: words whose presence speaks against, or for, what a name usually stands for.

    `instead` is whom it stands for then, where it is not only the place that is meant; nobody where None.
    """

    actor: str
    against: frozenset[str]
    speaks_for: frozenset[str]
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Nickname:
    """A row of nicknames.csv: a name that stands for an actor only where other words of the text say so."""

    actor: str
    row: str
    needs: frozenset[str]
    period: Period


@dataclass(slots=True)
class ActorBook:
    """Actors by id, their names, roles, offices and holders."""

    actors: dict[str, ActorRow] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    names: NameIndex = field(default_factory=NameIndex)
    roles: RoleIndex = field(default_factory=RoleIndex)
    offices: dict[str, Office] = field(default_factory=dict)
    holders: dict[tuple[str, str], list[Term]] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    newest: str = ""
    doubts: dict[str, list[Doubt]] = field(default_factory=dict)
    namesakes: dict[str, list[Person]] = field(default_factory=dict)
    nicknames: dict[str, list[Nickname]] = field(default_factory=dict)

    def holder(self, of: str, office: str, day: str) -> Term | None:
        """Who held an office on a day; on a day of change, who came in."""
        found = None
        for term in self.holders.get((of, office), ()):
            if term.period.holds(day) and (found is None or term.period.start >= found.period.start):
                found = term
        return found

    def namesake(self, person: Person, day: str) -> Person:
        """The bearer of the same given name and surname who was in office on a day, else the person."""
        if day == LATEST or person.term(day) is not None:
            return person
        others = [p for p in self.namesakes.get(_namesake(person.name), ()) if p.term(day) is not None]
        return others[0] if len(others) == 1 else person

    def head(self, of: str, day: str) -> Term | None:
        """Who stood at the top of a state or organisation on a day."""
        for office in HEADS:
            term = self.holder(of, office, day)
            if term is not None:
                return term
        return None

    def name(self, id: str) -> str:
        """An actor's name, with the part of it that the id names.

        Args:
            id: an actor id such as ``RUS``, ``RUS.MIL`` or ``putin-vladimir``.
        """
        if id in self.actors:
            return self.actors[id].name
        if id in self.persons:
            return self.persons[id].name
        base, _, part = id.rpartition(".")
        if not base:
            return id
        if part == "anon":
            return f"{self.name(base)}: unnamed"
        if base == "UNK":
            return self.sectors.get(part, part)
        return f"{self.name(base)}: {self.sectors.get(part, part.replace('-', ' '))}"

    def knows(self, id: str) -> bool:
        """Whether a table has an actor or the whole it is a part of; kinds of people (UNK) count as known.

        Args:
            id: an actor id.
        """
        base = id.partition(".")[0]
        return base == "UNK" or base in self.actors or base in self.persons

    def parents(self, id: str, date: str | None = None) -> list[str]:
        """What an actor belonged to on a date, nearest first.

        Args:
            id: an actor id.
            date: EDTF date, or None for today.
        """
        day = day_of(date)
        found: list[str] = []
        one = self.parent(id, day)
        while one is not None and one not in found:
            found.append(one)
            one = self.parent(one, day)
        return found

    def parent(self, id: str, day: str) -> str | None:
        """The actor that another directly belonged to on a day."""
        if id in self.actors:
            return self.actors[id].parent(day)
        if id in self.persons:
            return self.acting(self.persons[id], day)[0]
        base = id.rpartition(".")[0]
        return base if base and base != "UNK" else None

    def acting(self, person: Person, day: str) -> tuple[str | None, str | None, Term | None]:
        """What a person acted for on a day: the parent's id, the sector, the term of office.

        Somebody out of office belongs to the country or organisation as one of its elites. Where the day is
        not known, nothing says that somebody has left office, and the last one counts.
        """
        term = person.term(day)
        if term is not None:
            return self.seat(term.of, term.sector), self._sector(term), term
        last = person.last(day)
        if last is None:
            return None, None, None
        if last.sector in ("GOV", "IGO") and last.period.over(day) and day != LATEST:
            return last.of, "ELI", last
        return self.seat(last.of, last.sector), self._sector(last), last

    def _sector(self, term: Term) -> str | None:
        """The sector of an office: that of the body it heads, where the body has one."""
        row = self.actors.get(term.of)
        own = row.sector if row is not None and row.kind != "state" else None
        return own or term.sector

    def seat(self, of: str, sector: str | None) -> str:
        """The id of the part of a state that a sector is; an organisation has no such parts."""
        row = self.actors.get(of)
        if row is None or sector is None or row.kind not in ("state", "group"):
            return of
        if row.sector not in (None, "PRE"):
            return of
        return f"{of}.{sector}"

    def country(self, id: str, date: str | None = None) -> str | None:
        """An actor's country as alpha-3, or None."""
        for one in (id, *self.parents(id, date)):
            row = self.actors.get(one)
            if row is not None and row.country:
                return row.country
        return None

    def resolve(self, text: str, date: str | None = None) -> list[str]:
        """The actors that a user may mean by an id or a name.

        Args:
            text: ``RUS``, ``rus.mil``, ``Russia``, ``Moscow``, ``putin-vladimir``, ``Vladimir Putin``.
            date: EDTF date on which the name is meant, or None for today.

        Returns:
            Actor ids, the likeliest first; empty where nothing bears the name.
        """
        text = text.strip()
        for one in (text, text.upper(), text.lower()):
            base = one.partition(".")[0]
            if one in self.actors or one in self.persons or ("." in one and base in self.actors):
                return [one]
        found = self.names.by_key.get(squash(text), [])
        return list(dict.fromkeys(a.actor for a in choose(found, day_of(date)))) if found else []

    def near(self, text: str, limit: int = 3) -> list[tuple[str, str]]:
        """Names that are like one that nobody bears: (actor id, name), the likest first."""
        from rapidfuzz import fuzz, process

        key = squash(text)
        hits = process.extract(key, self.names.by_key.keys(), scorer=fuzz.ratio, limit=4 * limit)
        found: dict[str, str] = {}
        for name, score, _ in hits:
            if score >= _NEAR:
                actor = self.names.by_key[name][0].actor
                found.setdefault(actor, self.name(actor))
        return list(found.items())[:limit]


def load_actors(tables: Tables) -> ActorBook:
    """Load the tables of actors.

    Args:
        tables: where tables are looked up.

    Raises:
        TableError: a table is missing or a cell is wrong.
    """
    book = ActorBook()
    entries: list[tuple[str, Alias]] = []
    for row, cells in states(tables):
        book.actors[row.id] = row
        entries += _named([row.name, *cells.list("aliases")], row, "name")
        entries += _named(cells.list("adjectives"), row, "nationality")
        entries += _named(cells.list("people"), row, "people")
        entries += _named(cells.list("capitals"), row, "metonym")
    for row, cells in organisations(tables):
        if row.id in book.actors:
            raise cells.error("id", f"is {row.id!r}, which the table of states has already")
        book.actors[row.id] = row
        entries += _named([row.name, *cells.list("aliases")], row, "name")
        for noun in row.nouns:
            book.nouns.setdefault(noun, []).append(row.id)
    entries += _others(book, tables)
    for cells in tables.rows("actors/words.csv", ("id", "class", "words", "value")):
        kind = book.words.setdefault(cells.need("class"), {})
        for word in cells.list("words"):
            kind[fold(word)] = value = cells.text("value", "") or ""
            if cells.text("class") == "kind-noun":
                book.kinds.setdefault(fold(word), set()).add(value)
    for word, bloc in book.words.get("groupword", {}).items():
        name = word.title()
        entries.append((name, alias(name, bloc, "nationality", f"organisations:{bloc}")))
    given = book.words.setdefault("given", {})
    for cells in tables.rows("actors/given_names.csv", ("id", "gender", "names")):
        for name in cells.list("names"):
            given.setdefault(fold(name), cells.text("gender", "") or "")
    for cells in tables.rows("actors/ambiguous.csv", ("id", "name", "actor", "against", "for")):
        against, speaks_for = (frozenset(map(fold, cells.list(c))) for c in ("against", "for"))
        instead = cells.text("instead")
        if instead is not None and instead not in book.actors:
            raise cells.error("instead", f"is {instead!r}, which no table of actors has")
        doubt = Doubt(cells.need("actor"), against, speaks_for, instead)
        book.doubts.setdefault(squash(cells.need("name")), []).append(doubt)
    for cells in tables.rows("actors/nicknames.csv", ("id", "names", "actor", "needs", "start", "end")):
        period = Period(cells.id, cells.text("start", "") or "", cells.text("end", "") or "")
        needs = frozenset(map(fold, cells.list("needs")))
        for name in cells.list("names"):
            if cells.need("actor") not in book.actors:
                raise cells.error("actor", f"is {cells.need('actor')!r}, which no table of actors has")
            nickname = Nickname(cells.need("actor"), f"nicknames:{cells.id}", needs, period)
            book.nicknames.setdefault(name, []).append(nickname)
    book.offices = offices(tables)
    book.persons = persons(tables, book.offices)
    entries += _people(book)
    entries += _further(book, tables)
    book.names = NameIndex.of(entries)
    book.roles = RoleIndex.load(tables)
    book.sectors = {r.id: r.need("name") for r in tables.rows("actors/sectors.csv", ("id", "name"))}
    return book


def _namesake(name: str) -> str:
    """Given name and surname without what stands between them."""
    words = fold(name).split()
    return f"{words[0]} {words[-1]}"


def _named(names: Sequence[str], row: ActorRow, how: str) -> Iterator[tuple[str, Alias]]:
    # a state's own names outlive it; those of organisations are sought near their time first
    for name in names:
        yield name, alias(name, row.id, how, row.row, row.start if row.end else "", row.end)  # type: ignore[arg-type]


def _others(book: ActorBook, tables: Tables) -> Iterator[tuple[str, Alias]]:
    for cells in tables.rows("actors/metonyms.csv", ("id", "names", "actor", "start", "end")):
        actor = cells.need("actor")
        if actor.partition(".")[0] not in book.actors:
            raise cells.error("actor", f"is {actor!r}; neither states.csv nor organisations.csv has it")
        for name in cells.list("names"):
            start, end = cells.text("start", "") or "", cells.text("end", "") or ""
            yield name, alias(name, actor, "metonym", f"metonyms:{cells.id}", start, end)
    for cells in tables.rows("actors/places.csv", ("id", "names", "country")):
        country = cells.need("country")
        if country not in book.actors:
            raise cells.error("country", f"is {country!r}, which states.csv lacks")
        for name in cells.list("names"):
            yield name, alias(name, country, "place", f"places:{cells.id}")


def _further(book: ActorBook, tables: Tables) -> Iterator[tuple[str, Alias]]:
    """aliases.csv: further names of actors that another table has; the place for a user's merged names."""
    for cells in tables.rows("actors/aliases.csv", ("id", "actor", "names", "start", "end")):
        actor = cells.need("actor")
        if actor.partition(".")[0] not in book.actors and actor not in book.persons:
            raise cells.error("actor", f"is {actor!r}, which no table of actors has")
        for name in cells.list("names"):
            start, end = cells.text("start", "") or "", cells.text("end", "") or ""
            yield name, alias(name, actor, "name", f"aliases:{cells.id}", start, end)


def _people(book: ActorBook) -> Iterator[tuple[str, Alias]]:
    for person in book.persons.values():
        row = person.terms[0].row if person.terms else f"persons:{person.id}"
        for name in (person.name, *person.aliases):
            yield name, alias(name, person.id, "name", row)
            bare = _INITIAL.sub(r"\1", name)
            if bare != name:  # "George W Bush", as some papers have it
                yield bare, alias(bare, person.id, "name", row)
        book.namesakes.setdefault(_namesake(person.name), []).append(person)
        for term in person.terms:
            book.newest = max(book.newest, term.period.start)
            book.holders.setdefault((term.of, term.office), []).append(term)
        if person.short and " " in person.name:
            start = min((t.period.start for t in person.terms), default="")
            ends = [t.period.end for t in person.terms]
            end = max(ends) if ends and all(ends) else ""
            short = alias(person.surname, person.id, "short", row)
            yield (
                person.surname,
                Alias(short.key, person.id, "short", row, Period(person.id, start, end), True, False),
            )


__all__ = ["LATEST", "ActorBook", "load_actors", "plural"]
