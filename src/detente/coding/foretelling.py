"""Whether an act is threatened or planned by the one who would do it, or foretold by somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.coding.draft import Draft
from detente.coding.parties import Party, parties
from detente.coding.scope import subject_of
from detente.coding.statements import statement_at
from detente.records import Event, Statement

_WARNING = "o-warn-that+"


def is_foretold(draft: Draft, event: Event, token: int) -> bool:
    """Whether a THREATEN is no threat but somebody else's forecast of a hostile act.

    The words of a threat ("threatened to", "vowed to") make one in anybody's telling; a bare "will" does
    only in the mouth of the one who will.

    Args:
        draft: the document, with its statements.
        event: an event of type THREATEN.
        token: the highest token of its anchor.
    """
    rows = event.rule.split("+")
    if not any(row.startswith("f-") for row in rows) or any(row.startswith("o-") for row in rows):
        return False
    statements = {s.id: s for s in draft.statements}
    said: set[str] = set()
    number = event.statement
    while number is not None and number in statements:
        said |= _states(draft, statements[number].source_actors)
        number = statements[number].parent
    if not event.actors and event.statement is not None:
        subject = subject_of(draft.parse, token)
        return subject is None or draft.parse.lower[subject] not in draft.knowledge.expecting.speakers
    return not said & _states(draft, event.actors)


def foretells(draft: Draft, statement: Statement) -> bool:
    """Whether a statement's source only looks on: analysts, observers, a think tank.

    Args:
        draft: the document, with its statements.
        statement: one of them.
    """
    known = draft.knowledge.expecting
    for number in statement.source_actors:
        actor = draft.actors.get(number)
        if actor is not None and actor.sector in known.foretelling:
            return True
    parse = draft.parse
    return any(parse.lower[t] in known.foretellers for span in statement.source for t in parse.tokens(span))


def warned_of(draft: Draft, event: Event, token: int) -> Event | None:
    """What stays of a coded threat that is only a warning of what others may do; the event itself else.

    "Analysts warned that Chad would invade Niger" is no threat by analysts: it foretells an act of Chad.

    Args:
        draft: the document, with its statements.
        event: an event of type THREATEN.
        token: the highest token of its anchor.

    Returns:
        The event where whoever warns would do it himself; the act by whoever would do it; or None where
        the warning names no such act.
    """
    known, parse = draft.knowledge.expecting, draft.parse
    named = [draft.actors[a] for a in event.actors if a in draft.actors]
    onlooker = any(a.sector in known.foretelling for a in named) or any(
        parse.lower[t] in known.foretellers for span in event.actor_spans for t in parse.tokens(span)
    )
    clause = parse.child(token, "ccomp")
    doers: list[Party] = []
    if clause is not None and event.rule.startswith(_WARNING) and parse.child(clause, "auxpass") is None:
        doer = parse.child(clause, "nsubj")
        doers = parties(draft, doer) if doer is not None and parse.pos[doer] != "PRON" else []
    others = _states(draft, (d.actor for d in doers)) - {"UNK"}
    if not onlooker and (not others or others & _states(draft, event.actors)):
        return event
    effects = draft.knowledge.frames.effects.get("plan", ())
    row = next((e.id for e in reversed(effects) if e.type == event.type and e.mode == event.mode), None)
    if not doers or clause is None or row is None:
        return None
    return replace(
        event,
        actors=tuple(dict.fromkeys(d.actor for d in doers)),
        actor_spans=tuple(sorted({d.span for d in doers})),
        anchor=parse.span(clause, clause + 1),
        tense="future",
        statement=statement_at(draft, clause),
        rule=f"{event.rule.partition('+')[2]}+{row}",
    )


def _states(draft: Draft, actors: Iterable[str]) -> set[str]:
    """The countries and organisations that actors belong to."""
    found = set()
    for number in actors:
        actor = draft.actors.get(number)
        country = actor.country if actor is not None else None
        parent = actor.parent if actor is not None else None
        found.add(country or (parent or number).split(".")[0])
    return found
