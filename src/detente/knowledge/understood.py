"""Sides that an act leaves to be understood from what is told around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from detente.knowledge.acts import Acts
from detente.knowledge.tables import Tables

LeftOut = Literal["actor", "recipient", "both"]
_SIDES: tuple[LeftOut, ...] = ("actor", "recipient", "both")


@dataclass(frozen=True, slots=True)
class Understood:
    """One row: of which acts a side may be understood.

    With `from_text`, the two whom the whole text is about stand in where nothing nearby tells.
    """

    id: str
    side: LeftOut
    acts: Acts
    from_text: bool


def load_understood(tables: Tables) -> tuple[Understood, ...]:
    """Load ``frames/understood.csv``.

    Args:
        tables: where the table is looked up.

    Raises:
        TableError: a cell holds what is not allowed; file, line and column are named.
    """
    columns = ("id", "side", "types", "modes", "barred", "text", "example")
    return tuple(
        Understood(row.id, cast(LeftOut, row.choice("side", _SIDES)), Acts.of(row), row.text("text") == "yes")
        for row in tables.rows("frames/understood.csv", columns)
    )
