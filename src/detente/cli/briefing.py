"""``detente brief`` and ``detente demo``: the brief on a relationship."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from detente.cli import options
from detente.cli.setup import before_first, make_coder, make_knowledge, open_ledger
from detente.cli.talk import Tally, progress

_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="How the brief is written.",
)


@click.command(epilog="Example: detente brief RUS NATO --as-of 2000-02-03 --format markdown")
@click.argument("a")
@click.argument("b")
@options.as_of
@click.option("--since", type=options.DATE, metavar="DATE", help="What became known from this day on is new.")
@click.option("--all", "whole", is_flag=True, help="Every line of every section, however many.")
@options.ledger
@options.knowledge
@_FORM
def brief(
    a: str,
    b: str,
    as_of: str | None,
    since: str | None,
    whole: bool,
    ledger: Path,
    tables: tuple[Path, ...],
    form: str,
) -> None:
    """Write the brief on A and B: where it stands, what is new, who says so, terms, what is expected.

    Each line carries a number that leads to article, date and exact sentence; a line whose names, dates and
    numbers its sentence does not carry is not printed.
    """
    from detente.briefing import brief as write
    from detente.briefing.plan import LINES
    from detente.briefing.render import refusal

    with open_ledger(ledger) as book:
        made = write(
            book, a, b, as_of, since, knowledge=make_knowledge(tables), limit=None if whole else LINES
        )
        click.echo(made.render(form), nl=False)
        early = before_first(book, as_of)
        if early:
            click.echo(early, err=True)
    if made.refused:
        click.echo(refusal(len(made.refused)), err=True)


@click.command(epilog="Example: detente demo")
@click.option(
    "--ledger", type=options.FILE, metavar="FILE", help="Keep the ledger here; by default it is dropped."
)
@_FORM
@click.pass_context
def demo(ctx: click.Context, ledger: Path | None, form: str) -> None:
    """Read the bundled sample (NATO and Russia, 1997 to 2002) and print the brief."""
    from detente.briefing import brief as write
    from detente.intake import keep
    from detente.reading import Failure, read
    from detente.sample import sample_folder

    folder = sample_folder("nato_russia")
    with ExitStack() as stack:
        kept = ledger
        if ledger is None:
            ledger = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "demo.db"
        book = stack.enter_context(open_ledger(ledger, create=True))
        coder = make_coder((), None, "icd203")
        tally = Tally()
        files = sorted(folder.glob("*.txt"))
        with progress(f"reading {len(files)} dispatches", lambda: len(files)) as step:
            for item in keep(read(files, knowledge=coder.knowledge), coder, book, words="demo"):
                step()
                if isinstance(item, Failure):
                    tally.fail(item)
                else:
                    tally.done += 1
        made = write(book, "NATO", "RUS", knowledge=coder.knowledge)
        click.echo(made.render(form), nl=False)
    if form == "text":
        where = f"--ledger {kept}" if kept else "--demo"
        click.echo(
            "\nThat was the bundled sample. Next: `detente read FOLDER` with your own articles, then "
            f"`detente dyads` and `detente brief A B`. `detente serve {where}` opens the desk.",
            err=True,
        )
    tally.exit(ctx)
