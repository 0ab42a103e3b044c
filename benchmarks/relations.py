"""A dyad's page of data and its outlook over a million imported events, and a forecast's Brier score.

Run: python benchmarks/relations.py [EVENTS]    (1,000,000 invented events where no number is given)
Prints events a second into the ledger; the seconds of the list of dyads; the seconds that a dyad's page takes
(all its events, the monthly series, the phases, the last ten events): median and 90th percentile over 30
dyads, from the busiest to the one with the fewest events, and the busiest alone, once in a process that has
made no page before and then in one that has; and the seconds of the outlook of one dyad.

Run: python benchmarks/relations.py EVENTS.csv.gz [weis|cameo]    (date, source, target, code)
Prints how the chances of acts within 30 days score against how often such acts ever came: at six days in the
last 30 % of the events, for the 25 busiest pairs and every type.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

# ruff: noqa: E402 - threads are set before numpy is loaded
import numpy as np

from detente.exchange.events_import import import_events
from detente.ledger import Ledger
from detente.relations.dyads import dyad, dyads
from detente.relations.forecasts import Forecaster
from detente.relations.forecasts.outlook import HORIZON, likely_acts, outlook
from detente.relations.phases import find_phases
from import_events import write
from next_month import load

DAYS, PAIRS, PAST = 6, 25, 60_000
SAMPLE, COLD = 30, 3
"""Dyads whose page is timed, and every how many of them in a process of its own."""


def page(ledger: Ledger, a: str, b: str) -> tuple[int, float, float]:
    """Events of a dyad, and the seconds that its page takes: by the clock, and of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    found = dyad(ledger, a, b)
    found.series("month")
    find_phases(found.events)
    found.last()
    return len(found.events), time.perf_counter() - began, time.process_time() - busy


def cold(path: str, a: str, b: str) -> None:
    """The first page of a process: with opening the ledger, and whatever is loaded on the way."""
    began = time.perf_counter()
    with Ledger(path, create=False, readonly=True) as ledger:
        page(ledger, a, b)
    print(time.perf_counter() - began)


def tell(name: str, spent: list[float]) -> None:
    print(
        f"page of data, {name}: median {statistics.median(spent) * 1000:.0f} ms, 90th percentile"
        f" {np.quantile(spent, 0.9) * 1000:.0f} ms, longest {max(spent) * 1000:.0f} ms, {len(spent)} dyads"
    )


def speed(events: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stream, file = Path(folder) / "events.csv", Path(folder) / "detente.db"
        write(stream, events)
        with Ledger(file) as ledger:
            began, busy = time.perf_counter(), time.process_time()
            report = import_events(ledger, stream)
            took, worked = time.perf_counter() - began, time.process_time() - busy
            print(
                f"import: {report.kept:,} events in {took:.1f} s, {report.lines / took:,.0f} a second"
                f" ({worked:.1f} s of the processor)"
            )
            began = time.perf_counter()
            listed = dyads(ledger)
            print(f"list of {len(listed)} dyads: {time.perf_counter() - began:.2f} s")
            chosen = [listed[n * (len(listed) - 1) // (SAMPLE - 1)] for n in range(SAMPLE)]
            first = []
            for one in chosen[::COLD]:
                words = [sys.executable, __file__, "cold", str(file), one.a, one.b]
                first.append(float(subprocess.run(words, capture_output=True, text=True, check=True).stdout))
            tell("first of its process", first)
            page(ledger, chosen[-1].a, chosen[-1].b)
            pages = [page(ledger, one.a, one.b) for one in chosen]
            counts, clock, processor = zip(*pages, strict=True)
            tell("by the clock", list(clock))
            tell("of the processor", list(processor))
            print(
                f"events a dyad: median {statistics.median(counts):,.0f}, {min(counts):,} to {max(counts):,};"
                f" the busiest took {clock[0] * 1000:.0f} ms"
            )
            began = time.perf_counter()
            found = outlook(ledger, chosen[0].a, chosen[0].b)
            print(f"outlook: {time.perf_counter() - began:.1f} s on {found.events:,} events")


def score(path: str, scheme: str) -> None:
    rows = sorted(load(path, scheme), key=lambda row: row.date)
    rows = [row for row in rows if row.source[:3] != row.target[:3] and row.type]
    first = date.fromisoformat(rows[int(len(rows) * 0.7)].date)
    last = date.fromisoformat(rows[-1].date) - timedelta(days=HORIZON + 1)
    ours: list[float] = []
    usual: list[float] = []
    came: list[bool] = []
    for n in range(DAYS):
        at = first + (last - first) * n // (DAYS - 1)
        past = [row for row in rows if row.date <= at.isoformat()]
        until = (at + timedelta(days=HORIZON)).isoformat()
        truth = {(r.source, r.type, r.target) for r in rows if at.isoformat() < r.date <= until}
        facts = ((r.source, r.type, r.target, date.fromisoformat(r.date).toordinal()) for r in past[-PAST:])
        forecaster = Forecaster().fit(facts)
        forecaster.history.advance(at.toordinal())
        busy = Counter((min(r.source, r.target), max(r.source, r.target)) for r in past)
        for (a, b), _ in busy.most_common(PAIRS):
            for act in likely_acts(forecaster, a, b):
                ours.append(act.probability)
                usual.append(act.baseline)
                came.append((act.source, act.type, act.target) in truth)
    y = np.array(came, float)
    print(
        f"acts within {HORIZON} days: Brier {((np.array(ours) - y) ** 2).mean():.4f} | as often as ever"
        f" {((np.array(usual) - y) ** 2).mean():.4f}, base rate {y.mean():.3f}, {len(y):,} forecasts"
    )


def main() -> None:
    word = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    if word == "cold":
        cold(*sys.argv[2:5])
    elif word.isdigit():
        speed(int(word))
    else:
        score(word, sys.argv[2] if len(sys.argv) > 2 else ("weis" if "balkans" in word else "cameo"))


if __name__ == "__main__":
    main()
