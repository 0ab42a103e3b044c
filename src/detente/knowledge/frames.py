"""Frames: which verb, noun or adjective carries which event, and where its actor and recipient stand.

Seven tables under ``tables/frames``: ``verbs.csv``, ``nouns.csv`` and ``adjectives.csv`` hold the frames;
``classes.csv`` the classes of nouns that a frame's object may be asked to belong to; ``operators.csv`` the
words that act on another event (promise, refuse, demand, end); ``effects.csv`` what such a word makes of it;
``shifts.csv`` types that depend on what else the sentence speaks of.

A condition is a noun (``ceasefire``), a noun with its modifier (``joint_exercise``, ``cyber_*``), a class
(``@troops``), an event type that the noun itself carries (``#ASSAULT``, ``#conflict``), ``^`` for any actor,
``^person`` for a person, ``~`` for nothing at all. Alternatives are parted by ``|``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from detente.knowledge.tables import Row, Tables
from detente.records import EVENT_TYPES, EventType

Part = Literal["verb", "noun", "adjective"]
Need = Literal["two", "one", "actor", "recipient", "side", "known", "none"]  # which sides must be told
Force = Literal[
    "do", "undergo", "plan", "offer", "ready", "refuse", "request", "order", "threaten", "end", "start",
    "allow", "prevent", "accuse", "deny", "support", "oppose", "consider", "speak", "fail", "decide",
    "claim", "agree", "approve", "voice",
]  # fmt: skip

NEEDS: tuple[str, ...] = get_args(Need)
FORCES: tuple[str, ...] = get_args(Force)
GROUPS: Mapping[str, frozenset[str]] = {
    "cooperation": frozenset(EVENT_TYPES[:7]),
    "material_cooperation": frozenset(EVENT_TYPES[4:7]),
    "verbal_cooperation": frozenset(EVENT_TYPES[:4]),
    "conflict": frozenset(EVENT_TYPES[7:]),
    "material_conflict": frozenset(EVENT_TYPES[11:]),
    "verbal_conflict": frozenset(EVENT_TYPES[7:11]),
}
_PLACES = frozenset({
    "subject", "object", "dative", "possessive", "adjective", "compound", "by", "to", "with", "against",
    "from", "in", "into", "on", "upon", "onto", "at", "for", "of", "off", "over", "about", "toward",
    "towards", "between", "among", "amid", "before", "after", "through", "throughout", "behind", "under",
    "around", "alongside", "along", "near", "across", "inside", "outside", "within", "beyond", "down", "as",
    "during",
    "that",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """What a noun must be; an empty one holds for any noun."""

    words: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = (
        frozenset()
    )  # modifier and head: ("joint", "exercise"), ("cyber", "*")
    types: frozenset[str] = frozenset()
    actor: bool = False
    absent: bool = False
    present: bool = False
    person: bool = False

    def __bool__(self) -> bool:
        return bool(
            self.words or self.pairs or self.types or self.actor or self.absent or self.present or self.person
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame. `type` is None where the words look like an event and are none."""

    id: str
    part: Part
    type: EventType | None
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    subject: Condition
    object: Condition
    unless: Condition
    preps: tuple[tuple[str, Condition], ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    symmetric: bool
    need: Need
    confidence: float
    example: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that acts on another event: *agree* to withdraw, *call for* talks, *lift* the embargo."""

    id: str
    force: Force
    takes: frozenset[str]
    preps: tuple[str, ...]
    unless: Condition
    holding: Condition  # what a clause under it must hold for `alone`
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    alone: EventType | None
    mode: str | None
    cameo: str | None
    need: Need
    confidence: float
    example: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a force makes of an event of some types: another type, the same (``=``), or nothing (``-``)."""

    id: str
    force: Force
    inner: frozenset[str]
    type: str
    mode: str | None
    cameo: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Shift:
    """Another type for an event whose sentence speaks of something ("on a peace mission")."""

    id: str
    type: str
    near: frozenset[str]
    into: EventType
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]


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


