from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.relations.eventdata import EventRow
from detente.relations.phases import find_changes, find_phases, watch_changes

BEGIN = date(1962, 1, 1)


def stretch(first: int, days: int, every: int, quads: tuple[int, ...], type: str = "") -> list[EventRow]:
    """An event each so many days, its quads in turn."""
    value = {1: 3.0, 2: 6.0, 3: -3.0, 4: -8.0}
    return [
        EventRow(
            (BEGIN + timedelta(days=first + n)).isoformat(),
            "OST",
            "WES",
            type,
            quad,
            value[quad],
            id=f"i{first + n}",
        )
        for k, n in enumerate(range(0, days, every))
        for quad in [quads[k % len(quads)]]
    ]


def near(found: str, day: int, within: int) -> bool:
    return abs((date.fromisoformat(found) - BEGIN).days - day) <= within


def quarrel() -> list[EventRow]:
    """Two years of talks, a war of a hundred days, silence, then talks again."""
    return [
        *stretch(0, 730, 9, (1, 1, 3)),
        *stretch(730, 100, 1, (4, 4, 3, 1)),
        *stretch(840, 700, 30, (3, 3, 1)),
        *stretch(1540, 700, 9, (1, 2, 1)),
    ]


def test_changes_are_dated() -> None:
    found = [change.date for change in find_changes(quarrel())]
    assert len(found) == 3
    assert near(found[0], 730, 7)
    assert near(found[1], 835, 14)
    assert near(found[2], 1540, 40)


def test_interval_holds_the_change() -> None:
    for change in find_changes(quarrel()):
        assert change.low <= change.date <= change.high
        assert change.deciding
        assert all(row.date >= change.date for row in change.deciding)


def test_watching_knows_only_the_past() -> None:
    rows = quarrel()
    found = watch_changes(rows)
    for change in found:
        assert change.known is not None
        past = [row for row in rows if row.date <= change.known]
        again = watch_changes(past, since=rows[0].date, until=change.known)
        assert change.date in [other.date for other in again]
    assert any(near(str(change.known), 730, 30) for change in found)


def test_states_are_named_with_what_decided() -> None:
    phases = find_phases(quarrel())
    assert [phase.state for phase in phases] == ["working", "rupture", "frozen", "thaw"]
    assert phases[1].material == pytest.approx(0.5, abs=0.05)
    for before, after in zip(phases, phases[1:], strict=False):
        assert date.fromisoformat(after.start) - date.fromisoformat(before.end) == timedelta(days=1)


def test_cut_ties_make_a_rupture() -> None:
    rows = [
        *stretch(0, 700, 7, (1, 3, 1)),
        *stretch(700, 120, 2, (3, 3, 1)),
        *stretch(701, 30, 8, (4,), "SANCTION"),
    ]
    last = find_phases(rows)[-1]
    assert (last.state, last.why) == ("rupture", "rupture-breaks")
    assert any(row.type == "SANCTION" for row in last.deciding)


@pytest.mark.parametrize("count", [0, 1, 2, 9])
def test_too_few_events_claim_no_phase(count: int) -> None:
    rows = stretch(0, 400, 30, (1, 4))[:count]
    assert find_phases(rows) == []
    assert find_changes(rows) == []
    assert watch_changes(rows) == []


def test_steady_series_has_no_change() -> None:
    draw = np.random.default_rng(5)
    rows = [
        EventRow(
            (BEGIN + timedelta(days=int(day))).isoformat(), "OST", "WES", "", quad, 3.0 if quad == 1 else -3.0
        )
        for day in np.sort(draw.integers(0, 2000, 300))
        for quad in [int(draw.choice([1, 3]))]
    ]
    assert len(find_changes(rows)) <= 1


def test_denied_events_count_for_nothing() -> None:
    rows = quarrel()
    ghosts = [
        EventRow((BEGIN + timedelta(days=300 + n)).isoformat(), "OST", "WES", "ASSAULT", 4, -9.0, weight=0.0)
        for n in range(60)
    ]
    assert [c.date for c in find_changes(rows + ghosts)] == [c.date for c in find_changes(rows)]


event = st.tuples(st.integers(0, 900), st.sampled_from([0, 1, 2, 3, 4]), st.floats(-10, 10))


@settings(max_examples=30, deadline=None)
@given(st.lists(event, max_size=60))
def test_any_series_gives_ordered_phases(events: list[tuple[int, int, float]]) -> None:
    rows = [
        EventRow((BEGIN + timedelta(days=d)).isoformat(), "A", "B", "", q, g, id=f"i{n:03}")
        for n, (d, q, g) in enumerate(events)
    ]
    phases = find_phases(rows)
    assert [p.start for p in phases] == sorted(p.start for p in phases)
    assert sum(p.events for p in phases) == (len(rows) if phases else 0)
    assert phases == find_phases(rows[::-1])
