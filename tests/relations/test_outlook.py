"""What is to be expected of two actors, from invented streams."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from detente.errors import SettingError
from detente.ledger import Ledger
from detente.ledger.streams import StreamWriter
from detente.relations.eventdata import EventRow
from detente.relations.forecasts.outlook import foretell_month, month_after, outlook

QUAD = {"CONSULT": 1, "ACCUSE": 3, "ASSAULT": 4}


def story(months: int = 30) -> list[EventRow]:
    """ARD attacks BEL every few days; BEL and CAL only talk."""
    draw = random.Random(5)
    rows: list[EventRow] = []
    for number in range(months * 30):
        on = (date(1990, 1, 1) + timedelta(days=number)).isoformat()
        if number % 4 == 0:
            rows.append(EventRow(on, "ARD", "BEL", "ASSAULT", 4))
        if number % 5 == 0:
            rows.append(EventRow(on, "BEL", "CAL", "CONSULT", 1))
        if draw.random() < 0.02:
            rows.append(EventRow(on, "CAL", "ARD", "ACCUSE", 3))
    return rows


@pytest.fixture
def streamed(ledger: Ledger) -> Ledger:
    rows = [
        (n, row.date, row.source, row.target, "", row.type, None, QUAD[row.type], 0.0, 0.0)
        for n, row in enumerate(story(), 1)
    ]
    StreamWriter(ledger, "story", "plover").write(rows, "0" * 64)
    return ledger


@pytest.mark.parametrize("today, low, high", [
    ("2000-02-03", "2000-02-04", "2000-03-05"),
    ("2000-01-31", "2000-02-01", "2000-02-29"),
    ("1999-12-31", "2000-01-01", "2000-01-31"),
])  # fmt: skip
def test_month_ahead_begins_on_the_next_day(today: str, low: str, high: str) -> None:
    assert month_after(today) == (low, high)


def test_conflict_is_likelier_where_it_goes_on(streamed: Ledger) -> None:
    found = outlook(streamed, "ARD", "BEL", "1992-05-20")
    first, back = found.months
    assert (first.source, first.target) == ("ARD", "BEL")
    assert first.probability > 0.6 > 0.3 > back.probability
    assert (first.persistence, first.climatology) == (1.0, 1.0)
    assert first.month == "1992-05-21/1992-06-19" == "/".join(found.month)
    assert "6 of the last 6" in first.reasons[0]


def test_likeliest_act_comes_with_its_reasons(streamed: Ledger) -> None:
    found = outlook(streamed, "BEL", "ARD", "1992-05-20")
    act = found.acts[0]
    assert (act.source, act.type, act.target) == ("ARD", "ASSAULT", "BEL")
    assert act.probability > 0.9
    assert any("ASSAULT" in reason for reason in act.reasons)
    assert found.missing == ()


def test_nothing_after_the_day_is_known(streamed: Ledger) -> None:
    cut = outlook(streamed, "ARD", "BEL", "1991-06-30")
    whole = foretell_month([row for row in story() if row.date <= "1991-06-30"], "ARD", "BEL", "1991-06-30")
    assert [m.probability for m in cut.months] == pytest.approx([m.probability for m in whole])


def test_without_a_day_the_last_event_is_the_day(streamed: Ledger) -> None:
    assert outlook(streamed, "ARD", "BEL").as_of == story()[-1].date


def test_short_past_foretells_no_month(streamed: Ledger) -> None:
    found = outlook(streamed, "ARD", "BEL", "1990-05-01")
    assert found.months == ()
    assert "12 months" in found.missing[0]
    assert found.acts


def test_too_few_events_foretell_nothing(streamed: Ledger) -> None:
    with pytest.raises(SettingError, match="nothing is foretold"):
        outlook(streamed, "ARD", "BEL", "1990-01-08")


def test_strangers_get_no_act(streamed: Ledger) -> None:
    found = outlook(streamed, "ARD", "ZZZ", "1992-05-20")
    assert found.acts == ()
    assert "ZZZ" in found.missing[-1]
