"""What the step of expectations knows beside its markers: limits of time, and how terms are listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.knowledge.tables import Tables


@dataclass(frozen=True, slots=True)
class Limit:
    """A word that makes a date a limit: `bound` is ``until``, ``span`` (from now on) or ``after``."""

    row: str
    words: tuple[str, ...]
    bound: str


@dataclass(frozen=True, slots=True)
class Expecting:
    """What is known, by word.

    Limits by first word; the row of the nouns, verbs and prepositions of listed terms; pronouns of a speaker
    and of things; words and sectors of those who foretell what others will do, and neither plan nor threaten
    it themselves. `disbelief` holds, by first word, the words for hardly anybody with the term of
    likelihood that a belief of theirs stands for. `vague` holds how many days "the coming weeks" are taken
    to reach at most.
    """

    limits: Mapping[str, tuple[Limit, ...]]
    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    sources: Mapping[str, str]
    speakers: frozenset[str]
    things: frozenset[str]
    foretellers: frozenset[str] = frozenset()
    foretelling: frozenset[str] = frozenset()
    disbelief: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    vague: Mapping[str, int] = field(default_factory=dict)


def load_expecting(tables: Tables) -> Expecting:
    """Load the tables of limits, terms, pronouns, foretellers, disbelief and vague times.

    Raises:
        TableError: a row is malformed.
    """
    limits: dict[str, list[Limit]] = {}
    for row in tables.rows("expectations/limits.csv", ("id", "words", "bound")):
        bound = row.choice("bound", ("until", "span", "after"))
        for phrase in row.list("words"):
            words = tuple(phrase.split())
            limits.setdefault(words[0], []).append(Limit(row.id, words, bound))
    parts: dict[str, dict[str, str]] = {"noun": {}, "verb": {}, "preposition": {}}
    for row in tables.rows("expectations/terms.yaml", ("id", "part", "words")):
        part = row.choice("part", tuple(parts))
        parts[part].update(dict.fromkeys(row.list("words"), row.id))
    ordered = {w: tuple(sorted(ls, key=lambda x: -len(x.words))) for w, ls in limits.items()}
    stands: dict[str, set[str]] = {"speaker": set(), "thing": set()}
    for row in tables.rows("expectations/pronouns.csv", ("id", "word", "stands")):
        stands[row.choice("stands", tuple(stands))].add(row.need("word"))
    onlookers: set[str] = set()
    sectors: set[str] = set()
    for row in tables.rows("expectations/foretellers.csv", ("id", "words", "sectors")):
        onlookers.update(row.list("words"))
        sectors.update(row.list("sectors"))
    nobody: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in tables.rows("expectations/disbelief.csv", ("id", "words", "term")):
        for phrase in row.list("words"):
            words = tuple(phrase.split())
            nobody.setdefault(words[0], []).append((words, row.need("term")))
    vague: dict[str, int] = {}
    for row in tables.rows("expectations/vague.csv", ("id", "words", "days")):
        vague.update(dict.fromkeys(row.list("words"), int(row.number("days", 0))))
    return Expecting(
        ordered,
        parts["noun"],
        parts["verb"],
        parts["preposition"],
        frozenset(stands["speaker"]),
        frozenset(stands["thing"]),
        frozenset(onlookers),
        frozenset(sectors),
        {word: tuple(ones) for word, ones in nobody.items()},
        vague,
    )
