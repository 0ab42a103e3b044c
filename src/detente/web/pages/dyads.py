"""Relationship: the series with its phases, terms, agenda, score cards, stances, sources, and the events."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from detente.briefing.chart import MEDIA, chart_series, step_of
from detente.errors import LedgerError
from detente.knowledge import Tables
from detente.ledger import Article, Entry, Ledger
from detente.relations.agenda import AgendaItem, agenda
from detente.relations.dyads import Dyad, dyad
from detente.relations.eventdata import Point, Step
from detente.relations.pages import Pages
from detente.relations.phases import Phase, find_phases
from detente.relations.roll import Roll
from detente.relations.scorecards import ScoreCard, make_scorecards
from detente.relations.stances import Stances, stances
from detente.relations.terms import Term, terms
from detente.web.addresses import attachment, here_of
from detente.web.desk import Desk
from detente.web.held import Answer
from detente.web.naming import Names, article_name
from detente.web.rendering import Paging, desk_of, pages_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says so: a speaker or an outlet with how many of the events rest on it."""

    name: str
    actor: str | None
    kind: str
    reports: int


@dataclass(frozen=True, slots=True)
class Relationship:
    """All that the page of a dyad shows."""

    dyad: Dyad
    step: Step
    points: list[Point]
    phases: list[Phase]
    terms: list[Term]
    agenda: list[AgendaItem]
    cards: list[ScoreCard]
    stances: Stances
    voices: list[Voice]
    articles: int
    outlets: int
    origins: int


def gather(ledger: Ledger, a: str, b: str, as_of: str | None, roll: Roll | None = None) -> Relationship:
    """Ask the ledger all that the page shows."""
    roll = roll or Roll.of(ledger, as_of)
    page = dyad(ledger, a, b, as_of, roll=roll)
    step = step_of(page.events)
    pages = Pages(ledger, roll, Tables())
    items = agenda(ledger, a, b, as_of, roll=roll, pages=pages)
    ids = [id for row in page.events for id in row.reports if id.startswith("d")]
    counts = ledger.sources(ids)
    return Relationship(
        dyad=page,
        step=step,
        points=page.series(step),
        phases=find_phases(page.events),
        terms=terms(ledger, a, b, as_of, roll=roll, pages=pages),
        agenda=items,
        cards=make_scorecards(items, ("forecast", "scheduled", "commitment", "threat")),
        stances=stances(ledger, a, b, as_of, roll=roll, pages=pages),
        voices=_voices(ledger, ids),
        articles=counts.articles,
        outlets=counts.outlets,
        origins=counts.origins,
    )


def _voices(ledger: Ledger, ids: list[str]) -> list[Voice]:
    """Who the reports rest on: the speaker of the statement that carries it, else the outlet itself."""
    found: Counter[tuple[str, str | None, str]] = Counter()
    for id in ids[-2000:]:
        entry: Entry[Any] = ledger.record(id)
        article: Article = ledger.document(entry.document)
        outlet = article.document.publication or article_name(article)
        if entry.record.statement is None:
            found[outlet, None, "author"] += 1
            continue
        said = ledger.record(entry.beside(entry.record.statement)).record
        actor = said.source_actors[0] if said.source_actors else None  # type: ignore[union-attr]
        name = said.description or said.outlet or outlet  # type: ignore[union-attr]
        found[name if actor is None else actor, actor, said.source_kind] += 1  # type: ignore[union-attr]
    return [Voice(*key, count) for key, count in found.most_common(30)]


def _ask(desk: Desk, ledger: Ledger, a: str, b: str, day: str | None, blocs: bool) -> Answer:
    """What the page shows, held where it was worked out before."""
    return desk.ask(
        ledger,
        ("dyad", a, b, day, blocs),
        lambda opened: gather(opened, a, b, day, desk.roll(opened, day, blocs)),
    )


def _as_of(value: str) -> str | None:
    from detente import edtf

    return edtf.check(value.strip()) if value.strip() else None


