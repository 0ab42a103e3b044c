"""Next month with material conflict: Brier of the logit and of plain baselines on event data of a region.

Run: python benchmarks/next_month.py EVENTS.csv.gz [weis|cameo]    (date, source, target, code)
The last 30 % of months are foretold, each from the months before it alone, for the 40 directed dyads that
were busiest before them. The first panel leaves out events within one country (the first three letters of the
actor's code), the second keeps them. Nothing is set for a region.
"""

from __future__ import annotations

import csv
import gzip
import sys
import time

from detente.knowledge import Tables
from detente.knowledge.scales import load_scales
from detente.relations.eventdata import EventRow
from detente.relations.forecasts import MonthForecaster, make_panel
from detente.relations.forecasts.panel import month_number


def load(path: str, scheme: str) -> list[EventRow]:
    scales = load_scales(Tables())
    rows: list[EventRow] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            value = scales.code(scheme, row["code"])
            if value is not None:
                rows.append(
                    EventRow(
                        row["date"], row["source"], row["target"], value.type, value.quad, value.goldstein
                    )
                )
    return rows


def report(name: str, rows: list[EventRow]) -> None:
    began = time.perf_counter()
    first = min(month_number(row.date) for row in rows)
    last = max(month_number(row.date) for row in rows)
    cut = first + round(0.7 * (last - first + 1))
    since = f"{cut // 12:04}-{cut % 12 + 1:02}"
    panel = make_panel(rows, busy_until=since)
    found = MonthForecaster(panel).evaluate(since)
    print(
        f"{name}: Brier {found.model:.4f} | moving average {found.moving_average:.4f}, climatology"
        f" {found.climatology:.4f}, persistence {found.persistence:.4f} | log score {found.log_score:.3f},"
        f" base rate {found.base_rate:.3f}, {found.forecasts:,} forecasts from {since},"
        f" {time.perf_counter() - began:.1f} s"
    )


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    scheme = sys.argv[2] if len(sys.argv) == 3 else ("weis" if "balkans" in sys.argv[1] else "cameo")
    rows = load(sys.argv[1], scheme)
    report("between countries and groups", [row for row in rows if row.source[:3] != row.target[:3]])
    report("all dyads", rows)


if __name__ == "__main__":
    main()
