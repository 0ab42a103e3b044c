"""Who acts in a passive clause that names nobody: whose envoy was recalled, where an editor was arrested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.coding.draft import Draft
from detente.coding.events import clauses
from detente.coding.events.found import Found
from detente.coding.parties import parties
from detente.coding.places import is_place

_DEEPEST = 3


def with_unsaid_actor(draft: Draft, found: Found) -> Found:
    """Add the actor that a passive clause leaves out, where a row of ``unsaid.csv`` tells who it is.

    Args:
        draft: the document being coded.
        found: the event.

    Returns:
        The event with its actor, and the row among its rules; the event as it is where no row holds.
    """
    parse = draft.parse
    verb = found.clause
    if found.actors or parse.pos[verb] != "VERB" or not clauses.is_passive(parse, verb):
        return found
    for row in draft.knowledge.unsaid:
        if not row.acts.hold(found.type, found.mode, found.rules):
            continue
        if row.sought == "owner":
            sought = _owners(draft, verb)
        else:
            sought = _hosts(draft, verb, row.preps, capital=row.sought == "capital")
        actors = tuple(dict.fromkeys(sought))
        if actors:
            left = tuple(n for n in found.recipients if n not in actors)
            return replace(found, actors=actors, recipients=left, rules=(*found.rules, row.id))
    return found


def _owners(draft: Draft, verb: int) -> Iterator[int]:
    """Whose the thing is that the clause is about ("Danish soldiers were withdrawn")."""
    parse = draft.parse
    for noun in clauses.objects(parse, verb):
        if noun in draft.heads:
            yield noun
            continue
        for c in parse.children[noun]:
            if c < noun and parse.dep[c] in ("poss", "amod", "compound", "nmod") and draft.mention(c):
                if c > 1 and parse.words[c - 1] == "-" and draft.mention(c - 2) is not None:
                    yield c - 2  # "the Franco-German accord was signed"
                yield c


def _hosts(draft: Draft, verb: int, preps: frozenset[str], capital: bool) -> Iterator[int]:
    """The place that the clause is told to be in, the words before it that hold another one included."""
    parse = draft.parse
    for prep in range(verb + 1, parse.right[verb]):
        if (
            parse.lower[prep] in preps
            and parse.dep[prep] in ("prep", "advmod")
            and _is_told_of(draft, prep, verb)
        ):
            for goal in parse.children[prep]:
                if parse.dep[goal] == "pobj":
                    yield from _places(draft, goal, capital, 0)


def _is_told_of(draft: Draft, prep: int, verb: int) -> bool:
    """Whether a prepositional phrase belongs to a verb or what stands with it, and to no other clause."""
    parse = draft.parse
    at = parse.head[prep]
    for _ in range(_DEEPEST):
        if at == verb:
            return True
        if parse.pos[at] in ("VERB", "AUX", "SCONJ") or parse.dep[at] == "pobj":
            return False
        at = parse.head[at]
    return False


def _places(draft: Draft, noun: int, capital: bool, depth: int) -> Iterator[int]:
    """A place, or the place of a building ("the foreign ministry in Lima")."""
    parse = draft.parse
    for number in draft.heads.get(noun, []):
        one = draft.named[number]
        if one.how == "metonym" or (not capital and one.how == "name" and is_place(draft, one.actor)):
            if parties(draft, noun):
                yield noun
            return
    if depth or capital:
        return
    for prep in parse.children[noun]:
        if parse.lower[prep] in ("in", "of", "near") and parse.dep[prep] == "prep":
            for goal in parse.children[prep]:
                if parse.dep[goal] == "pobj":
                    yield from _places(draft, goal, capital, depth + 1)