_SHIFT_COLUMNS = ("id", "type", "near", "into", "mode", "cameo", "contexts")


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
            frame = _frame(row, cast(Part, part), classes)
            rows[frame.id] = frame
            _index(index[part], row, frame, None, part == "noun")
    for row in tables.rows("frames/operators.csv", _OPERATOR_COLUMNS):
        operator = _operator(row, classes)
        rows[operator.id] = operator
        for part in row.list("part"):
            if part not in index:
                raise row.error("part", f"is {part!r}; allowed are verb, noun, adjective")
            _index(index[part], row, None, operator, part == "noun")
    effects: dict[str, list[Effect]] = {}
    for row in tables.rows(
        "frames/effects.csv", ("id", "force", "inner", "type", "mode", "cameo", "confidence")
    ):
        effect = _effect(row)
        effects.setdefault(effect.force, []).append(effect)
    return Frames(
        verbs=_sorted(index["verb"]),
        nouns=_sorted(index["noun"]),
        adjectives=_sorted(index["adjective"]),
        classes=classes,
        effects={force: tuple(found) for force, found in effects.items()},
        rows=rows,
        hyphened=frozenset(_with_hyphen(index, classes, rows)),
        shifts=tuple(_shift(row, classes) for row in tables.rows("frames/shifts.csv", _SHIFT_COLUMNS)),
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


def _frame(row: Row, part: Part, classes: Mapping[str, frozenset[str]]) -> Frame:
    kind = row.choice("type", (*EVENT_TYPES, "-"))
    preps = []
    for item in row.list("preps"):
        prep, _, wanted = item.partition(":")
        preps.append((prep, _condition(row, "preps", wanted.split("+") if wanted else [], classes)))
    return Frame(
        id=row.id,
        part=part,
        type=None if kind == "-" else cast(EventType, kind),
        mode=row.text("mode"),
        cameo=row.text("cameo"),
        contexts=tuple(row.list("contexts")),
        subject=_condition(row, "subject", row.list("subject"), classes),
        object=_condition(row, "object", row.list("object"), classes),
        unless=_condition(row, "unless", row.list("unless"), classes),
        preps=tuple(preps),
        actor=_places(
            row, "actor", ("subject", "by") if part == "verb" else ("possessive", "by", "adjective")
        ),
        recipient=_places(row, "recipient", ()),
        symmetric=row.choice("symmetric", ("yes", "no"), "no") == "yes",
        need=cast(Need, row.choice("need", NEEDS, "one")),
        confidence=row.number("confidence", 0.7),
        example=row.text("example", "") or "",
    )


def _operator(row: Row, classes: Mapping[str, frozenset[str]]) -> Operator:
    takes = row.list("takes")
    for one in takes:
        if one not in ("to", "that", "ing", "noun"):
            raise row.error("takes", f"holds {one!r}; allowed are to, that, ing, noun")
    alone = row.text("alone")
    if alone is not None and alone not in EVENT_TYPES:
        raise row.error("alone", f"is {alone!r}, not an event type")
    return Operator(
        id=row.id,
        force=cast(Force, row.choice("force", FORCES)),
        takes=frozenset(takes),
        preps=tuple(row.list("preps")),
        holding=_condition(row, "holding", row.list("holding"), classes),
        unless=_condition(row, "unless", row.list("unless"), classes),
        actor=_places(row, "actor", ("subject", "by")),
        recipient=_places(row, "recipient", ()),
        alone=alone,
        mode=row.text("mode"),
        cameo=row.text("cameo"),
        need=cast(Need, row.choice("need", NEEDS, "one")),
        confidence=row.number("confidence", 0.7),
        example=row.text("example", "") or "",
    )


def _effect(row: Row) -> Effect:
    inner: set[str] = set()
    for one in row.list("inner"):
        if one in GROUPS:
            inner |= GROUPS[one]
        elif one == "any":
            inner |= {*EVENT_TYPES, "none"}
        elif one in EVENT_TYPES or one == "none":
            inner.add(one)
        else:
            raise row.error("inner", f"holds {one!r}, neither a type nor a group of types")
    return Effect(
        id=row.id,
        force=cast(Force, row.choice("force", FORCES)),
        inner=frozenset(inner),
        type=row.choice("type", (*EVENT_TYPES, "=", "-")),
        mode=row.text("mode"),
        cameo=row.text("cameo"),
        confidence=row.number("confidence", 1.0),
    )


def _shift(row: Row, classes: Mapping[str, frozenset[str]]) -> Shift:
    near = row.need("near")
    if near not in classes:
        raise row.error("near", f"names the class {near!r}, which classes.csv does not have")
    return Shift(
        id=row.id,
        type=row.choice("type", EVENT_TYPES),
        near=classes[near],
        into=cast(EventType, row.choice("into", EVENT_TYPES)),
        mode=row.text("mode"),
        cameo=row.text("cameo"),
        contexts=tuple(row.list("contexts")),
    )


def _places(row: Row, column: str, default: tuple[str, ...]) -> tuple[str, ...]:
    places = tuple(row.list(column)) or default
    for place in places:
        if place != "-" and not all(part in _PLACES for part in place.split(".")):
            raise row.error(column, f"holds {place!r}, which is no place that a role can stand in")
    return () if places == ("-",) else places


def _condition(
    row: Row, column: str, items: Sequence[str], classes: Mapping[str, frozenset[str]]
) -> Condition:
    words: set[str] = set()
    types: set[str] = set()
    actor = absent = present = person = False
    for item in items:
        if item == "^":
            actor = True
        elif item == "^person":
            person = True
        elif item == "~":
            absent = True
        elif item == "*":
            present = True
        elif item.startswith("@"):
            if item[1:] not in classes:
                raise row.error(column, f"names the class {item[1:]!r}, which classes.csv does not have")
            words |= classes[item[1:]]
        elif item.startswith("#"):
            if item[1:] not in GROUPS and item[1:] not in EVENT_TYPES:
                raise row.error(column, f"names {item!r}, neither a type nor a group of types")
            types |= GROUPS.get(item[1:], {item[1:]})
        else:
            words.add(item.lower())
    pairs = {(first, last) for first, _, last in (word.rpartition("_") for word in words) if first}
    return Condition(
        words=frozenset(word for word in words if "_" not in word),
        pairs=frozenset(pairs),
        types=frozenset(types),
        actor=actor,
        absent=absent,
        present=present,
        person=person,
    )
