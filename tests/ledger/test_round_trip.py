"""Whatever records a coded document holds, the ledger gives them back as they were."""

from __future__ import annotations

import tempfile
import typing
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detente import records
from detente.ledger import Ledger
from detente.records import (
    Actor,
    CodedDocument,
    Condition,
    Document,
    Event,
    Expectation,
    Explanation,
    Mention,
    Statement,
    Time,
    from_json,
    to_json,
)

TEXT = "General Marsk warned Kestria – “again”. Kestria said no, and the café closed." * 3
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
span = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda p: (min(p), max(p) + 1))
spans = st.lists(span, max_size=3).map(tuple)
names = st.lists(
    st.sampled_from(["ARV", "ARV.MIL", "KES", "marsk-odo", "ARV.MIL.anon"]), max_size=3, unique=True
).map(tuple)
maybe = st.none() | words
date = st.sampled_from(
    [None, "2011", "2011-06", "2011-06-04", "2011-06-04/2011-07", "../2011", "2011~", "201X"]
)
number = st.floats(-10, 10, allow_nan=False)
chance = st.none() | st.tuples(st.floats(0, 0.5), st.floats(0.5, 1))


def kind(hint: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(typing.get_args(hint))


def numbered(letter: str, **fields: st.SearchStrategy[Any]) -> Any:
    record = {"t": Time, "s": Statement, "e": Event, "c": Condition, "x": Expectation, "w": Explanation}[
        letter
    ]
    built = st.lists(st.fixed_dictionaries(fields), max_size=3)
    return built.map(lambda rows: tuple(record(id=f"{letter}{n}", **row) for n, row in enumerate(rows, 1)))


documents = st.builds(
    CodedDocument,
    document=st.builds(
        Document, id=words, text=st.just(TEXT), title=maybe, publication=maybe, volume=st.none() | st.integers(0, 999),
        issue=st.none() | st.integers(0, 999), published=date, published_basis=st.none() | kind(records.PublishedBasis),
        sha256=st.just("0"), body=st.none() | span, author=maybe, url=maybe, path=maybe,
    ),
    sentences=spans,
    times=numbered("t", span=span, type=kind(records.TimeType), value=words, edtf=date, rule=maybe),
    actors=names.map(lambda ids: tuple(Actor(i, i.title(), "state", country=i[:3], parent=None, rows=("r1", "r2")) for i in ids)),
    mentions=st.lists(st.builds(Mention, words, span, kind(records.MentionHow), maybe), max_size=3).map(tuple),
    statements=numbered(
        "s", source=spans, source_actors=names, source_kind=kind(records.SourceKind), cue=spans, content=spans,
        quoted=kind(records.Quoted), outlet=maybe, outlet_date=date, date=date, addressee_actors=names, parent=maybe,
        description=maybe, rule=maybe,
    ),
    events=numbered(
        "e", type=kind(records.EventType), mode=maybe, contexts=names, cameo=maybe, intensity=number, actors=names,
        recipients=names, actor_spans=spans, recipient_spans=spans, anchor=span, span=span, sentence=st.integers(0, 9),
        date=date, place=maybe, factuality=kind(records.Factuality), tense=kind(records.Tense), statement=maybe,
        condition=maybe, probability=chance, rule=words, confidence=st.floats(0, 1),
    ),
    conditions=numbered("c", marker=spans, if_=spans, then=spans, if_events=names, then_events=names, statement=maybe, rule=maybe),
    expectations=numbered(
        "x", kind=kind(records.ExpectationKind), event=maybe, span=span, statement=maybe, phrase=maybe,
        probability=chance, window=date, condition=maybe, rule=maybe,
    ),
    explanations=numbered(
        "w", kind=kind(records.ExplanationKind), marker=spans, of=spans, by=spans, of_events=names, by_events=names,
        statement=maybe, factuality=kind(records.Factuality), rule=maybe,
    ),
)  # fmt: skip


@given(documents)
@settings(max_examples=25, deadline=None)
def test_ledger_and_json_give_back_what_they_got(coded: CodedDocument) -> None:
    assert from_json(to_json(coded)) == coded
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "a.db") as ledger:
        added = ledger.add(coded)
        assert ledger.coded(added.id) == coded
        listed = {entry.record.id: entry.record for entry in ledger.events(document=added.id)}
        assert listed == {event.id: event for event in coded.events}
        assert ledger.check() == []
