"""Reading named days and periods: holidays, seasons, quarters, halves, years, decades, centuries."""

from __future__ import annotations

from datetime import date

from detente.coding.times.anchoring import pick
from detente.coding.times.cases import Answer, Case, open_date
from detente.coding.times.dates import direction_of, year_meant
from detente.coding.times.points import SEASONS, Point, holiday_in, point


def read_holiday(case: Case) -> Answer | None:
    """A named day, with or without its year."""
    words = " ".join(case.text.lower().replace("’", "'").replace("'", " ' ").replace(".", " . ").split())
    holiday = next((case.known.holidays[name] for name in _names(words) if name in case.known.holidays), None)
    if holiday is None:
        return None

    def make(year: int) -> Point:
        return Point("D", holiday_in(holiday, year))

    found: Point | None
    if holiday.rule["year"]:
        found = make(int(holiday.rule["year"]))
    elif case["y"]:
        found = make(int(case["y"]))
    elif case["r"] in (-1, 1) and (today := case.anchors.now("D")) is not None:
        years = [make(today.start.year + step) for step in (-1, 0, 1)]
        kept = [p for p in years if (p.start < today.start) == (case["r"] == -1) and p != today]
        found = pick(kept, today, "past" if case["r"] == -1 else "future")
    else:
        found = case.anchors.choose(make, direction_of(case))
    if found is None:
        sample = make(2001).value[5:]
        fixed = make(2002).value[5:] == sample
        return open_date(f"XXXX-{sample}" if fixed else "XXXX-XX-XX")
    if "wk" in case:
        return case.dated(point("W", found.start))
    if "u" in case:
        return case.dated(point("WE", found.start))
    return case.dated(found)


def _names(words: str) -> list[str]:
    parts = words.split()
    return [" ".join(parts[a:b]) for b in range(len(parts), 0, -1) for a in range(b)]


def read_season(case: Case) -> Answer | None:
    """ "the winter of 1994", "last summer", "this spring", "in autumn"."""
    name = str(case["s"])
    month = SEASONS[name]
    anchors = case.anchors

    def make(year: int) -> Point:
        return Point("S", date(year, month, 1))

    found: Point | None
    if case["y"]:
        found = make(int(case["y"]))
    elif "of" in case.arguments:
        year = year_meant(case)
        found = make(year.start.year) if year else None
    elif (
        ("r" in case or "t" in case)
        and (now := anchors.then("M") if "t" in case else anchors.now("M")) is not None
        and not (anchors.narrative and "r" in case)
    ):
        step = case.step()
        years = [make(now.start.year + k) for k in (-1, 0, 1)]
        if step == -1:
            found = pick([p for p in years if p.end < now.start], now, "past")
        elif step == 1:
            found = pick([p for p in years if p.start > now.end], now, "future")
        else:
            found = pick(years, now, None)
    else:
        found = anchors.choose(make, direction_of(case))
    return case.dated(found) if found else open_date(f"XXXX-{name}")


def read_quarter(case: Case) -> Answer | None:
    """Quarters and halves of years, by number or by comparison."""
    anchors = case.anchors
    grain = "H" if "hf" in case or "half" in case.arguments else "Q"
    number = case["o"] if isinstance(case["o"], int) else None
    if "half" in case.arguments:
        number = int(case.arguments["half"])
    if "lst" in case:
        number = 2 if grain == "H" else 4
    year: int | None = None
    if case["y"]:
        year = int(case["y"])
    elif "r" in case and "of" in case.arguments:
        meant = year_meant(case)
        year = meant.start.year if meant else None
    elif "yr" in case and (now := anchors.then("Y")) is not None:
        year = now.start.year
    if number is not None and not 1 <= number <= (2 if grain == "H" else 4):
        return None
    if number is not None:
        return _numbered(case, grain, number, year)
    return _compared(case, year)


def _numbered(case: Case, grain: str, number: int, year: int | None) -> Answer | None:
    step = 6 if grain == "H" else 3

    def make(y: int) -> Point:
        return Point(grain, date(y, step * (number - 1) + 1, 1))

    if year is not None:
        return case.dated(make(year))
    side = direction_of(case)
    # "expects to report a third-quarter loss": the report lies ahead, the quarter may be over
    found = case.anchors.choose(make, "future" if side == "ahead" else side)
    if found is not None and "back" in case:
        found = found.moved("Y", -1)
    return case.dated(found) if found else open_date(f"XXXX-{grain}{number}")


def _compared(case: Case, year: int | None) -> Answer | None:
    """ "the year-earlier quarter", "the latest quarter", "the quarter", "the 1988 period"."""
    anchors = case.anchors
    now = anchors.now("Q")
    meant = anchors.quarter
    if year is not None:
        if meant is None:
            return case.dated(Point("Y", date(year, 1, 1)))
        return case.dated(Point("Q", meant.start.replace(year=year)))
    word = case["r"]
    if "t" in case and meant is not None:
        return case.dated(meant.moved("M", 3 * case.step()))
    if isinstance(word, int) and now is not None and "back" not in case:
        return case.dated(now.moved("M", 3 * word) if word or meant is None else meant)
    if meant is None:
        meant = now.moved("M", -3) if now is not None else None
    if meant is None:
        return open_date("XXXX-QX")
    if "back" in case:
        return case.dated(meant.moved("Y", -1))
    return case.dated(meant)


def read_decade(case: Case) -> Answer | None:
    """ "the 1990s", "the '80s", "the late nineties"."""
    if "dn" in case:
        number = int(case["dn"])
    else:
        digits = "".join(sign for sign in str(case["dec"]) if sign.isdigit())
        bare = str(case["dec"])[0].isdigit() and len(digits) == 2
        if bare and (not {"the", "e", "g"} & set(case.slots) or int(digits) < 20):
            return None
        number = int(digits)
    if number < 100:
        number += 1900 if number >= 20 else 2000
    if number % 100 == 0 and number < 2000:
        return case.dated(Point("C", date(number, 1, 1)))
    return case.dated(Point("E", date(number, 1, 1)))


def read_century(case: Case) -> Answer | None:
    """ "the 20th century", "the turn of the century"."""
    if "o" not in case:
        now = case.anchors.now("Y")
        if now is None:
            return open_date("XX")
        year = now.start.year
        near = year // 100 * 100 if year % 100 < 50 else year // 100 * 100 + 100
        return Answer("DATE", f"{near:04d}", f"{near}~", None)
    number = int(case["o"])
    if not 1 <= number <= 40:
        return None
    if "bc" in case:
        return Answer("DATE", f"BC{(number - 1) * 100:04d}", None, None)
    if number == 1:
        return Answer("DATE", "00", "0001/0099", None)
    return case.dated(Point("C", date((number - 1) * 100, 1, 1)))


def read_year(case: Case) -> Answer | None:
    """A year, or two of them ("1990-91")."""
    if "bc" in case:
        year = int(case["by"])
        # EDTF counts the year 1 BC as 0000
        return Answer("DATE", f"BC{year:04d}", f"-{year - 1:04d}" if year > 1 else "0000")
    year = int(case["y"])
    if not 1 <= year <= 9999:
        return None
    found = Point("Y", date(year, 1, 1))
    if case["y2"]:
        last = year // 100 * 100 + int(case["y2"])
        if last <= year or last - year > 60:
            return None
        return Answer("DATE", f"{year}/{last}", f"{year}/{last}", found)
    return case.dated(found)
