"""Classes of acts, each over several countries and decades: the sentence must give the type, and no other."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document, Event


def code(coder: Coder, text: str) -> list[Event]:
    return coder.draft(Document.of(text)).events


# sentence, type that must be there, types that must not
CLASSES: list[tuple[str, str, str]] = [
    # weapons fired at somebody and weapons only tried out
    ("Lebanon's militia fired shells into the Syrian town of Homs.", "ASSAULT", "MOBILIZE"),
    ("Iraqi batteries launched missiles at Kuwait.", "ASSAULT", "MOBILIZE"),
    ("North Korea launched a missile into the sea off Japan.", "MOBILIZE", "ASSAULT"),
    ("India fired a rocket over the ocean towards Indonesia.", "MOBILIZE", "ASSAULT"),
    # promises to hit back
    ("Chad vowed to retaliate against Libya.", "THREATEN", "AGREE"),
    ("Burma's junta vowed to answer any intervention by Thailand with force.", "THREATEN", "AGREE"),
    ("Georgia pledged to respond to any invasion by Turkey.", "THREATEN", "AGREE"),
    # words attacked, people attacked
    ("Italian deputies attacked the French president's remarks.", "ACCUSE", "ASSAULT"),
    ("The Portuguese opposition slammed the Spanish proposal.", "ACCUSE", "ASSAULT"),
    ("Angolan troops attacked the Zairean convoy.", "ASSAULT", "ACCUSE"),
    # shown the door
    ("Finland ordered two Soviet diplomats to leave the country.", "SANCTION", "REQUEST"),
    ("Sudan declared the Kenyan envoy persona non grata.", "SANCTION", "ACCUSE"),
    ("Peru's ministry told the Chilean correspondents to go.", "SANCTION", "REQUEST"),
    # power taken
    ("Officers seized power in Guinea on Monday.", "COERCE", "ASSAULT"),
    ("Colonels staged a coup in Greece.", "COERCE", "ASSAULT"),
    # taking part no longer
    ("France suspended its participation in the Libyan mission.", "SANCTION", "COERCE"),
    ("Hungary ended its membership of the pact with Romania.", "SANCTION", "COERCE"),
    # leave withheld
    ("Kenya denied Somalia permission to use the airfield.", "REJECT", "AID"),
    ("Austria refused overflight rights to the American jets.", "REJECT", "AID"),
    # agreed between two, against a third
    ("Kenya and Uganda agreed to seek stronger sanctions on Rwanda.", "AGREE", "ACCUSE"),
    # a word kept
    ("Norway said it would honour its commitments to Poland.", "AGREE", "SUPPORT"),
    # leave given for force
    ("Denmark authorised air strikes against Serbia.", "THREATEN", "CONCEDE"),
    # a warning as a noun
    ("The Greek warning that it would shut the strait angered Turkey.", "THREATEN", "ASSAULT"),
    # voiced, not waged
    ("The Danish premier voiced criticism of Turkey.", "ACCUSE", "ASSAULT"),
]

NOTHING = [
    "The Northern Fleet's submarine Orel sank in the Barents Sea.",
    "The Peruvian officers took charge of the training centre.",
    "The Spanish soldiers stood by the river.",
    "The Chilean minister asked why Peru was late.",
    "A Kenyan official spoke, asking not to be named.",
    "A Malian officer, requesting anonymity, described the harvest.",
]


@pytest.mark.parametrize("text, kind, other", CLASSES)
def test_classes_of_acts(coder: Coder, text: str, kind: str, other: str) -> None:
    found = [e.type for e in code(coder, text)]
    assert kind in found
    assert other not in found


@pytest.mark.parametrize("text", NOTHING)
def test_no_act(coder: Coder, text: str) -> None:
    assert [(e.type, e.rule) for e in code(coder, text)] == []


def test_to_speak_of_a_war_is_not_to_wage_it(coder: Coder) -> None:
    events = code(coder, "The Norwegian envoy raised the war in Chechnya with the Russian minister.")
    assert not [e for e in events if e.type == "ASSAULT" and any(a.startswith("NOR") for a in e.actors)]


def test_who_agrees_against_a_third(coder: Coder) -> None:
    (event,) = code(coder, "Kenya and Uganda agreed to seek stronger sanctions on Rwanda.")
    assert (event.actors, event.recipients) == (("KEN",), ("UGA",))
