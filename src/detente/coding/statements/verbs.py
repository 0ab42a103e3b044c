"""Statements whose cue is a verb."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.parse import Parse
from detente.coding.statements import frames as frame
from detente.coding.statements.found import Found
from detente.coding.statements.frames import Held
from detente.coding.statements.speakers import Speaker, agent, is_passive, subject
from detente.knowledge.cues import Cue

_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})


def fitting(parse: Parse, verb: int, cues: tuple[Cue, ...]) -> Iterator[tuple[Cue, list[int]]]:
    """The rows that fit, those with more words first; each with the tokens of those words."""
    for cue in cues:
        rest = _rest(parse, verb, cue)
        if rest is not None:
            yield cue, rest


def _rest(parse: Parse, verb: int, cue: Cue) -> list[int] | None:
    rest: list[int] = []
    at = verb
    for word in cue.rest:
        near = next(
            (c for c in parse.children[at] if c > verb and word in (parse.lemma[c], parse.lower[c])), None
        )
        if near is None and at != verb:
            near = next((c for c in parse.children[verb] if c > at and parse.lower[c] == word), None)
        if near is None:
            return None
        rest.append(near)
        at = near
    return rest


def from_verb(parse: Parse, verb: int, cue: Cue, rest: list[int]) -> Found | None:
    """The statement that one verb makes, or None."""
    inert = is_passive(parse, verb)
    held, speaker = _passive(parse, verb, cue) if inert else _active(parse, verb, cue, rest)
    if held is None:
        return None
    tokens = cue_tokens(parse, verb, [*rest, *held.cue])
    return speaker.says(held.content, head=verb, cue=tokens, row=cue.row, frame=held.frame)


def cue_tokens(parse: Parse, verb: int, more: list[int]) -> list[int]:
    """The verb with its auxiliaries, negation and particle, and further words of the cue."""
    tokens = {verb, *more}
    for child in parse.children[verb]:
        if parse.dep[child] in _GROUP and abs(child - verb) <= 4:
            tokens.add(child)
    above = parse.head[verb]
    if parse.dep[verb] == "pcomp" and parse.lower[above] == "as" and parse.pos[parse.head[above]] == "VERB":
        # "was quoted as saying" is one cue
        outer = parse.head[above]
        tokens.update((above, outer))
        tokens.update(c for c in parse.children[outer] if parse.dep[c] in _GROUP)
    return sorted(tokens)


def _active(parse: Parse, verb: int, cue: Cue, rest: list[int]) -> tuple[Held | None, Speaker]:
    held = _held(parse, verb, cue, rest)
    if held is None:
        return None, Speaker()
    if held.frame == "link":
        return held, Speaker()
    return held, subject(parse, verb)


def _held(parse: Parse, verb: int, cue: Cue, rest: list[int]) -> Held | None:
    """The first frame of the cue that the verb's dependents fill."""
    takes = cue.frames
    held: Held | None = None
    at = rest[-1] if rest else verb
    if "as" in takes or ("that" in takes and _marked_as(parse, verb)):
        held = frame.around(parse, verb)
    if held is None and "that" in takes:
        low = rest and parse.pos[at] == "VERB"
        held = (frame.clause(parse, at) if low else None) or frame.clause(parse, verb)
        held = held or (frame.clause(parse, at) if rest else None)
    if held is None and "object and" in takes and rest:
        held = frame.with_object(parse, verb, frame.about(parse, at, cue.prepositions))
    if held is None and "object to" in takes:
        held = frame.object_infinitive(parse, verb)
    if held is None and "to" in takes:
        held = frame.infinitive(parse, verb) or (frame.infinitive(parse, at) if rest else None)
    if held is None and "ing" in takes:
        held = frame.gerund(parse, verb)
    if held is None and "object as" in takes:
        held = frame.predicate(parse, verb)
    if held is None and cue.prepositions:
        held = frame.about(parse, verb, cue.prepositions) or (
            frame.about(parse, at, cue.prepositions) if rest else None
        )
    if held is None and "object" in takes:
        held = frame.thing(parse, verb)
    if held is None and "link" in takes:
        held = frame.link(parse, verb)
    if held is None and "that" in takes:
        held = frame.around(parse, verb)
    return held


def _marked_as(parse: Parse, verb: int) -> bool:
    """Whether a cue stands in an as-clause: "…, as they had promised"."""
    if parse.dep[verb] != "advcl":
        return False
    mark = parse.child(verb, "mark")
    return mark is not None and parse.lower[mark] == "as" and frame.clause(parse, verb) is None


def _passive(parse: Parse, verb: int, cue: Cue) -> tuple[Held | None, Speaker]:
    takes = cue.frames
    by = agent(parse, verb)
    held: Held | None = None
    if "that" in takes:
        held = frame.clause(parse, verb)
        if held is not None and held.content[0][0] < verb and not frame.is_empty_subject(parse, verb):
            held = None
        held = held or frame.around(parse, verb)
    if held is None:
        held = frame.passive(parse, verb, takes)
    if held is not None and not by and held.frame in ("passive", "passive as") and held.frame not in takes:
        return None, Speaker()
    if held is None and cue.prepositions:
        held = frame.about(parse, verb, cue.prepositions)
    return held, by
