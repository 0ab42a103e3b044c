"""Reading dates and parts of days: "May 5", "Friday", "last November", "this morning", "3 p.m. GMT"."""

from __future__ import annotations

from datetime import date, timedelta

from detente import edtf
from detente.coding.times.anchoring import Direction
from detente.coding.times.cases import Answer, Case, open_date
from detente.coding.times.points import Point, point


def read_date(case: Case) -> Answer | None:
    """A date of any form, with a part of the day or a time of day where it has one."""
    clock = clock_of(case)
    if case["i"]:
        return _iso(case, str(case["i"]))
    if case["sl"]:
        return _slashed(case, str(case["sl"]), clock)
    if "dp" in case:
        return _pair_of_days(case)
    if "m" in case and "d" in case:
        return _month_day(case, clock)
    if "m" in case:
        return _month(case)
    if "rd" in case or "rd2" in case or "tn" in case:
        return _relative_day(case, clock)
    if "w" in case:
        return _weekday(case, clock)
    if "r" in case and "p" in case:
        return read_day_part(case)
    return _bare_clock(case, clock)


def clock_of(case: Case) -> str:
    """The time of day as TIMEX3 has it (``T14:30``, ``TNI``), or nothing."""
    if case["hn"]:
        return str(case["hn"])
    half = str(case["ap"] or "")[:1].lower()
    part = str(case["p"] or "")
    if case["c"]:
        written = str(case["c"]).replace(".", ":")
        fields = (written if ":" in written else f"{written[:2]}:{written[2:]}").split(":")
        hour, rest = int(fields[0]), ":".join(fields[1:])
    elif case["h"] is not None and ("ap" in case or "oc" in case or part or "tn" in case):
        hour, rest = int(case["h"]), "00"
    else:
        return f"T{part}" if part else ""
    afternoon = half == "p" or (not half and hour < 12 and part in ("AF", "EV"))
    afternoon = afternoon or (not half and 6 <= hour < 12 and (part == "NI" or "tn" in case))
    if afternoon and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    zone = "Z" if str(case["z"] or "") in ("GMT", "UTC", "Zulu") else ""
    return f"T{hour:02d}:{rest}{zone}" if hour <= 24 else ""


def _iso(case: Case, written: str) -> Answer | None:
    day, _, clock = written.partition("T")
    try:
        found = Point("D", date.fromisoformat(day))
    except ValueError:
        return None
    return case.dated(found, f"T{clock}" if clock else clock_of(case))


def _slashed(case: Case, written: str, clock: str) -> Answer | None:
    parts = written.replace(".", "/").split("/")
    first, second, year = (int(part) for part in parts)
    if year < 100:
        year += 2000 if year < 50 else 1900
    # dots are written with the day first, slashes with the month first, unless only one reading is a date
    month, day = (second, first) if "." in written or first > 12 else (first, second)
    found = _day(year, month, day)
    return case.dated(found, clock) if found else None


def _day(year: int, month: int, day: int) -> Point | None:
    try:
        return Point("D", date(year, month, day))
    except ValueError:
        return None


def _month_day(case: Case, clock: str) -> Answer | None:
    month, day = int(case["m"]), int(case["d"])
    last = int(case["d2"]) if case["d2"] else None
    try:
        date(2000, month, day)
    except ValueError:
        return None
    known = case.known.days.get((month, day))
    if case["y"]:
        found = _day(int(case["y"]), month, day)
    elif known is not None and case.after in known[1] and _has_been(case, known[0]):
        found = _day(known[0], month, day)
    else:
        found = case.anchors.choose(lambda year: _day(year, month, day), direction_of(case))
        found = _on_weekday(case, found, month, day)
    if found is None:
        if case["y"]:
            return None
        return open_date(f"XXXX-{month:02d}-{day:02d}{clock}", "TIME" if clock else "DATE")
    if last and last > day:
        end = _day(found.start.year, month, last)
        if end is not None:
            span = edtf.interval(found.start, end.start)
            return Answer("DATE", f"{found.value}/{end.value}", span, found)
    return case.dated(found, clock)


