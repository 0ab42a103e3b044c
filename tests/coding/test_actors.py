"""Who is named in a sentence, and as what."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.coding.actors import unknown_actors
from detente.coding.places import place_of
from detente.records import CodedDocument, Document


def code(coder: Coder, text: str, published: str | None = "2000-02-02") -> CodedDocument:
    return coder.code(Document.of(text, published=published))


def actors_at(document: CodedDocument, phrase: str) -> set[str]:
    at = document.document.text.index(phrase)
    end = at + len(phrase)
    return {m.actor for m in document.mentions if m.span[0] < end and at < m.span[1]}


@pytest.mark.parametrize(
    "text, phrase, actors, published",
    [
        ("Jakarta rejected the plan.", "Jakarta", {"IDN"}, "2000-02-02"),
        ("Moscow rejected the plan.", "Moscow", {"SUN"}, "1983-09-03"),
        ("The Western alliance met.", "Western alliance", {"NATO"}, "2000-02-02"),
        ("Ugandan rebels crossed the border.", "Ugandan rebels", {"UGA.REB"}, "2000-02-02"),
        ("The French parliament voted.", "French parliament", {"FRA.LEG"}, "2000-02-02"),
        ("Chilean and Peruvian officials met.", "Chilean", {"CHL.GOV"}, "2000-02-02"),
        ("Chilean and Peruvian officials met.", "Peruvian officials", {"PER.GOV"}, "2000-02-02"),
        ("U.S. and European leaders met.", "European leaders", {"EUR"}, "2000-02-02"),
        ("The acting Russian president spoke.", "president", {"putin-vladimir"}, "2000-01-20"),
        ("The Russian president spoke.", "president", {"yeltsin-boris"}, "1999-03-20"),
        ("The NATO secretary-general spoke.", "secretary-general", {"solana-javier"}, "1998-03-20"),
        ("Former Polish officials spoke.", "officials", {"POL.ELI"}, "2000-02-02"),
        ("Trade unions in Denmark struck.", "Trade unions", {"DNK.LAB"}, "2000-02-02"),
        ("A Kenyan police spokesman confirmed it.", "spokesman", {"KEN.COP"}, "2000-02-02"),
        ("Ghana's Defense Department denied it.", "Defense Department", {"GHA.GOV"}, "2000-02-02"),
        ("The Pentagon denied it.", "Pentagon", {"USA.MIL"}, "2000-02-02"),
        ("The ambassador of Mali left.", "ambassador", {"MLI.GOV"}, "2000-02-02"),
        ("He lives in Atlanta, Georgia, near the stadium.", "Georgia", set(), "2000-02-02"),
        ("Georgia asked Russia for gas.", "Georgia", {"GEO"}, "2000-02-02"),
        ("The weather was fine.", "weather", set(), "2000-02-02"),
        ("they gave us a turkey.", "turkey", set(), "2000-02-02"),
        ("Let us go.", "us", set(), "2000-02-02"),
    ],
)
def test_actors(coder: Coder, text: str, phrase: str, actors: set[str], published: str) -> None:
    assert actors_at(code(coder, text, published), phrase) == actors


@pytest.mark.parametrize(
    "text, id, parent, role",
    [
        ("Freedonian envoy Otto Krantz spoke.", "krantz-otto", None, "envoy"),
        ("Bolivian Trade Minister Lucia Quispe spoke.", "quispe-lucia", "BOL.GOV", "Trade Minister"),
        ("Colonel General Anton Belov of the Russian army spoke.", "belov-anton", None, "Colonel General"),
        (
            "Aylin Demir, a spokeswoman for the Turkish foreign ministry, spoke.",
            "demir-aylin",
            "TUR.GOV",
            "spokeswoman",
        ),
    ],
)
def test_unknown_person(coder: Coder, text: str, id: str, parent: str | None, role: str) -> None:
    actor = {a.id: a for a in code(coder, text).actors}[id]
    assert actor.kind == "person"
    assert (actor.role or "").endswith(role)
    if parent:
        assert actor.parent == parent
        assert actor.country == parent[:3]


def test_short_name_is_the_person_named_before(coder: Coder) -> None:
    document = code(coder, "Colonel General Anton Belov arrived. Belov said nothing.")
    assert actors_at(document, "Belov said"[:5]) == {"belov-anton"}
    assert [m.actor for m in document.mentions].count("belov-anton") == 2


def test_surname_is_read_by_the_date(coder: Coder) -> None:
    text = "Bush met the Japanese prime minister."
    assert actors_at(code(coder, text, "1991-05-01"), "Bush") == {"bush-george"}
    assert actors_at(code(coder, text, "2005-05-01"), "Bush") == {"bush-george-w"}


def test_everything_an_actor_belongs_to_is_there(coder: Coder) -> None:
    document = code(coder, "George Robertson met Norwegian troops in Pristina.")
    known = {a.id: a for a in document.actors}
    assert {"robertson-george", "NATO", "NOR.MIL", "NOR", "XKX", "YUG"} <= set(known)
    assert all(a.parent is None or a.parent in known for a in document.actors)
    assert all(m.actor in known for m in document.mentions)


def test_letters_in_brackets_name_the_same(coder: Coder) -> None:
    document = code(coder, "The National Union of Zembla (NUZ) met. The NUZ protested.")
    assert actors_at(document, "NUZ protested"[:3]) == {"national-union-of-zembla"}


def test_unknown_names_wait_in_a_queue(coder: Coder) -> None:
    document = code(coder, "Bolivian Trade Minister Lucia Quispe met Tony Blair. Quispe agreed.")
    (entry,) = unknown_actors([document])
    assert (entry.actor.id, entry.mentions) == ("quispe-lucia", 2)


@pytest.mark.parametrize(
    "text, word, place",
    [
        ("Rebels attacked a convoy near Goma.", "attacked", "Goma"),
        ("The ministers met in Geneva.", "met", "Geneva"),
        ("The talks in Oslo failed.", "talks", "Oslo"),
        ("The ministers met in the city of Kano.", "met", "Kano"),
        ("The ministers met in January.", "met", None),
        ("The ministers met.", "met", None),
    ],
)
def test_place(coder: Coder, text: str, word: str, place: str | None) -> None:
    draft = coder.draft(Document.of(text, published="2000-02-02"))
    assert place_of(draft, draft.parse.words.index(word)) == place


@pytest.mark.parametrize(
    "text", ["", " ", "!!!", "1 2 3", "ALL NATIONS MUST ACT NOW AND US TOO", "Ünïcode — ok"]
)
def test_odd_texts(coder: Coder, text: str) -> None:
    document = code(coder, text)
    assert all(0 <= m.span[0] < m.span[1] <= len(text) for m in document.mentions)


@pytest.mark.parametrize(
    "text, word",
    [
        ("Anti-American posters went up.", "American"),
        ("Iran-backed posters went up.", "Iran"),
        ("Michael Jordan retired.", "Jordan"),
    ],
)
def test_names_that_are_no_actors_say_why(coder: Coder, text: str, word: str) -> None:
    draft = coder.draft(Document.of(text, published="2000-02-02"))
    at = text.index(word)
    assert not actors_at(draft.done(), word) & {"USA", "IRN", "JOR"}
    assert [f.why for f in draft.fired if f.step == "actors" and f.span == (at, at + len(word))]


@pytest.mark.parametrize(
    "text, phrase, actors, published",
    [
        # nicknames need their surroundings
        ("Seoul met envoys of the North.", "North", {"PRK"}, "2001-05-02"),
        ("Pyongyang scolded the South.", "South", {"KOR"}, "2001-05-02"),
        ("Hanoi armed the North.", "North", {"VNM"}, "1966-05-02"),
        ("Rain hit the North.", "North", set(), "2001-05-02"),
        ("Taipei watched the mainland.", "mainland", {"CHN"}, "2001-05-02"),
        # namesakes by the date and by the office before the name
        ("President George W Bush left.", "Bush", {"bush-george-w"}, "2005-05-02"),
        ("President George Bush left.", "Bush", {"bush-george-w"}, "2005-05-02"),
        ("President George Bush left.", "Bush", {"bush-george"}, "1991-05-02"),
        ("Former President George Bush left.", "Bush", {"bush-george"}, "2005-05-02"),
        ("President Clinton called.", "Clinton", {"clinton-bill"}, "2010-05-02"),
        ("Robert M. Gates called.", "Gates", {"gates-robert"}, "2010-05-02"),
        # offices of several states
        ("The presidents of Chile and Peru met.", "Peru", {"PER", "garcia-alan"}, "2010-03-05"),
        ("The French and German foreign ministers met.", "German", {"westerwelle-guido"}, "2010-03-05"),
        # places
        ("Shells fell on Balakot.", "Balakot", {"PAK"}, "2010-03-05"),
        ("Fire broke out in Zamboanga and Kryvyi Rih.", "Kryvyi Rih", {"UKR"}, "2010-03-05"),
        # media
        ("Asia Plus-Blick reported the visit.", "Asia Plus-Blick", {"asia-plus-blick"}, "2010-03-05"),
        ("Interfax-Wolga Dienst reported the visit.", "Wolga Dienst", {"INTERFAX"}, "2010-03-05"),
        # what names nobody
        ("They threatened to use force.", "force", set(), "2010-03-05"),
        ("He went into business and stood in court.", "business", set(), "2010-03-05"),
        ("The air campaign by Israel went on.", "campaign", set(), "2010-03-05"),
        ("The student leader from Paris sang.", "leader", {"FRA.CVL"}, "2010-03-05"),
        ("Fog closed the harbour.", "Fog", set(), "2010-03-05"),
        ("It was signed on November 17.", "November 17", set(), "2010-03-05"),
        ("GUEST COALITION FORCES LEAVE CHAD TODAY", "GUEST COALITION FORCES", set(), "2010-03-05"),
        ("RUSSIAN TROOPS LEAVE CHAD TODAY", "RUSSIAN TROOPS", {"RUS.MIL"}, "2010-03-05"),
    ],
)
def test_classes(coder: Coder, text: str, phrase: str, actors: set[str], published: str) -> None:
    assert actors_at(code(coder, text, published), phrase) == actors


def test_plural_office_is_taken_up_by_all_its_holders(coder: Coder) -> None:
    document = code(coder, "The Foreign Ministers of Chile, Peru and Brazil met. They agreed.", "2010-03-05")
    they = actors_at(document, "They")
    assert len(they) == 3
    assert {a.country for a in document.actors if a.id in they} == {"CHL", "PER", "BRA"}


@pytest.mark.parametrize(
    "text, phrase, actor",
    [
        ("Masked Danes set fire to a toll gate on Tuesday.", "Danes", "DNK.CVL"),
        ("Two Finns attacked a guard post near Malmo.", "Finns", "FIN.CVL"),
        ("Police arrested three Chileans in Lima on Friday.", "Chileans", "CHL.CVL"),
        ("Dozens of young Swedes marched on the Danish embassy.", "Swedes", "SWE.CVL"),
        ("Hundreds of Kenyans blocked the bridge.", "Kenyans", "KEN.CVL"),
        ("Angry Turks threw stones at the consulate.", "Turks", "TUR.CVL"),
        ("Most Germans oppose the plan.", "Germans", "DEU.CVL"),
        ("The Danes rejected the plan.", "Danes", "DNK"),
        ("The Chileans and the Peruvians met in Quito.", "Peruvians", "PER"),
    ],
)
def test_some_of_a_people_are_not_its_state(coder: Coder, text: str, phrase: str, actor: str) -> None:
    assert actors_at(code(coder, text), phrase) == {actor}


@pytest.mark.parametrize(
    "text, found",
    [
        ("Rebels let the convoy use the road to Kono on Monday.", False),
        ("The army of Sierra Leone moved into Kono in May.", False),
        ("Kono urged Vietnam to free the fishermen.", True),
        ("Tokyo sent an envoy. The confidence placed in Kono was well founded.", True),
    ],
)
def test_a_surname_where_a_place_would_stand(coder: Coder, text: str, found: bool) -> None:
    document = code(coder, text, "2001-02-02")
    assert ("kono-yohei" in {m.actor for m in document.mentions}) is found


@pytest.mark.parametrize(
    "text, found",
    [
        ("Franco closed the frontier in 1969.", False),
        ("Franco sent an envoy to Peru in July 2012.", True),
        ("Franco met Peru's president.", True),
    ],
)
def test_a_surname_is_not_of_him_whose_office_lies_far_from_the_date(
    coder: Coder, text: str, found: bool
) -> None:
    actors = {m.actor for m in code(coder, text, "2012-08-20").mentions}
    assert ("franco-federico" in actors) is found
