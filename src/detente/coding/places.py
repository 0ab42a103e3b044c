"""Where something happened, in the text's own words."""

from __future__ import annotations

from detente.coding.draft import Draft

_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass"})
_NAMED = frozenset({"name", "metonym"})


def place_of(draft: Draft, token: int) -> str | None:
    """The place that a verb or noun is said to have been in, at or near.

    The nearest prepositional phrase below the token counts whose object is a place the tables know, or a
    capitalised name; for a noun without one, the verb above it is asked.

    Args:
        draft: the document, after `find_actors`.
        token: the verb or noun that carries the event.

    Returns:
        The place as the text names it, without its article, or None.
    """
    found = _below(draft, token)
    parse = draft.parse
    if found is None and parse.pos[token] == "NOUN" and parse.dep[token] in _ARGUMENTS:
        found = _below(draft, parse.head[token])
    return found


def _below(draft: Draft, token: int) -> str | None:
    parse = draft.parse
    preps = draft.knowledge.actors.words.get("where", {})
    for prep in parse.children[token]:
        if parse.dep[prep] != "prep" or parse.lower[prep] not in preps:
            continue
        for goal in parse.children[prep]:
            if parse.dep[goal] == "pobj":
                name = _place(draft, goal)
                if name is not None:
                    return name
    return None


def _place(draft: Draft, goal: int) -> str | None:
    parse = draft.parse
    named = [draft.named[n] for n in draft.heads.get(goal, [])]
    for one in named:
        if one.how in _NAMED and is_place(draft, one.actor):
            start, end = parse.span(one.first, one.stop)
            return draft.text[start:end]
    if named:
        return None
    for prep in parse.children[goal]:  # "in the city of Goma", "in the suburbs of Homs"
        if parse.dep[prep] == "prep" and parse.lower[prep] == "of":
            for inner in parse.children[prep]:
                name = _place(draft, inner)
                if name is not None:
                    return name
    if parse.pos[goal] != "PROPN":
        return None
    first = goal
    while first - 1 >= 0 and parse.pos[first - 1] == "PROPN" and parse.head[first - 1] == goal:
        first -= 1
    start, end = parse.span(first, goal + 1)
    words = draft.text[start:end]
    return words if words[:1].isupper() and not _is_time(draft, start, end) else None


def is_place(draft: Draft, actor: str) -> bool:
    """Whether an actor of the tables is a state, a territory or a region, and so a place too."""
    row = draft.knowledge.actors.actors.get(actor)
    if row is None:
        return False
    return row.kind == "state" or row.row.startswith("states:") or (row.kind == "bloc" and not row.start)


def _is_time(draft: Draft, start: int, end: int) -> bool:
    return any(t.span[0] < end and start < t.span[1] for t in draft.times)
