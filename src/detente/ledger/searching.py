"""Searching a ledger for words."""

from __future__ import annotations

import json
from collections.abc import Iterator

from detente.errors import LedgerError
from detente.ledger import queries
from detente.ledger.entries import Found
from detente.ledger.queries import Day, Where, Words
from detente.ledger.search import Narrowed, count, find, match_of
from detente.ledger.store import Store, guard
from detente.records import Span


class Searching(Store):
    """Full text search over what was known."""

    def search(
        self,
        words: str,
        *,
        as_of: Day | None = None,
        since: Day | None = None,
        until: Day | None = None,
        narrowed: Narrowed | None = None,
        limit: int | None = None,
        offset: int = 0,
        marks: tuple[str, str] = ("[", "]"),
    ) -> Iterator[Found]:
        """Sentences that hold the words, best first.

        Args:
            words: all must occur; ``"…"`` is a phrase, ``OR`` parts alternatives, ``-word`` excludes, ``…*``
                is a beginning.
            as_of: in what was known on that day.
            since: in documents that became known on that day or later.
            until: in documents that became known on that day or before.
            narrowed: only sentences with an actor, a type, of an outlet.
            limit: how many at most.
            offset: how many to pass over, where there is a limit.
            marks: what stands before and after a found word in the snippet.

        Raises:
            LedgerError: there is no word to look for.
        """
        match, where = self._wanted(words, as_of, since, until, narrowed)
        with guard(self.path):
            yield from find(self._db, match, where, limit, offset, marks)

    def holding(
        self, words: str, *, document: Words | None = None, as_of: Day | None = None
    ) -> Iterator[tuple[str, Span]]:
        """The sentences that hold words, as document and span, in the order of the articles.

        Args:
            words: see `search`.
            document: only in these documents; None is all.
            as_of: in what was known on that day.

        Raises:
            LedgerError: there is no word to look for.
        """
        match, where = self._wanted(words, as_of, None, None, None)
        if document is not None:
            numbers = [document] if isinstance(document, str) else document
            where.add(
                "d.id IN (SELECT value FROM json_each(?))",
                json.dumps([queries.number_of(n) for n in numbers]),
            )
        sql = (
            "SELECT d.id, s.low, s.high FROM sentence_search JOIN sentences AS s"
            " ON s.key = sentence_search.rowid JOIN documents AS d ON d.coding = s.coding"
            f" WHERE sentence_search MATCH ? AND {where} ORDER BY d.id, s.number"
        )
        with guard(self.path):
            for number, low, high in self._db.execute(sql, [match, *where.values]).fetchall():
                yield f"d{number}", (low, high)

    def count_found(
        self,
        words: str,
        *,
        as_of: Day | None = None,
        since: Day | None = None,
        until: Day | None = None,
        narrowed: Narrowed | None = None,
    ) -> int:
        """How many sentences `search` finds."""
        match, where = self._wanted(words, as_of, since, until, narrowed)
        with guard(self.path):
            return count(self._db, match, where)

    def _wanted(
        self, words: str, as_of: Day | None, since: Day | None, until: Day | None, narrowed: Narrowed | None
    ) -> tuple[str, Where]:
        match = match_of(words)
        if not match:
            raise LedgerError(f"{words!r} holds no word to look for; give one or more words.")
        where = Where()
        queries.known_by(where, as_of)
        if since is not None:
            where.add("d.known >= ?", queries.day(since, last=False))
        if until is not None:
            where.add("d.known <= ?", queries.day(until))
        if narrowed is not None:
            narrowed.add_to(where)
        return match, where
