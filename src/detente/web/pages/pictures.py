"""Timeline and network."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente import edtf
from detente.ledger import Ledger
from detente.records import EVENT_TYPES
from detente.relations.dyads import DyadSummary, dyads
from detente.web.drawing import Bar, Tie, draw_timeline, month_after, network_chart
from detente.web.naming import Names, day_said
from detente.web.rendering import Paging, desk_of, pages_of

router = APIRouter()

ROWS = 40
TIES = 45


@router.get("/timeline")
def timeline(
    request: Request,
    a: str = "",
    b: str = "",
    type: str = "",
    since: str = "",
    until: str = "",
    page: int = 0,
) -> Response:
    """Events by date; an uncertain date is a bar from its first to its last day."""
    desk, pages = desk_of(request), pages_of(request)
    asked = {"a": a, "b": b, "type": type, "since": since, "until": until}
    with desk.open() as ledger:
        wanted = {
            key: ledger.actor(value, knowledge=desk.knowledge)
            for key, value in (("a", a), ("b", b))
            if value.strip()
        }
        sides = list(wanted.values())
        listing = ledger.events(
            pair=(sides[0], sides[1]) if len(sides) == 2 else None,
            party=sides[0] if len(sides) == 1 else None,
            type=type if type in EVENT_TYPES else None,
            since=edtf.check(since) if since else None,
            until=edtf.check(until) if until else None,
        )
        total = listing.count()
        # without a wish, the last page: what happened most recently
        paging = Paging(total, page or 10**9, ROWS, full_last=True)
        names, phrases = Names(desk, ledger), desk.knowledge.phrases
        bars = []
        for entry in listing.part(paging.low, paging.high - paging.low, total):
            event = entry.record
            low = entry.low or entry.high or entry.known
            high = entry.high or entry.low or entry.known
            who = f"{names.all(event.actors)} → {names.all(event.recipients)}"
            firm = phrases[event.factuality]
            kind = "up" if event.intensity >= 0 else "down"
            bars.append(
                Bar(
                    low,
                    high,
                    entry.low is not None,
                    day_said(event.date) if event.date else f"reported {day_said(entry.known)}",
                    f"{who}: {phrases[event.type]}{f' ({firm})' if firm else ''}",
                    f"/record/{entry.id}",
                    kind,
                )
            )
        context = {
            "asked": asked | {key: names.of(id) for key, id in wanted.items()},
            "types": EVENT_TYPES,
            "paging": paging,
            "picture": draw_timeline(bars),
            "bars": bars,
        }
        return pages.page(request, "timeline.html", ledger, context)


@router.get("/network")
def network(request: Request, until: str = "", part: str = "") -> Response:
    """Who has to do with whom, up to a month of the slider."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        months = _months(ledger)
        month = until if until in months else (months[-1] if months else "")
        if month:
            last = months.index(month) == len(months) - 1
            day = None if last else month_after(month)
            rows: list[DyadSummary] = desk.ask(
                ledger, "dyads" if day is None else ("dyads", day), lambda opened: dyads(opened, day)
            ).value
        else:
            rows = []
        names = Names(desk, ledger)
        # whose part somebody is must be known before it has to do with anybody
        rows = [row for row in rows if not {"UNK", ""} & {row.a.partition(".")[0], row.b.partition(".")[0]}]
        shown = rows[:TIES]
        ties = [Tie(row.a, row.b, row.events, row.goldstein) for row in shown]
        called = {side: names.of(side) for row in shown for side in (row.a, row.b)}
        links = {side: f"/actor/{quote(side, safe='')}" for side in called}
        links |= {
            f"{row.a}|{row.b}": f"/dyad/{quote(row.a, safe='')}/{quote(row.b, safe='')}" for row in shown
        }
        context = {
            "months": months,
            "month": month,
            "total": len(rows),
            "rows": shown,
            "picture": network_chart(ties, called, links),
        }
        template = "network_part.html" if part else "network.html"
        return pages.page(request, template, ledger, context)


def _months(ledger: Ledger) -> list[str]:
    """The months from the first to the last article, as ``2000-01``; at most 600, evenly spread."""
    row = next(
        ledger.select(
            "SELECT min(low) AS low, max(high) AS high FROM (SELECT min(known) AS low, max(known) AS high"
            " FROM documents UNION ALL SELECT min(date), max(date) FROM stream_events)"
        )
    )
    if row["low"] is None:
        return []
    day, last = date.fromisoformat(row["low"]).replace(day=1), date.fromisoformat(row["high"])
    found = []
    while day <= last:
        found.append(day.isoformat()[:7])
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    step = -(-len(found) // 600)
    return sorted({*found[::step], found[-1]})
