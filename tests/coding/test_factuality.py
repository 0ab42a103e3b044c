"""Factuality: sentences of our own with the value of one of their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding import Coder
from detente.coding.draft import Draft
from detente.coding.weighing import weigh
from detente.errors import TableError
from detente.knowledge import Knowledge
from detente.knowledge.firmness import name_value
from detente.records import FACTUALITIES, Document

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "factuality.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def parsed(coder: Coder, text: str) -> Draft:
    draft = Draft(Document.of(text), coder.knowledge)
    coder._parse([draft])
    return draft


@pytest.mark.parametrize("wanted, word, text", ROWS, ids=[row[2][:60] for row in ROWS])
def test_value_of_a_word(coder: Coder, wanted: str, word: str, text: str) -> None:
    draft = parsed(coder, text)
    token = draft.parse.at(text.index(word))
    found = weigh(draft, token)
    assert found.factuality in wanted.split("|"), found.rows


def test_every_row_of_the_cues_has_an_example_that_holds_one_of_its_words(coder: Coder) -> None:
    for row in coder.knowledge.tables.rows("firmness/cues.yaml"):
        text = row.need("example")
        draft = parsed(coder, text)
        words = set(draft.parse.lower) | set(draft.parse.lemma)
        heads = {
            alternative
            for cue in row.list("cue")
            for part in cue.split()
            if part.startswith("*") or " " not in cue
            for alternative in part.lstrip("*").split("/")
        }
        assert words & heads, row.id


@pytest.mark.parametrize(
    "text, word, low, high",
    [
        ("Tunis is unlikely to recognise the council.", "recognise", 0.20, 0.45),
        ("Tunis is very likely to recognise the council.", "recognise", 0.80, 0.95),
        ("Tunis is not likely to recognise the council.", "recognise", 0.20, 0.45),
        ("The navy will probably leave the port of Massawa.", "leave", 0.55, 0.80),
        ("It is almost certain that Quito will sign the protocol.", "sign", 0.95, 0.99),
    ],
)
def test_likelihood_of_a_word(coder: Coder, text: str, word: str, low: float, high: float) -> None:
    draft = parsed(coder, text)
    assert weigh(draft, draft.parse.at(text.index(word))).probability == (low, high)


@pytest.mark.parametrize("text", ["Quito may sign the protocol.", "Quito is expected to sign the protocol."])
def test_no_number_where_the_text_gives_none(coder: Coder, text: str) -> None:
    draft = parsed(coder, text)
    assert weigh(draft, draft.parse.at(text.index("sign"))).probability is None


@given(st.integers(0, 3), st.sampled_from([-1, 1]))
def test_every_value_has_a_name(certainty: int, polarity: int) -> None:
    assert name_value(certainty, polarity) in FACTUALITIES


def test_a_bad_cell_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "firmness").mkdir()
    (tmp_path / "firmness" / "cues.yaml").write_text(
        "- id: mine\n  category: modal\n  cue: [mebbe]\n  scope: [clause]\n  plain: maybe\n"
        "  negated: Uu\n  example: It mebbe fell.\n",
        encoding="utf-8",
    )
    with pytest.raises(TableError, match="plain"):
        _ = Knowledge([tmp_path]).firmness


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        '"' * 400,
        "[" * 300 + "]" * 300,
        "if " * 300,
        "<p>may</p>" * 100,
        "IF TALKS FAIL, CHILE WILL ATTACK PERU UNLESS BOLIVIA AGREES. " * 5,
        "if the army leaves unless Chile may attack because talks depend on sanctions " * 60,
    ],
    ids=["empty", "blank", "quotes", "brackets", "ifs", "html", "capitals", "endless"],
)
def test_bad_input_is_coded_or_passed_over(coder: Coder, text: str) -> None:
    coded = coder.code(Document.of(text, published="2004-03-10"))
    known = {e.id for e in coded.events}
    assert all(x.event is None or x.event in known for x in coded.expectations)
    assert all(set(c.if_events) | set(c.then_events) <= known for c in coded.conditions)
    spans = [s for c in coded.conditions for s in (*c.marker, *c.if_, *c.then)]
    spans += [s for w in coded.explanations for s in (*w.marker, *w.of, *w.by)]
    assert all(0 <= a < b <= len(text) for a, b in spans)


@pytest.mark.parametrize(
    "text, anchor",
    [
        ("Japan rebuffed China's demand for an apology.", "demand"),
        ("Poland rejected the American offer of mediation.", "offer"),
        (
            "Ministers from ten states gathered in Quito on Tuesday, a Peruvian envoy told reporters.",
            "gathered",
        ),
    ],
)
def test_what_was_said_or_told_in_passing_has_been(coder: Coder, text: str, anchor: str) -> None:
    found = {text[slice(*e.anchor)]: e.factuality for e in coder.code(Document.of(text)).events}
    assert found[anchor] == "CT+"
