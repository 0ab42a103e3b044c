"""Which articles speak of both sides of a relationship, found without reading the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from detente.ledger import Ledger
from detente.ledger.queries import Where, known_by

_ALL = (
    "WITH RECURSIVE named (actor) AS (SELECT min(actor) FROM mentions UNION ALL"
    # from one name to the next in the index, not through every mention
    " SELECT (SELECT min(actor) FROM mentions WHERE actor > named.actor) FROM named"
    " WHERE named.actor IS NOT NULL) SELECT actor FROM named WHERE actor IS NOT NULL"
)


def speaking_of(ledger: Ledger, circles: Iterable[frozenset[str]], as_of: str | None) -> list[str]:
    """The articles that mention somebody of each side, as each article itself has them.

    Args:
        ledger: where the record is kept.
        circles: the actors that count with each side.
        as_of: the day (ISO) up to which articles were known; None is all.

    Returns:
        ids of the documents, in the order in which they became known.
    """
    sides = list(circles)
    where = Where()
    known_by(where, as_of)
    likely = _likely(ledger, sides)
    for names in likely:
        where.add(
            "d.coding IN (SELECT coding FROM mentions WHERE actor IN (SELECT value FROM json_each(?)))",
            json.dumps(sorted(names)),
        )
    wanted = f"SELECT d.coding FROM documents AS d WHERE {where}"
    parents: dict[int, dict[str, str | None]] = {}
    for coding, id, parent in ledger.select(
        f"SELECT coding, id, parent FROM actors WHERE coding IN ({wanted}) ORDER BY coding, number",
        where.values,
    ):
        parents.setdefault(coding, {})[id] = parent
    met: dict[int, set[int]] = {}
    anybody = json.dumps(sorted(set().union(*likely)))
    for coding, actor in ledger.select(
        "SELECT DISTINCT coding, actor FROM mentions WHERE actor IN (SELECT value FROM json_each(?))"
        f" AND coding IN ({wanted})",
        (anybody, *where.values),
    ):
        line = list(line_of(actor, parents.get(coding, {})))
        met.setdefault(coding, set()).update(
            n for n, side in enumerate(sides) if any(one in side for one in line)
        )
    rows = ledger.select(
        f"SELECT d.id, d.coding FROM documents AS d WHERE {where} ORDER BY d.known, d.id", where.values
    )
    return [f"d{id}" for id, coding in rows if len(met.get(coding, ())) == len(sides)]


def line_of(actor: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """An actor and all that it belongs to, nearest first.

    Args:
        actor: its id.
        parents: what each actor of one article is a part of or acts for.
    """
    seen: set[str] = set()
    current: str | None = actor
    while current and current not in seen:
        seen.add(current)
        yield current
        current = parents.get(current) or (current.rsplit(".", 1)[0] if "." in current else None)


def _likely(ledger: Ledger, sides: Iterable[frozenset[str]]) -> list[set[str]]:
    """For each side, all who count with it in some article or other."""
    above: dict[str, set[str]] = {}
    for id, parent in ledger.select("SELECT DISTINCT id, parent FROM actors WHERE parent IS NOT NULL"):
        above.setdefault(id, set()).add(parent)
    parts: dict[str, set[str]] = {}
    everybody = {row[0] for row in ledger.select(_ALL)}
    waiting = [*everybody, *above]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        wholes = above.get(one, set()) | ({one.rsplit(".", 1)[0]} if "." in one else set())
        for whole in wholes:
            parts.setdefault(whole, set()).add(one)
            waiting.append(whole)
    found = []
    for side in sides:
        reached: set[str] = set()
        waiting = list(side)
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting.extend(parts.get(one, ()))
        found.append(reached & everybody)
    return found
