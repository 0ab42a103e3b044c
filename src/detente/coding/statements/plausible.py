"""Which candidates are somebody's word at all: a source that can hold a view, or a cue that needs none."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.parties import parties
from detente.coding.statements.found import Found
from detente.coding.statements.speakers import is_passive

_TELLING = ("speech", "writing", "showing")
_SOURCELESS = ("link", "phrase", "line")


def plausible(draft: Draft, one: Found) -> bool:
    """Whether a candidate is kept.

    A cue without a source is kept where the construction implies one ("it was reported that", "is expected
    to", "reportedly", "reports that"); "this", "that" and "you" are no sources, and "it" is one only where it
    stands for an actor or says something.
    """
    parse = draft.parse
    if not one.speakers:
        if one.frame == "noun free":
            return True
        if one.frame.startswith("noun"):
            return one.frame == "noun that" and one.kind in _TELLING
        return one.frame in _SOURCELESS or is_passive(parse, one.head)
    head = one.speakers[0]
    word = parse.lower[head]
    if parse.tag[head] == "DT" and parse.children[head] == [] and word in ("this", "that"):
        return False
    if word == "you":
        return False
    if word == "it" and one.kind not in _TELLING:
        return bool(parties(draft, head))
    return True
