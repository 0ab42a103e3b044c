"""Setting right what the parser often hangs too low: a second cue of the same speaker.

"Hale said the road was open, adding that …" and "Hale said the road was open and warned that …": the parser
makes the second cue part of what was said. It is raised to the first cue, whose subject it shares. The parse
itself is changed, so that later steps see the same tree.
"""

from __future__ import annotations

from collections.abc import Container

from detente.coding.parse import Parse
from detente.knowledge.cues import Cue

_TELLING = ("speech", "writing", "directive", "commitment")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_STEPS = 4


def raise_cues(parse: Parse, verbs: dict[str, tuple[Cue, ...]]) -> None:
    """Raise each low second cue of a document to the cue whose speaker it shares."""
    for token, label in enumerate(parse.dep):
        if label not in ("conj", "advcl") or parse.pos[token] != "VERB" or parse.lemma[token] not in verbs:
            continue
        if any(parse.dep[c] in _SUBJECTS for c in parse.children[token]):
            continue
        high = _high(parse, token, verbs)
        if high is not None:
            _move(parse, token, high)


def set_judged(parse: Parse, likely: Container[str]) -> None:
    """Make a predicate of a word of likelihood after an object: "considers a truce likely".

    Args:
        parse: the parse; the word was taken for an adverb of the verb.
        likely: words of likelihood.
    """
    for token, word in enumerate(parse.lower):
        if parse.dep[token] != "advmod" or word not in likely or parse.children[token]:
            continue
        verb = parse.head[token]
        held = parse.child(verb, "dobj")
        if parse.pos[verb] == "VERB" and held is not None and parse.right[held] == token and held > verb:
            parse.dep[token], parse.pos[token], parse.tag[token] = "oprd", "ADJ", "JJ"


def _tells(parse: Parse, token: int, verbs: dict[str, tuple[Cue, ...]]) -> bool:
    if parse.pos[token] != "VERB":
        return False
    rows = verbs.get(parse.lemma[token])
    return rows is not None and any(r.kind in _TELLING and "that" in r.frames and not r.rest for r in rows)


def _high(parse: Parse, token: int, verbs: dict[str, tuple[Cue, ...]]) -> int | None:
    """The cue to raise to, or None where the second cue may well stand where it is."""
    low = parse.head[token]
    at = low
    for _ in range(_STEPS):
        above = parse.head[at]
        if above == at or above > at:
            return None
        if parse.dep[at] == "ccomp" and _tells(parse, above, verbs):
            return above if _fits(parse, token, low, above, _tells(parse, token, verbs)) else None
        if parse.dep[at] not in ("conj", "xcomp", "ccomp", "advcl"):
            return None
        at = above
    return None


def _fits(parse: Parse, token: int, low: int, high: int, tells: bool) -> bool:
    if parse.dep[token] == "advcl":
        return tells and parse.tag[token] == "VBG" and _after_break(parse, token)
    if parse.tag[token] != parse.tag[high] or parse.tag[token] not in ("VBD", "VBZ", "VBP", "VBN"):
        return False
    own, lows, highs = (_auxiliaries(parse, one) for one in (token, low, high))
    if tells:
        return own == [] or own == highs
    # of other cues only where the auxiliaries tell the levels apart: "says she will come and wants a vote"
    return own == highs != lows


def _auxiliaries(parse: Parse, verb: int) -> list[str]:
    return [parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")]


def _after_break(parse: Parse, token: int) -> bool:
    """Whether a comma or dash parts a participle from what stands before it."""
    at = parse.left[token] - 1
    return at >= 0 and parse.words[at] in (",", "-", "--", "—", '"', "''")


def _move(parse: Parse, token: int, high: int) -> None:
    """Hang a token on another head above its own and set the bounds of what lies between."""
    low = parse.head[token]
    edge = parse.left[token]
    parse.children[low].remove(token)
    for child in list(parse.children[low]):
        if low < child < edge and parse.dep[child] == "cc" and child >= edge - 2:
            parse.children[low].remove(child)
            parse.children[high].append(child)
            parse.head[child] = high
            edge = child
    parse.head[token] = high
    parse.children[high].append(token)
    parse.children[high].sort()
    at = low
    while at != high:
        parse.right[at] = min(parse.right[at], max(edge, at + 1))
        at = parse.head[at]
