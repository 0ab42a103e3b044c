"""The way up from an actor to the whole it counts with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.coding import Coder
from detente.errors import UnknownActor
from detente.exchange.events_import import import_events
from detente.knowledge import Knowledge
from detente.knowledge.actors.days import Period
from detente.ledger import Ledger
from detente.records import Document
from detente.relations.dyads import dyad, reports_of
from detente.relations.roll import Roll
from detente.relations.terms import terms


@pytest.mark.parametrize(
    "actor, way",
    [
        ("PER.MIL", ("PER.MIL", "PER")),
        ("PER.MIL.anon", ("PER.MIL.anon", "PER.MIL", "PER")),
        ("quispe-ana", ("quispe-ana", "PER.GOV", "PER")),
        ("UNK.MIL", ("UNK.MIL",)),
        ("UNK.EDU.anon", ("UNK.EDU.anon", "UNK.EDU")),
    ],
)
def test_way(actor: str, way: tuple[str, ...]) -> None:
    assert Roll({"quispe-ana": "PER.GOV"}).way(actor) == way


LEAGUE = {
    "NORTH": (Period("XAA", "1955-05-14", "1991-07-01"), Period("XBB", "1982-05-30")),
    "SOUTH": (Period("XBB", "1990-01-01"), Period("XCC")),
}


@pytest.mark.parametrize(
    "actor, sides, on, side",
    [
        ("XAA", ("NORTH", "XDD"), "1955-05-13", None),
        ("XAA", ("NORTH", "XDD"), "1955-05-14", "NORTH"),
        ("XAA.MIL.anon", ("NORTH", "XDD"), "1991-07-01", "NORTH"),
        ("XAA.MIL", ("NORTH", "XDD"), "1991-07-02", None),
        ("quispe-ana", ("NORTH", "XDD"), "1960-01-01", "NORTH"),
        # a member that is itself the other side stands there
        ("XAA.GOV", ("NORTH", "XAA"), "1960-01-01", "XAA"),
        # who belongs to both counts with neither
        ("XBB", ("NORTH", "SOUTH"), "1989-12-31", "NORTH"),
        ("XBB", ("NORTH", "SOUTH"), "1990-01-01", None),
        ("XCC", ("NORTH", "SOUTH"), "1900-01-01", "SOUTH"),
        ("XCC", ("XCC.MIL", "XCC"), "1900-01-01", "XCC"),
        ("XCC.MIL.anon", ("XCC.MIL", "XCC"), None, "XCC.MIL"),
        ("XEE", ("NORTH", "SOUTH"), None, None),
    ],
)
def test_members_count_with_their_bloc_on_the_day(
    actor: str, sides: tuple[str, ...], on: str | None, side: str | None
) -> None:
    assert Roll({"quispe-ana": "XAA.GOV"}, blocs=LEAGUE).side(actor, sides, on) == side


def test_without_blocs_nobody_counts_with_one() -> None:
    assert Roll({}).side("POL", ("NATO", "RUS"), "2000-01-01") is None


@pytest.fixture(scope="module")
def accession(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Protests before and after the day on which Poland joined the alliance."""
    with Ledger(tmp_path_factory.mktemp("roll") / "accession.db") as ledger:
        for published, text in (
            (
                "1999-03-11",
                "Poland condemned Russia on 10 March 1999. France condemned Russia on 10 March 1999.",
            ),
            ("1999-03-16", "Poland condemned Russia on 15 March 1999. Russia accused NATO on 15 March 1999."),
            ("1999-03-18", "Russia and Hungary held talks in Budapest on 17 March 1999."),
        ):
            ledger.add(coder.code(Document.of(text, id=f"own-{published}", published=published)))
        yield ledger


def test_a_member_counts_from_its_accession_on(accession: Ledger) -> None:
    blocs = Knowledge().memberships
    plain = dyad(accession, "RUS", "NATO").events
    assert [(row.date, row.source) for row in plain] == [("1999-03-15", "RUS")]
    found = dyad(accession, "RUS", "NATO", roll=Roll.of(accession, blocs=blocs)).events
    assert [(row.date, row.source, row.target) for row in found] == [
        ("1999-03-10", "NATO", "RUS"),
        ("1999-03-15", "NATO", "RUS"),
        ("1999-03-15", "RUS", "NATO"),
        ("1999-03-17", "RUS", "NATO"),
    ]
    # France was a member on the tenth, Poland was not yet
    assert [len(row.reports) for row in found] == [1, 1, 1, 1]
    assert "France" in reports_of(accession, found[0])[0].text


def test_a_bloc_that_only_its_members_name_has_a_dyad(accession: Ledger) -> None:
    assert dyad(accession, "RUS", "WEU", roll=Roll.of(accession, blocs=Knowledge().memberships)).events
    with pytest.raises(UnknownActor):
        dyad(accession, "RUS", "ASEAN", roll=Roll.of(accession, blocs=Knowledge().memberships))


def test_imported_events_of_members_count_by_their_date(tmp_path: Path) -> None:
    stream = tmp_path / "events.csv"
    stream.write_text(
        "date,source,target,code\n"
        "1999-03-11,RUS,POL,112\n1999-03-12,RUS,POL.GOV,112\n1999-03-13,FRA,RUS,111\n1999-03-13,RUS,UKR,040\n"
        "1999-03-14,RUS,NATO,112\n",
        encoding="utf-8",
    )
    with Ledger(tmp_path / "stream.db") as ledger:
        import_events(ledger, stream, scheme="cameo")
        found = dyad(ledger, "RUS", "NATO", roll=Roll.of(ledger, blocs=Knowledge().memberships)).events
        assert [(row.date, row.source) for row in found] == [
            ("1999-03-12", "RUS"), ("1999-03-13", "NATO"), ("1999-03-14", "RUS"),
        ]  # fmt: skip
        own = dyad(ledger, "POL", "NATO", roll=Roll.of(ledger, blocs=Knowledge().memberships)).events
        assert own == ()


def test_a_demand_on_a_member_is_a_term_with_its_alliance(coder: Coder, tmp_path: Path) -> None:
    blocs = Knowledge().memberships
    text = "Russia demanded on Monday that Poland withdraw its missiles from the border."
    for published, count in (("1999-03-10", 0), ("2008-08-20", 1)):
        with Ledger(tmp_path / f"{published}.db") as ledger:
            ledger.add(coder.code(Document.of(text, id="own", published=published)))
            roll = Roll.of(ledger, blocs=blocs)
            assert len(terms(ledger, "RUS", "NATO", as_of="2008-08-30", roll=roll)) == count
            assert terms(ledger, "RUS", "NATO", as_of="2008-08-30") == []
