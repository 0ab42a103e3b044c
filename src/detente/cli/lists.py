"""What there is: actors and sources of a ledger, the schema of what is written."""

from __future__ import annotations

import json
from pathlib import Path

import click

from detente.cli import options
from detente.cli.asking import Asked, asking
from detente.cli.output import write_rows
from detente.cli.setup import open_ledger

ACTORS = (
    "id",
    "name",
    "kind",
    "country",
    "sector",
    "parent",
    "role",
    "mentions",
    "documents",
    "first",
    "last",
)
SOURCES = (
    "id", "edition", "known", "published", "basis", "publication", "volume", "issue", "title", "author",
    "url", "version", "name",
)  # fmt: skip


@click.command(epilog="Example: detente actors --unknown --limit 20")
@click.option(
    "--unknown", is_flag=True, help="Only those whom no table knows: the queue for your own tables."
)
@asking
def actors(asked: Asked, unknown: bool) -> None:
    """List who is mentioned, most often mentioned first."""
    found = asked.book.actors(as_of=asked.as_of)
    if unknown:
        known = asked.knowledge.actors
        found = (one for one in found if not known.knows(one.id))
    asked.write(({name: getattr(actor, name) for name in ACTORS} for actor in found), ACTORS)


@click.command(epilog="Example: detente sources --since 2000-01-01")
@click.option("--publication", help="Only this outlet.")
@click.option("--editions", is_flag=True, help="Earlier editions of edited texts, too.")
@options.since
@options.until
@options.as_of
@options.limit
@options.ledger
@options.form
def sources(
    publication: str | None,
    editions: bool,
    since: str | None,
    until: str | None,
    as_of: str | None,
    limit: int | None,
    ledger: Path,
    form: str,
) -> None:
    """List the articles that were read, by the day they became known."""
    with open_ledger(ledger) as book:
        found = book.documents(
            as_of=as_of, since=since, until=until, publication=publication, editions=editions
        )
        rows = (
            {
                "id": article.id,
                "edition": article.edition,
                "known": article.known,
                "published": article.document.published,
                "basis": article.document.published_basis,
                "publication": article.document.publication,
                "volume": article.document.volume,
                "issue": article.document.issue,
                "title": article.document.title,
                "author": article.document.author,
                "url": article.document.url,
                "version": article.version,
                "name": article.document.id,
            }
            for article in found
        )
        write_rows(rows, SOURCES, form, limit=limit)


@click.command(epilog="Example: detente schema > coded-document.schema.json")
def schema() -> None:
    """Print the JSON Schema of what `detente code` writes."""
    from detente.schema import schema as make

    click.echo(json.dumps(make(), indent=2, ensure_ascii=False))
