"""The cues of statements: verbs, nouns, adjectives and phrases; and the nouns that sources are made of."""

from __future__ import annotations

import typing
from dataclasses import dataclass

from detente.knowledge.tables import Row, Tables
from detente.records import SourceKind

CLASSES = (
    "speech", "writing", "belief", "intention", "attitude", "perception", "showing", "appearance",
    "directive", "commitment", "refusal", "act",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: a word with what must stand beside it (`rest`), its class and the frames it takes."""

    id: str
    word: str
    rest: tuple[str, ...]
    kind: str
    frames: frozenset[str]
    prepositions: frozenset[str]

    @property
    def row(self) -> tuple[str, str]:
        """Id and class of the row."""
        return self.id, self.kind


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues, indexed by their first word's lemma; rows with more words come first."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]
    phrases: dict[str, tuple[Cue, ...]]
    sources: dict[str, SourceKind]
    light: frozenset[str]
    chains: frozenset[str]
    labels: frozenset[str]
    inverted: frozenset[str]
    lists: dict[str, tuple[str, str]]


def load_cues(tables: Tables) -> Cues:
    """Read the tables under ``statements/``.

    Raises:
        TableError: a row lacks its lemma, or names a class that does not exist.
    """
    kinds: tuple[SourceKind, ...] = typing.get_args(SourceKind)
    sources = {
        row.need("lemma"): typing.cast(SourceKind, row.choice("kind", kinds))
        for row in tables.rows("statements/sources.csv", ("id", "lemma", "kind"))
    }
    return Cues(
        verbs=_index(tables, "verbs"),
        nouns=_index(tables, "nouns"),
        adjectives=_index(tables, "adjectives"),
        phrases=_index(tables, "phrases"),
        sources=sources,
        light=_lemmas(tables, "light"),
        chains=_lemmas(tables, "chains"),
        labels=_lemmas(tables, "labels"),
        inverted=_lemmas(tables, "inverted"),
        lists={
            row.need("lemma"): (row.id, row.choice("class", ("counted", "told")))
            for row in tables.rows("statements/lists.csv", ("id", "lemma", "class"))
        },
    )


def _lemmas(tables: Tables, name: str) -> frozenset[str]:
    return frozenset(row.need("lemma") for row in tables.rows(f"statements/{name}.csv", ("id", "lemma")))


def _index(tables: Tables, name: str) -> dict[str, tuple[Cue, ...]]:
    columns = ("id", "lemma", "class", "frames", "prepositions", "example")
    found: dict[str, list[Cue]] = {}
    for row in tables.rows(f"statements/{name}.csv", columns):
        cue = _cue(row)
        found.setdefault(cue.word, []).append(cue)
    return {word: tuple(sorted(cues, key=lambda c: -len(c.rest))) for word, cues in found.items()}


def _cue(row: Row) -> Cue:
    words = row.need("lemma").split()
    return Cue(
        id=row.id,
        word=words[0],
        rest=tuple(words[1:]),
        kind=row.choice("class", CLASSES),
        frames=frozenset(row.list("frames")),
        prepositions=frozenset(row.list("prepositions")),
    )
