"""Words a second of the bare spaCy pipeline and of `detente code`, in one run, and their ratio.

usage: python benchmarks/speed.py [FOLDER] [--rounds N]

FOLDER holds text files; without it the bundled sample is read (several times over). Three figures: the
pipeline as its package ships it, the same without its named-entity step (which Detente does not use),
and Detente. The three take turns, so that a change of the machine's pace falls on all; the ratio counts.
"""

from __future__ import annotations

import importlib
import os
import statistics
import sys
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from detente.coding import Coder
from detente.coding.parser import DEFAULT_MODEL
from detente.records import Document

WORDS = 40_000


def texts(folder: Path | None) -> list[str]:
    """The texts to code: a folder's, or the sample's, repeated up to a size that can be timed."""
    root = folder or Path(str(files("detente") / "sample"))
    found = [path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.txt"))]
    if not found:
        sys.exit(f"{root} holds no .txt files; give a folder that does.")
    size = sum(len(text.split()) for text in found)
    return found * max(1, WORDS // size) if folder is None else found


def main(arguments: list[str]) -> None:
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(variable, "1")  # before the pipeline brings its matrix library
    rounds = 3
    if "--rounds" in arguments:
        at = arguments.index("--rounds")
        rounds = int(arguments[at + 1])
        del arguments[at : at + 2]
    batch = texts(Path(arguments[0]) if arguments else None)
    words = sum(len(text.split()) for text in batch)
    module = importlib.import_module(DEFAULT_MODEL)
    bare = module.load()
    without = module.load(exclude=["ner"])
    coder = Coder()
    documents = [Document.of(text, id=str(n), published="2000-02-02") for n, text in enumerate(batch)]

    def run(pipeline: object) -> Callable[[], None]:
        return lambda: [None for _ in pipeline.pipe(batch)] and None  # type: ignore[attr-defined]

    def code() -> None:
        for _ in coder.code_all(documents):
            pass

    jobs: dict[str, Callable[[], None]] = {
        "bare pipeline": run(bare),
        "bare, no entities": run(without),
        "detente code": code,
    }
    for job in jobs.values():
        job()  # the first round fills caches
    pace: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            begun = time.perf_counter()
            job()
            pace[name].append(words / (time.perf_counter() - begun))
    print(f"{len(batch)} texts, {words:,} words, {rounds} rounds, one core")
    for name, found in pace.items():
        print(f"{name:18} {statistics.median(found):8,.0f} words/s")
    for name in ("bare pipeline", "bare, no entities"):
        ratio = statistics.median(a / b for a, b in zip(pace["detente code"], pace[name], strict=True))
        print(f"detente code / {name}: {ratio:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
