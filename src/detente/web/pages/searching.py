"""Search: sentences by their words, narrowed by actor, type, outlet and date."""

from __future__ import annotations

import re
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup, escape

from detente import edtf
from detente.ledger import Ledger
from detente.ledger.search import Narrowed
from detente.records import EVENT_TYPES
from detente.web.rendering import PER_PAGE, Paging, desk_of, pages_of

router = APIRouter()

MARKS = ("\x02", "\x03")
"""Signs around found words that hardly stand in a text, as brackets may."""


@router.get("/search")
def search(
    request: Request,
    q: str = "",
    actor: str = "",
    type: str = "",
    source: str = "",
    since: str = "",
    until: str = "",
    page: int = 1,
) -> Response:
    """The page of a search, or the empty form."""
    desk, pages = desk_of(request), pages_of(request)
    asked = {"q": q, "actor": actor, "type": type, "source": source, "since": since, "until": until}
    with desk.open() as ledger:
        found: list[Any] = []
        paging = Paging(0, 1)
        narrowed = Narrowed(
            party=ledger.actor(actor, knowledge=desk.knowledge) if actor.strip() else None,
            type=type if type in EVENT_TYPES else None,
            publication=source or None,
        )
        if q.strip():
            days = {
                "since": edtf.check(since) if since else None,
                "until": edtf.check(until) if until else None,
            }
            total = ledger.count_found(q, narrowed=narrowed, **days)
            paging = Paging(total, page)
            found = [
                (one, marked(one.snippet))
                for one in ledger.search(
                    q, narrowed=narrowed, limit=PER_PAGE, offset=paging.low, marks=MARKS, **days
                )
            ]
        context = {
            "asked": asked,
            "found": found,
            "paging": paging,
            "types": EVENT_TYPES,
            "outlets": outlets(ledger),
        }
        return pages.page(request, "search.html", ledger, context)


def marked(snippet: str) -> Markup:
    """A snippet with the found words marked; the signs that stand for the marks are taken away."""
    begin, end = MARKS
    safe = re.sub(f"{begin}([^{begin}{end}]*){end}", r"<mark>\1</mark>", str(escape(snippet)))
    return Markup(safe.replace(begin, "").replace(end, ""))


def outlets(ledger: Ledger) -> list[str]:
    """The outlets of the ledger's articles, those with most articles first."""
    rows = ledger.select(
        "SELECT publication FROM documents WHERE publication IS NOT NULL"
        " GROUP BY publication ORDER BY count(*) DESC, publication LIMIT 200"
    )
    return [row["publication"] for row in rows]
