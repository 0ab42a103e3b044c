"""Shared fixtures: one loaded coder for the whole run, and the folder of labelled sets where a user has it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente.coding import Coder
from detente.intake import keep
from detente.ledger import Ledger
from detente.reading import read
from detente.sample import sample_folder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """A coder with the default tables and parser, loaded once."""
    return Coder()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Path:
    """The ledger of the bundled sample; copy it before writing."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with Ledger(path) as ledger:
        for _ in keep(read(sample_folder()), coder, ledger):
            pass
    return path


@pytest.fixture(scope="session")
def bench() -> Path:
    """The folder of labelled sets named by DETENTE_BENCH; tests that need it skip without."""
    folder = os.environ.get("DETENTE_BENCH")
    if not folder or not Path(folder).is_dir():
        pytest.skip("DETENTE_BENCH names no folder of labelled sets")
    return Path(folder)
