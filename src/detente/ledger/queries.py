"""Asking a ledger: the SQL behind each listing, and the rows as records.

Every listing holds to what was known: of each article the newest edition that was known on `as_of`, with the
coding that holds now. A record without a date of its own stands at the day its document became known.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from detente import edtf
from detente.errors import DateError, LedgerError
from detente.filters import Day as Day
from detente.filters import Words as Words
from detente.ledger.entries import Article, Coded, Entry
from detente.ledger.rows import DATED, LETTERS, TABLES, rebuild, select_columns
from detente.records import CodedDocument, Document

_PARTIES = {"events": ("event_parties", "event"), "statements": ("statement_parties", "statement")}
"""The table of parties, and its column that names the record."""
_ARTICLE = (
    "SELECT d.*, c.version AS version, c.number AS times_coded FROM documents AS d"
    " JOIN codings AS c ON c.id = d.coding"
)


@dataclass(slots=True)
class Where:
    """A WHERE clause while it is being put together."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:
        """Add one condition with its values."""
        self.parts.append(part)
        self.values.extend(values)

    def equal(self, column: str, words: Words | None) -> None:
        """The column holds the word, or one of the words; None adds nothing."""
        if words is None:
            return
        wanted = [words] if isinstance(words, str) else list(words)
        self.add(f"{column} IN ({', '.join('?' * len(wanted))})", *wanted)

    def __str__(self) -> str:
        return " AND ".join(self.parts) if self.parts else "1"


def day(value: Day, *, last: bool = True) -> str:
    """A day as ISO text: the last day (or the first) that an EDTF date covers.

    Raises:
        DateError: the text is not EDTF level 1, or that end is open.
    """
    if isinstance(value, date):
        return value.isoformat()[:10]
    first, end = edtf.bounds(value)
    found = end if last else first
    if found in (date.min, date.max):
        raise DateError(f"{value!r} is open at the end that is needed; write a day, such as 2000-01-25.")
    return found.isoformat()


def known_by(where: Where, as_of: Day | None, alias: str = "d") -> None:
    """Keep to the newest edition of each article that was known on a day; None is today and after."""
    later = f"SELECT 1 FROM documents AS n WHERE n.key = {alias}.key AND n.edition > {alias}.edition"
    if as_of is None:
        where.add(f"NOT EXISTS ({later})")
    else:
        known = day(as_of)
        where.add(f"{alias}.known <= ? AND NOT EXISTS ({later} AND n.known <= ?)", known, known)


def number_of(document: str) -> int:
    """The row number that a document's id names: 12 for ``d12``.

    Raises:
        LedgerError: it is no such id.
    """
    digits = document.partition(".")[0].removeprefix("d")
    if not (document.startswith("d") and digits.isdecimal() and len(digits) < 18):
        raise LedgerError(f"{document!r} is no id of a document; one looks like d12 (see `detente sources`).")
    return int(digits)


def articles(connection: sqlite3.Connection, where: Where, order: str = "d.known, d.id") -> Iterator[Article]:
    """The editions that a clause over ``d`` selects."""
    for row in article_rows(connection, where, order):
        yield article(row)


def article_rows(
    connection: sqlite3.Connection, where: Where, order: str = "d.known, d.id"
) -> Iterator[sqlite3.Row]:
    """The rows of `articles`."""
    yield from connection.execute(f"{_ARTICLE} WHERE {where} ORDER BY {order}", where.values)


def article(row: sqlite3.Row) -> Article:
    """The edition that a row holds."""
    body = None if row["body_low"] is None else (row["body_low"], row["body_high"])
    document = Document(
        id=row["name"],
        text=row["text"],
        title=row["title"],
        publication=row["publication"],
        volume=row["volume"],
        issue=row["issue"],
        published=row["published"],
        published_basis=row["published_basis"],
        sha256=row["sha256"],
        body=body,
        author=row["author"],
        url=row["url"],
        path=row["path"],
    )
    return Article(
        id=f"d{row['id']}",
        document=document,
        key=row["key"],
        edition=row["edition"],
        known=row["known"],
        read_at=row["read_at"],
        version=row["version"],
        coding=row["times_coded"],
        origin=row["origin"],
    )


def entries(
    connection: sqlite3.Connection,
    table: str,
    where: Where,
    order: str | None = None,
    part: tuple[int, int] | None = None,
    total: int | None = None,
) -> Iterator[Entry[Coded]]:
    """The records of one table that a clause over ``r`` (record) and ``d`` (document) selects, by time.

    Args:
        connection: the ledger's connection.
        table: the kind of record.
        where: the clause.
        order: another order.
        part: how many to pass over, and how many to give at most.
        total: how many there are, where that is known: a part near the end is then looked for from there.
    """
    low, high = _dates(table)
    by_time = (f"coalesce({low}, {high}, d.known)", "d.id", "r.number")
    backwards = order is None and part is not None and total is not None and 2 * part[0] > total
    order = sought = order or ", ".join(by_time)
    source = f"{table} AS r JOIN documents AS d ON d.coding = r.coding"
    first, values = "", list(where.values)
    if part is None:
        chosen = f"{source} WHERE {where}"
    else:
        # keys alone are sorted; the records of the part are read after that
        offset, limit = part
        if backwards and total is not None:
            offset, limit = max(total - offset - limit, 0), min(limit, max(total - offset, 0))
            sought = ", ".join(f"{column} DESC" for column in by_time)
        first = (
            f"WITH part AS MATERIALIZED (SELECT r.key AS key FROM {source} WHERE {where}"
            f" ORDER BY {sought} LIMIT ? OFFSET ?) "
        )
        chosen = f"part CROSS JOIN {source.replace(' JOIN', ' ON r.key = part.key JOIN', 1)}"
        values += [limit, offset]
    sql = (
        f"{first}SELECT {select_columns(table, 'r')}, d.id AS document, d.known AS known,"
        f" d.published AS published, {low} AS first_day, {high} AS last_day,"
        " (SELECT group_concat(j.judgement) FROM judged_records AS j"
        f" WHERE j.coding = r.coding AND j.record = r.id) AS judged FROM {chosen} ORDER BY {order}"
    )
    for row in connection.execute(sql, values):
        yield Entry(
            id=f"d{row['document']}.{row['id']}",
            document=f"d{row['document']}",
            record=rebuild(table, row),
            known=row["known"],
            published=row["published"],
            low=row["first_day"],
            high=row["last_day"],
            judged=tuple(map(int, row["judged"].split(","))) if row["judged"] else (),
        )


