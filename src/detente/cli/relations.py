"""What the record says of relationships: dyads, one dyad over time, open terms, the agenda."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from detente.cli import options
from detente.cli.asking import Asked, asking
from detente.cli.output import write_rows
from detente.cli.setup import open_ledger

QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
DYADS = ("a", "b", "events", "reports", "first", "last", "goldstein", *QUADS.values())
POINTS = ("start", "end", "events", "goldstein", "intensity", *QUADS.values(), "ids")
ROWS = ("date", "known", "source", "target", "type", "mode", "goldstein", "weight", "ids")
TERMS = (
    "id", "kind", "state", "since", "by", "of", "what", "condition", "authority", "deadline", "answers",
    "settled_by", "records",
)  # fmt: skip
AGENDA = (
    "id", "kind", "state", "since", "window", "actors", "recipients", "probability", "phrase", "source",
    "what", "condition", "settled_by", "records", "contrary",
)  # fmt: skip


def _among(module: str, name: str) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], Any]:
    """Checks that words are among those of a module of the relations, which the help need not load."""

    def check(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
        allowed = getattr(import_module(f"detente.relations.{module}"), name) if words else ()
        for word in words:
            if word not in allowed:
                said = f"{word!r} is none of {', '.join(allowed)}."
                raise click.BadParameter(said, ctx, param_hint=param.opts[0])
        return words

    return check


@click.command(epilog="Example: detente dyads --as-of 2000-02-03 --limit 10")
@options.as_of
@options.limit
@options.ledger
@options.form
def dyads(as_of: str | None, limit: int | None, ledger: Path, form: str) -> None:
    """List pairs of actors that had to do with each other, the busiest first.

    The Goldstein sum is weighted by factuality; `detente dyad` opens it.
    """
    from detente.relations.dyads import dyads as find

    with open_ledger(ledger) as book:
        rows = (
            {
                "a": one.a,
                "b": one.b,
                "events": one.events,
                "reports": one.reports,
                "first": one.first,
                "last": one.last,
                "goldstein": round(one.goldstein, 2),
                **_quads(one.quads),
            }
            for one in find(book, as_of)
        )
        write_rows(rows, DYADS, form, limit=limit)


@click.command(epilog="Example: detente dyad RUS NATO --step month --since 1999-01-01")
@click.argument("a")
@click.argument("b")
@click.option(
    "--step",
    type=click.Choice(["day", "week", "month", "event"]),
    default="week",
    show_default=True,
    help="Sums by day, week or month, or each event by itself.",
)
@click.option("--by", metavar="ACTOR", help="Only what this one of the two does.")
@click.option(
    "--joined", is_flag=True, help="Count happenings: reports of all articles joined (see `happenings`)."
)
@click.option(
    "--chart",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the series and its phases as a picture instead: .svg, .png, or .json for Vega-Lite.",
)
@options.blocs
@options.since
@asking
def dyad(
    asked: Asked,
    a: str,
    b: str,
    step: Any,
    by: str | None,
    joined: bool,
    chart: Path | None,
    blocs: bool,
    since: str | None,
) -> None:
    """Show what two actors did to each other over time; each sum names the events it is made of."""
    from detente.relations.dyads import dyad as find

    found = find(
        asked.book, asked.id(a), asked.id(b), asked.as_of, since, roll=asked.roll(blocs), joined=joined
    )
    actor = asked.one(by)
    if chart is not None:
        from detente.briefing.chart import chart_dyad

        if step == "event" or by:
            raise click.UsageError("A chart shows sums of both sides: not with --step event or --by.")
        chart_dyad(found, step).save(chart)
    elif step == "event":
        asked.write(_events(found.events, actor), ROWS)
    else:
        asked.write(_points(found.series(step, by=actor)), POINTS)


@click.command(epilog="Example: detente demands RUS NATO --as-of 2000-02-03 --state open")
@click.argument("a")
@click.argument("b")
@click.option(
    "--kind",
    multiple=True,
    callback=_among("terms", "KINDS"),
    help="demand, offer, condition, commitment, threat, refusal.",
)
@click.option(
    "--state",
    multiple=True,
    callback=_among("terms", "STATES"),
    help="open, met, refused, withdrawn, lapsed, void.",
)
@options.blocs
@asking
def demands(
    asked: Asked,
    a: str,
    b: str,
    kind: tuple[str, ...],
    state: tuple[str, ...],
    blocs: bool,
) -> None:
    """List the terms between A and B and their state.

    Terms are demands, offers, conditions, commitments, threats and refusals. `met` is an offer that was
    accepted or carried out; a refusal is `open` as long as it stands, and `withdrawn` when it was given up.
    """
    from detente.relations.terms import terms

    rows = (
        {
            "id": term.id,
            "kind": term.kind,
            "state": term.state,
            "since": term.since,
            "by": term.by,
            "of": term.of,
            "what": term.what,
            "condition": term.condition,
            "authority": term.authority,
            "deadline": term.deadline,
            "answers": term.answers,
            "settled_by": term.settled_by,
            "records": _records(term),
        }
        for term in terms(asked.book, asked.id(a), asked.id(b), asked.as_of, roll=asked.roll(blocs))
        if (not state or term.state in state) and (not kind or term.kind in kind)
    )
    asked.write(rows, TERMS)


@click.command(epilog="Example: detente agenda RUS NATO --as-of 2000-02-03")
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option(
    "--state",
    multiple=True,
    callback=_among("agenda", "STATES"),
    help="open, due, overdue, happened, did_not, called_off, void.",
)
@options.blocs
@asking
def agenda(
    asked: Asked,
    a: str | None,
    b: str | None,
    state: tuple[str, ...],
    blocs: bool,
) -> None:
    """List what is expected, by when, how likely, who says so, and what became of it.

    Without A and B, of everybody; with A, of one actor; with both, of the two.
    """
    from detente.relations.agenda import agenda as find

    rows = (
        {
            "id": item.id,
            "kind": item.kind,
            "state": item.state,
            "since": item.since,
            "window": item.window,
            "actors": item.actors,
            "recipients": item.recipients,
            "probability": item.probability,
            "phrase": item.phrase,
            "source": item.sources or item.source_actors,
            "what": item.what,
            "condition": item.condition,
            "settled_by": item.rule_text,
            "records": _records(item),
            "contrary": [reference.record for reference in item.contrary],
        }
        for item in find(asked.book, asked.one(a), asked.one(b), asked.as_of, roll=asked.roll(blocs))
        if not state or item.state in state
    )
    asked.write(rows, AGENDA)


def _records(matter: Any) -> list[str]:
    changes = (change.reference.record for change in matter.changes if change.reference)
    return list(dict.fromkeys((*(reference.record for reference in matter.references), *changes)))


def _quads(counts: dict[int, int]) -> dict[str, int]:
    return {name: counts.get(number, 0) for number, name in QUADS.items()}


def _points(points: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for point in points:
        yield {
            "start": point.start,
            "end": point.end,
            "events": point.count,
            "goldstein": round(point.goldstein, 2),
            "intensity": round(point.intensity, 2),
            **_quads(point.quads),
            "ids": [id for row in point.events for id in row.reports],
        }


def _events(rows: Iterable[Any], actor: str | None) -> Iterator[dict[str, Any]]:
    for row in rows:
        if actor is None or row.mutual or row.source == actor:
            yield {
                "date": row.date,
                "known": row.known,
                "source": row.source,
                "target": row.target,
                "type": row.type,
                "mode": row.mode,
                "goldstein": row.goldstein,
                "weight": row.weight,
                "ids": row.reports,
            }
