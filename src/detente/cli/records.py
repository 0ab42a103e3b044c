"""Listings of records: events, statements, expectations, conditions, explanations, and search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.setup import before_first, make_knowledge, open_ledger
from detente.records import EVENT_TYPES, FACTUALITIES, ExpectationKind, ExplanationKind, SourceKind, Span

if TYPE_CHECKING:
    from detente.ledger import Entry, Found, Ledger
    from detente.relations.roll import Roll

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

_PARTY = click.option("--party", metavar="ACTOR", help="An actor on either side (id or name).")
_DOCUMENT = click.option("--document", metavar="ID", help="Only records of this document, such as d12.")
_EXACT = click.option("--exact", is_flag=True, help="RUS is only RUS, not its parts and those acting for it.")


@click.command(epilog="Example: detente events --pair RUS NATO --since 2000-01-01 --format csv")
@click.option("--actor", metavar="ACTOR", help="Who does it (id or name).")
@click.option("--recipient", metavar="ACTOR", help="To whom.")
@_PARTY
@click.option("--pair", nargs=2, metavar="A B", help="Between A and B, whichever way round.")
@click.option("--type", "kinds", multiple=True, type=click.Choice(EVENT_TYPES, case_sensitive=False))
@click.option("--factuality", multiple=True, type=click.Choice(FACTUALITIES))
@_DOCUMENT
@_EXACT
@options.since
@options.until
@options.as_of
@options.limit
@options.ledger
@options.knowledge
@options.form
def events(
    actor: str | None,
    recipient: str | None,
    party: str | None,
    pair: tuple[str, str] | None,
    kinds: tuple[str, ...],
    factuality: tuple[str, ...],
    document: str | None,
    exact: bool,
    since: str | None,
    until: str | None,
    as_of: str | None,
    limit: int | None,
    ledger: Path,
    tables: tuple[Path, ...],
    form: str,
) -> None:
    """List who did what to whom, by event time."""
    with open_ledger(ledger) as book:
        names = Names(book, tables, as_of)
        found = book.events(
            actor=names.one(actor),
            recipient=names.one(recipient),
            party=names.one(party),
            pair=None if pair is None else (names.id(pair[0]), names.id(pair[1])),
            type=kinds or None,
            factuality=factuality or None,
            document=document,
            roll_up=not exact,
            since=since,
            until=until,
            as_of=as_of,
        )
        write_rows(found, EVENTS, form, limit=limit, make=partial(event_row, book))


def event_row(book: Ledger, entry: Entry[Any]) -> dict[str, Any]:
    """The cells of an event."""
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


@click.command(epilog="Example: detente statements --source RUS --kind anonymous")
@click.option("--source", metavar="ACTOR", help="Who says it (id or name).")
@click.option("--addressee", metavar="ACTOR", help="To whom.")
@click.option("--kind", multiple=True, type=click.Choice(get_args(SourceKind)), help="How it is sourced.")
@click.option("--outlet", help="The outlet credited with it.")
@_DOCUMENT
@_EXACT
@options.since
@options.until
@options.as_of
@options.limit
@options.ledger
@options.knowledge
@options.form
def statements(
    source: str | None,
    addressee: str | None,
    kind: tuple[str, ...],
    outlet: str | None,
    document: str | None,
    exact: bool,
    since: str | None,
    until: str | None,
    as_of: str | None,
    limit: int | None,
    ledger: Path,
    tables: tuple[Path, ...],
    form: str,
) -> None:
    """List who said what, on whose authority, by the day it was said."""
    with open_ledger(ledger) as book:
        names = Names(book, tables, as_of)
        found = book.statements(
            source=names.one(source),
            addressee=names.one(addressee),
            kind=kind or None,
            outlet=outlet,
            document=document,
            roll_up=not exact,
            since=since,
            until=until,
            as_of=as_of,
        )

        def row(entry: Entry[Any]) -> dict[str, Any]:
            return {
                "id": entry.id,
                "date": entry.record.date,
                "known": entry.known,
                "kind": entry.record.source_kind,
                "source": entry.record.description or words(book, entry, entry.record.source),
                "actors": entry.record.source_actors,
                "addressees": entry.record.addressee_actors,
                "outlet": entry.record.outlet,
                "quoted": entry.record.quoted,
                "cue": words(book, entry, entry.record.cue),
                "content": words(book, entry, entry.record.content),
            }

        write_rows(found, STATEMENTS, form, limit=limit, make=row)


@click.command(epilog="Example: detente expectations --kind scheduled --party NATO")
@click.option("--kind", multiple=True, type=click.Choice(get_args(ExpectationKind)), help="What it is.")
@_PARTY
@_DOCUMENT
@_EXACT
@options.since
@options.until
@options.as_of
@options.limit
@options.ledger
@options.knowledge
@options.form
def expectations(
    kind: tuple[str, ...],
    party: str | None,
    document: str | None,
    exact: bool,
    since: str | None,
    until: str | None,
    as_of: str | None,
    limit: int | None,
    ledger: Path,
    tables: tuple[Path, ...],
    form: str,
) -> None:
    """List what is expected, demanded, promised or threatened, by the window it is due in."""
    with open_ledger(ledger) as book:
        found = book.expectations(
            kind=kind or None,
            party=Names(book, tables, as_of).one(party),
            document=document,
            roll_up=not exact,
            since=since,
            until=until,
            as_of=as_of,
        )

        def row(entry: Entry[Any]) -> dict[str, Any]:
            return {
                "id": entry.id,
                "kind": entry.record.kind,
                "window": entry.record.window,
                "known": entry.known,
                "event": entry.record.event and entry.beside(entry.record.event),
                "probability": entry.record.probability,
                "phrase": entry.record.phrase,
                "source": source_of(book, entry),
                "condition": entry.record.condition and entry.beside(entry.record.condition),
                "text": words(book, entry, [entry.record.span]),
            }

        write_rows(found, EXPECTATIONS, form, limit=limit, make=row)


@click.command(epilog="Example: detente conditions --party RUS")
@_PARTY
@_DOCUMENT
@_EXACT
@options.as_of
@options.limit
@options.ledger
@options.knowledge
@options.form
def conditions(
    party: str | None,
    document: str | None,
    exact: bool,
    as_of: str | None,
    limit: int | None,
    ledger: Path,
    tables: tuple[Path, ...],
    form: str,
) -> None:
    """List what was said to depend on what."""
    with open_ledger(ledger) as book:
        found = book.conditions(
            party=Names(book, tables, as_of).one(party), document=document, roll_up=not exact, as_of=as_of
        )

        def row(entry: Entry[Any]) -> dict[str, Any]:
            return {
                "id": entry.id,
                "known": entry.known,
                "marker": words(book, entry, entry.record.marker),
                "if": words(book, entry, entry.record.if_),
                "then": words(book, entry, entry.record.then),
                "if_events": [entry.beside(e) for e in entry.record.if_events],
                "then_events": [entry.beside(e) for e in entry.record.then_events],
                "source": source_of(book, entry),
            }

        write_rows(found, CONDITIONS, form, limit=limit, make=row)


@click.command(epilog="Example: detente explanations --kind motive --party RUS")
@click.option("--kind", multiple=True, type=click.Choice(get_args(ExplanationKind)), help="What it is.")
@_PARTY
@_DOCUMENT
@_EXACT
@options.as_of
@options.limit
@options.ledger
@options.knowledge
@options.form
def explanations(
    kind: tuple[str, ...],
    party: str | None,
    document: str | None,
    exact: bool,
    as_of: str | None,
    limit: int | None,
    ledger: Path,
    tables: tuple[Path, ...],
    form: str,
) -> None:
    """List the motives, causes and consequences that texts offer, and the doubts they raise."""
    with open_ledger(ledger) as book:
        found = book.explanations(
            kind=kind or None,
            party=Names(book, tables, as_of).one(party),
            document=document,
            roll_up=not exact,
            as_of=as_of,
        )

        def row(entry: Entry[Any]) -> dict[str, Any]:
            return {
                "id": entry.id,
                "kind": entry.record.kind,
                "known": entry.known,
                "of": words(book, entry, entry.record.of),
                "by": words(book, entry, entry.record.by),
                "of_events": [entry.beside(e) for e in entry.record.of_events],
                "by_events": [entry.beside(e) for e in entry.record.by_events],
                "factuality": entry.record.factuality,
                "source": source_of(book, entry),
            }

        write_rows(found, EXPLANATIONS, form, limit=limit, make=row)


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


class Names:
    """Actors by the names people type, asked of the ledger and the tables."""

    def __init__(self, book: Ledger, tables: Sequence[Path], as_of: str | None) -> None:
        self._book, self._as_of = book, as_of
        self._knowledge = make_knowledge(tables)

    def one(self, name: str | None) -> str | None:
        """The actor's id, or None for None."""
        return None if name is None else self.id(name)

    def id(self, name: str) -> str:
        """The actor's id.

        Raises:
            UnknownActor: nobody bears the name.
        """
        return self._book.actor(name, knowledge=self._knowledge, as_of=self._as_of)

    def nothing(self, otherwise: str = "Nothing found.") -> str:
        """What is said where a listing is empty: whether nothing at all was known on that day."""
        return before_first(self._book, self._as_of) or otherwise

    def roll(self, blocs: bool = False) -> Roll:
        """How actors roll up; with `blocs`, members count with their alliances and unions."""
        from detente.relations.roll import Roll

        return Roll.of(self._book, self._as_of, blocs=self._knowledge.memberships if blocs else None)


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
