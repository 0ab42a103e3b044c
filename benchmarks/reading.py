"""The desk while a folder is being read: how long its pages take to answer.

Run: python benchmarks/reading.py [DOCUMENTS] [SECONDS]    (2,000 texts, until they are read)

Starts `detente serve --watch` as a process of its own over a ledger with the bundled sample, puts texts
made of paragraphs of our own samples into the folder, and asks for six pages in turn, one every 0.3
seconds. Prints the median, the 95th percentile and the largest time to the first byte, in milliseconds, of
each page and of all.
"""

from __future__ import annotations

import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path

from detente.coding import Coder
from detente.intake import keep
from detente.ledger import Ledger
from detente.reading import read
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


def ask(port: int, path: str) -> tuple[float, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    first = answer.read(1)
    took = time.perf_counter() - began
    body = first + answer.read()
    connection.close()
    assert answer.status == 200, (path, answer.status, body[-800:])
    return took, body


@contextmanager
def serve(path: Path, *words: str) -> Iterator[int]:
    """The desk as its user starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
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


def settle(port: int) -> None:
    """Wait until each page has been worked out once."""
    for path in PAGES.values():
        while b"<h1>A moment</h1>" in ask(port, path)[1]:
            time.sleep(0.3)


def told(times: list[float]) -> str:
    spent = sorted(1000 * one for one in times)
    high = spent[min(len(spent) - 1, int(0.95 * len(spent)))]
    return f"median {statistics.median(spent):.0f} ms, 95th {high:.0f} ms, largest {spent[-1]:.0f} ms"


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 3600.0
    with tempfile.TemporaryDirectory() as held:
        place, news = Path(held), Path(held) / "news"
        news.mkdir()
        path = place / "detente.db"
        with Ledger(path) as ledger:
            for _ in keep(read(sample_folder()), Coder(), ledger):
                pass
        with serve(path, "--watch", str(news)) as port:
            settle(port)
            write(news, documents)
            found: dict[str, list[float]] = {name: [] for name in PAGES}
            began = time.monotonic()
            count = before = 33
            moments = 0
            while count < before + documents and time.monotonic() - began < seconds:
                for name, page in PAGES.items():
                    took, body = ask(port, page)
                    found[name].append(took)
                    moments += b"<h1>A moment</h1>" in body
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
