"""The date that a header line holds, as EDTF."""

from __future__ import annotations

import re

from detente import edtf
from detente.errors import DateError
from detente.knowledge.headers import Headers

_ZONE = r"(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d)?"
_TIME_OF_DAY = rf"(?:[T,\s]+(?:at\s+)?\d{{1,2}}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*{_ZONE})?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_ISO = re.compile(rf"{_YEAR}[-/](?P<month>\d\d?)(?:[-/](?P<day>\d\d?))?{_TIME_OF_DAY}\W*", re.IGNORECASE)
_NUMBERS = re.compile(
    rf"(?P<one>\d\d?)(?P<sign>[./-])(?P<two>\d\d?)(?P=sign){_YEAR}{_TIME_OF_DAY}\W*", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(?:(?P<day>\d\d?)(?:st|nd|rd|th)?\s+)?(?P<name>[A-Za-z]+)\.?,?\s+{_YEAR}{_TIME_OF_DAY}\W*",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?P<name>[A-Za-z]+)\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR}{_TIME_OF_DAY}\W*", re.IGNORECASE
)
_PLACE = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4}, (?:on )?(?=\S)")


def find_date(line: str, headers: Headers) -> str | None:
    """The date that a whole line is, or None.

    Args:
        line: ``January 25, 2000``, ``Tue, 25 Jan 2000 10:15 GMT``, ``2000-01-25``, ``January 2000``,
            ``Algiers, 3 May 1992`` …
        headers: names of months and weekdays.

    Returns:
        EDTF; only the year where the order of day and month cannot be told (``05/06/2000``).
    """
    line = line.strip().strip("()[]")
    lead = headers.date_lead.match(line)
    if lead:
        line = line[lead.end() :]
    if iso := _ISO.fullmatch(line):
        return _date(iso["year"], int(iso["month"]), iso["day"])
    if numbers := _NUMBERS.fullmatch(line):
        return _from_numbers(numbers)
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        named = pattern.fullmatch(line)
        month = headers.months.get(named["name"].lower()) if named else None
        if named and month:
            return _date(named["year"], month, named["day"])
    if re.fullmatch(r"(?:1[89]|20)\d\d", line):
        return line
    place = _PLACE.match(line)
    if place and line[0].isupper() and len(line) > place.end():
        # communiqués open with the place and the day; without a day it may be any headline
        date = find_date(line[place.end() :], headers)
        return date if date and edtf.precision(date) == "day" else None
    return None


def _from_numbers(match: re.Match[str]) -> str | None:
    one, two, year = int(match["one"]), int(match["two"]), match["year"]
    if match["sign"] == "." or one > 12:
        return _date(year, two, str(one))
    if two > 12 or one == two:
        return _date(year, one, str(two))
    return year


def _date(year: str, month: int, day: str | None) -> str | None:
    text = f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    try:
        return edtf.check(text)
    except DateError:
        return None
