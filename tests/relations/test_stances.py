from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from detente.coding import Coder
from detente.knowledge import Tables
from detente.knowledge.stances import load_stances
from detente.ledger import Ledger
from detente.records import Document
from detente.relations.changed import changed
from detente.relations.roll import Roll
from detente.relations.stances import stances


@pytest.mark.parametrize("text, expected", [
    ("a partner whose good will nobody doubts", [2.0, -1.5]),
    ("they are no friends of ours", [-2.0]),
    ("the principal threat to the islands", [-2.0]),
    ("it is not a threat", [2.0]),
    ("he was softening his stance", [1.0]),
    ("a fine day", []),
])  # fmt: skip
def test_words_have_values_and_negation_turns_them(text: str, expected: list[float]) -> None:
    found = [value for _, value, _, _ in load_stances(Tables()).find(text)]
    if "nobody doubts" in text:
        assert found[0] == expected[0]
    else:
        assert found == expected


@pytest.fixture
def quarrel(ledger: Ledger, tell: Any) -> Ledger:
    one = tell(
        "1993-02-01",
        "Karl Moor called Westmark an enemy of all harbours. A doctrine names Westmark as a threat.",
    )
    one.say("moor-karl", "Westmark an enemy of all harbours", "Karl Moor", date="1993-01-31")
    one.say("OST", "Westmark as a threat", "A doctrine", source_kind="document", date="1993-01-30")
    ledger.add(one.coded())
    two = tell("1993-02-20", "Ostland called Westmark a reliable partner.")
    two.say("OST", "Westmark a reliable partner", "Ostland", date="1993-02-19")
    ledger.add(two.coded())
    three = tell("1993-09-01", "Karl Moor has softened toward Westmark. Karl Moor praised Westmark.")
    three.event(
        "SUPPORT", "moor-karl", "WES", "Karl Moor praised Westmark", anchor="praised", date="1993-08-30"
    )
    ledger.add(three.coded())
    return ledger


def test_positions_open_their_words(quarrel: Ledger) -> None:
    found = stances(quarrel, "OST", "WES").positions
    assert [(p.actor, p.value, p.medium) for p in found] == [
        ("OST", -2.0, "document"),
        ("moor-karl", -2.0, "statement"),
        ("OST", 1.75, "statement"),
        ("moor-karl", 1.5, "act"),
    ]
    assert all(p.reference.text in p.reference.sentence for p in found)


def test_shift_of_one_speaker_has_both_spans(quarrel: Ledger) -> None:
    found = [s for s in stances(quarrel, "OST", "WES").shifts if s.actor == "moor-karl"]
    assert {s.way for s in found} == {"softer"}
    stepped = next(s for s in found if s.before is not None)
    assert "enemy" in stepped.before.reference.text  # type: ignore[union-attr]
    assert "praised" in stepped.after.text
    told = next(s for s in found if s.before is None)
    assert told.after.text == "softened"


def test_document_against_speech(quarrel: Ledger) -> None:
    found = stances(quarrel, "OST", "WES").contradictions
    assert [(c.side, c.second.value) for c in found] == [("OST", 1.75)]
    assert found[0].first.value < 0


def test_nothing_before_the_first_article(quarrel: Ledger) -> None:
    found = stances(quarrel, "OST", "WES", as_of="1990-01-01")
    assert (found.positions, found.shifts, found.contradictions) == ((), (), ())


def test_changed_tells_only_what_is_new(quarrel: Ledger, ledger: Ledger, tell: Any) -> None:
    four = tell("1993-10-02", "Ostland demanded that Westmark open its port.")
    four.event("REQUEST", "OST", "WES", "Ostland demanded that Westmark open its port", anchor="demanded")
    ledger.add(four.coded())
    found = changed(ledger, "OST", "WES", "1993-03-01", "1993-12-01")
    assert [row.type for row in found.events] == ["SUPPORT", "REQUEST"]
    assert [(c.term.kind, c.before) for c in found.terms] == [("demand", None)]
    assert {s.actor for s in found.shifts} >= {"moor-karl"}
    assert found.phase is None
    later = changed(ledger, "OST", "WES", "1993-11-01", "1993-12-01")
    assert (later.events, later.terms, later.agenda, later.shifts) == ((), (), (), ())


def test_changed_tells_a_state_that_is_another_now(ledger: Ledger, tell: Any) -> None:
    one = tell("1993-10-02", "Ostland demanded that Westmark free the fishermen.")
    one.event("REQUEST", "OST", "WES", "Ostland demanded that Westmark free the fishermen", anchor="demanded")
    ledger.add(one.coded())
    two = tell("1993-10-09", "Westmark freed the fishermen.")
    two.event("RETREAT", "WES", "", "Westmark freed the fishermen", anchor="freed")
    ledger.add(two.coded())
    (change,) = changed(ledger, "OST", "WES", "1993-10-05", "1993-10-10").terms
    assert (change.before, change.term.state) == ("open", "met")


@pytest.mark.parametrize("text, found", [
    # the words are of the one side, and about the other
    ("India's prime minister called Pakistan a threat to the peace of the valley.", [("IND", "PAK", -1.5)]),
    ("Pakistan's foreign minister described India as a reliable partner.", [("PAK", "IND", 1.75)]),
    # about a third
    ("India's prime minister told Pakistan that China was a threat to the peace of the valley.", []),
    # one mild word is no position
    ("India's foreign minister said that cooperation with Pakistan would take years.", []),
    # only supposed
    ("India's foreign minister said that if Pakistan proved a reliable partner, the talks would go on.", []),
    # talks and requests show none
    ("India and Pakistan held talks in Agra. India asked Pakistan for a list of prisoners.", []),
    # acts do
    ("India condemned Pakistan for the shelling. Pakistan praised India for the release.",
     [("IND", "PAK", -1.5), ("PAK", "IND", 1.5)]),
    # what one side says of the other's words is no position of the other
    ("India complained that Pakistan had called it an enemy.", [("IND", "PAK", -1.5)]),
])  # fmt: skip
def test_a_position_needs_its_holder_its_object_and_clear_words(
    coder: Coder, tmp_path: Path, text: str, found: list[tuple[str, str, float]]
) -> None:
    with Ledger(tmp_path / "stance.db") as ledger:
        ledger.add(coder.code(Document.of(text, id="own", published="1988-06-01")))
        roll = Roll.of(ledger)
        positions = stances(ledger, "IND", "PAK", roll=roll).positions
        assert [(roll.top(p.actor), p.toward, p.value) for p in positions if p.actor != "own"] == found


def test_unnamed_speakers_are_not_one_who_shifts(coder: Coder, tmp_path: Path) -> None:
    with Ledger(tmp_path / "stance.db") as ledger:
        for published, text in (
            ("1988-06-01", "An unnamed Indian official said Pakistan was a threat to the valley."),
            ("1988-09-01", "An unnamed Indian official said Pakistan was a reliable partner."),
        ):
            ledger.add(coder.code(Document.of(text, id=published, published=published)))
        found = stances(ledger, "IND", "PAK")
        assert len(found.positions) == 2
        assert found.shifts == ()
