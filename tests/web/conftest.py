"""A desk over the bundled sample, and a ledger of hostile articles."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from detente.coding import Coder
from detente.ledger import Ledger
from detente.records import Document
from detente.web.app import make_app
from detente.web.desk import Desk
from detente.web.held import Held
from detente.web.safety import csrf

Opened = Callable[..., TestClient]


def client_of(path: Path, coder: Coder, **settings: object) -> TestClient:
    """A browser without a screen, at a desk."""
    desk = Desk(path, held=Held(patience=60.0), **settings)  # type: ignore[arg-type]
    desk.__dict__["knowledge"] = coder.knowledge  # loaded once for all desks
    return TestClient(make_app(desk), base_url="http://127.0.0.1:8000")


@pytest.fixture(scope="session")
def desk_on(coder: Coder) -> Callable[[Path], TestClient]:
    """A desk on a ledger of one's own; it is opened as a context."""
    return lambda path: client_of(path, coder)


@pytest.fixture(scope="session")
def sample(sample_file: Path, coder: Coder) -> Iterator[TestClient]:
    """One desk on the sample, for tests that only look."""
    with client_of(sample_file, coder) as client:
        yield client


@pytest.fixture
def opened(tmp_path: Path, sample_file: Path, coder: Coder) -> Iterator[Opened]:
    """Opens a desk: on a copy of the sample, or on texts of one's own."""
    clients: list[TestClient] = []

    def make(*texts: str, empty: bool = False, **settings: object) -> TestClient:
        path = tmp_path / f"desk{len(clients)}.db"
        if not texts and not empty:
            shutil.copy(sample_file, path)
        else:
            with Ledger(path) as ledger:
                for n, text in enumerate(texts):
                    document = Document.of(text, id=f"text{n}", published="2001-03-05")
                    ledger.add(coder.code(document))
        client = client_of(path, coder, **settings)
        client.__enter__()
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def key() -> Callable[[TestClient], str]:
    """What a form of a desk must send back."""
    return lambda client: csrf(client.app.state.desk)  # type: ignore[attr-defined]
