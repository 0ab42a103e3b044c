from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from detente.coding import Coder
from detente.ledger import Ledger
from detente.records import Document
from detente.relations.agenda import agenda


@pytest.fixture
def visit(ledger: Ledger, tell: Any) -> Ledger:
    """Brandt's visit to Ostland is planned, put off, set anew and happens."""
    one = tell(
        "1988-02-01", "Foreign Minister Ida Brandt will visit Ostland on 20 February. Ida Brandt is keen."
    )
    going = one.event(
        "CONSULT", "brandt-ida", "OST", "Foreign Minister Ida Brandt will visit Ostland on 20 February",
        anchor="visit", mode="visit", date="1988-02-20", factuality="CTu", tense="future",
    )  # fmt: skip
    one.expect("scheduled", "Ida Brandt will visit Ostland on 20 February", going, window="1988-02-20")
    ledger.add(one.coded())
    two = tell("1988-02-15", "Westmark postponed the visit of Ida Brandt to Ostland. No date was named.")
    ledger.add(two.coded())
    three = tell("1988-03-10", "Ida Brandt will now visit Ostland on 4 April.")
    again = three.event(
        "CONSULT", "brandt-ida", "OST", "Ida Brandt will now visit Ostland on 4 April", anchor="visit",
        mode="visit", date="1988-04-04", factuality="CTu", tense="future",
    )  # fmt: skip
    three.expect("scheduled", "Ida Brandt will now visit Ostland on 4 April", again, window="1988-04-04")
    ledger.add(three.coded())
    four = tell("1988-04-05", "Ida Brandt visited Ostland on Monday.")
    four.event(
        "CONSULT",
        "brandt-ida",
        "OST",
        "Ida Brandt visited Ostland on Monday",
        anchor="visited",
        date="1988-04-04",
    )
    ledger.add(four.coded())
    return ledger


@pytest.mark.parametrize("day, state, window", [
    ("1988-02-01", "open", "1988-02-20"),
    ("1988-02-15", "open", None),
    ("1988-03-01", "open", None),
    ("1988-03-10", "open", "1988-04-04"),
    ("1988-04-04", "due", "1988-04-04"),
    ("1988-04-05", "happened", "1988-04-04"),
])  # fmt: skip
def test_visit_has_the_state_of_the_day(visit: Ledger, day: str, state: str, window: str | None) -> None:
    (item,) = agenda(visit, "WES", "OST", as_of=day)
    assert (item.state, item.window) == (state, window)


def test_visit_tells_all_its_turns(visit: Ledger) -> None:
    (item,) = agenda(visit, as_of="1989-01-01")
    assert [change.state for change in item.changes] == ["open", "postponed", "open", "happened"]
    assert item.changes[1].why == "postpone"
    assert item.changes[-1].on == "1988-04-04"
    assert item.actors == ("brandt-ida",)
    assert "Ida Brandt: CONSULT (visit) toward Ostland" in item.rule_text
    assert len(item.references) == 2


def test_plan_of_which_nothing_is_heard_is_overdue(ledger: Ledger, tell: Any) -> None:
    one = tell("1988-02-01", "General Karl Moor will inspect the border on 3 March.")
    one.expect("scheduled", "General Karl Moor will inspect the border on 3 March", window="1988-03-03")
    ledger.add(one.coded())
    (item,) = agenda(ledger, as_of="1988-03-09")
    assert (item.state, item.since) == ("overdue", "1988-03-03")


def test_visit_of_another_minister_does_not_settle_it(visit: Ledger, ledger: Ledger, tell: Any) -> None:
    other = tell("1988-03-20", "Jan Oldrup visited Ostland on a tour of harbours.")
    other.event(
        "CONSULT",
        "oldrup-jan",
        "OST",
        "Jan Oldrup visited Ostland on a tour of harbours",
        anchor="visited",
        date="1988-03-19",
    )
    ledger.add(other.coded())
    (item,) = agenda(ledger, "WES", "OST", as_of="1988-03-21")
    assert item.state == "open"


def test_called_off(ledger: Ledger, tell: Any) -> None:
    one = tell("1988-02-01", "Ida Brandt will hold a summit with Ostland on 9 May.")
    one_event = one.event(
        "CONSULT", "brandt-ida", "OST", "Ida Brandt will hold a summit with Ostland on 9 May", anchor="summit",
        date="1988-05-09", factuality="CTu", tense="future",
    )  # fmt: skip
    one.expect(
        "scheduled", "Ida Brandt will hold a summit with Ostland on 9 May", one_event, window="1988-05-09"
    )
    ledger.add(one.coded())
    two = tell("1988-05-02", "The summit of Westmark and Ostland planned for 9 May will not take place.")
    ledger.add(two.coded())
    (item,) = agenda(ledger, "OST", as_of="1988-05-03")
    assert item.state == "called_off"
    assert item.changes[-1].reference is not None
    assert "will not take place" in item.changes[-1].reference.sentence