@router.get("/dyad")
def choose(request: Request, a: str = "", b: str = "", blocs: bool = False) -> Response:
    """Two names typed into the form lead to their page."""
    from urllib.parse import quote

    from fastapi.responses import RedirectResponse

    desk = desk_of(request)
    with desk.open() as ledger:
        sides = [ledger.actor(side, knowledge=desk.knowledge) for side in (a, b)]
    page = f"/dyad/{quote(sides[0], safe='')}/{quote(sides[1], safe='')}"
    return RedirectResponse(f"{page}?blocs=1" if blocs else page, 303)


@router.get("/dyad/{a}/{b}")
def relationship(request: Request, a: str, b: str, as_of: str = "", blocs: bool = False) -> Response:
    """The page of a relationship."""
    desk, pages = desk_of(request), pages_of(request)
    day = _as_of(as_of)
    with desk.open() as ledger:
        held = _ask(desk, ledger, a, b, day, blocs)
        found: Relationship = held.value
        link = f"{here_of(request)}/events{'?blocs=1' if blocs else ''}"
        return pages.page(
            request,
            "dyad.html",
            ledger,
            {
                "held": held,
                "it": found,
                "as_of": day or "",
                "blocs": "1" if blocs else "",
                "chart": Markup(chart_series(found.points, found.phases, link=link).svg()),
                "last": found.dyad.last(8),
            },
        )


@router.get("/dyad/{a}/{b}/events")
def events(
    request: Request,
    a: str,
    b: str,
    since: str = "",
    until: str = "",
    page: int = 1,
    as_of: str = "",
    blocs: bool = False,
) -> Response:
    """The events behind a point of the chart."""
    desk, pages = desk_of(request), pages_of(request)
    day, low, high = _as_of(as_of), _as_of(since) or "", _as_of(until) or "9999"
    with desk.open() as ledger:
        found: Relationship = _ask(desk, ledger, a, b, day, blocs).value
        rows = [row for row in found.dyad.events if low <= row.date <= high]
        paging = Paging(len(rows), page)
        shown = [
            (row, _reports(ledger, [id for id in row.reports if id.startswith("d")]))
            for row in rows[paging.low : paging.high]
        ]
        context = {
            "it": found, "rows": shown, "paging": paging, "since": since, "until": until,
            "blocs": "1" if blocs else "", "as_of": day or "",
        }  # fmt: skip
        return pages.page(request, "events.html", ledger, context)


def _reports(ledger: Ledger, ids: list[str]) -> list[tuple[list[str], str, Article]]:
    """The reports of an event, those of one sentence together: their ids, the sentence, and its article."""
    found: dict[tuple[str, str], tuple[list[str], str, Article]] = {}
    for id in ids:
        sentence, article = _told(ledger, id)
        found.setdefault((article.id, sentence), ([], sentence, article))[0].append(id)
    return list(found.values())


def _told(ledger: Ledger, id: str) -> tuple[str, Article]:
    entry: Entry[Any] = ledger.record(id)
    return ledger.quote(id, entry.record.span).sentence_text, ledger.document(id)


@router.get("/dyad/{a}/{b}/chart.{form}")
def chart(request: Request, a: str, b: str, form: str, as_of: str = "", blocs: bool = False) -> Response:
    """The chart to take away: a Vega-Lite specification, or drawn from it as SVG or PNG."""
    if form not in MEDIA:
        raise LedgerError(f"The desk has no chart as {form!r}; there are {', '.join(MEDIA)}.")
    desk = desk_of(request)
    day = _as_of(as_of)
    with desk.open() as ledger:
        found: Relationship = _ask(desk, ledger, a, b, day, blocs).value
        names = Names(desk, ledger)
        # a file leads back to this desk by its whole address
        here = str(request.base_url).rstrip("/") + here_of(request).removesuffix(f"/chart.{form}")
        link = f"{here}/events{'?blocs=1' if blocs else ''}"
        made = chart_series(found.points, found.phases, f"{names.of(a)} – {names.of(b)}", link)
    data = made.convert(form)
    name = f"{a}-{b}.{'vl.json' if form == 'json' else form}"
    return Response(data, media_type=MEDIA[form], headers=attachment(name))
