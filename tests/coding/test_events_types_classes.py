"""Classes of acts, each over several countries and decades: the sentence must give the type, and no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.coding import Coder
from detente.records import Document, Event

Code = Callable[[str], list[Event]]
StandsFor = Callable[[str, tuple[str, ...], str], bool]


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
    ("Officers seized power in Guinea on Monday.", "ASSAULT", "COERCE"),
    ("Colonels staged a coup in Greece.", "ASSAULT", "COERCE"),
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
    # forces moved, landed, and ships taken in
    ("Poland scrambled jets against Bulgaria.", "MOBILIZE", "ASSAULT"),
    ("Thailand fortified its border with Laos.", "MOBILIZE", "ASSAULT"),
    ("Portugal landed marines on the Indonesian island.", "ASSAULT", "CONSULT"),
    ("Malta towed the Tunisian trawler to Valletta.", "COERCE", "AID"),
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
def test_classes_of_acts(code: Code, text: str, kind: str, other: str) -> None:
    found = [e.type for e in code(text)]
    assert kind in found
    assert other not in found


@pytest.mark.parametrize("text", NOTHING)
def test_no_act(code: Code, text: str) -> None:
    assert [(e.type, e.rule) for e in code(text)] == []


def test_to_speak_of_a_war_is_not_to_wage_it(code: Code) -> None:
    events = code("The Norwegian envoy raised the war in Chechnya with the Russian minister.")
    assert not [e for e in events if e.type == "ASSAULT" and any(a.startswith("NOR") for a in e.actors)]


def test_who_agrees_against_a_third(code: Code) -> None:
    (event,) = code("Kenya and Uganda agreed to seek stronger sanctions on Rwanda.")
    assert (event.actors, event.recipients) == (("KEN",), ("UGA",))


@pytest.mark.parametrize(
    "text, kind, date",
    [
        ("Sweden withdrew from the treaty of 1987 with Russia.", "REJECT", None),
        ("Sweden left the 1987 treaty with Russia on 3 May 1999.", "REJECT", "1999-05-03"),
        (
            "The Danish minister attended a meeting with Cuba in Oslo on 4 May 2001, the first since December 1998.",
            "CONSULT",
            "2001-05-04",
        ),
        ("Chad and Niger made peace on 14 May 1997 after talks with Libya.", "CONSULT", None),
        ("The talks with Cuba that led to the 1997 act were held by Peru.", "CONSULT", "1997"),
    ],
)
def test_a_date_that_is_another_word_s(code: Code, text: str, kind: str, date: str | None) -> None:
    assert (kind, date) in [(e.type, e.date) for e in code(text)]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("The plan provides for the withdrawal of all Syrian forces from Lebanon.", "RETREAT"),
        ("A Malian draft envisages the withdrawal of French forces from Gao.", "RETREAT"),
    ],
)
def test_what_a_plan_holds_lies_ahead(code: Code, text: str, kind: str) -> None:
    assert (kind, "future") in [(e.type, e.tense) for e in code(text)]


@pytest.mark.parametrize(
    "text, kind, actor, recipient",
    [
        # asked of one's own side, meant for another
        (
            "The Hungarian parliament called on the government to sever ties with Austria.",
            "REQUEST",
            "HUN",
            "HUN",
        ),
        # the ordered is not the one hit
        ("The Turkish premier directed a general to begin air strikes on Syria.", "ASSAULT", "TUR", "SYR"),
        ("Japan recalled its ambassador from Peru.", "SANCTION", "JPN", "PER"),
        ("Norway offered aid to Turkey.", "AGREE", "NOR", "TUR"),
        ("Canada called for sanctions against Burma.", "ACCUSE", "CAN", "MMR"),
        ("Denmark and Norway agreed to impose sanctions on Burma.", "AGREE", "DNK", "NOR"),
        ("Germany and France agreed in 1991 to send a joint brigade to Bosnia.", "AGREE", "DEU", "FRA"),
        ("Estonia pressed Latvia to close the camps.", "REQUEST", "EST", "LVA"),
        ("Uganda's army staged a bombing drill near the border with Rwanda.", "MOBILIZE", "UGA", "RWA"),
        (
            "The Kenyan minister warned that a raid would be a cause for war with Somalia.",
            "THREATEN",
            "KEN",
            "SOM",
        ),
        ("Brazil announced a decision to expel the Bolivian envoys.", "SANCTION", "BRA", "BOL"),
        ("Togo opened a liaison office in Accra.", "SUPPORT", "TGO", "GHA"),
        # what somebody else foresees is no threat
        ("Norwegian analysts said that Russia would attack Georgia.", "ASSAULT", "RUS", "GEO"),
        ("Russia said that it would attack Georgia.", "THREATEN", "RUS", "GEO"),
    ],
)
def test_whom_it_goes_to(
    code: Code, stands_for: StandsFor, text: str, kind: str, actor: str, recipient: str
) -> None:
    found = [e for e in code(text) if e.type == kind and stands_for(text, e.actors, actor)]
    assert found
    assert all(stands_for(text, e.recipients, recipient) for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Norway and Iceland are to resume on 3 March.",
        "The talks between Chile and Peru scheduled for May drew crowds.",
    ],
)
def test_what_is_due_lies_ahead(code: Code, text: str) -> None:
    assert ("CONSULT", "future") in [(e.type, e.tense) for e in code(text)]


@pytest.mark.parametrize(
    "text, date, tense, factuality",
    [
        ("The Danish premier's visit to Peru on 12 June drew crowds.", "2002-06-12", "future", "PR+"),
        ("The Danish premier's visit to Peru on 12 April drew crowds.", "2002-04-12", "past", "CT+"),
    ],
)
def test_what_lies_after_publication_has_not_happened(
    coder: Coder, text: str, date: str, tense: str, factuality: str
) -> None:
    (event,) = coder.draft(Document.of(text, published="2002-05-15")).events
    assert (event.date, event.tense, event.factuality) == (date, tense, factuality)
