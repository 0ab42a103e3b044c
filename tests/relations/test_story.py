"""A story of invented states, read dispatch by dispatch: every state is right at every date, by `as_of`.

What stands at which date is told by ``story.yaml`` beside the dispatches. A thread is found by the words that
raise it, wherever else it is told again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import detente
from detente import edtf
from detente.coding import Coder
from detente.intake import keep
from detente.knowledge import Knowledge
from detente.ledger import Ledger
from detente.reading import read
from detente.records import Span
from detente.relations.agenda import AgendaItem, agenda
from detente.relations.crosswalk import happenings
from detente.relations.references import Reference
from detente.relations.roll import Roll
from detente.relations.scorecards import make_scorecards
from detente.relations.stances import stances
from detente.relations.terms import Term, terms

FOLDER = Path(detente.__file__).parent / "sample" / "fictional"
TOLD: dict[str, Any] = yaml.safe_load((FOLDER / "story.yaml").read_text(encoding="utf-8"))
THREADS = {thread["id"]: thread for thread in TOLD["threads"]}
LAST = date(2012, 12, 30)
KINDS = {
    "demand": ("demand",),
    "condition": ("condition",),
    "threat": ("threat",),
    "commitment": ("commitment",),
    # an invitation with a date is an offer of a visit
    "visit": ("scheduled", "commitment", "offer"),
    "forecast": ("forecast",),
}


@pytest.fixture(scope="module")
def story(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """All dispatches, read once with the tables of the story."""
    reader = Coder(Knowledge([FOLDER / "tables"]), coder.parser)
    with Ledger(tmp_path_factory.mktemp("story") / "story.db") as ledger:
        for _ in keep(read([str(FOLDER)], knowledge=reader.knowledge), reader, ledger):
            pass
        yield ledger


@pytest.fixture(scope="module")
def at(story: Ledger) -> Any:
    """What stood between all on a day, each day asked once."""

    @cache
    def of(kind: str, day: str, a: str, b: str) -> tuple[Term | AgendaItem, ...]:
        roll = Roll.of(story, day)
        if kind in ("demand", "condition"):
            return tuple(terms(story, a, b, day, roll=roll))
        return tuple(agenda(story, as_of=day, roll=roll))

    return of


def place(ledger: Ledger, file: str, text: str) -> tuple[str, Span]:
    """The document of a file, and where words stand in it."""
    article = next(one for one in ledger.documents() if Path(str(one.document.path)).name == file)
    found = re.search(r"\s+".join(map(re.escape, text.split())), article.document.text)
    assert found is not None, f"{file} does not say {text!r}"
    return article.id, found.span()


def overlap(reference: Reference, document: str, span: Span) -> int:
    if reference.document != document:
        return 0
    return min(reference.span[1], span[1]) - max(reference.span[0], span[0])


def days_of(thread: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The first and the last day of each state."""
    states = thread["states"]
    starts = [date.fromisoformat(str(state["known"])) for state in states]
    for state, first, after in zip(states, starts, [*starts[1:], LAST], strict=True):
        for day in dict.fromkeys((first, after - timedelta(days=1))):
            # a state that is another on the day on which it is told was never seen
            if first <= day < after:
                yield day.isoformat(), state


def sides_of(thread: dict[str, Any]) -> tuple[str, str]:
    sides = [*thread["by"], *thread.get("of", [])]
    return (sides[0], sides[1]) if len(sides) > 1 else ("XVD", "XKS")


def plain(thread: dict[str, Any], item: Term | AgendaItem) -> str:
    """The state of ours in the words of the story."""
    if item.state in ("due", "overdue", "open"):
        return "postponed" if item.changes[-1].state == "postponed" else "open"
    if thread["kind"] == "condition" and item.state == "met":
        return "fulfilled"
    return item.state.replace("_", " ")


@pytest.mark.parametrize("id", list(THREADS))
def test_every_state_is_right_at_every_date(story: Ledger, at: Any, id: str) -> None:
    thread = THREADS[id]
    document, span = place(story, thread["states"][0]["file"], thread["states"][0]["text"])
    a, b = sides_of(thread) if thread["kind"] in ("demand", "condition") else ("", "")
    for day, state in days_of(thread):
        found = [
            (max(overlap(r, document, span) for r in item.references), item)
            for item in at(thread["kind"], day, a, b)
            if item.kind in KINDS[thread["kind"]]
        ]
        best = max(found, key=lambda one: one[0], default=(0, None))
        assert best[0] > 0, f"{day}: nothing is known of {thread['what']}"
        item = best[1]
        assert item is not None
        assert plain(thread, item) == state["state"], f"{day}: {item.changes}"
        if "window" in state and state["state"] == "open":
            assert isinstance(item, AgendaItem)
            assert item.window is not None
            assert edtf.bounds(item.window)[1] == edtf.bounds(str(state["window"]))[1], day


@pytest.mark.parametrize("id", ["d2", "c2", "v1", "f4"])
def test_nothing_is_known_before_it_is_told(story: Ledger, at: Any, id: str) -> None:
    thread = THREADS[id]
    before = date.fromisoformat(str(thread["states"][0]["known"])) - timedelta(days=1)
    document, _ = place(story, thread["states"][0]["file"], thread["states"][0]["text"])
    for kind in ("demand", "visit"):
        for item in at(kind, before.isoformat(), "XVD", "XKS"):
            assert all(reference.document != document for reference in item.references)
            assert all(change.known <= before.isoformat() for change in item.changes)


@pytest.mark.parametrize("group", TOLD["same_story"], ids=lambda group: str(group["date"]))
def test_a_wire_story_is_one_origin(story: Ledger, group: dict[str, Any]) -> None:
    found = {one.id for one in story.documents() if Path(str(one.document.path)).name in set(group["files"])}
    counts = story.sources(found)
    assert (counts.articles, counts.origins) == (len(group["files"]), 1)
    happened = [one for one in happenings(story) if {r.document for r in one.reports} == found]
    assert any(one.low == str(group["date"]) and one.origins == 1 for one in happened)


def test_the_source_that_was_wrong_scores_worse_than_chance(story: Ledger) -> None:
    cards = {card.source: card for card in make_scorecards(agenda(story, as_of="2012-12-30"))}
    anders = cards["anders-rolf"]
    assert anders.brier is not None
    assert anders.brier > 0.25
    assert cards["all"].base_brier is not None


def test_the_hardliner_softens(story: Ledger) -> None:
    (told,) = TOLD["stances"]
    shifts = [
        shift
        for shift in stances(story, "XVD", "XKS", "2012-12-30").shifts
        if shift.actor == "marsk-odo" and shift.way == told["shift"]
    ]
    document, _ = place(story, told["after"]["file"], told["after"]["text"])
    assert document in {shift.after.document for shift in shifts}
