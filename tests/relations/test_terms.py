from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.coding import Coder
from detente.ledger import Ledger
from detente.records import Document
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
    refusal, term = sorted(
        terms(bargaining, "WES", "OST", as_of="1988-01-01"), key=lambda term: term.id, reverse=True
    )
    assert refusal.answers == term.id
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


BARGAIN = (
    (
        "1995-02-06",
        "Peru offered Ecuador talks on the border. Peru on Monday proposed a ceasefire to Ecuador.",
    ),
    (
        "1995-02-08",
        "Ecuador accepted the Peruvian offer of talks on Tuesday. Ecuador rejected Peru's proposal for a ceasefire.",
    ),
    (
        "1995-02-12",
        "Peru offered to withdraw its troops from the Cenepa valley if Ecuador recalled its patrols."
        " Ecuador refused to withdraw its patrols from the Cenepa valley.",
    ),
    ("1995-02-20", "Peru withdrew its offer of a withdrawal from the valley on Friday."),
    ("1995-03-02", "Ecuador on Wednesday withdrew its patrols from the Cenepa valley."),
    (
        "1995-03-10",
        "Norway's foreign minister said Peru was ready to reopen the crossing at Huaquillas to trucks from Ecuador."
        " Ecuador ruled out talks with Peru on navigation.",
    ),
    ("1995-03-20", "Ecuador has dropped its refusal to discuss navigation with Peru."),
    ("1995-04-02", "Peru on Saturday reopened the crossing at Huaquillas to trucks from Ecuador."),
)


@pytest.fixture(scope="module")
def bargain(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Offers and refusals of two neighbours, dispatch by dispatch."""
    with Ledger(tmp_path_factory.mktemp("terms") / "bargain.db") as ledger:
        for published, text in BARGAIN:
            ledger.add(coder.code(Document.of(text, id=f"own-{published}", published=published)))
        yield ledger


@pytest.mark.parametrize("kind, words, states", [
    ("offer", "offered Ecuador talks", {"1995-02-06": "open", "1995-02-08": "met", "1995-05-01": "met"}),
    ("offer", "proposed a ceasefire", {"1995-02-07": "open", "1995-02-08": "refused", "1995-05-01": "refused"}),
    ("offer", "offered to withdraw", {"1995-02-12": "refused", "1995-02-20": "withdrawn", "1995-05-01": "withdrawn"}),
    ("offer", "ready to reopen the crossing", {"1995-03-10": "open", "1995-04-01": "open", "1995-04-02": "met"}),
    ("refusal", "rejected Peru's proposal", {"1995-02-08": "open", "1995-05-01": "open"}),
    ("refusal", "refused to withdraw", {"1995-02-12": "open", "1995-03-01": "open", "1995-03-02": "withdrawn"}),
    ("refusal", "ruled out talks", {"1995-03-10": "open", "1995-03-20": "withdrawn"}),
])  # fmt: skip
def test_offers_and_refusals_have_the_state_of_the_day(
    bargain: Ledger, kind: str, words: str, states: dict[str, str]
) -> None:
    for day, state in states.items():
        (term,) = [t for t in terms(bargain, "PER", "ECU", as_of=day) if t.kind == kind and words in t.what]
        assert term.state == state, (day, term.changes)
        for change in term.changes[1:]:
            assert change.reference is None or change.reference.known <= day


def test_a_refusal_names_the_offer_it_answers(bargain: Ledger) -> None:
    found = {term.id: term for term in terms(bargain, "PER", "ECU", as_of="1995-05-01")}
    answered = {t.what: found[t.answers].what for t in found.values() if t.answers is not None}
    told = {
        "Ecuador rejected Peru's proposal for a ceasefire.": "Peru on Monday proposed a ceasefire to Ecuador.",
        "Ecuador refused to withdraw its patrols from the Cenepa valley.": "offered to withdraw its troops from"
        " the Cenepa valley if Ecuador recalled its patrols",
    }
    assert told.items() <= answered.items()


@pytest.mark.parametrize("answer, state", [
    ("Thailand accepted the offer on Tuesday.", "met"),
    ("The Malaysian offer was accepted in Bangkok on Tuesday.", "met"),
    ("Thailand turned down the offer of a road on Tuesday.", "refused"),
    ("Malaysia withdrew the offer of a road on Tuesday.", "withdrawn"),
    ("The Malaysian offer expired on Tuesday.", "lapsed"),
    ("Malaysia renewed its offer of a road on Tuesday.", "open"),
    # what somebody else takes or leaves answers nothing
    ("Thailand accepted a Chinese offer of a loan on Tuesday.", "open"),
    ("Vietnam rejected the accusation on Tuesday.", "open"),
    ("Thailand rejected a report on its rice on Tuesday.", "open"),
])  # fmt: skip
def test_an_offer_is_answered_by_whom_it_was_made_to(
    coder: Coder, tmp_path: Path, answer: str, state: str
) -> None:
    with Ledger(tmp_path / "offer.db") as ledger:
        first = "Malaysia offered to build a road across the border for Thailand."
        ledger.add(coder.code(Document.of(first, id="one", published="1978-05-02")))
        ledger.add(coder.code(Document.of(answer, id="two", published="1978-05-10")))
        (offer,) = [t for t in terms(ledger, "MYS", "THA", as_of="1978-06-01") if t.kind == "offer"]
        assert offer.state == state, offer.changes


@pytest.mark.parametrize("threat, deed, state", [
    (
        "Turkey threatened to use force if Syria sent further troops to the Orontes valley.",
        "The last Syrian soldiers left the Orontes valley on Monday.",
        "void",
    ),
    (
        "Turkey threatened to use force if Syria sent further troops to the Orontes valley.",
        "Syria said its soldiers would leave the Orontes valley.",
        "open",
    ),
    (
        "Turkey threatened to close the border unless Syria withdrew its troops from the Orontes valley.",
        "Syria on Monday withdrew its troops from the Orontes valley.",
        "void",
    ),
    (
        "Turkey threatened to close the border unless Syria withdrew its troops from the Orontes valley.",
        "Syria on Monday sent troops to the Orontes valley.",
        "open",
    ),
])  # fmt: skip
def test_a_threat_is_void_when_its_condition_is_met_or_done_away_with(
    coder: Coder, tmp_path: Path, threat: str, deed: str, state: str
) -> None:
    with Ledger(tmp_path / "threat.db") as ledger:
        ledger.add(coder.code(Document.of(threat, id="one", published="1966-09-04")))
        ledger.add(coder.code(Document.of(deed, id="two", published="1966-10-11")))
        (term,) = [t for t in terms(ledger, "TUR", "SYR", as_of="1966-12-01") if t.kind == "threat"]
        assert term.state == state, term.changes
        if state == "void":
            assert term.changes[-1].why.startswith("condition")
