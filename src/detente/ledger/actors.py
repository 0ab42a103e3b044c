"""Finding the actor that a person means by an id or a name."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from detente.errors import UnknownActor

if TYPE_CHECKING:
    from detente.knowledge import Knowledge

_NEAR = 75.0
_OFFERED = 3


def resolve(connection: sqlite3.Connection, name: str, knowledge: Knowledge | None, day: str | None) -> str:
    """The id of an actor.

    An id that the ledger holds comes first, then what the tables know by that name on the day, then a name
    that the ledger holds.

    Args:
        connection: the ledger's connection.
        name: an id or a name.
        knowledge: the tables, or None to ask only the ledger.
        day: the day on which the name is meant, ISO; None is today.

    Raises:
        UnknownActor: nothing bears the name.
    """
    name = name.strip()
    for one in dict.fromkeys((name, name.upper(), name.lower())):
        if _holds(connection, one):
            return one
    if knowledge is not None:
        known = knowledge.actors.resolve(name, day)
        if known:
            return known[0]
    rows = connection.execute(
        "SELECT id, count(*) AS times FROM actors WHERE lower(name) = lower(?)"
        " GROUP BY id ORDER BY times DESC",
        (name,),
    ).fetchall()
    if rows:
        return str(rows[0]["id"])
    raise UnknownActor(_advice(connection, name, knowledge))


def _holds(connection: sqlite3.Connection, actor: str) -> bool:
    for table in ("event_parties", "statement_parties"):
        if connection.execute(f"SELECT 1 FROM {table} WHERE actor = ? LIMIT 1", (actor,)).fetchone():
            return True
    return connection.execute("SELECT 1 FROM actors WHERE id = ? LIMIT 1", (actor,)).fetchone() is not None


def _advice(connection: sqlite3.Connection, name: str, knowledge: Knowledge | None) -> str:
    from rapidfuzz import fuzz, process

    held = {row["name"]: row["id"] for row in connection.execute("SELECT DISTINCT name, id FROM actors")}
    hits = process.extract(
        name, held.keys(), scorer=fuzz.ratio, processor=str.lower, limit=_OFFERED, score_cutoff=_NEAR
    )
    offered = {held[found]: found for found, _, _ in hits}
    if knowledge is not None:
        offered |= {id: known for id, known in knowledge.actors.near(name, _OFFERED) if id not in offered}
    if offered:
        listed = "; ".join(f"{id} ({known})" for id, known in list(offered.items())[:_OFFERED])
        return f"Nobody is known as {name!r}. Did you mean {listed}? `detente actors` lists those held."
    return (
        f"Nobody is known as {name!r}. `detente actors` lists those in the ledger; your own go into a folder "
        "given with --tables."
    )
