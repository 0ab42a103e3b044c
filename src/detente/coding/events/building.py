"""From what was found to records: sides named, one event a mention, understood actors filled in."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.draft import Draft
from detente.coding.events import clauses
from detente.coding.events.assigning import assigned
from detente.coding.events.domestic import at_home
from detente.coding.events.dyads import parted
from detente.coding.events.exchanges import Exchanges
from detente.coding.events.finder import Finder
from detente.coding.events.found import Found
from detente.coding.events.moods import foreseen, is_ahead
from detente.coding.events.sides import NOBODY, Side, side
from detente.coding.events.understood import (
    author,
    is_passing,
    points,
    understood_actor,
    understood_recipient,
)
from detente.coding.events.unsaid import with_unsaid_actor
from detente.coding.places import place_of
from detente.coding.statements import statement_at
from detente.coding.times import time_of
from detente.knowledge.onesided import OneSided
from detente.records import Event, Span

# chosen on labelled sentences: lower bars add events where coders saw none, higher ones lose true events
_SURE = 0.5  # an event at least as sure as this is kept
_LEAST = 0.3  # and one as sure as this where both its sides are known by name
_SPOKEN = frozenset({"CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "COOPERATE"})
_NATURE = "nobody's deed"
_ELSEWHERE = "the sentence is about sport, business or weather"
_SPOKEN_OF = "only spoken of, and its sides are not known"
_FINAL = (_NATURE, _ELSEWHERE, _SPOKEN_OF)
_KNOWN = (0.75, 0.9, 1.0)  # what a missing side costs: none named, one, both


def find_events(draft: Draft) -> None:
    """Add the events of a document to the draft."""
    finder = Finder(draft)
    built: list[Event] = []
    lacking: list[tuple[int, Found, tuple[int, ...] | None]] = []
    for one in finder.find():
        one, blamed = assigned(finder, one)
        one = with_unsaid_actor(draft, one)
        alone = not blamed and not (one.symmetric and len(_join(draft, one.actors, acting=True).ids) > 1)
        guessed: tuple[int, ...] | None = None
        if alone and not any(finder.is_somebody(n) or author(draft, n) for n in one.recipients):
            verbal = one.type in _SPOKEN
            far = finder.farther(one.clause, one.anchor, one.actors, one.consumed, verbal)
            guessed = one.recipients if far else None
            one = replace(one, recipients=far or one.recipients)
        one = _shifted(draft, one)
        event = _event(draft, one, built, guessed)
        if event is None or not (event.actors and event.recipients):
            lacking.append((len(built), one, guessed))
        if event is not None:
            built.append(event)
    built = _completed(draft, built, lacking)
    draft.events += [replace(e, id=f"e{n}") for n, e in enumerate(_deduped(draft, built), 1)]
    for event in draft.events:
        draft.note(
            "events",
            event.rule,
            event.anchor,
            f"{event.type} {'+'.join(event.actors)} → {'+'.join(event.recipients)}",
        )


def _completed(
    draft: Draft, built: list[Event], lacking: list[tuple[int, Found, tuple[int, ...] | None]]
) -> list[Event]:
    """Build once more what lacks a side, now that all that the text tells in full is known."""
    exchanges = Exchanges(draft, built)
    if not exchanges.told:
        return built
    whole: dict[int, Event] = {}
    more: list[Event] = []
    for place, found, guessed in lacking:
        anchor = draft.parse.span(found.anchor, found.anchor + 1)
        here = place < len(built) and built[place].anchor == anchor
        if not here and not exchanges.is_act(found):
            continue
        event = _event(draft, found, built[:place], guessed, exchanges)
        if event is None or not (event.actors and event.recipients):
            continue
        if here and built[place].type == event.type:
            whole[place] = event
        else:
            more.append(event)
    kept = [whole.get(number, event) for number, event in enumerate(built)]
    return sorted([*kept, *more], key=lambda event: event.anchor)


def _shifted(draft: Draft, found: Found) -> Found:
    """The type that the rest of the sentence asks for, where a row of ``shifts.csv`` says so."""
    for shift in draft.knowledge.frames.shifts:
        if shift.type != found.type or (shift.rows and shift.rows.isdisjoint(found.rules)):
            continue
        first, stop = draft.parse.sents[draft.parse.sent[found.anchor]]
        if shift.near and shift.near.isdisjoint(draft.parse.lower[first:stop]):
            continue
        noun = _noun_of(draft, found)
        if shift.words and draft.parse.lemma[noun] not in shift.words:
            continue
        if shift.state and not _by_a_state(draft, found, noun):
            continue
        return replace(
            found,
            type=shift.into,
            mode=shift.mode,
            cameo=shift.cameo,
            contexts=shift.contexts,
            rules=(*found.rules, shift.id),
        )
    return found


def _noun_of(draft: Draft, found: Found) -> int:
    """The noun that an event is told by, under a verb such as "lodge" or "draw" too."""
    anchor = found.anchor
    if draft.parse.pos[anchor] != "VERB":
        return anchor
    return next((n for n in clauses.objects(draft.parse, anchor) if n in found.consumed), anchor)


def _by_a_state(draft: Draft, found: Found, noun: int) -> bool:
    """Whether a noun tells a government's own word: one protest, or those of a capital, at no place."""
    parse = draft.parse
    named = [m for m in (draft.mention(n) for n in found.actors) if m is not None]
    if not named or place_of(draft, noun) is not None or any("." in m.actor for m in named):
        return False
    told = parse.tag[noun] == "NN" or all(m.how == "metonym" for m in named)
    return told and all(draft.actors[m.actor].kind == "state" for m in named)


