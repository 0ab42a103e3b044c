"""Two cues that make one statement: which of them is kept, and what it takes over from the other.

"Expressed the hope that …" is one statement with two cue words, "refused to confirm that …" and "quoted
villagers as saying that …" are one with a verb before the cue, and a speaker's own intention inside his own
words is part of what he says.
"""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.parse import Parse
from detente.coding.parties import parties
from detente.coding.statements.found import Found, merge
from detente.coding.statements.nesting import Nested
from detente.knowledge.cues import Cues

_WILLING = frozenset({"intention", "commitment", "refusal", "directive", "act", "attitude"})
_TELLING = frozenset({"speech", "writing", "belief", "perception"})
_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she", "it", "they", "its", "his", "her", "their"})


def join_cues(parse: Parse, found: list[Found], cues: Cues) -> list[Found]:
    """Make one of two statements whose cues are one: a light verb with its noun, a chain of verbs.

    Args:
        parse: the parsed document.
        found: the statements, in text order of their cues.
        cues: the tables of cues.
    """
    heads = {one.head: one for one in found}
    gone: set[int] = set()
    for one in found:
        head = one.head
        above = parse.head[head]
        outer = heads.get(above)
        if one.frame.startswith("noun"):
            owner = heads.get(parse.head[head]) if parse.dep[head] in ("dobj", "nsubjpass") else None
            if owner is not None and parse.lemma[owner.head] in cues.light and one.speakers:
                gone.add(owner.head)
            continue
        if parse.dep[head] == "pcomp" and parse.lower[above] == "as":
            quoter = heads.get(parse.head[above])
            if quoter is not None and quoter is not one:
                gone.add(quoter.head)
                one.relay = list(quoter.speakers)
                one.cue = merge([*one.cue, *quoter.cue])
            continue
        if outer is None or parse.dep[head] != "xcomp" or one.kind not in _TELLING or one.frame != "that":
            continue
        if outer.frame == "to" and parse.lemma[above] in cues.chains and outer.speakers == one.speakers:
            gone.add(above)
            one.cue = merge([*one.cue, *outer.cue])
    for one in found:
        # "let it be known that": the second verb of a cue makes no statement of its own
        if one.frame != "direct":
            within = (t for first, stop in one.cue for t in range(first, stop) if t > one.head)
            gone.update(t for t in within if t in heads and heads[t].kind == "belief")
    return [one for one in found if one.head not in gone]


def own_words(draft: Draft, nested: list[Nested]) -> set[int]:
    """Places of statements that only repeat their parent's speaker's will inside the parent's content."""
    gone: set[int] = set()
    for number, one in enumerate(nested):
        if one.parent is None or one.found.kind not in _WILLING or not one.found.speakers:
            continue
        outer = nested[one.parent].found
        if outer.speakers and _same(draft, one.found, outer):
            gone.add(number)
    return gone


def _same(draft: Draft, inner: Found, outer: Found) -> bool:
    parse = draft.parse
    head = inner.speakers[0]
    if head == outer.speakers[0]:
        return True
    word = parse.lower[head]
    if word in _FIRST:
        return outer.frame in ("direct", "line")
    if word not in _THIRD:
        return False
    mine = {p.actor for p in parties(draft, head)}
    theirs = {p.actor for p in parties(draft, outer.speakers[0])}
    return bool(mine & theirs)
