"""Who publishes a document, where that is a body of a state: it says "we" of that state."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.knowledge.actors import day_of
from detente.knowledge.actors.names import choose, fold


def publisher(draft: Draft) -> str | None:
    """The state whose ministry, embassy or office publishes a document, by its publication and title.

    Args:
        draft: the document being coded.
    """
    document, book = draft.document, draft.knowledge.actors
    bodies = book.words.get("publishing", {})
    for text in (document.publication, document.author, document.title):
        words = [] if not text else [w for w in fold(text).replace(",", " ").split() if w]
        if bodies.keys().isdisjoint(words):
            continue
        for first in range(len(words)):
            match = book.names.match(words, first, len(words))
            if match is not None:
                base = choose(match[1], day_of(draft.published))[0].actor.partition(".")[0]
                row = book.actors.get(base)
                if row is not None and row.kind == "state":
                    return base
    return None
