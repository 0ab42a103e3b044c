"""Acts within a country: people of no named country are the actor's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.coding import Coder
from detente.errors import TableError
from detente.knowledge import Knowledge
from detente.records import Document

# sentence, type, actors, recipients
CASES = [
    ("Turkish police detained twenty journalists.", "COERCE", {"TUR.COP"}, {"TUR.JRN"}),
    ("Bahrain freed forty prisoners.", "RETREAT", {"BHR"}, {"BHR.CVL"}),
    ("The Fijian cabinet bowed to the unions.", "CONCEDE", {"FJI.GOV"}, {"FJI.LAB"}),
    ("Algeria banned the party.", "COERCE", {"DZA"}, {"DZA.PTY"}),
    ("The French court fined the company.", "COERCE", {"FRA.JUD"}, {"FRA.BUS"}),
    ("The Taliban killed six soldiers.", "ASSAULT", {"TALIBAN"}, {"AFG.MIL"}),
    ("Cuba executed two spies.", "ASSAULT", {"CUB"}, {"CUB.SPY"}),
    ("Kyrgyz police broke up a rally.", "ASSAULT", {"KGZ.COP"}, {"KGZ"}),
    ("Iranian oil workers walked out.", "PROTEST", {"IRN.LAB"}, {"IRN"}),
    # not where another country is told, or may be meant
    ("Egypt released two Canadian reporters.", "RETREAT", {"EGY"}, {"CAN.JRN"}),
    ("Kenya arrested three tourists.", "COERCE", {"KEN"}, {"UNK.CVL"}),
    ("France arrested four foreign students.", "COERCE", {"FRA"}, {"UNK.CVL"}),
    ("Danish troops killed twelve civilians.", "ASSAULT", {"DNK.MIL"}, {"UNK.CVL"}),
    ("Bolivian farmers protested in Lima.", "PROTEST", {"BOL.AGR"}, {"PER"}),
]


@pytest.mark.parametrize("text, type, actors, recipients", CASES)
def test_at_home(coder: Coder, text: str, type: str, actors: set[str], recipients: set[str]) -> None:
    coded = coder.code(Document.of(text, published="2013-06-04"))
    assert (actors, recipients) in [
        (set(e.actors), set(e.recipients)) for e in coded.events if e.type == type
    ]
    assert {a for e in coded.events for a in (*e.actors, *e.recipients)} <= {a.id for a in coded.actors}


def test_the_event_names_the_row_that_placed_its_recipient(coder: Coder) -> None:
    event = coder.code(Document.of("Turkish police detained twenty journalists.")).events[0]
    assert "h-coerce" in event.rule.split("+")


def test_a_type_that_plover_lacks_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "frames"
    folder.mkdir()
    head = "id,types,modes,rows,actor,recipient,example\n"
    (folder / "domestic.csv").write_text(
        head + "h-own,ARREST,,,COP,CVL,Police arrested them.\n", encoding="utf-8"
    )
    with pytest.raises(TableError, match="ARREST"):
        _ = Knowledge([tmp_path]).domestic
