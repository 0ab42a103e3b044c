"""What briefs need of tables: the plain words for types and firmness, and who counts with whom."""

from __future__ import annotations

from collections.abc import Mapping

from detente.knowledge.tables import Tables

KINDS = (
    "type",
    "factuality",
    "tense",
    "expectation",
    "explanation",
    "source",
    "stance",
    "state",
    "writing",
    "desk",
)


def load_phrases(tables: Tables) -> Mapping[str, str]:
    """The words for each code.

    Args:
        tables: where the table stands; a user's own `briefing/words.csv` changes the words.

    Raises:
        TableError: a row's kind is none of `KINDS`.
    """
    found: dict[str, str] = {}
    for row in tables.rows("briefing/words.csv", ("id", "kind", "words")):
        row.choice("kind", KINDS)
        found[row.id] = row.text("words") or ""
    return found


def load_circles(tables: Tables) -> Mapping[str, frozenset[str]]:
    """The actors that a brief on one actor counts with it, beside its own parts.

    Args:
        tables: where `briefing/circles.csv` stands.
    """
    rows = tables.rows("briefing/circles.csv", ("id", "actor", "counts"))
    return {row.need("actor"): frozenset(row.list("counts")) for row in rows}
