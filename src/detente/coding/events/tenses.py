"""How a clause is put: its mood and its tense."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.parse import Parse
from detente.records import Tense

_WILL = frozenset({"will", "'ll", "wo", "shall", "’ll", "ll"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_MUST = frozenset({"must", "should", "ought"})
_IF = frozenset({"if", "unless", "whether", "provided", "should", "lest", "until", "till"})


@dataclass(frozen=True, slots=True)
class Mood:
    """How a clause is put: its modal word, whether it is denied, and whether it stands under a condition."""

    modal: str  # "", "will", "would", "may", "must"
    negated: bool
    conditional: bool


def has_to(parse: Parse, verb: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(parse.dep[c] == "aux" and parse.lower[c] == "to" for c in parse.children[verb])


def is_to_be(parse: Parse, verb: int, abstract: frozenset[str]) -> bool:
    """Whether a clause is put as something arranged ("The envoys are to meet").

    Args:
        parse: the parsed document.
        verb: a verb.
        abstract: nouns of which such a clause tells what they are ("The aim is to meet").
    """
    over = parse.head[verb]
    if parse.dep[verb] != "xcomp" or parse.lemma[over] != "be" or parse.tag[over] not in ("VBZ", "VBP"):
        return False
    if not has_to(parse, verb) or any(
        parse.dep[c] in ("acomp", "attr", "expl") for c in parse.children[over]
    ):
        return False
    subject = parse.child(over, "nsubj", "nsubjpass")
    return (
        subject is not None
        and parse.tag[subject][:2] in ("NN", "PR")
        and parse.lemma[subject] not in abstract
    )


def _is_nobody(parse: Parse, subject: int) -> bool:
    """Whether a subject denies its clause ("no side", "neither army", "nobody")."""
    if parse.lower[subject] in ("nobody", "none", "neither"):
        return True
    return any(parse.lower[d] in ("no", "neither") for d in parse.children[subject][:1])


def is_agreed(parse: Parse, verb: int, accords: frozenset[str]) -> bool:
    """Whether a clause tells what is yet to be done by an accord ("Under the pact Oslo cedes two islands").

    Args:
        parse: the parsed document.
        verb: a verb.
        accords: nouns of accords.
    """
    if parse.tag[verb] not in ("VBZ", "VBP", "VB") or any(
        parse.dep[c] == "aux" for c in parse.children[verb]
    ):
        return False
    return any(
        parse.lower[c] == "under" and any(parse.lemma[d] in accords for d in parse.all(c, "pobj"))
        for c in parse.children[verb]
        if parse.dep[c] == "prep"
    )


def mood(parse: Parse, verb: int, depth: int = 0) -> Mood:
    """The mood of a verb's clause; a coordinated verb without auxiliaries shares the one before."""
    modal, negated, auxiliary, conditional = "", False, False, False
    for c in parse.children[verb]:
        dep, word = parse.dep[c], parse.lower[c]
        if dep == "neg" or (dep == "preconj" and word == "neither"):
            negated = True
        elif dep in ("aux", "auxpass"):
            auxiliary = True
            if word in _WILL:
                modal = "will"
            elif word in _WOULD:
                modal = "would"
            elif word in _MAY:
                modal = "may"
            elif word in _MUST:
                modal = "must"
            if any(parse.dep[d] == "neg" for d in parse.children[c]):
                negated = True
        elif dep == "advmod" and word in ("never", "no", "neither", "hardly"):
            negated = True
        elif dep == "mark" and word in _IF:
            conditional = True
        elif (dep == "cc" and word == "nor" and c < verb) or (word == "than" and dep in ("mark", "prep")):
            negated = negated or c < verb  # "Nor would Malta sign", "Rather than sign"
        elif dep in ("nsubj", "nsubjpass") and _is_nobody(parse, c):
            negated = True
    if parse.dep[verb] == "conj" and any(parse.lower[c] == "nor" for c in parse.children[parse.head[verb]]):
        negated = True  # "neither accepts nor recognises"
    if parse.dep[verb] in ("advcl", "xcomp") and depth < 4 and not modal and has_to(parse, verb):
        above = parse.head[verb]  # "will not go to Lome to meet the envoy"
        if parse.pos[above] == "VERB":
            shared = mood(parse, above, depth + 1)
            return Mood(shared.modal, negated or shared.negated, conditional or shared.conditional)
    if not auxiliary and parse.dep[verb] == "conj" and depth < 4 and parse.tag[verb] in ("VB", "VBG", "VBN"):
        above = parse.head[verb]
        if parse.pos[above] in ("VERB", "AUX") and parse.tag[above] == parse.tag[verb]:
            shared = mood(parse, above, depth + 1)
            return Mood(shared.modal, negated or shared.negated, conditional or shared.conditional)
    return Mood(modal, negated, conditional)


def tense(parse: Parse, verb: int, depth: int = 0) -> Tense:
    """The tense of a clause by its verb and auxiliaries; an infinitive looks ahead."""
    words = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}
    if words & (_WILL | _WOULD):
        return "future"
    if words & {"had", "has", "have", "was", "were", "did", "having", "'ve", "’ve"}:
        return "past"
    tag = parse.tag[verb]
    if tag == "VBD":
        return "past"
    if "to" in words or (tag == "VB" and words & (_MAY | _MUST)):
        return "future"
    if words & {"is", "are", "am", "'s", "'re", "’s", "’re", "do", "does"}:
        return "present"
    if tag in ("VBZ", "VBP"):
        return "present"
    if tag in ("VBG", "VB", "VBN") and depth < 5 and parse.head[verb] != verb:
        above = parse.head[verb]
        if tag == "VB" and parse.dep[verb] == "conj" and not words and parse.tag[above] == "VB":
            return tense(parse, above, depth + 1)  # "must stop the shelling and withdraw"
        if parse.pos[above] == "ADP":
            above = parse.head[above]
        if parse.pos[above] in ("VERB", "AUX"):
            return tense(parse, above, depth + 1)
    return "past"