def _pair_of_days(case: Case) -> Answer | None:
    """ "the night of 9/10 April": two days that follow each other."""
    first, last = (int(part) for part in str(case["dp"]).split("/"))
    if last != first + 1 and not (last == 1 and first >= 28):
        return None
    month = int(case["m"])
    if case["y"]:
        found = _day(int(case["y"]), month, first)
    else:
        found = case.anchors.choose(lambda year: _day(year, month, first), direction_of(case))
    if found is None:
        return open_date(f"XXXX-{month:02d}-{first:02d}")
    if case["p"]:
        return case.dated(found, f"T{case['p']}")
    end = found.moved("D", 1)
    return Answer("DATE", f"{found.value}/{end.value}", edtf.interval(found.start, end.start), found)


def read_nth(case: Case) -> Answer | None:
    """ "the last day of March", "the first week of August 1914"."""
    month = int(case["m"])
    if case["y"]:
        found: Point | None = Point("M", date(int(case["y"]), month, 1))
    else:
        found = case.anchors.choose(lambda year: Point("M", date(year, month, 1)), direction_of(case))
    if found is None:
        return open_date(f"XXXX-{month:02d}")
    number = int(case["o"]) if isinstance(case["o"], int) else 0
    if case["u"] == "D":
        day = _day(found.start.year, month, number) if number else Point("D", found.end)
        return case.dated(day) if day else None
    if number > 5:
        return None
    step = 7 * (number - 1)
    low = found.start + timedelta(days=step) if number else found.end - timedelta(days=6)
    high = min(found.end, low + timedelta(days=6))
    if case["u"] == "WE":
        return case.dated(point("WE", low))
    return Answer("DATE", found.value, edtf.interval(low, high), found)


def _has_been(case: Case, year: int) -> bool:
    published = case.anchors.published
    return published is None or published.start.year >= year


def _on_weekday(case: Case, found: Point | None, month: int, day: int) -> Point | None:
    """A date with its weekday: the nearest year in which they agree, if one is near."""
    if found is None or not isinstance(case["w"], int) or found.start.isoweekday() == case["w"]:
        return found
    for step in (-1, 1, -2, 2):
        other = _day(found.start.year + step, month, day)
        if other is not None and other.start.isoweekday() == case["w"]:
            return other
    return found


def direction_of(case: Case) -> Direction | None:
    """Where the verb puts the expression; not asked where there is no publication to be before or after."""
    return case.direction() if case.anchors.published is not None else None


def _month(case: Case) -> Answer | None:
    month = int(case["m"])
    found: Point | None
    if case["y"]:
        found = Point("M", date(int(case["y"]), month, 1))
    elif "r" in case or "t" in case:
        year = year_meant(case)
        found = Point("M", date(year.start.year, month, 1)) if year else None
    else:
        found = case.anchors.choose(lambda year: Point("M", date(year, month, 1)), direction_of(case))
    if found is None:
        return open_date(f"XXXX-{month:02d}")
    if case["m2"]:
        end = Point("M", date(found.start.year + (int(case["m2"]) < month), int(case["m2"]), 1))
        return Answer("DATE", f"{found.value}/{end.value}", edtf.interval(found.start, end.end), found)
    return case.dated(found)


def read_day_of_month(case: Case) -> Answer | None:
    """A day whose month was just named: "April 24 and 25", "on the 25th"."""
    month = case.anchors.then("M")
    if month is None:
        return None
    found = _day(month.start.year, month.start.month, int(case["d"]))
    return case.dated(found) if found else None


def year_meant(case: Case) -> Point | None:
    """The year of "last year" (from the publication) or "that year", "the following year" (from the text)."""
    base = case.anchors.then("Y") if "t" in case else case.anchors.now("Y")
    return base.moved("Y", case.step()) if base else None


def _relative_day(case: Case, clock: str) -> Answer | None:
    today = case.anchors.today()
    if "rd2" in case:
        step = -2 if case["rd2"] == "before" else 2
    else:
        step = int(case["rd"] or 0)
    if "tn" in case and not clock:
        clock = "TNI"
    if today is None:
        return open_date("XXXX-XX-XX" + clock, "TIME" if clock else "DATE")
    return case.dated(Point("D", today + timedelta(days=step)), clock)


