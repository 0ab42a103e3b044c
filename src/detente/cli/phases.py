"""``detente phases``: the phases of a relationship, with what decided each."""

from __future__ import annotations

import click

from detente.cli import options
from detente.cli.asking import Asked, asking

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
@asking
def phases(
    asked: Asked,
    a: str,
    b: str,
    online: bool,
    blocs: bool,
    since: str | None,
) -> None:
    """Show the phases of A and B (rupture, frozen, strained, thaw, working, close) and what decided each.

    The change that opens a phase has an interval of days that holds it with a chance of 80 in 100. With too
    few events no phase is claimed.
    """
    from detente.relations.dyads import dyad
    from detente.relations.phases import find_phases

    found = dyad(asked.book, asked.id(a), asked.id(b), asked.as_of, since, roll=asked.roll(blocs))
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
    asked.write(rows, COLUMNS, nothing=nothing)
