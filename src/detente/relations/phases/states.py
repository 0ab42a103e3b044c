"""Phases: the stretches between changes, each with the state of the relationship and what decided it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from detente import edtf
from detente.knowledge import Tables
from detente.relations.eventdata import BY_DATE, EventRow
from detente.relations.phases.changes import ENOUGH, ChangePoint, find_changes, watch_changes

State = Literal["rupture", "frozen", "strained", "thaw", "working", "close"]
STATES: tuple[State, ...] = ("rupture", "frozen", "strained", "thaw", "working", "close")

SPARSE = 1.0
"""Fewer events a month than this may miss what made a phase: then none is claimed."""

OPENING = 45
"""Days at the beginning of a phase in which cut ties count as its opening."""


@dataclass(frozen=True, slots=True)
class StateRule:
    """One row of ``scales/phases.csv``; the first row that holds names the state. None asks nothing."""

    id: str
    state: State
    max_tone: float | None
    min_tone: float | None
    min_material: float | None
    min_breaks: float | None
    max_rate: float | None
    min_rise: float | None
    after: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a relationship.

    Attributes:
        start: its first day (ISO).
        end: its last day; for the last phase, that of the last event.
        state: rupture, frozen, strained, thaw, working or close.
        why: id of the row that names the state.
        reason: that row in words.
        tone: mean Goldstein value of its events, by weight.
        rate: events a month.
        cooperation: share of cooperation among its events.
        material: share of material conflict.
        opened_by: the change it begins with, with its uncertainty; None for the first.
        deciding: events that made it what it is, by date.
        events: how many events it has.
    """

    start: str
    end: str
    state: State
    why: str
    reason: str
    tone: float
    rate: float
    cooperation: float
    material: float
    opened_by: ChangePoint | None
    deciding: tuple[EventRow, ...]
    events: int


def load_state_rules(tables: Tables) -> list[StateRule]:
    """The rules that name states, in order.

    Raises:
        TableError: a row is malformed.
    """
    rules: list[StateRule] = []
    for row in tables.rows("scales/phases.csv", ("id", "state", "why")):

        def number(column: str) -> float | None:
            return row.number(column) if row.text(column) is not None else None  # noqa: B023 - used at once

        rules.append(
            StateRule(
                row.id,
                row.choice("state", STATES),  # type: ignore[arg-type]
                number("max_tone"),
                number("min_tone"),
                number("min_material"),
                number("min_breaks"),
                number("max_rate"),
                number("min_rise"),
                tuple(row.list("after")),
                row.need("why"),
            )
        )
    return rules


def find_phases(
    rows: Iterable[EventRow],
    since: str | None = None,
    until: str | None = None,
    *,
    online: bool = False,
    rules: Sequence[StateRule] | None = None,
) -> list[Phase]:
    """The phases of a dyad.

    Args:
        rows: events of one dyad, both directions.
        since: first day looked at (ISO), by default that of the first event.
        until: last day, by default that of the last event.
        online: only changes that the past alone showed when they came.
        rules: what names the states, by default ``scales/phases.csv``.

    Returns:
        Phases by date, without a gap; none where there are too few events to claim one, in all or a month.
    """
    low, high = since or "", until or "~"
    held = sorted([row for row in rows if row.weight > 0 and low <= row.date <= high], key=BY_DATE)
    if len(held) < ENOUGH or len(held) < SPARSE * _months(held[0].date, held[-1].date):
        return []
    rules = rules if rules is not None else _own_rules()
    changes = (watch_changes if online else find_changes)(held, since, until)
    last = until or held[-1].date
    starts = [since or held[0].date, *(change.date for change in changes)]
    ends = [*(_day_before(change.date) for change in changes), last]
    usual = len(held) / _months(starts[0], last)
    days = [row.date for row in held]
    found: list[Phase] = []
    for start, end, change in zip(starts, ends, [None, *changes], strict=True):
        inside = held[bisect_left(days, start) : bisect_right(days, end)]
        found.append(_phase(start, end, change, inside, found[-1] if found else None, usual, rules))
    return found


@cache
def _own_rules() -> list[StateRule]:
    return load_state_rules(Tables())


def _phase(
    start: str,
    end: str,
    change: ChangePoint | None,
    rows: Sequence[EventRow],
    before: Phase | None,
    usual: float,
    rules: Sequence[StateRule],
) -> Phase:
    weight = sum(row.weight for row in rows)
    tone = sum(row.goldstein * row.weight for row in rows) / weight if weight else 0.0
    events = [row for row in rows if row.quad]
    material = sum(row.quad == 4 for row in events) / len(events) if events else 0.0
    rate = len(rows) / _months(start, end)
    opening = edtf.days_on(date.fromisoformat(start), OPENING).isoformat()
    breaks = [row for row in events if row.type == "SANCTION" and row.date <= opening]
    rule = next(
        rule
        for rule in rules
        if _holds(rule, tone, material, len(breaks), rate / usual if usual else 0.0, before)
    )
    deciding = change.deciding if change else ()
    if rule.min_breaks is not None:
        deciding = tuple(sorted({*deciding, *breaks}, key=lambda row: (row.date, row.id)))
    elif not deciding:
        extreme = sorted(rows, key=lambda row: -abs(row.goldstein * row.weight))[:5]
        deciding = tuple(sorted(extreme, key=lambda row: (row.date, row.id)))
    return Phase(
        start=start,
        end=end,
        state=rule.state,
        why=rule.id,
        reason=rule.why,
        tone=round(tone, 2),
        rate=round(rate, 2),
        cooperation=round(sum(row.quad in (1, 2) for row in events) / len(events), 2) if events else 0.0,
        material=round(material, 2),
        opened_by=change,
        deciding=deciding,
        events=len(rows),
    )


def _holds(
    rule: StateRule, tone: float, material: float, breaks: int, rate: float, before: Phase | None
) -> bool:
    previous = before.state if before else "first"
    if rule.after and previous not in rule.after:
        return False
    if rule.min_rise is not None and (before is None or tone - before.tone < rule.min_rise):
        return False
    bounds = (
        (rule.max_tone, tone, True),
        (rule.min_tone, tone, False),
        (rule.min_material, material, False),
        (rule.min_breaks, float(breaks), False),
        (rule.max_rate, rate, True),
    )
    return all(bound is None or (value <= bound if most else value >= bound) for bound, value, most in bounds)


def _months(start: str, end: str) -> float:
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    return max(days, 1) / 30.44


def _day_before(day: str) -> str:
    return edtf.days_on(date.fromisoformat(day), -1).isoformat()
