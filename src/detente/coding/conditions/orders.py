"""Conditions told by the order of words, whatever the parse: "Should the talks fail, Oslo would …"."""

from __future__ import annotations

from detente.coding.conditions.sides import Sides
from detente.coding.parse import Parse
from detente.coding.phrases import Hit
from detente.coding.scope import below, has_subject

_OPENING = frozenset({":", ";", "-", '"', "``", "("})
_SUBJECTS = frozenset({"DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM"})
_JOINING = frozenset({"that", "and", "but"})


def inverted(parse: Parse, hit: Hit) -> Sides | None:
    """An auxiliary opens the clause, its subject follows, and a comma parts it from what would come.

    Args:
        parse: the parsed document.
        hit: the auxiliary.

    Returns:
        The two sides by their place; None where the words do not stand so.
    """
    token = hit.first
    low, high = parse.sents[parse.sent[token]]
    if not _opens(parse, token, low) or token + 2 >= high or parse.words[high - 1] == "?":
        return None
    if parse.pos[token + 1] not in _SUBJECTS:
        return None
    comma = next((t for t in range(token + 2, high) if parse.words[t] == ","), None)
    if comma is None or not any(parse.tag[t] in ("VB", "VBN", "NN", "NNS") for t in range(token + 2, comma)):
        return None
    modal = next((t for t in range(comma + 1, high) if parse.tag[t] == "MD"), None)
    if modal is None:
        return None
    start = _after_aside(parse, comma, modal)
    then = _clause_of(parse, modal, start)
    if then is None:
        return None
    return Sides([token], [list(range(token + 1, comma))], then, parse.head[modal])


def fronted(parse: Parse, hit: Hit) -> Sides | None:
    """ "Only after a truce would the monitors come": the phrase opens, auxiliary and subject change places.

    Args:
        parse: the parsed document.
        hit: the words from "only" on.
    """
    low, high = parse.sents[parse.sent[hit.first]]
    if parse.lower[hit.first] != "only" or not _opens(parse, hit.first, low):
        return None
    for token in range(hit.last + 2, high):
        verb = parse.head[token]
        if parse.tag[token] == "MD" or (parse.dep[token] == "aux" and parse.lemma[token] in ("do", "have")):
            subjects = [c for c in parse.children[verb] if parse.dep[c] in ("nsubj", "nsubjpass")]
            if verb > token and any(token < s < verb for s in subjects):
                then = [t for t in below(parse, verb) if t >= token]
                return Sides(list(hit.tokens), [list(range(hit.last + 1, token))], then, verb)
            return None
    return None


def opened(parse: Parse, hit: Hit) -> int | None:
    """The finite verb of a clause that follows a marker which the parser did not read as its opener."""
    high = parse.sents[parse.sent[hit.last]][1]
    for token in range(hit.last + 2, high):
        if parse.pos[token] in ("VERB", "AUX") and has_subject(parse, token):
            subject = next(c for c in parse.children[token] if parse.dep[c] in ("nsubj", "nsubjpass", "expl"))
            return token if parse.left[subject] == hit.last + 1 else None
        if parse.words[token] == ",":
            return None
    return None


def _opens(parse: Parse, token: int, low: int) -> bool:
    """Whether a word opens a clause: at the start, after a colon or an opening quote, after "that"."""
    before = token - 1
    return token == low or parse.words[before] in _OPENING or parse.lower[before] in _JOINING


def _after_aside(parse: Parse, comma: int, modal: int) -> int:
    """Where the consequent begins: behind an inserted "one diplomat warned," if there is one."""
    for token in range(modal - 1, comma, -1):
        if parse.words[token] == "," and any(parse.tag[t] in ("VBD", "VBZ") for t in range(comma, token)):
            return token + 1
    return comma + 1


def _clause_of(parse: Parse, modal: int, start: int) -> list[int] | None:
    """The tokens of a modal's clause from a place on, without who says so behind it."""
    verb = parse.head[modal]
    if verb < start:
        return None
    tokens = [t for t in below(parse, verb) if t >= start]
    while tokens and parse.pos[tokens[-1]] == "PUNCT":
        tokens.pop()
    return tokens or None
