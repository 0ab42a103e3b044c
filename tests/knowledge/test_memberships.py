"""Members of blocs and the dates of their membership."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import TableError
from detente.knowledge import Knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def members(knowledge: Knowledge, bloc: str, day: str) -> set[str]:
    return {spell.value for spell in knowledge.memberships[bloc] if spell.holds(day)}


@pytest.mark.parametrize("bloc, day, count", [
    ("NATO", "1949-04-04", 12),
    ("NATO", "1954-06-01", 14),
    ("NATO", "1999-03-11", 16),
    ("NATO", "1999-03-12", 19),
    ("NATO", "2004-04-01", 26),
    ("NATO", "2024-03-07", 32),
    ("WARSAW_PACT", "1956-01-01", 8),
    ("WARSAW_PACT", "1970-01-01", 7),
    ("WARSAW_PACT", "1991-07-02", 0),
    ("EU", "1957-12-31", 0),
    ("EU", "1973-01-01", 9),
    ("EU", "1995-01-01", 15),
    ("EU", "2013-07-01", 28),
    ("EU", "2020-02-01", 27),
    ("ASEAN", "1999-04-30", 10),
    ("ECOWAS", "1999-01-01", 16),
    ("ECOWAS", "2001-01-01", 15),
    ("ECOWAS", "2025-02-01", 12),
    ("ARAB_LEAGUE", "1985-01-01", 21),
    ("ARAB_LEAGUE", "2010-01-01", 22),
    ("ARAB_LEAGUE", "2015-01-01", 21),
    ("GCC", "1990-08-02", 6),
    ("G8", "2000-07-21", 8),
    ("AU", "1963-12-31", 33),
])  # fmt: skip
def test_blocs_have_the_members_of_the_day(knowledge: Knowledge, bloc: str, day: str, count: int) -> None:
    assert len(members(knowledge, bloc, day)) == count


@pytest.mark.parametrize("bloc, state, before, after", [
    ("NATO", "POL", "1999-03-11", "1999-03-12"),
    ("NATO", "FIN", "2023-04-03", "2023-04-04"),
    ("CIS", "GEO", "1993-12-02", "1993-12-03"),
    ("ASEAN", "VNM", "1995-07-27", "1995-07-28"),
])  # fmt: skip
def test_a_state_is_a_member_from_its_accession_on(
    knowledge: Knowledge, bloc: str, state: str, before: str, after: str
) -> None:
    assert state not in members(knowledge, bloc, before)
    assert state in members(knowledge, bloc, after)


def test_every_bloc_and_member_is_an_actor_that_existed(knowledge: Knowledge) -> None:
    book = knowledge.actors
    for bloc, spells in knowledge.memberships.items():
        assert book.knows(bloc), bloc
        for spell in spells:
            assert book.knows(spell.value), (bloc, spell.value)
            assert spell.value != bloc


def test_one_member_has_no_two_memberships_at_once(knowledge: Knowledge) -> None:
    for bloc, spells in knowledge.memberships.items():
        for n, one in enumerate(spells):
            for other in spells[n + 1 :]:
                if one.value == other.value:
                    assert not one.holds(other.start), (bloc, one)
                    assert not other.holds(one.start), (bloc, one)


def test_users_add_a_bloc_of_their_own(tmp_path: Path) -> None:
    table = tmp_path / "actors" / "members.csv"
    table.parent.mkdir()
    table.write_text("id,bloc,members,start,end\nlancaster,LANCASTER,FRA|GBR,2010-11-02,\n", encoding="utf-8")
    known = Knowledge([tmp_path])
    assert members(known, "LANCASTER", "2011-03-19") == {"FRA", "GBR"}
    assert members(known, "NATO", "1952-02-18") >= {"GRC", "TUR"}


def test_an_end_before_its_start_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "actors" / "members.csv"
    table.parent.mkdir()
    table.write_text("id,bloc,members,start,end\nbad,NATO,RUS,2010-11-02,2009\n", encoding="utf-8")
    with pytest.raises(TableError, match="before the start"):
        _ = Knowledge([tmp_path]).memberships
