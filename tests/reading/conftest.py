"""Reading a file of given bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import Reading

from detente.knowledge import Knowledge
from detente.reading import Failure, read
from detente.records import Document


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Our tables, loaded once."""
    return Knowledge()


@pytest.fixture
def reading(tmp_path: Path, knowledge: Knowledge) -> Reading:
    """Write bytes under a name and read them; keywords go to `read`."""

    def run(name: str, data: str | bytes, **how: object) -> list[Document | Failure]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(read(path, knowledge=knowledge, **how))  # type: ignore[arg-type]

    return run
