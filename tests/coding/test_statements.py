"""From sentences to statements: source, cue and content by construction."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding import Coder
from detente.coding.statements import statement_at
from detente.records import Document, Statement

# construction, sentence, source, cue, content; " ~ " parts spans
CASES = [
    ("that-clause", "The Lima government said that the border would reopen.", "The Lima government", "said", "that the border would reopen"),
    ("bare clause", "Admiral Duarte said the fleet had sailed.", "Admiral Duarte", "said", "the fleet had sailed"),
    ("wh-clause", "The Kenyan delegation asked whether the dam was safe.", "The Kenyan delegation", "asked", "whether the dam was safe"),
    ("concession", "The colonel allowed that his men had crossed the river.", "The colonel", "allowed", "that his men had crossed the river"),
    ("signal", "Hanoi signaled that it would sign the accord.", "Hanoi", "signaled", "that it would sign the accord"),
    ("clause first", "The truce had collapsed, the ministry said.", "the ministry", "said", "The truce had collapsed"),
    ("parenthesis", "The truce, he said, would not last.", "he", "said", "The truce ~ would not last"),
    ("as-clause", "As the envoy has indicated, the visit could take place in May.", "the envoy", "has indicated", "the visit could take place in May"),
    ("according to", "According to the harbor police, two ships were seized.", "the harbor police", "According to", "two ships were seized"),
    ("according to, last", "Two ships were seized, according to the harbor police.", "the harbor police", "according to", "Two ships were seized"),
    ("view", "In Duarte's view, the treaty has failed.", "Duarte", "In ~ view", "the treaty has failed"),
    ("words", "In the words of the bishop, peace is a long road.", "the bishop", "In ~ words of", "peace is a long road"),
    ("infinitive", "Ottawa pledged to send grain.", "Ottawa", "pledged", "to send grain"),
    ("refusal", "The embassy declined to comment on the arrest.", "The embassy", "declined", "to comment on the arrest"),
    ("wish", "Both sides hope to resume trade.", "Both sides", "hope", "to resume trade"),
    ("belief", "Seoul believes that the test failed.", "Seoul", "believes", "that the test failed"),
    ("object and infinitive", "The bishops urged both armies to withdraw.", "The bishops", "urged", "both armies to withdraw"),
    ("noun object", "Dublin welcomed the offer.", "Dublin", "welcomed", "the offer"),
    ("particle", "Rome ruled out new talks.", "Rome", "ruled out", "new talks"),
    ("preposition", "The council called for an inquiry.", "The council", "called for", "an inquiry"),
    ("predicate", "Duarte described the exercise as a provocation.", "Duarte", "described", "the exercise as a provocation"),
    ("accusation", "Managua accused its neighbor of arming the rebels.", "Managua", "accused ~ of", "arming the rebels"),
    ("empty it", "It was reported that the talks had ended.", "", "was reported", "that the talks had ended"),
    ("is said to", "The junta is said to favor a vote.", "", "is said", "The junta ~ to favor a vote"),
    ("is expected to", "The president is expected to resign.", "", "is expected", "The president ~ to resign"),
    ("quoted as saying", "An unnamed officer was quoted as saying that the base would close.", "An unnamed officer", "was quoted as saying", "that the base would close"),
    ("reportedly", "The crew has reportedly been freed.", "", "reportedly", "The crew has ~ been freed"),
    ("noun and clause", "The claim by the rebels that the town had fallen was false.", "the rebels", "claim", "that the town had fallen"),
    ("noun, possessor", "Amman's demand for a ceasefire was ignored.", "Amman", "demand for", "a ceasefire"),
    ("noun, light verb", "The minister made a promise to disarm.", "The minister", "made ~ promise", "to disarm"),
    ("adjective", "Tokyo is confident that the deal will hold.", "Tokyo", "is confident", "that the deal will hold"),
    ("adjective, preposition", "Bankers are worried about the peg.", "Bankers", "are worried about", "the peg"),
    ("document", "The new charter states that borders are final.", "The new charter", "states", "that borders are final"),
    ("condition", "Rabat made its signature conditional on a vote.", "Rabat", "made ~ conditional on", "a vote"),
    ("quotation", "“We will not yield,” Admiral Duarte said.", "Admiral Duarte", "said", "“We will not yield,”"),
    ("quotation after colon", "The premier told deputies: “The road is open.”", "The premier", "told", "“The road is open.”"),
    ("inverted", "Said Duarte: “The road is open.”", "Duarte", "Said", "“The road is open.”"),
    ("continued", "“The road is open,” the premier said. “It will stay open.”", "the premier", "said", "“The road is open,” ~ “It will stay open.”"),
    ("partial", "The general called the raid “a grave error.”", "The general", "called", "the raid “a grave error.”"),
    ("verb no table knows", "“The road is open,” boomed the premier.", "the premier", "boomed", "“The road is open,”"),
    ("headline", "Duarte: No Talks Before Spring", "Duarte", ":", "No Talks Before Spring"),
]  # fmt: skip


def parts(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " ~ ".join(text[a:b] for a, b in spans)


def code(coder: Coder, text: str, published: str | None = None) -> tuple[Statement, ...]:
    return coder.code(Document.of(text, published=published)).statements


@pytest.mark.parametrize("name, text, source, cue, content", CASES, ids=[c[0] for c in CASES])
def test_a_construction_is_read(
    coder: Coder, name: str, text: str, source: str, cue: str, content: str
) -> None:
    found = [
        (parts(text, s.source), parts(text, s.cue), parts(text, s.content))
        for s in code(coder, text)
        if s.parent is None
    ]
    assert (source, cue, content) in found


MORE = [
    ("A nationality makes the claim", "Chile denied a Peruvian claim that its ships had left port.", 1, "Peruvian", "collective"),
    ("An outlet quotes somebody", "The daily Dawn quoted an unnamed officer as saying the raid had failed.", 0, "an unnamed officer", "anonymous"),
    ("A pronoun shares its kind", "“No,” the general warned. “Never,” he added.", 1, "he", "titled"),
    ("Time between cue and clause", "The envoy insisted on Monday that his country had no claim.", 0, "The envoy", "titled"),
    ("A cue in two words", "Mora called on all parties to show restraint.", 0, "Mora", "named"),
]  # fmt: skip


@pytest.mark.parametrize("why, text, number, source, kind", MORE, ids=[m[0] for m in MORE])
def test_sources_of_harder_sentences(
    coder: Coder, why: str, text: str, number: int, source: str, kind: str
) -> None:
    statement = code(coder, text)[number]
    assert (parts(text, statement.source), statement.source_kind) == (source, kind)


def test_a_semicolon_parts_two_statements(coder: Coder) -> None:
    text = "The aide hinted that the vote might slip; rival leaders rejected the idea."
    assert [parts(text, s.content) for s in code(coder, text)] == ["that the vote might slip", "the idea"]


NOTHING = [
    "The bridge was built in 1931.",
    "Troops crossed the river at dawn.",
    "The so-called front moved north.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_plain_reports_are_nobodys_word(coder: Coder, text: str) -> None:
    assert code(coder, text) == ()


def test_an_addition_belongs_to_the_first_speaker(coder: Coder) -> None:
    text = "Duarte said the port was open, adding that grain had arrived, and warned that fuel was short."
    assert [(parts(text, s.source), s.rule, s.parent) for s in code(coder, text)] == [
        ("Duarte", "verb.say", None),
        ("Duarte", "verb.add", None),
        ("Duarte", "verb.warn", None),
    ]


def test_statements_form_a_chain(coder: Coder) -> None:
    text = "Tanjug reported that the minister had denied that the rebels demanded a ransom."
    outer, middle, inner = code(coder, text)
    assert (outer.parent, middle.parent, inner.parent) == (None, outer.id, middle.id)
    assert {s.outlet for s in (outer, middle, inner)} == {"Tanjug"}
    assert outer.source_kind == "media"


def test_the_carrier_of_a_token_is_the_innermost(coder: Coder) -> None:
    draft = coder.draft(Document.of("Tanjug reported that the minister had denied that prices rose."))
    rose = draft.parse.words.index("rose")
    assert statement_at(draft, rose) == draft.statements[1].id
    assert statement_at(draft, 0) is None


def test_a_hedge_of_the_author_carries_nothing(coder: Coder) -> None:
    draft = coder.draft(Document.of("The truce appears to hold."))
    assert [s.source_kind for s in draft.statements] == ["author"]
    assert statement_at(draft, draft.parse.words.index("hold")) is None


def test_charges_point_back_to_the_accuser(coder: Coder) -> None:
    text = "Turkey has attacked the report. This has included charges that the monitors lied."
    charge = next(s for s in code(coder, text) if s.rule == "noun.charge")
    assert charge.source_actors == ("TUR",)
    assert charge.source == ()


KINDS = [
    ("President Nasser said the canal was open.", "titled"),
    ("Nasser said the canal was open.", "named"),
    ("A senior diplomat said the canal was open.", "anonymous"),
    ("An unnamed commander said the canal was open.", "anonymous"),
    ("The navy said the canal was open.", "collective"),
    ("The report said the canal was open.", "document"),
    ("Reuters said the canal was open.", "media"),
    ("A Cairo daily said the canal was open.", "media"),
    ("It seems that the canal is open.", "author"),
]


@pytest.mark.parametrize("text, kind", KINDS)
def test_kinds_of_sources(coder: Coder, text: str, kind: str) -> None:
    kinds = [s.source_kind for s in code(coder, text)]
    assert not kinds or kinds[0] == kind
    assert kinds or kind == "author"


def test_the_unnamed_are_described_and_have_their_side(coder: Coder) -> None:
    text = "A senior official of the Turkish Foreign Ministry said the talks had ended."
    draft = coder.draft(Document.of(text))
    (statement,) = draft.statements
    assert statement.description == "A senior official of the Turkish Foreign Ministry"
    (actor,) = statement.source_actors
    assert actor.endswith(".anon")
    assert actor.startswith("TUR")
    assert draft.actors[actor].parent == actor.removesuffix(".anon")


OUTLETS = [
    ("Duarte told Kyodo that the port was open.", None, "Kyodo", None),
    ("Duarte told the daily Dawn that the port was open.", None, "Dawn", None),
    ("In an interview with Le Monde, Duarte said that the port was open.", None, None, None),
    ("Duarte said in an interview with Le Monde that the port was open.", None, "Le Monde", None),
    ("As quoted by Interfax, Duarte called the port open.", None, "Interfax", None),
    ("Duarte said the port was open (Lusa, March 3).", "1975-03-05", "Lusa", "1975-03-03"),
    ("LISBON, March 3 (Lusa) -- Duarte said the port was open.", "1975-03-05", "Lusa", "1975-03-03"),
    ("Officers quoted by news agencies said the port was open.", None, "news agencies", None),
]


@pytest.mark.parametrize("text, published, outlet, date", OUTLETS)
def test_outlets(
    coder: Coder, text: str, published: str | None, outlet: str | None, date: str | None
) -> None:
    statement = code(coder, text, published)[0]
    if outlet is not None:
        assert (statement.outlet, statement.outlet_date) == (outlet, date)


def test_a_credit_reaches_back_along_one_source(coder: Coder) -> None:
    text = (
        "President Mandela said the talks would go on. He added that a date was set (SAPA, June 2). "
        "The Zulu king said he would stay away."
    )
    assert [s.outlet for s in code(coder, text, "1992-06-04") if s.parent is None] == ["SAPA", "SAPA", None]


QUOTED = [
    ("“We agree,” Duarte said.", "full"),
    ("Duarte said the text was “a good start” for both.", "partial"),
    ("Duarte said the text was good.", "none"),
]


@pytest.mark.parametrize("text, quoted", QUOTED)
def test_how_much_is_quoted(coder: Coder, text: str, quoted: str) -> None:
    assert code(coder, text)[0].quoted == quoted


def test_a_transcript_is_read_by_turns(coder: Coder) -> None:
    text = (
        "MORA: When will the bridge open?\n\nDUARTE: In June. The work is done.\n\nIt took two years.\n\n"
        "MORA: And the tunnel?\n\nDUARTE: Next year."
    )
    found = [
        (parts(text, s.source), parts(text, s.content))
        for s in code(coder, text)
        if s.rule == "line.transcript"
    ]
    assert [source for source, _ in found] == ["MORA", "DUARTE", "MORA", "DUARTE"]
    assert found[1][1].startswith("In June")
    assert "two years" in found[1][1]


def test_a_text_in_capitals_has_its_reason(coder: Coder) -> None:
    draft = coder.draft(
        Document.of("THE GOVERNMENT SAID THAT THE BORDER WOULD REOPEN IN JUNE AND STAY OPEN.")
    )
    assert any(f.step == "statements" and f.row is None and "capitals" in f.why for f in draft.fired)


GARBAGE = [
    '"' * 3000,
    "“" * 3000,
    "(" * 3000,
    "“a” " * 1500,
    "he said " * 1200,
    "said that he said that " * 400,
    "¶" * 999,
]


@pytest.mark.parametrize("text", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_passed_over(coder: Coder, text: str) -> None:
    coded = coder.code(Document.of(text))
    ids = {s.id for s in coded.statements}
    assert all(s.parent in ids for s in coded.statements if s.parent is not None)


WORDS = ["Duarte", "Hanoi", "the minister", "said", "that", "denied", "“", "”", '"', "(", ")", ",", ".", "it", "was", "reported",
         "as", "according to", "claims", "fears that", "to leave", "is expected", "\n\n", ":", "talks", "failed", "I", "who"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_records_are_sound_on_any_words(coder: Coder, words: list[str]) -> None:
    text = " ".join(words)
    statements = code(coder, text)
    ids = [s.id for s in statements]
    assert len(ids) == len(set(ids))
    by_id = {s.id: s for s in statements}
    for one in statements:
        assert one.content
        for spans in (one.source, one.cue, one.content):
            assert list(spans) == sorted(spans)
            assert all(0 <= a < b <= len(text) for a, b in spans)
        seen = {one.id}
        while one.parent is not None:
            assert one.parent not in seen
            seen.add(one.parent)
            one = by_id[one.parent]
