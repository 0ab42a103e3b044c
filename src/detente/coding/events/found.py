"""An event as tokens, before its sides are named."""

from __future__ import annotations

from dataclasses import dataclass

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
