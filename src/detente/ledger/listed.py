"""A listing of records: a stream that also knows how many there are, and gives a part of itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar, cast

from detente.ledger import queries
from detente.ledger.entries import Coded, Entry
from detente.ledger.queries import Where
from detente.ledger.store import guard

R = TypeVar("R", bound=Coded)


class Rows(Generic[R]):
    """Records of one kind that a question selects, by event time.

    Args:
        connection: the ledger's connection.
        path: the ledger's file, for messages.
        table: the kind of record.
        where: the question.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, table: str, where: Where) -> None:
        self._connection, self._path, self._table, self._where = connection, path, table, where
        self._stream: Iterator[Entry[R]] | None = None

    def __iter__(self) -> Iterator[Entry[R]]:
        return self._entries()

    def __next__(self) -> Entry[R]:
        if self._stream is None:
            self._stream = self._entries()
        return next(self._stream)

    def count(self) -> int:
        """How many records there are."""
        with guard(self._path):
            row = self._connection.execute(
                f"SELECT count(*) FROM {self._table} AS r JOIN documents AS d ON d.coding = r.coding"
                f" WHERE {self._where}",
                self._where.values,
            ).fetchone()
        return int(row[0])

    def part(self, offset: int, limit: int, total: int | None = None) -> Iterator[Entry[R]]:
        """The records from a place on.

        Args:
            offset: how many are passed over.
            limit: how many at most.
            total: how many there are (see `count`), where that is known; the end is then found sooner.
        """
        return self._entries(part=(offset, limit), total=total)

    def ids(self) -> list[tuple[str, str]]:
        """Document and local id of each record, in order, without the records themselves."""
        with guard(self._path):
            return list(queries.ids(self._connection, self._table, self._where))

    def newest(self, limit: int) -> Iterator[Entry[R]]:
        """The records of the documents that became known last.

        Args:
            limit: how many at most.
        """
        return self._entries("d.known DESC, d.id DESC, r.number", (0, limit))

    def ranked(self, worth: str, limit: int) -> tuple[int, list[tuple[str, float]]]:
        """The records that a measure puts first.

        Args:
            worth: an SQL expression over ``r`` (the record) and ``d`` (its document); what is worth nothing
                is left out.
            limit: how many at most.

        Returns:
            how many are worth something, and the full ids of the first with their worth.
        """
        sql = (
            "SELECT id, worth, count(*) OVER () AS total FROM"
            f" (SELECT 'd' || d.id || '.' || r.id AS id, {worth} AS worth FROM {self._table} AS r"
            f" JOIN documents AS d ON d.coding = r.coding WHERE {self._where})"
            " WHERE worth > 0 ORDER BY worth DESC, id LIMIT ?"
        )
        with guard(self._path):
            rows = self._connection.execute(sql, [*self._where.values, limit]).fetchall()
        return (rows[0]["total"] if rows else 0), [(row["id"], row["worth"]) for row in rows]

    def _entries(
        self, order: str | None = None, part: tuple[int, int] | None = None, total: int | None = None
    ) -> Iterator[Entry[R]]:
        with guard(self._path):
            found = queries.entries(self._connection, self._table, self._where, order, part, total)
            yield from cast(Iterator[Entry[R]], found)
