"""Pronouns and descriptions, resolved over sentences."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document


def stands_for(coder: Coder, text: str, word: str, published: str = "2000-02-02") -> set[str]:
    draft = coder.draft(Document.of(text, published=published))
    last = max(i for i, w in enumerate(draft.parse.words) if w == word)
    return {n.actor for n in draft.named if n.first <= last < n.stop}


@pytest.mark.parametrize(
    "text, word, actors",
    [
        ("Peru and Chile signed a treaty. They will exchange envoys.", "They", {"PER", "CHL"}),
        ("Vladimir Putin met George Robertson. He praised the talks.", "He", {"putin-vladimir"}),
        ("Colonel General Anton Belov arrived. The general smiled.", "general", {"belov-anton"}),
        ("NATO hesitated. The alliance feared a split.", "alliance", {"NATO"}),
        ("Peru and Chile met. The two sides agreed.", "sides", {"PER", "CHL"}),
        ("Jakarta wants talks. It will send envoys.", "It", {"IDN"}),
        ("It seems that Jakarta wants talks.", "It", set()),
        ("Jakarta sent a letter. The document was long, but it was clear.", "it", set()),
        ("Ghana mobilized. The army moved north.", "army", {"GHA.MIL"}),
        ("Norway hesitated, but its troops stayed.", "troops", {"NOR.MIL"}),
        ("Chadian rebels struck. The rebels withdrew.", "rebels", {"TCD.REB"}),
        ("The army opened fire in Lima.", "army", {"PER.MIL"}),
        ("The Taliban struck again. The group withdrew.", "group", {"TALIBAN"}),
        ("Ghana denied it.", "it", set()),
    ],
)
def test_reference(coder: Coder, text: str, word: str, actors: set[str]) -> None:
    assert stands_for(coder, text, word) == actors
