"""``detente read``: documents into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.setup import make_coder, open_ledger
from detente.cli.talk import Tally
from detente.cli.texts import Texts

if TYPE_CHECKING:
    from detente.intake import Kept

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
    texts: Texts,
    ledger: Path,
    tables: tuple[Path, ...],
    model: str | None,
    scale: str,
    again: bool,
    form: str,
) -> None:
    """Read documents, code them and keep them in the ledger.

    A PATH is a file or a folder: text, saved web pages, feeds, PDF, DOCX, ODT, RTF, e-mail, CSV, JSON Lines,
    NITF and NewsML, web archives (WARC), and ZIP, tar or gzip of these. Nothing is fetched.

    A text that was read before changes nothing; an edited one becomes a new edition beside the old. A run
    that was broken off goes on where it stopped when the same command is given again.
    """
    from detente.intake import keep

    with open_ledger(ledger, create=True) as book:
        coder = make_coder(tables, model, scale)
        tally, table = Tally(), form == "table"
        kept = keep(
            texts.documents(coder.knowledge), coder, book, again=again, words=f"read {' '.join(texts.paths)}"
        )
        rows = map(_row, tally.each(kept, "reading", texts.count, streams=not table))
        if table:
            write_rows(list(rows), COLUMNS, form, nothing="")
        else:
            try:
                write_rows(rows, COLUMNS, form)
            except BrokenPipeError:
                # whoever looked on has left; what was asked to be read is read all the same
                for _ in rows:
                    pass
                raise
    tally.exit(ctx)


def _row(item: Kept) -> dict[str, Any]:
    coded = item.coded
    return {
        "id": item.added.id,
        "status": item.added.status,
        "published": item.document.published,
        "basis": item.document.published_basis,
        "statements": None if coded is None else len(coded.statements),
        "events": None if coded is None else len(coded.events),
        "expectations": None if coded is None else len(coded.expectations),
        "name": item.document.id,
    }
