"""A judgement that no page could show is not taken down."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from detente.coding import Coder
from detente.errors import DetenteError
from detente.ledger import Ledger
from detente.records import Document

TEXT = (
    "Ruritania's foreign minister said on Monday that Norway would send troops to Sweden if Zembla agreed. "
    "Norway warned Russia. Sweden is expected to sign the treaty by May 2001."
)


@pytest.fixture
def ledger(tmp_path: Path, coder: Coder) -> Any:
    with Ledger(tmp_path / "values.db") as made:
        made.add(coder.code(Document.of(TEXT, published="2001-03-05")))
        yield made


@pytest.mark.parametrize(
    "field,value",
    [
        ("span", [-5, 3]), ("span", [0, 10**9]), ("span", [9, 4]), ("anchor", [0, 10**9]), ("actor_spans", [[0, 4], [7, 10**9]]),
        ("actors", ["RUS", ""]), ("recipients", ["x" * 300]), ("statement", "s99"), ("condition", "c99"), ("date", "soon"), ("date", "9999-99-99"),
        ("intensity", math.inf), ("intensity", math.nan), ("intensity", 400.0), ("probability", [0.9, 0.1]), ("probability", [-3, 5]),
        ("confidence", 1e308), ("sentence", 99), ("sentence", -1), ("type", "WAR"), ("place", "\ud800"), ("place", "a\x00"), ("place", "x" * 30_000),
    ],
)  # fmt: skip
def test_a_correction_fits_text_calendar_scale_and_records(ledger: Ledger, field: str, value: Any) -> None:
    event = next(iter(ledger.events())).id
    with pytest.raises(DetenteError):
        ledger.judge("correct", event, field=field, value=value, author="A")
    assert not list(ledger.judgements())


@pytest.mark.parametrize(
    "field,value",
    [("span", [0, 20]), ("date", "2001-03"), ("date", None), ("probability", [0.2, 0.4]), ("intensity", -7), ("actors", ["NOR", "evil/<b>"])],
)  # fmt: skip
def test_a_correction_that_fits_is_taken(ledger: Ledger, field: str, value: Any) -> None:
    event = next(iter(ledger.events())).id
    ledger.judge("correct", event, field=field, value=value, author="A")
    held = getattr(ledger.record(event).record, field)
    assert (list(held) if isinstance(held, tuple) else held) == value


def test_a_statement_does_not_stand_within_itself(ledger: Ledger) -> None:
    statement = next(iter(ledger.statements()))
    with pytest.raises(DetenteError, match="within itself"):
        ledger.judge("correct", statement.id, field="parent", value=statement.record.id, author="A")


@pytest.mark.parametrize(
    "kind,target,value",
    [
        ("merge", "RUS", {"a": [1]}), ("merge", "RUS", "RUS"), ("merge", "RUS", " "), ("merge", "RUS", 7), ("merge", "RUS", "\ud800"),
        ("grade", "X", math.nan), ("grade", "X", 3), ("grade", "X\x00", "B2"), ("split", "RUS", ["NOR"]),
    ],
)  # fmt: skip
def test_actors_and_grades_are_words(ledger: Ledger, kind: Any, target: str, value: Any) -> None:
    with pytest.raises(DetenteError):
        ledger.judge(kind, target, field="d1" if kind == "split" else None, value=value, author="A")
    assert not list(ledger.judgements())


@pytest.mark.parametrize("author", ["\ud800", "a\x00b", " "])
def test_who_judges_is_text(ledger: Ledger, author: str) -> None:
    with pytest.raises(DetenteError):
        ledger.judge("accept", next(iter(ledger.events())).id, author=author)
