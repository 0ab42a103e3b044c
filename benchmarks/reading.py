"""The desk while a folder is being read: how long its pages take to answer.

Run: python benchmarks/reading.py [DOCUMENTS] [SECONDS]    (2,000 texts, until they are read)

Starts `detente serve --watch` as a process of its own over a ledger with the bundled sample, puts texts
made of paragraphs of our own samples into the folder, and asks for six pages in turn, one every 0.3
seconds. Prints the median, the 95th percentile and the largest time to the first byte, in milliseconds, of
each page and of all.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from desk import MOMENT, add_sample, ask, free_port, settle, told
from detente.ledger import Ledger
from detente.sample import sample_folder

PAGES = {
    "home": "/",
    "relationship": "/dyad/RUS/NATO",
    "search": "/search?q=NATO",
    "article": "/article/d17",
    "review": "/review",
    "brief": "/brief/RUS/NATO",
}
EVERY = 0.3


def write(folder: Path, documents: int) -> None:
    """Texts that are no copies of each other: paragraphs of our samples, drawn anew, under new dates."""
    paragraphs = [
        part.strip()
        for name in ("nato_russia", "fictional")
        for path in sorted(sample_folder(name).glob("*.txt"))
        for part in path.read_text(encoding="utf-8").split("\n\n")[1:]
        if part.strip()
    ]
    draw, first = random.Random(6), date(2001, 1, 1)
    for n in range(documents):
        day = first + timedelta(days=draw.randrange(720))
        body = "\n\n".join(draw.sample(paragraphs, 3))
        text = f"Report {n}, {day:%B %d, %Y}\n\n{body}\n"
        (folder / f"{day}_{n:05}.txt").write_text(text, encoding="utf-8")


@contextmanager
def serve(path: Path, *words: str) -> Iterator[int]:
    """The desk as its user starts it."""
    port = free_port()
    command = [sys.executable, "-m", "detente", "serve", "--ledger", str(path), "--port", str(port), *words]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + 60
        while True:
            try:
                ask(port, "/static/desk.css")
                break
            except OSError:
                assert time.monotonic() < ends, "the desk did not start"
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=60)


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 3600.0
    with tempfile.TemporaryDirectory() as held:
        place, news = Path(held), Path(held) / "news"
        news.mkdir()
        path = place / "detente.db"
        with Ledger(path) as ledger:
            add_sample(ledger)
        with serve(path, "--watch", str(news)) as port:
            settle(port, PAGES)
            write(news, documents)
            found: dict[str, list[float]] = {name: [] for name in PAGES}
            began = time.monotonic()
            count = before = 33
            moments = 0
            while count < before + documents and time.monotonic() - began < seconds:
                for name, page in PAGES.items():
                    took, body = ask(port, page)
                    found[name].append(took)
                    moments += MOMENT in body
                    time.sleep(EVERY)
                with Ledger(path, readonly=True) as ledger:
                    count = ledger.counts()["documents"]
            spent = time.monotonic() - began
    print(f"{count - before} of {documents} documents read in {spent:.0f} s; {moments} answers: 'a moment'")
    for name, times in found.items():
        print(f"{name}: {told(times)} ({len(times)} requests)")
    print(f"all: {told([one for times in found.values() for one in times])}")


if __name__ == "__main__":
    main()
