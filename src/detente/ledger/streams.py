"""Event streams that others coded, kept beside what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.ledger.store import Store, transaction
from detente.ledger.writing import now

BATCH = 20_000
CACHE = -256_000
"""Size of SQLite's cache while a stream is written: negative, in KiB."""

StreamRow = tuple[int, str, str, str, str, str, str | None, int, float, float]
"""Line, date, source, target, code, type, mode, quad, Goldstein value, intensity."""

_INSERT = (
    "INSERT INTO stream_events"
    " (stream, line, date, source, target, code, type, mode, quad, goldstein, intensity)"
    f" VALUES ({','.join('?' * 11)})"
)
_INSERT_SUM = f"INSERT INTO stream_pairs VALUES ({','.join('?' * 8)})"


@dataclass(slots=True)
class _Sum:
    first: str
    last: str
    events: int = 0
    goldstein: float = 0.0

    def add(self, date: str, goldstein: float) -> None:
        self.events += 1
        self.goldstein += goldstein
        if date < self.first:
            self.first = date
        elif date > self.last:
            self.last = date


@dataclass(frozen=True, slots=True)
class StreamAdded:
    """What became of a stream: its number, whether the ledger has it anew, and how many events it kept."""

    stream: int
    new: bool
    kept: int


class StreamWriter:
    """Writes one stream in one transaction: all of it or, if anything fails, nothing.

    Args:
        ledger: where to.
        name: what it is called, such as its file name.
        scheme: ``cameo``, ``weis`` or ``plover``.
    """

    def __init__(self, ledger: Store, name: str, scheme: str) -> None:
        self._ledger, self._name, self._scheme = ledger, name, scheme

    def held(self, sha256: str) -> StreamAdded | None:
        """The stream with the same bytes, if the ledger has it."""
        row = self._ledger._db.execute("SELECT id, kept FROM streams WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else StreamAdded(row["id"], False, row["kept"])

    def write(self, rows: Iterable[StreamRow], sha256: str) -> StreamAdded:
        """Write all rows.

        Args:
            rows: read once, in order.
            sha256: of the bytes they come from; the same bytes are not written twice.

        Raises:
            LedgerError: the file cannot be written.
        """
        connection = self._ledger._db
        # the index is written in random order; a small cache would read and write its pages again and again
        connection.execute(f"PRAGMA cache_size = {CACHE}")
        with transaction(connection, self._ledger.path):
            held = self.held(sha256)
            if held is not None:
                return held
            stream = connection.execute(
                "INSERT INTO streams (name, scheme, sha256, imported_at) VALUES (?,?,?,?)",
                (self._name, self._scheme, sha256, now()),
            ).lastrowid
            assert stream is not None
            kept = 0
            sums: dict[tuple[str, str, int], _Sum] = {}
            batch: list[tuple[object, ...]] = []
            for row in rows:
                batch.append((stream, *row))
                _, date, source, target, _, _, _, quad, goldstein, _ = row
                total = sums.get((source, target, quad))
                if total is None:
                    total = sums[source, target, quad] = _Sum(date, date)
                total.add(date, goldstein)
                if len(batch) >= BATCH:
                    connection.executemany(_INSERT, batch)
                    kept += len(batch)
                    batch.clear()
            connection.executemany(_INSERT, batch)
            kept += len(batch)
            connection.executemany(
                _INSERT_SUM,
                ((*key, stream, s.events, s.first, s.last, s.goldstein) for key, s in sums.items()),
            )
            connection.execute("UPDATE streams SET kept = ? WHERE id = ?", (kept, stream))
        return StreamAdded(stream, True, kept)
