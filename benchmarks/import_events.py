"""Import of an event stream, and a dyad's page of data on top of it.

Run: python benchmarks/import_events.py [EVENTS]    (1,000,000 invented events where no number is given)
Prints events a second into the ledger, the size of the file, and the seconds that a dyad's page takes: all
its events, the monthly series, the phases and the last ten events.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from detente.exchange.events_import import import_events
from detente.ledger import Ledger
from detente.relations.dyads import dyad
from detente.relations.phases import find_phases

STATES = [
    "USA", "RUS", "CHN", "GBR", "FRA", "DEU", "TUR", "IRN", "ISR", "IND", "PAK", "JPN", "KOR", "UKR", "POL",
    "EGY", "SAU", "SYR", "IRQ", "BRA", "MEX", "ZAF", "NGA", "KEN", "ETH",
]  # fmt: skip
PARTS = ["", "", "", "GOV", "MIL", "OPP"]
CODES = [
    "010", "020", "036", "042", "043", "051", "057", "061", "070", "111", "112", "120", "130", "141", "163",
    "173", "190", "193", "195",
]  # fmt: skip


def write(path: Path, events: int) -> None:
    draw = random.Random(11)
    start = date(1990, 1, 1)
    with path.open("w", encoding="utf-8") as file:
        file.write("date,source,target,code\n")
        for _ in range(events):
            a, b = draw.choices(STATES, weights=range(len(STATES), 0, -1), k=2)
            day = start + timedelta(days=draw.randrange(11_000))
            one, other = a + draw.choice(PARTS), b + draw.choice(PARTS)
            file.write(f"{day},{one},{other},{draw.choice(CODES)}\n")


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        stream, file = Path(folder) / "events.csv", Path(folder) / "detente.db"
        write(stream, events)
        with Ledger(file) as ledger:
            began = time.perf_counter()
            report = import_events(ledger, stream)
            took = time.perf_counter() - began
            size = sum(part.stat().st_size for part in Path(folder).glob("detente.db*")) / 1e6
            print(
                f"{report.kept:,} of {report.lines:,} events kept in {took:.1f} s:"
                f" {report.lines / took:,.0f} a second, {size:,.0f} MB"
            )
            for a, b in (("USA", "RUS"), ("TUR", "IRN")):
                began = time.perf_counter()
                page = dyad(ledger, a, b)
                opened = time.perf_counter()
                points = page.series("month")
                series = time.perf_counter()
                phases = find_phases(page.events)
                page.last()
                done = time.perf_counter()
                print(
                    f"{a}-{b}: {len(page.events):,} events, {len(points)} months, {len(phases)} phases in"
                    f" {done - began:.2f} s (events {opened - began:.2f}, series {series - opened:.2f},"
                    f" phases {done - series:.2f})"
                )


if __name__ == "__main__":
    main()
