"""Names that no table knows: what waits for a person's judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.knowledge.actors.offices import person_id
from detente.records import Actor, CodedDocument, Span


@dataclass(frozen=True, slots=True)
class Unknown:
    """An actor that only patterns found: how often it is mentioned, and where first."""

    actor: Actor
    mentions: int
    document: str
    span: Span


def unknown_actors(documents: Iterable[CodedDocument]) -> list[Unknown]:
    """The actors of documents that no row of the tables of actors stands behind.

    Args:
        documents: coded documents.

    Returns:
        One entry an actor id, the most mentioned first.
    """
    found: dict[str, Unknown] = {}
    for document in documents:
        strangers = {a.id: a for a in document.actors if is_unknown(a)}
        for mention in document.mentions:
            actor = strangers.get(mention.actor)
            if actor is None or mention.how == "pronoun":
                continue
            old = found.get(actor.id)
            if old is None:
                found[actor.id] = Unknown(actor, 1, document.document.id, mention.span)
            else:
                found[actor.id] = Unknown(old.actor, old.mentions + 1, old.document, old.span)
    return sorted(found.values(), key=lambda u: (-u.mentions, u.actor.id))


def is_unknown(actor: Actor) -> bool:
    """Whether an actor was named in a text but stands in no table of actors; unnamed sources do not count."""
    if "." in actor.id or actor.kind in ("state", "igo", "bloc"):
        return False
    tables = ("states:", "organisations:", "holders:", "persons:", "metonyms:", "aliases:")
    return not any(row.startswith(tables) for row in actor.rows) and bool(person_id(actor.name))
