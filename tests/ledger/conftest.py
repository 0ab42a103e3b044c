"""Coded documents made by hand, about invented states."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from detente.ledger import Ledger
from detente.records import (
    Actor,
    CodedDocument,
    Condition,
    Document,
    Event,
    EventType,
    Expectation,
    Explanation,
    Mention,
    Statement,
)

ACTORS = {
    "ARV": Actor("ARV", "Arvania", "state", country="ARV"),
    "ARV.MIL": Actor(
        "ARV.MIL", "Arvania: military", "armed_force", country="ARV", sector="MIL", parent="ARV"
    ),
    "marsk-odo": Actor("marsk-odo", "Odo Marsk", "person", country="ARV", parent="ARV.MIL", role="General"),
    "KES": Actor("KES", "Kestria", "state", country="KES"),
    "LEA": Actor("LEA", "Ormund League", "igo"),
}

Make = Callable[..., CodedDocument]


def make(
    text: str = "General Marsk warned Kestria. Kestria said no.",
    *,
    id: str = "one",
    published: str | None = "2011-06-04",
    url: str | None = None,
    path: str | None = None,
    publication: str | None = None,
    type: EventType = "THREATEN",
    actors: tuple[str, ...] = ("marsk-odo",),
    recipients: tuple[str, ...] = ("KES",),
    date: str | None = "2011-06-03",
    window: str | None = "2011-07",
) -> CodedDocument:
    """A document of two sentences with one record of each kind."""
    cut = text.index(". ") + 1
    end = len(text)
    event = Event(
        id="e1", type=type, mode=None, contexts=("military",), cameo="13", intensity=-4.5, actors=actors,
        recipients=recipients, actor_spans=((0, 5),), recipient_spans=(), anchor=(6, 9), span=(0, cut - 1),
        sentence=0, date=date, statement="s1", condition="c1", probability=(0.55, 0.8), rule="v1", confidence=0.9,
    )  # fmt: skip
    return CodedDocument(
        document=Document(
            id=id, text=text, published=published, published_basis="given" if published else None,
            sha256=hashlib.sha256(text.encode()).hexdigest(), body=(0, end), url=url, path=path,
            publication=publication,
        ),
        sentences=((0, cut), (cut + 1, end)),
        actors=tuple(ACTORS[a] for a in dict.fromkeys((*actors, *recipients, "ARV", "KES"))),
        mentions=tuple(Mention(a, (0, 5), "name", "r1") for a in dict.fromkeys((*actors, *recipients))),
        statements=(
            Statement("s1", ((0, 5),), actors, "named", ((6, 9),), ((10, cut),), date=date, addressee_actors=recipients),
        ),
        events=(event,),
        conditions=(Condition("c1", ((6, 9),), ((0, 5),), ((10, cut),), if_events=("e1",), statement="s1"),),
        expectations=(Expectation("x1", "threat", "e1", (0, cut), statement="s1", window=window),),
        explanations=(Explanation("w1", "motive", ((6, 9),), ((0, 5),), ((10, cut),), of_events=("e1",)),),
    )  # fmt: skip


@pytest.fixture
def story() -> Make:
    """Makes coded documents."""
    return make


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(tmp_path / "test.db") as opened:
        yield opened
