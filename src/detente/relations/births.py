"""Births of matters: what a record puts on the table, and what settles it."""

from __future__ import annotations

from dataclasses import replace

from detente import edtf
from detente.errors import DateError
from detente.ledger import Entry
from detente.records import Condition, Event, Expectation, Span
from detente.relations.matters import Hinge, Matter, MatterKind, Rule
from detente.relations.pages import Page, Words
from detente.relations.roll import Roll

MEETING = ("CONSULT", "COOPERATE", "AGREE")
"""What takes both sides: who asks for it has something to offer."""
OBJECT_WORDS = 4
"""Words after a rejection in which what it rejects is named."""
FEW_WORDS = 2
"""With fewer telling words than this a span does not say what a matter is about."""


def bear_expectation(entry: Entry[Expectation], page: Page, roll: Roll) -> Matter:
    """The matter that an expectation opens.

    Args:
        entry: the expectation.
        page: the document it stands in.
        roll: how actors roll up.
    """
    record = entry.record
    event = page.events.get(record.event) if record.event else None
    request = _request_around(event, record, page) if record.kind == "demand" else None
    wanted = event.record if event else None
    if wanted is not None and wanted.type == "REQUEST" and record.kind == "demand":
        wanted = _wanted_by(wanted, page)
    source, authority = _authority(record.statement, page)
    by = request.actors if request else source
    of: tuple[str, ...] = ()
    kind = _kind(record, event, wanted, page)
    if record.kind == "demand":
        of = (wanted.actors if wanted else ()) or (request.recipients if request else ())
    elif record.kind in ("threat", "commitment"):
        by = (event.record.actors if event else ()) or source
        of = event.record.recipients if event else ()
    else:
        by = event.record.actors if event else ()
        of = event.record.recipients if event else ()
    if event is None:
        # nothing was coded of it; whoever is named first in it would act
        named = tuple(dict.fromkeys(mention.actor for mention in page.mentions(record.span)))
        if record.kind == "demand":
            of = of or named[:1]
        else:
            by, of = by or named[:1], of or named[1:]
    low, high = _days(record.window)
    window = record.window
    if event is not None and event.record.type == "REQUEST" and high == _days(event.record.date)[1]:
        # "demanded on Monday" dates the demand, not what it asks for
        low = high = window = None
    if high is None and low is None and wanted is not None:
        # "by the end of the year" dates the act that is asked for
        _, high = _days(wanted.date)
        high = high if high is not None and high > entry.known else None
    actors = wanted.actors if wanted and wanted.actors else (of if record.kind == "demand" else by)
    if kind == "offer" and record.kind == "demand":
        # what is proposed takes both
        actors, of = (*by, *of), of or (event.record.recipients if event else ())
    span = record.span
    if wanted is not None and record.kind == "demand":
        span = wanted.span
    about = event.record if event else None
    types, acts = _carried_out(
        wanted or about, page, _unconditional(_complement(about, record.span), record, page)
    )
    rule = Rule(
        actors=frozenset(actors),
        recipients=frozenset(of if event is None and record.kind != "demand" else _recipients(wanted, event)),
        types=types,
        acts=acts,
        low=low,
        high=high,
        words=_telling(page, _complement(about, record.span)) | page.words(_complement(about, span)),
    )
    matter = Matter(
        kind=kind,
        rule=rule,
        by=tuple(dict.fromkeys(by)),
        of=tuple(dict.fromkeys(of)),
        page=page,
        span=record.span,
        record=entry.id,
        date=entry.low,
        known=entry.known,
        order=(entry.known, page.number, record.span[0]),
        statement=record.statement,
        authority=authority,
        source_actors=source,
        condition=record.condition,
        probability=record.probability,
        phrase=record.phrase,
        window=window,
        conditional=record.condition is not None,
        hinge=_hinge(page.conditions.get(record.condition or ""), page) if kind == "threat" else None,
    )
    if not matter.parties():
        # "the withdrawal would soon be complete": the sentences before tell whose
        matter.near = _around(page, record.span)
        before = page.sentence(max(page.sentence(record.span[0])[0] - 2, page.paragraph(record.span[0])[0]))
        matter.rule = replace(rule, words=rule.words | page.words(before))
    return matter


def bear_request(entry: Entry[Event], page: Page) -> Matter | None:
    """The demand that a request opens, or None where it asks nothing of anybody."""
    event = entry.record
    if not event.recipients or event.factuality not in ("CT+", "PR+"):
        return None
    wanted = _wanted_by(event, page)
    if _proposed(event, wanted, page):
        # what is proposed takes both
        return _born_of(entry, page, "offer", wanted, (*event.actors, *event.recipients))
    doers = wanted.actors if wanted and wanted.actors else event.recipients
    return _born_of(entry, page, "demand", wanted, doers)


