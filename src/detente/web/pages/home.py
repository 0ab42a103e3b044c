"""Home: relationships with what is new, what is expected in the coming weeks, and the reading queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from detente import edtf
from detente.ledger import Article, Ledger
from detente.reading import FORMATS
from detente.relations.agenda import AgendaItem, agenda
from detente.relations.dyads import DyadSummary, dyad, dyads
from detente.relations.phases import Phase, find_phases
from detente.web.desk import Desk
from detente.web.drawing import spark
from detente.web.held import Pending
from detente.web.reading import save_upload
from detente.web.rendering import Paging, desk_of, pages_of
from detente.web.safety import right_csrf

router = APIRouter()

NEW = 500
"""Articles since the last visit whose events are counted."""
LISTED = 6
"""Articles on the home page."""
SHOWN = 12
"""Relationships on the home page; the rest is one click away."""
COMING = 42
"""Days ahead of the newest article that count as the coming weeks."""
SPARK_DAYS = 3653
"""Days that a spark line covers at most."""
_SEEN, _LAST, _NOW = "detente_seen", "detente_last", "detente_now"
_VISIT = 1800
_YEAR = 365 * 86400


@dataclass(frozen=True, slots=True)
class Glance:
    """A relationship at a glance: its phase, its spark line, and the records of its last events."""

    phase: Phase | None
    spark: str
    known: tuple[tuple[str, str], ...]


def glance(ledger: Ledger, a: str, b: str, low: str, high: str) -> Glance:
    """What the lists show of a relationship."""
    page = dyad(ledger, a, b)
    phases = find_phases(page.events)
    known = tuple((row.id, row.known) for row in page.events[-200:])
    return Glance(phases[-1] if phases else None, spark(page.series("month"), low, high), known)


def glances(desk: Desk, ledger: Ledger, rows: list[DyadSummary]) -> dict[tuple[str, str], Glance]:
    """The glances of a page of a list; those that are not there yet are left out."""
    pairs = tuple((row.a, row.b) for row in rows)
    if not pairs:
        return {}
    high = max(row.last for row in rows)
    early = edtf.days_on(date.fromisoformat(high), -SPARK_DAYS).isoformat()
    low = max(min(row.first for row in rows), early)

    def make(opened: Ledger) -> dict[tuple[str, str], Glance]:
        return {pair: glance(opened, *pair, low, high) for pair in pairs}

    try:
        found: dict[tuple[str, str], Glance] = desk.ask(
            ledger, ("glances", pairs, low, high), make, beside=True
        ).value
        return found
    except Pending:
        return {}


@router.get("/")
def home(request: Request) -> Response:
    """The home page."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        counts = next(ledger.select("SELECT count(*) AS documents, max(id) AS newest FROM documents"))
        streams = next(ledger.select("SELECT count(*) AS streams, sum(kept) AS events FROM streams"))
        held = desk.ask(ledger, "dyads", dyads)
        rows: list[DyadSummary] = held.value[:SHOWN]
        seen = _seen(request)
        context = {
            "documents": counts["documents"],
            "imported": streams["events"] or 0,
            "held": held,
            "rows": rows,
            "total": len(held.value),
            "glances": glances(desk, ledger, rows),
            "fresh": _fresh(ledger, seen) if seen else {},
            "news": (counts["documents"], seen),
            "articles": _newest(ledger, seen),
            "fresh_count": _count(ledger, seen) if seen else 0,
            "coming": _coming(desk, ledger),
            "reader": desk.reader,
            "sample": not counts["documents"],
            "accept": ",".join(FORMATS),
        }
        answer = pages.page(request, "home.html", ledger, context)
    _remember(request, answer, counts["newest"] or 0)
    return answer


@router.get("/dyads")
def all_dyads(request: Request, page: int = 1, find: str = "") -> Response:
    """All relationships."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        held = desk.ask(ledger, "dyads", dyads)
        rows: list[DyadSummary] = held.value
        if find.strip():
            names = _called(desk, ledger, find)
            rows = [row for row in rows if row.a in names or row.b in names]
        paging = Paging(len(rows), page)
        shown = rows[paging.low : paging.high]
        context = {
            "held": held,
            "rows": shown,
            "paging": paging,
            "find": find,
            "glances": glances(desk, ledger, shown),
            "fresh": {},
        }
        return pages.page(request, "dyads.html", ledger, context)


@router.get("/reading")
def reading(request: Request) -> Response:
    """The reading queue alone, for the page to look at again."""
    desk, pages = desk_of(request), pages_of(request)
    return pages.bare(request, "reading.html", {"reader": desk.reader})


@router.post("/read")
async def read(
    request: Request,
    files: Annotated[list[UploadFile], File()],
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Take uploaded files in."""
    desk = desk_of(request)
    if not right_csrf(desk, csrf):
        raise HTTPException(403, "This form is of an earlier start of the server. Load the page again.")
    paths = [save_upload(desk.uploads, file.filename, await file.read()) for file in files if file.filename]
    if not paths:
        raise HTTPException(400, "No file was chosen. Choose one or more and try again.")
    label = paths[0].name if len(paths) == 1 else f"{len(paths)} files"
    desk.reader.add(paths, label)
    return RedirectResponse("/#reading", 303)


