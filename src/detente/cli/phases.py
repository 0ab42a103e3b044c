"""``detente phases``: the phases of a relationship, with what decided each."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.records import Names
from detente.cli.setup import open_ledger

COLUMNS = (
    "start", "end", "state", "events", "rate", "tone", "cooperation", "material", "opened_low", "opened_high",
    "kind", "reason", "ids",
)  # fmt: skip


@click.command(epilog="Example: detente phases RUS NATO --as-of 2000-02-03")
@click.argument("a")
@click.argument("b")
@click.option("--online", is_flag=True, help="Only changes that the past alone showed when they came.")
@options.blocs
@options.since
@options.as_of
@options.limit
@options.ledger
@options.knowledge
@options.form
def phases(
    a: str,
    b: str,
    online: bool,
    blocs: bool,
    since: str | None,
    as_of: str | None,
    limit: int | None,
    ledger: Path,
    tables: tuple[Path, ...],
    form: str,
) -> None:
    """Show the phases of A and B (rupture, frozen, strained, thaw, working, close) and what decided each.

    The change that opens a phase has an interval of days that holds it with a chance of 80 in 100. With too
    few events no phase is claimed.
    """
    from detente.relations.dyads import dyad
    from detente.relations.phases import find_phases

    with open_ledger(ledger) as book:
        names = Names(book, tables, as_of)
        found = dyad(book, names.id(a), names.id(b), as_of, since, roll=names.roll(blocs))
        rows = (
            {
                "start": phase.start,
                "end": phase.end,
                "state": phase.state,
                "events": phase.events,
                "rate": round(phase.rate, 2),
                "tone": round(phase.tone, 2),
                "cooperation": round(phase.cooperation, 2),
                "material": round(phase.material, 2),
                "opened_low": phase.opened_by and phase.opened_by.low,
                "opened_high": phase.opened_by and phase.opened_by.high,
                "kind": phase.opened_by and phase.opened_by.kind,
                "reason": phase.reason,
                "ids": [id for row in phase.deciding for id in row.reports or (row.id,)],
            }
            for phase in find_phases(found.events, found.since, found.as_of, online=online)
        )
        nothing = f"No phase is claimed: {len(found.events)} events are too few."
        write_rows(rows, COLUMNS, form, limit=limit, nothing=nothing)
