"""The ledger as a whole: writing, documents, words and counts; the listings of records stand beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from detente import __version__
from detente.errors import LedgerError
from detente.ledger import actors, queries, writing
from detente.ledger.entries import ActorEntry, Added, Article, Quote, SourceCounts
from detente.ledger.judging import Judging, refresh
from detente.ledger.listings import Listings
from detente.ledger.queries import Day, Where, Words
from detente.ledger.rows import TABLES
from detente.ledger.searching import Searching
from detente.ledger.store import guard, transaction
from detente.records import CodedDocument, Document, Span

if TYPE_CHECKING:
    from detente.knowledge import Knowledge

_ARTICLES_HELD = 32


class Ledger(Listings, Judging, Searching):
    """A ledger file, open.

    Use it as a context manager, or call `close`. One `Ledger` belongs to one thread; several processes may
    read one file while one writes.

    Args:
        path: the file; it is made where there is none and `create` is true.
        create: make the file where there is none.
        readonly: open for reading only.
        timeout: seconds to wait while another process writes.

    Raises:
        LedgerError: the file is missing, no ledger, of a newer version, locked or damaged.
    """

    # -- writing ---------------------------------------------------------------------------------------------

    @contextmanager
    def reading(self, *, model: str | None = None, words: str = "") -> Iterator[int]:
        """A run of reading, kept with its version, parser and command words.

        Args:
            model: the parser's name.
            words: what was asked, as one line.

        Yields:
            the run's number, for `add`.
        """
        with transaction(self._db, self.path):
            run = self._db.execute(
                "INSERT INTO runs (started, version, model, words) VALUES (?,?,?,?)",
                # names of files may hold what is no text
                (writing.now(), __version__, model, words.encode("utf-8", "backslashreplace").decode()),
            ).lastrowid
        assert run is not None
        yield run
        with transaction(self._db, self.path):
            self._db.execute("UPDATE runs SET ended = ? WHERE id = ?", (writing.now(), run))

    def holds(self, document: Document) -> str | None:
        """The id of the same text of the same article, where it tells nothing new; else None.

        A date, title or outlet that was not known before (such as a date given now) is something new.
        """
        with guard(self.path):
            held = writing.held_as(self._db, document)
            if held is None or writing.learned(self._db, held, document):
                return None
        return f"d{held}"

    def add(
        self,
        coded: CodedDocument,
        *,
        version: str | None = None,
        run: int | None = None,
        again: bool = False,
    ) -> Added:
        """Add a coded document in one transaction.

        The same text of the same article changes nothing, but for a date or origin that was not known before:
        the document is brought up to date and the coding replaced. An edited text becomes a new edition
        beside the old.

        Args:
            coded: the document with its records.
            version: version of Detente that coded it; this one's where not given.
            run: the run it belongs to (see `reading`).
            again: where the text is held already, add this coding as the one that holds from now on; the
                earlier coding is kept.
        """
        self._articles.clear()
        with transaction(self._db, self.path):
            added = writing.add(self._db, coded, version=version or __version__, run=run, again=again)
            if added.status != "unchanged":
                refresh(self._db, queries.number_of(added.id))
            return added

    # -- documents -------------------------------------------------------------------------------------------

    def documents(
        self,
        *,
        as_of: Day | None = None,
        since: Day | None = None,
        until: Day | None = None,
        publication: Words | None = None,
        editions: bool = False,
    ) -> Iterator[Article]:
        """Articles by the day they became known.

        Args:
            as_of: what was known on that day; None is all.
            since: became known on that day or later.
            until: became known on that day or before.
            publication: the outlet's name.
            editions: all editions that were known, not only the newest of each article.
        """
        where = Where()
        if not editions:
            queries.known_by(where, as_of)
        elif as_of is not None:
            where.add("d.known <= ?", queries.day(as_of))
        if since is not None:
            where.add("d.known >= ?", queries.day(since, last=False))
        if until is not None:
            where.add("d.known <= ?", queries.day(until))
        where.equal("d.publication", publication)
        with guard(self.path):
            yield from queries.articles(self._db, where)

    def document(self, id: str) -> Article:
        """One edition by its id (``d12``; a record's id such as ``d12.e3`` gives the document it stands in).

        Raises:
            LedgerError: there is none.
        """
        number = queries.number_of(id)
        found = self._articles.get(number)
        if found is not None:
            return found
        where = Where()
        where.add("d.id = ?", number)
        with guard(self.path):
            for article in queries.articles(self._db, where):
                if len(self._articles) >= _ARTICLES_HELD:
                    del self._articles[next(iter(self._articles))]
                self._articles[number] = article
                return article
        raise LedgerError(f"The ledger has no document {id}. See `detente sources` for those it has.")

    def coded(self, id: str, *, coding: int | None = None) -> CodedDocument:
        """All records of an edition, as they were coded.

        Args:
            id: the document's id.
            coding: number of an earlier coding; None is the one that holds.

        Raises:
            LedgerError: there is no such document or coding.
        """
        article = self.document(id)
        with guard(self.path):
            row = self._db.execute(
                "SELECT id FROM codings WHERE document = ? AND number = ?",
                (queries.number_of(id), coding or article.coding),
            ).fetchone()
            if row is None:
                raise LedgerError(
                    f"{article.id} has no coding {coding}; the one that holds is {article.coding}."
                )
            return queries.coded_of(self._db, article.document, row["id"])

    def own_coding(self, id: str) -> int:
        """The number of the newest coding that is the coder's own, without people's judgements.

        Raises:
            LedgerError: there is no such document.
        """
        document = queries.number_of(self.document(id).id)
        with guard(self.path):
            row = self._db.execute(
                "SELECT max(number) FROM codings WHERE document = ? AND judged IS NULL", (document,)
            ).fetchone()
        return int(row[0])

    # -- words and counts ------------------------------------------------------------------------------------

    def text(self, document: str, span: Span | None = None) -> str:
        """The text of a document, or the words of a span of it."""
        whole = self.document(document).document.text
        return whole if span is None else whole[span[0] : span[1]]

    def quote(self, document: str, span: Span) -> Quote:
        """Words of a document with the sentences around them.

        Args:
            document: id of the document, or of a record in it.
            span: where the words stand.

        Raises:
            LedgerError: there is no such document, or the span does not lie in its text.
        """
        article = self.document(document)
        text = article.document.text
        if not 0 <= span[0] < span[1] <= len(text):
            raise LedgerError(
                f"{article.id} has {len(text)} characters; {span[0]}-{span[1]} is no span of it."
            )
        with guard(self.path):
            rows = self._db.execute(
                "SELECT s.number, s.low, s.high FROM sentences AS s"
                " JOIN documents AS d ON d.coding = s.coding"
                " WHERE d.id = ? AND s.low < ? AND s.high > ? ORDER BY s.number",
                (queries.number_of(document), span[1], span[0]),
            ).fetchall()
        number, around = -1, span
        if rows:
            number = rows[0]["number"]
            around = (min(span[0], rows[0]["low"]), max(span[1], rows[-1]["high"]))
        return Quote(
            document=article.id,
            span=span,
            text=text[span[0] : span[1]],
            sentence=number,
            sentence_span=around,
            sentence_text=text[around[0] : around[1]],
        )

    def actors(self, *, as_of: Day | None = None) -> Iterator[ActorEntry]:
        """All actors that are mentioned, most often mentioned first.

        Args:
            as_of: as known on that day.
        """
        where = Where()
        queries.known_by(where, as_of)
        sql = (
            "WITH held AS MATERIALIZED (SELECT d.id, d.coding, d.known FROM documents AS d"
            f" WHERE {where}), counted AS MATERIALIZED (SELECT m.actor, count(*) AS mentions"
            " FROM mentions AS m WHERE m.coding IN (SELECT coding FROM held) GROUP BY m.actor),"
            # a minimum beside the maximum would leave open which row the bare columns are taken from
            " firsts AS MATERIALIZED (SELECT a.id, min(held.known) AS first"
            " FROM held CROSS JOIN actors AS a ON a.coding = held.coding GROUP BY a.id),"
            # of the bare columns, SQLite takes those of the row with max(known): the newest name and role
            " newest AS MATERIALIZED (SELECT a.id, a.name, a.kind, a.country, a.sector, a.parent, a.role,"
            " count(DISTINCT held.id) AS documents, max(held.known) AS last"
            " FROM held CROSS JOIN actors AS a ON a.coding = held.coding GROUP BY a.id)"
            " SELECT a.*, f.first, coalesce(c.mentions, 0) AS mentions FROM newest AS a"
            " JOIN firsts AS f ON f.id = a.id LEFT JOIN counted AS c ON c.actor = a.id"
            " ORDER BY mentions DESC, a.id"
        )
        with guard(self.path):
            for row in self._db.execute(sql, where.values):
                yield ActorEntry(
                    id=row["id"],
                    name=row["name"],
                    kind=row["kind"],
                    country=row["country"],
                    sector=row["sector"],
                    parent=row["parent"],
                    role=row["role"],
                    mentions=row["mentions"],
                    documents=row["documents"],
                    first=row["first"],
                    last=row["last"],
                )

    def called(self, *, as_of: Day | None = None) -> Iterator[tuple[str, str, str, str | None, str | None]]:
        """Each actor's id, name, kind, country and parent, as the newest document has them; see `actors`.

        Args:
            as_of: as known on that day.
        """
        until = None if as_of is None else queries.day(as_of)
        with guard(self.path):
            # what was found holds until somebody writes, this connection or another
            state = (self._db.execute("PRAGMA data_version").fetchone()[0], self._db.total_changes)
            if self._called_in != state:
                self._called_in = state
                self._called.clear()
            if until not in self._called:
                where = Where()
                queries.known_by(where, until)
                # of the bare columns, SQLite takes those of the row with max(place): the newest
                sql = (
                    "WITH held AS MATERIALIZED (SELECT d.coding AS coding,"
                    f" row_number() OVER (ORDER BY d.known, d.id) AS place FROM documents AS d WHERE {where})"
                    " SELECT a.id, a.name, a.kind, a.country, a.parent, max(held.place)"
                    " FROM held JOIN actors AS a ON a.coding = held.coding GROUP BY a.id"
                )
                self._called[until] = [tuple(row)[:5] for row in self._db.execute(sql, where.values)]
            found = self._called[until]
        yield from found

    def actor(self, name: str, *, knowledge: Knowledge | None = None, as_of: Day | None = None) -> str:
        """The id of the actor that a person means by an id or a name.

        Args:
            name: ``RUS``, ``Russia``, ``robertson-george`` …
            knowledge: the tables; where given, all the names they know are understood, too.
            as_of: the day on which the name is meant.

        Raises:
            UnknownActor: neither the ledger nor the tables know the name; the message offers names like it.
        """
        with guard(self.path):
            return actors.resolve(self._db, name, knowledge, None if as_of is None else queries.day(as_of))

    def counts(self, *, as_of: Day | None = None) -> dict[str, int]:
        """How many documents, sentences and records of each kind there are.

        Args:
            as_of: as known on that day.
        """
        where = Where()
        queries.known_by(where, as_of)
        found: dict[str, int] = {}
        with guard(self.path):
            found["documents"] = self._db.execute(
                f"SELECT count(*) FROM documents AS d WHERE {where}", where.values
            ).fetchone()[0]
            for table in ("sentences", *TABLES):
                found[table] = self._db.execute(
                    f"SELECT count(*) FROM {table} AS r JOIN documents AS d ON d.coding = r.coding"
                    f" WHERE {where}",
                    where.values,
                ).fetchone()[0]
        return found

    def sources(self, documents: Iterable[str]) -> SourceCounts:
        """How many articles, outlets and texts of their own a set of documents comes from.

        Args:
            documents: ids of documents or of records in them.
        """
        numbers = sorted({queries.number_of(d) for d in documents})
        articles: set[str] = set()
        outlets: set[str] = set()
        origins: set[int] = set()
        with guard(self.path):
            for number in numbers:
                row = self._db.execute(
                    "SELECT key, publication, origin, id FROM documents WHERE id = ?", (number,)
                ).fetchone()
                if row is None:
                    continue
                articles.add(row["key"])
                outlets.add(row["publication"] or row["key"])
                origins.add(row["origin"] or row["id"])
        return SourceCounts(len(articles), len(outlets), len(origins))

    def select(self, sql: str, values: Iterable[object] = ()) -> Iterator[sqlite3.Row]:
        """Rows of a SELECT of your own; the tables are described in ``ledger/migrations``.

        Args:
            sql: one SELECT statement.
            values: what stands for its question marks.

        Raises:
            LedgerError: the statement is wrong, or would write.
        """
        with guard(self.path):
            self._db.execute("PRAGMA query_only = ON")
            try:
                # the pragma expires statements that are still running, so the rows are taken before it
                rows = self._db.execute(sql, tuple(values)).fetchall()
            finally:
                self._db.execute("PRAGMA query_only = OFF")
        yield from rows

    def check(self) -> list[str]:
        """What is wrong with the file; empty where all is well."""
        wrong: list[str] = []
        with guard(self.path):
            said = [row[0] for row in self._db.execute("PRAGMA integrity_check")]
            wrong += [f"integrity: {line}" for line in said if line != "ok"]
            wrong += [f"foreign key: {tuple(row)}" for row in self._db.execute("PRAGMA foreign_key_check")]
            try:
                self._db.execute(
                    "INSERT INTO sentence_search (sentence_search, rank) VALUES ('integrity-check', 1)"
                )
            except sqlite3.DatabaseError as error:
                if "readonly" not in str(error):
                    wrong.append(f"search index: {error}")
            uncoded = self._db.execute("SELECT count(*) FROM documents WHERE coding IS NULL").fetchone()[0]
            if uncoded:
                wrong.append(f"{uncoded} documents without a coding")
        return wrong
