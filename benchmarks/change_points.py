"""Change points of dyads against dated changes of history, looking back and week by week.

Run: python benchmarks/change_points.py EVENTS.csv.gz [leave-out]    (date, source, target, code; WEIS codes,
KEDS actors)
The dated changes stand with their sources in src/detente/knowledge/tables/scales/dated_changes.csv. They were
written down before the method was tried. A found change is right when it lies within 45 days of one of them.
With `leave-out`, the levels of the search are chosen on all dyads but one and scored on that one: what
choosing them on these dyads would promise of another.
"""

from __future__ import annotations

import csv
import gzip
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from itertools import product

from detente.knowledge import Tables
from detente.knowledge.scales import load_changes, load_scales
from detente.relations.eventdata import EventRow
from detente.relations.phases import changes, find_changes, search, watch_changes

KEDS = {"NATO": "NAT"}
Levels = tuple[float, ...]
Counts = tuple[int, int, int]
NEAR = 45


def load(path: str) -> list[EventRow]:
    scales = load_scales(Tables())
    rows: list[EventRow] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            value = scales.code("weis", row["code"])
            if value is not None:
                rows.append(
                    EventRow(
                        row["date"], row["source"], row["target"], value.type, value.quad, value.goldstein
                    )
                )
    return rows


def between(rows: list[EventRow], a: str, b: str) -> list[EventRow]:
    one, other = KEDS.get(a, a), KEDS.get(b, b)
    return [
        row
        for row in rows
        if (row.source.startswith(one) and row.target.startswith(other))
        or (row.source.startswith(other) and row.target.startswith(one))
    ]


def matched(found: list[str], wanted: list[str]) -> int:
    """How many found days meet a wanted one, each used once, the nearest first."""
    pairs = sorted(
        (abs((date.fromisoformat(f) - date.fromisoformat(w)).days), n, m)
        for n, f in enumerate(found)
        for m, w in enumerate(wanted)
    )
    left: set[int] = set()
    right: set[int] = set()
    for days, n, m in pairs:
        if days <= NEAR and n not in left and m not in right:
            left.add(n)
            right.add(m)
    return len(left)


def report(name: str, find: Callable[[list[EventRow]], list[str]], rows: list[EventRow]) -> None:
    wanted: dict[tuple[str, str], list[str]] = {}
    for change in load_changes(Tables()):
        wanted.setdefault((change.a, change.b), []).append(change.date)
    right = found_all = wanted_all = 0
    began = time.perf_counter()
    for (a, b), dates in wanted.items():
        found = find(between(rows, a, b))
        hits = matched(found, dates)
        right, found_all, wanted_all = right + hits, found_all + len(found), wanted_all + len(dates)
        print(f"  {a}-{b}: {hits} of {len(dates)}; found {' '.join(found)}")
    score = 2 * right / (found_all + wanted_all)
    print(
        f"{name}: F1 {score:.2f}, precision {right / max(found_all, 1):.2f}, recall {right / wanted_all:.2f}"
        f" ({right} right, {found_all} found, {wanted_all} wanted, {time.perf_counter() - began:.1f} s)"
    )


def score(counts: Iterable[Counts]) -> float:
    right, found, wanted = (sum(part) for part in zip(*counts, strict=True))
    return 2 * right / (found + wanted)


def leave_out(rows: list[EventRow]) -> None:
    """Levels chosen on all dyads but one, and scored on that one."""
    wanted: dict[tuple[str, str], list[str]] = {}
    for change in load_changes(Tables()):
        wanted.setdefault((change.a, change.b), []).append(change.date)
    held = {pair: between(rows, *pair) for pair in wanted}

    def tell(
        name: str, levels: Iterable[Levels], find: Callable[[Levels, list[EventRow]], list[str]]
    ) -> None:
        counts: dict[Levels, dict[tuple[str, str], Counts]] = {}
        for level in levels:
            found = {pair: find(level, events) for pair, events in held.items()}
            counts[level] = {
                pair: (matched(days, wanted[pair]), len(days), len(wanted[pair]))
                for pair, days in found.items()
            }
        left = []
        for pair in wanted:
            others = {k: score(c for p, c in row.items() if p != pair) for k, row in counts.items()}
            left.append(counts[max(others, key=lambda k: others[k])][pair])
        best = max(score(row.values()) for row in counts.values())
        print(f"{name}, levels chosen without the dyad: F1 {score(left):.2f}; the best levels {best:.2f}")

    def back(level: Levels, events: list[EventRow]) -> list[str]:
        search.rate_threshold.__defaults__, search.tone_threshold.__defaults__ = (level[0],), (level[1],)
        return [change.date for change in find_changes(events)]

    def ahead(level: Levels, events: list[EventRow]) -> list[str]:
        changes.ALARM, changes.TONE_ALARM, changes.MEMORY = level[0], level[1], int(level[2])
        return [str(change.known) for change in watch_changes(events)]

    tell("offline", product((0.002, 0.005, 0.01, 0.02, 0.05), (0.01, 0.02, 0.05, 0.1)), back)
    tell("online", product((6.0, 7.0, 8.0, 9.0, 10.0, 12.0), (5.0, 6.0, 8.0, 10.0), (39, 52, 78)), ahead)


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    rows = load(sys.argv[1])
    if sys.argv[2:] == ["leave-out"]:
        leave_out(rows)
        return
    report("offline", lambda held: [change.date for change in find_changes(held)], rows)
    report("online", lambda held: [str(change.known) for change in watch_changes(held)], rows)


if __name__ == "__main__":
    main()