def bear_refusal(entry: Entry[Event], page: Page) -> Matter | None:
    """The refusal that a rejection opens, or None where it disputes a claim or nobody says that it was made.

    It stands until whoever refused does after all what was refused.
    """
    event = entry.record
    wording = page.lexicon.wording
    if not event.actors or event.factuality not in ("CT+", "PR+") or event.tense == "future":
        return None
    complement = _complement(event, event.span)
    # what is rejected is named at once; further on, "which they claim" tells of something else
    if wording.disputing(" ".join(page.text[complement[0] : complement[1]].split()[:OBJECT_WORDS])):
        return None
    return _born_of(entry, page, "refusal", None, event.actors)


def _born_of(
    entry: Entry[Event], page: Page, kind: MatterKind, wanted: Event | None, doers: tuple[str, ...]
) -> Matter:
    """The matter that an act between two sides opens: about the event that is wanted, else about the act."""
    event = entry.record
    complement = _complement(event, event.span)
    _, authority = _authority(event.statement, page)
    types, acts = _carried_out(wanted or event, page, complement)
    return Matter(
        kind=kind,
        rule=Rule(
            actors=frozenset(doers),
            recipients=frozenset(wanted.recipients if wanted else ()),
            types=types,
            acts=acts,
            low=None,
            high=None,
            words=_telling(page, complement),
        ),
        by=event.actors,
        of=event.recipients,
        page=page,
        span=event.span,
        record=entry.id,
        date=entry.low,
        known=entry.known,
        order=(entry.known, page.number, event.span[0]),
        statement=event.statement,
        authority=authority,
        source_actors=event.actors,
    )


def bear_condition(entry: Entry[Condition], page: Page) -> Matter:
    """The matter that a condition opens: the antecedent is what has to come about."""
    record = entry.record
    said = record.statement or page.said((*record.if_, *record.then))
    source, authority = _authority(said, page)
    ifs = [page.events[id].record for id in record.if_events if id in page.events]
    thens = [page.events[id].record for id in record.then_events if id in page.events]
    wanted = ifs[0] if ifs else None
    doers = wanted.actors if wanted else tuple(m.actor for at in record.if_ for m in page.mentions(at)[:1])
    doers = tuple(actor for actor in doers if not page.roll.unknown(actor))
    words: Words = frozenset().union(*(page.words(span) for span in record.if_))
    types, acts = _carried_out(wanted, page, record.if_[0]) if record.if_ else ((), frozenset[str]())
    spans = [*record.if_, *record.then] or list(record.marker)
    span = (min(low for low, _ in spans), max(high for _, high in spans))
    return Matter(
        kind="condition",
        rule=Rule(
            # of "if the officers are free" the first named need not be who acts
            actors=frozenset(doers if wanted or not acts else ()),
            recipients=frozenset(wanted.recipients if wanted else ()),
            types=types,
            acts=acts,
            low=None,
            high=None,
            words=words,
        ),
        by=source or tuple(dict.fromkeys(actor for event in thens for actor in event.actors)),
        of=tuple(dict.fromkeys((*(actor for event in ifs for actor in event.actors), *doers))),
        page=page,
        span=span,
        record=entry.id,
        date=entry.low,
        known=entry.known,
        order=(entry.known, page.number, span[0]),
        statement=said,
        authority=authority,
        source_actors=source,
        condition=record.id,
        near=_around(page, span),
    )


def _kind(record: Expectation, event: Entry[Event] | None, wanted: Event | None, page: Page) -> MatterKind:
    """What an expectation opens: a readiness is an offer, and so is a proposal that takes both sides."""
    if record.kind == "commitment":
        anchor = "" if event is None else page.text[event.record.anchor[0] : event.record.anchor[1]]
        return "offer" if page.lexicon.wording.offering(f"{record.phrase or ''} {anchor}") else "commitment"
    if record.kind == "demand" and event is not None and event.record.type == "REQUEST":
        return "offer" if _proposed(event.record, wanted, page) else "demand"
    return record.kind


def _proposed(request: Event, wanted: Event | None, page: Page) -> bool:
    """Whether a request is a proposal or an invitation: it asks for no act of the other side alone."""
    if not page.lexicon.wording.offering(page.text[request.anchor[0] : request.anchor[1]]):
        return False
    if wanted is None or wanted is request or wanted.type in MEETING:
        return True
    return not wanted.actors or bool(set(request.actors) & set(wanted.actors))


def _hinge(condition: Condition | None, page: Page) -> Hinge | None:
    """What would make a threat void that hangs on a condition; None where the words do not tell.

    After "unless", or where the condition is that something is not done, the deed itself does; after "if", an
    act of the same side that undoes the one that is warned of.
    """
    if condition is None or not condition.if_:
        return None
    text = " ".join(page.text[low:high] for low, high in condition.if_)
    marker = " ".join(page.text[low:high] for low, high in condition.marker)
    lexicon, span = page.lexicon, condition.if_[0]
    events = [page.events[id].record for id in condition.if_events if id in page.events]
    named = tuple(m.actor for at in condition.if_ for m in page.mentions(at)[:1])
    actors = frozenset(events[0].actors if events and events[0].actors else named)
    words: Words = frozenset().union(*(page.words(at) for at in condition.if_))
    acts = frozenset(act.id for act in page.acts(span)[:2])
    lifted = lexicon.opposites.unless(marker) or lexicon.negated(text)
    if not lifted:
        acts = lexicon.opposites.of(acts)
    if not acts or not actors:
        return None
    types = tuple(dict.fromkeys(kind for act in sorted(acts) for kind in lexicon.acts.by_id[act].types))
    if not lifted:
        types = tuple(kind for kind in types if kind not in ("AGREE", "CONSULT"))
    rule = Rule(actors, frozenset(), types, None, None, words, acts)
    return Hinge(rule, "condition met" if lifted else "condition removed")


