"""Verbs that go on with a clause before the one that the parser ties them to, and acts in clauses of time."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document

# text, type, actor, recipient (None: not looked at)
CASES: list[tuple[str, str, str, str | None]] = [
    ("Norway has urged Chad and Libya to show restraint and offered to mediate.", "AGREE", "NOR", None),
    (
        "Kenya's envoy said Somalia had first denied that any fighting had taken place and had then refused to "
        "receive two missions.",
        "REJECT", "SOM", None,
    ),
    (
        "Moi, who met the Sudanese president here on Tuesday, two days after holding talks with Uganda's "
        "president, flew home.",
        "CONSULT", "KEN", "UGA",
    ),
    (
        "The decision follows a summit at which the Malian president condemned the closing of the road and the "
        "arrest by the Guinean police of two editors, and demanded an apology.",
        "ACCUSE", "MLI", "GIN",
    ),
    # a relative clause tied to a thing, a subject read as an apposition, a date before the verb
    (
        "Chad has accused Libya of plotting at the behest of Egypt, with which Tripoli signed a defence pact.",
        "SUPPORT", "LBY", "EGY",
    ),
    (
        "In a secret report seen by the Lagoon Observer, the African Union condemned Kenya's decision to close the "
        "port.",
        "ACCUSE", "AU", "KEN",
    ),
    ("Dushanbe on 2 September protested to Tashkent over the bombing of two villages.", "ACCUSE", "TJK", "UZB"),
]  # fmt: skip


@pytest.mark.parametrize("text, kind, actor, recipient", CASES)
def test_sides(coder: Coder, text: str, kind: str, actor: str, recipient: str | None) -> None:
    coded = coder.code(Document.of(text, published="1995-05-02"))
    country = {a.id: a.country or a.id for a in coded.actors}
    found = {
        (country[a], country[r] if recipient else None)
        for e in coded.events
        if e.type == kind
        for a in e.actors
        for r in e.recipients or ("",)
        if r or not recipient
    }
    assert (actor, recipient) in found


def test_what_is_mended_stands_in_its_own_clause(coder: Coder) -> None:
    coded = coder.code(
        Document.of("Norway has urged Chad and Libya to show restraint and offered to mediate.")
    )
    urged = next(s for s in coded.statements if s.cue and "urged" in coded.document.text[slice(*s.cue[0])])
    assert "offered" not in "".join(coded.document.text[a:b] for a, b in urged.content)
