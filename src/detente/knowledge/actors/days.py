"""Days as ISO strings, which compare as text; an empty bound is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LATEST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Period:
    """What holds from `start` to `end`, both included and both open where empty."""

    value: str
    start: str = ""
    end: str = ""

    def holds(self, day: str) -> bool:
        """Whether the day lies in the period."""
        return (not self.start or self.start <= day) and not self.over(day)

    def over(self, day: str) -> bool:
        """Whether the period had ended before the day; an end may be a year or a month."""
        return bool(self.end) and day[: len(self.end)] > self.end

    def distance(self, day: str) -> int:
        """Years between the day and the period, 0 inside it."""
        if self.start and day < self.start:
            return max(1, int(self.start[:4]) - int(day[:4]))
        if self.over(day):
            return max(1, int(day[:4]) - int(self.end[:4]))
        return 0


def day_of(published: str | None) -> str:
    """The day that an EDTF date of publication stands for; without one, now and ever after.

    Args:
        published: EDTF date such as ``2000-01-25``, ``2000-01`` or an interval.

    Returns:
        An ISO day; the first of an interval, the middle of a bare year or month.
    """
    first = (published or "").split("/")[0].rstrip("~?%").strip()
    if len(first) >= 10 and first[:4].isdigit():
        return first[:10]
    if len(first) == 7 and first[:4].isdigit():
        return f"{first}-15"
    if len(first) == 4 and first.isdigit():
        return f"{first}-07-01"
    return LATEST


def periods(text: str) -> tuple[Period, ...]:
    """Read ``YUG:/2003-02-03|SRB:2006-06-05/``: values with their dates, or a bare value for ever."""
    found = []
    for part in text.split("|"):
        if not part.strip():
            continue
        value, _, dates = part.strip().partition(":")
        start, _, end = dates.partition("/")
        found.append(Period(value, start, end))
    return tuple(found)


def at(choices: Sequence[Period], day: str) -> str | None:
    """The value that holds on a day, or None."""
    for one in choices:
        if one.holds(day):
            return one.value
    return None
