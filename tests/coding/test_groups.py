"""Several at once and one of two: "the two sides", "the four", "the former", "its neighbour", "each … the other"."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document

Case = tuple[str, str, set[str], set[str]]

# text, type of the last event, its actors' and recipients' countries
CASES: list[Case] = [
    ("Peru and Chile quarrelled. The two sides met in Geneva on Monday.", "CONSULT", {"PER"}, {"CHL"}),
    ("Peru and Chile quarrelled. Officials of the two countries met in Oman.", "CONSULT", {"PER"}, {"CHL"}),
    ("Mali and Niger quarrelled. Both armies fought over the ridge.", "ASSAULT", {"MLI"}, {"NER"}),
    ("Mali and Niger quarrelled. The two neighbours agreed to resume talks.", "AGREE", {"MLI"}, {"NER"}),
    ("Laos and Thailand met. Each side accused the other of lying.", "ACCUSE", {"LAO"}, {"THA"}),
    ("Laos sent envoys to Thailand. The latter accused the former of lying.", "ACCUSE", {"THA"}, {"LAO"}),
    ("Togo, Ghana and Benin signed a pact. Nigeria protested. The three met again.", "CONSULT", {"TGO", "GHA", "BEN"}, set()),
    ("Peru shelled Ecuador. The other side shelled Peru.", "ASSAULT", {"ECU"}, {"PER"}),
    ("Kenya closed its embassy in Kampala. Uganda accused its eastern neighbour of spying.", "ACCUSE", {"UGA"}, {"KEN"}),
    ("Norway, Denmark and Finland cut their ties with Laos and expelled its envoys.", "SANCTION", {"NOR", "DNK", "FIN"}, {"LAO"}),
]  # fmt: skip


@pytest.mark.parametrize("text, kind, actors, recipients", CASES)
def test_sides(coder: Coder, text: str, kind: str, actors: set[str], recipients: set[str]) -> None:
    coded = coder.code(Document.of(text, published="2003-05-02"))
    country = {a.id: a.country or a.id for a in coded.actors}
    last = coded.events[-1]
    assert last.type == kind
    assert {country[a] for a in last.actors} == actors
    assert {country[r] for r in last.recipients} == recipients


@pytest.mark.parametrize(
    "text, word",
    [
        ("Kenya closed its embassy. Its neighbour complained.", "neighbour"),  # which of them is not told
        ("Kenya, Uganda and Chad wrote. The latter half of the year was calm.", "latter"),
        ("Kenya wrote to Uganda and Chad. The four left.", "four"),
    ],
)
def test_nobody_in_particular(coder: Coder, text: str, word: str) -> None:
    coded = coder.code(Document.of(text, published="2003-05-02"))
    at = text.rindex(word)
    assert not [m.actor for m in coded.mentions if m.span[0] <= at < m.span[1]]
