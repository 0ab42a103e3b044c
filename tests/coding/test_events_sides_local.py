"""Sides that a place, a dateline, a number or a reciprocal pronoun tells."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document, Event

Case = tuple[str, str, str | None, str | None]

# text, type, actor, recipient by country or organisation; None: nobody is told
CASES: list[Case] = [
    # people are of the place where they are found
    ("Students marched through Gitega against the decree.", "PROTEST", "BDI", "BDI"),
    ("Gunmen killed nine villagers in Sokoto on Monday.", "ASSAULT", "NGA", "NGA"),
    ("On May 2 fighters torched a camp in Chad's Lac Region, killing six herders.", "ASSAULT", "TCD", "TCD"),
    ("Danish jets killed twelve civilians near Herat.", "ASSAULT", "DNK", "AFG"),
    ("Opposition parties boycotted the election in Guyana.", "PROTEST", "GUY", "GUY"),
    # soldiers, guests and those of a nationality are not
    ("Soldiers killed nine villagers in Sokoto.", "ASSAULT", "UNK", "NGA"),
    ("Police in Suva arrested three tourists.", "COERCE", "FJI", "UNK"),
    ("Bolivian farmers protested in Lima.", "PROTEST", "BOL", "PER"),
    ("A tribunal in The Hague convicted the colonel.", "ACCUSE", "UNK", "UNK"),
    # datelines are no subjects, and say which police is meant
    ("KABUL - A Taliban attack has killed twenty soldiers.", "ASSAULT", "AFG", "AFG"),
    ("BANJUL, Gambia -- A British court has jailed a Kenyan.", "COERCE", "GBR", "KEN"),
    ("KAMPALA, June 2 (Reuters) - Police arrested five students.", "COERCE", "UGA", "UGA"),
    ("QUITO, May 12, 2013 (AP) - Peru expelled two envoys.", "SANCTION", "PER", "UNK"),
    ("GENEVA - The court has freed the colonel.", "RETREAT", "UNK", "UNK"),
    # equal parties
    ("Fiji and Tonga accused each other of spying.", "ACCUSE", "FJI", "TON"),
    ("Chad and Libya expelled each other's envoys.", "SANCTION", "TCD", "LBY"),
    # gifts
    ("Brazil has lent Angola billions of reais.", "AID", "BRA", "AGO"),
    ("Serbia, which has sent Lebanon tents, was thanked.", "AID", "SRB", "LBN"),
    # whose forces, whose steps, whose act
    ("Fighters allied with Al Shabaab ambushed Kenyan soldiers.", "ASSAULT", "SOM", "KEN"),
    ("Canada denounced the threats made by the junta in Mali.", "ACCUSE", "CAN", "MLI"),
    ("Moldova used the meeting to accuse Russia of meddling.", "ACCUSE", "MDA", "RUS"),
    ("Peru criticised the use of force by Chile.", "ACCUSE", "PER", "CHL"),
    # whose word it is, and whose backing
    ("Lisbon granted Mozambique's request for help.", "REQUEST", "MOZ", "PRT"),
    ("The nuncio conveyed Panama's demand that Washington apologise.", "REQUEST", "PAN", "USA"),
    ("Ecuador won the backing of Cuba.", "SUPPORT", "CUB", "ECU"),
    ("Riyadh shut the crossing, a step that Ankara deplored.", "ACCUSE", "TUR", "SAU"),
    # names that only tell when or where
    ("Envoys of Chad met Niger's premier after the war in Libya.", "CONSULT", "TCD", "NER"),
    (
        "NATO met. Russia recalled its envoy from Brussels and denounced the alliance.",
        "SANCTION",
        "RUS",
        "NATO",
    ),
    # Brussels where the Union is spoken of, and where Belgium is
    ("Brussels imposed tariffs on Chinese steel, the European Commission said.", "COERCE", "EU", "CHN"),
    ("Brussels recalled its envoy to Rwanda, a Belgian minister said.", "SANCTION", "BEL", "RWA"),
]


def sides(event: Event, coded_actors: dict[str, str]) -> tuple[set[str], set[str]]:
    return {coded_actors[a] for a in event.actors}, {coded_actors[r] for r in event.recipients}


@pytest.mark.parametrize("text, type, actor, recipient", CASES)
def test_sides(coder: Coder, text: str, type: str, actor: str | None, recipient: str | None) -> None:
    coded = coder.code(Document.of(text, published="2013-06-04"))
    whose = {a.id: a.country or a.id.partition(".")[0] for a in coded.actors}
    found = [sides(e, whose) for e in coded.events if e.type == type]
    assert ({actor} - {None}, {recipient} - {None}) in found


@pytest.mark.parametrize(
    "text, words, actors",
    [
        ("Ghana, Togo and Benin met. The three signed a pact.", "The three", {"GHA", "TGO", "BEN"}),
        ("Chad and Niger held talks. The two leaders agreed.", "The two leaders", {"TCD", "NER"}),
        ("The ministers of Iran and Oman met. Both camps agreed.", "Both camps", {"IRN", "OMN"}),
        ("Chadian-Libyan talks broke down. Both sides left.", "Both sides", {"TCD", "LBY"}),
        ("Chad and Niger met. They visited the two refugee camps.", "the two refugee camps", {"UNK.REF"}),
        ("Chad held an auction. The three signed a pact.", "The three", set()),
        ("M23 attacked Goma. Lawyers wrote to two leaders of the movement.", "two leaders", {"M23"}),
        (
            "Peru wrote to Fiji. Hawks burned an Omani flag. The parliament sat.",
            "The parliament",
            {"PER.LEG"},
        ),
    ],
)
def test_who_is_taken_up(coder: Coder, text: str, words: str, actors: set[str]) -> None:
    coded = coder.code(Document.of(text, published="2013-06-04"))
    start = text.index(words)
    inside = {m.actor for m in coded.mentions if start <= m.span[0] and m.span[1] <= start + len(words)}
    assert inside == actors
