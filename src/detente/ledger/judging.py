"""People's judgements: dated, with an author, undoable, and applied again whenever a text is coded anew."""

from __future__ import annotations

import json
import re
import sqlite3
import typing
from collections.abc import Iterator
from typing import Any, Literal

from detente import edtf
from detente.errors import LedgerError
from detente.ledger import queries, writing
from detente.ledger.applying import JUDGED, apply, fingerprints
from detente.ledger.entries import Judgement, Link, Outcome, Resolution
from detente.ledger.queries import Where
from detente.ledger.rows import TABLES
from detente.ledger.store import Store, guard, transaction
from detente.ledger.values import as_kept, check_actor, check_field, check_words
from detente.records import CodedDocument, with_field

Kind = Literal["accept", "reject", "correct", "merge", "split", "grade", "resolve"]
KINDS: tuple[Kind, ...] = ("accept", "reject", "correct", "merge", "split", "grade", "resolve")
OUTCOMES: tuple[Outcome, ...] = typing.get_args(Outcome)
"""What may have become of an expectation, a demand or a condition; ``open`` takes a coder's outcome back."""
_EVENT = re.compile(r"d\d+\.e\d+")
_RESOLVED = re.compile(r"d\d+\.[xce]\d+")


class Judging(Store):
    """Making, undoing and listing judgements."""

    def judge(
        self,
        kind: Kind,
        target: str,
        *,
        author: str,
        field: str | None = None,
        value: Any = None,
        reason: str = "",
    ) -> Judgement:
        """Judge a record, an actor or a source.

        - ``accept``, ``reject``: `target` is a record (``d12.e3``). A rejected record is in no listing.
        - ``correct``: `field` of the record (as JSON names it) is `value`.
        - ``merge``: the actor `target` is the actor `value`, everywhere, now and in what is read later.
        - ``split``: in the document `field` (``d12``), the actor `target` is the actor `value`.
        - ``merge`` or ``split`` of an event: the reports `target` and `value` (``d12.e3``) tell of the same
          event, or of different ones.
        - ``grade``: the source `target` (outlet or actor) has the grade `value`, such as ``B2``.
        - ``resolve``: the expectation, demand or condition `target` has come to `value`: one of `OUTCOMES`;
          the `field` may give the day (EDTF) on which it did.

        Args:
            kind: what is judged how.
            target: what it is about.
            author: who judges.
            field: see above.
            value: see above; as JSON has it.
            reason: why, in a line.

        Raises:
            LedgerError: there is no such record, or something is missing.
            RecordError: the field does not exist or takes no such value.
        """
        if not author.strip():
            raise LedgerError("A judgement needs an author; say who judges.")
        if kind in ("merge", "split", "grade", "resolve") and value is None:
            raise LedgerError(f"A judgement of kind {kind!r} needs a value.")
        check_words(target, author, field, reason)
        kept = as_kept(value)
        self._articles.clear()
        with transaction(self._db, self.path):
            sha256, mark = self._place(kind, target, field, value)
            other = self._other(target, value) if kind in ("merge", "split") and mark else (None, None)
            number = self._db.execute(
                "INSERT INTO judgements"
                " (made_at, author, kind, target, sha256, fingerprint, field, value, reason,"
                " other_sha256, other_fingerprint) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                (
                    writing.now(), author, kind, target, sha256, mark, field,
                    kept, reason, *other,
                ),
            ).lastrowid  # fmt: skip
            assert number is not None
            self._refresh(number)
        return next(one for one in self.judgements() if one.id == number)

    def undo(self, judgement: int, *, author: str) -> None:
        """Take a judgement back; it stays in the list with the day on which that was done.

        Raises:
            LedgerError: there is no such judgement that holds.
        """
        self._articles.clear()
        with transaction(self._db, self.path):
            changed = self._db.execute(
                "UPDATE judgements SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at IS NULL",
                (writing.now(), author, judgement),
            ).rowcount
            if not changed:
                raise LedgerError(f"There is no judgement {judgement} that holds; `judgements` lists them.")
            self._refresh(judgement)

    def judgements(self, *, undone: bool = False) -> Iterator[Judgement]:
        """Judgements in the order in which they were made.

        Args:
            undone: also those that were taken back.
        """
        with guard(self.path):
            where = "" if undone else " WHERE undone_at IS NULL"
            for row in self._db.execute(f"SELECT * FROM judgements{where} ORDER BY id"):
                yield _judgement(row)

    def links(self) -> Iterator[Link]:
        """Which reports people judged to tell of the same event, and which of different ones.

        One that was judged and is coded no more is left out.
        """
        with guard(self.path):
            rows = self._db.execute(
                "SELECT * FROM judgements WHERE undone_at IS NULL AND other_fingerprint IS NOT NULL"
                " ORDER BY id"
            ).fetchall()
            held: dict[str, dict[str, list[str]]] = {}
            for row in rows:
                some = self._by_mark(row["sha256"], held).get(row["fingerprint"], [])
                others = self._by_mark(row["other_sha256"], held).get(row["other_fingerprint"], [])
                for one in some:
                    for other in others:
                        yield Link(row["id"], row["kind"] == "merge", one, other)

    def resolutions(self) -> dict[str, Resolution]:
        """What people say has become of expectations and terms, by record; the last word holds."""
        with guard(self.path):
            rows = self._db.execute(
                "SELECT j.*, d.id AS document, r.record AS record FROM judgements AS j"
                " JOIN judged_records AS r ON r.judgement = j.id JOIN documents AS d ON d.coding = r.coding"
                " WHERE j.kind = 'resolve' AND j.undone_at IS NULL ORDER BY j.id"
            ).fetchall()
        found: dict[str, Resolution] = {}
        for row in rows:
            on = None if row["field"] is None else edtf.bounds(row["field"])[1].isoformat()
            record = f"d{row['document']}.{row['record']}"
            made = row["made_at"][:10]
            found[record] = Resolution(
                row["id"], record, json.loads(row["value"]), on or made, on is not None, row["author"]
            )
        return found

    def _by_mark(self, sha256: str, held: dict[str, dict[str, list[str]]]) -> dict[str, list[str]]:
        """The ids of the records of a text by fingerprint, over all articles that have the text."""
        if sha256 not in held:
            where, found = Where(), held.setdefault(sha256, {})
            where.add("d.sha256 = ?", sha256)
            for row in queries.article_rows(self._db, where):
                for id, mark in self._marks(row).items():
                    found.setdefault(mark, []).append(f"d{row['id']}.{id}")
        return held[sha256]

    def _place(self, kind: Kind, target: str, field: str | None, value: Any) -> tuple[str | None, str | None]:
        """What a judgement rests on: the text's hash, and the fingerprint of the record."""
        of_event = kind in ("merge", "split") and _EVENT.fullmatch(target) is not None
        if kind in ("merge", "split") and not of_event:
            check_actor(value, target)
        if kind == "grade" and not (isinstance(value, str) and value.strip()):
            raise LedgerError(f"A grade is a word, such as B2; {str(value)[:60]!r} is none.")
        if kind in ("merge", "grade") and not of_event:
            return None, None
        if kind == "split" and not of_event:
            if field is None:
                raise LedgerError("A split needs the document it holds in as its field, such as d12.")
            return str(self._document(field)["sha256"]), None
        if kind == "correct":
            if field is None:
                raise LedgerError("A correction needs a field, such as type.")
            entry = queries.one(self._db, target)
            check_field(self._coded(entry.document), with_field(entry.record, field, value), field)
        if kind == "resolve":
            if not _RESOLVED.fullmatch(target):
                raise LedgerError(f"{target} cannot be resolved; expectations, conditions and requests can.")
            if value not in OUTCOMES:
                raise LedgerError(f"Nothing comes to {value!r}; there are {', '.join(OUTCOMES)}.")
            if field is not None:
                edtf.check(field)
        return self._mark(target)

    def _other(self, target: str, value: Any) -> tuple[str, str]:
        """What the second report of an event is known by."""
        if not isinstance(value, str) or not _EVENT.fullmatch(value) or value == target:
            raise LedgerError(f"The event {target} is judged with another one, such as d4.e1; not {value!r}.")
        return self._mark(value)

    def _mark(self, id: str) -> tuple[str, str]:
        """The hash of the text that a record stands in, and the record's fingerprint."""
        entry = queries.one(self._db, id)
        row = self._document(entry.document)
        # of the coder's own records: those of a judged coding may lack some, and be counted otherwise
        mark = self._marks(row).get(entry.record.id)
        if mark is None:
            raise LedgerError(f"{id} is not judged by itself; judge {', '.join(JUDGED)}.")
        return str(row["sha256"]), mark

    def _coded(self, document: str) -> CodedDocument:
        """A document with its records as they hold now."""
        row = self._document(document)
        held = self._db.execute("SELECT coding FROM documents WHERE id = ?", (row["id"],)).fetchone()
        return queries.coded_of(self._db, queries.article(row).document, held["coding"])

    def _marks(self, row: sqlite3.Row) -> dict[str, str]:
        base = _base(self._db, row["id"])["id"]
        return fingerprints(queries.coded_of(self._db, queries.article(row).document, base))

    def _document(self, id: str) -> sqlite3.Row:
        where = Where()
        where.add("d.id = ?", queries.number_of(id))
        row = next(queries.article_rows(self._db, where), None)
        if row is None:
            raise LedgerError(f"The ledger has no document {id}.")
        return row

    def _refresh(self, judgement: int) -> None:
        row = self._db.execute("SELECT * FROM judgements WHERE id = ?", (judgement,)).fetchone()
        if row["sha256"] is not None:
            found = self._db.execute("SELECT id FROM documents WHERE sha256 = ?", (row["sha256"],))
        elif row["kind"] == "merge":
            found = self._db.execute(
                "SELECT DISTINCT c.document AS id FROM actors AS a JOIN codings AS c ON c.id = a.coding"
                " WHERE a.id = ?",
                (row["target"],),
            )
        else:
            return
        for document in found.fetchall():
            refresh(self._db, document["id"])


