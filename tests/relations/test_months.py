from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from detente.errors import SettingError
from detente.relations.eventdata import EventRow
from detente.relations.forecasts import MonthForecaster, make_panel
from detente.relations.forecasts.months import fit_logit
from detente.relations.forecasts.panel import make_features, running_mean

BEGIN = date(1970, 1, 1)


def row(day: int, source: str, target: str, quad: int) -> EventRow:
    return EventRow((BEGIN + timedelta(days=day)).isoformat(), source, target, "", quad)


def feud(months: int = 40) -> list[EventRow]:
    """Ost attacks Wes in spells of half a year; Nor and Sud only talk."""
    rows = []
    for month in range(months):
        day = round(month * 30.44) + 5
        rows.append(row(day, "NOR", "SUD", 1))
        if (month // 6) % 2:
            rows += [row(day + 3, "OST", "WES", 4), row(day + 4, "WES", "OST", 3)]
        else:
            rows.append(row(day, "OST", "WES", 1))
    return rows


def test_conflict_is_likelier_where_it_has_been() -> None:
    found = {(f.source, f.target): f for f in MonthForecaster(make_panel(feud(47)), ridge=1).predict()}
    assert found["OST", "WES"].probability > 0.5 > found["NOR", "SUD"].probability
    assert found["OST", "WES"].persistence == 1
    assert "material conflict in 5 of the last 6 months" in found["OST", "WES"].reasons


def test_baselines_stand_beside_the_score() -> None:
    forecaster = MonthForecaster(make_panel(feud(60), busy_until="1973-01"), ridge=1)
    found = forecaster.evaluate("1973-01")
    assert found.forecasts == 24 * 3
    assert found.persistence == pytest.approx(4 / found.forecasts, abs=0.05)
    assert 0 <= found.model <= 1


def test_features_of_a_month_do_not_know_it() -> None:
    rows = feud(30)
    early = make_panel(rows, until="1971-12", busy_until="1971-12")
    late = make_panel(rows, busy_until="1971-12")
    assert early.pairs == late.pairs
    _, before = make_features(early)
    _, after = make_features(late)
    np.testing.assert_allclose(before, after[:, : before.shape[1]])


def test_events_of_no_weight_and_within_an_actor_are_left_out() -> None:
    panel = make_panel([row(0, "OST", "WES", 4), row(1, "OST", "OST", 4)])
    assert panel.pairs == [("OST", "WES")]
    with pytest.raises(SettingError, match="no events"):
        make_panel([])


@pytest.mark.parametrize("month", ["1969-01", "1970-05", "1999-01"])
def test_month_out_of_reach(month: str) -> None:
    with pytest.raises(SettingError, match="forecast needs"):
        MonthForecaster(make_panel(feud())).predict(month)


def test_running_mean_fades() -> None:
    values = np.array([[1.0, 0.0, 0.0]])
    np.testing.assert_allclose(running_mean(values, 1.0), [[0.0, 1.0, 1 / 3, 1 / 7]])


def test_logit_finds_the_rate() -> None:
    truth = np.array([1.0] * 30 + [0.0] * 70)
    (weight,) = fit_logit(np.ones((100, 1)), truth, np.ones(100), 1.0)
    assert 1 / (1 + np.exp(-weight)) == pytest.approx(0.3, abs=1e-4)
