"""``detente scorecard``: how the forecasts of each source have come true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli.asking import Asked, asking

if TYPE_CHECKING:
    from detente.relations.scorecards import ScoreCard

KINDS = ("forecast", "scheduled", "commitment", "threat", "demand")
COLUMNS = (
    "source", "forecasts", "settled", "scored", "happened", "void", "brier", "base_brier", "log_score",
    "calibration", "items",
)  # fmt: skip


@click.command(epilog="Example: detente scorecard RUS NATO --as-of 2001-01-01")
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--source", metavar="ACTOR", help="Only the forecasts of this one (id or name).")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    default=("forecast",),
    show_default=True,
    help="What counts as foretold; may be given more than once.",
)
@asking
def scorecard(
    asked: Asked,
    a: str | None,
    b: str | None,
    source: str | None,
    kinds: tuple[str, ...],
) -> None:
    """Show how what was foretold has come true, a row a source, and one for all together.

    Without A and B, about everybody; with A, about one actor; with both, about the two. `happened` is the
    base rate; `brier` and `log_score` rest on the forecasts that gave a likelihood and are settled, and
    `base_brier` is what always saying the base rate would have had. `calibration` has, by range of
    likelihood, how many there were, their mean likelihood, and the share that came true.
    """
    from detente.relations.agenda import agenda
    from detente.relations.scorecards import make_scorecards

    items = agenda(asked.book, asked.one(a), asked.one(b), asked.as_of)
    only = asked.one(source)
    if only is not None:
        items = [item for item in items if only in item.source_actors]
    asked.write(make_scorecards(items, kinds), COLUMNS, make=_row, nothing="Nothing was foretold.")


def _row(card: ScoreCard) -> dict[str, Any]:
    return {
        "source": card.source,
        "forecasts": card.forecasts,
        "settled": card.settled,
        "scored": card.scored,
        "happened": _rounded(card.happened),
        "void": _rounded(card.void),
        "brier": _rounded(card.brier),
        "base_brier": _rounded(card.base_brier),
        "log_score": _rounded(card.log_score),
        "calibration": [
            f"{bin.low:g}-{bin.high:g}: {bin.forecasts}, {bin.probability:.2f}, {bin.happened:.2f}"
            for bin in card.calibration
        ],
        "items": card.items,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
