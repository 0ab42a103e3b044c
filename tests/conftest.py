"""Shared fixtures: one loaded coder for the whole run, and the folder of labelled sets where a user has it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente.coding import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """A coder with the default tables and parser, loaded once."""
    return Coder()


@pytest.fixture(scope="session")
def bench() -> Path:
    """The folder of labelled sets named by DETENTE_BENCH; tests that need it skip without."""
    folder = os.environ.get("DETENTE_BENCH")
    if not folder or not Path(folder).is_dir():
        pytest.skip("DETENTE_BENCH names no folder of labelled sets")
    return Path(folder)
