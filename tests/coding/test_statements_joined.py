"""Statements of two cues, over several sentences, and of sources that only their form tells."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document, Statement


def code(coder: Coder, text: str) -> tuple[Statement, ...]:
    return coder.code(Document.of(text, published="2000-12-10")).statements


def parts(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " ~ ".join(text[a:b] for a, b in spans)


ONE = [
    ("refused to confirm", "Ofa Lune refused to confirm that the quay was sold.", "Ofa Lune", "that the quay was sold"),
    ("expressed the hope", "The mayor expressed the hope that tolls would fall.", "The mayor", "that tolls would fall"),
    ("own intention", "The mayor said that she intended to resign.", "The mayor", "that she intended to resign"),
    ("own will, direct", "“We intend to leave the league,” Tala Brow said.", "Tala Brow", "“We intend to leave the league,”"),
    ("a counted list", "The port raised two objections. The toll was high. The quay was old. It rained.", "The port", "The toll was high. The quay was old"),
    ("a list in one sentence", "The rebels have published their terms. Among them are a truce and a purse.", "The rebels", "a truce and a purse"),
    ("a quotation after indirect speech", "There was no boat, he said. “There never was.”", "he", "There was no boat ~ “There never was.”"),
    ("all accounts", "By all accounts the abbot left early.", "all accounts", "the abbot left early"),
    ("terms of a text", "Under the terms of the draft, tolls are free.", "the draft", "tolls are free"),
    ("as one sees it", "As the abbot sees it, the levy is unjust.", "the abbot", "the levy is unjust"),
    ("agent of a charge", "The charge that the consul had hidden the gold was made by an inspector.", "an inspector", "that the consul had hidden the gold"),
    ("a cue between commas", "His country, he said, had on the contrary closed its gates and hosted talks.", "he", "His country ~ had on the contrary closed its gates and hosted talks"),
    ("a cue in a condition", "If the port yields, ministers believe, the house will vote for it.", "ministers", "If the port yields ~ the house will vote for it"),
    ("a reason after the cue", "The plan failed, the envoy said on Monday, because nobody had read it.", "the envoy", "The plan failed ~ because nobody had read it"),
    ("not to be named", "Should it rain, an aide here said, asking not to be named, the quay will close.", "an aide here", "Should it rain ~ the quay will close"),
    ("the subject after the verb", "“It was a trap,” grumbled one aide to the abbot.", "one aide", "“It was a trap,”"),
    ("a signature", "“No sane sailor would sign it.” — Captain Jon Aas, harbour master", "Captain Jon Aas, harbour master", "“No sane sailor would sign it.”"),
    ("a cue that closes its sentence", "The port would open by autumn, one of its pilots told Suva Radio on July 9.", "one of its pilots", "The port would open by autumn"),
    ("a turned cue that closes it", "The boats have done more for the cause than speeches, conceded a deputy.", "a deputy", "The boats have done more for the cause than speeches"),
    ("as cited", "The harbour office said, as cited by the state agency, that tolls would fall.", "The harbour office", "that tolls would fall"),
    ("let it be known", "Circles close to the abbot let it be known that he would stay.", "Circles close to the abbot", "that he would stay"),
    ("quick to say", "Danish officials were quick to suggest that the tolls would fall.", "Danish officials", "that the tolls would fall"),
    ("what which stands for", "The port raised its toll, a step which Suva called a theft.", "Suva", "a step which ~ a theft"),
]  # fmt: skip


@pytest.mark.parametrize("why, text, source, content", ONE, ids=[o[0] for o in ONE])
def test_one_statement(coder: Coder, why: str, text: str, source: str, content: str) -> None:
    assert [(parts(text, s.source), parts(text, s.content)) for s in code(coder, text)] == [(source, content)]


def test_a_second_clause_after_a_semicolon_is_another_statement(coder: Coder) -> None:
    text = "The king said that he would stay if the donors paid; otherwise, he hinted, he might leave."
    assert [parts(text, s.content) for s in code(coder, text)] == [
        "that he would stay if the donors paid",
        "otherwise ~ he might leave",
    ]


def test_one_is_one_of_those_who_spoke(coder: Coder) -> None:
    text = "Norwegian diplomats say that the deal is dead. Another said that it might live."
    one, other = code(coder, text)
    assert other.source_actors == one.source_actors
    assert other.source_kind == "anonymous"


def test_two_speakers_parted_by_a_semicolon(coder: Coder) -> None:
    text = "“The grain is old,” said one farmer; “they won't buy it,” said another."
    assert [(parts(text, s.source), parts(text, s.content)) for s in code(coder, text)] == [
        ("one farmer", "“The grain is old,”"),
        ("another", "“they won't buy it,”"),
    ]


def test_a_speaker_goes_on_after_a_sentence_about_himself(coder: Coder) -> None:
    text = "“The fleet is old,” Aas said. He named no sum. “It will not sail again, and we all know it.”"
    assert parts(text, code(coder, text)[0].content).endswith("we all know it.”")


NONE = [
    "Officials are likely to say that the ships left.",
    "Asked about the money, the clerk shrugged.",
    "One may think that the tolls were low.",
    "The port might agree to lower its tolls.",
]


@pytest.mark.parametrize("text", NONE)
def test_mere_topics_and_possibilities_are_nobodys_word(coder: Coder, text: str) -> None:
    assert code(coder, text) == ()


KINDS = [
    ("The clerk, Tala Brow, said the gate was shut.", "titled"),
    ("The adviser said the gate was shut.", "titled"),
    ("A deputy minister said the gate was shut.", "anonymous"),
    ("Two diplomats said the gate was shut.", "anonymous"),
    ("A spokesman said the gate was shut.", "anonymous"),
    ("The rebels said the gate was shut.", "collective"),
    ("The two presidents said the gate was shut.", "collective"),
    ("The inquiry found that the gate was shut.", "document"),
]


@pytest.mark.parametrize("text, kind", KINDS)
def test_the_form_of_a_noun_tells_the_kind(coder: Coder, text: str, kind: str) -> None:
    assert [s.source_kind for s in code(coder, text)] == [kind]


def test_a_pronoun_has_the_kind_of_its_noun(coder: Coder) -> None:
    text = "The memoir was long in the making. It claims that the clerk was told."
    assert [s.source_kind for s in code(coder, text)] == ["document"]


CARRIED = [
    ("In remarks carried by Reuters, the mayor called for calm.", "Reuters", None),
    ("Radio Suva quoted a clerk as saying that the quay was sold.", "Radio Suva", None),
    ("The port was shut, the mayor said. The mill, she added, was not (Reuters, November 18, 19).", "Reuters", "2000-11-18/2000-11-19"),
]  # fmt: skip


@pytest.mark.parametrize("text, outlet, date", CARRIED)
def test_what_an_outlet_carried(coder: Coder, text: str, outlet: str, date: str | None) -> None:
    assert {(s.outlet, s.outlet_date) for s in code(coder, text)} == {(outlet, date)}