def _around(page: Page, span: Span) -> tuple[str, ...]:
    """Who is named in a paragraph up to the end of a span.

    Where it names only a person and his institute ("an analyst considers a truce likely"), who is named in
    the article up to there.
    """
    kinds = page.kinds
    found: tuple[str, ...] = ()
    for start in (page.paragraph(span[0])[0], 0):
        found = tuple(dict.fromkeys(mention.actor for mention in page.mentions((start, span[1]))))
        if any(kinds.get(actor) not in ("person", "organisation") for actor in found):
            break
    return found


def _carried_out(
    event: Event | None, page: Page, span: Span, most: int = 3
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The types and the kinds of act that carry out what has not come about yet.

    The words of a span tell the kinds, its first ones the surest; where they tell none, the event's type and
    mode tell the types.
    """
    acts = page.acts(span)[:most]
    realised = page.realised.of(event.type, event.mode) if event is not None else ()
    if acts:
        types = dict.fromkeys(kind for act in acts for kind in act.types)
        if event is not None and event.type not in ("REQUEST", "AGREE", "THREATEN", "SUPPORT", "REJECT"):
            types[event.type] = None
        return tuple(types), frozenset(act.id for act in acts)
    return realised, frozenset()


def _complement(event: Event | None, span: Span) -> Span:
    """What follows the word that asks, promises or threatens; that word itself carries nothing out."""
    asking = ("REQUEST", "AGREE", "THREATEN", "REJECT")
    if event is None or event.type not in asking or event.tense == "future":
        return span
    return (event.anchor[1], span[1]) if span[0] <= event.anchor[1] < span[1] else span


def _unconditional(span: Span, record: Expectation, page: Page) -> Span:
    """A span without the condition at one of its ends: "to withdraw if they disarm" promises none."""
    condition = page.conditions.get(record.condition) if record.condition else None
    spans = [*condition.marker, *condition.if_] if condition is not None else []
    inside = [(low, high) for low, high in spans if span[0] <= low and high <= span[1]]
    if not inside:
        return span
    low, high = min(low for low, _ in inside), max(high for _, high in inside)
    return (high, span[1]) if low - span[0] < span[1] - high else (span[0], low)


def _recipients(wanted: Event | None, event: Entry[Event] | None) -> tuple[str, ...]:
    if wanted is not None:
        return wanted.recipients
    return event.record.recipients if event is not None and event.record.type != "REQUEST" else ()


def _telling(page: Page, span: Span) -> Words:
    """The words of a span; those of its sentence where the span itself says too little."""
    words = page.words(span)
    return words if len(words) >= FEW_WORDS else words | page.words(page.sentence(span[0]))


def _wanted_by(request: Event, page: Page) -> Event | None:
    """The act that a request asks for: the nearest event inside its clause."""
    inside = [
        entry.record
        for entry in page.events.values()
        if entry.record.id != request.id
        and entry.record.sentence == request.sentence
        and request.span[0] <= entry.record.anchor[0] < request.span[1]
        and entry.record.anchor[0] > request.anchor[0]
    ]
    return min(inside, key=lambda event: event.anchor[0], default=None)


def _request_around(event: Entry[Event] | None, record: Expectation, page: Page) -> Event | None:
    """The request whose clause holds a demanded act."""
    if event is not None and event.record.type == "REQUEST":
        return event.record
    at = event.record.anchor[0] if event is not None else record.span[0]
    around = [
        entry.record
        for entry in page.events.values()
        if entry.record.type == "REQUEST" and entry.record.span[0] <= at < entry.record.span[1]
    ]
    return min(around, key=lambda request: request.span[1] - request.span[0], default=None)


def _authority(statement: str | None, page: Page) -> tuple[tuple[str, ...], str | None]:
    """Who stands behind a record: the source's actors, and the source in the words of the text."""
    found = page.statements.get(statement) if statement else None
    if found is None:
        return (), None
    words = " ".join(page.text[low:high] for low, high in found.source)
    if found.source_actors and words.lower() in page.common:
        # a pronoun tells nobody who it is
        words = ", ".join(map(page.roll.name, found.source_actors))
    return found.source_actors, words or found.description


def _days(window: str | None) -> tuple[str | None, str | None]:
    if window is None:
        return None, None
    try:
        first, last = edtf.bounds(window)
    except DateError:
        return None, None
    return (
        None if first == first.min else first.isoformat(),
        None if last == last.max else last.isoformat(),
    )
