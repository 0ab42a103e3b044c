"""Conditions: sentences of our own with the words of each antecedent and of the consequent."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.coding import Coder
from detente.coding.conditions import find_conditions
from detente.coding.draft import Draft
from detente.records import Document

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "conditions.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def conditions(coder: Coder, text: str) -> list[tuple[list[str], str]]:
    draft = Draft(Document.of(text), coder.knowledge)
    coder._parse([draft])
    find_conditions(draft)
    return [
        ([text[a:b] for a, b in c.if_], " … ".join(text[a:b] for a, b in c.then)) for c in draft.conditions
    ]


@pytest.mark.parametrize("antecedents, consequent, text", ROWS, ids=[row[2][:60] for row in ROWS])
def test_two_sides(coder: Coder, antecedents: str, consequent: str, text: str) -> None:
    wanted = antecedents.split("|")
    found = conditions(coder, text)
    assert any(
        len(ifs) >= len(wanted)
        and all(any(words in span for span in ifs) for words in wanted)
        and consequent in then
        and not any(words in then for words in wanted)
        for ifs, then in found
    ), found


@pytest.mark.parametrize(
    "text",
    [
        "The senator asked if the treaty was valid.",
        "The regime acted as if nothing had happened.",
        "The talks lasted until Friday.",
        "Should the bank lend to the junta?",
        "The patrol returned without casualties.",
        "Were the observers in the capital?",
        "The island is a dependent territory of Denmark.",
    ],
)
def test_no_condition(coder: Coder, text: str) -> None:
    assert conditions(coder, text) == []


def test_a_list_without_conjunctions_belongs_to_the_antecedent(coder: Coder) -> None:
    text = "If the army leaves, the rebels disarm and the port reopens, elections will be held."
    ((ifs, then),) = conditions(coder, text)
    assert len(ifs) > 1
    assert all(any(word in span for span in ifs) for word in ("army", "rebels", "port"))
    assert "elections" in then
    assert "rebels" not in then


@pytest.mark.parametrize(
    "text",
    [
        "Peru would sign the treaty provided that Chile released the prisoners.",
        "Kenya will lift the embargo as long as Uganda withdraws its troops.",
        "India will make concessions if it is convinced of Pakistan's intention of withdrawal from Kashmir.",
        "Turkey will return its ambassador only after Israel apologizes for the raid.",
    ],
)
def test_no_antecedent_is_a_fact(coder: Coder, text: str) -> None:
    document = coder.code(Document.of(text))
    events = {e.id: e for e in document.events}
    supposed = [events[number] for c in document.conditions for number in c.if_events]
    assert supposed
    assert any(e.factuality == "Uu" for e in supposed)
    assert all(e.factuality == "Uu" or e.anchor[0] > text.find(" for ") > 0 for e in supposed)


def test_a_cue_between_commas_is_no_consequent(coder: Coder) -> None:
    text = "If London offers some gesture on the ports, ministers believe, the house could be persuaded."
    (one,) = coder.code(Document.of(text)).conditions
    assert [text[a:b] for a, b in one.then] == ["the house could be persuaded"]
