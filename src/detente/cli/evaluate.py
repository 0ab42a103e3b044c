"""``detente evaluate``: how well the coder does on gold."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.options import FILE, form
from detente.cli.output import write_rows


@click.command(epilog="Example: detente evaluate --suite events tests/gold")
@click.argument("path", type=FILE)
@click.option(
    "--suite",
    type=click.Choice(["statements", "events", "confidence", "times"]),
    default="statements",
    show_default=True,
    help="What is judged.",
)
@click.option("--tables", multiple=True, type=FILE, help="A folder of your own tables; may be given again.")
@click.option("--model", help="The spaCy pipeline behind the coder.")
@form
def evaluate(path: Path, suite: str, tables: tuple[Path, ...], model: str | None, form: str) -> None:
    """Code the texts of a labelled set and print precision, recall and F1.

    PATH is gold of our form (a YAML file or a folder, see docs/guidelines.md), or a set that you have:
    PolNeAR's folders, JSON Lines (PolNeAR, PLV, CAMEO classes, times), PLOVER's gold records, TempEval-3
    files. Where a folder holds second readings below second/, standard error tells how far the two
    readings agree.
    """
    from detente.cli.setup import make_coder
    from detente.evaluation.evaluate import evaluate as judge
    from detente.evaluation.evaluate import second_reading
    from detente.evaluation.report import COLUMNS

    coder = make_coder(tables, model, "icd203")
    report = judge(suite, path, coder)  # type: ignore[arg-type]
    write_rows((score.row() for score in report.scores), COLUMNS, form)
    click.echo(f"{report.records} records.", err=True)
    for note in report.notes:
        click.echo(note, err=True)
    for row in second_reading(path):
        value = "not defined" if row.value is None else f"{row.value:.2f}"
        click.echo(f"two readings, {row.what}: {row.measure} {value} ({row.items} items)", err=True)
