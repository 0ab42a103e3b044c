"""The frames' tables are whole: ids, modes, classes, and errors that name their cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import TableError
from detente.knowledge import Knowledge
from detente.knowledge.frames import Frame

HEADER = "id,words,subject,object,unless,preps,type,mode,cameo,contexts,actor,recipient,symmetric,need,confidence,example\n"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def test_the_vocabulary_is_wide(knowledge: Knowledge) -> None:
    frames = knowledge.frames
    assert sum(len(found) for found in frames.verbs.values()) > 1500
    assert len(frames.nouns) > 150


def test_modes_and_contexts_are_those_of_the_codebook(knowledge: Knowledge) -> None:
    book = knowledge.codebook
    for row in knowledge.frames.rows.values():
        if isinstance(row, Frame) and row.type:
            assert row.mode is None or (row.type, row.mode) in book.modes, row.id
            assert set(row.contexts) <= set(book.contexts), row.id


def test_effects_have_modes_of_the_codebook(knowledge: Knowledge) -> None:
    for effects in knowledge.frames.effects.values():
        for effect in effects:
            assert effect.mode is None or (effect.type, effect.mode) in knowledge.codebook.modes, effect.id


def test_every_frame_has_an_example(knowledge: Knowledge) -> None:
    assert [row.id for row in knowledge.frames.rows.values() if not row.example] == []


@pytest.mark.parametrize(
    "row, column",
    [
        ("x1,parley,,,,,TALK,,,,,,,,,\n", "type"),
        ("x1,parley,,@nobody,,,CONSULT,,,,,,,,,\n", "object"),
        ("x1,parley,,#FRIENDLY,,,CONSULT,,,,,,,,,\n", "object"),
        ("x1,parley,,,,,CONSULT,,,,elsewhere,,,,,\n", "actor"),
        ("x1,parley,,,,,CONSULT,,,,,,,,high,\n", "confidence"),
        ("x1,,,,,,CONSULT,,,,,,,,,\n", "words"),
    ],
)
def test_errors_name_file_line_and_column(tmp_path: Path, row: str, column: str) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "verbs.csv").write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(TableError, match=rf"verbs\.csv, line 2, column '{column}'"):
        _ = Knowledge([tmp_path]).frames


def test_a_user_adds_a_frame(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "verbs.csv").write_text(
        HEADER
        + "mine-parley,palaver,,,,,CONSULT,,040,,,with,yes,,0.9,The chiefs palavered with the envoy.\n",
        encoding="utf-8",
    )
    found = Knowledge([tmp_path]).frames.verbs["palaver"]
    assert [pattern.frame.id for pattern in found if pattern.frame] == ["mine-parley"]
