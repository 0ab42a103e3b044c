"""Sides that a sentence leaves out: who says it, or who acted in the sentence before."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.events import clauses
from detente.coding.events.dyads import HOSTILE, opposite
from detente.coding.events.found import Found
from detente.coding.events.sides import Side
from detente.coding.parties import parties
from detente.records import Event

_VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_ANSWERS = frozenset({"AGREE", "CONCEDE", "REJECT"})
_CLAIMS = frozenset({"REQUEST", "THREATEN"})
_POINTING = frozenset({"this", "these", "that", "those"})
_FAR = 400  # tokens that the last mention of a document may lie back
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
    passive = draft.parse.pos[found.anchor] == "VERB" and clauses.is_passive(draft.parse, found.anchor)
    if passive and not found.demand:  # "said that the unit had been ordered to leave": not by the speaker
        return None
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


def understood_recipient(
    draft: Draft, found: Found, given: tuple[int, ...], actors: Side, recipients: Side, before: list[Event]
) -> Side | None:
    """Whom an act goes to that names nobody: the other side of the last exchange.

    An answer (a refusal, a consent, a concession) may answer what was said up to two sentences before, a
    demand or an offer goes on with the exchange of the sentence before, and other hostile acts with that of
    their own sentence.

    Args:
        draft: the document being coded.
        found: the event.
        given: the tokens in the places that its frame names for a recipient.
        actors: its actor.
        recipients: its recipient as the words have it: nobody, or some people within what is asked for.
        before: the events so far.
    """
    sentence = draft.parse.sent[found.anchor]
    for token in given:
        by = author(draft, token)
        if by is not None and not set(by.ids) & set(actors.ids):
            return by
    if found.type in _ANSWERS:
        mine = set(actors.ids)
        for event in reversed(before):
            if event.sentence < sentence - _BACK:
                break
            if mine & set(event.recipients) and event.actors:
                return Side(event.actors, (), True, ())
            if mine & set(event.actors) and event.recipients:
                return Side(event.recipients, (), True, ())
    if found.type in _ANSWERS or found.type in _CLAIMS:
        back = 1
    elif found.type in HOSTILE:
        back = 0
    else:
        return None
    other = opposite(draft, actors, before, sentence, back)
    return Side(other, (), True, ()) if other else None


def author(draft: Draft, token: int) -> Side | None:
    """Who brought in or adopted the document that a definite noun points back to ("rejected the text").

    Args:
        draft: the document being coded.
        token: the noun.
    """
    parse = draft.parse
    documents = draft.knowledge.frames.classes["documents"]
    if parse.lemma[token] not in documents or not any(parse.lower[c] == "the" for c in parse.children[token]):
        return None
    for at in range(token - 1, max(-1, token - _FAR), -1):
        if parse.lemma[at] in documents and parse.dep[at] == "dobj" and parse.pos[parse.head[at]] == "VERB":
            subject = clauses.surface_subject(parse, parse.head[at])
            found = [] if subject is None else parties(draft, subject)
            if found:
                return Side(tuple(p.actor for p in found), (), True, ())
    return None


def is_passing(draft: Draft, found: Found, recipients: Side, guessed: bool) -> bool:
    """Whether the recipient is only some unnamed people spoken of inside the object of a verbal act.

    Args:
        draft: the document being coded.
        found: the event.
        recipients: its recipients as the words have it.
        guessed: whether they stand farther off in the clause than the frame's own places.
    """
    if found.type not in _VERBAL:
        return False
    if any(not one.startswith("UNK") for one in recipients.ids):
        return False
    if guessed or not recipients.ids or not set(recipients.tokens) & set(found.recipients):
        return True
    return found.type in _CLAIMS and all(_inside(draft, token) for token in recipients.tokens)


def _inside(draft: Draft, token: int) -> bool:
    """Whether a noun belongs to another one ("the pilot's release", "the release of the pilot")."""
    parse = draft.parse
    above = parse.head[token]
    if parse.dep[token] == "poss":
        return True
    return parse.dep[token] == "pobj" and parse.pos[parse.head[above]] in ("NOUN", "PROPN")
