"""Acts in larger clauses: participles, gerunds, chains of verbs, relative clauses, clefts, inverted clauses."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.coding import Coder
from detente.coding.draft import Draft
from detente.records import Document

FOLDER = Path(__file__).parent
VERBS = [
    tuple(line.split("\t")) for line in (FOLDER / "events_verbs.tsv").read_text(encoding="utf-8").splitlines()
]

# sentence, type, country of the actor, country of the recipient (empty: not told)
EMBEDDED = [
    # gerunds and participles
    ("Kenya replied by demanding compensation from Uganda.", "REQUEST", "KEN", "UGA"),
    ("Having urged Nepal to reopen the road, India withdrew its envoy.", "REQUEST", "IND", "NPL"),
    ("After recalling its ambassador from Peru, Chile froze the talks.", "SANCTION", "CHL", "PER"),
    ("By severing ties with Qatar, Bahrain surprised its partners.", "SANCTION", "BHR", "QAT"),
    ("Without warning Kenya, Ethiopia bombed a Somali village.", "ASSAULT", "ETH", "SOM"),
    ("In a speech condemning Hungary, the Slovak premier closed the bridge.", "ACCUSE", "SVK", "HUN"),
    ("In a letter urging Nepal to hold elections, India offered observers.", "REQUEST", "IND", "NPL"),
    # reduced passives
    ("The town, shelled by Armenian guns in 1993, was rebuilt.", "ASSAULT", "ARM", ""),
    ("Juan Perez, recognized as president by Panama, flew to Lima.", "SUPPORT", "PAN", ""),
    ("Two Russian consuls expelled from Bulgaria in May have returned.", "SANCTION", "BGR", "RUS"),
    ("Villages burned by Burmese soldiers stand empty.", "ASSAULT", "MMR", ""),
    # relative clauses and clefts
    ("Greece, which has repeatedly asked Albania to free the mayor, opened talks.", "REQUEST", "GRC", "ALB"),
    ("Togo, whose premier has condemned the Beninese junta, closed the border.", "ACCUSE", "TGO", "BEN"),
    ("It was Qatar that recognised the junta in Chad.", "SUPPORT", "QAT", "TCD"),
    ("Bahrain regretted the tariffs, which Oman imposed on Yemen in June 2009.", "COERCE", "OMN", "YEM"),
    # chains of verbs
    ("Kenya decided to send nurses to Malawi and to lend it money.", "AGREE", "KEN", "MWI"),
    ("Spain and Portugal agreed to begin withdrawing their ships.", "AGREE", "ESP", "PRT"),
    ("Hungary has promised to stop blocking the Ukrainian loan.", "AGREE", "HUN", "UKR"),
    ("Serbia continues to refuse to recognise Kosovo.", "REJECT", "SRB", "XKX"),
    ("Belarus keeps threatening to cut off gas to Lithuania.", "THREATEN", "BLR", "LTU"),
    ("Belgium went on to demand the return of the archives from Congo.", "REQUEST", "BEL", "COD"),
    ("Peru was forced to ask Chile for help.", "REQUEST", "PER", "CHL"),
    ("Israel ended up releasing three Lebanese prisoners.", "RETREAT", "ISR", "LBN"),
    ("Tajik rebels managed to capture an Uzbek town.", "ASSAULT", "TJK", "UZB"),
    ("Ecuador did not hesitate to jail Peruvian deputies.", "COERCE", "ECU", "PER"),
    ("Laos repeated its demand that Thailand return the island.", "REQUEST", "LAO", "THA"),
    ("Iraq renewed its threat to invade Kuwait.", "THREATEN", "IRQ", "KWT"),
    ("Chad and Niger are to reopen the crossing.", "AGREE", "TCD", ""),
    # who is said to have acted, and who is accused
    ("Egypt is thought to have armed the Chadian rebels.", "AID", "EGY", "TCD"),
    ("Rwanda is accused by Congo of arming the rebels.", "ACCUSE", "COD", "RWA"),
    ("Zambia stands accused by Malawi of fraud.", "ACCUSE", "MWI", "ZMB"),
    # third verbs, inverted and denied clauses, a source between commas
    ("Peru called in the envoy, froze the loan and jailed four Chilean drivers.", "COERCE", "PER", "CHL"),
    ("Not only did Peru condemn the Bolivian raid, it recalled its envoy.", "ACCUSE", "PER", "BOL"),
    ("Nor would Malta accept the Libyan demand.", "REJECT", "MLT", "LBY"),
    ("China neither accepts nor recognises the Philippine award.", "REJECT", "CHN", "PHL"),
    ("Gabon, the minister said, had condemned Cameroon.", "ACCUSE", "GAB", "CMR"),
    # what is wanted, and what an answer presupposes
    ("Moldova insisted that Russia withdraw its troops.", "REQUEST", "MDA", "RUS"),
    ("Latvia wants Russia to hand over the archives.", "REQUEST", "LVA", "RUS"),
    ("China called for an end to the war in Sudan.", "REQUEST", "CHN", "SDN"),
    ("Oman rebuffed Yemen's demand for an apology.", "REQUEST", "YEM", "OMN"),
    ("Malawi ignored the Zambian ultimatum.", "REJECT", "MWI", "ZMB"),
]

NO_FACTS = [
    "Should Turkey invade Syria, Iran would send troops to Aleppo.",
    "Were Ghana to expel the Togolese envoy, the border would be closed.",
    "Had Chad attacked Libya, the union would have imposed sanctions on it.",
    "Analysts doubt that Iran attacked the Saudi refinery.",
    "Spain stopped short of condemning Morocco.",
    "Chile has yet to recognise the Peruvian government.",
    "Kenya denied having bombed the Somali village.",
    "Gabon came close to expelling the French ambassador.",
    "Togo failed to persuade Benin to release the sailors.",
    "Instead of expelling the envoy of Chad, Sudan waited.",
    "It would be foolish for Peru to attack Chile.",
    "Whether Niger arrested the French envoy is unknown.",
    "It is far from certain that Turkey attacked Bulgaria.",
    "It is far from clear whether Mali has expelled the Danish envoy.",
    "There is little chance that Fiji has recognised Tonga.",
]

SILENT = [
    "Toyota launched an offensive.",
    "Toyota launched an offensive in the Chinese market.",
    "Ford launched an attack on Toyota's market share.",
    "Airbus fought off Boeing for the Indian order.",
    "The Danish brewer invaded the Polish market.",
    "Retailers in Chile battled for customers.",
    "The Spanish bank launched a hostile bid for its Mexican rival.",
    "A German retailer fired its chairman.",
    "The peso retreated against the dollar.",
    "Lightning struck a church in Rwanda.",
]


TEXTS = [*(case[0] for case in EMBEDDED), *NO_FACTS, *SILENT, *(case[1] for case in VERBS)]


@pytest.fixture(scope="module")
def drafts(coder: Coder) -> dict[str, Draft]:
    """All sentences coded in one stream, which is several times faster than one by one."""
    return dict(zip(TEXTS, coder.drafts([Document.of(text) for text in TEXTS]), strict=True))


@pytest.mark.parametrize("text, kind, actor, recipient", EMBEDDED)
def test_embedded(drafts: dict[str, Draft], text: str, kind: str, actor: str, recipient: str) -> None:
    draft = drafts[text]

    def home(ids: tuple[str, ...]) -> set[str]:
        return {draft.actors[one].country or one.partition(".")[0] for one in ids}

    found = [(e.type, home(e.actors), home(e.recipients)) for e in draft.events]
    assert any(
        one == kind and actor in left and (not recipient or recipient in right) for one, left, right in found
    ), found


@pytest.mark.parametrize("text", NO_FACTS)
def test_no_fact(drafts: dict[str, Draft], text: str) -> None:
    told = ("THREATEN", "REQUEST", "AGREE", "REJECT")
    found = [e for e in drafts[text].events if e.factuality == "CT+" and e.type not in told]
    assert [(e.type, e.rule) for e in found] == []


@pytest.mark.parametrize("text", SILENT)
def test_silent(drafts: dict[str, Draft], text: str) -> None:
    assert [(e.type, e.rule) for e in drafts[text].events] == []


@pytest.mark.parametrize("kind, text", VERBS)
def test_verbs_of_the_wires(drafts: dict[str, Draft], kind: str, text: str) -> None:
    found = [e.type for e in drafts[text].events]
    assert kind in found


def test_a_warner_of_others_does_not_threaten(coder: Coder) -> None:
    events = coder.draft(Document.of("Analysts warned that Chad might bomb Libya.")).events
    assert not [e for e in events if e.type == "THREATEN"]
    events = coder.draft(Document.of("Niger warned that it would bomb Libya.")).events
    assert [(e.type, e.actors) for e in events] == [("THREATEN", ("NER",))]
