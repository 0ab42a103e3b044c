"""What moves in a relationship: what changed since a day, and where the two sides stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.asking import Asked, asking

if TYPE_CHECKING:
    from detente.relations.changed import Changed
    from detente.relations.phases import Phase
    from detente.relations.stances import Stances

CHANGED = ("what", "known", "before", "now", "text", "id", "records")
STANCES = ("what", "date", "known", "actor", "toward", "value", "text", "before", "id", "id_before")


@click.command(epilog="Example: detente changed RUS NATO --since 2000-01-25 --as-of 2000-02-03")
@click.argument("a")
@click.argument("b")
@click.option(
    "--since", required=True, type=options.DATE, metavar="DATE", help="The day from which on it is new."
)
@options.blocs
@asking
def changed(
    asked: Asked,
    a: str,
    b: str,
    since: str,
    blocs: bool,
) -> None:
    """Show what has become known of A and B since a day: the phase, terms, expectations, stances, events.

    Here --since is the day up to which everything is taken as known. `before` and `now` are states; a term or
    an expectation without `before` is new.
    """
    from detente.relations.changed import changed as find

    found = find(asked.book, asked.id(a), asked.id(b), since, asked.as_of, roll=asked.roll(blocs))
    asked.write(_changes(found), CHANGED, nothing=f"Nothing became known after {found.since}.")


@click.command(epilog="Example: detente stances RUS NATO --as-of 2000-02-03 --only shift")
@click.argument("a")
@click.argument("b")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(["position", "shift", "contradiction"]),
    help="Only these; may be given more than once.",
)
@options.blocs
@asking
def stances(
    asked: Asked,
    a: str,
    b: str,
    only: tuple[str, ...],
    blocs: bool,
) -> None:
    """List where the speakers of A and B stand toward the other side, how that shifts, and contradictions.

    A position lies between -2 (hostile) and 2 (friendly). A contradiction gives the words of both statements.
    """
    from detente.relations.stances import stances as find

    rows = _stances(find(asked.book, asked.id(a), asked.id(b), asked.as_of, roll=asked.roll(blocs)))
    chosen = (row for row in rows if not only or row["what"] in only)
    asked.write(chosen, STANCES)


def _changes(found: Changed) -> Iterator[dict[str, Any]]:
    before, now = _state(found.phase_before), _state(found.phase)
    if before != now:
        text = found.phase.reason if found.phase else None
        ids = [id for row in found.phase.deciding for id in row.reports] if found.phase else []
        yield _change("phase", found.as_of, before, now, text, None, ids)
    for term in found.terms:
        last = term.term.changes[-1]
        yield _change(
            term.term.kind,
            last.known,
            term.before,
            term.term.state,
            last.reference.text if last.reference else term.term.what,
            term.term.id,
            [last.reference.record] if last.reference else [],
        )
    told = {term.term.id for term in found.terms}
    for entry in found.agenda:
        item = entry.item
        if item.id in told:
            # a demand or a threat with a date stands in both lists
            continue
        last = item.changes[-1]
        yield _change(
            item.kind,
            item.since,
            _dated(entry.before, entry.window_before),
            _dated(item.state, item.window),
            last.reference.text if last.reference else item.what,
            item.id,
            [last.reference.record] if last.reference else [],
        )
    for shift in found.shifts:
        was = f"{shift.before.value:g}" if shift.before else None
        yield _change(
            "stance", shift.known, was, f"{shift.actor}: {shift.way}", shift.after.text, None,
            [shift.after.record],
        )  # fmt: skip
    for row in found.events:
        sides = f"{row.source} {'and' if row.mutual else '→'} {row.target}"
        yield _change("event", row.known, None, f"{row.type} {sides}", row.date, row.id, list(row.reports))


def _change(
    what: str,
    known: str | None,
    before: str | None,
    now: str | None,
    text: str | None,
    id: str | None,
    records: list[str],
) -> dict[str, Any]:
    values = (what, known, before, now, text, id, records)
    return dict(zip(CHANGED, values, strict=True))


def _state(phase: Phase | None) -> str | None:
    return None if phase is None else phase.state


def _dated(state: str | None, window: str | None) -> str | None:
    return state if state is None or window is None else f"{state}, {window}"


def _stances(found: Stances) -> Iterator[dict[str, Any]]:
    for position in found.positions:
        yield {
            "what": "position",
            "date": position.date,
            "known": position.known,
            "actor": position.actor,
            "toward": position.toward,
            "value": position.value,
            "text": position.reference.text,
            "before": None,
            "id": position.reference.record,
            "id_before": None,
        }
    for shift in found.shifts:
        yield {
            "what": "shift",
            "date": shift.date,
            "known": shift.known,
            "actor": shift.actor,
            "toward": shift.toward,
            "value": shift.way,
            "text": shift.after.text,
            "before": shift.before.reference.text if shift.before else None,
            "id": shift.after.record,
            "id_before": shift.before.reference.record if shift.before else None,
        }
    for pair in found.contradictions:
        yield {
            "what": "contradiction",
            "date": pair.second.date,
            "known": max(pair.first.known, pair.second.known),
            "actor": f"{pair.first.actor}|{pair.second.actor}",
            "toward": pair.second.toward,
            "value": pair.second.value,
            "text": pair.second.reference.text,
            "before": pair.first.reference.text,
            "id": pair.second.reference.record,
            "id_before": pair.first.reference.record,
        }
