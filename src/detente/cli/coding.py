"""``detente code`` and ``uncoded``: documents in, coded documents or silent sentences out; no ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import click

from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.setup import make_coder
from detente.cli.talk import Tally, count_documents, progress


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
    paths: tuple[str, ...],
    jsonl_in: bool,
    published: str | None,
    encoding: str | None,
    max_chars: int,
    tables: tuple[Path, ...],
    model: str | None,
    scale: str,
    output: Path | None,
    explain: bool,
) -> None:
    """Code documents and write them as JSON Lines (see `detente schema`), in order. No ledger is touched."""
    from detente.intake import drafts
    from detente.reading import Failure, read
    from detente.records import to_json

    coder = make_coder(tables, model, scale)
    tally = Tally()
    with ExitStack() as stack:
        out: IO[str] = sys.stdout
        if output is not None:
            out = stack.enter_context(_opened(output))
        step = stack.enter_context(
            progress("coding", lambda: count_documents(paths, jsonl_in), streams=output is None)
        )
        items = read(
            paths,
            published=published,
            jsonl=jsonl_in,
            encoding=encoding,
            max_chars=max_chars,
            knowledge=coder.knowledge,
        )
        for item in drafts(items, coder):
            step()
            if isinstance(item, Failure):
                tally.fail(item)
                continue
            tally.done += 1
            if explain:
                from detente.cli.explaining import explanation

                out.writelines(f"{line}\n" for line in explanation(item))
            else:
                out.write(json.dumps(to_json(item.done()), ensure_ascii=False) + "\n")
    tally.exit(ctx)


UNCODED = ("document", "sentence", "actors", "why", "text")


@click.command(epilog="Example: detente uncoded --format csv articles/ > silent.csv")
@options.reading
@options.coder
@options.form
@click.pass_context
def uncoded(
    ctx: click.Context,
    paths: tuple[str, ...],
    jsonl_in: bool,
    published: str | None,
    encoding: str | None,
    max_chars: int,
    tables: tuple[Path, ...],
    model: str | None,
    scale: str,
    form: str,
) -> None:
    """List the sentences that name two sides and hold a verb, yet yield no event, each with the reason.

    This shows which frames your texts want: add them in a folder of your own tables (--tables).
    """
    from detente.coding.explain import uncoded as silent
    from detente.intake import drafts
    from detente.reading import Failure, read

    coder = make_coder(tables, model, scale)
    tally = Tally()

    def rows() -> Iterator[dict[str, Any]]:
        items = read(
            paths,
            published=published,
            jsonl=jsonl_in,
            encoding=encoding,
            max_chars=max_chars,
            knowledge=coder.knowledge,
        )
        with progress("coding", lambda: count_documents(paths, jsonl_in), streams=True) as step:
            for item in drafts(items, coder):
                step()
                if isinstance(item, Failure):
                    tally.fail(item)
                    continue
                tally.done += 1
                for found in silent(item):
                    yield {name: getattr(found, name) for name in UNCODED}

    write_rows(rows(), UNCODED, form, nothing="Every sentence with two sides and a verb yields an event.")
    tally.exit(ctx)


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise click.BadParameter(
            f"{path} cannot be written: {error.strerror}.", param_hint="--output"
        ) from error
