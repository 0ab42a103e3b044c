"""Clauses that the parser coordinates with the wrong verb are moved to the one they continue.

"Oslo urged both to wait and offered to help": *offered* was read as a part of what both are urged to do. What
tells is form (a past tense continues no infinitive) and whether somebody can do it (no fighting refuses).
"""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.parse import Parse

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BARE = frozenset({"VB", "VBG"})
_SUBJECTS = ("nsubj", "nsubjpass")
_HANGING = frozenset({"xcomp", "ccomp", "advcl", "acl", "pcomp", "prep", "conj", "relcl"})
_CLIMB = 6


def mend_clauses(draft: Draft) -> None:
    """Move verbs coordinated with a verb that they cannot continue.

    Args:
        draft: the document being coded, after its actors are found.
    """
    parse = draft.parse
    changed: set[int] = set()
    for verb, dep in enumerate(parse.dep):
        if dep != "conj" or parse.pos[verb] != "VERB" or parse.child(verb, *_SUBJECTS) is not None:
            continue
        first = parse.head[verb]
        if parse.pos[first] not in ("VERB", "AUX"):
            continue
        goal = _continued(draft, verb, first)
        if goal is not None:
            _move(parse, verb, first, goal)
            changed.add(parse.sent[verb])
    for sentence in changed:
        parse.bound(*parse.sents[sentence])


def _continued(draft: Draft, verb: int, first: int) -> int | None:
    """The verb that another one continues, where that is not the one it was read with."""
    parse = draft.parse
    if parse.tag[verb] in ("VBD", "VBZ") and parse.tag[first] in _BARE and not _auxiliaries(parse, first):
        return _finite_above(parse, first)
    subject = parse.child(first, *_SUBJECTS)
    if subject is None or not _is_thing(draft, subject):
        return None
    above = parse.head[first]
    form = _form(parse, verb)
    if not _acts(draft, verb):
        return None
    told = parse.dep[first] == "ccomp" and above < first and parse.pos[above] == "VERB"
    if told and form == _form(parse, above) and _is_somebodys(draft, above):
        return above
    if form != _form(parse, first):
        for other in range(verb - 1, first, -1):
            if parse.pos[other] == "VERB" and _form(parse, other) == form and _is_somebodys(draft, other):
                return other
    return None


def _finite_above(parse: Parse, verb: int) -> int | None:
    for _ in range(_CLIMB):
        if parse.dep[verb] not in _HANGING:
            return None
        verb = parse.head[verb]
        if parse.pos[verb] not in ("VERB", "AUX"):
            continue
        if parse.tag[verb] in _FINITE or _form(parse, verb) == "perfect":
            return verb
    return None


def _auxiliaries(parse: Parse, verb: int) -> list[int]:
    return [c for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass") and parse.lower[c] != "to"]


def _form(parse: Parse, verb: int) -> str:
    """Tense and voice of a verb as far as coordination keeps them."""
    if parse.tag[verb] == "VBN" and any(parse.lemma[c] == "have" for c in _auxiliaries(parse, verb)):
        return "perfect"
    return parse.tag[verb] if not _auxiliaries(parse, verb) else "auxiliary"


def _acts(draft: Draft, verb: int) -> bool:
    """Whether a verb tells what somebody does to others: the tables have it."""
    return draft.parse.lemma[verb] in draft.knowledge.frames.verbs


def _is_thing(draft: Draft, noun: int) -> bool:
    parse = draft.parse
    named = any(token in draft.named_at for token in (noun, *parse.conjuncts(noun)))
    people = draft.knowledge.frames.classes["people"]
    return parse.pos[noun] == "NOUN" and not named and parse.lemma[noun] not in people


def _is_somebodys(draft: Draft, verb: int) -> bool:
    parse = draft.parse
    subject = parse.child(verb, "nsubj")
    return subject is not None and bool(draft.heads.get(subject))


def _move(parse: Parse, verb: int, first: int, goal: int) -> None:
    """Make a verb, with the conjunction before it, a conjunct of another one."""
    joints = [c for c in parse.children[first] if parse.dep[c] == "cc" and first < c < verb]
    moved = [verb, *joints[-1:]]
    for token in moved:
        parse.children[first].remove(token)
        parse.head[token] = goal
        parse.children[goal] = sorted([*parse.children[goal], token])