def anchor_token(draft: Draft, event: Event) -> int:
    """The token that an event hangs on."""
    return max(0, draft.parse.at(event.anchor[0]))


def _event(
    draft: Draft,
    found: Found,
    before: list[Event],
    told_at: tuple[int, ...] | None,
    exchanges: Exchanges | None = None,
) -> Event | None:
    parse = draft.parse
    actors = _join(draft, found.actors, acting=True)
    statement = statement_at(draft, found.anchor)
    found = foreseen(draft, found, actors.ids, statement)
    if not actors.spans or points(draft, found.actors):
        actors = understood_actor(draft, found, statement, before) or actors
    recipients = _join(draft, found.recipients, acting=False, but=actors.ids)
    far = told_at is not None
    told = bool(actors.ids) + bool(recipients.ids)
    recipients = parted(draft, found, actors, recipients, before)
    together = found.symmetric and len(actors.ids) > 1
    if actors.ids and not together and (not recipients.human or is_passing(draft, found, recipients, far)):
        given = found.recipients if told_at is None else told_at
        recipients = understood_recipient(draft, found, given, actors, recipients, before) or recipients
    actors, recipients = _parted(found, actors, recipients)
    if exchanges is not None:
        actors, recipients, row = exchanges.complete(found, actors, recipients)
        if not row:
            return None
        found = replace(found, rules=(*found.rules, row))
    why = _lacks(draft, found, actors, recipients)
    confidence = min(0.99, found.confidence * _KNOWN[max(told, bool(actors.ids) + bool(recipients.ids))])
    named = _named(actors) and _named(recipients)
    if (why or confidence < _SURE) and why not in _FINAL and not named:
        plain = one_sided(draft, found, actors, recipients)
        if plain is not None:
            why, confidence = "", plain.confidence
            found = replace(found, rules=(*found.rules, plain.id))
    if not why and confidence < (_LEAST if named else _SURE):
        why = f"too unsure ({confidence:.2f})"
    anchor = parse.span(found.anchor, found.anchor + 1)
    if why:
        draft.note("events", None, anchor, f"{'+'.join(found.rules)}: {why}")
        return None
    recipients, rows = at_home(draft, found, actors, recipients)
    time = time_of(draft, found.anchor) or (
        time_of(draft, found.clause) if found.clause != found.anchor else None
    )
    scales = draft.knowledge.codebook
    return Event(
        id="",
        type=found.type,
        mode=found.mode,
        contexts=found.contexts,
        cameo=found.cameo,
        intensity=scales.intensity(found.type, found.mode),
        actors=actors.ids,
        recipients=recipients.ids,
        actor_spans=actors.spans,
        recipient_spans=recipients.spans,
        anchor=anchor,
        span=_clause(draft, found),
        sentence=parse.sent[found.anchor],
        date=time.edtf if time else None,
        place=place_of(draft, found.anchor),
        tense="future" if is_ahead(draft, time.edtf if time else None) else found.tense,
        statement=statement,
        rule="+".join((*found.rules, *rows)),
        confidence=round(confidence, 3),
    )


def _named(side: Side) -> bool:
    """Whether a side is known by name and not only by what it is ("three policemen")."""
    return any(not one.startswith("UNK") for one in side.ids)


def one_sided(draft: Draft, found: Found, actors: Side, recipients: Side) -> OneSided | None:
    """The row of ``onesided.csv`` that lets an event stand of which not both sides are named."""
    parse = draft.parse
    if _domain(draft, found):
        return None
    own = {parse.lower[found.anchor], parse.lemma[found.anchor].lower()}
    before = {parse.lower[c] for c in parse.children[found.anchor] if c < found.anchor}
    words = frozenset(own | {f"{b}_{o}" for b in before for o in own})
    told = {
        "actor": _named(actors),
        "recipient": _named(recipients),
        "place": place_of(draft, found.anchor) is not None,
    }
    return draft.knowledge.onesided.find(found.rules, words, frozenset(k for k, v in told.items() if v))


def _join(draft: Draft, tokens: tuple[int, ...], acting: bool, but: tuple[str, ...] = ()) -> Side:
    joined = NOBODY
    for token in tokens:
        joined |= side(draft, token, acting, but)
    return joined


