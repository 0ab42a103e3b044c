"""The rules by which two reports are held to tell of the same event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.knowledge.tables import Tables

Within = Literal["origin", "document", "any"]
Dated = Literal["both", "one", "none", "any"]
Place = Literal["same", "other"]
COLUMNS = ("id", "within", "sides", "type", "dated", "days", "place", "words", "shared", "why")


@dataclass(frozen=True, slots=True)
class JoinRule:
    """One row of ``scales/joins.csv``: all of its conditions must hold.

    Attributes:
        id: the row.
        within: the reports stand in printings of one text (``origin``), in one document, or anywhere.
        both_sides: actors and recipients agree; else one report may leave out a side.
        same_type: the PLOVER type is the same; else the quad class is.
        dated: how many of the two have a day of their own.
        days: most days between them; a report without a day of its own stands at its publication.
        same_place: the same place is named in both; else no two places that differ.
        words: least likeness of their words, 0 to 100 (rapidfuzz token set ratio over stems).
        shared: least number of stems in common.
        why: the rule in words.
    """

    id: str
    within: Within
    both_sides: bool
    same_type: bool
    dated: Dated
    days: int
    same_place: bool
    words: float
    shared: int
    why: str


def load_joins(tables: Tables) -> tuple[JoinRule, ...]:
    """Load ``scales/joins.csv``; a rule further up goes before one below it.

    Raises:
        TableError: a row is malformed.
    """
    return tuple(
        JoinRule(
            id=row.id,
            within=row.choice("within", ("origin", "document", "any")),  # type: ignore[arg-type]
            both_sides=row.choice("sides", ("both", "one")) == "both",
            same_type=row.choice("type", ("same", "quad")) == "same",
            dated=row.choice("dated", ("both", "one", "none", "any")),  # type: ignore[arg-type]
            days=int(row.number("days")),
            same_place=row.choice("place", ("same", "other")) == "same",
            words=row.number("words"),
            shared=int(row.number("shared")),
            why=row.need("why"),
        )
        for row in tables.rows("scales/joins.csv", COLUMNS)
    )
