"""The cue words of factuality, loaded from ``tables/firmness``.

The values are FactBank's (Saurí and Pustejovsky 2009), kept as a certainty (3 certain, 2 probable, 1
possible, 0 underspecified) and a polarity (+1 or -1). The rows have the form of
ConText rules (Harkema et al. 2009).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from detente.knowledge.tables import Row, Tables
from detente.records import Factuality

Scope = Literal["clause", "modifier", "complement", "object", "subject", "mark"]
_SCOPES = ("clause", "modifier", "complement", "object", "subject", "mark")
_LETTERS = {"CT": 3, "PR": 2, "PS": 1, "U": 0}
_NAMES = {3: "CT", 2: "PR", 1: "PS"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue makes of an event: a certainty with a polarity, or `fact`, or `same`."""

    kind: Literal["value", "fact", "same"]
    certainty: int = 3
    polarity: int = 1


@dataclass(frozen=True, slots=True)
class Cue:
    """One word or group of words of one row; `needs` are the words that must stand beside or below it."""

    row: str
    category: str
    needs: tuple[frozenset[str], ...]
    pos: frozenset[str]
    scope: frozenset[str]
    plain: Effect
    negated: Effect
    future: bool
    infinitive: bool
    passive: bool


@dataclass(frozen=True, slots=True)
class Firmness:
    """All cues by the word that governs the event, longest first."""

    cues: Mapping[str, tuple[Cue, ...]]
    absorbed: Mapping[str, frozenset[str]]
    selecting: frozenset[str]


def name_value(certainty: int, polarity: int) -> Factuality:
    """FactBank's name of a value; a certainty of 0 is ``Uu``."""
    if certainty <= 0:
        return "Uu"
    return cast(Factuality, _NAMES[certainty] + ("+" if polarity > 0 else "-"))


def load_firmness(tables: Tables) -> Firmness:
    """Load the cues, the absorbed categories and the selecting prepositions.

    Raises:
        TableError: a cell is malformed.
    """
    rows = tables.rows(
        "firmness/cues.yaml", ("id", "category", "cue", "scope", "plain", "negated", "example")
    )
    found: dict[str, list[Cue]] = {}
    for row in rows:
        for words in row.list("cue"):
            heads, cue = _cue(row, words)
            for head in heads:
                found.setdefault(head, []).append(cue)
    absorbed: dict[str, set[str]] = {}
    for row in tables.rows("firmness/absorbed.csv", ("id", "type", "category")):
        absorbed.setdefault(row.need("type"), set()).add(row.need("category"))
    selecting = {
        w for row in tables.rows("firmness/prepositions.csv", ("id", "word")) for w in row.list("word")
    }
    return Firmness(
        {word: tuple(sorted(cues, key=lambda c: -len(c.needs))) for word, cues in found.items()},
        {kind: frozenset(categories) for kind, categories in absorbed.items()},
        frozenset(selecting),
    )


def _cue(row: Row, words: str) -> tuple[Iterable[str], Cue]:
    parts = words.split()
    starred = [n for n, part in enumerate(parts) if part.startswith("*")]
    if len(starred) > 1 or (not starred and len(parts) > 1):
        raise row.error("cue", f"holds {words!r}: of several words exactly one is marked with a star")
    at = starred[0] if starred else 0
    heads = parts[at].lstrip("*").split("/")
    needs = tuple(frozenset(part.split("/")) for n, part in enumerate(parts) if n != at)
    scope = row.choices("scope", _SCOPES)
    cue = Cue(
        row=row.id,
        category=row.need("category"),
        needs=needs,
        pos=frozenset(row.list("pos")),
        scope=frozenset(scope),
        plain=_effect(row, "plain"),
        negated=_effect(row, "negated"),
        future=_is_yes(row, "future"),
        infinitive=_is_yes(row, "infinitive"),
        passive=_is_yes(row, "passive"),
    )
    return heads, cue


def _is_yes(row: Row, column: str) -> bool:
    return (row.text(column) or "no").lower() in ("yes", "true")


def _effect(row: Row, column: str) -> Effect:
    value = row.need(column)
    if value in ("fact", "same"):
        return Effect(cast(Literal["fact", "same"], value))
    letters, sign = value[:-1], value[-1]
    if letters not in _LETTERS or sign not in "+-u":
        raise row.error(column, f"is {value!r}; allowed are CT+ PR+ PS+ CT- PR- PS- Uu fact same")
    return Effect("value", _LETTERS[letters], -1 if sign == "-" else 1)
