"""What is too little to settle a forecast or a plan, and what a sentence settles at once, from text."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.ledger import Ledger
from detente.records import Document
from detente.relations.agenda import agenda
from detente.relations.terms import terms

PLAN = "Kenya and Uganda will hold talks in May."
HOPE = "Analysts expect Kenya and Uganda to hold talks in May."


def put(ledger: Ledger, coder: Coder, published: str, text: str) -> None:
    ledger.add(coder.code(Document.of(text, id=f"wire-{published}", published=published)))


@pytest.mark.parametrize(
    "first, later, state",
    [
        (HOPE, "Kenya said it was ready for talks with Uganda.", "did_not"),
        (HOPE, "Kenya offered to hold talks with Uganda.", "did_not"),
        (HOPE, "Kenya and Uganda held talks on Tuesday in Nairobi.", "happened"),
        (PLAN, "Kenya agreed to talks with Uganda.", "overdue"),
        (PLAN, "Kenya and Uganda held talks on Tuesday in Nairobi.", "happened"),
        (f"{PLAN} Kenya and Uganda held talks on Monday.", "Kenya praised Uganda.", "overdue"),
        (f"{PLAN} Kenya is ready for talks with Uganda.", "Kenya praised Uganda.", "overdue"),
    ],
)
def test_readiness_is_no_meeting(ledger: Ledger, coder: Coder, first: str, later: str, state: str) -> None:
    put(ledger, coder, "2004-03-10", first)
    put(ledger, coder, "2004-05-12", later)
    items = agenda(ledger, "KEN", "UGA", as_of="2004-08-01")
    found = [item for item in items if item.window and "meet" in item.rule.acts]
    assert [item.state for item in found] == [state]


@pytest.mark.parametrize(
    "first, later, state",
    [
        (
            "Chile will end ferry services to Peru from 1 April.",
            "Ferry services between Chile and Peru ended on 1 April.",
            "happened",
        ),
        (
            "Chile announced that it would halt ferry services to Peru from 1 April.",
            "Ferry services from Chile to Peru stopped on Thursday.",
            "happened",
        ),
        ("Chile will end ferry services to Peru from 1 April.", "Chile thanked Peru for the prize.", "due"),
        (
            "Chile will end ferry services to Peru from 1 April.",
            "A chess congress of Chile and Peru ended on Thursday.",
            "due",
        ),
    ],
)
def test_announced_end_takes_effect(ledger: Ledger, coder: Coder, first: str, later: str, state: str) -> None:
    put(ledger, coder, "2004-03-10", first)
    put(ledger, coder, "2004-04-05", later)
    found = [item for item in agenda(ledger, "CHL", "PER", as_of="2004-08-01") if item.window]
    assert [item.state for item in found] == [state]


@pytest.mark.parametrize(
    "text, state",
    [
        ("Kenya's demand for a shared port, which Uganda rejected, has kept the two apart.", "refused"),
        ("Kenya's demand for the return of the boats, rejected by Uganda, stands in the way.", "refused"),
        ("Kenya demanded that Uganda return the trucks, which Uganda refused.", "refused"),
        ("Kenya demanded that Uganda return the trucks, but Uganda rejected the demand.", "refused"),
        ("Kenya demanded that Uganda return the trucks after Uganda rejected a loan.", "open"),
        ("Kenya demanded that Uganda return the trucks.", "open"),
    ],
)
def test_demand_told_as_rejected(ledger: Ledger, coder: Coder, text: str, state: str) -> None:
    put(ledger, coder, "2004-03-10", text)
    found = [term for term in terms(ledger, "KEN", "UGA", as_of="2004-04-01") if term.kind == "demand"]
    assert {term.state for term in found} == {state}
