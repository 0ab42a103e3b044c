"""War words of sport, business, nature and figures of speech: nothing happened between anybody."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document

FIGURES = [
    "Nigeria beat Ghana and knocked them out of the tournament.",
    "Kenya's striker attacked the Ugandan goal in the second half.",
    "Mexico shot down to third place in the table.",
    "The Kenyan runner struck gold in Athens.",
    "France's coach fired a warning to Spain before the match.",
    "Peru's players surrendered a two-goal lead to Chile.",
    "Argentina bombed out of the World Cup.",
    "Portugal's vintners invaded the Italian wine market.",
    "The Danish bank raided its reserves.",
    "Brazil's central bank defended the currency.",
    "The German company launched a hostile takeover of its French rival.",
    "Shares of the Italian bank were under attack on Friday.",
    "Wheat prices exploded after Ukraine's harvest failed.",
    "The Japanese yen retreated against the dollar.",
    "The Chinese firm seized the chance to buy its Australian rival.",
    "A price war broke out between Norwegian and Danish airlines.",
    "The storm hit Cuba and killed nine people.",
    "The virus attacked hundreds of farms in Denmark.",
    "The Greek minister lost his battle against cancer.",
    "Turkish singers bombarded the radio with songs.",
    "A Swedish film captured the mood of Moscow.",
    "The missiles were aimed at the countries of the pact.",
]


@pytest.mark.parametrize("text", FIGURES)
def test_figures_of_speech_are_no_events(coder: Coder, text: str) -> None:
    assert [(e.type, e.rule) for e in coder.draft(Document.of(text)).events] == []
