"""Writing a coded document into a ledger: one transaction, and nothing where nothing is new."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from detente import edtf
from detente.errors import DateError
from detente.ledger.entries import Added, Status
from detente.ledger.origins import find_origin
from detente.ledger.rows import DATED, TABLES, flatten, insert_sql
from detente.records import Actor, CodedDocument, Document, PublishedBasis

_ORIGIN = ("title", "publication", "volume", "issue", "author", "url")
_BASES: tuple[PublishedBasis | None, ...] = (None, "inferred", "header", "metadata", "given")

UNKNOWN = "UNK"
"""Stands before the dot where it is not known whose part an actor is (``UNK.MIL``: somebody's soldiers)."""


def key_of(document: Document) -> str:
    """What names an article whatever its text: its address, its file, its id, or else the text itself."""
    if document.url:
        return document.url
    if document.path:
        return os.path.abspath(document.path)
    if document.id not in ("", "text", "-"):
        return f"id:{document.id}"
    return f"sha256:{document.sha256}"


def days_of(date: str | None) -> tuple[str | None, str | None]:
    """First and last day of an EDTF date as ISO text; None where it is open, unknown or no EDTF."""
    if date is None:
        return None, None
    try:
        first, last = edtf.bounds(date)
    except DateError:
        return None, None
    return (
        None if first == first.min else first.isoformat(),
        None if last == last.max else last.isoformat(),
    )


def now() -> str:
    """The time as ISO text in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def held_as(connection: sqlite3.Connection, document: Document) -> int | None:
    """The number of the edition that holds the same text of the same article already, or None.

    A text is the same where its bytes are; it is the same article where the address, path or id is, or where
    nothing in title, outlet, date and address tells two copies apart.
    """
    key = key_of(document)
    rows = connection.execute(
        "SELECT id, key, title, publication, published, url FROM documents WHERE sha256 = ? ORDER BY id",
        (document.sha256,),
    ).fetchall()
    told = (document.title, document.publication, document.published, document.url)
    for row in rows:
        if row["key"] == key:
            return int(row["id"])
    for row in rows:
        if (row["title"], row["publication"], row["published"], row["url"]) == told:
            return int(row["id"])
    return None


def learned(connection: sqlite3.Connection, held: int, document: Document) -> dict[str, object]:
    """What a document read again tells of itself that the ledger has otherwise, by column.

    A date replaces another only where it is known at least as well: one that was given stays when the same
    file is read again without it. What a document does not tell is left as it is.

    Args:
        connection: the ledger's connection.
        held: the edition that holds its text.
        document: the document.
    """
    row = connection.execute("SELECT * FROM documents WHERE id = ?", (held,)).fetchone()
    told = {name: getattr(document, name) for name in _ORIGIN}
    found: dict[str, object] = {k: v for k, v in told.items() if v is not None and v != row[k]}
    date, basis = document.published, document.published_basis
    as_well = _BASES.index(basis) >= _BASES.index(row["published_basis"])
    if date is not None and date != row["published"] and as_well:
        first, last = days_of(date)
        found |= {
            "published": date,
            "published_basis": basis,
            "published_low": first,
            "published_high": last,
        }
        found["known"] = _known(last, row["read_at"], row["edition"])
    return found


def _known(last: str | None, read_at: str, edition: int) -> str:
    """The day on which an edition became known.

    A first edition is known once all of its date has passed, and at the latest when it was read; an edited
    text only since it was read.
    """
    read = read_at[:10]
    return read if last is None or edition > 1 else min(last, read)


def insert_document(
    connection: sqlite3.Connection, document: Document, *, read_at: str, run: int | None
) -> tuple[int, Status]:
    """Insert an edition, without its records; the caller holds the transaction."""
    key = key_of(document)
    edition = connection.execute(
        "SELECT coalesce(max(edition), 0) + 1 FROM documents WHERE key = ?", (key,)
    ).fetchone()[0]
    first, last = days_of(document.published)
    known = _known(last, read_at, edition)
    body = document.body or (None, None)
    cursor = connection.execute(
        "INSERT INTO documents (key, edition, name, text, title, publication, volume, issue, published,"
        " published_basis, published_low, published_high, sha256, body_low, body_high, author, url, path,"
        " known, read_at, run) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            key, edition, document.id, document.text, document.title, document.publication, document.volume,
            document.issue, document.published, document.published_basis, first, last, document.sha256,
            body[0], body[1], document.author, document.url, document.path, known, read_at, run,
        ),
    )  # fmt: skip
    assert cursor.lastrowid is not None
    find_origin(connection, cursor.lastrowid, document)
    return cursor.lastrowid, "new" if edition == 1 else "edition"


def insert_coding(
    connection: sqlite3.Connection,
    document: int,
    coded: CodedDocument,
    *,
    version: str,
    at: str,
    run: int | None,
) -> int:
    """Insert the records of one coding and make it the one that holds; the caller holds the transaction."""
    number = connection.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM codings WHERE document = ?", (document,)
    ).fetchone()[0]
    coding = connection.execute(
        "INSERT INTO codings (document, number, version, coded_at, run) VALUES (?,?,?,?,?)",
        (document, number, version, at, run),
    ).lastrowid
    assert coding is not None
    connection.execute("UPDATE documents SET coding = ? WHERE id = ?", (coding, document))
    connection.executemany(
        "INSERT INTO sentences (coding, number, low, high) VALUES (?,?,?,?)",
        ((coding, n, low, high) for n, (low, high) in enumerate(coded.sentences)),
    )
    keys = _keys(connection, "sentences", coding)
    text = coded.document.text
    connection.executemany(
        "INSERT INTO sentence_search (rowid, text) VALUES (?,?)",
        ((keys[n], text[low:high]) for n, (low, high) in enumerate(coded.sentences)),
    )
    for table in TABLES:
        connection.executemany(insert_sql(table), _values(table, coding, coded))
    _insert_parties(connection, coding, coded)
    return coding


def _values(table: str, coding: int, coded: CodedDocument) -> Iterator[list[object]]:
    for number, record in enumerate(getattr(coded, table)):
        dates: tuple[object, ...] = ()
        if table in DATED:
            dates = days_of(getattr(record, DATED[table][0]))
        yield [coding, number, *flatten(table, record), *dates]


def _insert_parties(connection: sqlite3.Connection, coding: int, coded: CodedDocument) -> None:
    actors = {actor.id: actor for actor in coded.actors}
    keys = _keys(connection, "events", coding)
    connection.executemany(
        "INSERT INTO event_parties (event, side, actor, depth) VALUES (?,?,?,?)",
        (
            (keys[n], side, actor, depth)
            for n, event in enumerate(coded.events)
            for side, ids in (("actor", event.actors), ("recipient", event.recipients))
            for actor, depth in rolled_up(ids, actors).items()
        ),
    )
    keys = _keys(connection, "statements", coding)
    connection.executemany(
        "INSERT INTO statement_parties (statement, side, actor, depth) VALUES (?,?,?,?)",
        (
            (keys[n], side, actor, depth)
            for n, statement in enumerate(coded.statements)
            for side, ids in (("source", statement.source_actors), ("addressee", statement.addressee_actors))
            for actor, depth in rolled_up(ids, actors).items()
        ),
    )


def _keys(connection: sqlite3.Connection, table: str, coding: int) -> dict[int, int]:
    rows = connection.execute(f"SELECT number, key FROM {table} WHERE coding = ?", (coding,))
    return {row[0]: row[1] for row in rows}


def rolled_up(ids: Iterable[str], actors: Mapping[str, Actor]) -> dict[str, int]:
    """Actors with those they are a part of or act for, and how many steps away each is.

    The way up is the actor's parent on the document's date; without one, the id before its last dot
    (``RUS.MIL`` is a part of ``RUS``); without one, for offices, persons and forces, the country.
    """
    found: dict[str, int] = {}
    for actor in ids:
        at: str | None = actor
        depth = 0
        while at is not None and depth <= found.get(at, depth) and depth < 16:
            found[at] = depth
            at, depth = _above(at, actors), depth + 1
    return found


def _above(actor: str, actors: Mapping[str, Actor]) -> str | None:
    known = actors.get(actor)
    if known is not None and known.parent and known.parent != actor:
        return known.parent
    base = actor.rpartition(".")[0]
    if base and base != UNKNOWN:
        return base
    if known is not None and known.kind in ("office", "person", "armed_force") and known.country != actor:
        return known.country
    return None


def add(
    connection: sqlite3.Connection,
    coded: CodedDocument,
    *,
    version: str,
    run: int | None,
    again: bool,
) -> Added:
    """Add a coded document; the caller holds the transaction."""
    at = now()
    held = held_as(connection, coded.document)
    if held is None:
        document, status = insert_document(connection, coded.document, read_at=at, run=run)
    else:
        document, news = held, learned(connection, held, coded.document)
        status = "updated" if news else "recoded"
        if not news and not again:
            return Added(f"d{held}", "unchanged")
        if news:
            columns = ", ".join(f"{column} = ?" for column in news)
            connection.execute(f"UPDATE documents SET {columns} WHERE id = ?", (*news.values(), held))
    insert_coding(connection, document, coded, version=version, at=at, run=run)
    return Added(f"d{document}", status)
