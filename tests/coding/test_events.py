"""Sentences of our own and the events they must give: type, actor, recipient."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.coding.events import anchor_token
from detente.records import Document, Event

Case = tuple[str, str, str, str]

# sentence, type, actor, recipient
CASES: list[Case] = [
    # consult
    ("The French president met the Algerian foreign minister in Oran.", "CONSULT", "FRA", "DZA"),
    ("Norway held talks with Chad on the border.", "CONSULT", "NOR", "TCD"),
    ("A visit to Ghana by the president of Portugal ended on Friday.", "CONSULT", "PRT", "GHA"),
    # agree: promises and the future of cooperation
    ("Japan promised to send nurses to Kenya.", "AGREE", "JPN", "KEN"),
    ("Sweden will send doctors to Peru.", "AGREE", "SWE", "PER"),
    ("Bolivia is ready to resume talks with Chile.", "AGREE", "BOL", "CHL"),
    ("Canada agreed to lift its sanctions on Cuba.", "AGREE", "CAN", "CUB"),
    # support
    ("Senegal recognised the independence of Namibia.", "SUPPORT", "SEN", "NAM"),
    ("Brazil praised Mexico.", "SUPPORT", "BRA", "MEX"),
    ("Peru and Ecuador signed a fishing accord.", "SUPPORT", "PER", "ECU"),
    ("Italy apologised to Libya.", "SUPPORT", "ITA", "LBY"),
    # concede, retreat
    ("Spain released two Moroccan fishermen.", "RETREAT", "ESP", "MAR"),
    ("Denmark lifted its embargo on Iceland.", "RETREAT", "DNK", "ISL"),
    ("Portugal withdrew its troops from Angola.", "RETREAT", "PRT", "AGO"),
    # cooperate, aid
    ("India and Oman held joint exercises.", "COOPERATE", "IND", "OMN"),
    ("Kenya shared intelligence with Uganda.", "COOPERATE", "KEN", "UGA"),
    ("Norway gave rice to Malawi.", "AID", "NOR", "MWI"),
    ("Ghana sent peacekeepers to Liberia.", "AID", "GHA", "LBR"),
    # request
    ("Nepal urged India to reopen the crossing.", "REQUEST", "NPL", "IND"),
    ("Finland called on Estonia to free the sailors.", "REQUEST", "FIN", "EST"),
    ("Niger demanded the withdrawal of French troops.", "REQUEST", "NER", "FRA"),
    # accuse
    ("Indonesia condemned Malaysia.", "ACCUSE", "IDN", "MYS"),
    ("Austria accused Hungary of fraud.", "ACCUSE", "AUT", "HUN"),
    ("Greek criticism of Turkey grew louder.", "ACCUSE", "GRC", "TUR"),
    ("Poland sued Germany.", "ACCUSE", "POL", "DEU"),
    # reject
    ("Iran rejected the Iraqi proposal.", "REJECT", "IRN", "IRQ"),
    ("Zambia refused to meet Angolan envoys.", "REJECT", "ZMB", "AGO"),
    ("Belgium will not lift its embargo on Burundi.", "REJECT", "BEL", "BDI"),
    # threaten
    ("Egypt threatened to attack Sudan.", "THREATEN", "EGY", "SDN"),
    ("Jordan issued an ultimatum to Syria.", "THREATEN", "JOR", "SYR"),
    # sanction
    ("Colombia expelled two Venezuelan diplomats.", "SANCTION", "COL", "VEN"),
    ("Ireland suspended aid to Eritrea.", "SANCTION", "IRL", "ERI"),
    ("Thailand broke off relations with Laos.", "SANCTION", "THA", "LAO"),
    # mobilize, coerce, assault
    ("Azerbaijan massed tanks along the border with Armenia.", "MOBILIZE", "AZE", "ARM"),
    ("Australia imposed sanctions on Fiji.", "COERCE", "AUS", "FJI"),
    ("Ethiopia bombed Somalia.", "ASSAULT", "ETH", "SOM"),
    ("Somalia was bombed by Ethiopia.", "ASSAULT", "ETH", "SOM"),
]

# nothing happened: a statement, a denial, a wish, nature, sport
SILENT = [
    "The Italian government declined to comment.",
    "Portugal denied the allegations.",
    "The Danish premier expressed his condolences to the families.",
    "Chile is considering sending doctors to Haiti.",
    "An earthquake killed forty people in Nepal.",
    "Kenya beat Uganda in the final match of the football tournament.",
    "Peru is a country in South America.",
]


def code(coder: Coder, text: str) -> list[Event]:
    return list(coder.code(Document.of(text)).events)


def stands_for(coder: Coder, text: str, ids: tuple[str, ...], wanted: str) -> bool:
    """Whether one of these actors is the state, a part of it, or somebody who acts for it."""
    country = {a.id: a.country for a in coder.code(Document.of(text)).actors}
    return any(one == wanted or one.startswith(wanted + ".") or country.get(one) == wanted for one in ids)


@pytest.mark.parametrize("text, kind, actor, recipient", CASES)
def test_who_did_what_to_whom(coder: Coder, text: str, kind: str, actor: str, recipient: str) -> None:
    events = code(coder, text)
    found = [(e.type, e.actors, e.recipients) for e in events]
    assert any(
        e.type == kind
        and stands_for(coder, text, e.actors, actor)
        and stands_for(coder, text, e.recipients, recipient)
        for e in events
    ), found


@pytest.mark.parametrize("text", SILENT)
def test_silence(coder: Coder, text: str) -> None:
    assert [(e.type, e.rule) for e in code(coder, text)] == []


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_records_are_sound(coder: Coder, text: str) -> None:
    draft = coder.draft(Document.of(text))
    for event in draft.events:
        first, stop = event.anchor
        assert event.span[0] <= first < stop <= event.span[1] <= len(text)
        assert 0 < event.confidence < 1
        token = anchor_token(draft, event)
        assert (draft.parse.start[token], draft.parse.end[token]) == event.anchor
        known = {*draft.knowledge.frames.rows}
        known |= {effect.id for effects in draft.knowledge.frames.effects.values() for effect in effects}
        assert set(event.rule.split("+")) <= known
        assert not set(event.actors) & set(event.recipients)
