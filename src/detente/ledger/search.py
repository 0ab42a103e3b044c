"""Full text search over the sentences of a ledger."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from detente.ledger.entries import Found
from detente.ledger.queries import Where

_QUOTED = re.compile(r'"([^"]*)"|(\S+)')


def match_of(words: str) -> str:
    """An FTS5 query for what a person types: all words must occur, ``"…"`` is a phrase, ``…*`` a beginning.

    ``OR`` between words and ``-word`` (not this word) are understood; everything else is taken literally, so
    that no input is a syntax error.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for phrase, word in _QUOTED.findall(words.replace("\x00", " ")):
        if word == "OR":
            if wanted and wanted[-1] != "OR":
                wanted.append("OR")
            continue
        refused = word.startswith("-") and len(word) > 1
        text = phrase or (word.removeprefix("-") if refused else word)
        star = "*" if word.endswith("*") else ""
        text = text.rstrip("*").replace('"', "")
        if any(sign.isalnum() for sign in text):
            (unwanted if refused else wanted).append(f'"{text}"{star}')
    while wanted and wanted[-1] == "OR":
        wanted.pop()
    if not wanted:
        return ""
    query = " ".join(wanted)
    return f"({query})" + "".join(f" NOT {text}" for text in unwanted)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the sentence must hold beside the words.

    Attributes:
        party: an event or statement of this actor (its parts and persons count with it).
        type: an event of this PLOVER type.
        publication: it stands in an article of this outlet.
    """

    party: str | None = None
    type: str | None = None
    publication: str | None = None

    def add_to(self, where: Where) -> None:
        """Add it to a clause over ``d`` (document) and ``s`` (sentence)."""
        where.equal("d.publication", self.publication)
        # the events are looked up once and held against the sentences, not the other way round
        held = "(s.coding, s.number) IN (SELECT e.coding, e.sentence FROM"
        if self.type is not None and self.party is None:
            where.add(f"{held} events AS e WHERE e.type = ?)", self.type)
        elif self.type is not None:
            where.add(
                f"{held} event_parties AS p JOIN events AS e ON e.key = p.event"
                " WHERE p.actor = ? AND e.type = ?)",
                self.party,
                self.type,
            )
        elif self.party is not None:
            where.add(
                f"({held} event_parties AS p JOIN events AS e ON e.key = p.event WHERE p.actor = ?)"
                " OR EXISTS (SELECT 1 FROM mentions AS m WHERE m.coding = s.coding AND m.actor = ?"
                " AND m.span_low >= s.low AND m.span_high <= s.high))",
                self.party,
                self.party,
            )


def count(connection: sqlite3.Connection, match: str, where: Where) -> int:
    """How many sentences match; see `find`."""
    sql = (
        "SELECT count(*) FROM sentence_search JOIN sentences AS s ON s.key = sentence_search.rowid"
        f" JOIN documents AS d ON d.coding = s.coding WHERE sentence_search MATCH ? AND {where}"
    )
    return int(connection.execute(sql, [match, *where.values]).fetchone()[0])


def find(
    connection: sqlite3.Connection,
    match: str,
    where: Where,
    limit: int | None,
    offset: int = 0,
    marks: tuple[str, str] = ("[", "]"),
) -> Iterator[Found]:
    """The sentences that match, best first.

    Args:
        connection: the ledger's connection.
        match: an FTS5 query.
        where: a clause over ``d`` (document) and ``s`` (sentence).
        limit: how many at most; None is all.
        offset: how many to pass over, where there is a limit.
        marks: what stands before and after a found word in the snippet.
    """
    # what a page of them shows is read of these alone, not of all that are sorted
    sql = (
        "WITH hits AS MATERIALIZED (SELECT s.key AS key, d.id AS document, s.number AS number,"
        " sentence_search.rank AS rank"
        " FROM sentence_search JOIN sentences AS s ON s.key = sentence_search.rowid"
        f" JOIN documents AS d ON d.coding = s.coding WHERE sentence_search MATCH ? AND {where}"
        " ORDER BY sentence_search.rank, d.id, s.number LIMIT ? OFFSET ?)"
        " SELECT hits.key AS key, hits.document AS document, hits.number AS number, s.low AS low,"
        " s.high AS high, d.title AS title, d.publication AS publication, d.published AS published"
        " FROM hits CROSS JOIN sentences AS s ON s.key = hits.key JOIN documents AS d ON d.id = hits.document"
        " ORDER BY hits.rank, hits.document, hits.number"
    )
    values = [match, *where.values, -1 if limit is None else limit, offset]
    # a snippet needs the sentence's text; it is made only for what is asked for, not for all that is sorted
    snippet = (
        "SELECT snippet(sentence_search, 0, ?, ?, '…', 64) FROM sentence_search"
        " WHERE sentence_search MATCH ? AND rowid = ?"
    )
    for row in connection.execute(sql, values):
        yield Found(
            document=f"d{row['document']}",
            sentence=row["number"],
            span=(row["low"], row["high"]),
            snippet=connection.execute(snippet, (*marks, match, row["key"])).fetchone()[0],
            title=row["title"],
            publication=row["publication"],
            published=row["published"],
        )
