"""``detente code`` and ``uncoded``: documents in, coded documents or silent sentences out; no ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.setup import make_coder
from detente.cli.talk import Tally
from detente.cli.texts import Texts

if TYPE_CHECKING:
    from detente.coding import Coder
    from detente.coding.draft import Draft


@click.command(epilog="Example: detente code --published 2000-01-25 article.txt --output coded.jsonl")
@options.reading
@options.coder
@click.option("--output", type=options.FILE, metavar="FILE", help="Write here, not to standard output.")
@click.option(
    "--explain", is_flag=True, help="For people: which rows fired in each sentence, and why none did."
)
@click.pass_context
def code(
    ctx: click.Context,
    texts: Texts,
    tables: tuple[Path, ...],
    model: str | None,
    scale: str,
    output: Path | None,
    explain: bool,
) -> None:
    """Code documents and write them as JSON Lines (see `detente schema`), in order. No ledger is touched."""
    from detente.records import to_json

    coder, tally = make_coder(tables, model, scale), Tally()
    with ExitStack() as stack:
        out: IO[str] = sys.stdout
        if output is not None:
            out = stack.enter_context(_opened(output))
        for draft in _drafts(texts, coder, tally, streams=output is None):
            if explain:
                from detente.cli.explaining import explanation

                out.writelines(f"{line}\n" for line in explanation(draft))
            else:
                out.write(json.dumps(to_json(draft.done()), ensure_ascii=False) + "\n")
    tally.exit(ctx)


UNCODED = ("document", "sentence", "actors", "why", "text")


@click.command(epilog="Example: detente uncoded --format csv articles/ > silent.csv")
@options.reading
@options.coder
@options.form
@click.pass_context
def uncoded(
    ctx: click.Context,
    texts: Texts,
    tables: tuple[Path, ...],
    model: str | None,
    scale: str,
    form: str,
) -> None:
    """List the sentences that name two sides and hold a verb, yet yield no event, each with the reason.

    This shows which frames your texts want: add them in a folder of your own tables (--tables).
    """
    from detente.coding.explain import uncoded as silent

    coder, tally = make_coder(tables, model, scale), Tally()
    rows = (
        {name: getattr(found, name) for name in UNCODED}
        for draft in _drafts(texts, coder, tally, streams=True)
        for found in silent(draft)
    )
    write_rows(rows, UNCODED, form, nothing="Every sentence with two sides and a verb yields an event.")
    tally.exit(ctx)


def _drafts(texts: Texts, coder: Coder, tally: Tally, *, streams: bool) -> Iterator[Draft]:
    """The documents as coded, with what led to each record."""
    from detente.intake import drafts

    return tally.each(drafts(texts.documents(coder.knowledge), coder), "coding", texts.count, streams=streams)


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise click.BadParameter(
            f"{path} cannot be written: {error.strerror}.", param_hint="--output"
        ) from error
