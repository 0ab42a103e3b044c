"""People's judgements: making, listing and undoing them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.setup import open_ledger

# as the ledger has them; said again here so that the help need not load it
KINDS = ("accept", "reject", "correct", "merge", "split", "grade", "resolve")
COLUMNS = (
    "id", "made_at", "author", "kind", "target", "field", "value", "reason", "undone_at", "undone_by",
)  # fmt: skip

_AUTHOR = click.option(
    "--author",
    required=True,
    envvar="DETENTE_AUTHOR",
    show_envvar=True,
    help="Who judges.",
)


@click.command(epilog="Example: detente judge correct d12.e3 --field type --value REJECT --author 'N. Aker'")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("target")
@click.option("--field", help="The field to correct; the document a split holds in; the day of an outcome.")
@click.option("--value", help="The new value (JSON, or plain text), the other actor, or the grade.")
@click.option("--reason", default="", help="Why, in a line.")
@_AUTHOR
@options.ledger
@options.form
def judge(
    kind: Any,
    target: str,
    field: str | None,
    value: str | None,
    reason: str,
    author: str,
    ledger: Path,
    form: str,
) -> None:
    """Judge a record, an actor or a source; the judgement holds also when the text is coded anew.

    accept and reject a record (d12.e3); correct a field of it; merge one actor into another everywhere; split
    an actor from another in one document; grade a source (B2); resolve what was expected, demanded or made a
    condition (--value happened, did_not, called_off, void or open; --field for the day). Of an event, merge
    and split say that it is the same as the event --value (d4.e1), or another one. `detente undo` takes it
    back.
    """
    with open_ledger(ledger) as book:
        made = book.judge(kind, target, author=author, field=field, value=_value(value), reason=reason)
        write_rows([made], COLUMNS, form, make=_row)


@click.command(epilog="Example: detente judgements --undone")
@click.option("--undone", is_flag=True, help="Also those that were taken back.")
@options.limit
@options.ledger
@options.form
def judgements(undone: bool, limit: int | None, ledger: Path, form: str) -> None:
    """List the judgements that people have made."""
    with open_ledger(ledger) as book:
        write_rows(book.judgements(undone=undone), COLUMNS, form, limit=limit, make=_row)


@click.command(epilog="Example: detente undo 7 --author 'N. Aker'")
@click.argument("judgement", type=click.IntRange(min=1))
@_AUTHOR
@options.ledger
def undo(judgement: int, author: str, ledger: Path) -> None:
    """Take a judgement back; it stays in the list with the day on which that was done."""
    with open_ledger(ledger) as book:
        book.undo(judgement, author=author)
    click.echo(f"Judgement {judgement} is undone.", err=True)


def _row(judgement: Any) -> dict[str, Any]:
    return {name: getattr(judgement, name) for name in COLUMNS}


def _value(text: str | None) -> Any:
    if text is None:
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
