"""The SQLite file behind a ledger: opening, bringing the schema up to date, and errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self

from detente.errors import LedgerError
from detente.ledger.entries import Article
from detente.reading.sources import APPLICATION_ID

_SQLITE_NEEDED = (3, 37, 0)  # STRICT tables


def migrations() -> list[tuple[int, str]]:
    """The numbered SQL files in order: (number, script)."""
    folder = files("detente.ledger").joinpath("migrations")
    scripts = [entry for entry in folder.iterdir() if entry.name.endswith(".sql")]
    return sorted((int(entry.name[:4]), entry.read_text(encoding="utf-8")) for entry in scripts)


def open_store(path: Path, *, create: bool, readonly: bool, timeout: float) -> sqlite3.Connection:
    """Open a ledger file and bring its schema up to date.

    Args:
        path: the file.
        create: make the file where there is none.
        readonly: open for reading only.
        timeout: seconds to wait for another writer.

    Raises:
        LedgerError: the file is missing, is no ledger, is of a newer version, or cannot be opened.
    """
    if sqlite3.sqlite_version_info < _SQLITE_NEEDED:
        raise LedgerError(
            f"Detente needs SQLite 3.37 or newer; this Python has {sqlite3.sqlite_version}. "
            "Use a newer build of Python."
        )
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; give a file with --ledger, such as {path / 'detente.db'}.")
    exists = path.exists()
    if not exists and (readonly or not create):
        raise LedgerError(f"There is no ledger at {path}. Make one with `detente read PATH --ledger {path}`.")
    if not exists and not path.parent.is_dir():
        raise LedgerError(f"The folder {path.parent} does not exist; make it, or give another --ledger.")
    with guard(path):
        mode = "ro" if readonly or (exists and not os.access(path, os.W_OK)) else "rwc"
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)
    try:
        # SQLite itself must tell whether it is a database: opening the file beside it and closing it again
        # would drop the locks that other connections of this process hold (POSIX)
        with guard(path):
            _prepare(connection, path, readonly=mode == "ro")
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, readonly: bool) -> None:
    def pragma(name: str) -> int:
        return int(connection.execute(f"PRAGMA {name}").fetchone()[0])

    empty = pragma("schema_version") == 0
    if not empty and pragma("application_id") != APPLICATION_ID:
        raise LedgerError(
            f"{path} is an SQLite file, but not a Detente ledger. Give another file with --ledger."
        )
    scripts = migrations()
    held, newest = pragma("user_version"), scripts[-1][0]
    if held > newest:
        raise LedgerError(
            f"{path} was written by a newer Detente (schema {held}; this one knows {newest}). "
            "Bring Detente up to date: pip install --upgrade detente"
        )
    if held < newest and readonly:
        raise LedgerError(
            f"{path} has the older schema {held} and is open for reading only. "
            "Let Detente write to it once, so that it can bring it up to date."
        )
    if not readonly:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        for number, script in scripts:
            if number > held:
                _migrate(connection, number, script)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")


def _migrate(connection: sqlite3.Connection, number: int, script: str) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        # another process may have brought it up to date while this one waited for the lock
        if int(connection.execute("PRAGMA user_version").fetchone()[0]) < number:
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(held):
            yield held
            held = ""


@contextmanager
def guard(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into `LedgerError` that says what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(_advice(path, error)) from error


def _advice(path: Path, error: sqlite3.Error) -> str:
    said = str(error)
    low = said.lower()
    if "locked" in low or "busy" in low:
        return f"{path} is being written by another process. Wait until it is done, then run this again."
    if "full" in low:
        return (
            f"No space is left for {path}. What was read before is kept; free some space and run the same "
            "command again, and it goes on where it stopped."
        )
    if "disk i/o" in low:
        return (
            f"{path} could not be written or read: disk error, or a limit on file size. What was read is"
            " kept; check the disk and run the same command again."
        )
    if "readonly" in low or "read-only" in low:
        return f"{path} may not be written. Change its permissions, or give another file with --ledger."
    if "unable to open" in low:
        return f"{path} cannot be opened. Check that its folder may be written, or give another --ledger."
    if "not a database" in low:
        return f"{path} is not an SQLite file, so it is no ledger. Give another file with --ledger."
    if "malformed" in low or "corrupt" in low:
        return f"{path} is damaged ({said}). Take a copy, then run `detente doctor --ledger {path}`."
    return f"{path}: {said}."


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing: commit at the end, undo everything if anything fails."""
    with guard(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            # a full disk may have ended the transaction already
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


class Store:
    """An open ledger file. See `detente.ledger.Ledger` for the arguments."""

    def __init__(
        self,
        path: str | Path = "detente.db",
        *,
        create: bool = True,
        readonly: bool = False,
        timeout: float = 10.0,
    ) -> None:
        self.path = Path(path)
        self._db = open_store(self.path, create=create, readonly=readonly, timeout=timeout)
        self._db.row_factory = sqlite3.Row
        # the articles asked for last: whoever quotes a record asks for its article again and again
        self._articles: dict[int, Article] = {}
        # how actors are called by a day, and the state of the file in which that was found
        self._called: dict[str | None, list[tuple[str, str, str, str | None, str | None]]] = {}
        self._called_in: tuple[int, int] | None = None

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
