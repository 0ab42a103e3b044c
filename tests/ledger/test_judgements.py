"""Judgements hold at once, after a text is coded anew, and until they are taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from detente.errors import LedgerError, RecordError
from detente.ledger import Ledger
from detente.ledger.applying import fingerprints
from detente.records import CodedDocument

Make = Callable[..., CodedDocument]


def test_a_rejected_record_is_gone_and_nothing_points_to_it(ledger: Ledger, story: Make) -> None:
    ledger.add(story())
    made = ledger.judge("reject", "d1.e1", author="N. Aker", reason="a figure of speech")
    assert (made.kind, made.target, made.author) == ("reject", "d1.e1", "N. Aker")
    assert list(ledger.events()) == []
    coded = ledger.coded("d1")
    assert coded.expectations[0].event is None
    assert coded.conditions[0].if_events == ()
    assert coded.explanations[0].of_events == ()
    assert ledger.coded("d1", coding=1) == story()
    assert len(list(ledger.search("Marsk"))) == 1
    ledger.undo(made.id, author="S. Morin")
    assert ledger.coded("d1") == story()
    assert list(ledger.judgements()) == []
    (undone,) = ledger.judgements(undone=True)
    assert (undone.undone_by, undone.reason) == ("S. Morin", "a figure of speech")
    assert ledger.check() == []


def test_a_rejected_statement_leaves_its_event_to_the_author(ledger: Ledger, story: Make) -> None:
    ledger.add(story())
    ledger.judge("reject", "d1.s1", author="N. Aker")
    (event,) = ledger.events()
    assert event.record.statement is None
    assert list(ledger.statements(source="ARV")) == []


def test_a_correction_is_found_by_its_new_value(ledger: Ledger, story: Make) -> None:
    ledger.add(story())
    number = ledger.judge("correct", "d1.e1", author="N. Aker", field="type", value="REJECT").id
    other = ledger.judge("correct", "d1.e1", author="N. Aker", field="recipients", value=["LEA"]).id
    assert list(ledger.events(type="THREATEN")) == []
    (entry,) = ledger.events(type="REJECT", recipient="LEA")
    assert (entry.id, entry.judged) == ("d1.e1", (number, other))
    ledger.undo(number, author="N. Aker")
    (entry,) = ledger.events(recipient="LEA")
    assert (entry.record.type, entry.judged) == ("THREATEN", (other,))


def test_judgements_hold_when_the_text_is_coded_anew(ledger: Ledger, story: Make) -> None:
    ledger.add(story(), version="0.1")
    ledger.judge("correct", "d1.e1", author="N. Aker", field="type", value="REJECT")
    coded = story()
    # the newer version numbers its records otherwise, and finds one more
    moved = replace(coded.events[0], id="e2", intensity=-5.0)
    further = replace(coded.events[0], id="e1", anchor=(0, 5), type="ACCUSE")
    ledger.add(replace(coded, events=(further, moved)), version="0.2", again=True)
    found = {entry.id: entry.record for entry in ledger.events()}
    assert (found["d1.e2"].type, found["d1.e2"].intensity) == ("REJECT", -5.0)
    assert found["d1.e1"].type == "ACCUSE"
    assert ledger.document("d1").version == "0.2"


def test_merged_actors_are_one_also_in_what_is_read_later(ledger: Ledger, story: Make) -> None:
    ledger.add(story())
    number = ledger.judge("merge", "marsk-odo", author="N. Aker", value="ARV.MIL").id
    ledger.add(story("Marsk spoke again. Nobody heard.", id="two"))
    assert [e.record.actors for e in ledger.events()] == [("ARV.MIL",), ("ARV.MIL",)]
    assert "marsk-odo" not in {a.id for a in ledger.actors()}
    ledger.undo(number, author="N. Aker")
    assert [e.record.actors for e in ledger.events()] == [("marsk-odo",), ("marsk-odo",)]


def test_a_split_holds_in_its_document_alone(ledger: Ledger, story: Make) -> None:
    ledger.add(story())
    ledger.add(story("Marsk spoke again. Nobody heard.", id="two"))
    ledger.judge("split", "marsk-odo", author="N. Aker", field="d2", value="marsk-the-younger")
    assert [e.record.actors for e in ledger.events()] == [("marsk-odo",), ("marsk-the-younger",)]
    assert ledger.record("d2.s1").record.source_actors == ("marsk-the-younger",)  # type: ignore[union-attr]


def test_accepting_and_grading_change_no_record(ledger: Ledger, story: Make) -> None:
    ledger.add(story())
    number = ledger.judge("accept", "d1.e1", author="N. Aker").id
    ledger.judge("grade", "Lindhaven Post", author="N. Aker", value="B2")
    assert ledger.coded("d1") == story()
    assert next(ledger.events()).judged == (number,)
    assert [j.value for j in ledger.judgements()] == [None, "B2"]


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        ({"kind": "reject", "target": "d1.e9"}, LedgerError, "no record d1.e9"),
        ({"kind": "reject", "target": "d9.e1"}, LedgerError, "no record d9.e1"),
        ({"kind": "correct", "target": "d1.e1", "field": "kind", "value": "x"}, RecordError, "no field"),
        ({"kind": "correct", "target": "d1.e1", "field": "id", "value": "e2"}, RecordError, "no field"),
        ({"kind": "correct", "target": "d1.e1", "field": "type", "value": "HUG"}, RecordError, "is none of"),
        ({"kind": "correct", "target": "d1.e1", "field": "anchor", "value": [1]}, RecordError, "expected 2"),
        (
            {"kind": "correct", "target": "d1.e1", "field": "intensity", "value": "x"},
            RecordError,
            "expected float",
        ),
        ({"kind": "correct", "target": "d1.e1"}, LedgerError, "needs a field"),
        ({"kind": "merge", "target": "ARV"}, LedgerError, "needs a value"),
        ({"kind": "split", "target": "ARV", "value": "X"}, LedgerError, "needs the document"),
        ({"kind": "reject", "target": "d1.e1", "author": " "}, LedgerError, "needs an author"),
    ],
)
def test_judgements_that_make_no_sense_are_refused(
    ledger: Ledger, story: Make, words: dict[str, object], error: type[Exception], said: str
) -> None:
    ledger.add(story())
    with pytest.raises(error, match=said):
        ledger.judge(**{"author": "N. Aker", **words})  # type: ignore[arg-type]
    assert list(ledger.judgements()) == []
    assert ledger.coded("d1") == story()
    with pytest.raises(LedgerError, match="no judgement 7"):
        ledger.undo(7, author="N. Aker")


def test_records_on_the_same_words_are_told_apart(story: Make) -> None:
    coded = story()
    twice = replace(coded, events=(coded.events[0], replace(coded.events[0], id="e2")))
    marks = fingerprints(twice)
    assert marks["e1"] != marks["e2"]
    assert marks["e1"] == fingerprints(coded)["e1"]


def test_an_outcome_holds_also_when_the_text_is_coded_anew(ledger: Ledger, story: Make) -> None:
    ledger.add(story())
    made = ledger.judge("resolve", "d1.x1", author="N. Aker", value="called_off", field="1999-03")
    said = ledger.resolutions()["d1.x1"]
    assert (said.judgement, said.outcome, said.known, said.dated) == (
        made.id,
        "called_off",
        "1999-03-31",
        True,
    )
    (entry,) = ledger.expectations()
    assert entry.judged == (made.id,)
    coded = story()
    moved = replace(coded.expectations[0], id="x7")
    ledger.add(replace(coded, expectations=(moved,)), version="0.2", again=True)
    assert list(ledger.resolutions()) == ["d1.x7"]
    later = ledger.judge("resolve", "d1.x7", author="N. Aker", value="happened")
    assert ledger.resolutions()["d1.x7"].judgement == later.id
    ledger.undo(later.id, author="N. Aker")
    ledger.undo(made.id, author="N. Aker")
    assert ledger.resolutions() == {}
    assert ledger.check() == []


@pytest.mark.parametrize("target, value, field", [
    ("d1.s1", "happened", None), ("d1.x1", "perhaps", None), ("d1.x1", None, None), ("d1.x9", "void", None),
])  # fmt: skip
def test_an_outcome_that_says_nothing_is_refused(
    ledger: Ledger, story: Make, target: str, value: str | None, field: str | None
) -> None:
    ledger.add(story())
    with pytest.raises(LedgerError):
        ledger.judge("resolve", target, author="N. Aker", value=value, field=field)
    assert list(ledger.judgements()) == []