def refresh(connection: sqlite3.Connection, document: int) -> None:
    """Apply the judgements that hold to a document's newest coding; the caller holds the transaction.

    Args:
        connection: the ledger's connection.
        document: the edition's row number.
    """
    where = Where()
    where.add("d.id = ?", document)
    row = next(queries.article_rows(connection, where))
    live = connection.execute(
        "SELECT * FROM judgements WHERE undone_at IS NULL AND kind <> 'grade'"
        " AND (sha256 = ? OR (sha256 IS NULL AND kind = 'merge')) ORDER BY id",
        (row["sha256"],),
    ).fetchall()
    base = _base(connection, document)
    old = connection.execute(
        "SELECT id FROM codings WHERE document = ? AND judged IS NOT NULL", (document,)
    ).fetchall()
    if not live and not old:
        return
    coded = queries.coded_of(connection, queries.article(row).document, base["id"])
    judged, bearing = apply(coded, [(_judgement(one), one["fingerprint"]) for one in live])
    connection.execute("UPDATE documents SET coding = ? WHERE id = ?", (base["id"], document))
    for coding in old:
        _drop(connection, coding["id"], coded.document.text)
    if judged == coded and not bearing:
        return
    made = writing.insert_coding(
        connection, document, judged, version=base["version"], at=writing.now(), run=None
    )
    connection.execute("UPDATE codings SET judged = ? WHERE id = ?", (base["id"], made))
    connection.executemany(
        "INSERT INTO judged_records (coding, record, judgement) VALUES (?,?,?)",
        ((made, record, number) for record, numbers in bearing.items() for number in numbers),
    )


