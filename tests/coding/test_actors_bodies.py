"""Parties, firms, media, universities and services by name, and the readings that are not theirs."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document


def found(
    coder: Coder, text: str, words: str, published: str | None = "2020-02-02"
) -> set[tuple[str | None, str | None]]:
    coded = coder.code(Document.of(text, published=published))
    start = text.index(words)
    stop = start + len(words)
    known = {a.id: a for a in coded.actors}
    here = {m.actor for m in coded.mentions if m.span[0] < stop and start < m.span[1]}
    return {(known[a].country, known[a].sector) for a in here}


@pytest.mark.parametrize(
    "text, words, country, sector",
    [
        ("The vote was lost by Pheu Thai in Bangkok.", "Pheu Thai", "THA", "PTY"),
        ("Members of the Five Star Movement left.", "Five Star Movement", "ITA", "PTY"),
        ("Petrobras cut its dividend.", "Petrobras", "BRA", "BUS"),
        ("The board of TSMC met in June.", "TSMC", "TWN", "BUS"),
        ("Tsinghua University closed its gates.", "Tsinghua University", "CHN", "EDU"),
        ("The Guardia Civil searched two flats.", "Guardia Civil", "ESP", "COP"),
        ("Rappler was fined again.", "Rappler", "PHL", "JRN"),
        ("Police blamed MS-13 for the fire.", "MS-13", "SLV", "CRM"),
        ("The Legislative Yuan passed the bill.", "Legislative Yuan", "TWN", "LEG"),
        ("Cosatu called a strike.", "Cosatu", "ZAF", "LAB"),
        ("The Labour party lost two seats in Leeds.", "Labour party", "GBR", "PTY"),
        ("The rally was led by Kremlin critic Oleg Marin.", "Kremlin critic", "RUS", "OPP"),
        ("Tuareg separatists left the town.", "Tuareg separatists", None, "REB"),
        ("Two coffee growers were hurt in Gitega.", "coffee growers", "BDI", "AGR"),
        ("The crew of HMS Arrow was thanked.", "HMS", "GBR", "MIL"),
        ("Climate activists blocked the bridge.", "Climate activists", None, "ENV"),
        # a body of the same name elsewhere
        ("Burkina Faso's Workers' Party won.", "Workers' Party", "BFA", "PTY"),
        ("Chile's Energy Department replied.", "Energy Department", "CHL", "GOV"),
    ],
)
def test_bodies(coder: Coder, text: str, words: str, country: str | None, sector: str) -> None:
    assert (country, sector) in found(coder, text, words)


@pytest.mark.parametrize(
    "text, words",
    [
        ("Popular will was strong in the valley.", "Popular will"),
        ("Democratic action is needed, she wrote.", "Democratic action"),
        ("Right sector of the map shows the lake.", "Right sector"),
    ],
)
def test_no_bodies(coder: Coder, text: str, words: str) -> None:
    assert found(coder, text, words) == set()


@pytest.mark.parametrize(
    "text, words, sector, published",
    [
        ("Former British prime minister Tony Blair arrived.", "Tony Blair", "ELI", None),
        ("British prime minister Tony Blair arrived.", "Tony Blair", "GOV", None),
        ("Former Chancellor Angela Merkel met the guests.", "Angela Merkel", "ELI", None),
        ("Prime Minister Tony Blair arrived.", "Tony Blair", "GOV", "2003-05-02"),
        ("Tony Blair arrived.", "Tony Blair", "ELI", "2013-05-02"),
    ],
)
def test_former_holders(coder: Coder, text: str, words: str, sector: str, published: str | None) -> None:
    assert ("GBR" if "Blair" in words else "DEU", sector) in found(coder, text, words, published)


@pytest.mark.parametrize(
    "day, of, office, person",
    [
        ("2022-05-01", "MDA", "foreign-minister", "popescu-nicu"),
        ("2019-05-01", "SRB", "defence-minister", "vulin-aleksandar"),
        ("2021-01-05", "IRQ", "defence-minister", "inad-juma"),
        ("2020-05-01", "MKD", "prime-minister", "spasovski-oliver"),
        ("2018-05-05", "KOR", "prime-minister", "lee-nak-yon"),
        ("2019-01-05", "CYP", "foreign-minister", "christodoulides-nikos"),
        ("2023-09-01", "KEN", "foreign-minister", "mutua-alfred"),
    ],
)
def test_holders_of_the_day(coder: Coder, day: str, of: str, office: str, person: str) -> None:
    term = coder.knowledge.actors.holder(of, office, day)
    assert term is not None
    assert term.person == person


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("French troops arrested a militia leader in Bangui.", "CAF.REB"),
        ("Kenyan police questioned a separatist leader in Bamako.", "MLI.REB"),
    ],
)
def test_whoever_leads_rebels_does_not_lead_the_state(coder: Coder, text: str, actor: str) -> None:
    coded = coder.code(Document.of(text, published="2021-03-01"))
    assert coded.events[0].recipients == (actor,)
