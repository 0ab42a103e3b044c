"""Listings of records: events, statements, expectations, conditions, explanations, and search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.asking import Asked, asking
from detente.cli.output import Row, write_rows
from detente.cli.setup import open_ledger
from detente.filters import keywords
from detente.records import Condition, Event, Expectation, Explanation, Span, Statement

if TYPE_CHECKING:
    from detente.ledger import Entry, Found, Ledger

EVENTS = (
    "id", "date", "known", "type", "mode", "actors", "recipients", "factuality", "tense", "intensity",
    "probability", "source", "text",
)  # fmt: skip
STATEMENTS = (
    "id", "date", "known", "kind", "source", "actors", "addressees", "outlet", "quoted", "cue", "content",
)  # fmt: skip
EXPECTATIONS = (
    "id", "kind", "window", "known", "event", "probability", "phrase", "source", "condition", "text",
)  # fmt: skip
CONDITIONS = ("id", "known", "marker", "if", "then", "if_events", "then_events", "source")
EXPLANATIONS = ("id", "kind", "known", "of", "by", "of_events", "by_events", "factuality", "source")
HITS = ("id", "sentence", "published", "publication", "title", "text")


def listing(columns: Sequence[str], example: str) -> Callable[[Callable[..., Row]], click.Command]:
    """Makes a command of what makes a row: it lists the records of the ledger's listing of that name.

    Args:
        columns: the columns in order.
        example: words after the command's name.
    """

    def command(row: Callable[..., Row]) -> click.Command:
        name = row.__name__

        def listed(asked: Asked, **given: Any) -> None:
            wanted = keywords(name, {**given, "as_of": asked.as_of}, asked.id)
            asked.write(getattr(asked.book, name)(**wanted), columns, make=partial(row, asked.book))

        made = click.command(name, help=row.__doc__, epilog=f"Example: detente {name} {example}")
        return made(options.filters(name)(asking(listed)))

    return command


@listing(EVENTS, "--pair RUS NATO --since 2000-01-01 --format csv")
def events(book: Ledger, entry: Entry[Event]) -> Row:
    """List who did what to whom, by event time."""
    event = entry.record
    return {
        "id": entry.id,
        "date": event.date,
        "known": entry.known,
        "type": event.type,
        "mode": event.mode,
        "actors": event.actors,
        "recipients": event.recipients,
        "factuality": event.factuality,
        "tense": event.tense,
        "intensity": event.intensity,
        "probability": event.probability,
        "source": source_of(book, entry),
        "text": words(book, entry, [event.span]),
    }


@listing(STATEMENTS, "--source RUS --kind anonymous")
def statements(book: Ledger, entry: Entry[Statement]) -> Row:
    """List who said what, on whose authority, by the day it was said."""
    said = entry.record
    return {
        "id": entry.id,
        "date": said.date,
        "known": entry.known,
        "kind": said.source_kind,
        "source": said.description or words(book, entry, said.source),
        "actors": said.source_actors,
        "addressees": said.addressee_actors,
        "outlet": said.outlet,
        "quoted": said.quoted,
        "cue": words(book, entry, said.cue),
        "content": words(book, entry, said.content),
    }


@listing(EXPECTATIONS, "--kind scheduled --party NATO")
def expectations(book: Ledger, entry: Entry[Expectation]) -> Row:
    """List what is expected, demanded, promised or threatened, by the window it is due in."""
    record = entry.record
    return {
        "id": entry.id,
        "kind": record.kind,
        "window": record.window,
        "known": entry.known,
        "event": record.event and entry.beside(record.event),
        "probability": record.probability,
        "phrase": record.phrase,
        "source": source_of(book, entry),
        "condition": record.condition and entry.beside(record.condition),
        "text": words(book, entry, [record.span]),
    }


@listing(CONDITIONS, "--party RUS")
def conditions(book: Ledger, entry: Entry[Condition]) -> Row:
    """List what was said to depend on what."""
    record = entry.record
    return {
        "id": entry.id,
        "known": entry.known,
        "marker": words(book, entry, record.marker),
        "if": words(book, entry, record.if_),
        "then": words(book, entry, record.then),
        "if_events": [entry.beside(e) for e in record.if_events],
        "then_events": [entry.beside(e) for e in record.then_events],
        "source": source_of(book, entry),
    }


@listing(EXPLANATIONS, "--kind motive --party RUS")
def explanations(book: Ledger, entry: Entry[Explanation]) -> Row:
    """List the motives, causes and consequences that texts offer, and the doubts they raise."""
    record = entry.record
    return {
        "id": entry.id,
        "kind": record.kind,
        "known": entry.known,
        "of": words(book, entry, record.of),
        "by": words(book, entry, record.by),
        "of_events": [entry.beside(e) for e in record.of_events],
        "by_events": [entry.beside(e) for e in record.by_events],
        "factuality": record.factuality,
        "source": source_of(book, entry),
    }


@click.command(epilog="Example: detente search '\"peacekeeping force\" withdraw*'")
@click.argument("words_", nargs=-1, required=True, metavar="WORDS…")
@options.since
@options.until
@options.as_of
@options.limit
@options.ledger
@options.form
def search(
    words_: tuple[str, ...],
    since: str | None,
    until: str | None,
    as_of: str | None,
    limit: int | None,
    ledger: Path,
    form: str,
) -> None:
    """Find sentences that hold all the words, best first.

    "…" is a phrase, OR parts alternatives, …* is a beginning; after --, -word excludes a word.
    """
    with open_ledger(ledger) as book:
        found = book.search(" ".join(words_), since=since, until=until, as_of=as_of)

        def row(hit: Found) -> dict[str, Any]:
            return {
                "id": hit.document,
                "sentence": hit.sentence,
                "published": hit.published,
                "publication": hit.publication,
                "title": hit.title,
                "text": hit.snippet,
            }

        write_rows(found, HITS, form, limit=limit, make=row)


def words(book: Ledger, entry: Entry[Any], spans: Iterable[Span]) -> str:
    """The words of spans in an entry's document, with … where they are apart."""
    text = book.document(entry.document).document.text
    return " … ".join(" ".join(text[low:high].split()) for low, high in spans)


def source_of(book: Ledger, entry: Entry[Any]) -> str:
    """Who says so: ``author`` where no statement carries the record, else the innermost source."""
    local = entry.record.statement
    if local is None:
        return "author"
    statement: Any = book.record(entry.beside(local)).record
    return "|".join(statement.source_actors) or str(statement.description or statement.source_kind)
