"""One row of each table of frames: what its cells mean, and how they are read.

Frames and operators are found by word in `detente.knowledge.frames`; this module knows their cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from detente.knowledge.tables import Row
from detente.records import EVENT_TYPES, EventType

Part = Literal["verb", "noun", "adjective"]
Need = Literal["two", "one", "actor", "recipient", "side", "known", "none"]  # which sides must be told
Force = Literal[
    "do", "undergo", "plan", "offer", "ready", "refuse", "request", "order", "threaten", "end", "start",
    "allow", "prevent", "accuse", "deny", "support", "oppose", "consider", "speak", "fail", "decide",
    "claim", "agree", "approve", "voice", "collapse", "lapse",
]  # fmt: skip

# what an operator acts on; "wish" is a clause that tells what is to be done ("that Chad withdraw"), "other"
# an infinitive with a known actor of its own ("wants Chad to leave"), "passive" one under a passive ("was
# forced to leave"), "subject" what stands as the word's subject ("the talks collapsed")
TAKES = ("to", "that", "ing", "noun", "wish", "other", "passive", "subject")
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
    business: bool = False

    def __bool__(self) -> bool:
        return bool(
            self.words
            or self.pairs
            or self.types
            or self.actor
            or self.absent
            or self.present
            or self.person
            or self.business
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
    """Another type for an event whose sentence speaks of something ("on a peace mission").

    `near` are the words of which the sentence must hold one, `rows` the frames of which one must have made
    the event, `words` those it must hang on; empty ones ask for nothing. With `state` the act must be a
    government's own ("a protest from Lima").
    """

    id: str
    type: str
    near: frozenset[str]
    rows: frozenset[str]
    words: frozenset[str]
    state: bool
    into: EventType
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]


def read_frame(row: Row, part: Part, classes: Mapping[str, frozenset[str]]) -> Frame:
    """A frame of a verb, a noun or an adjective."""
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


def read_operator(row: Row, classes: Mapping[str, frozenset[str]]) -> Operator:
    """A word that acts on another event."""
    takes = row.choices("takes", TAKES)
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


def read_effect(row: Row) -> Effect:
    """What such a word makes of the event."""
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


def read_shift(row: Row, classes: Mapping[str, frozenset[str]]) -> Shift:
    """A type that depends on what else the sentence speaks of."""
    near = row.text("near")
    if near is not None and near not in classes:
        raise row.error("near", f"names the class {near!r}, which classes.csv does not have")
    return Shift(
        id=row.id,
        type=row.choice("type", EVENT_TYPES),
        near=classes[near] if near else frozenset(),
        rows=frozenset(row.list("rows")),
        words=frozenset(row.list("words")),
        state=row.text("actor") is not None and row.choice("actor", ("state",)) == "state",
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
    actor = absent = present = person = business = False
    for item in items:
        if item == "^":
            actor = True
        elif item == "^person":
            person = True
        elif item == "^business":
            business = True
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
        business=business,
    )
