"""The sides of an event: from the head of a noun phrase to the actors and the words that name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.draft import Draft
from detente.coding.events.joined import hyphened_agent
from detente.coding.parties import Party, parties
from detente.records import Span

_LEFT = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "case"}
)
_PERSONAL = frozenset({"he", "she", "they", "him", "her", "them", "who", "whom"})
_BEHIND = ("of", "in", "from", "for")
_LONGEST = 8  # tokens of an "of …" that a phrase's span may take in
_DEEPEST = 3
# whose deed a thing is ("a decision of the court"), and whom it concerns ("an attack on the port")
_ACTING = ("by", "of", "from")
_TOUCHED = (
    "by",
    "of",
    "from",
    "against",
    "in",
    "on",
    "to",
    "with",
    "for",
    "at",
    "between",
    "over",
    "toward",
    "towards",
    "inside",
    "into",
    "near",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the actors known by name, the spans that name them, and whether anybody is meant at all."""

    ids: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    human: bool = False
    tokens: tuple[int, ...] = ()

    def __or__(self, other: Side) -> Side:
        """Both together."""
        ids = self.ids + tuple(i for i in other.ids if i not in self.ids)
        spans = tuple(sorted({*self.spans, *other.spans}))
        return Side(ids, spans, self.human or other.human, self.tokens + other.tokens)


NOBODY = Side()


def phrase(draft: Draft, token: int) -> Span:
    """The span of a noun phrase: its head with what stands before it and a short "of …" behind it."""
    parse = draft.parse
    first, stop = token, token + 1
    for c in parse.children[token]:
        if c < token and parse.dep[c] in _LEFT:
            first = min(first, parse.left[c])
        elif c == stop and parse.dep[c] == "prep" and parse.lower[c] in _BEHIND:
            stop = parse.right[c] if parse.right[c] - c <= _LONGEST else stop
    return parse.span(first, stop)


def side(draft: Draft, token: int, acting: bool = False, but: tuple[str, ...] = ()) -> Side:
    """Who the noun phrase headed by a token stands for.

    Args:
        draft: the document being coded.
        token: the head of the phrase.
        acting: whether the actor is looked for; inside a phrase that is nobody ("the court's decision") only
            its owner or author is taken then, and not also whom it concerns.
        but: actors that it cannot be, since they are the other side.
    """
    found = parties(draft, token)
    if token not in draft.heads or all(p.actor.startswith("UNK") for p in found):
        found = _beside(draft, token) or found
    if found and any(p.actor not in but for p in found):
        return _named(found)
    own = Side((), (phrase(draft, token),), is_human(draft, token), (token,))
    thing = draft.parse.pos[token] == "NOUN" and not own.human
    if acting and thing and draft.parse.lemma[token] not in draft.knowledge.frames.classes["instruments"]:
        return own
    within = _inside(draft, token, _ACTING if acting else _TOUCHED, but, 0)
    if not within.ids and not acting:
        within = _over(draft, token, but) or within
    if within.ids:
        return Side(within.ids, tuple(sorted({*within.spans, *own.spans})), True, within.tokens)
    return Side((), own.spans, own.human or within.human, own.tokens)


def _over(draft: Draft, token: int, but: tuple[str, ...]) -> Side | None:
    """Who stands with a noun of quantity or use above a thing ("the use of force by Oslo")."""
    parse = draft.parse
    over = parse.head[parse.head[token]]
    hangs = parse.dep[token] == "pobj" and parse.lower[parse.head[token]] == "of"
    if not hangs or parse.lemma[over] not in draft.knowledge.frames.classes["transparent"]:
        return None
    found = _inside(draft, over, ("by", "against"), but, _DEEPEST)
    return found if found.ids else None


def _beside(draft: Draft, token: int) -> list[Party]:
    """Who stands beside a noun that names nobody: an apposition, or whose it is in a relative clause."""
    parse = draft.parse
    for c in parse.children[token]:
        if parse.dep[c] == "appos" and c > token:
            return parties(draft, c)
        if parse.tag[c] == "WP$":
            for above in parse.ancestors(token):
                if parse.dep[above] == "relcl":
                    return parties(draft, parse.head[above])
    return []


def _named(found: list[Party]) -> Side:
    return Side(
        tuple(dict.fromkeys(p.actor for p in found)),
        tuple(sorted({p.span for p in found})),
        True,
        tuple(p.token for p in found),
    )


def _inside(draft: Draft, token: int, preps: tuple[str, ...], but: tuple[str, ...], depth: int) -> Side:
    """The first known actor inside a phrase; where none is known, a person or body that stands in it."""
    best = NOBODY
    if depth > _DEEPEST:
        return best
    for part in _parts(draft, token, preps):
        found = [p for p in parties(draft, part) if p.actor not in but]
        if found:
            return _named(found)
        if draft.parse.dep[part] in ("poss", "pobj"):
            deeper = _inside(draft, part, preps, but, depth + 1)
            if deeper.ids:
                return deeper
            if is_human(draft, part) and not best.human:
                best = Side((), (phrase(draft, part),), True, (part,))
    return best


def _parts(draft: Draft, token: int, preps: tuple[str, ...]) -> Iterator[int]:
    """Owner and modifiers of a noun, then what stands behind it, then who made it ("steps taken by Oslo")."""
    parse = draft.parse
    children = parse.children[token]
    for c in children:
        if c < token and parse.dep[c] in ("poss", "amod", "compound", "nmod"):
            tied = hyphened_agent(parse, c)
            led = tied is not None and parse.lemma[c] in draft.knowledge.frames.classes["leading"]
            yield tied if tied is not None and led else c
    for prep in preps:
        for c in children:
            if parse.lower[c] == prep and parse.dep[c] in ("prep", "agent"):
                yield from (d for d in parse.children[c] if parse.dep[d] == "pobj")
    if preps is _TOUCHED:
        for c in children:
            if parse.dep[c] == "acl" and parse.tag[c] == "VBN":
                for d in parse.children[c]:
                    if parse.lower[d] == "by" and parse.dep[d] in ("prep", "agent"):
                        yield from parse.all(d, "pobj")


def is_human(draft: Draft, token: int) -> bool:
    """Whether a phrase can stand for somebody: a name, a person's pronoun, or a noun for people or a body."""
    parse = draft.parse
    if parse.pos[token] == "PROPN":
        return parse.lower[token].rstrip(".") not in draft.knowledge.frames.classes["time"]
    return parse.lower[token] in _PERSONAL or parse.lemma[token] in draft.knowledge.frames.classes["people"]
