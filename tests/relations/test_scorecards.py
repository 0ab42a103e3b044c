from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from detente.ledger import Ledger
from detente.relations.agenda import AgendaItem, agenda
from detente.relations.scorecards import make_scorecards


@pytest.fixture
def item(ledger: Ledger, tell: Any) -> AgendaItem:
    one = tell(
        "1988-05-01", "Jan Oldrup said that Westmark would probably leave the fort by the end of June."
    )
    said = one.say("oldrup-jan", "Westmark would probably leave the fort by the end of June", "Jan Oldrup")
    one.expect("forecast", "Westmark would probably leave the fort by the end of June", statement=said,
               window="1988-05-01/1988-06-30", probability=(0.55, 0.8))  # fmt: skip
    ledger.add(one.coded())
    (found,) = agenda(ledger, "WES", as_of="1988-05-02")
    return found


def test_forecast_without_event_belongs_to_whom_it_names(item: AgendaItem) -> None:
    assert item.actors == ("WES",)
    assert item.state == "open"


def test_scores(item: AgendaItem) -> None:
    right = replace(item, id="a", state="happened", probability=(0.8, 1.0))
    wrong = replace(item, id="b", state="did_not", probability=(0.55, 0.65))
    off = replace(item, id="c", state="called_off")
    open_ = replace(item, id="d", state="open")
    (card,) = make_scorecards([right, wrong, off, open_])
    assert card.source == "oldrup-jan"
    assert (card.forecasts, card.settled, card.scored, card.happened) == (4, 2, 2, 0.5)
    assert card.void == 0.25
    assert card.brier == pytest.approx((0.1**2 + 0.6**2) / 2)
    assert card.base_brier == pytest.approx(0.25)
    assert card.log_score == pytest.approx((math.log(0.9) + math.log(0.4)) / 2)
    assert [(b.low, b.forecasts, b.happened) for b in card.calibration] == [(0.55, 1, 0.0), (0.8, 1, 1.0)]


def test_sources_stand_apart_and_together(item: AgendaItem) -> None:
    other = replace(item, id="z", source_actors=("moor-karl",), state="happened")
    cards = make_scorecards([item, other])
    assert [card.source for card in cards] == ["moor-karl", "oldrup-jan", "all"]
    assert cards[1].brier is None
    assert make_scorecards([]) == []


def test_other_kinds_do_not_count(item: AgendaItem) -> None:
    assert make_scorecards([replace(item, kind="scheduled")]) == []
