"""Subjects that the parser misreads: after datelines and dates, as adverbials, as appositions."""

from __future__ import annotations

from detente.coding.parse import Parse

_OBJECTS = ("dobj", "obj")


def meant(parse: Parse, subject: int) -> int:
    """The subject that is meant where a dateline or a participle before it was read as one."""
    if parse.tag[subject] == "VBG" and parse.dep[subject] == "csubj":  # "Visiting minister X signed …"
        guest = parse.child(subject, *_OBJECTS)
        titles = [] if guest is None else [c for c in parse.children[guest] if parse.dep[c] == "compound"]
        if guest is not None and parse.tag[guest] == "NNP" and len(titles) > 1:
            return guest
    if parse.words[subject].isupper() and subject == parse.sents[parse.sent[subject]][0]:
        for c in parse.children[subject]:  # "LAGOS, June 3 - Talks opened …"
            dashed = any(parse.words[d] in ("-", "–", "--", "—") for d in parse.children[c])
            if parse.dep[c] == "appos" and dashed:
                return c
    return subject


def stray_subject(parse: Parse, verb: int) -> int | None:
    """A bare name before a verb, read as an adverbial of it or of a participle before it."""
    near = [c for c in parse.children[verb] if c < verb]
    for c in list(near):
        if parse.dep[c] == "advcl" and parse.tag[c] in ("VBG", "VBN"):
            near += [d for d in parse.children[c] if d > c]
    for c in sorted(near, reverse=True):
        if parse.dep[c] == "npadvmod" and parse.tag[c] in ("NNP", "NNPS"):
            return c
    return _strayed_apposition(parse, verb)


def _strayed_apposition(parse: Parse, verb: int) -> int | None:
    """A subject read as an apposition to the name before it ("In a note to Oslo, the council deplored …")."""
    before = verb - 1
    while before > 0 and parse.pos[before] == "ADV":
        before -= 1
    if before < 1 or parse.tag[verb] not in ("VBD", "VBZ", "VBP") or parse.sent[before] != parse.sent[verb]:
        return None
    if parse.dep[before] != "appos" or parse.right[before] != before + 1:
        return None
    comma = parse.left[before] - 1
    return before if comma > 0 and parse.words[comma] == "," else None


def before_date(parse: Parse, verb: int, date: int) -> int | None:
    """The name that opens a sentence before a date and its verb ("Riga on 2 May protested to Minsk")."""
    prep = parse.head[date]
    numbered = any(parse.pos[c] == "NUM" for c in parse.children[date])
    if parse.lower[prep] != "on" or not numbered:
        return None
    name = parse.head[prep]
    first = parse.sents[parse.sent[verb]][0]
    opening = name == prep - 1 and parse.left[name] == first and parse.words[name][:1].isupper()
    return name if opening and parse.pos[name] in ("NOUN", "PROPN") else None
