"""Persons and the offices they held, with dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.knowledge.actors.days import Period
from detente.knowledge.actors.names import fold
from detente.knowledge.tables import Tables


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody's time in an office. `of` is the state or organisation, `office` the office's short name."""

    person: str
    of: str
    office: str
    role: str
    sector: str | None
    period: Period
    row: str


@dataclass(slots=True)
class Person:
    """A person that the tables know; terms in the order of time."""

    id: str
    name: str
    surname: str
    aliases: tuple[str, ...] = ()
    gender: str | None = None
    short: bool = True
    terms: list[Term] = field(default_factory=list)

    def term(self, day: str) -> Term | None:
        """The office held on a day; the highest in the table's order where there are several."""
        for term in self.terms:
            if term.period.holds(day):
                return term
        return None

    def last(self, day: str) -> Term | None:
        """The last office held before a day, else the first one."""
        past = [t for t in self.terms if t.period.over(day)]
        if past:
            return max(past, key=lambda t: t.period.end)
        return self.terms[0] if self.terms else None

    def distance(self, day: str) -> int:
        """Years from the day to the nearest time in office."""
        return min((t.period.distance(day) for t in self.terms), default=99)


@dataclass(frozen=True, slots=True)
class Office:
    """A row of offices.csv: the wording of the office and its sector."""

    id: str
    role: str
    sector: str


def offices(tables: Tables) -> dict[str, Office]:
    """Read offices.csv."""
    return {
        row.id: Office(row.id, row.need("role"), row.need("sector"))
        for row in tables.rows("actors/offices.csv", ("id", "role", "sector"))
    }


def person_id(name: str, surname: str | None = None) -> str:
    """``surname-given`` in plain lower-case letters.

    Args:
        name: the full name as written, given name first unless `surname` says otherwise.
        surname: the surname, where it is not the last word.
    """
    words = [w for w in name.replace("’", "'").split() if w]
    last = surname or (words[-1] if words else name)
    rest = name.replace(last, "", 1).split()
    given = rest[0] if rest else ""
    parts = [_plain(last), _plain(given)]
    return "-".join(p for p in parts if p)


def _plain(text: str) -> str:
    kept = "".join(c if c.isalnum() else "-" for c in fold(text).replace("'", "").replace(".", ""))
    return "-".join(p for p in kept.split("-") if p)


def persons(tables: Tables, known: dict[str, Office]) -> dict[str, Person]:
    """Read holders.csv and persons.csv: the persons by id, with their terms."""
    found: dict[str, Person] = {}
    for term, name, surname, aliases, gender, short in _terms(tables, known):
        person = found.get(term.person)
        if person is None:
            person = found[term.person] = Person(term.person, name, surname)
        person.aliases = tuple(dict.fromkeys((*person.aliases, *aliases)))
        person.gender = person.gender or gender
        person.short = person.short and short
        if term.of:
            person.terms.append(term)
    return found


def _terms(
    tables: Tables, known: dict[str, Office]
) -> Iterator[tuple[Term, str, str, list[str], str | None, bool]]:
    columns = ("id", "of", "office", "name", "surname", "aliases", "gender", "start", "end")
    for file in ("holders", "persons"):
        for row in tables.rows(f"actors/{file}.csv", columns):
            name = row.need("name")
            surname = row.text("surname") or name.split()[-1]
            code = row.need("office")
            office = known.get(code)
            if office is None:
                raise row.error("office", f"is {code!r}; offices.csv has no such office")
            start, end = row.text("start", "") or "", row.text("end", "") or ""
            term = Term(
                row.text("person") or person_id(name, surname), row.text("of", "") or "", code,
                row.text("role") or office.role, office.sector, Period(code, start, end), f"{file}:{row.id}",
            )  # fmt: skip
            yield term, name, surname, row.list("aliases"), row.text("gender"), row.text("short") != "no"
