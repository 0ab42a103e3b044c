"""Nobody acts on himself: events whose two sides are one country, and who the other side is then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.coding.draft import Draft
from detente.coding.events.found import Found
from detente.coding.events.sides import Side
from detente.records import Actor, Event

_STATE = frozenset({None, "GOV", "MIL"})  # sectors that speak and act for the whole of a state
_BACK = 1  # sentences that the other side of an exchange may lie back


def country(actor: Actor) -> str | None:
    """The country that an actor belongs to: a state its own, a person that of the office or party."""
    return actor.country or (actor.id if actor.kind == "state" else None)


def countries(draft: Draft, ids: Iterable[str]) -> frozenset[str]:
    """The countries of some actors; an actor of none stands for itself."""
    return frozenset(country(draft.actors[one]) or one for one in ids if one in draft.actors)


def turned_on_itself(draft: Draft, actor: str, recipient: str) -> bool:
    """Whether a pair of actors is one state twice: the state, its government, its army or its leader.

    Args:
        draft: the document being coded.
        actor: the id of who acts.
        recipient: the id of whom it is done to.

    Returns:
        False where the recipient is a part of the country that can be acted on from within: its people,
        courts, press, opposition, rebels.
    """
    one, other = draft.actors.get(actor), draft.actors.get(recipient)
    if one is None or other is None or country(one) is None or country(one) != country(other):
        return False
    if one.kind == "person" or other.kind == "person":
        return other.id == country(other)
    return one.sector in _STATE and other.sector in _STATE and (one.sector is None or other.sector is None)


def owned(draft: Draft, tokens: Iterable[int]) -> bool:
    """Whether a noun among these stands with a possessive pronoun ("its envoy", "their assets")."""
    parse, speaking = draft.parse, draft.knowledge.actors.words.get("speaking", {})
    return any(
        parse.tag[c] == "PRP$" and parse.lower[c] not in speaking
        for token in tokens
        for c in parse.children[token]
    )


def parted(draft: Draft, found: Found, actors: Side, recipients: Side, before: list[Event]) -> Side:
    """The recipients of an event, those left out that are its own actor.

    Where nobody is left and the thing acted on is somebody's ("expelled its envoy", "froze their assets"), it
    is the other side of what the actor did just before in the sentence.

    Args:
        draft: the document being coded.
        found: the event.
        actors: who acts.
        recipients: on whom, as the words have it.
        before: the events so far, in text order.
    """
    if not actors.ids or found.symmetric:
        return recipients
    bad = {r for r in recipients.ids if any(turned_on_itself(draft, a, r) for a in actors.ids)}
    theirs = owned(draft, found.recipients)
    if theirs and not recipients.human:
        recipients = replace(recipients, human=True)
    if theirs and (bad or not recipients.ids) and found.type in HOSTILE:
        other = opposite(draft, actors, before, draft.parse.sent[found.anchor])
        if other:
            return Side(other, recipients.spans, True, recipients.tokens)
    if not bad:
        return recipients
    left = tuple(r for r in recipients.ids if r not in bad)
    return replace(recipients, ids=left)


def opposite(
    draft: Draft, actors: Side, before: list[Event], sentence: int, back: int = 0
) -> tuple[str, ...]:
    """The other side of the last event in which these actors had one.

    Args:
        draft: the document being coded.
        actors: whose counterpart is looked for.
        before: the events so far.
        sentence: the number of the sentence.
        back: how many sentences before it may be searched too.
    """
    mine = countries(draft, actors.ids)
    for event in reversed(before):
        if event.sentence < sentence - back:
            break
        for one, other in ((event.actors, event.recipients), (event.recipients, event.actors)):
            if mine & countries(draft, one):
                far = tuple(o for o in other if not o.startswith("UNK"))
                if far and not mine & countries(draft, far):
                    return far
    return ()


HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
