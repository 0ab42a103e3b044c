from __future__ import annotations

from typing import Any

import pytest

from detente.ledger import Ledger
from detente.relations.terms import terms


def state_at(ledger: Ledger, kind: str, day: str) -> list[str]:
    return [term.state for term in terms(ledger, "OST", "WES", as_of=day) if term.kind == kind]


@pytest.fixture
def bargaining(ledger: Ledger, tell: Any) -> Ledger:
    """Ostland demands that Westmark reopen the canal; it is refused, renewed and met."""
    one = tell(
        "1987-03-02",
        "Ostland demanded on Sunday that Westmark reopen the Grey Canal to barges. Ostland said so.",
    )
    asked = one.event(
        "REQUEST", "OST", "WES", "Ostland demanded on Sunday that Westmark reopen the Grey Canal to barges",
        anchor="demanded", date="1987-03-01",
    )  # fmt: skip
    wanted = one.event(
        "RETREAT", "WES", "OST", "Westmark reopen the Grey Canal to barges", anchor="reopen",
        factuality="CTu", tense="future", mode="access",
    )  # fmt: skip
    assert asked == "e1"
    one.expect("demand", "Westmark reopen the Grey Canal to barges", wanted)
    ledger.add(one.coded())
    two = tell("1987-03-09", "Westmark rejected the demand for the canal. Ida Brandt said barges would wait.")
    two.event("REJECT", "WES", "OST", "Westmark rejected the demand for the canal", anchor="rejected")
    ledger.add(two.coded())
    three = tell(
        "1987-04-20", "Ostland repeated its demand that Westmark open the canal. Nothing else was said."
    )
    ledger.add(three.coded())
    four = tell("1987-06-01", "Westmark on Sunday reopened the Grey Canal. Barges passed at noon.")
    four.event(
        "RETREAT", "WES", "", "Westmark on Sunday reopened the Grey Canal", anchor="reopened", date="1987-05-31",
        mode="access",
    )  # fmt: skip
    ledger.add(four.coded())
    return ledger


@pytest.mark.parametrize("day, state", [
    ("1987-03-02", "open"),
    ("1987-03-08", "open"),
    ("1987-03-09", "refused"),
    ("1987-04-20", "open"),
    ("1987-05-31", "open"),
    ("1987-06-01", "met"),
    ("1990-01-01", "met"),
])  # fmt: skip
def test_demand_has_the_state_of_the_day(bargaining: Ledger, day: str, state: str) -> None:
    assert state_at(bargaining, "demand", day) == [state]


def test_before_the_first_article_nothing_is_on_the_table(bargaining: Ledger) -> None:
    assert terms(bargaining, "OST", "WES", as_of="1980-01-01") == []


def test_demand_tells_who_of_whom_and_opens_its_sentences(bargaining: Ledger) -> None:
    (term,) = terms(bargaining, "WES", "OST", as_of="1988-01-01")
    assert (term.by, term.of) == (("OST",), ("WES",))
    assert [change.state for change in term.changes] == ["open", "refused", "open", "met"]
    for change in term.changes:
        assert change.reference is not None
        assert change.reference.text in bargaining.text(change.reference.document)
        assert change.reference.text in change.reference.sentence or "demand" in change.reference.text
    assert term.changes[-1].on == "1987-05-31"
    assert term.changes[1].why == "event:REJECT"
    assert "RETREAT" in term.settled_by


def test_rejecting_something_else_is_no_refusal(ledger: Ledger, tell: Any) -> None:
    one = tell("1987-03-02", "Ostland asked Westmark to return the stolen paintings.")
    one.event(
        "REQUEST", "OST", "WES", "Ostland asked Westmark to return the stolen paintings", anchor="asked"
    )
    ledger.add(one.coded())
    two = tell("1987-03-04", "Westmark rejected a fishing treaty with Ostland.")
    two.event("REJECT", "WES", "OST", "Westmark rejected a fishing treaty with Ostland", anchor="rejected")
    ledger.add(two.coded())
    assert state_at(ledger, "demand", "1987-03-05") == ["open"]


def test_demand_lapses_with_its_deadline(ledger: Ledger, tell: Any) -> None:
    one = tell("1987-03-02", "Ostland demanded that Westmark pay for the bridge by the end of May.")
    one.event(
        "REQUEST",
        "OST",
        "WES",
        "Ostland demanded that Westmark pay for the bridge by the end of May",
        anchor="demanded",
    )
    pay = one.event(
        "AID",
        "WES",
        "OST",
        "Westmark pay for the bridge by the end of May",
        anchor="pay",
        factuality="CTu",
        tense="future",
    )
    one.expect("demand", "Westmark pay for the bridge by the end of May", pay, window="1987-03-02/1987-05-31")
    ledger.add(one.coded())
    assert state_at(ledger, "demand", "1987-05-31") == ["open"]
    (term,) = terms(ledger, "OST", "WES", as_of="1987-06-01")
    assert (term.state, term.since, term.deadline) == ("lapsed", "1987-06-01", "1987-05-31")
    assert term.changes[-1].reference is None


def test_demand_is_withdrawn_in_so_many_words(ledger: Ledger, tell: Any) -> None:
    one = tell("1987-03-02", "Ostland demanded that Westmark apologize for the incident.")
    one.event(
        "REQUEST",
        "OST",
        "WES",
        "Ostland demanded that Westmark apologize for the incident",
        anchor="demanded",
    )
    ledger.add(one.coded())
    two = tell("1987-07-02", "Ostland no longer insists on an apology from Westmark.")
    ledger.add(two.coded())
    assert state_at(ledger, "demand", "1987-07-02") == ["withdrawn"]


def test_condition_is_met_by_its_antecedent(ledger: Ledger, tell: Any) -> None:
    one = tell("1987-03-02", "If Westmark frees the pilot, Ostland will send its envoy back.")
    free = one.event(
        "RETREAT", "WES", "", "Westmark frees the pilot", anchor="frees", factuality="CTu", tense="future"
    )
    send = one.event(
        "AGREE",
        "OST",
        "WES",
        "Ostland will send its envoy back",
        anchor="send",
        factuality="CTu",
        tense="future",
    )
    one.condition(
        "Westmark frees the pilot", "Ostland will send its envoy back", if_events=(free,), then_events=(send,)
    )
    ledger.add(one.coded())
    two = tell("1987-03-20", "Westmark freed the pilot on Thursday.")
    two.event("RETREAT", "WES", "", "Westmark freed the pilot on Thursday", anchor="freed", date="1987-03-19")
    ledger.add(two.coded())
    assert state_at(ledger, "condition", "1987-03-19") == ["open"]
    assert state_at(ledger, "condition", "1987-03-20") == ["met"]
