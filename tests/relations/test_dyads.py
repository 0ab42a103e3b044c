from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import SettingError, UnknownActor
from detente.ledger import Ledger
from detente.relations.dyads import dyad, dyads, reports_of
from detente.relations.eventdata import (
    EventRow,
    filter_dyad,
    make_dyads,
    make_scale,
    make_series,
    map_actors,
    one_a_day,
)
from detente.relations.rows import EventSource


@pytest.fixture
def spring(ledger: Ledger, tell: Any) -> Ledger:
    one = tell(
        "1991-05-02",
        "Karl Moor threatened Westmark on Wednesday. Jan Oldrup said that Westmark had fired shots at Ostland.",
    )
    one.event(
        "THREATEN",
        "moor-karl",
        "WES",
        "Karl Moor threatened Westmark on Wednesday",
        anchor="threatened",
        date="1991-05-01",
        intensity=-3.5,
    )
    said = one.say("oldrup-jan", "Westmark had fired shots at Ostland", "Jan Oldrup", source_kind="anonymous")
    one.event(
        "ASSAULT",
        "WES",
        "OST",
        "Westmark had fired shots at Ostland",
        anchor="fired",
        statement=said,
        intensity=-9.0,
        factuality="PR+",
    )
    ledger.add(one.coded())
    two = tell(
        "1991-05-03",
        "General Karl Moor threatened Westmark again on 1 May. Ostland and Westmark met on Thursday. Ostland will aid Westmark.",
    )
    two.event(
        "THREATEN",
        "moor-karl",
        "WES",
        "General Karl Moor threatened Westmark again on 1 May",
        anchor="threatened",
        date="1991-05-01",
        intensity=-3.5,
    )
    two.event(
        "CONSULT",
        "OST WES",
        "",
        "Ostland and Westmark met on Thursday",
        anchor="met",
        date="1991-05-02",
        intensity=2.5,
    )
    two.event(
        "AID",
        "OST",
        "WES",
        "Ostland will aid Westmark",
        anchor="aid",
        tense="future",
        factuality="CTu",
        intensity=10.0,
    )
    ledger.add(two.coded())
    return ledger


def test_persons_count_with_their_state_and_reports_are_joined(spring: Ledger) -> None:
    found = dyad(spring, "OST", "WES")
    threat = next(row for row in found.events if row.type == "THREATEN")
    assert (threat.source, threat.target, threat.date) == ("OST", "WES", "1991-05-01")
    assert threat.reports == ("d1.e1", "d2.e1")
    assert [reference.document for reference in reports_of(spring, threat)] == ["d1", "d2"]
    assert "Karl Moor threatened" in reports_of(spring, threat)[0].sentence


def test_event_without_date_stands_at_its_report(spring: Ledger) -> None:
    shots = next(row for row in dyad(spring, "OST", "WES").events if row.type == "ASSAULT")
    assert shots.date == "1991-05-02"
    assert shots.weight == pytest.approx(0.7 * 0.6)


def test_series_is_a_sum_one_can_open(spring: Ledger) -> None:
    found = dyad(spring, "WES", "OST")
    (week,) = found.series("week")
    assert (week.start, week.end, week.count) == ("1991-04-29", "1991-05-05", 4)
    assert week.goldstein == pytest.approx(sum(r.goldstein * r.weight for r in week.events))
    assert week.quads == {1: 1, 2: 1, 3: 1, 4: 1}
    assert [p.count for p in found.series("day")] == [1, 2, 1]
    # what is only expected counts for nothing in the sum
    assert next(r for r in week.events if r.type == "AID").weight == 0
    assert [p.count for p in found.series("week", by="WES")] == [2]


def test_as_of_and_unknown_actors(spring: Ledger) -> None:
    assert len(dyad(spring, "OST", "WES", as_of="1991-05-02").events) == 2
    with pytest.raises(UnknownActor, match="detente dyads"):
        dyad(spring, "OST", "ATLANTIS")
    with pytest.raises(UnknownActor, match="twice"):
        dyad(spring, "OST", "OST")
    with pytest.raises(UnknownActor):
        dyad(spring, "OST", "WES", as_of="1950-01-01")


