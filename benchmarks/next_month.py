"""Next month with material conflict: Brier of the logit and of plain baselines on event data of a region.

Run: python benchmarks/next_month.py EVENTS.csv.gz [weis|cameo]    (date, source, target, code)
The last 30 % of months are foretold, each from the months before it alone. Three panels: the 40 directed
dyads that were busiest before them, without and with events within one country (the first three letters of
the actor's code); and, as a published comparison seems to have counted, severe conflict (Goldstein -5 or
less) between countries, the dyads that were busiest over the whole span, a year of warm-up left out before
the months are parted. Nothing is set for a region. Beside the model fitted anew every six months stands the
one that was fitted once, before the first month that is foretold. One core.
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

# ruff: noqa: E402 - threads are set before numpy is loaded
from detente.knowledge import Tables
from detente.knowledge.scales import load_scales
from detente.relations.eventdata import EventRow
from detente.relations.forecasts import MonthForecaster, make_panel
from detente.relations.forecasts.panel import MATERIAL, month_number


def load(path: str, scheme: str) -> list[EventRow]:
    scales = load_scales(Tables())
    rows: list[EventRow] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            value = scales.code(scheme, row["code"])
            if value is not None:
                # the file's own value, where it has a column for it
                goldstein = float(row["goldstein"] or 0) if "goldstein" in row else value.goldstein
                rows.append(
                    EventRow(row["date"], row["source"], row["target"], value.type, value.quad, goldstein)
                )
    return rows


def report(name: str, rows: list[EventRow], *, warm_up: int = 0, whole: bool = False) -> None:
    began = time.perf_counter()
    first = min(month_number(row.date) for row in rows) + warm_up
    last = max(month_number(row.date) for row in rows)
    cut = first + round(0.7 * (last - first + 1))
    since = f"{cut // 12:04}-{cut % 12 + 1:02}"
    forecaster = MonthForecaster(make_panel(rows, busy_until=None if whole else since))
    found, once = forecaster.evaluate(since), forecaster.evaluate(since, refit=None)
    print(
        f"{name}: Brier {found.model:.4f}, fitted once {once.model:.4f} | moving average of 6 months"
        f" {found.moving_average:.4f}, of 12 {found.yearly_average:.4f}, climatology {found.climatology:.4f},"
        f" persistence {found.persistence:.4f} | log score {found.log_score:.3f}, base rate"
        f" {found.base_rate:.3f}, {found.forecasts:,} forecasts from {since},"
        f" {time.perf_counter() - began:.1f} s"
    )


def severe(rows: list[EventRow]) -> list[EventRow]:
    """Between countries, material conflict being what lies at -5 or below on Goldstein's scale."""
    found: list[EventRow] = []
    for row in rows:
        a, b = row.source[:3], row.target[:3]
        quad = MATERIAL if row.goldstein <= -5 else min(row.quad, MATERIAL - 1)
        if a != b:
            found.append(row._replace(source=a, target=b, quad=quad))
    return found


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    scheme = sys.argv[2] if len(sys.argv) == 3 else ("weis" if "balkans" in sys.argv[1] else "cameo")
    rows = load(sys.argv[1], scheme)
    report("between countries and groups", [row for row in rows if row.source[:3] != row.target[:3]])
    report("all dyads", rows)
    report("severe conflict between countries", severe(rows), warm_up=12, whole=True)


if __name__ == "__main__":
    main()
