"""What settles a matter and what does not, from text to state."""

from __future__ import annotations

from typing import Any

import pytest

from detente.coding import Coder
from detente.ledger import Ledger
from detente.records import Document
from detente.relations.agenda import AgendaItem, agenda
from detente.relations.terms import terms


def put(ledger: Ledger, coder: Coder, published: str, text: str) -> str:
    return ledger.add(coder.code(Document.of(text, id=f"wire-{published}", published=published))).id


@pytest.fixture
def envoy(ledger: Ledger, coder: Coder) -> Ledger:
    """A visit that is spoken of twice in one article, and later comes about."""
    put(ledger, coder, "2003-05-06", (
        "India signalled on Tuesday that it was prepared to begin rebuilding its ties with Pakistan. A first"
        " step, officials in Delhi said, could come during a visit to Islamabad planned for later this month"
        " by Foreign Secretary Kanwal Sibal."
    ))  # fmt: skip
    put(ledger, coder, "2003-05-21", (
        "Foreign Secretary Kanwal Sibal visited Islamabad on Tuesday and met Pakistani officials. He called the"
        " talks useful."
    ))  # fmt: skip
    return ledger


def visits(ledger: Ledger, day: str) -> list[AgendaItem]:
    return [item for item in agenda(ledger, "IND", "PAK", as_of=day) if "visit" in item.rule.acts]


def test_visit_is_one_item_with_its_window(envoy: Ledger) -> None:
    (item,) = visits(envoy, "2003-05-07")
    assert item.kind == "scheduled"
    assert item.state == "open"
    assert item.window in ("2003-05-06/2003-05-31", "2003-05-01/2003-05-31")
    assert item.references[0].document == "d1"


def test_report_of_the_visit_resolves_it(envoy: Ledger) -> None:
    (item,) = visits(envoy, "2003-05-21")
    assert (item.state, item.since) == ("happened", "2003-05-21")
    assert item.changes[-1].reference is not None
    assert item.changes[-1].reference.document == "d2"
    assert [one.state for one in visits(envoy, "2003-05-20")] == ["open"]


def test_what_raises_a_matter_does_not_settle_it(envoy: Ledger) -> None:
    for item in agenda(envoy, "IND", "PAK", as_of="2003-05-07"):
        assert item.state in ("open", "due")
        assert len(item.changes) == 1


def test_promise_is_not_the_deed(ledger: Ledger, coder: Coder) -> None:
    put(ledger, coder, "1995-03-02", "Peru will withdraw its troops from the valley by the end of June.")
    put(ledger, coder, "1995-03-20", "Peru agreed on Sunday to withdraw its troops from the valley.")
    put(ledger, coder, "1995-06-12", "Peru on Sunday withdrew its troops from the valley.")

    def states(day: str) -> list[str]:
        return [i.state for i in agenda(ledger, "PER", as_of=day) if "withdraw" in i.rule.acts]

    assert set(states("1995-04-01")) <= {"open", "due"}
    assert "happened" in states("1995-06-12")


@pytest.fixture
def two_demands(ledger: Ledger, tell: Any) -> Ledger:
    one = tell("1987-03-02", "Ostland asked Westmark to pay for the bridge. It asked it to free two sailors.")
    one.event("REQUEST", "OST", "WES", "Ostland asked Westmark to pay for the bridge", anchor="asked")
    one.event("REQUEST", "OST", "WES", "It asked it to free two sailors", anchor="asked it")
    ledger.add(one.coded())
    return ledger


def demands(ledger: Ledger) -> list[str]:
    return [t.state for t in sorted(terms(ledger, "OST", "WES"), key=lambda t: t.id) if t.kind == "demand"]


def test_refusal_of_one_demand_leaves_the_other_open(two_demands: Ledger, tell: Any) -> None:
    two = tell("1987-03-09", "Westmark refused to pay for the bridge.")
    two.event("REJECT", "WES", "OST", "Westmark refused to pay for the bridge", anchor="refused")
    two_demands.add(two.coded())
    assert demands(two_demands) == ["refused", "open"]


def test_promise_about_one_demand_meets_no_other(two_demands: Ledger, tell: Any) -> None:
    two = tell("1987-03-09", "Westmark agreed to hold talks with Ostland.")
    two.event("AGREE", "WES", "OST", "Westmark agreed to hold talks with Ostland", anchor="agreed")
    two_demands.add(two.coded())
    assert demands(two_demands) == ["open", "open"]


def test_bare_sentence_leans_on_the_one_before(two_demands: Ledger, tell: Any) -> None:
    two = tell("1987-03-09", "The two sailors came home on Sunday. Ostland said the demand was met.")
    two_demands.add(two.coded())
    assert demands(two_demands) == ["open", "met"]


def test_day_of_a_demand_is_no_deadline(ledger: Ledger, tell: Any) -> None:
    one = tell("1987-03-02", "Ostland demanded on Monday that Westmark open the gate.")
    words = "Ostland demanded on Monday that Westmark open the gate"
    asked = one.event("REQUEST", "OST", "WES", words, anchor="demanded", date="1987-03-02")
    one.expect("demand", words, asked, window="1987-03-02/1987-03-02")
    ledger.add(one.coded())
    (term,) = terms(ledger, "OST", "WES", as_of="1987-04-01")
    assert (term.state, term.deadline) == ("open", None)
    assert agenda(ledger, "OST", "WES", as_of="1987-04-01") == []


def test_end_of_a_name_stands_for_the_whole(ledger: Ledger, tell: Any) -> None:
    one = tell("1987-03-02", "League of Harbours threatened to shut the docks of Westmark.")
    words = "League of Harbours threatened to shut the docks of Westmark"
    threat = one.event("THREATEN", "LEAGUE", "WES", words, anchor="threatened")
    one.expect("threat", words, threat)
    ledger.add(one.coded())
    two = tell("1987-05-02", "The harbours did not carry out their threat.")
    ledger.add(two.coded())
    (item,) = agenda(ledger, "LEAGUE", "WES", as_of="1987-06-01")
    assert item.state == "did_not"


@pytest.mark.parametrize(
    "told, state",
    [
        ("Uganda had rejected the demand for the trucks before.", "open"),
        ("Uganda rejected the demand for the trucks on Wednesday.", "refused"),
    ],
)
def test_what_came_before_in_the_telling_settles_nothing(
    ledger: Ledger, coder: Coder, told: str, state: str
) -> None:
    put(ledger, coder, "1998-03-05", f"Kenya demanded on Tuesday that Uganda return the trucks. {told}")
    states = [term.state for term in terms(ledger, "KEN", "UGA", "1998-03-06") if term.kind == "demand"]
    assert state in states
    assert (state == "refused") == ("refused" in states)
