"""Event data as political scientists work with them: one light row an event, and the usual verbs over rows.

The verbs carry the names that the R packages for event data made familiar (W. Lowe, *events*): `one_a_day`,
`filter_dyad`, `map_actors`, `make_dyads`, `make_scale`. All take an iterable of rows and give rows back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Literal, NamedTuple

from detente import edtf
from detente.errors import SettingError

Step = Literal["day", "week", "month"]


class EventRow(NamedTuple):
    """One event between two actors; a tuple, since a dyad may have many thousands. Change one by `_replace`.

    Attributes:
        date: first day on which it happened (ISO), or the day of the report where the text does not say.
        source: who did it.
        target: to whom.
        type: PLOVER type; empty for a bare statement of a stream that codes them.
        quad: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict, 0 a statement.
        goldstein: its value on the conflict-cooperation scale, -10 to 10.
        intensity: PLOVER's intensity, -10 to 10.
        weight: how much it counts (factuality, tense, origin), 0 to 1.
        mode: PLOVER mode, or None.
        code: the code that others gave it, or CAMEO, or empty.
        id: full id of the record (``d12.e3``), or of an imported event (``i1.7``: stream, line).
        known: day on which it became known.
        mutual: neither side acts first (they met, they agreed).
        reports: ids of all records that report it, this one among them.
    """

    date: str
    source: str
    target: str
    type: str
    quad: int
    goldstein: float = 0.0
    intensity: float = 0.0
    weight: float = 1.0
    mode: str | None = None
    code: str = ""
    id: str = ""
    known: str = ""
    mutual: bool = False
    reports: tuple[str, ...] = ()


BY_DATE = itemgetter(EventRow._fields.index("date"), EventRow._fields.index("id"))
"""The key by which rows are sorted: by date, and within a day by id."""


@dataclass(frozen=True, slots=True)
class Point:
    """A step of a dyad's series; `events` are the rows it is the sum of.

    `goldstein` and `intensity` are sums of value times weight; `types` and `quads` are counts.
    """

    start: str
    end: str
    goldstein: float
    intensity: float
    types: dict[str, int] = field(default_factory=dict)
    quads: dict[int, int] = field(default_factory=dict)
    events: tuple[EventRow, ...] = ()

    @property
    def count(self) -> int:
        """How many events."""
        return len(self.events)


def one_a_day(rows: Iterable[EventRow]) -> Iterator[EventRow]:
    """Keep one event of a kind a day: reports of the same source, target, type and day are one event.

    The row that weighs most is kept, and carries the ids of all. Mutual events are one whichever way round.

    Args:
        rows: in any order; they come back by date.
    """
    held: dict[tuple[str, str, str, str], EventRow] = {}
    for row in rows:
        a, b = sorted((row.source, row.target)) if row.mutual else (row.source, row.target)
        key = (row.date, a, b, row.type or row.code)
        other = held.get(key)
        if other is None:
            held[key] = row if row.reports else row._replace(reports=(row.id,) if row.id else ())
            continue
        best = row if row.weight > other.weight else other
        more = row.reports or ((row.id,) if row.id else ())
        held[key] = best._replace(reports=tuple(dict.fromkeys((*other.reports, *more))))
    yield from sorted(held.values(), key=BY_DATE)


def filter_dyad(
    rows: Iterable[EventRow], a: str, b: str, *, directed: bool = False, parts: bool = False
) -> Iterator[EventRow]:
    """Keep the events between two actors.

    Args:
        rows: event rows.
        a: one actor.
        b: the other.
        directed: only those that `a` does to `b`.
        parts: count parts with the whole: ``RUS.MIL`` with ``RUS``.
    """

    def counts(actor: str, whole: str) -> bool:
        return actor == whole or (parts and actor.startswith(whole + "."))

    for row in rows:
        forth = counts(row.source, a) and counts(row.target, b)
        back = counts(row.source, b) and counts(row.target, a)
        if forth or (back and (row.mutual or not directed)):
            yield row


def map_actors(
    rows: Iterable[EventRow], mapping: Mapping[str, str | None] | Callable[[str], str | None]
) -> Iterator[EventRow]:
    """Rename or join actors; events that end up between an actor and itself are dropped.

    Args:
        rows: event rows.
        mapping: new name by old one, or a function; an actor mapped to None is dropped with its events, one
            that a mapping does not name keeps its name.
    """
    rename = mapping if callable(mapping) else (lambda actor: mapping.get(actor, actor))
    for row in rows:
        source, target = rename(row.source), rename(row.target)
        if source is not None and target is not None and source != target:
            yield row._replace(source=source, target=target)


def make_scale(values: Mapping[str, float], default: float | None = None) -> Callable[[EventRow], EventRow]:
    """Make a scale of your own: a function that sets `goldstein` by code or type.

    Args:
        values: value by code or PLOVER type; a code's own value goes before its type's.
        default: value of what the scale does not name; None keeps the row's own.

    Returns:
        A function from row to row, for ``map(scale, rows)``.
    """

    def scale(row: EventRow) -> EventRow:
        value = values.get(row.code, values.get(row.type, default))
        return row if value is None else row._replace(goldstein=float(value))

    return scale


def make_dyads(
    rows: Iterable[EventRow],
    step: Step = "week",
    *,
    directed: bool = True,
    since: str | None = None,
    until: str | None = None,
) -> dict[tuple[str, str], list[Point]]:
    """Series of all dyads in the rows.

    Args:
        rows: event rows, in any order.
        step: length of a step; weeks begin on Monday.
        directed: part what `a` does to `b` from what `b` does to `a`; else the names stand in order.
        since: first day, by default that of the first event of the dyad.
        until: last day, by default that of its last event.

    Returns:
        Points without a gap, by (source, target).
    """
    dyads: dict[tuple[str, str], list[EventRow]] = {}
    for row in rows:
        key = (row.source, row.target)
        if not directed:
            key = (min(key), max(key))
        dyads.setdefault(key, []).append(row)
    return {
        key: list(make_series(held, step, since=since, until=until)) for key, held in sorted(dyads.items())
    }


def make_series(
    rows: Iterable[EventRow], step: Step = "week", *, since: str | None = None, until: str | None = None
) -> Iterator[Point]:
    """Counts and sums by day, week or month, without a gap; each point carries its events.

    Args:
        rows: event rows, in any order.
        step: length of a step; weeks begin on Monday.
        since: first day (ISO), by default that of the first event.
        until: last day (ISO), by default that of the last event.
    """
    begins = _begins(step)
    held: dict[date, list[EventRow]] = {}
    for row in sorted(rows, key=BY_DATE):
        if (since is None or row.date >= since) and (until is None or row.date <= until):
            held.setdefault(begins(row.date), []).append(row)
    if not held and (since is None or until is None):
        return
    at = step_start(date.fromisoformat(since), step) if since else min(held)
    last = date.fromisoformat(until) if until else max(held)
    while at <= last:
        after = step_end(at, step)
        end = edtf.days_on(after, -1) if after < date.max else after
        yield add_up(held.get(at, ()), at.isoformat(), end.isoformat())
        if after == date.max:
            return
        at = after


def add_up(rows: Iterable[EventRow], start: str, end: str) -> Point:
    """One point: the sums over rows, which it carries."""
    events = tuple(rows)
    goldstein = intensity = 0.0
    types: dict[str, int] = {}
    quads: dict[int, int] = {}
    for row in events:
        goldstein += row.goldstein * row.weight
        intensity += row.intensity * row.weight
        if row.type:
            types[row.type] = types.get(row.type, 0) + 1
        quads[row.quad] = quads.get(row.quad, 0) + 1
    return Point(start, end, goldstein, intensity, types, quads, events)


def step_start(day: date, step: Step) -> date:
    """The first day of the step that a day lies in.

    Raises:
        SettingError: the step is none of day, week and month.
    """
    if step == "day":
        return day
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step == "month":
        return day.replace(day=1)
    raise SettingError(f"{step!r} is no step of a series; give day, week or month.")


@lru_cache(maxsize=50_000)
def _month(text: str) -> date:
    return date(int(text[:4]), int(text[5:7]), 1)


def _begins(step: Step) -> Callable[[str], date]:
    """From a day in ISO form to the first day of its step; many events share a month."""
    if step == "month":
        return lambda day: _month(day[:7])
    return lambda day: step_start(date.fromisoformat(day), step)


def step_end(start: date, step: Step) -> date:
    """The first day after a step that begins on `start`; the last of the calendar where there is none."""
    if step != "month":
        return edtf.days_on(start, 1 if step == "day" else 7)
    if (start.year, start.month) == (date.max.year, date.max.month):
        return date.max
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
