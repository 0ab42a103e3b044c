"""A desk behind a real port, and a browser without a screen in front of it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from acts import SERVED

from detente.coding import Coder
from detente.intake import keep
from detente.ledger import Ledger
from detente.reading import read
from detente.sample import sample_folder
from detente.web.desk import Desk

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,900",
    "--force-prefers-reduced-motion",  # a page that glides to a mark would move it from under the pointer
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, driven by Selenium."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("no chromium and chromedriver on this machine")
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for switch in SWITCHES:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_page_load_timeout(60)
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def sample_desk(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Path:
    """The ledger of the bundled sample."""
    path = tmp_path_factory.mktemp("browser") / "sample.db"
    with Ledger(path) as ledger:
        for _ in keep(read(sample_folder()), coder, ledger):
            pass
    return path


@contextmanager
def serving(coder: Coder) -> Iterator[Callable[[Path], str]]:
    """Serves ledgers until it is over, and tells the address of each."""
    import uvicorn

    from detente.web.app import make_app

    running: list[tuple[Any, threading.Thread]] = []

    def start(path: Path) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        desk = Desk(path, port=port)
        desk.__dict__["knowledge"] = coder.knowledge
        server = uvicorn.Server(uvicorn.Config(make_app(desk), port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        ends = time.monotonic() + 30
        while not server.started and time.monotonic() < ends:
            time.sleep(0.02)
        running.append((server, thread))
        return f"http://127.0.0.1:{port}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(timeout=15)


@pytest.fixture
def serve(coder: Coder) -> Iterator[Callable[[Path], str]]:
    """Serves a ledger, and tells the address."""
    with serving(coder) as start:
        yield start


@pytest.fixture(scope="session")
def read_desk(coder: Coder, sample_desk: Path) -> Iterator[str]:
    """One desk on the sample for all tests that only read."""
    with serving(coder) as start:
        yield start(sample_desk)


@pytest.fixture
def desk(tmp_path: Path, sample_desk: Path, serve: Callable[[Path], str]) -> str:
    """A desk on a copy of the sample, which a test may change."""
    path = tmp_path / "desk.db"
    shutil.copy(sample_desk, path)
    address = serve(path)
    SERVED[address] = path
    return address
