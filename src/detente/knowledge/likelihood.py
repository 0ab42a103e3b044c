"""Scales of likelihood words: ICD 203 (2015), Kent (1964) and the PHIA yardstick (UK, 2018).

A scale gives each term a range of probability. Only words of the text are read: where it gives none, there is
no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.errors import SettingError
from detente.knowledge.tables import Tables
from detente.records import Range


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase of a scale with its range of probability (0 to 1)."""

    row: str
    words: tuple[str, ...]
    range: Range


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale: its phrases by first word, the longest first.

    `nouns` are those of chance, `grades` the words that grade them, each with the term of the scale that it
    stands for, `numbers` the words of ratios, and `risks` further nouns that only numbers make a likelihood
    of (a "high risk" says as much of the loss as of the chance).
    """

    name: str
    terms: Mapping[str, tuple[Term, ...]]
    nouns: frozenset[str] = frozenset()
    grades: Mapping[str, Term] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    risks: frozenset[str] = frozenset()


def load_scale(tables: Tables, name: str) -> Scale:
    """Load one scale of likelihood words.

    Args:
        tables: where ``likelihood/words.csv`` is looked up.
        name: ``icd203``, ``kent``, ``phia`` or one of the user's own.

    Raises:
        SettingError: no row belongs to that scale.
        TableError: a row is malformed.
    """
    terms: dict[str, list[Term]] = {}
    known: set[str] = set()
    for row in tables.rows("likelihood/words.csv", ("id", "scale", "word", "low", "high")):
        known.add(row.need("scale"))
        if row.need("scale") != name:
            continue
        low, high = row.number("low"), row.number("high")
        if not 0 <= low <= high <= 1:
            raise row.error("low", f"and high are {low} and {high}; a range lies between 0 and 1")
        for word in row.list("word"):
            words = tuple(word.replace("-", " - ").split())
            terms.setdefault(words[0], []).append(Term(row.id, words, (low, high)))
    if not terms:
        raise SettingError(f"There is no likelihood scale {name!r}; known are {', '.join(sorted(known))}.")
    ordered = {w: tuple(sorted(t, key=lambda x: -len(x.words))) for w, t in terms.items()}
    return _graded(tables, name, ordered)


def _graded(tables: Tables, name: str, terms: Mapping[str, tuple[Term, ...]]) -> Scale:
    """Add what ``likelihood/grades.csv`` says of the nouns of chance, their adjectives and numbers."""
    nouns: set[str] = set()
    risks: set[str] = set()
    grades: dict[str, Term] = {}
    numbers: dict[str, float] = {}
    for row in tables.rows("likelihood/grades.csv", ("id", "part", "words", "stands")):
        part = row.choice("part", ("noun", "risk", "grade", "number"))
        if part == "noun":
            nouns.update(row.list("words"))
        elif part == "risk":
            risks.update(row.list("words"))
        elif part == "number":
            numbers.update(dict.fromkeys(row.list("words"), row.number("stands")))
        else:
            phrase = tuple(row.need("stands").split())
            term = next((t for t in terms.get(phrase[0], ()) if t.words == phrase), None)
            if term is not None:
                grades.update({w: Term(row.id, t.words, t.range) for t in [term] for w in row.list("words")})
    return Scale(name, terms, frozenset(nouns), grades, numbers, frozenset(risks))
