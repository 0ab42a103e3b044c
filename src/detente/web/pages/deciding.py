"""What a form of Review asks for, and the judgements it makes."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import HTTPException
from pydantic import BaseModel, Field

from detente.ledger import Judgement, Ledger
from detente.ledger.judging import OUTCOMES
from detente.records import EVENT_TYPES, CodedDocument, Event, Statement
from detente.relations.reviewing import (
    name_sides,
    name_source,
    refirm,
    respan,
    retype,
    rewindow,
    swap,
)
from detente.web.desk import Desk
from detente.web.naming import Names
from detente.web.pages.articles import parse_span


class Wish(BaseModel):
    """The fields of a form of Review; which of them count depends on the decision."""

    decision: str = Field(max_length=40)
    record: str = Field("", max_length=80)
    seen: str = Field("", max_length=40)
    type: str = Field("", max_length=40)
    firmness: str = Field("", max_length=10)
    authority: str = Field("", max_length=40)
    span: str = Field("", max_length=40)
    actors: str = Field("", max_length=600)
    recipients: str = Field("", max_length=600)
    window: str = Field("", max_length=60)
    day: str = Field("", max_length=40)
    actor: str = Field("", max_length=120)
    other: str = Field("", max_length=120)
    done: str = Field("", max_length=200)
    author: str = Field("", max_length=200)
    a: str = Field("", max_length=120)
    b: str = Field("", max_length=120)
    kind: str = Field("", max_length=40)
    place: int = 1
    csrf: str = ""


def decide(desk: Desk, ledger: Ledger, wish: Wish, who: str) -> list[Judgement]:
    """Take a decision down.

    Args:
        desk: the server.
        ledger: open for writing.
        wish: what the form says.
        who: who judges.

    Raises:
        HTTPException: the form says nothing that can be done.
        DetenteError: there is no such record, or it takes no such value.
    """
    record = wish.record
    if wish.decision in OUTCOMES:
        day = wish.day.strip() or _newest(ledger)
        return [ledger.judge("resolve", record, field=day, value=wish.decision, author=who)]
    match wish.decision.partition(":")[::2]:
        case ("accept" | "reject") as kind, "":
            return [ledger.judge(kind, record, author=who)]
        case "type", "":
            return _typed(desk, ledger, wish, who)
        case "firmness", "":
            return refirm(ledger, record, wish.firmness, author=who)
        case "swap", "":
            return swap(ledger, record, author=who)
        case "sides", "":
            event = ledger.record(record)
            if not isinstance(event.record, Event):
                raise HTTPException(400, "Only an event has sides.")
            read = _Reader(desk, ledger, ledger.coded(event.document))
            return name_sides(
                ledger, record, read.actors(wish.actors), read.actors(wish.recipients), author=who
            )
        case "source", "":
            statement = ledger.record(record)
            if not isinstance(statement.record, Statement):
                raise HTTPException(400, "Only a statement has a source.")
            read = _Reader(desk, ledger, ledger.coded(statement.document))
            return name_source(ledger, record, read.actors(wish.actors), wish.authority, author=who)
        case "window", "":
            return rewindow(ledger, record, wish.window.strip() or None, author=who)
        case "span", part:
            low_high = parse_span(wish.span)
            if low_high is None:
                raise HTTPException(400, "Select the words in the text first, then press the key again.")
            return respan(ledger, record, low_high, part=part, author=who)
        case "merge", "":
            into = ledger.actor(wish.other, knowledge=desk.knowledge)
            if not wish.actor or into == wish.actor:
                raise HTTPException(400, "Merging needs two different actors.")
            return [ledger.judge("merge", wish.actor, value=into, author=who)]
    raise HTTPException(400, f"There is no decision {wish.decision!r}.")


def _typed(desk: Desk, ledger: Ledger, wish: Wish, who: str) -> list[Judgement]:
    """An event's type, or what kind of expectation or explanation it is."""
    if not isinstance(ledger.record(wish.record).record, Event):
        return [ledger.judge("correct", wish.record, field="kind", value=wish.type, author=who)]
    if wish.type not in EVENT_TYPES:
        raise HTTPException(400, f"There is no event type {wish.type!r}.")
    return retype(ledger, desk.knowledge.codebook, wish.record, wish.type, author=who)


def _newest(ledger: Ledger) -> str | None:
    """The day up to which the ledger knows: an outcome is known from then on where no day is given."""
    day = next(ledger.select("SELECT max(known) AS day FROM documents"))["day"]
    return None if day is None else str(day)


class _Reader:
    """Reads names as they are typed: those of the article's own actors first, then all that are known."""

    def __init__(self, desk: Desk, ledger: Ledger, coded: CodedDocument) -> None:
        names = Names(desk, ledger)
        self._desk, self._ledger = desk, ledger
        self._own = {names.of(actor.id).lower(): actor.id for actor in coded.actors}
        for ids in (
            *((e.actors, e.recipients) for e in coded.events),
            *((s.source_actors,) for s in coded.statements),
        ):
            self._own |= {names.of(id).lower(): id for part in ids for id in part}

    def actors(self, text: str) -> Sequence[str]:
        """Ids of the actors named in a field, parted by semicolons."""
        found = []
        for name in filter(None, (part.strip() for part in text.split(";"))):
            own = self._own.get(name.lower())
            found.append(own or self._ledger.actor(name, knowledge=self._desk.knowledge))
        return list(dict.fromkeys(found))
