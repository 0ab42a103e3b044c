"""Marker phrases of conditions, expectations and explanations: words, a frame and what they mark.

A phrase is a run of words, each given in its dictionary form or as it stands in the text; a stroke parts
alternatives ("hinge/depend on").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.knowledge.tables import Row, Tables


@dataclass(frozen=True, slots=True)
class Marker:
    """One phrase of one row; `cells` are the row's other columns."""

    row: str
    words: tuple[frozenset[str], ...]
    frame: str
    kind: str
    cells: Row


Markers = Mapping[str, tuple[Marker, ...]]
"""Markers by their first word, the longest first."""


def load_markers(tables: Tables, name: str, frames: Sequence[str], kinds: Sequence[str]) -> Markers:
    """Load a table of marker phrases.

    Args:
        tables: where the table is looked up.
        name: its name, such as ``conditions/markers.yaml``.
        frames: the frames that the code knows.
        kinds: the kinds that a row may give.

    Raises:
        TableError: a row has an unknown frame or kind, or no words.
    """
    found: dict[str, list[Marker]] = {}
    for row in tables.rows(name, ("id", "marker", "frame", "kind", "example")):
        frame, kind = row.choice("frame", frames), row.choice("kind", kinds)
        phrases = row.list("marker")
        if not phrases:
            raise row.error("marker", "is empty; give at least one phrase")
        for phrase in phrases:
            words = tuple(frozenset(part.split("/")) for part in phrase.split())
            marker = Marker(row.id, words, frame, kind, row)
            for first in words[0]:
                found.setdefault(first, []).append(marker)
    return {word: tuple(sorted(ones, key=lambda m: -len(m.words))) for word, ones in found.items()}


CONDITION_FRAMES = ("mark", "inverted", "rests", "phrase", "price", "basis", "until", "lacking", "tied")
EXPLANATION_FRAMES = (
    "clause", "phrase", "verb", "passive", "reverse", "purpose", "infinitive",
    "predicate", "complement", "object", "ascribed", "participle", "noun", "fronted",
)  # fmt: skip
EXPECTATION_FRAMES = ("clause", "governor", "modifier", "outcome", "subject", "supposed")


def load_conditions(tables: Tables) -> Markers:
    """Load the markers of conditions."""
    return load_markers(tables, "conditions/markers.yaml", CONDITION_FRAMES, ("positive", "negative"))


def load_explanations(tables: Tables) -> Markers:
    """Load the markers of motive, cause, consequence and doubt."""
    kinds = ("motive", "cause", "consequence", "doubt")
    return load_markers(tables, "explanations/markers.yaml", EXPLANATION_FRAMES, kinds)


def load_expectations(tables: Tables) -> Markers:
    """Load the markers of expectations."""
    kinds = ("scheduled", "forecast", "demand", "commitment", "threat")
    return load_markers(tables, "expectations/markers.yaml", EXPECTATION_FRAMES, kinds)
