"""Explanations and doubts: the motive, cause or consequence that the text offers, and what it doubts.

`of` is what is explained or doubted, `by` what explains it: a motive or a cause. A consequence is told from
its origin ("led to"), so that the outcome is `of` and the origin `by`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding.anchors import Anchors
from detente.coding.draft import Draft
from detente.coding.factuality import bound
from detente.coding.parse import Parse
from detente.coding.phrases import Hit, find_markers, opened_clause
from detente.coding.scope import (
    below,
    clause_head,
    has_subject,
    is_infinitive,
    main_clause,
    spans_of,
    subject_of,
)
from detente.coding.statements import statement_at
from detente.coding.weighing import weigh
from detente.knowledge.firmness import name_value
from detente.records import Explanation, ExplanationKind, Factuality

_OBJECTS = ("pobj", "pcomp")
_PREDICATIVE = ("acomp", "attr", "oprd")
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(slots=True)
class Offer:
    """An explanation in tokens; `hinge` is the word whose hedges are those of the explanation."""

    of: list[int]
    by: list[int]
    hinge: int | None = None
    kind: ExplanationKind | None = None


def find_explanations(draft: Draft) -> None:
    """Add the explanations and doubts of the document."""
    parse = draft.parse
    anchors = Anchors(draft.events)
    statements = {s.id: s for s in draft.statements}
    for hit in find_markers(parse, draft.knowledge.explanations):
        row = hit.marker.row
        span = parse.span(hit.first, hit.last + 1)
        offer = _FRAMES[hit.marker.frame](draft, hit) if _allowed(parse, hit) else None
        if offer is None:
            if len(hit.tokens) > 1:
                draft.note("explanations", None, span, f"{row}: no two sides found")
            continue
        if hit.marker.kind == "consequence" and hit.marker.frame in ("clause", "purpose"):
            offer.of, offer.by = offer.by, offer.of  # "with the result that": the clause is the outcome
        marks = {t for t in hit.tokens if parse.tag[t] not in ("WP", "WRB", "WDT")}
        shorter, longer = sorted((offer.of, offer.by), key=len)
        overlap = set(shorter) & set(longer)
        of, by = (
            spans_of(parse, [t for t in side if t not in marks and (side is shorter or t not in overlap)])
            for side in (offer.of, offer.by)
        )
        kind = offer.kind or hit.marker.kind
        if not of or not (by or kind == "doubt"):
            continue
        statement = statement_at(draft, hit.first)
        explanation = Explanation(
            id=f"w{len(draft.explanations) + 1}",
            kind=kind,  # type: ignore[arg-type]
            marker=parse.spans(marks),
            of=of,
            by=by,
            of_events=anchors.ids(of),
            by_events=anchors.ids(by),
            statement=statement,
            rule=row,
        )
        boundary = bound(draft, statements[statement]) if statement else None
        if kind == "doubt":
            factuality: Factuality = "Uu"
        elif offer.hinge is not None:
            factuality = weigh(draft, offer.hinge, boundary).factuality
        else:
            factuality = _hedged(draft, hit)
        draft.explanations.append(replace(explanation, factuality=factuality))
        draft.note("explanations", row, span, explanation.id)


def _allowed(parse: Parse, hit: Hit) -> bool:
    speech = hit.marker.frame == "verb" and hit.marker.kind == "cause" and len(hit.tokens) == 1
    if speech and parse.child(hit.first, "ccomp") is not None:
        return False  # "explained that"
    if hit.marker.kind == "cause" and parse.tag[hit.last] == "TO" and parse.dep[hit.last] == "aux":
        return False  # "due to arrive" is a schedule
    only = hit.marker.cells.text("only")
    if only is None:
        return True
    if only == "thing":
        subject = subject_of(parse, hit.first)
        return subject is not None and parse.pos[subject] == "NOUN"
    if only == "verb":
        return parse.pos[hit.first] == "VERB"
    if only == "gerund":
        after = hit.last + 1
        return after < len(parse) and parse.tag[after] == "VBG"
    return _is_causal(parse, hit)


def _is_causal(parse: Parse, hit: Hit) -> bool:
    """``since`` after a perfect, or before a past tense or a date, tells the time."""
    if parse.lower[hit.first] != "since" or len(hit.tokens) > 1:
        return True
    clause = opened_clause(parse, hit)
    if clause is None or parse.dep[hit.first] != "mark":
        return False
    above = parse.head[clause]
    perfect = any(parse.lemma[c] == "have" and parse.dep[c] == "aux" for c in parse.children[above])
    past = parse.tag[clause] == "VBD" or any(parse.tag[c] == "VBD" for c in parse.children[clause])
    return not (past or (perfect and parse.tag[clause] == "VBN"))


def _hedged(draft: Draft, hit: Hit) -> Factuality:
    """The hedge right before a marker or in it ("perhaps because", "in what appears to be an effort to")."""
    parse = draft.parse
    certainty = 3
    low = parse.sents[parse.sent[hit.first]][0]
    before = [t for t in range(max(low, hit.first - 2), hit.first) if parse.pos[t] in ("ADV", "ADJ")]
    for token in (*before, *hit.tokens):
        cues = draft.knowledge.firmness.cues
        for cue in (*cues.get(parse.lower[token], ()), *cues.get(parse.lemma[token], ())):
            if cue.plain.kind != "value" or cue.needs:
                continue
            if token < hit.first and "clause" in cue.scope:
                if cue.category == "negation":
                    return "CT-"
                certainty = min(certainty, cue.plain.certainty)
            elif (
                token > hit.first
                and cue.category in ("evidential", "likelihood")
                and parse.pos[token] != "NOUN"
            ):
                certainty = min(certainty, cue.plain.certainty)
    return name_value(certainty, 1)


# -- frames -----------------------------------------------------------------------------------------------
def _clause(draft: Draft, hit: Hit) -> Offer | None:
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


def _objects(parse: Parse, hit: Hit) -> list[int]:
    """What the phrase governs: an infinitive after ``to``, else the preposition's objects."""
    last = hit.last
    if parse.tag[last] == "TO" and parse.dep[last] == "aux":
        return [parse.head[last]]
    if parse.dep[last] == "mark" and parse.head[last] != last:
        return [parse.head[last]]
    for token in reversed(hit.tokens):
        found = [c for c in parse.children[token] if parse.dep[c] in _OBJECTS and c not in hit.tokens]
        if found:
            return found
    return []


