"""One time expression while it is read: the words in its slots, what it is read against, and the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from detente import edtf
from detente.coding.times.anchoring import Anchors, Direction
from detente.coding.times.points import GRAINS, Point, point
from detente.knowledge.times import TimeKnowledge
from detente.records import TimeType

_WINDOW_GRAIN = {"H": "Q", "WE": "W"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an expression means; `point` is the period it names, if it names one."""

    type: TimeType
    value: str
    edtf: str | None = None
    point: Point | None = None


@dataclass(slots=True)
class Case:
    """An expression to read.

    `slots` holds the values of the named words, `arguments` those of the pattern's row, `text` the words,
    `before` and `after` the words beside them.
    """

    slots: Mapping[str, Any]
    arguments: Mapping[str, str]
    anchors: Anchors
    known: TimeKnowledge
    text: str
    look: Callable[[], Direction | None]
    before: str = ""
    after: str = ""

    def __getitem__(self, slot: str) -> Any:
        return self.slots.get(slot)

    def __contains__(self, slot: object) -> bool:
        return slot in self.slots

    def step(self) -> int:
        """How far the word of direction moves: -1 for "last", 0 for "this", 1 for "coming"."""
        for slot in ("r2", "t", "r"):  # "this past May" is past
            if isinstance(self[slot], int):
                return int(self[slot])
        return 0

    def direction(self) -> Direction | None:
        """Whether the expression lies ahead or behind, as its sentence puts it."""
        return self.look()

    def dated(self, found: Point, clock: str = "") -> Answer:
        """The answer for a period, narrowed by "early", "the end of" or "later"."""
        value = found.value + clock
        kind: TimeType = "TIME" if clock else "DATE"
        return Answer(kind, value, self._narrowed(found), found)

    def told_as(self, date: Point) -> Answer | None:
        """What "five years earlier" means where the date that it names follows it (", in 1960")."""
        unit = str(self["u"] or "")
        if unit not in ("D", "W", "M", "Y"):
            return None
        if GRAINS[date.grain] > GRAINS[unit]:
            return None
        return self.dated(point(unit, date.start))

    def _narrowed(self, found: Point) -> str:
        modifier = self["e"] or self["g"]
        if modifier and found.grain != "D":
            grain = _WINDOW_GRAIN.get(found.grain, found.grain)
            window = self.known.windows.get((str(modifier), grain))
            if window is not None:
                return edtf.interval(*found.part(window))
        today = self.anchors.today()
        if self["k"] and today and found.start <= today <= found.end and found.grain != "D":
            if self["k"] == "later":
                return edtf.interval(today, found.end)
            return edtf.interval(found.start, today)
        return found.edtf


def open_date(value: str, kind: TimeType = "DATE") -> Answer:
    """The answer where nothing tells the year: the value says what the text does, the EDTF date is null."""
    return Answer(kind, value)
