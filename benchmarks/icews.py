"""Who will do what to whom tomorrow, on ICEWS14: learn from train.txt, rank the answers of valid.txt.

Run: python benchmarks/icews.py FOLDER    (with train.txt, valid.txt, entity2id.txt, relation2id.txt)
Both directions, time-aware filter, each day counted only after it was asked about; one process, one core.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from detente.relations.forecasts import Forecaster  # noqa: E402 - threads are set before numpy is loaded

Fact = tuple[str, str, str, int]


def names(path: Path) -> list[str]:
    rows = [line.rsplit("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [name for name, _ in sorted(rows, key=lambda row: int(row[1]))]


def facts(path: Path, actors: list[str], types: list[str]) -> list[Fact]:
    rows: list[Fact] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        source, kind, target, hours = (int(cell) for cell in line.split()[:4])
        rows.append((actors[source], types[kind], actors[target], hours // 24))
    return rows


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    began = time.perf_counter()
    actors, types = names(folder / "entity2id.txt"), names(folder / "relation2id.txt")
    forecaster = Forecaster(types, actors).fit(facts(folder / "train.txt", actors, types))
    fitted = time.perf_counter()
    found = forecaster.evaluate(facts(folder / "valid.txt", actors, types))
    done = time.perf_counter()
    hits = "  ".join(f"Hits@{n} {value:.1f}" for n, value in found.hits.items())
    print(f"ICEWS14 valid, {found.questions:,} questions, both directions, time-aware filter")
    print(f"MRR {found.mrr:.1f}  {hits}  mean log probability {found.log_probability:.3f}")
    print(f"fitted in {fitted - began:.1f} s, evaluated in {done - fitted:.1f} s, one core")


if __name__ == "__main__":
    main()
