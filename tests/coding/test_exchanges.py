"""Sides that only the sentences around an act tell: the other one of two, who attacked, who talks."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.records import Document

# text, type of an event that the last sentence tells, its actor's and recipient's country
CASES: list[tuple[str, str, str, str]] = [
    ("Chad met Libya in May. It then threatened to break off the talks.", "THREATEN", "TCD", "LBY"),
    ("Malta sent a draft to Tunisia in May. Tunis turned it down.", "REJECT", "TUN", "MLT"),
    ("Honduras accused El Salvador of theft. It launched an offensive on Friday.", "ASSAULT", "HND", "SLV"),
    ("Kenya shelled a Somali port on Monday. The bombardment killed two children.", "ASSAULT", "KEN", "SOM"),
    ("Norway accused Iceland of theft. It has barred cargo from the port.", "COERCE", "NOR", "ISL"),
    ("Peru recalled its envoy from Quito on Monday. All flights have been suspended.", "SANCTION", "PER", "ECU"),
    (
        "Greece and Turkey quarrelled over the islet. Greece accused Turkey of theft. Turkey's envoy to Oslo said that "
        "Greek troops had crossed the border.",
        "ASSAULT", "GRC", "TUR",
    ),
    ("Laos accused Thailand of lying in May. The clashes went on for a week.", "ASSAULT", "LAO", "THA"),
]  # fmt: skip

# text, and a triple that must not be read
NEVER: list[tuple[str, str, str, str]] = [
    # a third that comments is dealt with by nobody
    ("Peru shelled a Chilean port. Chile shelled a Peruvian one. France called for restraint.", "REQUEST", "FRA", "CHL"),
    ("Peru shelled a Chilean port. Chile shelled a Peruvian one. France called for restraint.", "REQUEST", "FRA", "PER"),
    # rebels do not deal for their state
    ("Chad met Libya in May. Chadian rebels launched an offensive on Friday.", "ASSAULT", "TCD", "LBY"),
    # what is condemned was not done by who condemns it
    ("Greece halted arms sales to Turkey over the killing of two students in Ankara.", "ASSAULT", "GRC", "TUR"),
]  # fmt: skip


def found(coder: Coder, text: str) -> set[tuple[str, str, str]]:
    coded = coder.code(Document.of(text, published="1999-06-02"))
    country = {a.id: a.country or a.id for a in coded.actors}
    return {(e.type, country[a], country[r]) for e in coded.events for a in e.actors for r in e.recipients}


@pytest.mark.parametrize("text, kind, actor, recipient", CASES)
def test_understood(coder: Coder, text: str, kind: str, actor: str, recipient: str) -> None:
    assert (kind, actor, recipient) in found(coder, text)


@pytest.mark.parametrize("text, kind, actor, recipient", NEVER)
def test_left_open(coder: Coder, text: str, kind: str, actor: str, recipient: str) -> None:
    assert (kind, actor, recipient) not in found(coder, text)


def test_the_row_is_named(coder: Coder) -> None:
    coded = coder.code(Document.of("Norway accused Iceland of theft. It has barred cargo from the port."))
    assert any("u-harsh" in e.rule for e in coded.events)
