"""Coded documents made by hand, so that relations are tested apart from the coder."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.ledger import Ledger
from detente.records import (
    Actor,
    CodedDocument,
    Condition,
    Document,
    Event,
    Expectation,
    Mention,
    Span,
    Statement,
)


class Telling:
    """A dispatch under construction: a text, and records found in it by their words."""

    def __init__(self, id: str, published: str, text: str, actors: dict[str, Actor]) -> None:
        self.document = dataclasses.replace(
            Document.of(text, id=id, published=published), publication="The Wire"
        )
        self.text = text
        self.actors = actors
        self.sentences = tuple((m.start(), m.end()) for m in re.finditer(r"[^.]+\.", text))
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.expectations: list[Expectation] = []
        self.conditions: list[Condition] = []

    def span(self, words: str) -> Span:
        at = self.text.index(words)
        return at, at + len(words)

    def sentence(self, span: Span) -> int:
        return next(n for n, (low, high) in enumerate(self.sentences) if low <= span[0] < high)

    def event(self, type: str, actors: str, recipients: str, words: str, **more: Any) -> str:
        span = self.span(words)
        id = f"e{len(self.events) + 1}"
        anchor = self.span(more.pop("anchor", words))
        self.events.append(
            Event(
                id=id, type=type, mode=more.pop("mode", None), contexts=(), cameo=None,  # type: ignore[arg-type]
                intensity=more.pop("intensity", 0.0), actors=tuple(actors.split()),
                recipients=tuple(recipients.split()), actor_spans=(), recipient_spans=(), anchor=anchor,
                span=span, sentence=self.sentence(span), **more,
            )
        )  # fmt: skip
        return id

    def say(self, source: str, content: str, words: str = "", **more: Any) -> str:
        id = f"s{len(self.statements) + 1}"
        self.statements.append(
            Statement(
                id=id, source=(self.span(words),) if words else (), source_actors=tuple(source.split()),
                source_kind=more.pop("source_kind", "named"), cue=(), content=(self.span(content),), **more,
            )
        )  # fmt: skip
        return id

    def expect(self, kind: str, words: str, event: str | None = None, **more: Any) -> str:
        id = f"x{len(self.expectations) + 1}"
        self.expectations.append(Expectation(id=id, kind=kind, event=event, span=self.span(words), **more))  # type: ignore[arg-type]
        return id

    def condition(self, if_: str, then: str, **more: Any) -> str:
        id = f"c{len(self.conditions) + 1}"
        self.conditions.append(
            Condition(id=id, marker=(), if_=(self.span(if_),), then=(self.span(then),), **more)
        )
        return id

    def coded(self) -> CodedDocument:
        found = [
            Mention(actor.id, match.span(), "name")
            for actor in self.actors.values()
            for match in re.finditer(rf"\b{re.escape(actor.name)}\b", self.text)
        ]
        used = (
            {m.actor for m in found}
            | {actor for event in self.events for actor in (*event.actors, *event.recipients)}
            | {actor for said in self.statements for actor in said.source_actors}
        )
        while more := {p for a in used if (p := self.actors[a].parent) and p not in used}:
            used |= more
        return CodedDocument(
            document=self.document, sentences=self.sentences,
            actors=tuple(self.actors[a] for a in sorted(used)),
            mentions=tuple(sorted(found, key=lambda m: m.span)), statements=tuple(self.statements),
            events=tuple(self.events), conditions=tuple(self.conditions), expectations=tuple(self.expectations),
        )  # fmt: skip


ACTORS = {
    actor.id: actor
    for actor in (
        Actor("OST", "Ostland", "state"),
        Actor("WES", "Westmark", "state"),
        Actor("OST.MIL", "Ostland army", "armed_force", country="OST", sector="MIL", parent="OST"),
        Actor("WES.GOV", "Westmark government", "organisation", country="WES", parent="WES"),
        Actor("LEAGUE", "League of Harbours", "igo"),
        Actor("brandt-ida", "Ida Brandt", "person", parent="WES.GOV", role="Foreign Minister"),
        Actor("moor-karl", "Karl Moor", "person", parent="OST.MIL", role="General"),
        Actor("oldrup-jan", "Jan Oldrup", "person"),
    )
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "test.db") as held:
        yield held


@pytest.fixture
def tell(ledger: Ledger) -> Callable[[str, str], Telling]:
    """Begin a dispatch; `put(telling)` is the ledger's `add`."""

    def begin(published: str, text: str) -> Telling:
        return Telling(f"w{published}-{abs(hash(text)) % 9999}", published, text, ACTORS)

    return begin
