"""Confidence: a probability from readable features, whose weights a user may replace."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding import Coder
from detente.coding.confidence import FEATURES, grade_events
from detente.coding.pipeline import STEPS
from detente.errors import TableError
from detente.evaluation.confidence import (
    Judged,
    cross_validate,
    fit,
    judge_sentences,
    rescale,
    score_confidence,
)
from detente.evaluation.gold import read_records
from detente.knowledge import Knowledge
from detente.knowledge.confidence import FEATURES as NAMES
from detente.knowledge.confidence import load_calibration
from detente.knowledge.tables import Tables
from detente.records import Document

HEADER = "id,feature,weight,meaning\n"


def tables(folder: Path, rows: str) -> Path:
    (folder / "frames").mkdir()
    (folder / "frames/confidence.csv").write_text(HEADER + rows, encoding="utf-8")
    return folder


def test_every_feature_has_its_measure_and_its_row() -> None:
    assert tuple(FEATURES) == NAMES
    assert set(load_calibration(Tables()).weights) == set(NAMES)


def test_an_unknown_feature_is_named(tmp_path: Path) -> None:
    folder = tables(tmp_path, "k-mine,colour,1,\n")
    with pytest.raises(TableError, match=r"confidence\.csv, line 2, column 'feature' is 'colour'"):
        load_calibration(Tables([folder]))


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        # the same act as the main clause and deep in a report
        (
            "Peru expelled the Chilean consul.",
            "The paper recalled that critics had, without naming anyone, spoken of expelling the Chilean consul.",
        ),
        # in the past, and only foreseen
        ("Kenyan troops shelled Somalia.", "Kenyan troops will shell Somalia."),
    ],
)
def test_what_is_plain_is_surer(coder: Coder, surer: str, less_sure: str) -> None:
    one, other = (coder.code(Document.of(text)).events for text in (surer, less_sure))
    assert one
    assert max(e.confidence for e in one) > max((e.confidence for e in other), default=0.0)


def test_the_limit_drops_and_says_so(coder: Coder, tmp_path: Path) -> None:
    folder = tables(tmp_path, "k-least,least,1,\n")
    strict = Coder(Knowledge([folder]), coder.parser)
    draft = strict.draft(Document.of("Peru expelled the Chilean consul."))
    assert not draft.events
    assert any("too unsure" in line.why for line in draft.fired)


def test_grading_changes_nothing_but_confidence(coder: Coder) -> None:
    text = "Egypt rejected the proposal of Sudan on Monday, and its minister flew to Cairo."
    plain = Coder(coder.knowledge, coder.parser, tuple(s for s in STEPS if s is not grade_events))
    ours, raw = (one.code(Document.of(text)).events for one in (coder, plain))
    assert [(e.type, e.anchor, e.actors, e.recipients) for e in ours] == [
        (e.type, e.anchor, e.actors, e.recipients) for e in raw
    ]
    assert all(0 < e.confidence < 1 for e in ours)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=5, max_size=40))
def test_a_fit_says_the_share_that_is_right(found: list[tuple[float, bool]]) -> None:
    judged = [Judged(str(n), {"length": depth}, right) for n, (depth, right) in enumerate(found)]
    if len({j.right for j in judged}) < 2:
        return
    weights = fit(judged)
    told = [
        1 / (1 + 2.718281828459045 ** -(weights["base"] + weights["length"] * j.features["length"]))
        for j in judged
    ]
    # the score equation of the free base
    assert sum(told) == pytest.approx(sum(j.right for j in judged), abs=0.05)


def test_what_is_seen_is_not_judged_by_itself() -> None:
    judged = [Judged(str(n), {"length": float(n == 0)}, n != 0) for n in range(20)]
    assert cross_validate(judged, folds=20)[0] > 0.9  # its own error is not known to its model


def test_steps_of_confidence(coder: Coder, tmp_path: Path) -> None:
    gold = tmp_path / "g.yaml"
    gold.write_text(
        "layers: [events]\nrecords:\n- id: a\n  text: Peru expelled the Chilean consul.\n  events:\n"
        "  - {type: SANCTION, anchor: expelled, actors: Peru, recipients: Chilean}\n"
        "- id: b\n  text: Ghana attacked Togo.\n  events: []\n",
        encoding="utf-8",
    )
    records = list(read_records(gold))
    scores, notes = score_confidence([(r, coder.code(Document.of(r.text, id=r.id))) for r in records])
    assert sum(s.found for s in scores) == 2
    assert sum(s.right for s in scores) == 1
    assert notes[0].startswith("Brier score 0.")


def test_a_model_that_promises_too_much_is_scaled_down() -> None:
    weights = dict.fromkeys(("base", *NAMES), 0.0) | {"base": 3.0, "length": -1.0}
    judged = [Judged(str(n), {"length": float(n % 3)}, n % 2 == 0) for n in range(60)]
    scaled = rescale(weights, judged)
    told = [
        1 / (1 + math.exp(-scaled["base"] - scaled["length"] * j.features.get("length", 0.0))) for j in judged
    ]
    assert sum(told) / len(told) == pytest.approx(0.5, abs=0.01)


SENTENCES = Path(__file__).parents[1] / "passages" / "sentences.jsonl"


def test_sentences_for_which_no_table_was_made(coder: Coder) -> None:
    """Where nothing happened at most 0.15 events a sentence; what is told as sure is nearly always right."""
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    silent = [row for row in rows if not row["types"]]
    assert len(silent) == 130
    assert len(judge_sentences(silent, coder)) <= 0.15 * len(silent)
    documents = [Document.of(row["text"], id=row["id"], published=row["published"]) for row in rows]
    sure = [
        event.type in row["types"]
        for row, coded in zip(rows, coder.code_all(documents), strict=True)
        for event in coded.events
        if event.confidence >= 0.9
    ]
    assert len(sure) >= 50
    assert sum(sure) >= 0.9 * len(sure)
