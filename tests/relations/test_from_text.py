"""From text to states: what the coder reads, followed over articles."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.ledger import Ledger
from detente.records import Document
from detente.relations.agenda import agenda
from detente.relations.terms import terms


def put(ledger: Ledger, coder: Coder, published: str, text: str) -> None:
    ledger.add(coder.code(Document.of(text, id=f"wire-{published}", published=published)))


@pytest.fixture
def visit(ledger: Ledger, coder: Coder) -> Ledger:
    put(
        ledger,
        coder,
        "2007-03-01",
        "German Foreign Minister Frank-Walter Steinmeier will visit Ankara on 15 March.",
    )
    put(ledger, coder, "2007-03-16", "Foreign Minister Frank-Walter Steinmeier visited Ankara on Thursday.")
    return ledger


@pytest.mark.parametrize("day, states", [
    ("2007-02-01", []), ("2007-03-02", ["open"]), ("2007-03-15", ["due"]), ("2007-03-16", ["happened"]),
])  # fmt: skip
def test_later_report_settles_the_visit(visit: Ledger, day: str, states: list[str]) -> None:
    found = [item for item in agenda(visit, "DEU", "TUR", as_of=day) if item.kind == "scheduled"]
    assert [item.state for item in found] == states
    for item in found:
        assert (item.rule.low, item.rule.high) == ("2007-03-15", "2007-03-15")
        assert "will visit" in item.references[0].sentence


def test_demand_is_refused_in_a_later_article(ledger: Ledger, coder: Coder) -> None:
    put(ledger, coder, "2006-05-04", "Poland demanded that Russia lift its ban on Polish meat.")
    put(ledger, coder, "2006-05-20", "Russia rejected the Polish demand to lift the meat ban.")
    before = [t for t in terms(ledger, "POL", "RUS", as_of="2006-05-10") if t.kind == "demand"]
    after = [
        t for t in terms(ledger, "POL", "RUS", as_of="2006-06-01") if t.kind == "demand" and t.by == ("POL",)
    ]
    assert [t.state for t in before] == ["open"]
    assert "refused" in [t.state for t in after]
