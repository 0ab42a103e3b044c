"""Scores of hand-made records: what counts as found, and against what a slip counts."""

from pathlib import Path

import pytest

from detente.coding import Coder
from detente.evaluation import evaluate
from detente.evaluation.agreement import agreement, kappa
from detente.evaluation.events import score_events
from detente.evaluation.gold import GoldEvent, GoldRecord, GoldStatement
from detente.evaluation.report import Report, Score, Tally, rows_of
from detente.evaluation.statements import score_statements
from detente.evaluation.weighing import score_factuality
from detente.evaluation.words import Words, covered, jaccard, pair_up
from detente.records import Actor, CodedDocument, Document, Event, Span, Statement

GOLD = Path(__file__).parents[1] / "gold"
TEXT = "The envoy said that the talks had failed, according to two guards."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


ENVOY = GoldStatement(
    (at("The envoy"),), (at("said"),), (at("the talks had failed"),), "titled", "indirect", parent=1
)
GUARDS = GoldStatement(
    (at("two guards"),),
    (at("according to"),),
    (at("The envoy said that the talks had failed"),),
    "anonymous",
    "prepositional",
)
RECORD = GoldRecord("r1", TEXT, frozenset({"statements", "events"}), statements=(ENVOY, GUARDS))


def said(source: str, content: str, **more: object) -> Statement:
    kind = more.pop("kind", "titled")
    return Statement("s1", (at(source),), (), kind, (at("said"),), (at(content),), **more)  # type: ignore[arg-type]


def coded(
    *statements: Statement, events: tuple[Event, ...] = (), actors: tuple[Actor, ...] = ()
) -> CodedDocument:
    return CodedDocument(Document.of(TEXT), statements=statements, events=events, actors=actors)


def report(*statements: Statement) -> Report:
    return Report("statements", 1, tuple(score_statements([(RECORD, coded(*statements))])))


@pytest.mark.parametrize(
    "source,content,right",
    [
        ("The envoy", "the talks had failed", 1),
        ("envoy", "that the talks had failed", 1),
        ("The envoy", "the talks had failed, according", 1),
        ("The envoy", "failed", 0),
        ("two guards", "the talks had failed", 0),
    ],
)
def test_found_means_half_the_words_and_the_source(source: str, content: str, right: int) -> None:
    score = report(said(source, content)).score("statements", "all")
    assert (score.gold, score.found, score.right) == (2, 1, right)


def test_a_needless_statement_counts_where_it_overlaps() -> None:
    scores = report(said("The envoy", "the talks had failed"), said("two guards", "failed"))
    assert scores.score("construction", "indirect").found == 2
    assert scores.score("construction", "prepositional").found == 0


def test_properties_that_cut_across() -> None:
    outer = said("two guards", "The envoy said that the talks had failed", kind="anonymous")
    inner = said("The envoy", "the talks had failed", parent="s1")
    scores = report(outer, inner)
    assert scores.score("construction", "nested").f1 == 100
    assert scores.score("construction", "anonymous").f1 == 100
    assert report(outer, said("The envoy", "the talks had failed")).score("construction", "nested").right == 0


def event(kind: str, anchor: str, **more: object) -> Event:
    values = {"actors": (), "recipients": (), "factuality": "CT+", "tense": "past", **more}
    return Event(
        "e1", kind, None, (), None, 0.0, values.pop("actors"), values.pop("recipients"), (), (), at(anchor),
        at("the talks had failed"), 0, **values,
    )  # type: ignore[arg-type]  # fmt: skip


def gold_event(kind: str, anchor: str, **more: object) -> GoldEvent:
    values = {"actors": (), "recipients": (), **more}
    return GoldEvent(kind, None, values.pop("actors"), values.pop("recipients"), (at(anchor),), **values)  # type: ignore[arg-type]


