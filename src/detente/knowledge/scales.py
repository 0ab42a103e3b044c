"""Scales and crosswalks: what a code is worth, which PLOVER type it has, and how much a record weighs.

Sources: CAMEO and WEIS with the weights of Goldstein (1992, Journal of Conflict Resolution 36, 369-385) as
the Kansas Event Data System used them; PLOVER (2023) for types, modes, contexts and intensities. The weights
of factuality and origin are ours; the column ``version`` names the edition that a score was made with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from detente.errors import SettingError
from detente.knowledge.tables import Row, Tables
from detente.records import EVENT_TYPES, FACTUALITIES

Scheme = Literal["cameo", "weis", "plover"]
SCHEMES: tuple[Scheme, ...] = ("cameo", "weis", "plover")
QUADS = {
    0: "statement",
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


@dataclass(frozen=True, slots=True)
class CodeValue:
    """What one code of an event scheme means in PLOVER, and its Goldstein value.

    `type` is empty and `quad` 0 for a bare statement, which PLOVER does not count as an event.
    """

    code: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: int
    goldstein: float
    intensity: float


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a record counts in a score, by factuality, tense and origin, from one versioned table."""

    version: str
    factuality: Mapping[str, float]
    tense: Mapping[str, float]
    origin: Mapping[str, float]

    def weigh(self, factuality: str, tense: str, origin: str) -> float:
        """The weight of one record: the product of its three weights, between 0 and 1.

        Args:
            factuality: a FactBank value.
            tense: ``past``, ``present`` or ``future``.
            origin: the kind of source behind it, ``author`` where the report itself says it, ``import``
                where others coded it.
        """
        return (
            self.factuality.get(factuality, 0.0) * self.tense.get(tense, 1.0) * self.origin.get(origin, 1.0)
        )


@dataclass(frozen=True, slots=True)
class DatedChange:
    """A change in a relationship that history dates, for evaluation."""

    id: str
    a: str
    b: str
    date: str
    toward: str
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Scales:
    """All scales, loaded."""

    quads: Mapping[str, int]
    intensities: Mapping[str, float]
    codes: Mapping[str, Mapping[str, CodeValue]]
    weights: Weights

    def code(self, scheme: str, code: str) -> CodeValue | None:
        """What a code means; a longer code falls back on its stem, None where the scheme does not know it.

        Args:
            scheme: ``cameo``, ``weis`` or ``plover``.
            code: the code, such as ``0841``, ``223`` or ``CONSULT``.

        Raises:
            SettingError: the scheme is none of the three.
        """
        known = self.codes.get(scheme)
        if known is None:
            raise SettingError(f"{scheme!r} is no event scheme; give one of {', '.join(SCHEMES)}.")
        found = known.get(code)
        if found is None and scheme == "cameo" and len(code) == 4 and code.isdigit():
            # a fourth digit only narrows the code before it
            found = known.get(code[:3])
        return found


@cache
def own_scales() -> Scales:
    """The scales of the package, loaded once."""
    return load_scales(Tables())


def load_scales(tables: Tables) -> Scales:
    """Load all tables under ``scales/``.

    Args:
        tables: where tables are looked up.

    Raises:
        TableError: a table is malformed.
    """
    quads: dict[str, int] = {}
    intensities: dict[str, float] = {}
    for row in tables.rows("scales/types.csv", ("id", "quad", "intensity")):
        row.choice("id", EVENT_TYPES)
        quads[row.id] = int(row.choice("quad", ("1", "2", "3", "4")))
        intensities[row.id] = row.number("intensity")
    codes: dict[str, dict[str, CodeValue]] = {
        scheme: {
            row.id: _code(row, quads, intensities)
            for row in tables.rows(f"scales/{scheme}.csv", ("id", "type", "mode", "contexts", "goldstein"))
        }
        for scheme in ("cameo", "weis")
    }
    codes["plover"] = {
        kind: CodeValue(kind, kind, None, (), quads[kind], intensities[kind], intensities[kind])
        for kind in quads
    }
    return Scales(quads, intensities, codes, _weights(tables))


def load_changes(tables: Tables) -> list[DatedChange]:
    """Dated changes of relationships with their public source, to judge change points against.

    Args:
        tables: where tables are looked up.
    """
    columns = ("id", "a", "b", "date", "toward", "what", "source")
    return [
        DatedChange(**{c: row.need(c) for c in columns})
        for row in tables.rows("scales/dated_changes.csv", columns)
    ]


def _code(row: Row, quads: Mapping[str, int], intensities: Mapping[str, float]) -> CodeValue:
    kind = row.choice("type", ("", *EVENT_TYPES), "")
    return CodeValue(
        code=row.id,
        type=kind,
        mode=row.text("mode"),
        contexts=tuple(row.list("contexts")),
        quad=quads[kind] if kind else 0,
        goldstein=row.number("goldstein"),
        intensity=intensities[kind] if kind else 0.0,
    )


def _weights(tables: Tables) -> Weights:
    kinds: dict[str, dict[str, float]] = {"factuality": {}, "tense": {}, "origin": {}}
    versions: set[str] = set()
    for row in tables.rows("scales/weights.csv", ("id", "kind", "value", "weight", "version")):
        kind = row.choice("kind", tuple(kinds))
        value = row.need("value")
        if kind == "factuality":
            row.choice("value", FACTUALITIES)
        kinds[kind][value] = row.number("weight")
        versions.add(row.need("version"))
    return Weights("+".join(sorted(versions)), kinds["factuality"], kinds["tense"], kinds["origin"])