def _base(connection: sqlite3.Connection, document: int) -> sqlite3.Row:
    """The newest coding that is the coder's own."""
    row: sqlite3.Row = connection.execute(
        "SELECT id, version FROM codings WHERE document = ? AND judged IS NULL ORDER BY number DESC LIMIT 1",
        (document,),
    ).fetchone()
    return row


def _drop(connection: sqlite3.Connection, coding: int, text: str) -> None:
    """Remove a judged coding, which can be made anew."""
    for row in connection.execute(
        "SELECT key, low, high FROM sentences WHERE coding = ?", (coding,)
    ).fetchall():
        connection.execute(
            "INSERT INTO sentence_search (sentence_search, rowid, text) VALUES ('delete', ?, ?)",
            (row["key"], text[row["low"] : row["high"]]),
        )
    for parties, table, link in (
        ("event_parties", "events", "event"),
        ("statement_parties", "statements", "statement"),
    ):
        connection.execute(
            f"DELETE FROM {parties} WHERE {link} IN (SELECT key FROM {table} WHERE coding = ?)", (coding,)
        )
    for table in ("judged_records", "sentences", *TABLES):
        connection.execute(f"DELETE FROM {table} WHERE coding = ?", (coding,))
    connection.execute("DELETE FROM codings WHERE id = ?", (coding,))


def _judgement(row: sqlite3.Row) -> Judgement:
    return Judgement(
        id=row["id"],
        made_at=row["made_at"],
        author=row["author"],
        kind=row["kind"],
        target=row["target"],
        field=row["field"],
        value=None if row["value"] is None else json.loads(row["value"]),
        reason=row["reason"],
        undone_at=row["undone_at"],
        undone_by=row["undone_by"],
    )
