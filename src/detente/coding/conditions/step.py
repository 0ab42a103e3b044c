"""The step: every marker to its two sides, and the events that stand in them."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.anchors import Anchors
from detente.coding.conditions import clauses, grounds
from detente.coding.conditions.sides import Sides
from detente.coding.cues import CueFinder
from detente.coding.draft import Draft
from detente.coding.factuality import top
from detente.coding.parse import Parse
from detente.coding.phrases import Hit, find_markers
from detente.coding.scope import is_infinitive, spans_of
from detente.coding.statements import statement_at
from detente.coding.weighing import weigh
from detente.records import Condition, Factuality

_ACTS = frozenset({"THREATEN", "AGREE", "REQUEST", "REJECT"})
_LESS: dict[Factuality, Factuality] = {"CT+": "PS+", "PR+": "PS+", "CT-": "PS-", "PR-": "PS-"}
_FRAMES = {
    "mark": clauses.mark,
    "inverted": clauses.inverted,
    "rests": grounds.rests,
    "phrase": grounds.phrase,
    "price": grounds.price,
    "basis": grounds.basis,
    "until": grounds.until,
    "lacking": grounds.lacking,
    "tied": grounds.tied,
}


def find_conditions(draft: Draft) -> None:
    """Add the conditions of the document and mark the events that stand under them."""
    parse = draft.parse
    anchors = Anchors(draft.events)
    places = {event.id: n for n, event in enumerate(draft.events)}
    heads = {top(draft, event): n for n, event in enumerate(draft.events) if event.type in _ACTS}
    for hit, sides in _gathered(draft):
        span = parse.span(hit.first, hit.last + 1)
        if_ = tuple(span for tokens in sides.antecedents for span in spans_of(parse, tokens))
        then = spans_of(parse, [t for t in sides.consequent if t not in sides.marker])
        if not if_ or not then:
            continue
        if_events = anchors.ids(if_)
        then_events = tuple(e for e in anchors.ids(then) if e not in if_events)
        condition = Condition(
            id=f"c{len(draft.conditions) + 1}",
            marker=parse.spans(sides.marker),
            if_=tuple(sorted(if_)),
            then=then,
            if_events=if_events,
            then_events=then_events,
            statement=statement_at(draft, hit.first),
            rule=hit.marker.row,
        )
        draft.conditions.append(condition)
        draft.note("conditions", hit.marker.row, span, condition.id)
        if not _has_come(draft, sides):
            for number in if_events:
                _suppose(draft, places[number], sides)
        for number in then_events:
            _put_under(draft, places[number], condition, sides)
        act = heads.get(_governor(parse, sides.head))
        if act is not None and draft.events[act].condition is None:
            # "threatened to leave unless": the threat is made, under this condition
            draft.events[act] = replace(draft.events[act], condition=condition.id)


def _gathered(draft: Draft) -> list[tuple[Hit, Sides]]:
    """All conditions in tokens; "if A, if B and if C" of one consequent are one condition."""
    parse = draft.parse
    found: list[tuple[Hit, Sides]] = []
    for hit in find_markers(parse, draft.knowledge.conditions):
        sides = _FRAMES[hit.marker.frame](draft, hit)
        if sides is None:
            span = parse.span(hit.first, hit.last + 1)
            draft.note("conditions", None, span, f"{hit.marker.row}: no two sides found")
            continue
        if found and hit.marker.frame == "mark" and found[-1][0].marker.row == hit.marker.row:
            last = found[-1][1]
            known = {t for part in last.antecedents for t in part}
            if sides.head == last.head or (sides.head is not None and sides.head in known):
                added = {t for part in sides.antecedents for t in part} | set(sides.marker)
                kept = [[t for t in part if t not in added] for part in last.antecedents]
                last.antecedents = kept + sides.antecedents
                last.marker += sides.marker
                last.consequent = [t for t in last.consequent if t not in added]
                continue
        found.append((hit, sides))
    return found


def _has_come(draft: Draft, sides: Sides) -> bool:
    """ "Only after Cairo signed did Amman agree": both sides are told as past."""
    parse, head = draft.parse, sides.head
    if head is None or not _is_past(parse, head) or any(parse.tag[c] == "MD" for c in parse.children[head]):
        return False
    return weigh(draft, head, None).certainty == 3 and parse.dep[head] not in ("xcomp", "pcomp", "pobj")


def _suppose(draft: Draft, place: int, sides: Sides) -> None:
    """What an antecedent speaks of is open, save what it takes for granted (what is apologised for)."""
    event = draft.events[place]
    if event.factuality == "Uu":
        return
    parse = draft.parse
    finder = CueFinder(draft)
    within = {t for part in sides.antecedents for t in part}
    token = top(draft, event)
    had = any(parse.lower[c] == "had" for c in parse.children[token])
    if had and event.factuality == "CT-":
        return  # "if X had signed": X did not
    while parse.head[token] in within and parse.head[token] != token:
        above = parse.head[token]
        if parse.dep[token] in ("relcl", "acl") and not is_infinitive(parse, token):
            return
        scope = "object" if parse.dep[token] in ("dobj", "pobj", "nsubjpass") else "complement"
        for node in (above, parse.head[above]):
            cue = finder.find(node, scope)
            if cue is not None and cue.plain.kind == "fact" and node in within:
                return
        token = above
    tense = "future" if event.tense == "past" and not had else event.tense
    draft.events[place] = replace(event, factuality="Uu", tense=tense)


def _governor(parse: Parse, head: int | None) -> int:
    """The predicate whose complement the consequent is (-1 where there is none)."""
    return parse.head[head] if head is not None and parse.dep[head] in ("xcomp", "ccomp") else -1


def _put_under(draft: Draft, place: int, condition: Condition, sides: Sides) -> None:
    """A consequent is no firmer than possible, save what it takes for granted (a past event named in it)."""
    event = draft.events[place]
    factuality = event.factuality
    ahead = event.tense == "future" or factuality.startswith("PR")
    head = sides.head
    if head is not None and head in draft.parse.tokens(event.anchor):
        ahead = ahead or not _is_past(draft.parse, head)  # "agreed to leave if": the agreement stands
    if ahead:
        factuality = _LESS.get(factuality, factuality)
    draft.events[place] = replace(event, condition=event.condition or condition.id, factuality=factuality)


def _is_past(parse: Parse, verb: int) -> bool:
    """A past or perfect without a modal."""
    auxiliaries = [c for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")]
    if any(parse.tag[c] == "MD" for c in auxiliaries):
        return False
    return parse.tag[verb] == "VBD" or any(parse.lemma[c] == "have" for c in auxiliaries)
