"""Pronouns and descriptions, resolved over sentences."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document


def stands_for(coder: Coder, text: str, word: str, published: str = "2000-02-02") -> set[str]:
    draft = coder.draft(Document.of(text, published=published))
    last = max(i for i, w in enumerate(draft.parse.words) if w == word)
    return {n.actor for n in draft.named if n.first <= last < n.stop}


@pytest.mark.parametrize(
    "text, word, actors",
    [
        ("Peru and Chile signed a treaty. They will exchange envoys.", "They", {"PER", "CHL"}),
        ("Vladimir Putin met George Robertson. He praised the talks.", "He", {"putin-vladimir"}),
        ("Colonel General Anton Belov arrived. The general smiled.", "general", {"belov-anton"}),
        ("NATO hesitated. The alliance feared a split.", "alliance", {"NATO"}),
        ("Peru and Chile met. The two sides agreed.", "sides", {"PER", "CHL"}),
        ("Jakarta wants talks. It will send envoys.", "It", {"IDN"}),
        ("It seems that Jakarta wants talks.", "It", set()),
        ("Jakarta sent a letter. The document was long, but it was clear.", "it", set()),
        ("Ghana mobilized. The army moved north.", "army", {"GHA.MIL"}),
        ("Norway hesitated, but its troops stayed.", "troops", {"NOR.MIL"}),
        ("Chadian rebels struck. The rebels withdrew.", "rebels", {"TCD.REB"}),
        ("The army opened fire in Lima.", "army", {"PER.MIL"}),
        ("The Taliban struck again. The group withdrew.", "group", {"TALIBAN"}),
        ("Ghana denied it.", "it", set()),
        # a court that is named last is no side, and an official is of the body that he serves
        (
            "Peru quarrels with Chile. Peru sued Chile before the ICJ. Both sides wait.",
            "sides",
            {"PER", "CHL"},
        ),
        (
            "Peru spoke to Chile. Lima's Foreign Ministry wrote. Quito shrugged. An official of the Foreign Ministry left.",
            "official",
            {"PER.GOV"},
        ),
        # the parser's nouns at the start of a sentence may be names
        ("Meles and Isaias signed a treaty.", "Meles", {"zenawi-meles"}),
        ("The Democratic Party of Kenya met.", "Party", {"KEN.PTY"}),
        ("Ms. Ana Sato-Clinton left.", "Clinton", {"clinton-ana"}),
    ],
)
def test_reference(coder: Coder, text: str, word: str, actors: set[str]) -> None:
    assert stands_for(coder, text, word) == actors


@pytest.mark.parametrize(
    "text, phrase, actors, published",
    [
        # rulers spoken of from without are not the speaker's own
        ("Norway refused to deal with the junta.", "the junta", {"UNK.GOV"}, "2001-05-02"),
        ("Officers took over in Mali. Ghana said it would shun the junta.", "the junta", {"MLI.GOV"}, "2012-04-01"),
        ("Oslo backed sanctions, hoping for the fall of the regime.", "the regime", {"UNK.GOV"}, "2001-05-02"),
        ("Bolivia wrote to foreign governments.", "foreign governments", {"UNK.GOV"}, "2001-05-02"),
        ("Togo told the army to withdraw.", "the army", {"UNK.MIL"}, "2001-05-02"),
        ("Togo was quiet. The army stayed in its barracks.", "The army", {"TGO.MIL"}, "2001-05-02"),
        ("Laos chided the regime in Havana. The regime was unmoved.", "The regime", {"CUB.GOV"}, "2001-05-02"),
        ("Gabon deplored the coup. The coup leader shrugged.", "The coup leader", {"UNK.REB"}, "2001-05-02"),
        ("Uganda wrote to foreign ministers. The ministers replied.", "The ministers", {"UNK.GOV"}, "2001-05-02"),
        # an organisation is no region, a bloc no organisation at large
        ("The OSCE mission left Dagestan. The organization may return.", "The organization", {"OSCE"}, "2001-05-02"),
        ("The UN met. The EU was late. The bloc then spoke.", "The bloc", {"EU"}, "2001-05-02"),
        ("NATO sent a letter. Alliance officials said more.", "Alliance officials", {"NATO"}, "2001-05-02"),
        ("The Security Council met. The Secretary-General spoke.", "The Secretary-General", {"annan-kofi"}, "2001-05-02"),
        # whose something is
        ("Bulgarian Minister Ivo Dasev said his government agreed.", "government", {"BGR.GOV"}, "2001-05-02"),
        ("Bulgarian Minister Ivo Dasev said his country agreed.", "country", {"BGR"}, "2001-05-02"),
        ("Fiji thanked Kenya, whose army had helped.", "army", {"KEN.MIL"}, "2001-05-02"),
        ("Sweden will wait as long as Estonia keeps its word.", "its", {"EST"}, "2001-05-02"),
        ("Sweden will wait unless Latvia pays for damage done by its ships.", "its", {"LVA"}, "2001-05-02"),
        ("Sweden said Latvia had boarded its ships.", "its", {"SWE"}, "2001-05-02"),
        ("The Omani navy chased the pirates and burned their boats.", "their", {"UNK.CRM"}, "2001-05-02"),
        ("Chad and FARC traded shots until a U.N. envoy calmed both sides.", "both sides", {"TCD", "FARC"}, "2001-05-02"),
        ("Quito says it has heard nothing.", "it", {"ECU"}, "2001-05-02"),
    ],
)  # fmt: skip
def test_whose(coder: Coder, text: str, phrase: str, actors: set[str], published: str) -> None:
    document = coder.code(Document.of(text, published=published))
    at = text.rindex(phrase)
    found = {m.actor for m in document.mentions if m.span[0] < at + len(phrase) and at < m.span[1]}
    assert found == actors


@pytest.mark.parametrize(
    "text, sources",
    [
        ("Angola closed the port. Analysts said trade would fall.", {"UNK.EDU.anon"}),
        (
            "The Angolan government said the port was shut. Analysts said trade would fall.",
            {"AGO.GOV", "UNK.EDU.anon"},
        ),
        (
            "The Angolan government said the port was shut. A regional diplomat said it was open.",
            {"AGO.GOV", "UNK.GOV.anon"},
        ),
        (
            "The Angolan government said the port was shut. The official said it was mined.",
            {"AGO.GOV", "AGO.GOV.anon"},
        ),
    ],
)
def test_sources_inherit_no_side(coder: Coder, text: str, sources: set[str]) -> None:
    document = coder.code(Document.of(text, published="2001-05-02"))
    assert {a for s in document.statements for a in s.source_actors} == sources
