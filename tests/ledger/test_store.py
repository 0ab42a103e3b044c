"""Files that are no ledger, of another version, damaged, locked or full."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.errors import LedgerError
from detente.ledger import Ledger
from detente.ledger.store import migrations
from detente.records import CodedDocument

Make = Callable[..., CodedDocument]


def test_migrations_are_numbered_without_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_an_older_ledger_is_brought_up_to_date(
    tmp_path: Path, story: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.ledger import store

    path = tmp_path / "old.db"
    with monkeypatch.context() as patched:
        patched.setattr(store, "migrations", lambda: migrations()[:1])
        with Ledger(path) as old, old.reading(words="read long ago"):
            pass
    with pytest.raises(LedgerError, match="older schema"):
        Ledger(path, readonly=True)
    with Ledger(path) as now:
        assert [row["words"] for row in now.select("SELECT words FROM runs")] == ["read long ago"]
        assert now.add(story()).status == "new"
        (row,) = now.select("SELECT user_version AS v FROM pragma_user_version")
        assert row["v"] == migrations()[-1][0]


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("This is not a database, but it is long enough to be taken for one at first sight.")
    with pytest.raises(LedgerError, match="not an SQLite file"):
        Ledger(text)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE x (a)")
    with pytest.raises(LedgerError, match="not a Detente ledger"):
        Ledger(other)
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger(tmp_path)
    with pytest.raises(LedgerError, match="no ledger at"):
        Ledger(tmp_path / "none.db", create=False)
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger(tmp_path / "none" / "a.db")
    assert not (tmp_path / "none.db").exists()


def test_a_newer_ledger_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(LedgerError, match="newer Detente.*pip install --upgrade"):
        Ledger(path)


def test_a_locked_ledger_says_so(tmp_path: Path, story: Make) -> None:
    path = tmp_path / "a.db"
    with Ledger(path, timeout=0.05) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process"):
            ledger.add(story())
        other.execute("ROLLBACK")
        other.close()
        assert ledger.add(story()).status == "new"


def test_a_full_disk_loses_nothing(tmp_path: Path, story: Make) -> None:
    path = tmp_path / "a.db"
    with Ledger(path) as ledger:
        kept = 0
        pages = int(next(iter(ledger.select("SELECT page_count AS n FROM pragma_page_count")))["n"])
        ledger._db.execute(f"PRAGMA max_page_count = {pages + 6}")

        def fill() -> None:
            nonlocal kept
            for number in range(1000):
                text = f"General Marsk warned Kestria {number} times. " + "No. " * 500
                ledger.add(story(text, id=str(number)))
                kept += 1

        with pytest.raises(LedgerError, match="No space is left"):
            fill()
        assert 0 < kept < 100
        assert ledger.counts()["documents"] == kept
        assert ledger.check() == []
    with Ledger(path) as ledger:
        # with space again, the same text goes in
        text = f"General Marsk warned Kestria {kept} times. " + "No. " * 500
        assert ledger.add(story(text, id=str(kept))).status == "new"


def test_damage_is_found(tmp_path: Path, story: Make) -> None:
    path = tmp_path / "a.db"
    with Ledger(path) as ledger:
        for number in range(20):
            ledger.add(story(f"General Marsk warned Kestria {number} times. " + "No. " * 500, id=str(number)))
        ledger._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(data)
    with Ledger(path) as ledger:
        try:
            problems = ledger.check()
        except LedgerError as error:
            problems = [str(error)]
        assert problems
