"""Who a noun phrase stands for."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.coding.draft import Draft
from detente.coding.parties import parties
from detente.records import Document


def draft_of(coder: Coder, text: str, published: str = "2000-02-02") -> Draft:
    return coder.draft(Document.of(text, published=published))


def who(draft: Draft, word: str) -> list[str]:
    return [p.actor for p in parties(draft, draft.parse.words.index(word))]


@pytest.mark.parametrize(
    "text, word, actors",
    [
        ("Peru and Chile signed a treaty.", "Peru", ["PER", "CHL"]),
        ("Kenyan soldiers crossed the border.", "soldiers", ["KEN.MIL"]),
        ("The leaders of Chile and Peru met.", "leaders", ["CHL.GOV", "PER.GOV"]),
        ("Norwegian, Swedish and Danish ministers met.", "ministers", ["NOR.GOV", "SWE.GOV", "DNK.GOV"]),
        ("Jakarta, which had refused talks, agreed.", "which", ["IDN"]),
        ("Dozens of Turkish soldiers were hurt.", "Dozens", ["TUR.MIL"]),
        ("Tokyo's answer came late.", "answer", ["JPN"]),
        ("Western criticism grew.", "criticism", ["WEST"]),
        ("The weather was fine.", "weather", []),
    ],
)
def test_parties(coder: Coder, text: str, word: str, actors: list[str]) -> None:
    assert who(draft_of(coder, text), word) == actors


def test_party_carries_the_words_that_name_it(coder: Coder) -> None:
    draft = draft_of(coder, "Peruvian troops attacked.")
    (party,) = parties(draft, draft.parse.words.index("troops"))
    assert draft.text[slice(*party.span)] == "Peruvian troops"
