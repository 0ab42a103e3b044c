"""A dyad's page of data and its outlook over a million imported events, and a forecast's Brier score.

Run: python benchmarks/relations.py [EVENTS]    (1,000,000 invented events where no number is given)
Prints events a second into the ledger; the seconds a dyad's page takes (all its events, the monthly series,
the phases, the last ten events), the median and the worst of the ten busiest dyads, after one that warms the
file up; and the seconds of the outlook of one dyad.

Run: python benchmarks/relations.py EVENTS.csv.gz [weis|cameo]    (date, source, target, code)
Prints how the chances of acts within 30 days score against how often such acts ever came: at six days in the
last 30 % of the events, for the 25 busiest pairs and every type.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

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


def page(ledger: Ledger, a: str, b: str) -> tuple[int, float, float]:
    """Events of a dyad, and the seconds that its page takes: by the clock, and of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    found = dyad(ledger, a, b)
    found.series("month")
    find_phases(found.events)
    found.last()
    return len(found.events), time.perf_counter() - began, time.process_time() - busy


def speed(events: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stream = Path(folder) / "events.csv"
        write(stream, events)
        with Ledger(Path(folder) / "detente.db") as ledger:
            began, busy = time.perf_counter(), time.process_time()
            report = import_events(ledger, stream)
            took, worked = time.perf_counter() - began, time.process_time() - busy
            print(
                f"import: {report.kept:,} events in {took:.1f} s, {report.lines / took:,.0f} a second"
                f" ({worked:.1f} s of the processor)"
            )
            began = time.perf_counter()
            busiest = dyads(ledger)[:10]
            print(f"list of dyads: {time.perf_counter() - began:.2f} s")
            page(ledger, busiest[0].a, busiest[0].b)
            pages = [page(ledger, one.a, one.b) for one in busiest]
            counts, clock, processor = zip(*pages, strict=True)
            print(
                f"page of data: median {statistics.median(clock):.2f} s, worst {max(clock):.2f} s; of the"
                f" processor {statistics.median(processor):.2f} and {max(processor):.2f} s"
                f" ({min(counts):,} to {max(counts):,} events a dyad)"
            )
            began = time.perf_counter()
            found = outlook(ledger, busiest[0].a, busiest[0].b)
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
    if word.isdigit():
        speed(int(word))
    else:
        score(word, sys.argv[2] if len(sys.argv) > 2 else ("weis" if "balkans" in word else "cameo"))


if __name__ == "__main__":
    main()