def test_list_of_dyads(spring: Ledger) -> None:
    found = dyads(spring)
    assert [(s.a, s.b, s.events, s.reports) for s in found] == [("OST", "WES", 3, 4)]
    assert found[0].quads == {1: 1, 3: 1, 4: 1}
    assert dyads(spring, as_of="1950-01-01") == []


def row(day: str, source: str, target: str, type: str = "CONSULT", **more: Any) -> EventRow:
    return EventRow(day, source, target, type, more.pop("quad", 1), more.pop("goldstein", 1.0), **more)


def test_one_a_day_keeps_the_weightiest() -> None:
    rows = [row("2001-01-01", "A", "B", weight=0.5, id="x"), row("2001-01-01", "A", "B", weight=0.9, id="y")]
    (kept,) = one_a_day(rows)
    assert (kept.id, kept.reports) == ("y", ("x", "y"))


def test_mutual_events_are_one_whichever_way_round() -> None:
    rows = [row("2001-01-01", "A", "B", mutual=True), row("2001-01-01", "B", "A", mutual=True)]
    assert len(list(one_a_day(rows))) == 1
    assert len(list(one_a_day([row("2001-01-01", "A", "B"), row("2001-01-01", "B", "A")]))) == 2


def test_filter_dyad() -> None:
    rows = [row("2001-01-01", "A.MIL", "B"), row("2001-01-02", "B", "A"), row("2001-01-03", "AB", "B")]
    assert len(list(filter_dyad(rows, "A", "B"))) == 1
    assert len(list(filter_dyad(rows, "A", "B", parts=True))) == 2
    assert len(list(filter_dyad(rows, "A", "B", parts=True, directed=True))) == 1


def test_map_actors_drops_what_falls_together() -> None:
    rows = [row("2001-01-01", "A.MIL", "A"), row("2001-01-01", "A.MIL", "B"), row("2001-01-01", "X", "B")]
    mapped = list(map_actors(rows, {"A.MIL": "A", "X": None}))
    assert [(r.source, r.target) for r in mapped] == [("A", "B")]
    assert [r.source for r in map_actors(rows, str.lower)] == ["a.mil", "a.mil", "x"]


def test_make_scale() -> None:
    scale = make_scale({"CONSULT": 2, "042": 5})
    assert scale(row("2001-01-01", "A", "B", code="042")).goldstein == 5
    assert scale(row("2001-01-01", "A", "B")).goldstein == 2
    assert scale(row("2001-01-01", "A", "B", "AID", goldstein=7.0)).goldstein == 7
    assert make_scale({}, default=0)(row("2001-01-01", "A", "B")).goldstein == 0


def test_make_dyads_directed_or_not() -> None:
    rows = [row("2001-01-01", "A", "B"), row("2001-03-01", "B", "A")]
    assert {k: len(v) for k, v in make_dyads(rows, "month").items()} == {("A", "B"): 1, ("B", "A"): 1}
    assert {k: len(v) for k, v in make_dyads(rows, "month", directed=False).items()} == {("A", "B"): 3}
    with pytest.raises(SettingError, match="day, week or month"):
        make_dyads(rows, "year")  # type: ignore[arg-type]


days = st.dates(date(1991, 1, 1), date(1994, 12, 31))


@given(
    st.lists(st.tuples(days, st.sampled_from([1, 2, 3, 4]), st.floats(-10, 10)), max_size=12),
    st.sampled_from(["week", "month"]),
)
def test_sums_do_not_depend_on_the_step(events: list[tuple[Any, int, float]], step: Any) -> None:
    rows = [EventRow(d.isoformat(), "A", "B", "", q, g) for d, q, g in events]
    points = list(make_series(rows, step))
    assert sum(p.count for p in points) == len(rows)
    assert sum(p.goldstein for p in points) == pytest.approx(sum(r.goldstein for r in rows), abs=1e-6)
    for before, after in zip(points, points[1:], strict=False):
        assert before.end < after.start


def test_the_list_reads_events_as_a_dyad_does(spring: Ledger) -> None:
    source = EventSource(spring)
    wanted = [
        source.row(entry, source.roll.top(one), source.roll.top(other), mutual)
        for entry in spring.events()
        for one, other, mutual in source.sides(entry.record)
        if source.roll.top(one) != source.roll.top(other)
    ]
    assert wanted
    assert sorted(source.all(), key=repr) == sorted(wanted, key=repr)
