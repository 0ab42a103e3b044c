"""``detente happenings``: events over all articles, each once, with the reports that tell of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.asking import Asked, asking

if TYPE_CHECKING:
    from detente.ledger import Ledger
    from detente.relations.crosswalk import Happening

COLUMNS = (
    "id", "from", "to", "known", "type", "actors", "recipients", "place", "tense", "factuality", "reports",
    "articles", "outlets", "origins", "joins", "text",
)  # fmt: skip


@click.command(epilog="Example: detente happenings --pair RUS NATO --since 1999-03-01 --several")
@options.one_filter("events", "pair")
@options.one_filter("events", "party")
@click.option("--several", is_flag=True, help="Only those that more than one report tells of.")
@options.since
@options.until
@asking
def happenings(
    asked: Asked,
    pair: tuple[str, str] | None,
    party: str | None,
    several: bool,
    since: str | None,
    until: str | None,
) -> None:
    """List events over all articles, each once, however many reports tell of it.

    `detente events` lists the reports themselves. `joins` names each report with the rule that joined it
    (`detente codebook scales/joins.csv`), or the judgement; `detente judge merge d1.e2 --value d5.e1` joins
    two, and `split` parts them.
    """
    from detente.relations.crosswalk import happenings as find

    found = find(
        asked.book,
        asked.as_of,
        pair=None if pair is None else (asked.id(pair[0]), asked.id(pair[1])),
        party=asked.one(party),
        since=since,
        until=until,
        tables=asked.knowledge.tables,
    )
    chosen = (one for one in found if not several or len(one.reports) > 1)
    asked.write(chosen, COLUMNS, make=partial(_row, asked.book))


def _row(book: Ledger, one: Happening) -> dict[str, Any]:
    entry: Any = book.record(one.id)
    return {
        "id": one.id,
        "from": one.low,
        "to": one.high,
        "known": one.known,
        "type": one.type,
        "actors": one.actors,
        "recipients": one.recipients,
        "place": one.place,
        "tense": one.tense,
        "factuality": one.factualities,
        "reports": len(one.reports),
        "articles": one.articles,
        "outlets": one.outlets,
        "origins": one.origins,
        "joins": [f"{report.id}: {report.rule}" for report in one.reports],
        "text": " ".join(book.text(entry.document, entry.record.span).split()),
    }
