"""Frames: which verb, noun or adjective carries which event, and where its actor and recipient stand.

Seven tables under ``tables/frames``: ``verbs.csv``, ``nouns.csv`` and ``adjectives.csv`` hold the frames;
``classes.csv`` the classes of nouns that a frame's object may be asked to belong to; ``operators.csv`` the
words that act on another event (promise, refuse, demand, end); ``effects.csv`` what such a word makes of it;
``shifts.csv`` types that depend on what else the sentence speaks of.

A condition is a noun (``ceasefire``), a noun with its modifier (``joint_exercise``, ``cyber_*``), a class
(``@troops``), an event type that the noun itself carries (``#ASSAULT``, ``#conflict``), ``^`` for any actor,
``^person`` for a person, ``^business`` for a firm, ``~`` for nothing at all. Alternatives are parted by
``|``. Among a frame's prepositions ``inf`` is an infinitive, ``oprd`` what the object is called, and
``!with`` one that must not be there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from detente.knowledge.frame_rows import (
    Condition,
    Effect,
    Frame,
    Operator,
    Part,
    Shift,
    read_effect,
    read_frame,
    read_operator,
    read_shift,
)
from detente.knowledge.tables import Row, Tables

__all__ = ["Condition", "Effect", "Frame", "Frames", "Operator", "Pattern", "Shift", "load_frames"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A frame or an operator under one of its words, with the particles or prepositions bound to the word."""

    particles: tuple[str, ...]
    frame: Frame | None
    operator: Operator | None


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, by part of speech and lemma."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, tuple[Pattern, ...]]
    classes: Mapping[str, frozenset[str]]
    effects: Mapping[str, tuple[Effect, ...]]
    rows: Mapping[str, Frame | Operator]
    hyphened: frozenset[str]
    shifts: tuple[Shift, ...]

    def effect(self, force: str, inner: str | None) -> Effect | None:
        """The first effect of a force on an event of a type (None: on something that is no event)."""
        for effect in self.effects.get(force, ()):
            if (inner or "none") in effect.inner:
                return effect
        return None


_FRAME_COLUMNS = (
    "id", "words", "subject", "object", "unless", "preps", "type", "mode", "cameo", "contexts", "actor",
    "recipient",
    "symmetric", "need", "confidence", "example",
)  # fmt: skip
_OPERATOR_COLUMNS = (
    "id", "part", "words", "force", "takes", "preps", "unless", "holding", "actor", "recipient",
    "alone", "mode", "cameo", "need", "confidence", "example",
)  # fmt: skip


_SHIFT_COLUMNS = ("id", "type", "near", "rows", "words", "actor", "into", "mode", "cameo", "contexts")


def load_frames(tables: Tables) -> Frames:
    """Load the seven tables.

    Args:
        tables: where the tables are looked up.

    Raises:
        TableError: a cell holds what is not allowed; file, line and column are named.
    """
    classes = {
        row.id: frozenset(_lower(row.list("words")))
        for row in tables.rows("frames/classes.csv", ("id", "words"))
    }
    rows: dict[str, Frame | Operator] = {}
    index: dict[str, dict[str, list[Pattern]]] = {"verb": {}, "noun": {}, "adjective": {}}
    for name, part in (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective")):
        for row in tables.rows(f"frames/{name}.csv", _FRAME_COLUMNS):
            frame = read_frame(row, cast(Part, part), classes)
            rows[frame.id] = frame
            _index(index[part], row, frame, None, part == "noun")
    for row in tables.rows("frames/operators.csv", _OPERATOR_COLUMNS):
        operator = read_operator(row, classes)
        rows[operator.id] = operator
        for part in row.list("part"):
            if part not in index:
                raise row.error("part", f"is {part!r}; allowed are verb, noun, adjective")
            _index(index[part], row, None, operator, part == "noun")
    effects: dict[str, list[Effect]] = {}
    for row in tables.rows(
        "frames/effects.csv", ("id", "force", "inner", "type", "mode", "cameo", "confidence")
    ):
        effect = read_effect(row)
        effects.setdefault(effect.force, []).append(effect)
    return Frames(
        verbs=_sorted(index["verb"]),
        nouns=_sorted(index["noun"]),
        adjectives=_sorted(index["adjective"]),
        classes=classes,
        effects={force: tuple(found) for force, found in effects.items()},
        rows=rows,
        hyphened=frozenset(_with_hyphen(index, classes, rows)),
        shifts=tuple(read_shift(row, classes) for row in tables.rows("frames/shifts.csv", _SHIFT_COLUMNS)),
    )


def _with_hyphen(
    index: Mapping[str, Mapping[str, list[Pattern]]],
    classes: Mapping[str, frozenset[str]],
    rows: Mapping[str, Frame | Operator],
) -> Iterator[str]:
    for words in (*index.values(), *classes.values()):
        yield from (word for word in words if "-" in word)
    for row in rows.values():
        if isinstance(row, Frame):
            for condition in (row.object, row.unless, *(c for _, c in row.preps)):
                yield from (word for word in condition.words if "-" in word)


def _lower(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]


def _index(
    index: dict[str, list[Pattern]],
    row: Row,
    frame: Frame | None,
    operator: Operator | None,
    noun: bool = False,
) -> None:
    words = row.list("words")
    if not words:
        raise row.error("words", "is empty; every row needs it")
    for word in words:
        first, *particles = word.split("_")
        if noun and particles:  # "air_war": the head stands last
            *particles, first = first, *particles
        index.setdefault(first.lower(), []).append(Pattern(tuple(particles), frame, operator))


def _sorted(index: dict[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    """The most particular pattern of a word first; rows of one rank keep the table's order."""
    return {word: tuple(sorted(found, key=_rank)) for word, found in index.items()}


def _rank(pattern: Pattern) -> float:
    frame = pattern.frame
    if frame is None:
        return -2.0 * len(pattern.particles) - 1.0
    return (
        -2.0 * len(pattern.particles)
        - 2.0 * bool(frame.object)
        - 1.0 * bool(frame.subject)
        - 2.0 * bool(frame.preps)
    )