def _weekday(case: Case, clock: str) -> Answer | None:
    if "t" in case:
        return read_named(case)
    number = int(case["w"])
    anchors = case.anchors
    base = anchors.base() if anchors.narrative or anchors.published is None else anchors.published
    if base is not None and base is not anchors.published and base.grain in ("W", "WE"):
        return case.dated(Point("D", point("W", base.start).start + timedelta(days=number - 1)), clock)
    if base is None or base.grain != "D":
        return open_date(f"XXXX-WXX-{number}{clock}", "TIME" if clock else "DATE")
    day = weekday_near(case, number, base)
    return case.dated(day, clock)


def weekday_near(case: Case, number: int, base: Point) -> Point:
    """The weekday meant: the latest up to the base, or the first from it on where the verb looks ahead."""
    start = base.start
    behind = start - timedelta(days=(start.isoweekday() - number) % 7)
    ahead = start + timedelta(days=(number - start.isoweekday()) % 7)
    if base is not case.anchors.published:
        return Point("D", ahead)
    word = case["r"]
    if word == -1:
        return Point("D", behind if behind < start else behind - timedelta(days=7))
    if word == 1:
        return Point("D", ahead if ahead > start else ahead + timedelta(days=7))
    return Point("D", ahead if direction_of(case) in ("future", "ahead") else behind)


def read_named(case: Case) -> Answer | None:
    """ "last November", "next Friday", "this coming Sunday", "the following Monday"."""
    if "d" in case:
        return read_date(case)
    anchors, step = case.anchors, case.step()
    if "w" in case:
        number = int(case["w"])
        base = anchors.then("D") if "t" in case else anchors.now("D") or anchors.base()
        if base is None or base.grain != "D":
            return open_date(f"XXXX-WXX-{number}")
        start = base.start
        if step == -1:
            return case.dated(Point("D", start - timedelta(days=(start.isoweekday() - number - 1) % 7 + 1)))
        if step == 1:
            return case.dated(Point("D", start + timedelta(days=(number - start.isoweekday() - 1) % 7 + 1)))
        return case.dated(weekday_near(case, number, base))
    month = int(case["m"])
    base = anchors.then("M") if "t" in case else anchors.now("M") or anchors.base()
    if base is None or base.grain in ("Y", "E", "C"):
        return open_date(f"XXXX-{month:02d}")
    year = base.start.year
    if step == -1:
        year -= base.start.month <= month
    elif step == 1:
        year += base.start.month >= month
    return case.dated(Point("M", date(year, month, 1)))


def read_day_part(case: Case) -> Answer | None:
    """ "this morning", "last night", "the next morning", "that evening", "tonight", "overnight"."""
    part = str(case["p"] or "NI")
    beside = "before" in case or "after" in case  # "the night before"
    told = "t" in case or beside or case.anchors.narrative
    base = case.anchors.then("D") if told else case.anchors.now("D")
    if base is None:
        return open_date(f"XXXX-XX-XXT{part}", "TIME")
    step = (-1 if "before" in case else 1) if beside else case.step()
    return case.dated(base.moved("D", step), f"T{part}")


def read_clock(case: Case) -> Answer | None:
    """A time of day without its day: it belongs to the day last mentioned."""
    return _bare_clock(case, clock_of(case))


def _bare_clock(case: Case, clock: str) -> Answer | None:
    if not clock:
        return None
    if (
        "c" in case
        and not ({"ap", "z", "zl", "p", "mil"} & set(case.slots))
        and case.before not in _CLOCK_BEFORE
    ):
        return None
    base = case.anchors.then("D")
    if base is None:
        return open_date(f"XXXX-XX-XX{clock}", "TIME")
    return case.dated(base, clock)


_CLOCK_BEFORE = frozenset(
    {"at", "by", "until", "till", "from", "about", "around", "since", "before", "after"}
)
