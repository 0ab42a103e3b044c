"""`detente serve` as a person meets it: its port, its end, and a ledger that changes under it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from detente.cli import main
from detente.ledger import Ledger

Opened = Callable[..., TestClient]
Started = Callable[..., tuple[subprocess.Popen[str], str]]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    """Starts the command, and tells its process and its address."""
    running: list[subprocess.Popen[str]] = []

    def start(*words: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "detente", "serve", "--port", "0", *words],
            stderr=subprocess.PIPE, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"}, cwd=tmp_path,
        )  # fmt: skip
        running.append(process)
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://[\d.]+:[1-9]\d*/", said)
        assert found, said + process.stderr.read()
        return process, found.group(0)

    yield start
    for process in running:
        process.kill()
        process.wait()


def page(address: str) -> str:
    """A page, asked for until the server answers."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return error.read().decode()
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nobody answers at {address}")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(started: Started, tmp_path: Path, sign: signal.Signals) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Norway thanked Sweden.\n" * 50)
    process, address = started("--ledger", str(tmp_path / "x.db"), "--watch", "news")
    assert "Detente" in page(address)
    with socket.create_connection(("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]))):
        process.send_signal(sign)  # somebody is still connected
        _, said = process.communicate(timeout=30)
    assert "Traceback" not in said
    assert "Aborted" not in said
    with Ledger(tmp_path / "x.db", readonly=True) as ledger:
        assert ledger.counts()["documents"] in (0, 1)


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        found = CliRunner().invoke(main, ["serve", "--ledger", str(tmp_path / "x.db"), "--port", port])
    assert found.exit_code == 1
    assert f"Port {port} of 127.0.0.1 is taken" in found.output
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize(
    "words,said",
    [
        (("--host", "192.0.2.1"), "no address of this machine"), (("--host", "no such host"), "There is no address"),
        (("--host", "0.0.0.0", "--token", "short"), "could be guessed"), (("--token", "short"), "could be guessed"),
    ],
)  # fmt: skip
def test_a_wrong_address_or_token_is_told(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    found = CliRunner().invoke(main, ["serve", "--ledger", str(tmp_path / "x.db"), "--port", "0", *words])
    assert found.exit_code == 1
    assert said in found.output


def ledger_of(client: TestClient) -> Path:
    path: Path = client.app.state.desk.path  # type: ignore[attr-defined]
    return path


def emptied(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


PAGES = ("/", "/dyads", "/review", "/actors", "/search?q=NATO", "/dyad/RUS/NATO", "/article/d1", "/api/v1/")


def deleted(path: Path) -> None:
    emptied(path)


def no_ledger(path: Path) -> None:
    emptied(path)
    path.write_bytes(b"this is a letter, not a ledger\n" * 100)


def newer(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as held:
        held.execute("PRAGMA user_version = 9999")
    held.close()


def another(path: Path) -> None:
    import sqlite3

    emptied(path)
    with sqlite3.connect(path) as held:
        held.execute("CREATE TABLE a (b)")
    held.close()


def cut(path: Path) -> None:
    data = path.read_bytes()
    emptied(path)
    path.write_bytes(data[:5000])


@pytest.mark.parametrize(
    "harm,said",
    [
        (deleted, "There is no ledger at"), (no_ledger, "is not an SQLite file"), (newer, "written by a newer Detente"),
        (another, "not a Detente ledger"), (cut, "is damaged"),
    ],
)  # fmt: skip
def test_a_ledger_that_is_harmed_is_told_on_every_page_and_may_come_back(
    opened: Opened, key: Any, harm: Callable[[Path], None], said: str
) -> None:
    client = opened()
    path = ledger_of(client)
    whole = path.read_bytes()
    for address in PAGES:
        assert client.get(address).status_code == 200
    harm(path)
    for address in PAGES:
        answer = client.get(address)
        assert answer.status_code == 409, address
        assert said in answer.text
    form = {"decision": "accept", "record": "d1.e1", "csrf": key(client)}
    answer = client.post("/review", data=form)
    assert answer.status_code == 409
    assert said in answer.text
    emptied(path)
    path.write_bytes(whole)
    for address in PAGES:
        assert client.get(address).status_code == 200


def test_another_ledger_in_its_place_is_shown_at_once(opened: Opened) -> None:
    client = opened()
    assert 'href="/dyad/' in client.get("/dyads").text
    path = ledger_of(client)
    emptied(path)
    with Ledger(path):
        pass
    assert 'href="/dyad/' not in client.get("/dyads").text


def test_a_ledger_that_another_program_writes_to_says_so(
    opened: Opened, key: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    client = opened()
    monkeypatch.setattr("detente.web.desk.PATIENT", 0.1)
    form = {"decision": "accept", "record": "d1.e1", "csrf": key(client)}
    writer = sqlite3.connect(ledger_of(client), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    for address in PAGES:
        assert client.get(address).status_code == 200  # whoever only looks is not held up
    answer = client.post("/review", data=form)
    assert answer.status_code == 409
    assert "is being written by another process" in answer.text
    writer.execute("ROLLBACK")
    writer.close()
    assert client.post("/review", data=form, follow_redirects=False).status_code == 303


def test_a_disk_that_takes_no_more_says_so(opened: Opened, key: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = opened()

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("detente.web.reading.Path.write_bytes", full)
    answer = client.post("/read", files={"files": ("a.txt", b"Norway")}, data={"csrf": key(client)})
    assert answer.status_code == 507
    assert "No space left" in answer.text
    assert "Free some space" in answer.text
