"""Acts told by nouns, by participles tied to a name, and in the passive: whose they are and whom they touch."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import CodedDocument, Document

# sentence, type, country of the actor, country of the recipient (empty: not looked at)
NOMINAL = [
    # names before the noun
    ("The Franco-German accord on fighter jets was signed in Bonn.", "SUPPORT", "FRA", "DEU"),
    ("Joint Sino-Russian naval drills began off Vladivostok on Friday.", "COOPERATE", "CHN", "RUS"),
    ("US-led strikes destroyed a depot near Hodeida on Friday.", "ASSAULT", "USA", "YEM"),
    ("A UN-brokered truce in Yemen held for a year.", "CONSULT", "UN", "YEM"),
    ("Saudi-hosted talks with Sudan opened in Jeddah.", "CONSULT", "SAU", "SDN"),
    ("The Danish assaults on Fiji's camps went on.", "ASSAULT", "DNK", "FJI"),
    # phrases behind the noun
    ("The expulsion from Latvia of a Russian consul was noted.", "SANCTION", "LVA", "RUS"),
    ("Rome paid no ransom for the release by Libya of nineteen Italian fishermen.", "RETREAT", "LBY", "ITA"),
    ("Shots were heard after an exchange of fire between Peru and Chile.", "ASSAULT", "PER", "CHL"),
    ("A handshake between the presidents of Peru and Chile ended the quarrel.", "CONSULT", "PER", "CHL"),
    ("The launch of a rocket by North Korea alarmed Tokyo.", "MOBILIZE", "PRK", ""),
    ("The dispatch of two carriers by India raised the tension.", "MOBILIZE", "IND", ""),
    ("The closing by Russia of the tunnel angered Tbilisi.", "COERCE", "RUS", ""),
    ("The forced landing of a Danish airliner by Fijian jets was condemned.", "COERCE", "FJI", "DNK"),
    # sides that stand with the verb
    ("Relations were restored between Tehran and Riyadh in March 2003.", "SUPPORT", "IRN", "SAU"),
    ("An agreement was reached overnight between Tirana and Rome.", "SUPPORT", "ALB", "ITA"),
    # appeals, and a government's protest
    ("Ignoring American appeals, Israel kept the road shut.", "REJECT", "ISR", "USA"),
    ("The raid drew a sharp protest from Lima.", "ACCUSE", "PER", ""),
    ("Lima drew up a plan over the protests of Quito.", "ACCUSE", "ECU", ""),
    # what is welcomed has happened
    ("India's recognition of Nepal was hailed by Bhutan.", "SUPPORT", "IND", "NPL"),
    # an act of arms as subject
    ("An ambush claimed the lives of four Senegalese soldiers.", "ASSAULT", "", "SEN"),
    # what must be done, told to a side
    ("Fiji informed Tonga that it must vacate the islet within a month.", "REQUEST", "FJI", "TON"),
    ("Kenya barred lorries from the Ugandan crossing.", "COERCE", "KEN", "UGA"),
    ("China urged the army to hold its fire and offered to mediate.", "AGREE", "CHN", ""),
]

# passives that name no doer: sentence, type, actor, recipient
UNSAID = [
    ("Two British diplomats were declared persona non grata in Minsk.", "SANCTION", "BLR", "GBR"),
    ("A Honduran journalist was arrested in Managua.", "COERCE", "NIC", "HND"),
    ("The Swedish ambassador was summoned to the foreign ministry in Baghdad.", "ACCUSE", "IRQ", "SWE"),
    ("Algeria's ambassador to Paris was recalled on Sunday.", "SANCTION", "DZA", "FRA"),
    ("Danish soldiers were withdrawn from Mali in May.", "RETREAT", "DNK", "MLI"),
    ("Three Turkish lorry drivers were freed in Iraq on Friday.", "RETREAT", "IRQ", "TUR"),
    ("Chile's offer of talks was welcomed in Lima.", "SUPPORT", "PER", "CHL"),
]

# sentence, type that must not be told as having happened
NOT_DONE = [
    ("Tehran all but accused Azerbaijan of the blast.", "ACCUSE"),
    ("Tehran has all but broken off its ties with Baku.", "SANCTION"),
    ("Rather than recall its envoy from Quito, Mexico sent a second one.", "SANCTION"),
    ("Moscow stopped short of accusing Tallinn of the explosion.", "ACCUSE"),
    ("Iran-backed militias held the road.", "SUPPORT"),
    ("The raid drew a protest outside the embassy from Turkish students.", "ACCUSE"),
]


def code(coder: Coder, text: str) -> CodedDocument:
    return coder.code(Document.of(text, published="2004-06-15"))


def roots(coded: CodedDocument, ids: tuple[str, ...]) -> set[str]:
    countries = {a.id: a.country for a in coded.actors}
    return {countries.get(i) or i.split(".")[0] for i in ids}


@pytest.mark.parametrize(("text", "type", "actor", "recipient"), [*NOMINAL, *UNSAID])
def test_sides_of_nominal_and_passive_acts(
    coder: Coder, text: str, type: str, actor: str, recipient: str
) -> None:
    coded = code(coder, text)
    found = [(roots(coded, e.actors), roots(coded, e.recipients)) for e in coded.events if e.type == type]
    assert any(
        (not actor or actor in mine) and (not recipient or recipient in theirs) for mine, theirs in found
    ), [(e.type, e.actors, e.recipients, e.rule) for e in coded.events]


@pytest.mark.parametrize(("text", "type", "actor", "recipient"), UNSAID)
def test_an_unsaid_doer_names_its_row(coder: Coder, text: str, type: str, actor: str, recipient: str) -> None:
    rows = {row.id for row in coder.knowledge.unsaid}
    events = [e for e in code(coder, text).events if e.type == type]
    assert any(rows & set((e.rule or "").split("+")) for e in events)


@pytest.mark.parametrize(("text", "type"), NOT_DONE)
def test_what_nearly_happened_did_not(coder: Coder, text: str, type: str) -> None:
    assert not [e for e in code(coder, text).events if e.type == type and e.factuality == "CT+"]


def test_a_passive_that_names_its_doer_keeps_him(coder: Coder) -> None:
    coded = code(coder, "A Honduran journalist was arrested in Managua by Mexican police.")
    [event] = [e for e in coded.events if e.type == "COERCE"]
    assert roots(coded, event.actors) == {"MEX"}


def test_a_sanction_over_something_is_explained_by_it(coder: Coder) -> None:
    text = "Lima withdrew its ambassador over a remark by the emir. Its planes flew over the valley."
    [found] = code(coder, text).explanations
    assert found.kind == "cause"
    assert [text[a:b] for a, b in found.by] == ["a remark by the emir"]
