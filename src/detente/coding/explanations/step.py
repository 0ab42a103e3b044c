"""The step: every marker to what it explains and by what."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.anchors import Anchors
from detente.coding.draft import Draft
from detente.coding.explanations import clauses, predicates
from detente.coding.factuality import bound
from detente.coding.parse import Parse
from detente.coding.phrases import Hit, find_markers, opened_clause
from detente.coding.scope import (
    spans_of,
    subject_of,
)
from detente.coding.statements import statement_at
from detente.coding.weighing import weigh
from detente.knowledge.firmness import name_value
from detente.records import Explanation, Factuality

_FRAMES = {
    "clause": clauses.clause,
    "purpose": clauses.purpose,
    "infinitive": clauses.infinitive,
    "phrase": clauses.phrase,
    "participle": clauses.participle,
    "passive": predicates.passive,
    "verb": predicates.verb,
    "reverse": predicates.reverse,
    "ascribed": predicates.ascribed,
    "noun": predicates.noun,
    "predicate": predicates.predicate,
    "complement": predicates.complement,
    "object": predicates.object_,
    "fronted": predicates.fronted,
}


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
        if hit.marker.cells.text("side") == "ground":
            marks -= set(offer.of)  # "the quartet's real purpose" is one phrase
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
    before = hit.first - 1
    turned = hit.marker.cells.list("without")
    if turned and before >= 0 and parse.lower[before] in turned:
        return False  # "there is no doubt that"
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