def forecast(tell: Any, day: str, window: str) -> Any:
    one = tell(day, "Jan Oldrup said that Westmark would probably leave the fort by the end of June.")
    leave = one.event(
        "RETREAT",
        "WES",
        "OST",
        "Westmark would probably leave the fort by the end of June",
        anchor="leave",
        factuality="PR+",
        tense="future",
    )
    said = one.say("oldrup-jan", "Westmark would probably leave the fort by the end of June", "Jan Oldrup")
    one.expect(
        "forecast",
        "Westmark would probably leave the fort by the end of June",
        leave,
        statement=said,
        window=window,
        probability=(0.55, 0.8),
    )
    return one


def test_forecast_is_wrong_when_its_time_has_passed(ledger: Ledger, tell: Any) -> None:
    ledger.add(forecast(tell, "1988-05-01", "1988-05-01/1988-06-30").coded())
    assert [i.state for i in agenda(ledger, "WES", as_of="1988-06-30")] == ["open"]
    (item,) = agenda(ledger, "WES", as_of="1988-07-01")
    assert (item.state, item.since, item.source) == ("did_not", "1988-07-01", "Jan Oldrup")
    late = tell("1988-07-20", "Westmark left the fort on Monday.")
    late.event("RETREAT", "WES", "OST", "Westmark left the fort on Monday", anchor="left", date="1988-07-18")
    ledger.add(late.coded())
    (item,) = agenda(ledger, "WES", as_of="1988-08-01")
    assert item.state == "did_not"


def test_forecast_comes_true_and_a_denial_stands_against_it_before(ledger: Ledger, tell: Any) -> None:
    ledger.add(forecast(tell, "1988-05-01", "1988-05-01/1988-06-30").coded())
    no = tell("1988-05-10", "Westmark rejected any retreat from the fort.")
    no.event("REJECT", "WES", "", "Westmark rejected any retreat from the fort", anchor="rejected")
    ledger.add(no.coded())
    (item,) = agenda(ledger, "WES", as_of="1988-05-11")
    assert item.state == "open"
    assert ["fort" in reference.text for reference in item.contrary] == [True]
    yes = tell("1988-06-12", "Westmark left the fort on Friday.")
    yes.event("RETREAT", "WES", "", "Westmark left the fort on Friday", anchor="left", date="1988-06-10")
    ledger.add(yes.coded())
    (item,) = agenda(ledger, "WES", as_of="1988-06-12")
    assert (item.state, item.changes[-1].on) == ("happened", "1988-06-10")


def test_nothing_expected(ledger: Ledger) -> None:
    assert agenda(ledger, as_of="1988-01-01") == []


def test_what_a_person_says_of_an_outcome_holds(visit: Ledger) -> None:
    made = visit.judge("resolve", "d1.x1", author="N. Aker", value="called_off", field="1988-03-20")
    (item,) = agenda(visit, as_of="1989-01-01")
    assert (item.state, item.since, item.changes[-1].why) == (
        "called_off",
        "1988-03-20",
        f"judgement:{made.id}",
    )
    # before that day nobody could know
    (item,) = agenda(visit, as_of="1988-03-10")
    assert item.state == "open"
    visit.undo(made.id, author="N. Aker")
    (item,) = agenda(visit, as_of="1989-01-01")
    assert item.state == "happened"


def test_what_a_person_says_is_open_does_not_lapse(visit: Ledger) -> None:
    visit.judge("resolve", "d3.x1", author="N. Aker", value="open", field="1988-04-05")
    (item,) = agenda(visit, as_of="1989-01-01")
    assert item.state == "overdue"


VISITS = (
    (
        "1974-04-02",
        "Foreign Minister Gromyko is scheduled to visit Cairo on 20 April, the Egyptian ministry said.",
    ),
    ("1974-04-05", "Diplomats expect that Gromyko will visit Cairo on 20 April to discuss debts with Egypt."),
    ("1974-04-08", "Gromyko will very likely visit Cairo on 20 April, an adviser in Moscow said."),
    ("1974-04-21", "Gromyko visited Cairo on Saturday."),
)


def test_one_visit_stands_once_with_all_who_expect_it(coder: Coder, tmp_path: Path) -> None:
    with Ledger(tmp_path / "visits.db") as ledger:
        for published, text in VISITS:
            ledger.add(coder.code(Document.of(text, id=f"own-{published}", published=published)))
        found = [item for item in agenda(ledger, as_of="1974-04-10") if item.probability is None]
        (visit,) = [item for item in found if "visit" in item.what]
        assert visit.kind == "scheduled"
        assert len(visit.references) == 2
        assert len(visit.sources) == 2
        # a forecast with a likelihood is its source's own, and is scored as such
        assert [item.kind for item in agenda(ledger, as_of="1974-04-10") if item.probability] == ["forecast"]
        states = {item.state for item in agenda(ledger, as_of="1974-04-30") if "visit" in item.what}
        assert states == {"happened"}
