"""The codebook: PLOVER's types with their modes, contexts and sectors, in our own words.

It follows the names and rules of PLOVER (Halterman, Bagozzi, Beger, Schrodt and Scarborough 2023, "PLOVER and
POLECAT", International Studies Association); the definitions, decisions and examples are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.knowledge.tables import Row, Tables
from detente.records import EVENT_TYPES


@dataclass(frozen=True, slots=True)
class Entry:
    """One event type as the codebook describes it."""

    id: str
    definition: str
    included: tuple[str, ...]
    excluded: tuple[str, ...]
    ties: tuple[str, ...]
    examples: tuple[str, ...]
    quad: int
    intensity: float


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type, with its own intensity."""

    id: str
    type: str
    name: str
    intensity: float
    definition: str


@dataclass(frozen=True, slots=True)
class Term:
    """A context, a sector, or a decision taken where PLOVER's manual leaves room."""

    id: str
    definition: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """All of it, as `detente codebook` shows it."""

    version: str
    types: Mapping[str, Entry]
    modes: Mapping[tuple[str, str], Mode]
    contexts: Mapping[str, Term]
    sectors: Mapping[str, Term]
    decisions: Mapping[str, Term]

    def intensity(self, type: str, mode: str | None = None) -> float:
        """PLOVER's intensity of a type and mode, from -10 (violence) to +10 (aid).

        Args:
            type: one of the sixteen types.
            mode: a mode of that type, or None.
        """
        if mode is not None and (found := self.modes.get((type, mode))) is not None:
            return found.intensity
        return self.types[type].intensity


VERSION = "2026.1"


def load_codebook(tables: Tables) -> Codebook:
    """Load the codebook's tables.

    Args:
        tables: where the tables are looked up.

    Raises:
        TableError: a table is malformed, or lacks one of the sixteen types.
    """
    entries = {row.id: _entry(row) for row in tables.rows("codebook/codebook.yaml", ("id", "definition"))}
    for row in tables.rows("codebook/modes.csv", ("id", "type", "name", "intensity", "definition")):
        row.choice("type", EVENT_TYPES)
    modes = {
        (row.need("type"), row.need("name")): Mode(
            row.id, row.need("type"), row.need("name"), row.number("intensity"), row.need("definition")
        )
        for row in tables.rows("codebook/modes.csv", ("id", "type", "name", "intensity", "definition"))
    }
    return Codebook(
        version=VERSION,
        types={kind: entries[kind] for kind in EVENT_TYPES},
        modes=modes,
        contexts=_terms(tables, "codebook/contexts.csv"),
        sectors=_terms(tables, "codebook/sectors.csv"),
        decisions=_terms(tables, "codebook/decisions.yaml"),
    )


def _entry(row: Row) -> Entry:
    row.choice("id", EVENT_TYPES)
    return Entry(
        id=row.id,
        definition=row.need("definition"),
        included=tuple(row.list("included")),
        excluded=tuple(row.list("excluded")),
        ties=tuple(row.list("ties")),
        examples=tuple(row.list("examples")),
        quad=int(row.number("quad")),
        intensity=row.number("intensity"),
    )


def _terms(tables: Tables, name: str) -> dict[str, Term]:
    return {row.id: Term(row.id, row.need("definition")) for row in tables.rows(name, ("id", "definition"))}
