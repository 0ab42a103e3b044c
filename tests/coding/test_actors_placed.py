"""Titles of bodies of state that name no state: whose minister and spokesman somebody is."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document


@pytest.mark.parametrize(
    "text, name, country",
    [
        (
            "HANOI, May 4 (Delta Wire) - Vietnam protested to Laos. Foreign Ministry spokesman Tran Quoc said more.",
            "tran-quoc",
            "VNM",
        ),
        (
            "Kenya shut the port. Foreign Ministry spokesman Juma Otieno said it was full.",
            "otieno-juma",
            "KEN",
        ),
        # two states are spoken of, and a diplomat may be anybody's
        ("Kenya wrote to Uganda. Foreign Ministry spokesman Juma Otieno said no.", "otieno-juma", None),
        ("Kenya shut the port. Senior diplomat Ivo Marek said it was full.", "marek-ivo", None),
    ],
)
def test_country(coder: Coder, text: str, name: str, country: str | None) -> None:
    coded = coder.code(Document.of(text, published="2004-05-05"))
    assert {a.id: a.country for a in coded.actors}[name] == country


def test_members_stand_for_their_region(coder: Coder) -> None:
    text = "The European signatories, Britain, France and Germany, urged Iran to free the crew."
    coded = coder.code(Document.of(text, published="2019-05-05"))
    assert {a for e in coded.events if e.type == "REQUEST" for a in e.actors} == {"GBR", "FRA", "DEU"}
