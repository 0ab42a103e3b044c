"""Explanations that stand beside a clause: "because", "in order to", "owing to", "hoping to"."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.explanations.offer import Offer, objects_of, whole
from detente.coding.parse import Parse
from detente.coding.phrases import Hit, opened_clause
from detente.coding.scope import (
    below,
    clause_head,
    has_subject,
    main_clause,
)

_OBJECTS = ("pobj", "pcomp")
_PREDICATIVE = ("acomp", "attr", "oprd")
_VERBS = frozenset({"VERB", "AUX"})


def clause(draft: Draft, hit: Hit) -> Offer | None:
    """The marker opens the explaining clause ("because")."""
    parse = draft.parse
    clause = opened_clause(parse, hit)
    if clause is None:
        return None
    if parse.head[clause] == clause:
        return None
    matrix = clause_head(parse, parse.head[clause])
    if matrix == clause:
        return None
    return Offer(main_clause(parse, matrix, [clause]), below(parse, clause))


def purpose(draft: Draft, hit: Hit) -> Offer | None:
    """The marker governs an infinitive or gerund of purpose ("in order to")."""
    parse = draft.parse
    objects = objects_of(parse, hit)
    if not objects and hit.marker.kind == "consequence":
        objects = [c for c in (parse.head[hit.first],) if parse.tag[c] == "VBG"]
    if not objects:
        return None
    by = whole(parse, objects)
    start = parse.head[hit.first]
    while start in by or start in hit.tokens:
        if parse.head[start] == start:
            return None
        start = parse.head[start]
    matrix = clause_head(parse, start)
    return Offer(main_clause(parse, matrix), by, matrix if _is_possible(parse, matrix) else None)


def _is_possible(parse: Parse, verb: int) -> bool:
    """Whether what is explained is only possible ("may have been staged in order to"): so is its motive."""
    return any(
        parse.tag[c] == "MD" and parse.lower[c] in ("may", "might", "could") for c in parse.children[verb]
    )


def infinitive(draft: Draft, hit: Hit) -> Offer | None:
    """A bare infinitive of purpose ("lifted the ban to calm them")."""
    parse = draft.parse
    verb = parse.head[hit.first]
    if parse.tag[hit.first] != "TO" or parse.dep[hit.first] != "aux":
        return None
    above = parse.head[verb]
    means = parse.dep[verb] == "xcomp" and parse.lemma[above] in hit.marker.cells.list("instrument")
    means = means and parse.child(above, "dobj") is not None
    if parse.dep[verb] != "advcl" and not means:
        return None
    if parse.lemma[verb] in hit.marker.cells.list("schedule") and parse.words[hit.first - 1] == ",":
        return None  # "a raid, to begin at dawn"
    fronted = above > verb and parse.sents[parse.sent[verb]][0] == hit.first and has_subject(parse, above)
    if parse.pos[above] != "VERB" or has_subject(parse, verb) or (above > verb and not fronted):
        return None
    if parse.lemma[above] in hit.marker.cells.list("unless"):
        return None
    before = [c for c in parse.children[verb] if c < hit.first and parse.dep[c] in ("mark", "advmod")]
    if hit.first and parse.pos[hit.first - 1] == "ADV":
        before.append(hit.first - 1)
    focus = hit.marker.cells.list("focus")
    if any(not _is_hedge(draft, c) and parse.lower[c] not in focus for c in before):
        return None  # "only to be jailed" tells the outcome
    if _is_supposed(draft, verb, above):
        return None  # "were China to send ships"
    # a motive has somebody who acts: an active verb with an object, or a passive that asks for no infinitive
    passive = parse.child(above, "auxpass") is not None
    direct = parse.child(above, "dobj")
    if direct is not None and parse.pos[direct] in ("ADJ", "DET", "ADV"):
        return None  # "did little to calm them" has no purpose
    known = draft.knowledge.firmness.cues
    if direct is not None and any(
        "complement" in cue.scope and "NOUN" in cue.pos for cue in known.get(parse.lemma[direct], ())
    ):
        return None  # "put pressure on them to leave"
    cues = known.get(parse.lemma[above], ())
    moved = any(
        parse.dep[c] in ("prep", "advmod", "npadvmod") and above < c < verb for c in parse.children[above]
    )
    if not passive and not fronted and direct is None and not moved:
        return None
    if (passive or direct is None) and any("complement" in cue.scope for cue in cues):
        return None
    of = main_clause(parse, clause_head(parse, above), [verb])
    hinged = passive or means or _is_possible(parse, above)
    by = [t for t in below(parse, verb) if parse.lower[t] not in focus or t > verb]
    return Offer(of, by, above if hinged else None)


def _is_supposed(draft: Draft, verb: int, above: int) -> bool:
    """Whether an infinitive is the antecedent of a condition whose consequent it hangs on."""
    here, there = draft.parse.start[verb], draft.parse.start[above]
    return any(
        start <= here < end and not start <= there < end
        for condition in draft.conditions
        for start, end in condition.if_
    )


def _is_hedge(draft: Draft, token: int) -> bool:
    """Whether an adverb hedges ("apparently to please its neighbour")."""
    cues = draft.knowledge.firmness.cues.get(draft.parse.lower[token], ())
    return any("clause" in cue.scope and cue.category in ("likelihood", "evidential") for cue in cues)


def phrase(draft: Draft, hit: Hit) -> Offer | None:
    """The phrase's object explains its clause ("owing to")."""
    parse = draft.parse
    objects = objects_of(parse, hit)
    if not objects or parse.dep[hit.first] in _PREDICATIVE:
        return None
    wanted = hit.marker.cells.list("object")
    if wanted and parse.lemma[objects[0]] not in wanted:
        return None
    by = whole(parse, objects)
    above = parse.head[hit.first]
    while above in hit.tokens and parse.head[above] != above:
        above = parse.head[above]
    matrix = clause_head(parse, above)
    types = hit.marker.cells.list("types")
    if types and (parse.pos[objects[0]] == "PROPN" or not _tells(draft, matrix, types)):
        return None
    return Offer(main_clause(parse, matrix), by)


def _tells(draft: Draft, verb: int, types: list[str]) -> bool:
    """Whether a verb, or its object, carries an event of one of these types."""
    parse = draft.parse
    places = {parse.start[verb], *(parse.start[c] for c in parse.children[verb] if parse.dep[c] == "dobj")}
    return any(event.type in types and event.anchor[0] in places for event in draft.events)


def participle(draft: Draft, hit: Hit) -> Offer | None:
    """ "Hoping to win the north, the president pardoned the rebels"."""
    parse, word = draft.parse, hit.first
    if parse.dep[word] != "advcl" or has_subject(parse, word) or parse.head[word] == word:
        return None
    content = [c for c in parse.children[word] if parse.dep[c] in ("xcomp", "ccomp", "dobj") and c > word]
    if hit.last != word:
        content = objects_of(parse, hit) or content
    if not content:
        return None
    return Offer(main_clause(parse, clause_head(parse, parse.head[word]), [word]), whole(parse, content))
