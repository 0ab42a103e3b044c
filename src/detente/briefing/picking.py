"""The records of a relationship that can be put into a brief, each with the line it would make."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from detente.briefing import planner_of
from detente.briefing.check import faults
from detente.briefing.model import Line
from detente.briefing.plan import Planner
from detente.briefing.view import Page
from detente.knowledge import Knowledge
from detente.ledger import Entry, Ledger
from detente.records import Condition, Event, Expectation, Statement

SECTIONS = {
    "event": "standing",
    "statement": "voices",
    "condition": "terms",
    "demand": "terms",
    "expectation": "expected",
    "explanation": "reasons",
}
"""The section into which a record of each kind goes."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that can be put into a brief.

    Attributes:
        id: its full id.
        kind: event, statement, condition, demand, expectation or explanation.
        day: when it happened, was said or is expected, else when it became known (ISO).
        line: the line that it makes, which the checker passed.
    """

    id: str
    kind: str
    day: str
    line: Line

    @property
    def section(self) -> str:
        """The section into which it goes."""
        return SECTIONS[self.kind]


def candidates(ledger: Ledger, a: str, b: str, as_of: str | None, knowledge: Knowledge) -> list[Candidate]:
    """All records of the articles on a relationship that make a line, the newest first.

    Args:
        ledger: where the record is kept.
        a: the one side.
        b: the other side.
        as_of: EDTF date; only what was known by then counts.
        knowledge: the tables.
    """
    planner, _ = planner_of(ledger, a, b, as_of, None, knowledge, None)
    found = [
        Candidate(entry.id, _kind(entry), entry.low or entry.high or entry.known, line)
        for page in planner.view.pages
        for entry in _entries(page)
        if (line := _line(planner, page, entry)) is not None
    ]
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def find(
    held: Collection[Candidate], words: str = "", kind: str = "", since: str = "", until: str = ""
) -> list[Candidate]:
    """The candidates that hold some words, are of a kind, and fall into a span of time.

    Args:
        held: the candidates.
        words: all of them must stand in the line or in the sentences behind it.
        kind: of the record; empty is any.
        since: first day (ISO); empty is any.
        until: last day.
    """
    wanted = words.lower().split()
    return [
        one
        for one in held
        if (not kind or one.kind == kind)
        and (not since or one.day >= since)
        and (not until or one.day <= until)
        and all(word in _told(one) for word in wanted)
    ]


def _told(one: Candidate) -> str:
    return f"{one.line.text} {' '.join(evidence.text for evidence in one.line.evidence)}".lower()


def _entries(page: Page) -> Iterator[Entry[Any]]:
    yield from page.events
    yield from page.statements
    yield from page.conditions
    yield from page.expectations
    yield from page.explanations


def _kind(entry: Entry[Any]) -> str:
    match entry.record:
        case Event():
            return "event"
        case Statement():
            return "statement"
        case Condition():
            return "condition"
        case Expectation():
            return "demand" if entry.record.kind == "demand" else "expectation"
    return "explanation"


def _line(planner: Planner, page: Page, entry: Entry[Any]) -> Line | None:
    """The line that a record makes; None where it names neither side, or says what its sentence does not."""
    if not planner.concerns(page, entry):
        return None
    line = planner.line(page, entry)
    return None if faults(line, planner.forms, planner.ranges) else line
