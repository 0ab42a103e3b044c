"""Who "we", "our" and "your" are, and what those who say so do to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.coding import Coder
from detente.records import CodedDocument, Document

Case = tuple[str, str, str, str]

# text, type, actor, recipient
QUOTED: list[Case] = [
    ('"We have expelled two Danish envoys," Norwegian Foreign Minister Ida Moe said.', "SANCTION", "NOR", "DNK"),
    ('Laos said "we will close our border with Thailand".', "THREATEN", "LAO", "THA"),
    ('"We call on Togo to free the pilots," the Ghanaian president said.', "REQUEST", "GHA", "TGO"),
    ('"Peru attacked our embassy," the Chilean president told reporters.', "ASSAULT", "PER", "CHL"),
    ("We, the presidents of Mali and Chad, met in Bamako. We call on Niger to free the crew.", "REQUEST", "MLI", "NER"),
]  # fmt: skip

TRANSCRIPT = """QUESTION: Has your government closed the border with Kenya?

MS. ADEYO: No. We have demanded an apology from Nairobi.

QUESTION: And the crew?

MS. ADEYO: We expelled two Kenyan envoys on Monday. Our navy fired on a Kenyan trawler.
"""


def pairs(coder: Coder, document: Document) -> set[tuple[str, str, str]]:
    coded = coder.code(document)
    return {
        (e.type, a[:3], r[:3]) for e in coded.events for a in country(coded, e.actors) for r in e.recipients
    }


def country(coded: CodedDocument, ids: tuple[str, ...]) -> list[str]:
    known = {a.id: a.country or a.id for a in coded.actors}
    return [known[one] for one in ids]


@pytest.mark.parametrize("text, kind, actor, recipient", QUOTED)
def test_quoted(coder: Coder, text: str, kind: str, actor: str, recipient: str) -> None:
    assert (kind, actor, recipient) in pairs(coder, Document.of(text, published="2005-03-01"))


def test_transcript_is_its_publisher(coder: Coder) -> None:
    document = Document.of(TRANSCRIPT, published="2005-03-01")
    published = replace(document, publication="Ministry of Foreign Affairs, Kampala")
    found = pairs(coder, published)
    assert {("REQUEST", "UGA", "KEN"), ("SANCTION", "UGA", "KEN"), ("ASSAULT", "UGA", "KEN")} <= found
    assert not any(actor == "UGA" for _, actor, _ in pairs(coder, document))


@pytest.mark.parametrize(
    "text",
    [
        "We have expelled two Danish envoys.",
        "Laos said that we were wrong to recall our envoy from Hanoi.",
        '"We have recalled our envoy from Oslo," an official said.',
    ],
)
def test_nobody_known_speaks(coder: Coder, text: str) -> None:
    coded = coder.code(Document.of(text, published="2005-03-01"))
    words = {coded.document.text[a:b].lower() for m in coded.mentions for a, b in [m.span]}
    assert not words & {"we", "our"}