def _called(desk: Desk, ledger: Ledger, find: str) -> set[str]:
    """Ids whose name or id holds the words."""
    from detente.web.naming import Names

    names, low = Names(desk, ledger), find.strip().lower()
    sides = {side for row in desk.ask(ledger, "dyads", dyads).value for side in (row.a, row.b)}
    return {side for side in sides if low in side.lower() or low in names.of(side).lower()}


def _newest(ledger: Ledger, seen: int) -> list[tuple[Article, int]]:
    """The articles since the last visit, or the newest ones where nothing has come in, with their events."""
    rows = list(
        ledger.select(
            "SELECT id, coding FROM documents WHERE id > ? ORDER BY id DESC LIMIT ?", (seen, LISTED)
        )
    ) or list(
        ledger.select("SELECT id, coding FROM documents ORDER BY known DESC, id DESC LIMIT ?", (LISTED,))
    )
    events = {
        row["id"]: next(ledger.select("SELECT count(*) AS n FROM events WHERE coding = ?", (row["coding"],)))
        for row in rows
    }
    return [(ledger.document(f"d{row['id']}"), events[row["id"]]["n"]) for row in rows]


def _count(ledger: Ledger, seen: int) -> int:
    """How many articles have come in since the last visit."""
    return int(
        next(
            ledger.select(
                "SELECT count(*) AS n FROM documents INDEXED BY documents_known WHERE id > ?", (seen,)
            )
        )["n"]
    )


def _fresh(ledger: Ledger, seen: int) -> dict[tuple[str, str], int]:
    """How many reported events each pair of widest actors has in documents since the last visit."""
    rows = ledger.select(
        "SELECT p.actor AS a, q.actor AS b, count(DISTINCT p.event) AS events FROM"
        # in this order, whatever the planner thinks: few documents are new, and most events are not
        " (SELECT coding FROM documents WHERE id > ? ORDER BY id DESC LIMIT ?) AS d"
        " CROSS JOIN events AS e ON e.coding = d.coding CROSS JOIN event_parties AS p ON p.event = e.key"
        " CROSS JOIN event_parties AS q ON q.event = e.key AND q.actor > p.actor AND q.side <> p.side"
        " GROUP BY p.actor, q.actor",
        (seen, NEW),
    )
    return {(row["a"], row["b"]): row["events"] for row in rows}


def _coming(desk: Desk, ledger: Ledger) -> dict[str, Any] | None:
    """What is expected in the weeks after the newest article, or after today where that is later."""

    def make(opened: Ledger) -> dict[str, Any]:
        newest = next(opened.select("SELECT max(known) AS day FROM documents"))["day"]
        low = newest or date.today().isoformat()
        high = edtf.days_on(date.fromisoformat(low), COMING).isoformat()
        items: list[AgendaItem] = [
            item
            for item in agenda(opened, as_of=low)
            if item.state in ("open", "due", "overdue")
            and (item.rule.high is not None or item.rule.low is not None)
            and (item.rule.low or "") <= high
            and (item.rule.high or "9999") >= low
        ]
        return {"low": low, "high": high, "items": items}

    try:
        found: dict[str, Any] = desk.ask(ledger, "coming", make, beside=True).value
        return found
    except Pending:
        return None


def _seen(request: Request) -> int:
    """Number of the newest document that the visit before this one saw; 0 on the first visit."""
    value = request.cookies.get(_SEEN if _NOW in request.cookies else _LAST, "")
    return int(value) if value.isdecimal() and len(value) < 16 else 0


def _remember(request: Request, answer: HTMLResponse, newest: int) -> None:
    """Note what this visit saw; what was seen before stays new until the visit is over."""
    for name, value, age in (
        (_SEEN, str(_seen(request) or newest), _YEAR),
        (_LAST, str(newest), _YEAR),
        (_NOW, "1", _VISIT),
    ):
        answer.set_cookie(name, value, max_age=age, httponly=True, samesite="strict")
