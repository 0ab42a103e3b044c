"""Terms that a text goes on listing: "These conditions include an apology from Lisbon".

Such a sentence demands something without a verb of demanding; each thing listed with whom it is wanted from
becomes a REQUEST by whoever made the demand before.
"""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.factuality import bound
from detente.coding.parse import Parse
from detente.coding.parties import parties
from detente.coding.scope import subject_of
from detente.coding.statements import statement_at
from detente.coding.weighing import weigh
from detente.records import Event, Span

_RULE = "term-nouns"
_NOUNS = frozenset({"NOUN", "PROPN"})


def add_terms(draft: Draft) -> None:
    """Add a REQUEST for each term that is listed with the one it is wanted from."""
    parse = draft.parse
    known = draft.knowledge.expecting
    made = sorted((e for e in draft.events if e.type == "REQUEST"), key=lambda e: e.anchor)
    taken = {e.anchor for e in made}
    for token, lemma in enumerate(parse.lemma):
        if lemma not in known.verbs or parse.pos[token] not in ("VERB", "AUX"):
            continue
        subject = subject_of(parse, token)
        if subject is None or parse.lemma[subject] not in known.nouns or not _is_given(parse, subject):
            continue
        for item in _items(parse, token):
            source = _source(draft, item)
            anchor = parse.span(item, item + 1)
            if source is None or anchor in taken:
                continue
            taken.add(anchor)
            _add(draft, token, item, subject, source, made)


def _is_given(parse: Parse, noun: int) -> bool:
    """Whether the noun points back: "these concessions", "its terms", "the demands"."""
    return any(
        parse.dep[c] == "poss" or (parse.dep[c] == "det" and parse.lower[c] in ("the", "these", "those"))
        for c in parse.children[noun]
    )


def _items(parse: Parse, verb: int) -> list[int]:
    """The things listed, through "some sort of"."""
    found: list[int] = []
    for child in parse.children[verb]:
        if parse.dep[child] not in ("dobj", "attr") or child < verb:
            continue
        for one in parse.conjuncts(child):
            noun = one
            while (of := parse.child(noun, "prep")) is not None and parse.lower[of] == "of":
                inner = parse.child(of, "pobj")
                if inner is None or parse.pos[inner] not in _NOUNS or _has_source(parse, noun):
                    break
                noun = inner
            found.append(noun)
    return found


def _has_source(parse: Parse, noun: int) -> bool:
    return any(parse.lower[c] == "from" for c in parse.children[noun])


def _source(draft: Draft, item: int) -> int | None:
    """The token of whom the term is wanted from."""
    parse = draft.parse
    for child in parse.children[item]:
        if parse.lower[child] in draft.knowledge.expecting.sources and parse.dep[child] in ("prep", "agent"):
            found = parse.child(child, "pobj")
            if found is not None and parties(draft, found):
                return found
    return None


def _add(draft: Draft, verb: int, item: int, subject: int, source: int, made: list[Event]) -> None:
    parse = draft.parse
    wanted = parties(draft, source)
    actors, spans = _demander(draft, subject, made)
    statement = statement_at(draft, item)
    held = next((s for s in draft.statements if s.id == statement), None)
    found = weigh(draft, verb, bound(draft, held) if held else None)
    draft.events.append(
        Event(
            id=f"e{len(draft.events) + 1}",
            type="REQUEST",
            mode=None,
            contexts=(),
            cameo="020",
            intensity=draft.knowledge.codebook.intensity("REQUEST", None),
            actors=actors,
            recipients=tuple(p.actor for p in wanted if p.actor not in actors),
            actor_spans=spans,
            recipient_spans=tuple(p.span for p in wanted),
            anchor=parse.span(item, item + 1),
            span=parse.span(parse.left[item], parse.right[item]),
            sentence=parse.sent[item],
            factuality=found.factuality,
            tense="present",
            statement=statement,
            rule=_RULE,
            confidence=0.5,
        )
    )
    draft.note("expectations", _RULE, parse.span(item, item + 1), draft.events[-1].id)


def _demander(draft: Draft, subject: int, made: list[Event]) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Whose terms they are: the possessor, else who made the last demand, at most two sentences before."""
    parse = draft.parse
    owner = parse.child(subject, "poss")
    if owner is not None:
        named = parties(draft, owner)
        if named:
            return tuple(p.actor for p in named), tuple(p.span for p in named)
    here = parse.sent[subject]
    for event in reversed(made):
        if event.sentence < here - 2:
            break
        near = here - 2 <= event.sentence <= here and event.anchor[0] < parse.start[subject]
        if near and event.actors:
            return event.actors, ()
    return (), ()
