"""Acts by their words, class by class: force, pressure, help, words, meetings, protest, idioms, nouns of acts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.coding import Coder
from detente.records import Document, Event

Code = Callable[[str], list[Event]]


# sentence, word the event hangs on, its type
ACTS: list[tuple[str, str, str]] = [
    # force
    ("Libyan gunners raked the Chadian convoy with bullets.", "raked", "ASSAULT"),
    ("Angolan herders and Namibian guards hacked at each other with axes.", "hacked", "ASSAULT"),
    ("A Ugandan sniper felled two Rwandan nurses.", "felled", "ASSAULT"),
    ("Dutch commandos burst into the Indonesian airliner.", "burst", "ASSAULT"),
    ("Portuguese marines stormed ashore in Timor.", "stormed", "ASSAULT"),
    ("Malian mutineers looted the palace of the president.", "looted", "ASSAULT"),
    ("Uganda's junta hanged two Kenyan traders.", "hanged", "ASSAULT"),
    ("Sudanese police roughed up three Egyptian teachers.", "roughed", "ASSAULT"),
    ("Serbian mortar shells slammed into the Croatian town of Osijek.", "slammed", "ASSAULT"),
    ("Greek villages were set alight by Bulgarian irregulars.", "set", "ASSAULT"),
    # pressure
    ("Bolivian agents hustled two Chilean editors off to a barracks.", "hustled", "COERCE"),
    ("Albanian guards frogmarched two Greek priests across the border.", "frogmarched", "COERCE"),
    ("Two Syrian fighters forced down a Lebanese airliner near Homs.", "forced", "COERCE"),
    ("Burundian gendarmes disarmed the Rwandan soldiers.", "disarmed", "COERCE"),
    ("Guinean guards wrested ballot boxes from the villagers.", "wrested", "COERCE"),
    ("The Laotian junta put down a revolt by students.", "put", "COERCE"),
    ("Denmark scrapped a defence contract with Turkey.", "scrapped", "SANCTION"),
    ("Lisbon pulled the plug on its loans to Angola.", "pulled", "SANCTION"),
    ("Peru's envoys walked out of the conference hall in Quito.", "walked", "SANCTION"),
    ("Bolivian soldiers bundled the Chilean consul onto a plane.", "bundled", "COERCE"),
    ("Gambian customs men held up a Senegalese cargo of rice.", "held", "COERCE"),
    ("Two Libyan jets forced a Tunisian airliner to land in Tripoli.", "forced", "COERCE"),
    ("The Hutu militia forced the Tutsi villagers to flee from Rwanda.", "forced", "COERCE"),
    # help
    ("Egypt lent Sudan four pumps.", "lent", "AID"),
    ("Ghana seconded a battalion to Togo.", "seconded", "AID"),
    ("Oman lent the Yemeni president a helicopter.", "lent", "AID"),
    ("Sweden ferried four hundred Finnish refugees to Stockholm.", "ferried", "AID"),
    # words
    ("Norway cajoled Sri Lanka into talks with the rebels.", "cajoled", "REQUEST"),
    ("Jordan implored Iraq to let the aid workers leave.", "implored", "REQUEST"),
    ("Iceland branded the British raid as an act of piracy.", "branded", "ACCUSE"),
    ("Chile termed the Bolivian decree unlawful.", "termed", "ACCUSE"),
    ("Togo likened the Ghanaian embargo to extortion.", "likened", "ACCUSE"),
    ("Belgrade bound itself to admit Austrian observers.", "bound", "AGREE"),
    ("Madrid granted a request from Morocco for instructors.", "granted", "AGREE"),
    ("The accord commits Peru and Ecuador to free trade.", "commits", "AGREE"),
    ("Pakistan forswore the use of force against India.", "forswore", "AGREE"),
    ("Japan's navy tendered its apologies to Korea.", "tendered", "SUPPORT"),
    ("Ankara branded the Swedish ruling an insult.", "branded", "ACCUSE"),
    ("The Iraqi newspaper likened the emir of Kuwait to a thief.", "likened", "ACCUSE"),
    ("Libya bound itself to pay the French families.", "bound", "AGREE"),
    ("Ottawa's appeals to Sudan to stop the shelling were in vain.", "appeals", "REQUEST"),
    # meetings
    ("The premiers of Norway and Sweden shook hands in Oslo.", "shook", "CONSULT"),
    ("Qatar brought together Chad and Sudan.", "brought", "CONSULT"),
    ("Finland's foreign minister deliberated with his Estonian guests.", "deliberated", "CONSULT"),
    # protest
    ("Danish students carried banners outside the Turkish embassy.", "carried", "PROTEST"),
    ("Crowds chanting slogans surrounded the French consulate in Abidjan.", "chanting", "PROTEST"),
    ("Argentine housewives banged pots outside the presidential palace.", "banged", "PROTEST"),
    ("Mongolian herders camped outside parliament.", "camped", "PROTEST"),
    ("Czech villagers lay down in front of the Soviet tanks.", "lay", "PROTEST"),
    ("Bengali teachers stayed away from work for a week.", "stayed", "PROTEST"),
    ("Israeli dockers are striking.", "striking", "PROTEST"),
    ("Greek rioters overturned a van outside the American consulate.", "overturned", "PROTEST"),
    # idioms
    ("The American squadron turned back off Haiti.", "turned", "RETREAT"),
    ("The Chechen gunmen let three of the Russians go.", "let", "RETREAT"),
    ("The Iranian navy handed back two Kuwaiti pilots.", "handed", "RETREAT"),
    ("The Burmese junta let in two Thai relief teams.", "let", "RETREAT"),
    ("The Colombian guerrillas held their fire for a month.", "held", "RETREAT"),
    ("Damascus allowed the inspectors back.", "allowed", "RETREAT"),
    ("Indonesian paratroopers dropped on Dili at dawn.", "dropped", "ASSAULT"),
    # power taken
    ("Colonels toppled the king of Libya.", "toppled", "ASSAULT"),
    ("Haiti's president was ousted by his own guards.", "ousted", "ASSAULT"),
    ("Officers overthrew the president of Burundi.", "overthrew", "ASSAULT"),
    # both failed
    ("Norway and Iceland failed to reach agreement on herring.", "failed", "REJECT"),
    # settled future
    ("Iran is to seal its reactor.", "seal", "AGREE"),
    ("North Korea is to readmit the American inspectors.", "readmit", "AGREE"),
    ("Turkey is to hand back two Greek soldiers.", "hand", "AGREE"),
    # talks and measures that come to an end of themselves
    ("Talks between Chad and Libya on the border strip broke down in Lagos.", "broke", "REJECT"),
    ("The Norwegian-Danish talks on cod collapsed after two days.", "collapsed", "REJECT"),
    ("Negotiations between Turkey and Greece ended without agreement.", "ended", "REJECT"),
    ("The Korean and Chinese premiers parted in anger.", "parted", "REJECT"),
    ("The American embargo on Laos lapsed in May.", "lapsed", "RETREAT"),
    ("Under the deal the Serbs surrender their cannon to the peacekeepers.", "surrender", "AGREE"),
    ("Under the pact Oman hands back two islands to Yemen.", "hands", "AGREE"),
    ("Ghana is to reschedule the debts of Togo.", "reschedule", "AGREE"),
    # nouns of acts
    ("Bulgaria rejected the insistence of Serbia on an apology.", "rejected", "REJECT"),
    ("The mortar fire by Moldovan militiamen at the Romanian convoy lasted an hour.", "fire", "ASSAULT"),
    ("Israeli sorties against the Egyptian port went on.", "sorties", "ASSAULT"),
    ("The downing of a Finnish airliner by Soviet fighters was condemned.", "downing", "ASSAULT"),
    ("The mining of the Omani harbour by Iranian agents took a night.", "mining", "ASSAULT"),
    ("The parachute drop by Belgian troops on Katanga began at dawn.", "drop", "ASSAULT"),
    ("The hanging of two Pakistani students by the Indian province went unnoticed.", "hanging", "ASSAULT"),
    ("Albania's eviction of the Italian inspectors made headlines.", "eviction", "SANCTION"),
    ("Spain's closing of a Basque newspaper was upheld.", "closing", "COERCE"),
    ("North Korea's withdrawal from the treaty was noted.", "withdrawal", "REJECT"),
    ("A shipment of Turkish tents to Nepal has arrived.", "shipment", "AID"),
    ("Austria's consent to the Hungarian request was noted.", "consent", "AGREE"),
]

# sentence, type that must not be there
WRONG: list[tuple[str, str]] = [
    ("A Tunisian fruit seller set himself alight outside the governor's office.", "ASSAULT"),
    ("A strike by miners forced the Bolivian government to reopen the talks.", "COERCE"),
    ("Talks between Chad and Libya on the border strip broke down in Lagos.", "CONSULT"),
    ("The summit of Peru and Ecuador foundered at midnight.", "CONSULT"),
    ("Angolan herders hacked at each other with axes.", "COERCE"),
    ("Ghana seconded a battalion to Togo.", "SUPPORT"),
    ("Belgian paratroopers dropped into Katanga.", "CONCEDE"),
    ("Norway moved a bronze soldier to a Russian cemetery.", "MOBILIZE"),
    ("Turkey's demand was met with a refusal by Greece.", "CONCEDE"),
    ("The Soviet party dissolved itself.", "COERCE"),
    ("Minsk puts the shortage down to Polish saboteurs.", "COERCE"),
    ("French police charged the crowd of Corsican students.", "ACCUSE"),
    ("The American president cheered on his return to Washington.", "RETREAT"),
    ("Kenyan voters threw out the new constitution.", "REJECT"),
]


@pytest.mark.parametrize(("text", "word", "kind"), ACTS)
def test_act_has_its_type(code: Code, text: str, word: str, kind: str) -> None:
    found = {(text[e.anchor[0] : e.anchor[1]], e.type) for e in code(text)}
    assert (word, kind) in found


@pytest.mark.parametrize(("text", "kind"), WRONG)
def test_look_alike_is_not_taken_for_the_act(code: Code, text: str, kind: str) -> None:
    assert kind not in {e.type for e in code(text)}


# sentence, published, word the event hangs on, its date
DATES: list[tuple[str, str, str, str]] = [
    (
        "Chadian gunners shelled the Libyan port on Friday, killing four Sudanese guards.",
        "1987-03-15",
        "killing",
        "1987-03-13",
    ),
    (
        "On Friday the Greek premier met the Turkish envoy and signed a treaty with him.",
        "1999-06-13",
        "signed",
        "1999-06-11",
    ),
    (
        "Peru recalled its envoy on Friday and expelled two Chilean consuls.",
        "1999-06-13",
        "expelled",
        "1999-06-11",
    ),
    (
        "Danish students carrying banners were beaten on Friday by the Turkish police.",
        "1999-06-13",
        "carrying",
        "1999-06-11",
    ),
    (
        "By expelling two Polish envoys on Friday, Minsk angered Warsaw.",
        "1999-06-13",
        "expelling",
        "1999-06-11",
    ),
    ("Ecuador broke off relations on Friday with Colombia.", "1999-06-13", "broke", "1999-06-11"),
]

UNDATED: list[tuple[str, str, str]] = [
    ("Kenyan police jailed two Ugandans on Friday for shelling a village.", "1999-06-13", "shelling"),
    ("After expelling two Polish envoys, Minsk sealed the border on Friday.", "1999-06-13", "expelling"),
]


@pytest.mark.parametrize(("text", "published", "word", "date"), DATES)
def test_date_of_the_clause_holds_for_what_goes_along(
    coder: Coder, text: str, published: str, word: str, date: str
) -> None:
    events = coder.draft(Document.of(text, published=published)).events
    assert (word, date) in {(text[e.anchor[0] : e.anchor[1]], e.date) for e in events}


@pytest.mark.parametrize(("text", "published", "word"), UNDATED)
def test_what_went_before_has_not_the_date_of_the_clause(
    coder: Coder, text: str, published: str, word: str
) -> None:
    events = coder.draft(Document.of(text, published=published)).events
    assert [e.date for e in events if text[e.anchor[0] : e.anchor[1]] == word] in ([], [None])


PUBLIC = [
    "The mayor urged residents to save water.",
    "The governor advised motorists to leave early.",
    "The company's chairman called on shareholders to be patient.",
    "A jury in Perth heard the skipper, and the judge thanked the jury.",
    "An invasion of locusts along the Libyan coast ruined the crop.",
]


@pytest.mark.parametrize("text", PUBLIC)
def test_advice_to_the_public_is_no_request(code: Code, text: str) -> None:
    assert [(e.type, e.rule) for e in code(text)] == []


def test_an_order_to_ones_own_is_the_deed(code: Code) -> None:
    text = "Colombia's guerrillas ordered their fighters to hold their fire."
    assert [(e.type, e.mode) for e in code(text)] == [("RETREAT", "ceasefire")]


def test_a_noun_under_without_is_no_event(code: Code) -> None:
    text = "Portugal left the Angolan capital without talks with the rebels."
    assert "CONSULT" not in {e.type for e in code(text)}


# sentence, type: nouns of acts of which one side alone is told
ONE_SIDED = [
    ("Weeks after the downing of a Korean airliner the mood was grim.", "ASSAULT"),
    ("The barrage on the Georgian village went on.", "ASSAULT"),
    ("The burning of the Danish embassy filled the papers.", "ASSAULT"),
    ("The surrender of the Argentine garrison was a shock.", "RETREAT"),
]


@pytest.mark.parametrize(("text", "kind"), ONE_SIDED)
def test_noun_stands_with_one_side(code: Code, text: str, kind: str) -> None:
    assert kind in [e.type for e in code(text)]
