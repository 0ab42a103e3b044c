"""``detente import``: event streams that others coded, into the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.setup import open_ledger
from detente.cli.talk import FAILED, IN_PART, steps
from detente.errors import ReadingError

COLUMNS = ("stream", "name", "scheme", "new", "lines", "kept", "unknown_codes", "bad_dates", "incomplete")


@click.command("import", epilog="Example: detente import keds.csv.gz --scheme weis")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--scheme",
    type=click.Choice(["cameo", "weis", "plover"]),
    help="The scheme of the codes; told from them where not given.",
)
@options.ledger
@options.form
@click.pass_context
def import_events(
    ctx: click.Context, paths: tuple[str, ...], scheme: str | None, ledger: Path, form: str
) -> None:
    """Import event streams that others coded: CSV or TSV, plain or gzipped, in CAMEO, WEIS or PLOVER.

    The columns of KEDS, ICEWS, POLECAT and GDELT are known by name. Lines whose code or date is unknown are
    counted and named, not guessed at. The same file again changes nothing.
    """
    left_out: list[str] = []
    failed: list[str] = []

    def rows() -> Iterator[dict[str, Any]]:
        from detente.exchange.events_import import import_events as read

        with open_ledger(ledger, create=True) as book:
            for path in paths:
                try:
                    with steps(f"importing {Path(path).name}") as reached:
                        report = read(book, path, scheme=scheme, progress=reached)
                except ReadingError as error:
                    failed.append(path)
                    click.echo(f"not imported: {error}", err=True)
                    continue
                if report.left_out:
                    left_out.append(f"{report.name}: {report.left_out} of {report.lines} lines left out")
                yield {
                    "stream": report.stream,
                    "name": report.name,
                    "scheme": report.scheme,
                    "new": report.new,
                    "lines": report.lines,
                    "kept": report.kept,
                    "unknown_codes": dict(report.unknown_codes.most_common()),
                    "bad_dates": dict(report.bad_dates.most_common()),
                    "incomplete": report.incomplete,
                }

    done = write_rows(rows(), COLUMNS, form, nothing="")
    for line in left_out:
        click.echo(f"{line}; their codes and dates stand in the row above.", err=True)
    if failed or left_out:
        ctx.exit(IN_PART if done else FAILED)
