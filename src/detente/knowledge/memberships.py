"""Members of alliances, unions and groups of states, with the dates of their membership."""

from __future__ import annotations

from collections.abc import Mapping

from detente.knowledge.actors.days import Period
from detente.knowledge.tables import Tables

Memberships = Mapping[str, tuple[Period, ...]]
"""The members of each bloc by its id; the value of a period is the member, who may have several."""


def load_memberships(tables: Tables) -> Memberships:
    """Load ``actors/members.csv``.

    Args:
        tables: where the table stands; a user's own adds blocs, and replaces rows by their ids.

    Raises:
        TableError: a row has no members, or ends before it begins.
    """
    found: dict[str, list[Period]] = {}
    for row in tables.rows("actors/members.csv", ("id", "bloc", "members", "start", "end")):
        start, end = row.text("start", "") or "", row.text("end", "") or ""
        if start and end and end < start[: len(end)]:
            raise row.error("end", f"is {end!r}, before the start {start!r}")
        members = row.list("members")
        if not members:
            raise row.error("members", "is empty; name at least one, such as POL|HUN")
        found.setdefault(row.need("bloc"), []).extend(Period(member, start, end) for member in members)
    return {bloc: tuple(spells) for bloc, spells in found.items()}
