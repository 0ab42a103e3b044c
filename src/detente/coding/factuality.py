"""Factuality: how firmly the event's own source puts each event (FactBank's eight values).

The value is not lowered because somebody is quoted for it; it is lowered by that source's own hedges. What
lies ahead is never certain: a plain "will" is PR+.
"""

from __future__ import annotations

from dataclasses import replace

from detente.coding.draft import Draft
from detente.coding.foretelling import is_foretold, warned_of
from detente.coding.weighing import Boundary, Weight, weigh
from detente.records import Event, Factuality, Statement

_TURNED_DOWN = frozenset({"refusal"})
_SPOKEN = frozenset({"REQUEST", "ACCUSE"})
_AHEAD: dict[Factuality, Factuality] = {"CT+": "PR+", "CT-": "PR-"}
_BEARING = frozenset({"likelihood", "scheduled", "evidential", "belief"})


def weigh_events(draft: Draft) -> None:
    """Set factuality and probability of each event, and the tense of those that lie ahead."""
    _drop_foretold(draft)
    statements = {s.id: s for s in draft.statements}
    boundaries: dict[str, Boundary] = {}
    for number, event in enumerate(draft.events):
        boundary = None
        if event.statement is not None and event.statement in statements:
            boundary = boundaries.get(event.statement)
            if boundary is None:
                boundary = boundaries[event.statement] = bound(draft, statements[event.statement])
        found = weigh(draft, borne(draft, top(draft, event)), boundary, absorbed(draft, event))
        draft.events[number] = _weighed(draft, event, found)
        for row, token in found.rows:
            draft.note("factuality", row, draft.parse.span(token, token + 1), event.id)


def _drop_foretold(draft: Draft) -> None:
    """Make forecasts of threats that warn of what others may do; number the events that stay anew."""
    kept: list[Event] = []
    changed = False
    for event in draft.events:
        one = warned_of(draft, event, top(draft, event)) if event.type == "THREATEN" else event
        changed = changed or one is not event
        if one is None:
            draft.note("factuality", None, event.anchor, f"{event.rule}: warns of what others may do")
        else:
            kept.append(one)
    if changed:
        draft.events[:] = [replace(event, id=f"e{n}") for n, event in enumerate(kept, 1)]


def top(draft: Draft, event: Event) -> int:
    """The token of an event's anchor that stands highest in the sentence."""
    parse = draft.parse
    tokens = parse.tokens(event.anchor)
    inside = set(tokens)
    for token in tokens:
        if parse.head[token] not in inside or parse.head[token] == token:
            return token
    return max(0, parse.at(event.anchor[0]))


def borne(draft: Draft, token: int) -> int:
    """Where the anchor is itself a word of likelihood or schedule ("is likely to sign"), what it is of."""
    parse = draft.parse
    cues = draft.knowledge.firmness.cues
    for word in (parse.lower[token], parse.lemma[token]):
        for cue in cues.get(word, ()):
            if cue.category in _BEARING and "complement" in cue.scope and not cue.needs:
                return next((c for c in parse.children[token] if parse.dep[c] in ("xcomp", "ccomp")), token)
    return token


def bound(draft: Draft, statement: Statement) -> Boundary:
    """Where a climb inside a statement's content ends."""
    parse = draft.parse
    cue = frozenset(t for span in statement.cue for t in parse.tokens(span))
    content = statement.content

    def inside(token: int) -> bool:
        return any(start <= parse.start[token] < end for start, end in content)

    past = any(parse.tag[t] in ("VBD", "VBN") or parse.pos[t] == "NOUN" for t in cue)
    return Boundary(cue, inside, past)


def absorbed(draft: Draft, event: Event) -> frozenset[str]:
    """Categories of cues that the event's type holds already, save where its anchor is such a cue itself."""
    firmness = draft.knowledge.firmness
    categories = firmness.absorbed.get(event.type, frozenset())
    if _is_spoken(draft, event):
        return categories | _TURNED_DOWN  # a rejected offer, a rebuffed demand has been made
    if not categories:
        return categories
    if event.type == "THREATEN" and is_foretold(draft, event, top(draft, event)):
        return frozenset()
    parse = draft.parse
    for token in parse.tokens(event.anchor):
        for word in (parse.lower[token], parse.lemma[token]):
            if any(cue.category in categories for cue in firmness.cues.get(word, ())):
                return frozenset()
    return categories


def _is_spoken(draft: Draft, event: Event) -> bool:
    """Whether a noun stands for something said: "Poland rejected the offer", "the demand was refused"."""
    if draft.parse.pos[top(draft, event)] != "NOUN":
        return False
    return event.type in _SPOKEN or event.rule.startswith("o-noun-")


def _weighed(draft: Draft, event: Event, found: Weight) -> Event:
    token = top(draft, event)
    ahead = found.future and not (draft.parse.tag[token] == "VBD" or _is_perfect(draft, token))
    ahead = ahead or (found.open and found.certainty < 3 and _is_untensed(draft, token))
    tense = "future" if ahead and event.tense == "past" else event.tense
    factuality = found.factuality
    if event.tense == "future" and factuality in _AHEAD:
        factuality = _AHEAD[
            factuality
        ]  # "her visit next week", "leaves on Sunday": no more certain than a "will"
    return replace(event, factuality=factuality, probability=found.probability, tense=tense)


def _is_untensed(draft: Draft, token: int) -> bool:
    """Whether a word has no time of its own: a noun, an infinitive, a gerund; no perfect."""
    parse = draft.parse
    if _is_perfect(draft, token):
        return False
    if parse.pos[token] == "NOUN":
        return True
    passive = parse.child(token, "auxpass")
    return parse.tag[token if passive is None else passive] in ("VB", "VBG")


def _is_perfect(draft: Draft, token: int) -> bool:
    parse = draft.parse
    auxiliaries = [c for c in parse.children[token] if parse.dep[c] in ("aux", "auxpass")]
    return any(parse.lemma[c] == "have" for c in auxiliaries) and not any(
        parse.tag[c] == "MD" for c in auxiliaries
    )
