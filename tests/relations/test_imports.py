"""Imported events of a dyad, and the sums that the list of dyads is made of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.ledger import Ledger
from detente.ledger.streams import StreamWriter
from detente.relations.dyads import dyad, dyads
from detente.relations.imports import Imports

NAMES = ("ARD", "ARD.GOV", "ARDX", "BEL", "BEL.MIL", "BEL.MIL.NAV", "CAL")
DAYS = st.dates(date(1946, 1, 1), date(2080, 1, 1)).map(str)
EVENTS = st.lists(
    st.tuples(DAYS, st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from([1, 2, 3, 4])),
    max_size=30,
)


def write(ledger: Ledger, events: list[tuple[str, str, str, int]], name: str = "one") -> None:
    rows = [
        (line, on, a, b, "x", "CONSULT", None, quad, 1.5, 0.0)
        for line, (on, a, b, quad) in enumerate(events, 1)
    ]
    StreamWriter(ledger, name, "plover").write(rows, name.rjust(64, "0"))


@settings(max_examples=40, deadline=None)
@given(EVENTS, EVENTS)
def test_sums_by_pair_are_those_of_the_events(
    tmp_path_factory: Any, some: list[tuple[str, str, str, int]], more: list[tuple[str, str, str, int]]
) -> None:
    with Ledger(tmp_path_factory.mktemp("sums") / "detente.db") as ledger:
        write(ledger, some)
        write(ledger, more, "two")
        # with a day, the events themselves are counted
        assert dyads(ledger) == dyads(ledger, "2100")


@settings(max_examples=40, deadline=None)
@given(EVENTS)
def test_parts_count_and_namesakes_do_not(
    tmp_path_factory: Any, events: list[tuple[str, str, str, int]]
) -> None:
    with Ledger(tmp_path_factory.mktemp("parts") / "detente.db") as ledger:
        write(ledger, events)
        found = Imports(ledger).rows("ARD", "BEL", "ARD", "BEL", "", "9999")
        wanted = [n for n, (_, a, b, _) in enumerate(events, 1) if a in NAMES[:2] and b in NAMES[3:6]]
        assert sorted(int(row.id.partition(".")[2]) for row in found) == wanted


def test_days_bound_what_is_found(ledger: Ledger) -> None:
    write(ledger, [("1990-01-01", "ARD", "BEL", 1), ("1990-01-02", "ARD.GOV", "BEL", 2)])
    assert [row.quad for row in dyad(ledger, "ARD", "BEL", "1990-01-01").events] == [1]
    assert [row.quad for row in dyad(ledger, "ARD", "BEL", since="1990-01-02").events] == [2]


@pytest.mark.parametrize("actor, known", [("ARD", True), ("BEL", True), ("ARDX", False), ("AR", False)])
def test_actor_is_known_by_its_parts(ledger: Ledger, actor: str, known: bool) -> None:
    write(ledger, [("1990-01-01", "ARD.GOV", "BEL.MIL", 1)])
    assert Imports(ledger).know(actor) is known
