"""The chart: one specification, drawn by ourselves and by vl-convert."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from detente.briefing.chart import Chart, chart_series, step_of
from detente.errors import SettingError
from detente.relations.eventdata import EventRow, make_series
from detente.relations.phases import find_phases

BEGIN = date(1996, 1, 3)


def rows() -> list[EventRow]:
    """Two years of talks, then two of raids."""
    found = []
    for week in range(208):
        on = (BEGIN + timedelta(days=7 * week)).isoformat()
        kind = ("CONSULT", 1, 2.5) if week < 104 else ("ASSAULT", 4, -9.0)
        found += [EventRow(on, "OST", "WES", *kind, id=f"i1.{2 * week + n}") for n in range(2)]
    return found


@pytest.fixture(scope="module")
def chart() -> Chart:
    events = rows()
    return chart_series(
        list(make_series(events, "month")), find_phases(events), "Ost & <West>", "/dyad/OST/WES/events"
    )


def test_every_bar_names_and_opens_its_events(chart: Chart) -> None:
    bars = chart.spec["datasets"]["points"]
    first, last = bars[0], bars[-1]
    assert (first["start"], first["end"], first["sign"]) == ("1996-01-01", "1996-01-31", "cooperation")
    assert first["href"] == "/dyad/OST/WES/events?since=1996-01-01&until=1996-01-31"
    assert first["records"][0] == "i1.0"
    assert first["events"] == len(first["records"])
    assert last["sign"] == "conflict"
    assert sum(bar["events"] for bar in bars) == len(rows())


def test_phases_and_changes_are_in_it(chart: Chart) -> None:
    data = chart.spec["datasets"]
    assert len(data["phases"]) == len(data["changes"]) + 1 >= 2
    assert data["changes"][0]["date"].startswith("1997-12-31")


def test_our_drawing_is_well_formed_and_links(chart: Chart) -> None:
    svg = ElementTree.fromstring(chart.svg())
    bars = [one for one in svg.iter("a") if "bar" in one.get("class", "")]
    assert len(bars) == len(chart.spec["datasets"]["points"])
    assert bars[0].get("href") == chart.spec["datasets"]["points"][0]["href"]
    assert {"up", "down"} == {one.get("class", "").split()[1] for one in bars}


def test_hostile_words_stay_words() -> None:
    point = list(make_series([EventRow("2000-01-01", "A", "B", "AID", 2, 5.0)], "day"))
    drawn = chart_series(point, link='"><script>alert(1)</script>').svg()
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)


def test_without_a_link_nothing_leads_anywhere() -> None:
    point = list(make_series(rows(), "month"))
    plain = chart_series(point)
    assert "<a " not in plain.svg()
    assert "href" not in json.dumps(plain.spec)


def test_nothing_to_draw() -> None:
    assert chart_series([]).svg() == ""


def test_more_events_than_are_named_say_so() -> None:
    events = [EventRow("2000-01-01", "A", "B", "AID", 2, 5.0, id=f"i1.{n}") for n in range(50)]
    (bar,) = chart_series(list(make_series(events, "day"))).spec["datasets"]["points"]
    assert bar["label"].endswith("20 of 50 named")


def test_files(chart: Chart, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    for form, begin in (("svg", b"<svg"), ("png", b"\x89PNG"), ("json", b"{")):
        chart.save(tmp_path / f"chart.{form}")
        assert (tmp_path / f"chart.{form}").read_bytes().startswith(begin)
    # an address within the desk would lead nowhere from a file
    assert b"/dyad/OST" not in (tmp_path / "chart.svg").read_bytes()
    with pytest.raises(SettingError, match="svg, png, json"):
        chart.save(tmp_path / "chart.gif")


def test_notebooks_get_both(chart: Chart) -> None:
    shown = chart._repr_mimebundle_()
    assert shown["application/vnd.vegalite.v5+json"] is chart.spec
    ElementTree.fromstring(shown["image/svg+xml"])


@pytest.mark.parametrize("days, step", [(30, "day"), (400, "week"), (2000, "month")])
def test_the_step_suits_the_length(days: int, step: str) -> None:
    ends = [EventRow(str(BEGIN + timedelta(days=n)), "A", "B", "AID", 2) for n in (0, days)]
    assert step_of(ends) == step