def events_report(gold: tuple[GoldEvent, ...], document: CodedDocument) -> tuple[list[Score], list[str]]:
    return score_events([(GoldRecord("r", TEXT, frozenset({"events"}), events=gold), document)])


def test_an_event_is_found_by_type_and_place() -> None:
    gold = (gold_event("CONSULT", "talks", actors=("CHL",), tense="past"),)
    there = Actor("rossi-ana", "Ana Rossi", "person", country="CHL")
    scores, _ = events_report(
        gold, coded(events=(event("CONSULT", "talks", actors=("rossi-ana",)),), actors=(there,))
    )
    named = {(s.group, s.name): s for s in scores}
    assert named["events", "all types"].f1 == 100
    assert named["of the matched", "actor"].right == 1
    scores, _ = events_report(gold, coded(events=(event("AGREE", "talks"),)))
    named = {(s.group, s.name): s for s in scores}
    assert named["events", "all types"].right == 0
    assert named["quad", "verbal cooperation"].right == 1


def test_events_where_there_are_none_are_counted() -> None:
    _, notes = events_report((), coded(events=(event("CONSULT", "talks"), event("ASSAULT", "failed"))))
    assert notes == ["false events a sentence that has none: 2.00 (2 in 1)"]


def test_factuality_is_judged_where_the_anchor_stands() -> None:
    gold = GoldRecord(
        "r", TEXT, frozenset({"factuality"}), events=(gold_event("CONSULT", "talks", factuality="CT-"),)
    )
    right = score_factuality([(gold, coded(events=(event("CONSULT", "talks", factuality="CT-"),)))])
    wrong = score_factuality([(gold, coded(events=(event("CONSULT", "talks"),)))])
    assert [s.right for s in right if s.name == "factuality"] == [1]
    assert [s.right for s in wrong if s.name == "factuality"] == [0]


def test_words_and_pairs() -> None:
    words = Words(TEXT)
    a, b = words.of([at("the talks had failed")]), words.of([at("talks had")])
    assert jaccard(a, b) == 0.5
    assert covered(a, b) == 1.0
    assert covered(a, frozenset()) == 0.0
    assert pair_up([(0.6, 0, 0), (0.9, 0, 1), (0.8, 1, 1)]) == [(0, 1)]


def test_rows_without_figures_are_left_out() -> None:
    rows = rows_of("type", {"AID": Tally(2, 1, 1), "AGREE": Tally()})
    assert [row.row() for row in rows] == [
        {
            "group": "type",
            "name": "AID",
            "gold": 2,
            "found": 1,
            "right": 1,
            "precision": 100.0,
            "recall": 50.0,
            "f1": 66.7,
        }
    ]


@pytest.mark.parametrize(
    "pairs,value",
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a")], None),
        ([], None),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], value: float | None) -> None:
    assert kappa(pairs) == value


def test_agreement_takes_records_that_both_have() -> None:
    other = GoldRecord("r1", TEXT, frozenset({"statements"}), statements=(GUARDS,))
    rows = {(row.what, row.measure): row for row in agreement([RECORD], [other])}
    assert rows["statements", "F1"].value == pytest.approx(200 / 3)
    assert rows["source kind", "kappa"].items == 1
    assert agreement([RECORD], []) == []


@pytest.mark.parametrize(
    "suite,group,name,least",
    [
        ("statements", "statements", "all", 70),
        ("statements", "construction", "direct", 80),
        ("statements", "weighing", "conditions", 70),
        ("events", "events", "all types", 60),
        ("events", "of the matched", "actor", 75),
    ],
)
def test_the_coder_does_not_fall_behind_on_our_gold(
    coder: Coder, suite: str, group: str, name: str, least: float
) -> None:
    if suite not in _REPORTS:
        _REPORTS[suite] = evaluate(suite, GOLD, coder)  # type: ignore[arg-type]
    assert (_REPORTS[suite].score(group, name).f1 or 0) >= least


_REPORTS: dict[str, Report] = {}
