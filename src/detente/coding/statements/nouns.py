"""Statements whose cue is a noun: "the claim that …", "its demand for …", "signs that …"."""

from __future__ import annotations

from detente.coding.parse import Parse
from detente.coding.statements.found import Found, Range, subtract, trim, yield_of
from detente.coding.statements.frames import is_clause
from detente.coding.statements.speakers import Speaker, agent, named, owner, subject
from detente.knowledge.cues import Cue

_FROM = ("by", "from", "among")
_POINTING = frozenset({"this", "that", "these", "those"})


def from_noun(parse: Parse, noun: int, cue: Cue, light: frozenset[str]) -> Found | None:
    """The statement that one noun makes, or None."""
    held = _held(parse, noun, cue)
    if held is None:
        return None
    frame, content, more = held
    speaker, verb = _speaker(parse, noun, light, content)
    if not speaker and points_back(parse, noun):
        speaker = _before(parse, noun)
    free = not speaker and "free" in cue.frames
    if not speaker and not free and frame not in ("that", "to"):
        return None
    tokens = [noun, *more, *([verb] if verb is not None else [])]
    told = "noun free" if free else f"noun {frame}"
    return speaker.says([content], head=noun, cue=tokens, row=cue.row, frame=told)


def _full(parse: Parse, verb: int) -> bool:
    """Whether a clause lacks nothing, so that its "that" is no relative: "the claim that they hold it"."""
    deps = [parse.dep[c] for c in parse.children[verb]]
    return "nsubj" in deps and deps.count("dobj") + deps.count("attr") > 1


def _held(parse: Parse, noun: int, cue: Cue) -> tuple[str, Range, list[int]] | None:
    for child in _after(parse, noun):
        dep = parse.dep[child]
        if dep in ("acl", "relcl", "ccomp"):
            marks = [c for c in parse.children[child] if c < child]
            if parse.head[child] != noun and any(parse.lower[c] == "that" for c in marks):
                # "the claim by the rebels that the town had fallen"
                return ("that", yield_of(parse, child), []) if "that" in cue.frames else None
            if "that" in cue.frames and any(
                parse.dep[c] == "mark"
                or (dep == "acl" and parse.tag[c] == "WDT" and _full(parse, child))
                or parse.lower[c] in ("whether", "why", "how")
                for c in marks
            ):
                if is_clause(parse, child):
                    return "that", yield_of(parse, child), []
            elif "to" in cue.frames and any(parse.tag[c] == "TO" for c in marks):
                return "to", yield_of(parse, child), []
        elif dep == "prep" and parse.lower[child] in cue.prepositions:
            inner = parse.child(child, "pobj", "pcomp")
            if inner is not None:
                first, stop = trim(parse, child + 1, parse.right[child])
                by = _by(parse, inner)
                return "of", (first, stop if by is None else by), [child]
    # a clause after "is": "the fear is that …"
    verb = parse.head[noun]
    if "that" in cue.frames and parse.dep[noun] == "nsubj" and parse.lemma[verb] == "be":
        for child in parse.children[verb]:
            if parse.dep[child] == "ccomp" and child > verb and is_clause(parse, child):
                return "is that", yield_of(parse, child), [verb]
    return None


def _after(parse: Parse, noun: int) -> list[int]:
    """The dependents after a noun, and those of its agent, on which the parser may hang the clause."""
    found = [c for c in parse.children[noun] if c > noun]
    for child in list(found):
        if parse.lower[child] in _FROM:
            who = parse.child(child, "pobj")
            if who is not None:
                found += [
                    c for c in parse.children[who] if c > who and parse.dep[c] in ("acl", "relcl", "prep")
                ]
    return found


def _speaker(parse: Parse, noun: int, light: frozenset[str], content: Range) -> tuple[Speaker, int | None]:
    """The owner of a noun cue, and the light verb that belongs to the cue where there is one."""
    for child in parse.children[noun]:
        if parse.dep[child] == "poss":
            return owner(parse, child), None
        if parse.dep[child] in ("prep", "agent") and parse.lower[child] in _FROM:
            who = parse.child(child, "pobj")
            if who is not None:
                speaker = named(parse, who)
                return Speaker([who], subtract(speaker.ranges, (content[0], len(parse)))), None
    for child in parse.children[noun]:
        if parse.dep[child] in ("compound", "amod") and _is_name(parse, child):
            return Speaker([child], [(parse.left[child], child + 1)]), None
    verb = parse.head[noun]
    if parse.dep[noun] == "dobj" and parse.lemma[verb] in light:
        return subject(parse, verb), verb
    if parse.dep[noun] == "nsubjpass" and parse.lemma[verb] in light:
        # "the charge that … was made by an inspector"
        return agent(parse, verb), verb
    inner = next(
        (c for c in parse.children[noun] if parse.dep[c] == "prep" and c < content[0] <= c + 3), None
    )
    goal = parse.child(inner, "pobj") if inner is not None else None
    by = _by(parse, goal) if goal is not None and goal < content[1] else None
    who = parse.child(by, "pobj") if by is not None else None
    if who is not None:
        # "criticism of the blockade by aid agencies"
        return named(parse, who), None
    return _holders(parse, noun, verb), None


def _by(parse: Parse, noun: int) -> int | None:
    """A "by" that the parser hung on what a cue is about."""
    return next((c for c in parse.children[noun] if c > noun and parse.lower[c] == "by"), None)


def _holders(parse: Parse, noun: int, verb: int) -> Speaker:
    """Where or among whom a view is held: "the fear in Bonn is that", "the view spreads among deputies"."""
    if parse.dep[noun] != "nsubj":
        return Speaker()
    places = [c for c in parse.children[noun] if parse.lower[c] in ("in", "among")]
    if parse.lemma[verb] != "be":
        places = [c for c in _below(parse, verb) if parse.lower[c] == "among"]
    for place in places:
        who = parse.child(place, "pobj")
        if who is not None and (parse.lower[place] == "among" or parse.pos[who] == "PROPN"):
            return named(parse, who)
    return Speaker()


def _below(parse: Parse, verb: int) -> list[int]:
    """The dependents of a verb after it, and of its object."""
    found = [c for c in parse.children[verb] if c > verb]
    return found + [c for one in found if parse.dep[one] == "dobj" for c in parse.children[one]]


def _is_name(parse: Parse, token: int) -> bool:
    """A name or nationality before the noun: "an Indian claim"."""
    return parse.pos[token] == "PROPN" or (parse.pos[token] == "ADJ" and parse.words[token][:1].isupper())


def _before(parse: Parse, noun: int) -> Speaker:
    """The subject of the sentence before, in the same paragraph; its words are not the statement's own."""
    number = parse.sent[noun] - 1
    if number < 0 or parse.para[number] != parse.para[number + 1]:
        return Speaker()
    first, stop = parse.sents[number]
    for token in range(first, stop):
        if parse.head[token] == token and parse.pos[token] in ("VERB", "AUX"):
            return Speaker(subject(parse, token).tokens, [])
    return Speaker()


def points_back(parse: Parse, noun: int) -> bool:
    """Whether the cue is what "this" of the sentence before consists in: "This included charges that …"."""
    verb = parse.head[noun]
    if parse.dep[noun] not in ("dobj", "attr", "pobj") or verb == noun:
        return False
    first = parse.child(verb, "nsubj")
    return first is not None and parse.lower[first] in _POINTING