def _whole(parse: Parse, tokens: list[int]) -> list[int]:
    return sorted({t for token in tokens for t in below(parse, token)})


def _purpose(draft: Draft, hit: Hit) -> Offer | None:
    parse = draft.parse
    objects = _objects(parse, hit)
    if not objects and hit.marker.kind == "consequence":
        objects = [c for c in (parse.head[hit.first],) if parse.tag[c] == "VBG"]
    if not objects:
        return None
    by = _whole(parse, objects)
    start = parse.head[hit.first]
    while start in by or start in hit.tokens:
        if parse.head[start] == start:
            return None
        start = parse.head[start]
    return Offer(main_clause(parse, clause_head(parse, start)), by)


def _infinitive(draft: Draft, hit: Hit) -> Offer | None:
    parse = draft.parse
    verb = parse.head[hit.first]
    if parse.tag[hit.first] != "TO" or parse.dep[hit.first] != "aux" or parse.dep[verb] != "advcl":
        return None
    above = parse.head[verb]
    fronted = above > verb and parse.sents[parse.sent[verb]][0] == hit.first and has_subject(parse, above)
    if parse.pos[above] != "VERB" or has_subject(parse, verb) or (above > verb and not fronted):
        return None
    if parse.lemma[above] in hit.marker.cells.list("unless"):
        return None
    before = [c for c in parse.children[verb] if c < hit.first and parse.dep[c] in ("mark", "advmod")]
    if hit.first and parse.pos[hit.first - 1] == "ADV":
        before.append(hit.first - 1)
    if any(not _is_hedge(draft, c) for c in before):
        return None  # "only to be jailed" tells the outcome
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
    return Offer(of, below(parse, verb), above if passive else None)


def _phrase(draft: Draft, hit: Hit) -> Offer | None:
    parse = draft.parse
    objects = _objects(parse, hit)
    if not objects or parse.dep[hit.first] in _PREDICATIVE:
        return None
    wanted = hit.marker.cells.list("object")
    if wanted and parse.lemma[objects[0]] not in wanted:
        return None
    by = _whole(parse, objects)
    above = parse.head[hit.first]
    while above in hit.tokens and parse.head[above] != above:
        above = parse.head[above]
    return Offer(main_clause(parse, clause_head(parse, above)), by)


def _passive(draft: Draft, hit: Hit) -> Offer | None:
    parse = draft.parse
    word = hit.first
    objects = _objects(parse, hit)
    objects = [o for o in objects if o != word]
    if not objects or parse.pos[word] not in ("VERB", "ADJ"):
        return None
    is_passive = parse.tag[word] in ("VBN", "JJ") or parse.child(word, "auxpass") is not None
    subject = _noun_phrase(parse, word)
    if subject is None or (not is_passive and parse.pos[subject] in ("PROPN", "PRON")):
        return None
    by = _whole(parse, objects)
    low = min(
        [word, *(c for c in parse.children[word] if parse.dep[c] in ("aux", "auxpass", "advmod", "neg"))]
    )
    of = [t for t in below(parse, subject) if subject > word or t < low]
    return Offer(of, by, word)


