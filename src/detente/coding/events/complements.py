"""The words that an operator acts on: clauses, infinitives and nouns below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.events import clauses, tenses
from detente.coding.parse import Parse
from detente.knowledge.frames import Operator

if TYPE_CHECKING:
    from detente.coding.events.finder import Finder

_FORWARD = ("decide", "plan", "request", "order", "refuse")
_QUESTIONED = ("request", "order", "threaten")
_QUESTIONS = frozenset({"if", "whether"})
_SHALL = frozenset({"should", "must", "shall"})
_ASKING = ("request", "order")


def complements(
    finder: Finder, token: int, operator: Operator, particles: tuple[str, ...]
) -> Iterator[tuple[int, str]]:
    """The words that an operator acts on, with how they hang on it (to, that, ing, noun)."""
    parse = finder.parse
    takes = operator.takes
    # "reserved the right to strike", "claimed responsibility for the raid": what hangs on the bound noun
    bound = [n for n in clauses.objects(parse, token) if parse.lower[n] in particles]
    for c in (*parse.children[token], *(c for noun in bound for c in parse.children[noun])):
        how = _clausal(finder, c)
        if how == "that" and c < token and operator.force in _FORWARD:
            continue  # "the council adopted it; Peru voted in favour"
        if how == "that" and "wish" in takes and is_wish(parse, c):
            how = "wish"
        elif how == "to" and "other" in takes and _of_another(finder, token, c):
            how = "other"
        elif how == "to" and "passive" in takes and clauses.is_passive(parse, token):
            how = "passive"
        if how in takes and not (operator.force in _QUESTIONED and _asks(finder, c)):
            yield c, how
    if "to" in takes and operator.force in _ASKING:  # "call on both sides to stop" hung on "sides"
        for noun in [
            *clauses.objects(parse, token),
            *(n for p in particles for n in clauses.after(parse, token, p)),
        ]:
            for c in parse.children[noun]:
                if _clausal(finder, c) == "to":
                    yield c, "to"
        for c in parse.children[token]:
            if parse.dep[c] == "advcl" and tenses.has_to(parse, c):
                yield c, "to"
    alone = not clauses.objects(parse, token) and not any(
        True for p in particles for _ in clauses.after(parse, token, p)
    )
    if "to" in takes and operator.force == "start" and alone:
        for c in parse.children[token]:  # "proceeded to expel them" read as an aim
            if parse.dep[c] == "advcl" and c > token and tenses.has_to(parse, c):
                yield c, "to"
    if "subject" in takes and not clauses.is_passive(parse, token):
        subject = clauses.surface_subject(parse, token)
        if subject is not None:
            yield subject, "subject"
    if "noun" in takes and not operator.preps:
        for noun in clauses.objects(parse, token):
            if noun not in bound:
                yield noun, "noun"
    for prep in operator.preps or particles:
        for noun in (n for word in (token, *bound) for n in clauses.after(parse, word, prep)):
            how = "ing" if parse.pos[noun] == "VERB" else "noun"
            if how in takes:
                yield noun, how


def is_wish(parse: Parse, verb: int) -> bool:
    """Whether a clause tells what is to be done, not what is so ("insisted that Chad withdraw")."""
    if any(parse.dep[c] == "aux" for c in parse.children[verb]):
        return any(parse.lower[c] in _SHALL for c in parse.children[verb])
    subject = parse.child(verb, "nsubj", "nsubjpass")
    single = subject is not None and parse.tag[subject] in ("NN", "NNP", "PRP")
    return parse.tag[verb] == "VB" or (parse.tag[verb] == "VBP" and single)


def _of_another(finder: Finder, token: int, verb: int) -> bool:
    """Whether an infinitive has a known actor of its own ("wants Chad to leave")."""
    parse = finder.parse
    own = parse.child(verb, "nsubj") or next(
        (c for c in parse.children[token] if parse.dep[c] == "dobj" and c < verb), None
    )
    return own is not None and finder.is_known(own)


def _asks(finder: Finder, token: int) -> bool:
    """Whether a clause is a question in other words ("asked why the envoy had left")."""
    parse = finder.parse
    return any(
        c < token
        and (parse.tag[c] in ("WRB", "WP") or (parse.dep[c] == "mark" and parse.lower[c] in _QUESTIONS))
        for c in parse.children[token]
    )


def _clausal(finder: Finder, token: int) -> str:
    parse = finder.parse
    dep = parse.dep[token]
    if dep == "acl":
        if any(parse.dep[d] == "mark" and parse.lower[d] == "that" for d in parse.children[token]):
            return "that"
        return "to" if parse.tag[token] == "VB" else ""
    if dep not in ("xcomp", "ccomp") or parse.pos[token] not in ("VERB", "AUX", "ADJ", "NOUN"):
        return ""
    if any(parse.lower[d] == "to" and parse.dep[d] == "aux" for d in parse.children[token]):
        return "to"
    if dep == "xcomp":
        return "ing" if parse.tag[token] == "VBG" else ""
    # "let inspectors enter": a bare infinitive with its own subject and no modal
    bare = parse.tag[token] == "VB" and not any(
        parse.dep[d] in ("aux", "mark") for d in parse.children[token]
    )
    return "to" if bare else "that"
