"""What changed between two days: what became known, and which states are others now."""

from __future__ import annotations

from dataclasses import dataclass

from detente.knowledge import Tables
from detente.ledger import Ledger
from detente.ledger.queries import Day, day
from detente.relations.agenda import AgendaItem, agenda
from detente.relations.dyads import dyad
from detente.relations.eventdata import EventRow
from detente.relations.pages import Pages
from detente.relations.phases import Phase, find_phases
from detente.relations.roll import Roll
from detente.relations.stances import Shift, stances
from detente.relations.terms import Term, terms


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that is new, or whose state is another; `before` is None for a new one."""

    term: Term
    before: str | None


@dataclass(frozen=True, slots=True)
class AgendaChange:
    """An expectation that is new, or whose state or window is another; `before` is None for a new one."""

    item: AgendaItem
    before: str | None
    window_before: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed in a relationship between two days.

    Attributes:
        a: one actor.
        b: the other.
        since: the earlier day (ISO).
        as_of: the later day, or None for all that is known.
        events: events that became known after `since`, by date.
        goldstein: weighted sum of their values.
        terms: terms that are new or have another state.
        agenda: expectations that are new or have another state or window.
        shifts: shifts of position that became known.
        phase_before: the phase on the earlier day, as it was seen then; None where none was claimed.
        phase: the phase on the later day.
    """

    a: str
    b: str
    since: str
    as_of: str | None
    events: tuple[EventRow, ...]
    goldstein: float
    terms: tuple[TermChange, ...]
    agenda: tuple[AgendaChange, ...]
    shifts: tuple[Shift, ...]
    phase_before: Phase | None
    phase: Phase | None


def changed(
    ledger: Ledger, a: str, b: str, since: Day, as_of: Day | None = None, *, roll: Roll | None = None
) -> Changed:
    """What changed between two actors from one day to another.

    Args:
        ledger: the record.
        a: one actor.
        b: the other.
        since: the earlier day; what was known on it is not new.
        as_of: the later day; None is today.
        roll: how actors roll up, by default as the ledger's documents tell.

    Raises:
        UnknownActor: one of the two occurs nowhere in what was known on the later day.
    """
    first = day(since)
    roll = roll or Roll.of(ledger, as_of)
    page = dyad(ledger, a, b, as_of, roll=roll)
    pages = Pages(ledger, roll, Tables())
    before = [row for row in page.events if row.known <= first]
    new = tuple(row for row in page.events if row.known > first)
    old_terms = {term.id: term for term in terms(ledger, a, b, first, roll=roll, pages=pages)}
    old_items = {item.id: item for item in agenda(ledger, a, b, first, roll=roll, pages=pages)}
    phases_before, phases = find_phases(before), find_phases(page.events)
    return Changed(
        a=a,
        b=b,
        since=first,
        as_of=None if as_of is None else day(as_of),
        events=new,
        goldstein=round(sum(row.goldstein * row.weight for row in new), 3),
        terms=tuple(
            TermChange(term, old.state if (old := old_terms.get(term.id)) else None)
            for term in terms(ledger, a, b, as_of, roll=roll, pages=pages)
            if term.id not in old_terms or old_terms[term.id].state != term.state
        ),
        agenda=tuple(
            AgendaChange(
                item,
                old_item.state if (old_item := old_items.get(item.id)) else None,
                old_item.window if old_item else None,
            )
            for item in agenda(ledger, a, b, as_of, roll=roll, pages=pages)
            if item.id not in old_items
            or (old_items[item.id].state, old_items[item.id].window) != (item.state, item.window)
        ),
        shifts=tuple(
            s for s in stances(ledger, a, b, as_of, roll=roll, pages=pages).shifts if s.known > first
        ),
        phase_before=phases_before[-1] if phases_before else None,
        phase=phases[-1] if phases else None,
    )
