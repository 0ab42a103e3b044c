"""Which candidates are somebody's word at all: a source that can hold a view, or a cue that needs none."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.parse import Parse
from detente.coding.parties import parties
from detente.coding.statements.found import Found
from detente.coding.statements.speakers import is_passive

_TELLING = ("speech", "writing", "showing")
_SETTLING = ("belief", "intention", "act")
_MODALS = frozenset({"may", "might", "could", "will", "would", "can"})
_NOBODY = frozenset({"nobody", "none", "you"})
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
        if one.frame == "about":
            # "asked about the money": a topic, and nobody's
            return False
        return one.frame in _SOURCELESS or is_passive(parse, one.head)
    if (
        parse.dep[one.head] == "xcomp"
        and parse.lower[parse.head[one.head]] in draft.knowledge.likelihood.terms
    ):
        return False  # "is likely to say" has not said it
    head = one.speakers[0]
    word = parse.lower[head]
    if parse.tag[head] == "DT" and parse.children[head] == [] and word in ("this", "that"):
        return False
    if word in _NOBODY or (word == "one" and not parse.children[head]):
        return False
    if one.kind in _SETTLING and one.frame != "direct" and _only_possible(parse, one):
        return False
    if word == "it" and one.kind not in _TELLING:
        return bool(parties(draft, head))
    return True


def _only_possible(parse: Parse, one: Found) -> bool:
    """Whether a view or decision is itself only foreseen: "might agree to cut off the oil"."""
    return any(
        parse.tag[c] == "MD" and c < one.head and parse.lower[c] in _MODALS for c in parse.children[one.head]
    )
