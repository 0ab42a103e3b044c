"""Offers and refusals among the terms of a brief, and a day before the first article."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.briefing import brief
from detente.cli import main
from detente.coding import Coder
from detente.ledger import Ledger
from detente.records import Document

TEXTS = (
    ("1995-02-06", "Peru offered Ecuador talks on the border."),
    (
        "1995-02-12",
        "Ecuador refused on Sunday to withdraw its patrols from the Cenepa valley, which Peru claims.",
    ),
)


@pytest.fixture
def path(coder: Coder, tmp_path: Path) -> Path:
    with Ledger(tmp_path / "bargain.db") as ledger:
        for published, text in TEXTS:
            ledger.add(coder.code(Document.of(text, id=published, published=published)))
    return tmp_path / "bargain.db"


def test_offers_and_refusals_stand_among_the_terms(path: Path) -> None:
    with Ledger(path) as ledger:
        sections = {section.id: section for section in brief(ledger, "PER", "ECU", "1995-03-01").sections}
    terms = [line.text for line in sections["terms"].lines]
    assert any(line.lower().startswith("offered") and "talks on the border" in line for line in terms)
    assert any("refused" in line and line.endswith("open") for line in terms), terms
    assert not any("talks on the border" in line.text for line in sections["expected"].lines)


@pytest.mark.parametrize("command", ["brief", "demands", "agenda", "stances"])
def test_a_day_before_the_first_article_is_said_to_be_one(path: Path, command: str) -> None:
    words = [command, "PER", "ECU", "--as-of", "1990", "--ledger", str(path)]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert "Nothing was known on 1990: the oldest article is of 1995-02-06." in done.stderr
