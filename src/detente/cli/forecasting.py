"""``detente forecast``: what is to be expected of two actors, with plain baselines beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.asking import Asked
from detente.cli.setup import open_ledger

if TYPE_CHECKING:
    from detente.relations.forecasts.outlook import Outlook

COLUMNS = (
    "what", "window", "source", "type", "target", "probability", "usual", "six_months", "last_month",
    "reasons",
)  # fmt: skip


@click.command(epilog="Example: detente forecast RUS NATO --as-of 2000-02-03")
@click.argument("a")
@click.argument("b")
@click.option(
    "--top",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    metavar="N",
    help="How many of the acts that are likely next.",
)
@click.option(
    "--days",
    type=click.IntRange(min=1, max=366),
    default=30,
    show_default=True,
    metavar="N",
    help="How many days ahead these acts are looked for.",
)
@options.as_of
@options.ledger
@options.knowledge
@options.form
def forecast(
    a: str,
    b: str,
    top: int,
    days: int,
    as_of: str | None,
    ledger: Path,
    tables: tuple[Path, ...],
    form: str,
) -> None:
    """Foretell material conflict of A and B in the month ahead, and who will do what to whom next.

    It rests on the events of everybody in the ledger, coded and imported, up to the day. Beside each chance
    stand plain baselines: `usual` is how often it ever was so, `six_months` the share of the last six months,
    `last_month` whether it was so in the last one. Reasons are given in words.
    """
    from detente.relations.forecasts.outlook import outlook

    with open_ledger(ledger) as book:
        asked = Asked(book, as_of, tables, form)
        found = outlook(book, asked.id(a), asked.id(b), as_of, top=top, horizon=days)
        asked.write(_rows(found), COLUMNS, nothing="Nothing can be foretold.")
    for line in found.missing:
        click.echo(line, err=True)
    if found.events < found.held:
        click.echo(f"It rests on the newest {found.events:,} of {found.held:,} events.", err=True)


def _rows(found: Outlook) -> Iterator[dict[str, Any]]:
    for month in found.months:
        yield {
            "what": "material conflict",
            "window": month.month,
            "source": month.source,
            "type": None,
            "target": month.target,
            "probability": round(month.probability, 3),
            "usual": round(month.climatology, 3),
            "six_months": round(month.moving_average, 3),
            "last_month": month.persistence,
            "reasons": "; ".join(month.reasons),
        }
    for act in found.acts:
        yield {
            "what": "act",
            "window": f"{found.horizon} days",
            "source": act.source,
            "type": act.type,
            "target": act.target,
            "probability": round(act.probability, 3),
            "usual": round(act.baseline, 3),
            "six_months": None,
            "last_month": None,
            "reasons": "; ".join(act.reasons),
        }
