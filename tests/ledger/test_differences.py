"""Two codings of one text, compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.coding import Coder
from detente.ledger import Ledger
from detente.ledger.differences import KINDS, compare
from detente.recoding import Recoded, recode
from detente.records import CodedDocument, Document

TEXT = (
    "Peru accused Chile on Monday of moving a border post. A Chilean spokesman denied it. Chile will send an"
    " envoy to Lima if Peru withdraws the charge."
)


@pytest.fixture(scope="module")
def coded(coder: Coder) -> CodedDocument:
    return coder.code(Document.of(TEXT, id="peru", published="1994-05-10"))


def test_same_coding_has_no_difference(coded: CodedDocument) -> None:
    found = compare(coded, coded)
    assert found.differences == ()
    assert set(found.same) == set(KINDS)
    assert found.same["events"] == len(coded.events) > 0


def test_other_numbers_are_no_difference(coded: CodedDocument) -> None:
    def other(id: str | None) -> str | None:
        return None if id is None else f"{id[0]}{int(id[1:]) + 40}"

    moved = replace(
        coded,
        statements=tuple(replace(s, id=other(s.id), parent=other(s.parent)) for s in coded.statements),
        events=tuple(replace(e, id=other(e.id), statement=other(e.statement)) for e in coded.events),
        expectations=tuple(
            replace(x, statement=other(x.statement), event=other(x.event)) for x in coded.expectations
        ),
        conditions=tuple(
            replace(
                c,
                statement=other(c.statement),
                if_events=tuple(map(other, c.if_events)),
                then_events=tuple(map(other, c.then_events)),
            )
            for c in coded.conditions
        ),
    )
    assert compare(coded, moved).differences == ()


def test_added_gone_and_changed(coded: CodedDocument) -> None:
    first, *rest = coded.events
    later = replace(coded, events=(replace(first, type="REJECT", date="1994-05-08"), *rest[1:]))
    found = compare(coded, later)
    assert [(one.what, one.kind) for one in found.differences if one.kind == "events"] == [
        ("changed", "events"),
        *([("gone", "events")] if rest else []),
    ]
    changed = found.differences[0]
    assert changed.fields["type"] == (first.type, "REJECT")
    assert changed.fields["date"] == (first.date, "1994-05-08")
    back = compare(later, coded)
    assert back.count("events", "added") == found.count("events", "gone")
    assert back.count("events", "changed") == found.count("events", "changed") == 1


@pytest.fixture
def held(ledger: Ledger, coded: CodedDocument) -> Ledger:
    """A ledger whose coding, by an older version, has no events."""
    bare = replace(coded, events=(), expectations=(), conditions=(), explanations=())
    ledger.add(bare, version="0.0.1")
    return ledger


def only(ledger: Ledger, coder: Coder, write: bool = True) -> Recoded:
    (found,) = recode(ledger, coder, write=write)
    assert isinstance(found, Recoded)
    return found


def test_recoding_tells_and_keeps_what_was_known(held: Ledger, coder: Coder, coded: CodedDocument) -> None:
    found = only(held, coder)
    assert found.kept
    assert found.comparison.count("events", "added") == len(coded.events)
    assert found.comparison.count("statements", "gone") == 0
    assert len(list(held.events())) == len(coded.events)
    assert held.coded("d1", coding=1).events == ()
    assert held.document("d1").coding == 2


def test_recoding_twice_writes_nothing(held: Ledger, coder: Coder) -> None:
    only(held, coder)
    again = only(held, coder)
    assert (again.kept, again.comparison.differences) == (False, ())
    assert held.document("d1").coding == 2


def test_telling_alone_writes_nothing(held: Ledger, coder: Coder) -> None:
    found = only(held, coder, write=False)
    assert found.comparison.differences
    assert not found.kept
    assert list(held.events()) == []


def test_judgements_are_no_difference_and_hold(held: Ledger, coder: Coder) -> None:
    only(held, coder)
    event = next(held.events())
    held.judge("correct", event.id, author="N. Aker", field="type", value="REJECT")
    assert only(held, coder).comparison.differences == ()
    assert held.record(event.id).record.type == "REJECT"  # type: ignore[union-attr]
