"""The desk with a large ledger: first byte and weight of its pages, at rest and while a folder is being read.

Run: python benchmarks/web.py [EVENTS] [DOCUMENTS]    (1,000,000 invented imported events beside the bundled
sample, and 2,000 texts to be read, where no numbers are given)

Prints for Home, a relationship and a search the median, the 95th percentile and the largest time to the first
byte in milliseconds over 20 requests and the page's size, once all has been worked out; then the same while
the texts are read.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import uvicorn

from desk import add_sample, ask, free_port, settle, told
from detente.exchange.events_import import import_events
from detente.ledger import Ledger
from detente.sample import sample_folder
from detente.web.app import make_app
from detente.web.desk import Desk
from import_events import write

PAGES = {
    "home": "/",
    "relationship, imported": "/dyad/USA/RUS",
    "relationship, read": "/dyad/RUS/NATO",
    "search": "/search?q=NATO",
    "article": "/article/d17",
}
TIMES = 20


def work_out(port: int, pages: Mapping[str, str]) -> None:
    for path, spent in settle(port, pages).items():
        print(f"{path}: worked out for the first time in {spent:.1f} s")


def measure(port: int, when: str, pages: Mapping[str, str]) -> None:
    for name, path in pages.items():
        found = [ask(port, path) for _ in range(TIMES)]
        size = max(len(body) for _, body in found)
        print(f"{when}: {name}: {told([took for took, _ in found])}, {size / 1000:.0f} kB")


def serve(path: Path) -> tuple[Desk, int]:
    port = free_port()
    desk = Desk(path, port=port)
    server = uvicorn.Server(uvicorn.Config(make_app(desk), port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    return desk, port


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    documents = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write(place / "events.csv", events)
        with Ledger(place / "detente.db") as ledger:
            import_events(ledger, place / "events.csv")
            add_sample(ledger)
        desk, port = serve(place / "detente.db")
        work_out(port, PAGES)
        measure(port, "at rest", PAGES)
        if documents:
            texts = place / "news"
            texts.mkdir()
            ours = [path.read_text(encoding="utf-8") for path in sorted(sample_folder().glob("*.txt"))]
            for n in range(documents):
                (texts / f"{n:05}.txt").write_text(f"Report {n}\n\n{ours[n % len(ours)]}", encoding="utf-8")
            job = desk.reader.add([texts], "news")
            while job.done < 20:
                time.sleep(0.2)
            for _ in range(4):
                time.sleep(3)
                measure(port, "while reading", PAGES)
            print(f"{job.done} of {job.total} documents read meanwhile")
            desk.reader.close()


if __name__ == "__main__":
    main()
