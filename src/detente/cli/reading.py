"""``detente read``: documents into the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.setup import make_coder, open_ledger
from detente.cli.talk import Tally, count_documents, progress

COLUMNS = ("id", "status", "published", "basis", "statements", "events", "expectations", "name")


@click.command(epilog="Example: detente read --published 2000-01-25 article.txt")
@options.reading
@options.ledger
@options.coder
@click.option("--again", is_flag=True, help="Code also what was read before; the earlier coding is kept.")
@options.form
@click.pass_context
def read(
    ctx: click.Context,
    paths: tuple[str, ...],
    jsonl_in: bool,
    published: str | None,
    encoding: str | None,
    max_chars: int,
    ledger: Path,
    tables: tuple[Path, ...],
    model: str | None,
    scale: str,
    again: bool,
    form: str,
) -> None:
    """Read documents, code them and keep them in the ledger.

    A text that was read before changes nothing; an edited one becomes a new edition beside the old. A run
    that was broken off goes on where it stopped when the same command is given again.
    """
    from detente.intake import keep
    from detente.reading import read as documents

    with open_ledger(ledger, create=True) as book:
        coder = make_coder(tables, model, scale)
        tally = Tally()
        words = f"read {' '.join(paths)}"
        items = documents(
            paths,
            published=published,
            jsonl=jsonl_in,
            encoding=encoding,
            max_chars=max_chars,
            knowledge=coder.knowledge,
        )
        table = form == "table"
        with progress("reading", lambda: count_documents(paths, jsonl_in), streams=not table) as step:
            rows = _rows(keep(items, coder, book, again=again, words=words), tally, step)
            if table:
                rows = iter(list(rows))
            else:
                try:
                    write_rows(rows, COLUMNS, form)
                except BrokenPipeError:
                    # whoever looked on has left; what was asked to be read is read all the same
                    for _ in rows:
                        pass
                    raise
        if table:
            write_rows(rows, COLUMNS, form, nothing="")
    tally.exit(ctx)


def _rows(kept: Any, tally: Tally, step: Any) -> Iterator[dict[str, Any]]:
    from detente.reading import Failure

    for item in kept:
        step()
        if isinstance(item, Failure):
            tally.fail(item)
            continue
        tally.done += 1
        coded = item.coded
        yield {
            "id": item.added.id,
            "status": item.added.status,
            "published": item.document.published,
            "basis": item.document.published_basis,
            "statements": None if coded is None else len(coded.statements),
            "events": None if coded is None else len(coded.events),
            "expectations": None if coded is None else len(coded.expectations),
            "name": item.document.id,
        }