def _noun_phrase(parse: Parse, word: int) -> int | None:
    """The noun that a participle is said of; one with a modal is no part of an apposition."""
    predicate = word
    if parse.dep[word] in _PREDICATIVE:
        predicate = parse.head[word]
    subject = subject_of(parse, predicate, word)
    finite = any(parse.tag[c] == "MD" for c in parse.children[word])
    while subject is not None and finite and parse.dep[subject] == "appos":
        subject = parse.head[subject]
    return subject


def _verb(draft: Draft, hit: Hit) -> Offer | None:
    parse = draft.parse
    verb = hit.first
    if parse.pos[verb] not in _VERBS:
        return None
    agent = parse.child(verb, "agent")
    if agent is not None and len(hit.tokens) == 1:
        subject = subject_of(parse, verb)
        by = [t for c in parse.children[agent] for t in below(parse, c)]
        return Offer(below(parse, subject, [verb]), by, verb, "cause") if subject is not None else None
    if parse.child(verb, "auxpass") is not None or (
        parse.dep[verb] in ("amod", "acl") and parse.tag[verb] == "VBN"
    ):
        return None
    subject = subject_of(parse, verb)
    if subject is None or parse.dep[verb] == "amod":
        return None
    if len(hit.tokens) > 1:
        direct = [c for c in parse.children[verb] if parse.dep[c] == "dobj" and c not in hit.tokens]
        result = _whole(parse, _objects(parse, hit) or direct)
    else:
        result = [
            t
            for c in parse.children[verb]
            if c > verb and (parse.dep[c] in ("dobj", "xcomp", "ccomp", "dative") or parse.lower[c] == "to")
            for t in below(parse, c)
        ]
    if not result:
        return None
    ground = [t for t in below(parse, subject) if t < verb or subject > verb]
    if _sums_up(parse, verb, subject):  # ", which resulted in": the clause before is meant
        ground = [t for t in main_clause(parse, clause_head(parse, subject)) if t < verb]
    return Offer(sorted(result), ground, verb)


def _is_hedge(draft: Draft, token: int) -> bool:
    """Whether an adverb hedges ("apparently to please its neighbour")."""
    cues = draft.knowledge.firmness.cues.get(draft.parse.lower[token], ())
    return any("clause" in cue.scope and cue.category in ("likelihood", "evidential") for cue in cues)


def _sums_up(parse: Parse, verb: int, subject: int) -> bool:
    """Whether the subject is a ``which`` after a comma."""
    which = [c for c in parse.children[verb] if parse.dep[c] == "nsubj" and parse.tag[c] == "WDT"]
    return bool(which) and which[0] > 0 and parse.words[which[0] - 1] == "," and subject < verb


def _reverse(draft: Draft, hit: Hit) -> Offer | None:
    parse = draft.parse
    verb = hit.first
    objects = _objects(parse, hit)
    if not objects:
        return None
    if parse.lemma[verb] == "be" and len(hit.tokens) > 1:
        explained = subject_of(parse, verb)
    else:
        explained = parse.child(verb, "dobj") or subject_of(parse, verb)
    if explained is None or parse.pos[verb] not in _VERBS:
        return None
    taken = set(_whole(parse, objects))
    return Offer([t for t in below(parse, explained, [verb]) if t not in taken], sorted(taken), verb)


def _ascribed(draft: Draft, hit: Hit) -> Offer | None:
    """ "Analysts attribute the truce to exhaustion", "it was put down to fear"."""
    parse, verb = draft.parse, hit.first
    wanted = hit.marker.cells.list("prepositions")
    if parse.pos[verb] != "VERB":
        return None
    phrases = [p for p in parse.children[verb] if parse.lower[p] in wanted and p > verb]
    explained = parse.child(verb, "dobj")
    if explained is None:
        explained = subject_of(parse, verb) if _is_participle(parse, verb) else None
    elif parse.tag[explained] in ("WDT", "WP") and parse.dep[verb] == "relcl":
        explained = parse.head[verb]
    # the phrase may hang on the object instead
    if not phrases and explained is not None:
        phrases = [p for p in parse.children[explained] if parse.lower[p] in wanted and p > verb]
    objects = [c for p in phrases[:1] for c in parse.children[p] if parse.dep[c] in _OBJECTS]
    if explained is None or not objects:
        return None
    by = _whole(parse, objects)
    return Offer([t for t in below(parse, explained, [verb]) if t not in by], by, verb)


def _is_participle(parse: Parse, verb: int) -> bool:
    return parse.child(verb, "auxpass") is not None or parse.tag[verb] == "VBN"