def _parted(found: Found, actors: Side, recipients: Side) -> tuple[Side, Side]:
    """Nobody acts on himself; the two of a symmetric pair are parted, more than two stay together."""
    if actors.ids and recipients.ids:
        left = tuple(i for i in recipients.ids if i not in actors.ids)
        if left != recipients.ids and (left or found.symmetric):
            recipients = replace(recipients, ids=left)
    if found.symmetric and not actors.ids and len(recipients.ids) == 2 and not actors.human:
        # "ties between Fiji and Tonga were restored"
        return (
            replace(recipients, ids=recipients.ids[:1], spans=recipients.spans[:1]),
            replace(recipients, ids=recipients.ids[1:], spans=recipients.spans[1:]),
        )
    if found.symmetric and not recipients.ids and len(actors.ids) == 2 and len(actors.spans) >= 2:
        return (
            replace(actors, ids=actors.ids[:1], spans=actors.spans[:1]),
            Side(actors.ids[1:], actors.spans[1:], True, actors.tokens[1:]),
        )
    if found.symmetric and not recipients.ids and len(actors.ids) == 2 and len(actors.spans) == 1:
        mine, theirs = actors.ids  # "the two sides": one phrase for both
        return replace(actors, ids=(mine,)), replace(actors, ids=(theirs,))
    if found.symmetric and not recipients.spans and len(actors.tokens) == 2 and len(actors.spans) == 2:
        return replace(actors, spans=actors.spans[:1]), Side(
            (), actors.spans[1:], actors.human, actors.tokens[1:]
        )
    return actors, recipients


def _lacks(draft: Draft, found: Found, actors: Side, recipients: Side) -> str:
    """Why the sides do not make an event, or nothing where they do."""
    if not (actors.human or recipients.human):
        return "nobody named who could act"
    need = found.need
    if need == "known" and not (actors.ids and recipients.ids):
        return _SPOKEN_OF
    nobody = not (actors.ids or recipients.ids or recipients.human)
    if nobody and found.type == "ASSAULT" and all(draft.parse.pos[t] == "PROPN" for t in found.actors):
        return "a name that no table knows, and nobody attacked"  # "Toyota launched an offensive"
    if found.type == "REQUEST" and not found.asked and _to_the_public(draft, found, recipients):
        return "advice to the public"
    nature = draft.knowledge.frames.classes["nature"]
    if not actors.ids and any(draft.parse.lemma[t].lower() in nature for t in found.actors):
        return _NATURE
    several = found.symmetric and len(actors.ids) > 1  # "the four ministers met"
    if need == "two" and not (actors.human and recipients.human) and not several:
        return "only one side is named"
    if need == "actor" and not actors.human:
        return "no actor is named"
    if need == "recipient" and not recipients.human:
        return "no recipient is named"
    if found.demand and not (actors.human and recipients.human):
        return "whose demand it is is not told"
    if _domain(draft, found):
        return _ELSEWHERE
    return ""


def _to_the_public(draft: Draft, found: Found, recipients: Side) -> bool:
    """Whether only people at large are told what to do ("urged residents to save water")."""
    public = draft.knowledge.frames.classes["public"]
    told = [t for t in found.recipients if draft.parse.pos[t] in ("NOUN", "PROPN")]
    return bool(told) and all(draft.parse.lemma[t] in public for t in told)


def _domain(draft: Draft, found: Found) -> bool:
    parse = draft.parse
    first, stop = parse.sents[parse.sent[found.anchor]]
    sport = draft.knowledge.frames.classes["sport"]
    return sum(1 for t in range(first, stop) if parse.lemma[t] in sport or parse.lower[t] in sport) >= 2


def _clause(draft: Draft, found: Found) -> Span:
    """The span of the clause: the subtree of its verb, kept inside the sentence."""
    parse = draft.parse
    token = found.clause
    if parse.pos[token] not in ("VERB", "AUX", "ADJ"):
        for above in parse.ancestors(token):
            if parse.pos[above] in ("VERB", "AUX"):
                token = above
                break
    return parse.span(min(parse.left[token], found.anchor), max(parse.right[token], found.anchor + 1))


def _deduped(draft: Draft, events: list[Event]) -> list[Event]:
    """One event a mention: of two alike in a sentence, the surer one stays."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (e.sentence, -e.confidence, e.anchor)):
        twin = any(
            other.sentence == event.sentence
            and other.type == event.type
            and other.statement == event.statement
            and (other.mode == event.mode or not (other.mode and event.mode))
            and (other.anchor == event.anchor or _alike(other, event))
            for other in kept
        )
        if not twin:
            kept.append(event)
    return sorted(kept, key=lambda e: (e.anchor, e.type))


def _alike(one: Event, other: Event) -> bool:
    if one.actors or other.actors:
        if set(one.actors) != set(other.actors):
            return False
    elif set(one.actor_spans) != set(other.actor_spans):
        return False
    if one.recipients or other.recipients:
        return set(one.recipients) == set(other.recipients) or not (one.recipients and other.recipients)
    return set(one.recipient_spans) == set(other.recipient_spans)
