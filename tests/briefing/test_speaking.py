"""Which articles speak of both sides: the question in SQL against every article looked through."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.briefing import brief
from detente.briefing.speaking import line_of, speaking_of
from detente.coding import Coder
from detente.ledger import Ledger
from detente.records import Document

TEXTS = (
    ("1994-03-01", "Peru's foreign minister met the president of Ecuador in Quito."),
    ("1994-04-01", "Peruvian troops fired on an Ecuadorian post. Chile condemned the attack."),
    ("1994-05-01", "Chile and Argentina signed a treaty on gas."),
    ("1994-06-01", "The Chilean army withdrew. Peru welcomed the withdrawal."),
)
SIDES = [
    (frozenset({"PER"}), frozenset({"ECU"})),
    (frozenset({"CHL"}), frozenset({"PER", "ARG"})),
    (frozenset({"ECU"}), frozenset({"BOL"})),
]


@pytest.fixture(scope="module")
def ledger(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    held = Ledger(tmp_path_factory.mktemp("speaking") / "detente.db")
    for published, text in TEXTS:
        held.add(coder.code(Document.of(text, id=published, published=published)))
    return held


@pytest.mark.parametrize("as_of", [None, "1994-04-30"])
@pytest.mark.parametrize("circles", SIDES)
def test_as_in_each_article(
    ledger: Ledger, circles: tuple[frozenset[str], frozenset[str]], as_of: str | None
) -> None:
    expected = []
    for article in ledger.documents(as_of=as_of):
        coded = ledger.coded(article.id)
        parents = {actor.id: actor.parent for actor in coded.actors}
        lines = [set(line_of(mention.actor, parents)) for mention in coded.mentions]
        if all(any(line & circle for line in lines) for circle in circles):
            expected.append(article.id)
    assert speaking_of(ledger, circles, as_of) == expected


def test_some_are_found(ledger: Ledger) -> None:
    assert speaking_of(ledger, SIDES[0], None) == ["d1", "d2"]


def test_names_are_those_of_the_newest_article(coder: Coder, tmp_path: Path) -> None:
    with Ledger(tmp_path / "detente.db") as held:
        for number, (published, text) in enumerate(TEXTS[:2]):
            held.add(coder.code(Document.of(text, id=published, published=published)))
            assert {row[0] for row in held.called()} == {entry.id for entry in held.actors()}, number
        early = {row[0] for row in held.called(as_of="1994-03-31")}
        assert "CHL" not in early
        assert "PER" in early
        assert "CHL" in {row[0] for row in held.called()}


def test_a_brief_of_a_transcript_names_who_speaks(coder: Coder, tmp_path: Path) -> None:
    text = (
        "MS. OSEI: We told Togo that Ghana will not accept its demand.\n\n"
        "QUESTION: Will Ghana meet Togo this week?\n\n"
        "MS. OSEI: Ghana will meet Togo in Lomé on Friday. Togo has to withdraw its ships first.\n"
    )
    with Ledger(tmp_path / "detente.db") as held:
        coded = coder.code(Document.of(text, id="t", published="2009-05-04"))
        assert any(coded.document.text[slice(*s.cue[0])] == ":" for s in coded.statements if s.cue)
        held.add(coded)
        assert "OSEI" in brief(held, "GHA", "TGO").render("text")
