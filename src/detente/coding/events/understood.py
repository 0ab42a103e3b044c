"""Sides that a sentence leaves out: who says it, or who acted in the sentence before."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.events.found import Found
from detente.coding.events.sides import Side
from detente.records import Event

_VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_ANSWERS = frozenset({"AGREE", "CONCEDE", "REJECT"})
_POINTING = frozenset({"this", "these", "that", "those"})
_BACK = 2  # sentences that an understood recipient may lie back


def points(draft: Draft, tokens: tuple[int, ...]) -> bool:
    """Whether the actor is a word that points back ("This has included charges that …")."""
    return len(tokens) == 1 and draft.parse.lower[tokens[0]] in _POINTING


def understood_actor(draft: Draft, found: Found, statement: str | None, before: list[Event]) -> Side | None:
    """The actor of an event that names none.

    Args:
        draft: the document being coded.
        found: the event.
        statement: the statement that carries it.
        before: the events so far.

    Returns:
        For a verbal act the source of the statement; after a pointing word the actor of the last event of the
        same kind in this or the previous sentence; else None. The spans are empty but for a speaker's demand.
    """
    if found.type in _VERBAL and statement is not None and not points(draft, found.actors):
        one = next(s for s in draft.statements if s.id == statement)
        if one.source_actors or one.source:
            return Side(one.source_actors, one.source if found.demand else (), True, ())
    if found.demand or not points(draft, found.actors):
        return None
    here = draft.parse.sent[found.anchor]
    for event in reversed(before):
        if event.sentence < here - 1:
            break
        if event.actors and (event.type in _VERBAL) == (found.type in _VERBAL):
            return Side(event.actors, (), True, ())
    return None


def understood_recipient(found: Found, sentence: int, actors: Side, before: list[Event]) -> Side | None:
    """Whom an answer (a refusal, a consent, a concession) goes to: the other side of the last exchange.

    Args:
        found: the event.
        sentence: the number of its sentence.
        actors: its actor.
        before: the events so far.
    """
    if found.type not in _ANSWERS:
        return None
    mine = set(actors.ids)
    for event in reversed(before):
        if event.sentence < sentence - _BACK:
            break
        if mine & set(event.recipients) and event.actors:
            return Side(event.actors, (), True, ())
        if mine & set(event.actors) and event.recipients:
            return Side(event.recipients, (), True, ())
    return None
