"""A large ledger of coded articles: how long the questions of an analyst take, and the desk's first byte.

Run: python benchmarks/coded.py [DOCUMENTS] [LEDGER] [PAIRS]    (100,000 documents in a ledger that is thrown
away, of 60 pairs)

The bundled sample is coded once. Its two sides are renamed into so many pairs of invented actors, and each of
these articles is kept again and again, a week later each time, by statements of SQL over the ledger's own
tables: texts, records and search index are those of an ordinary ledger. With 0 pairs, all articles are about
the sample's own two sides. Prints the seconds that each question takes when it is asked first and when it is
asked again, for one of the pairs, by the clock and of the processor; then, unless there are 0 pairs, how long
each page of the desk takes to come when it is looked at first, and the median time to its first byte after
that.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

# ruff: noqa: E402 - threads are set before numpy is loaded
import web
from desk import add_sample
from detente.briefing import brief
from detente.ledger import Ledger
from detente.ledger.writing import insert_coding, insert_document, now
from detente.records import CodedDocument, from_json, to_json
from detente.relations.agenda import agenda
from detente.relations.changed import changed
from detente.relations.dyads import dyad, dyads
from detente.relations.forecasts.outlook import outlook
from detente.relations.phases import find_phases
from detente.relations.stances import stances
from detente.relations.terms import terms

PAIRS = 60
TABLES = (
    "documents", "codings", "sentences", "times", "actors", "mentions", "statements", "events", "conditions",
    "expectations", "explanations", "statement_parties", "event_parties",
)  # fmt: skip
COUNTED = {
    "coding": "codings", "document": "documents", "event": "events", "statement": "statements",
}  # fmt: skip
"""Columns that count rows of another table, where they are whole numbers."""
DAYS = (
    "published", "published_low", "published_high", "known", "date", "date_low", "date_high", "outlet_date",
    "window_low", "window_high",
)  # fmt: skip


def rename(coded: CodedDocument, pair: int) -> CodedDocument:
    """The article between another two: Russia and NATO, and all who act for them, under other ids."""
    names: dict[str, str] = {}
    for actor in coded.actors:
        root = actor.id.partition(".")[0]
        if root in ("RUS", "NATO"):
            names[actor.id] = f"{root[0]}{pair:02}{actor.id[len(root) :]}"
        elif actor.parent and actor.parent.partition(".")[0] in ("RUS", "NATO"):
            names[actor.id] = f"{actor.id}-{pair:02}"

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: one if key in ("text", "id_") else walk(one) for key, one in value.items()}
        if isinstance(value, list):
            return [walk(one) for one in value]
        return names.get(value, value) if isinstance(value, str) else value

    plain = walk(to_json(coded))
    document = coded.document
    plain["document"] |= {"id": f"{document.id}-{pair:02}", "path": None, "url": f"d:{pair}/{document.id}"}
    plain["document"]["sha256"] = f"{pair:02}{document.sha256[2:]}"
    found = from_json(json.loads(json.dumps(plain)))
    assert isinstance(found, CodedDocument)
    return found


def copies(ledger: Ledger, times: int) -> None:
    """Keep all that is kept again, so many times, each a week after the one before."""
    db: sqlite3.Connection = ledger._db
    most = {
        table: db.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
        for table in TABLES
        if not table.endswith("_parties")
    }
    db.execute("BEGIN")
    db.execute("CREATE TEMP TABLE turns AS WITH RECURSIVE t (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM t"
               f" WHERE k < {times}) SELECT k FROM t")  # fmt: skip
    for table in TABLES:
        columns = list(db.execute(f"PRAGMA table_info({table})"))
        names = ", ".join(f'"{column["name"]}"' for column in columns)
        values = ", ".join(_value(table, column, most) for column in columns)
        # SQLite reads all of it before it writes, where a table is copied into itself
        db.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM turns, {table} AS o")
    db.execute(
        "INSERT INTO sentence_search (rowid, text) SELECT key, text FROM sentence_texts WHERE key > ?",
        (most["sentences"],),
    )
    db.execute("COMMIT")
    db.execute("ANALYZE")


def _value(table: str, column: sqlite3.Row, most: dict[str, int]) -> str:
    name, whole = column["name"], column["type"] == "INTEGER"
    if column["pk"] and whole and table in most:
        return f"o.{name} + turns.k * {most[table]}"
    if whole and name in COUNTED and table != COUNTED[name]:
        return f"o.{name} + turns.k * {most[COUNTED[name]]}"
    if table == "documents" and name in ("key", "sha256"):
        return f"o.{name} || '#' || turns.k"
    if name in DAYS:
        return (
            f"CASE WHEN o.{name} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
            f" THEN date(o.{name}, (7 * turns.k) || ' days') ELSE o.{name} END"
        )
    return f'o."{name}"'


def fill(path: Path, documents: int, pairs: int = PAIRS) -> None:
    """Make the ledger."""
    with Ledger(path) as ledger:
        coded = [item.coded for item in add_sample(ledger) if item.coded]
        db = ledger._db
        db.execute("BEGIN")
        for pair in range(pairs):
            for one in coded:
                made = rename(one, pair)
                number, _ = insert_document(db, made.document, read_at=now(), run=None)
                insert_coding(db, number, made, version="benchmark", at=now(), run=None)
        db.execute("COMMIT")
        copies(ledger, max(round(documents / (len(coded) * (pairs + 1))) - 1, 1))


def questions(ledger: Ledger, a: str, b: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    yield "dyads", lambda: dyads(ledger)
    yield "dyad, its series and phases", lambda: _page(ledger, a, b)
    yield "demands", lambda: terms(ledger, a, b)
    yield "agenda", lambda: agenda(ledger, a, b)
    yield "stances", lambda: stances(ledger, a, b)
    yield "changed in the last year", lambda: changed(ledger, a, b, since="2003-01-01")
    yield "forecast", lambda: outlook(ledger, a, b)
    yield "actors", lambda: list(ledger.actors())
    yield "last 40 events of all", lambda: _last(ledger)
    yield "search for two words", lambda: list(ledger.search("peacekeeping force", limit=50))
    yield "search for a common word", lambda: list(ledger.search("NATO", limit=50))
    yield "brief", lambda: brief(ledger, a, b)


def _page(ledger: Ledger, a: str, b: str) -> int:
    found = dyad(ledger, a, b)
    found.series("month")
    find_phases(found.events)
    return len(found.events)


def _last(ledger: Ledger) -> int:
    found = ledger.events()
    total = found.count()
    return len(list(found.part(max(total - 40, 0), 40, total)))


def look(port: int, pages: Mapping[str, str]) -> None:
    """How long each page takes to come at the first look, whatever is shown meanwhile."""
    for name, page in pages.items():
        began = time.perf_counter()
        while b"<h1>A moment</h1>" in web.ask(port, page)[1]:
            time.sleep(0.05)
        print(f"first look at {name}: {time.perf_counter() - began:.2f} s", flush=True)


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    pairs = int(sys.argv[3]) if len(sys.argv) > 3 else PAIRS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "detente.db"
        if not path.exists():
            began = time.perf_counter()
            fill(path, documents, pairs)
            print(f"filled in {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e9:.2f} GB")
        with Ledger(path) as ledger:
            print(", ".join(f"{count:,} {what}" for what, count in ledger.counts().items()))
            a, b = (f"R{pairs // 2:02}", f"N{pairs // 2:02}") if pairs else ("RUS", "NATO")
            for name, ask in questions(ledger, a, b):
                spent = []
                for _ in range(2):
                    began, busy = time.perf_counter(), time.process_time()
                    ask()
                    spent += [time.perf_counter() - began, time.process_time() - busy]
                print("{}: {:.2f} s ({:.2f}), again {:.2f} s ({:.2f})".format(name, *spent), flush=True)
        if not pairs:
            return
        pages = {
            "home": "/", "relationship": f"/dyad/{a}/{b}", "search": "/search?q=peacekeeping",
            "search, a common word": "/search?q=NATO", "search, a type": "/search?q=NATO&type=CONSULT",
            "article": "/article/d17", "timeline": "/timeline", "timeline of two": f"/timeline?a={a}&b={b}",
            "network": "/network", "review": "/review", "actors": "/actors", "actor": f"/actor/{a}",
            "sources": "/sources", "source": f"/source/{a}", "brief": f"/brief/{a}/{b}",
        }  # fmt: skip
        _, port = web.serve(path)
        look(port, pages)
        web.measure(port, "at rest", pages)


if __name__ == "__main__":
    main()
