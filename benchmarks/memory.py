"""Peak memory of `detente code` over 200 and over 2,000 documents, and their ratio: it must not grow.

usage: python benchmarks/memory.py [FEW MANY]

The documents are the bundled sample's, each with a number of its own in it, as JSON Lines.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path


def write(path: Path, count: int) -> None:
    """Write `count` documents as JSON Lines."""
    found = [
        p.read_text(encoding="utf-8") for p in sorted(Path(str(files("detente") / "sample")).rglob("*.txt"))
    ]
    with path.open("w", encoding="utf-8") as out:
        for n in range(count):
            row = {"id": str(n), "text": f"{found[n % len(found)]}\n\nNumber {n}.", "published": "2000-02-02"}
            out.write(json.dumps(row) + "\n")


def peak(path: Path) -> float:
    """Peak resident memory in MiB of one run of the real command."""
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "detente", "code", "--jsonl-in", str(path), "--output", os.devnull],
        os.environ,
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, "detente code")
    scale = 1 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss * scale / 2**20


def main(arguments: list[str]) -> None:
    few, many = map(int, arguments) if arguments else (200, 2000)
    with tempfile.TemporaryDirectory() as folder:
        figures = []
        for count in (few, many):
            path = Path(folder) / f"{count}.jsonl"
            write(path, count)
            figures.append(peak(path))
            print(f"{count:6,} documents: peak {figures[-1]:7.1f} MiB")
    print(f"ratio {figures[1] / figures[0]:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
