"""Sentences of our own and the events they must give: type, actor, recipient."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.coding import Coder
from detente.coding.draft import Draft
from detente.coding.events import anchor_token
from detente.records import Document, Event

Code = Callable[[str], list[Event]]
DraftOf = Callable[[str], Draft]
StandsFor = Callable[[str, tuple[str, ...], str], bool]

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


FOLDER = Path(__file__).parent
TYPED = [
    tuple(line.split("\t")) for line in (FOLDER / "events_types.tsv").read_text(encoding="utf-8").splitlines()
]
SIDED = [
    tuple(line.split("\t")) for line in (FOLDER / "events_sides.tsv").read_text(encoding="utf-8").splitlines()
]
NONE = (FOLDER / "events_none.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("kind, actor, recipient, text", SIDED)
def test_sides_wherever_they_stand(
    code: Code, stands_for: StandsFor, kind: str, actor: str, recipient: str, text: str
) -> None:
    found = [(e.type, e.actors, e.recipients) for e in code(text)]
    assert any(
        one == kind and stands_for(text, left, actor) and stands_for(text, right, recipient)
        for one, left, right in found
    ), found


@pytest.mark.parametrize("text, kind, actor, recipient", CASES)
def test_who_did_what_to_whom(
    code: Code, stands_for: StandsFor, text: str, kind: str, actor: str, recipient: str
) -> None:
    events = code(text)
    found = [(e.type, e.actors, e.recipients) for e in events]
    assert any(
        e.type == kind and stands_for(text, e.actors, actor) and stands_for(text, e.recipients, recipient)
        for e in events
    ), found


@pytest.mark.parametrize("text", SILENT)
def test_silence(code: Code, text: str) -> None:
    assert [(e.type, e.rule) for e in code(text)] == []


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_records_are_sound(draft_of: DraftOf, text: str) -> None:
    draft = draft_of(text)
    for event in draft.events:
        first, stop = event.anchor
        assert event.span[0] <= first < stop <= event.span[1] <= len(text)
        assert 0 < event.confidence < 1
        token = anchor_token(draft, event)
        assert (draft.parse.start[token], draft.parse.end[token]) == event.anchor
        known = {*draft.knowledge.frames.rows}
        known |= {shift.id for shift in draft.knowledge.frames.shifts}
        known |= {effect.id for effects in draft.knowledge.frames.effects.values() for effect in effects}
        assert set(event.rule.split("+")) <= known
        assert not set(event.actors) & set(event.recipients)


@pytest.mark.parametrize("kind, text", TYPED)
def test_type(code: Code, kind: str, text: str) -> None:
    assert kind in [e.type for e in code(text)]


def test_sentences_without_an_event_stay_silent(code: Code) -> None:
    spoken = {text: [e.rule for e in code(text)] for text in NONE}
    loud = {text: rules for text, rules in spoken.items() if rules}
    assert sum(map(len, loud.values())) <= 0.1 * len(NONE), loud


@pytest.mark.parametrize("text", [case[0] for case in CASES[:12]])
def test_coding_is_the_same_twice(coder: Coder, code: Code, text: str) -> None:
    assert coder.draft(Document.of(text)).events == code(text)


@pytest.mark.parametrize(
    "text, kind, tense",
    [
        ("Kenya bombed Somalia.", "ASSAULT", "past"),
        ("The Kenyan army attacks the Somali militia.", "ASSAULT", "present"),
        ("Kenya will bomb Somalia.", "THREATEN", "future"),
        ("Kenya is bombing Somalia.", "ASSAULT", "present"),
        ("A planned visit to Ghana by the president of Portugal drew crowds.", "CONSULT", "future"),
    ],
)
def test_tense(code: Code, text: str, kind: str, tense: str) -> None:
    assert (kind, tense) in [(e.type, e.tense) for e in code(text)]


@pytest.mark.parametrize(
    "plain, refused, planned",
    [
        (
            "Oman released the Yemeni crew.",
            "Oman will not release the Yemeni crew.",
            "Oman will release the Yemeni crew.",
        ),
        (
            "Oman met Yemeni envoys.",
            "Oman refused to meet Yemeni envoys.",
            "Oman agreed to meet Yemeni envoys.",
        ),
        (
            "Oman gave rice to Yemen.",
            "Oman declined to give rice to Yemen.",
            "Oman promised to give rice to Yemen.",
        ),
    ],
)
def test_mood_decides(code: Code, plain: str, refused: str, planned: str) -> None:
    assert {e.type for e in code(plain)} <= {"RETREAT", "CONSULT", "AID"}
    assert [e.type for e in code(refused)] == ["REJECT"]
    assert [e.type for e in code(planned)] == ["AGREE"]


def test_symmetric_events_are_written_once(code: Code) -> None:
    (event,) = code("Peru and Ecuador signed a fishing accord.")
    assert (event.actors, event.recipients) == (("PER",), ("ECU",))
    (event,) = code("Chad, Niger and Mali signed a fishing accord.")
    assert (event.actors, event.recipients) == (("TCD", "NER", "MLI"), ())


def test_nouns_find_their_sides(code: Code) -> None:
    events = code("NATO-Russia talks went on while the West's air war in Yugoslavia angered Moscow.")
    found = {(e.type, e.actors, e.recipients) for e in events}
    assert ("CONSULT", ("NATO",), ("RUS",)) in found
    assert any(e.type == "ASSAULT" and e.actors == ("WEST",) for e in events)


def test_an_unknown_actor_keeps_its_words(code: Code) -> None:
    text = "The strikers of Zorvania condemned the Grelmark council."
    (event,) = code(text)
    assert event.type == "ACCUSE"
    assert "strikers" in "".join(text[a:b] for a, b in event.actor_spans)


def test_every_event_and_every_silence_is_explained(coder: Coder) -> None:
    draft = coder.draft(Document.of("Kenya bombed Somalia. The talks with nobody went on."))
    lines = [f for f in draft.fired if f.step == "events"]
    assert {e.rule for e in draft.events} <= {f.row for f in lines}
    assert any(f.row is None and f.why for f in lines)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "Kenya",
                "Peru",
                "the",
                "troops",
                "refused",
                "agreed",
                "to",
                "attack",
                "lift",
                "sanctions",
                "on",
                "talks",
                "with",
                "will",
                "not",
                "if",
                "and",
                ",",
                ".",
                "which",
                "visit",
                "by",
                "NATO",
                "-",
                "led",
                "said",
                "that",
                "must",
                "withdraw",
                "from",
                "call",
                "for",
                "an",
                "end",
                "of",
            ]
        ),
        min_size=1,
        max_size=25,
    )
)
def test_no_word_order_breaks_the_coder(coder: Coder, words: list[str]) -> None:
    text = " ".join(words)
    for event in coder.draft(Document.of(text)).events:
        assert event.span[0] <= event.anchor[0] < event.anchor[1] <= event.span[1] <= len(text)
        for first, stop in (*event.actor_spans, *event.recipient_spans):
            assert 0 <= first < stop <= len(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "KENYA BOMBS SOMALIA", "12 34 56", "Ünïcödé — “x” …", "a" * 3000]
)
def test_odd_input_is_borne(coder: Coder, text: str) -> None:
    assert isinstance(coder.draft(Document.of(text)).events, list)
