"""Dates as EDTF level 1 strings: checking, bounds in days, intervals, comparison and shifting.

EDTF (Extended Date/Time Format, ISO 8601-2) writes what a text leaves open: ``1999`` (a day of that year),
``2000-02-02/2000-02-29`` (a window), ``1999~`` (about), ``199X`` (a decade), ``2001-21`` (spring),
``../2000`` (until). Every date that Detente keeps is such a string; day arithmetic happens on `bounds`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from detente.errors import DateError

Precision = Literal["time", "day", "month", "season", "year", "decade", "century", "interval"]
Days = tuple[date, date]

_YEAR = r"-?\d{4}|-?\d{3}X|-?\d{2}XX|Y-?\d{5,}"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)"
    r"(?:T(?P<time>\d\d:\d\d:\d\d)(?P<zone>Z|[+-]\d\d(?::\d\d)?)?)?)?)?(?P<mark>[?~%])?",
    re.ASCII,
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_FIRST, _LAST = date.min, date.max


@dataclass(frozen=True, slots=True)
class Edtf:
    """A parsed EDTF date: the days it covers, how finely it is given, and its mark.

    `first` and `last` are the bounds in days; an open or unknown end is `date.min` or `date.max`, and years
    that the calendar of Python's `datetime` does not hold are set to the nearest day it does. `mark` is ``?``
    (uncertain), ``~`` (approximate), ``%`` (both) or empty; an interval has the stronger mark of its ends.
    """

    text: str
    first: date
    last: date
    precision: Precision
    mark: str = ""


@lru_cache(maxsize=8192)
def parse(text: str) -> Edtf:
    """Parse an EDTF level 1 string.

    Args:
        text: a date, a date with time, or an interval.

    Returns:
        The parsed date.

    Raises:
        DateError: the string is not EDTF level 1, or names a day that does not exist.
    """
    if "/" in text:
        return _interval(text)
    match = _DATE.fullmatch(text)
    if match is None:
        raise DateError(
            f"{text!r} is not an EDTF date; write 2000-01-25, 2000-01, 2000, or an interval such as "
            "2000-01-21/2000-01-22."
        )
    return _date(text, match)


def _interval(text: str) -> Edtf:
    parts = text.split("/")
    if len(parts) != 2 or not any(part not in ("", "..") for part in parts):
        raise DateError(f"{text!r} is no date; write 2000-01-25, or 2000-01-25/2000-02-02 for an interval.")
    ends = [None if part in ("", "..") else parse(part) for part in parts]
    low, high = ends
    first = low.first if low else _FIRST
    last = high.last if high else _LAST
    if low and high and low.first > high.last:
        raise DateError(f"{text!r} ends before it begins; swap its two dates.")
    marks = {end.mark for end in ends if end and end.mark}
    mark = marks.pop() if len(marks) == 1 else "%" if marks else ""
    return Edtf(text, first, last, "interval", mark)


def _date(text: str, match: re.Match[str]) -> Edtf:
    year, month, day, time = match["year"], match["month"], match["day"], match["time"]
    mark = match["mark"] or ""
    try:
        if year.endswith("X"):
            if month:
                raise ValueError("a year with unspecified digits has no month in level 1")
            digits = year.count("X")
            low, high = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
            return Edtf(text, _day(low, 1, 1), _end(high, 12), "decade" if digits == 1 else "century", mark)
        y = int(year.removeprefix("Y"))
        if month is None or (month == "XX" and day in (None, "XX")):
            return Edtf(text, _day(y, 1, 1), _end(y, 12), "year", mark)
        m = int(month)
        if m in _SEASONS and day is None:
            begin, stop = _SEASONS[m]
            return Edtf(text, _day(y, begin, 1), _end(y, stop), "season", mark)
        if day in (None, "XX"):
            return Edtf(text, _day(y, m, 1), _end(y, m), "month", mark)
        if time:
            hour, minute, second = (int(part) for part in time.split(":"))
            if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
                raise ValueError("no such time of day")
        one = _day(y, m, int(day))
        return Edtf(text, one, one, "time" if time else "day", mark)
    except ValueError as error:
        raise DateError(f"{text!r} is no date: {error}. Write 2000-01-25, 2000-01 or 2000.") from error


def _day(year: int, month: int, day: int) -> date:
    if 1 <= year <= 9999:
        return date(year, month, day)
    date(2000, month, day)  # a month or day that does not exist is an error in any year
    return _FIRST if year < 1 else _LAST


def _end(year: int, month: int) -> date:
    if month > 12:
        year, month = year + 1, month - 12
    if not 1 <= year <= 9999:
        return _day(year, month, 1)
    return month_end(year, month)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def is_valid(text: str) -> bool:
    """Whether a string is EDTF level 1."""
    try:
        parse(text)
    except DateError:
        return False
    return True


def check(text: str) -> str:
    """Give a date back if it is EDTF level 1.

    Raises:
        DateError: it is not.
    """
    return parse(text).text


def bounds(text: str) -> Days:
    """The first and the last day that a date covers (see `Edtf` for open ends).

    Raises:
        DateError: the string is not EDTF level 1.
    """
    found = parse(text)
    return found.first, found.last


def precision(text: str) -> Precision:
    """How finely a date is given: ``time``, ``day``, ``month``, ``season``, ``year`` … ``interval``."""
    return parse(text).precision


def days_on(day: date, count: int) -> date:
    """The day so many days on (back, where negative); at most the first or last day of the calendar.

    Args:
        day: from where.
        count: days.
    """
    return date.fromordinal(min(max(day.toordinal() + count, _FIRST.toordinal()), _LAST.toordinal()))


def interval(first: date | None, last: date | None) -> str:
    """The shortest EDTF string for the days first..last: a day, a month, a year or an interval.

    Args:
        first: the first day; None leaves the beginning open.
        last: the last day; None leaves the end open.

    Raises:
        DateError: both are None, or last lies before first.
    """
    if first is None or last is None:
        if first is None and last is None:
            raise DateError("An interval needs at least one date.")
        return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
    if last < first:
        raise DateError(f"The interval {first}/{last} ends before it begins; swap its two dates.")
    if first == last:
        return first.isoformat()
    if first.day == 1 and last == month_end(last.year, last.month):
        if first.month == 1 and last.month == 12:
            low, high = f"{first.year:04d}", f"{last.year:04d}"
        else:
            low, high = first.isoformat()[:7], last.isoformat()[:7]
        return low if low == high else f"{low}/{high}"
    return f"{first.isoformat()}/{last.isoformat()}"


def before(one: str, other: str) -> bool:
    """Whether all of one date lies before all of the other."""
    return parse(one).last < parse(other).first


def overlaps(one: str, other: str) -> bool:
    """Whether two dates share a day."""
    a, b = parse(one), parse(other)
    return a.first <= b.last and b.first <= a.last


def within(one: str, other: str) -> bool:
    """Whether all days of one date are days of the other."""
    a, b = parse(one), parse(other)
    return b.first <= a.first and a.last <= b.last


def order(text: str) -> tuple[date, date]:
    """A sort key: by first day, then the shorter one first."""
    return bounds(text)


def shift(text: str, *, days: int = 0, weeks: int = 0, months: int = 0, years: int = 0) -> str:
    """Move a date by a span of time, keeping its precision where that has a meaning.

    Days and weeks move the bounds; months and years move the date itself, and a day that the new month lacks
    becomes its last (31 January and one month is the end of February).

    Args:
        text: the EDTF date.
        days: days to add; may be negative, as all of these.
        weeks: weeks to add.
        months: months to add.
        years: years to add.

    Returns:
        The moved date as EDTF; a mark (``~``) is kept.

    Raises:
        DateError: the string is not EDTF level 1, or the result lies outside the calendar.
    """
    found = parse(text)
    step = months + 12 * years
    try:
        low, high = found.first, found.last
        if step:
            whole = found.precision not in ("day", "time", "interval")
            low = _by_months(low, step) if low != _FIRST else low
            if high != _LAST:
                high = _by_months(high.replace(day=1), step) if whole else _by_months(high, step)
                high = month_end(high.year, high.month) if whole else high
        more = timedelta(days=days + 7 * weeks)
        low = low + more if low != _FIRST else low
        high = high + more if high != _LAST else high
    except (ValueError, OverflowError) as error:
        raise DateError(f"{text!r} cannot be moved that far: {error}.") from error
    moved = interval(None if low == _FIRST else low, None if high == _LAST else high)
    return moved + found.mark if found.mark and "/" not in moved else moved


def _by_months(day: date, step: int) -> date:
    count = day.year * 12 + day.month - 1 + step
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))
