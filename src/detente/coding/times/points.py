"""Periods of the calendar, from a day to a century, with their TIMEX3 value and their EDTF date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from detente import edtf
from detente.edtf import Days, month_end
from detente.knowledge.times import WEEKDAYS, Holiday, Window

GRAINS = {"D": 0, "WE": 1, "W": 1, "M": 2, "Q": 3, "S": 3, "H": 4, "Y": 5, "E": 6, "C": 7, "L": 8}
"""How coarse each kind of period is."""
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_OF = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_MONTHS_IN = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}


@dataclass(frozen=True, slots=True)
class Point:
    """One period: its grain (a key of `GRAINS`) and its first day."""

    grain: str
    start: date

    @property
    def end(self) -> date:
        """The last day of the period."""
        if self.grain == "D":
            return self.start
        if self.grain == "W":
            return self.start + timedelta(days=6)
        if self.grain == "WE":
            return self.start + timedelta(days=1)
        last = _months(self.start, _MONTHS_IN[self.grain] - 1)
        return month_end(last.year, last.month)

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        day = self.start
        match self.grain:
            case "D":
                return day.isoformat()
            case "W" | "WE":
                year, week, _ = day.isocalendar()
                return f"{year}-W{week:02d}" + ("-WE" if self.grain == "WE" else "")
            case "M":
                return f"{day.year:04d}-{day.month:02d}"
            case "Q":
                return f"{day.year:04d}-Q{(day.month + 2) // 3}"
            case "S":
                return f"{day.year:04d}-{_SEASON_OF[day.month]}"
            case "H":
                return f"{day.year:04d}-H{1 if day.month < 7 else 2}"
            case "E":
                return f"{day.year // 10:03d}"
            case "C":
                return f"{day.year // 100:02d}"
            case "L":
                return f"{day.year // 1000}"
        return f"{day.year:04d}"

    @property
    def edtf(self) -> str:
        """The EDTF date."""
        day = self.start
        match self.grain:
            case "S":
                return f"{day.year:04d}-{20 + day.month // 3}"
            case "E":
                return f"{day.year // 10:03d}X"
            case "C":
                return f"{day.year // 100:02d}XX"
        return edtf.interval(self.start, self.end)

    def moved(self, unit: str, count: float) -> Point:
        """The period `count` units away, as coarse as the unit at least.

        Args:
            unit: the unit to move by, a key of `GRAINS`.
            count: how many; negative is back.

        Raises:
            ValueError: the result lies outside the calendar.
            OverflowError: it lies far outside.
        """
        whole = int(count)
        if unit in ("D", "W", "WE", "F"):
            days = int(count * {"D": 1, "F": 14}.get(unit, 7))
            day = self.start + timedelta(days=days)
            return Point(self.grain, day) if self.grain in ("D", "W", "WE") else point("D", day)
        months = int(count * _MONTHS_IN[unit]) if count != whole else whole * _MONTHS_IN[unit]
        moved = _months(self.start, months)
        if self.grain in ("W", "WE"):
            return point(self.grain, moved)
        return Point(self.grain, moved)

    def widened(self, grain: str) -> Point:
        """The period of a coarser grain that holds this one; itself where it is as coarse already."""
        if self.grain != grain and GRAINS[grain] >= GRAINS[self.grain]:
            return point(grain, self.start)
        return self

    def part(self, window: Window) -> Days:
        """The days of a part of the period ("early", "the end of").

        Args:
            window: first and last step of the part, in the steps of the period's grain.
        """
        low, high = window.first, window.last
        match self.grain:
            case "Y":
                return date(self.start.year, low, 1), month_end(self.start.year, high)
            case "Q" | "S" | "H":
                last = _months(self.start, high - 1)
                return _months(self.start, low - 1), month_end(last.year, last.month)
            case "M":
                final = self.end.day
                return self.start.replace(day=min(low, final)), self.start.replace(day=min(high, final))
            case "E" | "C":
                return date(self.start.year + low, 1, 1), date(self.start.year + high, 12, 31)
            case "W":
                return self.start + timedelta(days=low - 1), self.start + timedelta(days=high - 1)
        return self.start, self.end


def point(grain: str, day: date) -> Point:
    """The period of a grain that a day lies in."""
    match grain:
        case "D":
            return Point(grain, day)
        case "W":
            return Point(grain, day - timedelta(days=day.weekday()))
        case "WE":
            return Point(grain, day + timedelta(days=5 - day.weekday()))
        case "M":
            return Point(grain, day.replace(day=1))
        case "Q":
            return Point(grain, date(day.year, (day.month - 1) // 3 * 3 + 1, 1))
        case "H":
            return Point(grain, date(day.year, 1 if day.month < 7 else 7, 1))
        case "S":
            month = day.month // 3 * 3
            return Point(grain, date(day.year, month, 1) if month else date(day.year - 1, 12, 1))
        case "E":
            return Point(grain, date(max(1, day.year // 10 * 10), 1, 1))
        case "C":
            return Point(grain, date(max(1, day.year // 100 * 100), 1, 1))
        case "L":
            return Point(grain, date(max(1, day.year // 1000 * 1000), 1, 1))
    return Point("Y", date(day.year, 1, 1))


def _months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def holiday_in(holiday: Holiday, year: int) -> date:
    """The day of a holiday in a year (its own year where the rule names one).

    Args:
        holiday: the row with its rule.
        year: the year, 1583 to 9998.
    """
    rule = holiday.rule
    if rule["month"]:
        return date(int(rule["year"] or year), int(rule["month"]), int(rule["day"]))
    if rule["church"]:
        base = easter(year) if rule["church"] == "easter" else orthodox_easter(year)
        return base + timedelta(days=int(rule["off"]))
    month, weekday, nth = int(rule["in"]), WEEKDAYS.index(rule["weekday"]), int(rule["nth"])
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        last = month_end(year, month)
        day = last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    return day + timedelta(days=int(rule["plus"] or 0))


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm printed in Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches, Gregorian (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
