"""Explanations and doubts: sentences of our own with kind, both sides and factuality."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.coding import Coder
from detente.coding.draft import Draft
from detente.coding.explanations import find_explanations
from detente.records import Document, Explanation

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "explanations.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def explanations(coder: Coder, text: str) -> list[Explanation]:
    draft = Draft(Document.of(text), coder.knowledge)
    coder._parse([draft])
    find_explanations(draft)
    return draft.explanations


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[a:b] for a, b in spans)


@pytest.mark.parametrize("kind, of, by, factuality, text", ROWS, ids=[row[4][:60] for row in ROWS])
def test_both_sides(coder: Coder, kind: str, of: str, by: str, factuality: str, text: str) -> None:
    found = [(x.kind, words(text, x.of), words(text, x.by), x.factuality) for x in explanations(coder, text)]
    assert any(
        k == kind and of in o and f == factuality and (not b if by == "-" else by in b and by not in o)
        for k, o, b, f in found
    ), found


@pytest.mark.parametrize(
    "text",
    [
        "The minister has been in Rome since Monday.",
        "The fleet is due to arrive in Valletta on Friday.",
        "The army pulled out of the valley.",
        "The two premiers agreed to meet again.",
        "The report names the officers in question.",
    ],
)
def test_no_explanation(coder: Coder, text: str) -> None:
    assert explanations(coder, text) == []
