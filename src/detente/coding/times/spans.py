"""Reading units of time: "last week", "two years ago", "three months", "every day"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from detente import edtf
from detente.coding.times.anchoring import pick
from detente.coding.times.cases import Answer, Case, open_date
from detente.coding.times.dates import read_date
from detente.coding.times.points import Point, point

_CLOCK_UNITS = {"TH": "H", "TM": "M", "TS": "S"}
_BIG = {"E": 10, "C": 100, "L": 1000}


def read_unit(case: Case) -> Answer | None:
    """ "last week", "this year", "the following month", "later that day", "the end of the year"."""
    if "w" in case:
        return read_date(case)
    unit, step, anchors = str(case["u"]), case.step(), case.anchors
    if unit in _CLOCK_UNITS or unit == "F":
        return None
    if unit == "D" and step < 0 and "t" not in case:
        return None  # "the last day" of something
    deictic = "t" not in case and not anchors.narrative
    base = anchors.now(unit) if deictic else anchors.then(unit)
    if base is None:
        return open_date(_open_value(unit))
    if unit == "WE" and deictic and not step:
        return case.dated(_weekend(case, base))
    answer = case.dated(_moved(base, unit, step))
    today = anchors.today()
    if "window" in case.arguments and deictic and today is not None:
        # "the past year" runs up to now, where "last year" is the one before this
        return replace(answer, edtf=_window(today, unit, -1))
    return answer


def _window(today: date, unit: str, count: float) -> str | None:
    """The days from so many units before or after a day up to it; None outside the calendar."""
    scale, name = (_BIG[unit], "Y") if unit in _BIG else (1, unit)
    try:
        return edtf.interval(*sorted((today, Point("D", today).moved(name, count * scale).start)))
    except (ValueError, OverflowError):
        return None


def _weekend(case: Case, base: Point) -> Point:
    """ "the weekend": the one that the day of publication falls in, else the last or the next."""
    today = case.anchors.today()
    if today is None or today.weekday() >= 5:
        return base
    near = pick(
        [base.moved("WE", -1), base],
        Point("D", today),
        case.direction() or ("future" if case["r"] == 0 else "past"),
    )
    return near or base


def _told(words: list[str]) -> int | None:
    """How far a word that points back into the text moves ("that", "the following"); None where none does."""
    if "that" in words or "same" in words:
        return 0
    if "following" in words or "subsequent" in words:
        return 1
    if "previous" in words or "preceding" in words or "prior" in words:
        return -1
    return 1 if words[:2] == ["the", "next"] else None


def _moved(base: Point, unit: str, step: int) -> Point:
    if unit == "D":
        return Point("D", base.start + timedelta(days=step))
    moved = base.moved(unit, step)
    return point(unit, moved.start)


def _open_value(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(
        unit, "XXXX"
    )


def read_ago(case: Case) -> Answer | None:
    """ "two years ago", "three days earlier", "a year later", "two weeks from now", "year-earlier"."""
    unit, count = _unit(case), _count(case)
    forth = "after" in case or case["told"] == "later"
    sign = 1 if forth or "hence" in case else -1
    if count is None:
        return Answer("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in _CLOCK_UNITS:
        return _hours_ago(case, unit, sign * count)
    if unit in _BIG:
        unit, count = "Y", count * _BIG[unit]
    elif unit == "F":
        unit, count = "W", count * 2
    anchors = case.anchors
    told = forth or "before" in case or "told" in case  # from the date last mentioned, not from now
    if case["w"]:
        return _week_and_day(case, sign * count)
    if (told and anchors.last is not None) or (unit == "Y" and count == 1 and _compares(case)):
        return _from_mention(case, unit, sign * count)
    now = (
        None
        if forth or (told and anchors.narrative)
        else anchors.now("D")
        if unit == "D"
        else anchors.now(unit) or anchors.base()
    )
    if now is None:
        return open_date(_open_value(unit))
    if count != int(count):
        return case.dated(
            now.moved("M", sign * round(count * 12)) if unit == "Y" else now.moved("D", sign * count * 7)
        )
    return case.dated(_moved(now.widened(unit), unit, int(sign * count)))


def _hours_ago(case: Case, unit: str, count: float) -> Answer:
    today = case.anchors.now("D")
    days = count * {"TH": 1, "TM": 1 / 60, "TS": 1 / 3600}[unit] / 24
    if today is None or abs(days) < 1 or not {"ago", "hence"} & set(case.slots):
        return Answer("DURATION", _length(abs(count), unit))
    return case.dated(Point("D", today.start + timedelta(days=int(days))))


def _week_and_day(case: Case, weeks: float) -> Answer:
    """ "a week ago Friday"."""
    today = case.anchors.now("D")
    if today is None:
        return open_date(f"XXXX-WXX-{case['w']}")
    week = point("W", today.start).start + timedelta(days=7 * int(weeks))
    return case.dated(Point("D", week + timedelta(days=int(case["w"]) - 1)))


def _compares(case: Case) -> bool:
    last = case.anchors.last
    return case.anchors.quarter is not None and last is not None and last.grain == "Q"


def _from_mention(case: Case, unit: str, count: float) -> Answer:
    """So much earlier or later than the date last mentioned, as fine as that date and the unit allow."""
    last, quarter = case.anchors.last, case.anchors.quarter
    assert last is not None
    if unit == "Y" and quarter is not None and _compares(case):
        return case.dated(quarter.moved("Y", count))
    base = last if unit in ("D", "W", "WE") else last.widened(unit)
    if unit in ("D", "W", "WE") and last.grain not in ("D", "W", "WE"):
        if unit == "D" or last.grain != "M":
            return open_date(_open_value(unit))
        base = point("W", last.start)
    return case.dated(base.moved(unit, count))


def _unit(case: Case) -> str:
    return str(case["u"] or case["half"] or "D")


def _count(case: Case) -> float | None:
    if isinstance(case["n"], (int, float)):
        return float(case["n"])
    if "two" in case:
        return 2.0
    if case["half"]:
        return 0.5
    if "one" in case or "one" in case.arguments:
        return 1.0
    return None


def _length(count: float | None, unit: str) -> str:
    """A TIMEX3 duration."""
    clock = _CLOCK_UNITS.get(unit)
    if count is None:
        return f"PTX{clock}" if clock else {"F": "PXW", "WE": "PXD"}.get(unit, f"PX{unit}")
    if unit in _BIG:
        count, unit = count * _BIG[unit], "Y"
    if unit == "F":
        count, unit = count * 2, "W"
    if unit == "WE":
        count, unit = count * 2, "D"
    if count == int(count):
        return f"PT{int(count)}{clock}" if clock else f"P{int(count)}{unit}"
    whole, rest = int(count), count - int(count)
    finer = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60), "W": ("D", 7), "D": ("TH", 24), "M": ("D", 30)}
    uneven = unit in finer and abs(rest * finer[unit][1] - round(rest * finer[unit][1])) > 0.01
    if unit not in finer or (uneven and unit != "M"):
        return f"PT{count:g}{clock}" if clock else f"P{count:g}{unit}"
    name, size = finer[unit]
    small = round(rest * size)
    if clock:
        return "PT" + (f"{whole}{clock}" if whole else "") + f"{small}{name}"
    if name == "TH":
        return "P" + (f"{whole}{unit}" if whole else "") + f"T{small}H"
    return "P" + (f"{whole}{unit}" if whole else "") + f"{small}{name}"


def read_duration(case: Case) -> Answer | None:
    """ "three days", "several years", "half an hour", "a year and a half"."""
    unit = _unit(case)
    count = 1.5 if "plus" in case else _count(case)
    return Answer("DURATION", _length(count, unit))


def read_age(case: Case) -> Answer | None:
    """An age ("the 44-year-old envoy"), which dates nothing: no expression."""
    return None


def read_span(case: Case) -> Answer | None:
    """ "the past three months": a length, with its window before or after the publication."""
    unit, count, step = _unit(case), _count(case), case.step()
    today = case.anchors.today()
    window: str | None = None
    if today is not None and count is not None and step and "r" in case and unit not in _CLOCK_UNITS:
        window = _window(today, unit, step * count)
    return Answer("DURATION", _length(count, unit), window)


def read_beside(case: Case) -> Answer | None:
    """ "the day before", "the week after", "the day before last Tuesday"."""
    unit = str(case["u"])
    step = -1 if "before" in case else 1
    if unit in _CLOCK_UNITS or unit in _BIG or unit == "F":
        return None
    base: Point | None
    if "m" in case or "w" in case or "rd" in case:
        other = read_date(case)
        base = other.point if other else None
        if base is not None and base.grain == "D" and unit == "W":
            return case.dated(Point("D", base.start + timedelta(days=7 * step)))
    else:
        base = case.anchors.then(unit)
    if base is None:
        return open_date(_open_value(unit))
    return case.dated(_moved(point(unit, base.start), unit, step))


def read_week_of(case: Case) -> Answer | None:
    """ "the week of March 6"."""
    day = read_date(case)
    if day is None or day.point is None:
        return None
    return case.dated(point("W", day.point.start))


def read_set(case: Case) -> Answer | None:
    """ "every Monday", "each year", "every two weeks", "Tuesday nights", "twice a month"."""
    part = f"T{case['p']}" if case["p"] else ""
    if case["w"]:
        return Answer("SET", f"XXXX-WXX-{case['w']}{part}")
    if case["m"]:
        return Answer("SET", f"XXXX-{int(case['m']):02d}")
    if case["s"]:
        return Answer("SET", f"XXXX-{case['s']}")
    if part:
        return Answer("SET", f"XXXX-XX-XX{part}")
    unit = _unit(case)
    if unit == "WE":
        return Answer("SET", "XXXX-WXX-WE")
    count = float(case["o"]) if isinstance(case["o"], int) else _count(case)
    if "v" in case:
        return Answer("SET", _length(None, unit))
    return Answer("SET", _length(count or 1, unit))


def read_fixed(case: Case) -> Answer | None:
    """An expression whose row names its value ("now", "recently", "daily")."""
    kind = case.arguments.get("type", "DATE")
    today = case.anchors.today()
    value = case.arguments["value"]
    window = None
    if kind == "DATE" and value == "PRESENT_REF" and today is not None and not case.anchors.narrative:
        window = today.isoformat()
    return Answer(kind, value, window)  # type: ignore[arg-type]
