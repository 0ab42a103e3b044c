"""What makes a record worth a look: signs that much rests on it, and signs that it may be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from detente.knowledge.tables import Tables

Part = Literal["stake", "doubt", "factor"]
PARTS: tuple[Part, ...] = ("stake", "doubt", "factor")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign.

    Attributes:
        id: of the row.
        kind: kind of record, or of expectation.
        part: whether it adds to what is at stake, to the doubt, or multiplies the product of both.
        when: name of the measure that tells how far it holds (`detente.relations.reviewing`).
        value: what it adds, or multiplies by, where it holds wholly.
        words: what it tells whoever reviews; empty where it tells nothing.
    """

    id: str
    kind: str
    part: Part
    when: str
    value: float
    words: str


def load_signs(tables: Tables) -> tuple[Sign, ...]:
    """The signs of ``review/signs.csv``.

    Args:
        tables: where the table stands.

    Raises:
        TableError: a row's part is none of `PARTS`, or its value is no number.
    """
    return tuple(
        Sign(
            id=row.id,
            kind=row.need("kind"),
            part=cast(Part, row.choice("part", PARTS)),
            when=row.need("when"),
            value=row.number("value"),
            words=row.text("words") or "",
        )
        for row in tables.rows("review/signs.csv", ("id", "kind", "part", "when", "value", "words"))
    )
