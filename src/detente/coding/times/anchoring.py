"""What a time expression is read against: the day of publication, or the date last mentioned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from detente import edtf
from detente.coding.times.points import GRAINS, Point, point

Direction = Literal["past", "future", "ahead"]
Side = Literal["past", "future", "ahead", "on"] | None  # "on": further on in a tale, which runs forward
_REMEMBERED = 3
_OF_PRECISION = {
    "time": "D",
    "day": "D",
    "month": "M",
    "season": "S",
    "year": "Y",
    "decade": "E",
    "century": "C",
}


# "ahead" is what a parsed verb says, "future" what a word near by suggests
# how much farther a date on each side counts, by what the verb says
_AHEAD: dict[Side, float] = {"on": 1.0, "ahead": 1.0, "past": 5.0, "future": 1.0, None: 2.0}
_BEHIND: dict[Side, float] = {"on": 2.5, "ahead": 500.0, "past": 1.0, "future": 4.0, None: 1.0}
_DAY_BEHIND = 20.0  # a day told as ahead: one of the last two weeks is likelier meant than one in a year


@dataclass(slots=True)
class Anchors:
    """The reference dates at one place of a text.

    `published` is the document's date as fine as it is known; `last` the date last mentioned, `near` whether
    that was in the same sentence; in a `narrative` (a history, where most dates lie far from the publication)
    underspecified dates are read against `last`. `quarter` is the quarter that a report is about, `mentioned`
    the latest dates, the last at the end.
    """

    published: Point | None = None
    last: Point | None = None
    near: bool = False
    narrative: bool = False
    quarter: Point | None = None
    mentioned: list[Point] = field(default_factory=list)

    def now(self, grain: str) -> Point | None:
        """The publication as a period of `grain`; None where it is not known that finely."""
        if self.published is None or GRAINS[self.published.grain] > GRAINS[grain]:
            return None
        return point(grain, self.published.start)

    def today(self) -> date | None:
        """The day of publication."""
        found = self.now("D")
        return found.start if found else None

    def then(self, grain: str) -> Point | None:
        """The date last mentioned as a period of `grain`, else the publication; None where too coarse."""
        for one in reversed(self.mentioned):
            if GRAINS[one.grain] <= GRAINS[grain]:
                return point(grain, one.start)
        return None if self.narrative else self.now(grain)

    def mention(self, found: Point) -> None:
        """Remember a date that the text named."""
        self.last = found
        self.mentioned = [*self.mentioned[-_REMEMBERED:], found]

    def base(self) -> Point | None:
        """What an underspecified date is read against."""
        if self.last is not None and (self.narrative or self.published is None or self._elsewhere()):
            fine = (p for p in reversed(self.mentioned) if GRAINS[p.grain] <= GRAINS["Y"])
            return next(fine, self.last)
        return self.published

    def _elsewhere(self) -> bool:
        # "in 1997 … signed in May": a year just named holds for a month beside it
        if not self.near or self.last is None or self.published is None:
            return False
        return self.last.start.year < self.published.start.year - 1

    def choose(self, make: Callable[[int], Point | None], direction: Direction | None) -> Point | None:
        """The year of a date that gives none.

        Args:
            make: the date in a year, or None where that year lacks it (29 February).
            direction: where the governing verb says the date lies.

        Returns:
            The date in the year meant, or None where there is nothing to read it against.
        """
        base = self.base()
        if base is None:
            return None
        if direction in ("future", "ahead") and self.published is not None and not self.narrative:
            base = self.published  # what lies ahead lies ahead of the publication
        year = base.start.year
        if GRAINS[base.grain] >= GRAINS["Y"]:
            return make(year) if base.grain == "Y" else None
        candidates = [p for p in map(make, (year - 1, year, year + 1)) if p is not None]
        return pick(candidates, base, direction if base is self.published else "on")


def pick(candidates: Sequence[Point], base: Point, direction: Side) -> Point | None:
    """The nearest candidate, where one on the wrong side of `base` counts as farther away.

    The tense of a verb near by is a hint and no proof, so a date a week ahead wins over one a year behind.
    """

    def cost(one: Point) -> float:
        away = _distance(one, base)
        if one.start > base.end:
            return away * _AHEAD[direction]
        if one.end >= base.start:
            return 0
        behind = _DAY_BEHIND if direction == "ahead" and one.grain == "D" else _BEHIND[direction]
        return away * behind

    return min(candidates, key=cost, default=None)


def _distance(one: Point, base: Point) -> int:
    if one.start <= base.end and base.start <= one.end:
        return 0
    if one.start > base.end:
        return (one.start - base.end).days
    return (base.start - one.end).days


def published_point(published: str | None) -> Point | None:
    """The publication as a period: an interval counts as the smallest period that holds it.

    Raises:
        DateError: the date is not EDTF level 1.
    """
    if published is None:
        return None
    parsed = edtf.parse(published)
    if parsed.precision != "interval":
        return Point(_OF_PRECISION[parsed.precision], parsed.first)
    if parsed.last == date.max:
        return None
    for grain in ("D", "W", "M", "Y"):
        held = point(grain, parsed.last)
        if held.start <= parsed.first:
            return held
    return None