def ids(connection: sqlite3.Connection, table: str, where: Where) -> Iterator[tuple[str, str]]:
    """Document and local id of the records that a clause selects, in the order of `entries`."""
    low, high = _dates(table)
    sql = (
        f"SELECT 'd' || d.id, r.id FROM {table} AS r JOIN documents AS d ON d.coding = r.coding"
        f" WHERE {where} ORDER BY coalesce({low}, {high}, d.known), d.id, r.number"
    )
    yield from map(tuple, connection.execute(sql, where.values))


def _dates(table: str) -> tuple[str, str]:
    if table not in DATED:
        return "NULL", "NULL"
    prefix = DATED[table][1]
    return f"r.{prefix}_low", f"r.{prefix}_high"


def during(where: Where, table: str, since: Day | None, until: Day | None) -> None:
    """Keep to records whose own time touches since..until; without a date, the day they became known."""
    low, high = _dates(table)
    if since is not None:
        where.add(f"coalesce({high}, {low}, d.known) >= ?", day(since, last=False))
    if until is not None:
        where.add(f"coalesce({low}, {high}, d.known) <= ?", day(until))


def party(where: Where, table: str, side: str, actors: Words, roll_up: bool, *, narrow: bool = False) -> None:
    """Keep to records in which an actor takes a side.

    Args:
        where: the clause to add to.
        table: the kind of record. Expectations, conditions and explanations belong to those who take part in
            their events; without a side, to the source of their statement, too.
        side: the side; empty is any.
        actors: the actor, or several of which one is enough.
        roll_up: count those who are a part of the actor or act for it, too.
        narrow: whether the clause keeps to some documents, whose records are few.
    """
    inner = Where()
    inner.equal("p.actor", actors)
    deep = "" if roll_up else " AND p.depth = 0"
    if side:
        inner.equal("p.side", side)
    if table in _PARTIES:
        parties, link = _PARTIES[table]
        held = f"SELECT p.{link} FROM {parties} AS p WHERE"
        # either the few records are held against the actor, or the actor's records are looked up
        clause = f"EXISTS ({held} p.{link} = r.key AND" if narrow else f"r.key IN ({held}"
        where.add(f"{clause} {inner}{deep})", *inner.values)
        return
    events = (
        "SELECT e.coding, e.id FROM event_parties AS p JOIN events AS e ON e.key = p.event"
        f" WHERE {inner}{deep}"
    )
    options = [_event_link(table, events)]
    if not side:
        options.append(
            "(r.coding, r.statement) IN (SELECT s.coding, s.id FROM statement_parties AS p"
            f" JOIN statements AS s ON s.key = p.statement WHERE {inner}{deep})"
        )
    where.add(f"({' OR '.join(options)})", *inner.values * len(options))


def _event_link(table: str, events: str) -> str:
    """The clause that a record names one of some events, which are told by coding and id."""
    if table == "expectations":
        return f"(r.coding, r.event) IN ({events})"
    columns = ("if_events", "then_events") if table == "conditions" else ("of_events", "by_events")
    named = " UNION ALL ".join(f"SELECT value FROM json_each(r.{c})" for c in columns)
    return f"EXISTS (SELECT 1 FROM ({named}) AS n WHERE (r.coding, n.value) IN ({events}))"


def one(connection: sqlite3.Connection, id: str) -> Entry[Coded]:
    """The record that a full id names, whatever its edition.

    Raises:
        LedgerError: there is none.
    """
    document, dot, local = id.partition(".")
    table = LETTERS.get(local[:1]) if dot else None
    if table is None:
        raise LedgerError(f"{id!r} is no id of a record; one looks like d12.e3.")
    where = Where()
    where.add("d.id = ? AND r.id = ?", number_of(document), local)
    for entry in entries(connection, table, where):
        return entry
    raise LedgerError(f"The ledger has no record {id}. Records are listed by `detente events` and its like.")


def coded_of(connection: sqlite3.Connection, document: Document, coding: int) -> CodedDocument:
    """The records of one coding, as a coded document.

    Args:
        connection: the ledger's connection.
        document: the document they belong to.
        coding: the coding's key.
    """
    spans = connection.execute("SELECT low, high FROM sentences WHERE coding = ? ORDER BY number", (coding,))
    sentences = tuple((low, high) for low, high in spans)
    found: dict[str, Any] = {
        table: tuple(rebuild(table, row) for row in rows_of(connection, table, coding)) for table in TABLES
    }
    return CodedDocument(document=document, sentences=sentences, **found)


def rows_of(connection: sqlite3.Connection, table: str, coding: int) -> Iterable[sqlite3.Row]:
    """The rows of one coding in order."""
    return connection.execute(
        f"SELECT {select_columns(table, 'r')} FROM {table} AS r WHERE r.coding = ? ORDER BY r.number",
        (coding,),
    )
