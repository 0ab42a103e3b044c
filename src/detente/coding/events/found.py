"""An event as tokens, before its sides are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from detente.knowledge.frames import Frame
from detente.records import EventType, Tense

NOTHING = "nothing"
"""A frame or an operator matched and says that there is no event."""


@dataclass(frozen=True, slots=True)
class Found:
    """An event before its sides are named: tokens only."""

    type: EventType
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    rules: tuple[str, ...]
    anchor: int
    clause: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    symmetric: bool
    need: str
    confidence: float
    tense: Tense
    consumed: frozenset[int] = frozenset()
    forecast: tuple[EventType, str | None, str | None] | None = None  # type, mode, cameo if others foresee it
    affirmed: bool = False  # "will not hesitate to": what is denied is the holding back
    demand: bool = False  # "Y must …": whose demand it is follows from the statement
    asked: bool = False  # a demand for something that is an event itself


def from_frame(
    frame: Frame,
    token: int,
    actors: tuple[int, ...],
    recipients: tuple[int, ...],
    tense: Tense,
    consumed: frozenset[int] = frozenset(),
) -> Found:
    """What a frame finds at a token, with the tokens of its sides.

    Args:
        frame: the frame that matched.
        token: the word that carries the event.
        actors: tokens of those who act.
        recipients: tokens of those it is done to.
        tense: of the clause.
        consumed: tokens that are no events of their own beside it.
    """
    return Found(
        type=cast(EventType, frame.type),
        mode=frame.mode,
        cameo=frame.cameo,
        contexts=frame.contexts,
        rules=(frame.id,),
        anchor=token,
        clause=token,
        actors=actors,
        recipients=recipients,
        symmetric=frame.symmetric,
        need=frame.need,
        confidence=frame.confidence,
        tense=tense,
        consumed=consumed,
    )
