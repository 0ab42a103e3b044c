"""Statements whose cue is an adjective: "is confident that …", "worried about …", "prepared to …"."""

from __future__ import annotations

from detente.coding.parse import Parse
from detente.coding.statements.found import Found, Range, trim, yield_of
from detente.coding.statements.frames import is_clause
from detente.coding.statements.speakers import Speaker, named, subject
from detente.knowledge.cues import Cue


def from_adjective(parse: Parse, word: int, cue: Cue) -> Found | None:
    """The statement that one adjective or participle makes, or None."""
    held = _held(parse, word, cue)
    if held is None:
        return None
    frame, content, more = held
    speaker, verb = _speaker(parse, word)
    if not speaker:
        return None
    tokens = {word, *more}
    if verb is not None:
        tokens.add(verb)
    for host in (word, verb):
        if host is not None:
            tokens.update(c for c in parse.children[host] if parse.dep[c] in ("aux", "auxpass", "neg"))
    return speaker.says([content], head=word, cue=tokens, row=cue.row, frame=f"adjective {frame}")


def _held(parse: Parse, word: int, cue: Cue) -> tuple[str, Range, list[int]] | None:
    for child in parse.children[word]:
        if child < word:
            continue
        dep = parse.dep[child]
        if dep in ("ccomp", "advcl") and "that" in cue.frames and is_clause(parse, child):
            marks = [parse.lower[c] for c in parse.children[child] if parse.dep[c] == "mark"]
            if dep == "ccomp" or "that" in marks:
                return "that", yield_of(parse, child), []
        infinitive = dep in ("xcomp", "ccomp", "advcl") and any(
            parse.tag[c] == "TO" for c in parse.children[child]
        )
        if infinitive and "to" in cue.frames:
            return "to", yield_of(parse, child), []
        if dep in ("prep", "agent") and parse.lower[child] in cue.prepositions:
            return "of", trim(parse, child + 1, parse.right[child]), [child]
    return None


def _speaker(parse: Parse, word: int) -> tuple[Speaker, int | None]:
    """The subject of the copula, or the noun that the adjective stands after."""
    dep, above = parse.dep[word], parse.head[word]
    if parse.child(word, "nsubj", "nsubjpass") is not None:
        return subject(parse, word), None
    if dep == "conj":
        return _speaker(parse, above) if above != word else (Speaker(), None)
    if dep in ("acomp", "oprd", "xcomp", "attr") and parse.pos[above] in ("VERB", "AUX"):
        return subject(parse, above), above
    if dep == "advcl":
        return subject(parse, above), None
    if dep in ("amod", "acl", "relcl") and above < word:
        return named(parse, above, until=parse.left[word]), None
    return Speaker(), None