def _participle(draft: Draft, hit: Hit) -> Offer | None:
    """ "Hoping to win the north, the president pardoned the rebels"."""
    parse, word = draft.parse, hit.first
    if parse.dep[word] != "advcl" or has_subject(parse, word) or parse.head[word] == word:
        return None
    content = [c for c in parse.children[word] if parse.dep[c] in ("xcomp", "ccomp", "dobj") and c > word]
    if hit.last != word:
        content = _objects(parse, hit) or content
    if not content:
        return None
    return Offer(main_clause(parse, clause_head(parse, parse.head[word]), [word]), _whole(parse, content))


def _noun(draft: Draft, hit: Hit) -> Offer | None:
    """ "The purpose of the visit was to reassure them", "the coup was the result of a quarrel"."""
    parse, noun = draft.parse, hit.first
    phrase = next(
        (p for p in parse.children[noun] if parse.dep[p] == "prep" and parse.lower[p] in ("of", "for")), None
    )
    objects = [c for c in parse.children[phrase] if parse.dep[c] in _OBJECTS] if phrase is not None else []
    owner = parse.child(noun, "poss")
    verb = parse.head[noun]
    if parse.pos[verb] != "AUX" and parse.lemma[verb] != "be":
        return None
    if parse.dep[noun] == "attr" and hit.marker.cells.text("side") == "outcome":
        subject = subject_of(parse, verb, noun)
        return (
            Offer(below(parse, subject), _whole(parse, objects), verb)
            if subject is not None and objects
            else None
        )
    if (
        parse.dep[noun] == "nsubj"
        and hit.marker.cells.text("side") == "ground"
        and (objects or owner is not None)
    ):
        told = [c for c in parse.children[verb] if parse.dep[c] in ("xcomp", "ccomp", "attr") and c > verb]
        explained = objects or [owner] if owner is not None else objects
        return Offer(_whole(parse, explained), _whole(parse, told), verb) if told else None
    return None


def _predicate(draft: Draft, hit: Hit) -> Offer | None:
    parse = draft.parse
    word = hit.last if parse.dep[hit.last] in _PREDICATIVE else hit.first
    verb = parse.head[word]
    if parse.pos[word] == "VERB" and parse.dep[word] not in _PREDICATIVE:
        if parse.child(word, "auxpass") is None and parse.dep[word] != "acl":
            return None
        verb = word
    elif parse.pos[verb] not in _VERBS or not (
        parse.dep[word] in _PREDICATIVE
        # "far from certain" hangs on the copula as an adverb
        or (parse.dep[word] == "advmod" and len(hit.tokens) > 2 and parse.pos[verb] == "AUX")
        or (parse.dep[word] == "prep" and parse.child(verb, "dobj") is None)
    ):
        return None
    if parse.child(verb, "neg") is not None and not any(parse.dep[t] == "neg" for t in hit.tokens):
        return None
    subjects = parse.all(verb, "nsubj", "nsubjpass", "csubj")
    if parse.dep[verb] == "csubj":  # "what is less clear is …"
        subjects = [
            c
            for c in parse.children[parse.head[verb]]
            if c > verb and parse.dep[c] in ("nsubj", "attr", "ccomp")
        ]
    elif not subjects:
        found = subject_of(parse, verb, word)
        subjects = [] if found is None else [found]
    if len(subjects) == 1 and parse.lower[subjects[0]] == "it":
        clauses = [
            c for t in (verb, word) for c in parse.children[t] if parse.dep[c] in ("ccomp", "xcomp", "advcl")
        ]
        subjects = clauses or subjects
    of = _whole(parse, subjects)
    own = {verb, word, *hit.tokens}
    return Offer([t for t in of if t not in own], []) if of else None


def _complement(draft: Draft, hit: Hit) -> Offer | None:
    parse = draft.parse
    last = hit.last
    if parse.dep[last] == "mark" or parse.tag[last] in ("WRB", "WP", "WDT", "IN"):
        clause = clause_head(parse, parse.head[last])
        if clause <= hit.first:
            return None
        return Offer(below(parse, clause), [])
    return None


def _object(draft: Draft, hit: Hit) -> Offer | None:
    parse = draft.parse
    last = hit.last
    found = [
        c for c in parse.children[last] if parse.dep[c] in ("pobj", "pcomp", "dobj", "ccomp") and c > last
    ]
    if not found and len(hit.tokens) > 1:
        first = hit.first
        found = [c for c in parse.children[first] if parse.dep[c] == "dobj" and c not in hit.tokens]
    return Offer(_whole(parse, found), []) if found and not is_infinitive(parse, found[0]) else None


_FRAMES = {
    "clause": _clause,
    "ascribed": _ascribed,
    "participle": _participle,
    "noun": _noun,
    "purpose": _purpose,
    "infinitive": _infinitive,
    "phrase": _phrase,
    "passive": _passive,
    "verb": _verb,
    "reverse": _reverse,
    "predicate": _predicate,
    "complement": _complement,
    "object": _object,
}
