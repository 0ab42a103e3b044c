"""What the benchmarks of the desk share: a ledger with the sample, first bytes, and how they are told."""

from __future__ import annotations

import socket
import statistics
import time
from collections.abc import Mapping
from http.client import HTTPConnection

from detente.coding import Coder
from detente.intake import Kept, keep
from detente.ledger import Ledger
from detente.reading import read
from detente.sample import sample_folder

MOMENT = b"<h1>A moment</h1>"
"""What stands on a page that is still being worked out."""


def add_sample(ledger: Ledger) -> list[Kept]:
    """Read the bundled sample into a ledger."""
    return [item for item in keep(read(sample_folder()), Coder(), ledger) if isinstance(item, Kept)]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def ask(port: int, path: str) -> tuple[float, bytes]:
    """Seconds to the first byte of a page, and the page."""
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


def settle(port: int, pages: Mapping[str, str]) -> dict[str, float]:
    """Wait until each page has been worked out once; the seconds that each took."""
    spent = {}
    for path in pages.values():
        began = time.perf_counter()
        while MOMENT in ask(port, path)[1]:
            time.sleep(0.3)
        spent[path] = time.perf_counter() - began
    return spent


def told(times: list[float]) -> str:
    """Median, 95th percentile and largest of seconds, in milliseconds."""
    spent = sorted(1000 * one for one in times)
    high = spent[min(len(spent) - 1, int(0.95 * len(spent)))]
    return f"median {statistics.median(spent):.0f} ms, 95th {high:.0f} ms, largest {spent[-1]:.0f} ms"
