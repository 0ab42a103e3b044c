"""People of no named country in an act within one: the police of a state arrest its own editors."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.actors.cast import UNKNOWN, Cast
from detente.coding.draft import Draft
from detente.coding.events.found import Found
from detente.coding.events.sides import Side
from detente.knowledge.domestic import NONE, STATE, Domestic
from detente.records import Actor

_SHUNNED = frozenset({"roles:regime", "roles:regime-head"})  # rulers spoken of from without
_FOREIGN = ("unplaced", "outside")  # classes of words that keep people from being the country's own


def at_home(draft: Draft, found: Found, actors: Side, recipients: Side) -> tuple[Side, tuple[str, ...]]:
    """Give the recipients of an act within a country that country, where the text gives them none.

    Args:
        draft: the document being coded.
        found: the event.
        actors: who acts.
        recipients: on whom, as the words have it.

    Returns:
        The recipients, and the rows of ``domestic.csv`` that were used.
    """
    rows = [row for row in draft.knowledge.domestic if row.acts.hold(found.type, found.mode, found.rules)]
    country = _country(draft, actors) if rows else None
    if country is None:
        return recipients, ()
    sectors = {_sector(draft.actors[one]) for one in actors.ids}
    rows = [row for row in rows if sectors <= row.actor]
    if not recipients.ids:
        row = next((row for row in rows if NONE in row.recipient and not recipients.human), None)
        if row is None:
            return recipients, ()
        return replace(recipients, ids=(Cast(draft).add(country),), human=True), (row.id,)
    ids: list[str] = []
    used: list[str] = []
    for one in recipients.ids:
        own = _own(draft, one, country, rows, recipients)
        ids.append(one if own is None else own[0])
        used += [] if own is None else [own[1]]
    return replace(recipients, ids=tuple(dict.fromkeys(ids))), tuple(dict.fromkeys(used))


def _country(draft: Draft, actors: Side) -> str | None:
    """The one country that all actors belong to."""
    book = draft.knowledge.actors
    found = set()
    for one in actors.ids:
        actor = draft.actors[one]
        base = one.partition(".")[0]
        row = book.actors.get(base)
        is_state = row is not None and (row.kind == "state" or row.row.startswith("states:"))
        found.add(base if is_state else actor.country)
    country = found.pop() if len(found) == 1 else None
    return country if country in book.actors else None


def _sector(actor: Actor) -> str:
    return STATE if actor.kind == "state" else actor.sector or ""


def _own(
    draft: Draft, one: str, country: str, rows: list[Domestic], recipients: Side
) -> tuple[str, str] | None:
    """The id that an unplaced recipient gets, and the row that says so."""
    base, _, sector = one.partition(".")
    if base != UNKNOWN:
        return None
    row = next((row for row in rows if sector in row.recipient), None)
    if row is None or any(_is_foreign(draft, token) for token in recipients.tokens):
        return None
    cast = Cast(draft)
    own = cast.add(draft.knowledge.actors.seat(country, sector))
    for number, named in enumerate(draft.named):
        if named.actor == one and named.head in recipients.tokens:
            draft.named[number] = replace(named, actor=own)
    return own, row.id


def _is_foreign(draft: Draft, token: int) -> bool:
    """Whether people are said to come from elsewhere, or may well: "foreign", "tourists", "two envoys"."""
    parse, words = draft.parse, draft.knowledge.actors.words
    named = draft.mention(token)
    if named is not None and named.row in _SHUNNED:
        return True
    near = {parse.lower[c] for c in parse.children[token] if c < token} | {parse.lower[token]}
    return any(not near.isdisjoint(words.get(kind, {})) for kind in _FOREIGN)
