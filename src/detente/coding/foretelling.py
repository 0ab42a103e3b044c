"""Whether a hostile act is threatened by the one who would do it, or foretold by somebody else."""

from __future__ import annotations

from collections.abc import Iterable

from detente.coding.draft import Draft
from detente.coding.scope import subject_of
from detente.records import Event


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


def _states(draft: Draft, actors: Iterable[str]) -> set[str]:
    """The countries and organisations that actors belong to."""
    found = set()
    for number in actors:
        actor = draft.actors.get(number)
        country = actor.country if actor is not None else None
        parent = actor.parent if actor is not None else None
        found.add(country or (parent or number).split(".")[0])
    return found
