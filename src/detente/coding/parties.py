"""Who the noun phrase around a token stands for: the way from a verb's arguments to actors."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.draft import Draft, Named
from detente.records import Span

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nn"})
_DEPTH = 6
_NAMING = frozenset({"name", "metonym"})
_REGIONS = frozenset({"bloc", "region"})


@dataclass(frozen=True, slots=True)
class Party:
    """An actor with the words that name it: their span, and the head token of the phrase."""

    actor: str
    span: Span
    token: int


def parties(draft: Draft, token: int) -> list[Party]:
    """The actors that the noun phrase headed by a token stands for.

    Coordination is followed to the right, relative pronouns to their antecedents, appositions both ways,
    and where the noun itself names nobody, its possessor, its nationality words and what follows "of" after
    a word of quantity ("dozens of Turkish soldiers").

    Args:
        draft: the document, after `find_actors`.
        token: the head token of the noun phrase.

    Returns:
        The parties in text order, none twice; empty where the phrase stands for nobody known.
    """
    found: dict[str, Party] = {}
    for one in draft.parse.conjuncts(token):
        for named in _of(draft, one, 0):
            if named.actor not in found:
                span = draft.parse.span(named.first, named.stop)
                found[named.actor] = Party(named.actor, span, named.head)
    return list(found.values())


def _of(draft: Draft, token: int, depth: int) -> list[Named]:
    if depth > _DEPTH:
        return []
    parse = draft.parse
    headed = draft.heads.get(token)
    if headed:
        own = [draft.named[n] for n in headed]
        return _listed(draft, token, own, depth) or own
    if parse.lower[token] in _RELATIVE:
        verb = _relative_verb(draft, token)
        if verb is None:
            return []
        return _of(draft, parse.head[verb], depth + 1) or _before_comma(draft, verb)
    mention = draft.mention(token)
    if mention is not None and mention.first <= mention.head < mention.stop:
        return [draft.named[n] for n in draft.heads.get(mention.head, [])] or [mention]
    for child in parse.children[token]:
        if parse.dep[child] == "appos":
            found = _of(draft, child, depth + 1)
            if found:
                return found
    if parse.dep[token] == "appos":
        above = draft.heads.get(parse.head[token])
        if above:
            return [draft.named[n] for n in above]
    return _beside(draft, token, depth)


def _listed(draft: Draft, token: int, own: list[Named], depth: int) -> list[Named]:
    """The members that an apposition lists after a region ("the Baltic states, Estonia and Latvia")."""
    book = draft.knowledge.actors.actors
    if any((row := book.get(one.actor)) is None or row.kind not in _REGIONS for one in own):
        return []
    for child in draft.parse.children[token]:
        if draft.parse.dep[child] == "appos" and child > token:
            found = [n for one in draft.parse.conjuncts(child) for n in _of(draft, one, depth + 1)]
            if len(found) > 1:
                return found
    return []


def _before_comma(draft: Draft, verb: int) -> list[Named]:
    """Who is named right before a relative clause tied to a thing ("at the behest of Fiji, which")."""
    parse = draft.parse
    at = parse.left[verb] - 1
    if at < 1 or parse.words[at] != "," or parse.sent[at] != parse.sent[verb]:
        return []
    named = draft.mention(at - 1)
    return [named] if named is not None and named.stop == at and named.how in _NAMING else []


def _relative_verb(draft: Draft, token: int) -> int | None:
    parse = draft.parse
    at = token
    for _ in range(_DEPTH):
        if parse.dep[at] in ("relcl", "acl"):
            return at
        above = parse.head[at]
        if above == at:
            return None
        at = above
    return None


def _beside(draft: Draft, token: int, depth: int) -> list[Named]:
    parse = draft.parse
    if parse.pos[token] not in ("NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ"):
        return []
    partitive = draft.knowledge.actors.words.get("partitive", {})
    if parse.lower[token] in partitive or parse.lemma[token] in partitive:
        for prep in parse.children[token]:
            if parse.dep[prep] == "prep" and parse.lower[prep] in ("of", "from"):
                for goal in parse.children[prep]:
                    if parse.dep[goal] == "pobj":
                        found = [n for one in parse.conjuncts(goal) for n in _of(draft, one, depth + 1)]
                        if found:
                            return found
    found = []
    for child in parse.children[token]:
        if parse.dep[child] in _MODIFIERS and child < token:
            for one in parse.conjuncts(child):
                found += [draft.named[n] for n in draft.heads.get(one, [])]
    return found
