"""The JSON interface under /api/v1: the Python API for other programs, with stable ids and paging."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from detente import __version__, edtf
from detente.briefing import brief
from detente.briefing.chart import chart_dyad
from detente.briefing.render import plain
from detente.filters import Filter, filters_of, keywords
from detente.ledger import Entry, Ledger
from detente.ledger.search import Narrowed
from detente.records import EventType, to_json
from detente.relations.agenda import agenda
from detente.relations.dyads import dyad, dyads
from detente.relations.eventdata import Step
from detente.relations.phases import find_phases
from detente.relations.stances import stances
from detente.relations.terms import terms
from detente.web.desk import Desk
from detente.web.plain import Listed, NewJudgement, as_article, as_entry, as_listed, bare
from detente.web.rendering import desk_of

router = APIRouter(prefix="/api/v1", tags=["v1"], responses={
    400: {"description": "A value has no meaning."},
    404: {"description": "There is no such thing."},
    409: {"description": "The ledger cannot do it now."},
    421: {"description": "The server is asked for under another name."},
})  # fmt: skip

PATIENCE = 20.0
"""Seconds that a program waits; what takes longer is told with 202 and may be asked for again."""

Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="How many to pass over.")]
Day = Annotated[str | None, Query(description="An EDTF date, such as 2000-01-25.", max_length=40)]
Id = Annotated[str, Path(max_length=80, description="Such as d12 or d12.e3.")]
Side = Annotated[str, Path(max_length=120, description="An actor's id or name.")]
Name = Annotated[str | None, Query(max_length=120, description="An actor's id or name.")]
Blocs = Annotated[bool, Query(description="Blocs count with those who were members on the date.")]
Joined = Annotated[bool, Query(description="Reports of one happening are one event, over all articles.")]


def _day(value: str | None) -> str | None:
    return edtf.check(value) if value else None


def _actor(desk: Desk, ledger: Ledger, name: str | None) -> str | None:
    return None if not name or not name.strip() else ledger.actor(name, knowledge=desk.knowledge)


def _pair(desk: Desk, ledger: Ledger, a: str, b: str) -> tuple[str, str]:
    return ledger.actor(a, knowledge=desk.knowledge), ledger.actor(b, knowledge=desk.knowledge)


@router.get("/")
def about(request: Request) -> dict[str, Any]:
    """What the ledger holds."""
    with desk_of(request).open() as ledger:
        return {"version": __version__, "counts": ledger.counts()}


@router.get("/documents")
def documents(
    request: Request,
    publication: Annotated[str | None, Query(max_length=200)] = None,
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Listed:
    """Articles by the day they became known."""
    with desk_of(request).open() as ledger:
        rows = ledger.documents(
            publication=publication or None, since=_day(since), until=_day(until), as_of=_day(as_of)
        )
        return as_listed(rows, offset, limit, as_article)


@router.get("/documents/{id}")
def document(request: Request, id: Id) -> dict[str, Any]:
    """An article with its text."""
    with desk_of(request).open() as ledger:
        return as_article(ledger.document(id), text=True)


@router.get("/documents/{id}/coded")
def coded(request: Request, id: Id) -> dict[str, Any]:
    """An article with all its records, as `detente code` writes them."""
    with desk_of(request).open() as ledger:
        return to_json(ledger.coded(ledger.document(id).id))


def _listing(listing: str, tells: str) -> None:
    """Add the route of a listing; the filters that are declared for it are its parameters."""

    def listed(request: Request, limit: int, offset: int, **given: Any) -> Listed:
        desk = desk_of(request)
        # a form sends what is left empty, too
        for name, value in given.items():
            if isinstance(value, str) and not value.strip():
                given[name] = None
        with desk.open() as ledger:
            wanted = keywords(listing, given, lambda name: ledger.actor(name, knowledge=desk.knowledge))
            return as_listed(getattr(ledger, listing)(**wanted), offset, limit, as_entry)

    asked = [
        _asked("request", Request),
        *(_parameter(name, one) for name, one in filters_of(listing).items()),
        _asked("limit", Limit, 100),
        _asked("offset", Offset, 0),
    ]
    listed.__signature__ = Signature(asked, return_annotation=Listed)  # type: ignore[attr-defined]
    router.get(f"/{listing}", name=listing, description=tells)(listed)


def _asked(name: str, type: Any, default: Any = Parameter.empty) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=type, default=default)


def _parameter(name: str, one: Filter) -> Parameter:
    """The query parameter that asks for a filter."""
    says = f"{one.help} An EDTF date, such as 2000-01-25." if one.asks == "day" else one.help
    if one.asks == "exact":
        return _asked(name, Annotated[bool, Query(alias="exact", description=says)], False)
    if one.asks == "pair":
        two = Query(min_length=2, max_length=2, description=says)
        return _asked(name, Annotated[list[Annotated[str, Field(max_length=120)]] | None, two], None)
    if one.choices:
        literal: Any = Literal
        return _asked(name, Annotated[list[literal[one.choices]] | None, Query(description=says)], None)
    most = {"day": 40, "document": 80, "actor": 120, "word": 200}[one.asks]
    return _asked(name, Annotated[str | None, Query(max_length=most, description=says)], None)


_listing("events", "Who did what to whom, by event time.")
_listing("statements", "Who said what, on whose authority, by the day it was said.")
_listing("expectations", "What is expected, demanded, promised or threatened, by the window it is due in.")
_listing("conditions", "What was said to depend on what.")
_listing("explanations", "The motives, causes and consequences that texts offer, and the doubts they raise.")


@router.get("/records/{id}")
def record(request: Request, id: Id) -> dict[str, Any]:
    """A record with its words and the sentence around them."""
    with desk_of(request).open() as ledger:
        entry: Entry[Any] = ledger.record(id)
        quotes = [bare(ledger.quote(id, span)) for span in entry.spans if span[1] > span[0]]
        return {**as_entry(entry), "quotes": quotes}


@router.get("/actors")
def actors(request: Request, as_of: Day = None, limit: Limit = 100, offset: Offset = 0) -> Listed:
    """Who is mentioned, most often mentioned first."""
    with desk_of(request).open() as ledger:
        return as_listed(ledger.actors(as_of=_day(as_of)), offset, limit, bare)


@router.get("/search")
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=400, description="Words to look for.")],
    party: Name = None,
    type: EventType | None = None,
    publication: Annotated[str | None, Query(max_length=200)] = None,
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Listed:
    """Sentences that hold the words, best first."""
    desk = desk_of(request)
    days: dict[str, Any] = {"since": _day(since), "until": _day(until), "as_of": _day(as_of)}
    with desk.open() as ledger:
        narrowed = Narrowed(_actor(desk, ledger, party), type, publication or None)
        total = ledger.count_found(q, narrowed=narrowed, **days)
        items = [bare(one) for one in ledger.search(q, narrowed=narrowed, limit=limit, offset=offset, **days)]
        return Listed(count=len(items), total=total, offset=offset, items=items)


@router.get("/dyads")
def all_dyads(request: Request, limit: Limit = 100, offset: Offset = 0) -> Listed:
    """Pairs of actors that had to do with each other, the busiest first."""
    desk = desk_of(request)
    with desk.open() as ledger:
        rows = desk.ask(ledger, "dyads", dyads, patience=PATIENCE).value
        return as_listed(rows, offset, limit, bare)


@router.get("/dyads/{a}/{b}")
def one_dyad(
    request: Request,
    a: Side,
    b: Side,
    step: Step = "month",
    as_of: Day = None,
    blocs: Blocs = False,
    joined: Joined = False,
    limit: Limit = 500,
    offset: Offset = 0,
) -> dict[str, Any]:
    """A dyad: its events (a part of the list), its series and its phases."""
    desk, day = desk_of(request), _day(as_of)
    with desk.open() as ledger:
        one, other = _pair(desk, ledger, a, b)
        page = desk.ask(
            ledger,
            ("api dyad", one, other, day, blocs, joined),
            lambda o: dyad(o, one, other, day, roll=desk.roll(o, day, blocs), joined=joined),
            patience=PATIENCE,
        ).value
        events = as_listed(page.events, offset, limit, bare)
        series = [
            {
                "start": p.start,
                "end": p.end,
                "goldstein": p.goldstein,
                "intensity": p.intensity,
                "events": p.count,
                "quads": bare(p.quads),
            }
            for p in page.series(step)
        ]
        phases = [
            {key: value for key, value in bare(phase).items() if key not in ("deciding", "opened_by")}
            | {"deciding": [row.id for row in phase.deciding]}
            for phase in find_phases(page.events)
        ]
        return {
            "a": one,
            "b": other,
            "as_of": page.as_of,
            "weights": page.weights,
            "events": events,
            "series": series,
            "phases": phases,
        }


@router.get("/dyads/{a}/{b}/chart")
def chart(request: Request, a: Side, b: Side, step: Step | None = None, as_of: Day = None) -> dict[str, Any]:
    """The series of a dyad and its phases as a Vega-Lite specification; each bar leads to its events."""
    desk, day = desk_of(request), _day(as_of)
    with desk.open() as ledger:
        one, other = _pair(desk, ledger, a, b)
        page = desk.ask(
            ledger, ("api dyad", one, other, day), lambda o: dyad(o, one, other, day), patience=PATIENCE
        ).value
    sides = "/".join(quote(side, safe="") for side in (one, other))
    return chart_dyad(page, step, link=f"{request.base_url}dyad/{sides}/events").spec


@router.get("/dyads/{a}/{b}/{what}")
def of_dyad(
    request: Request,
    a: Side,
    b: Side,
    what: Literal["terms", "agenda", "stances", "brief"],
    as_of: Day = None,
    blocs: Blocs = False,
) -> Any:
    """The terms, agenda, stances or brief of a dyad."""
    desk, day = desk_of(request), _day(as_of)
    makers: dict[str, Callable[[Ledger, str, str], Any]] = {
        "terms": lambda o, x, y: bare(terms(o, x, y, day, roll=desk.roll(o, day, blocs))),
        "agenda": lambda o, x, y: bare(agenda(o, x, y, day, roll=desk.roll(o, day, blocs))),
        "stances": lambda o, x, y: bare(stances(o, x, y, day, roll=desk.roll(o, day, blocs))),
        "brief": lambda o, x, y: plain(brief(o, x, y, day, knowledge=desk.knowledge)),
    }
    with desk.open() as ledger:
        one, other = _pair(desk, ledger, a, b)
        make = makers[what]
        return desk.ask(
            ledger, ("api", what, one, other, day, blocs), lambda o: make(o, one, other), patience=PATIENCE
        ).value


@router.get("/judgements")
def judgements(request: Request, undone: bool = False, limit: Limit = 100, offset: Offset = 0) -> Listed:
    """People's judgements, in the order in which they were made."""
    with desk_of(request).open() as ledger:
        return as_listed(ledger.judgements(undone=undone), offset, limit, bare)


@router.post("/judgements", status_code=201, responses={415: {"description": "It is no JSON."}})
def judge(request: Request, wanted: NewJudgement) -> dict[str, Any]:
    """Make a judgement."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        # a form of a page elsewhere cannot send this type
        raise HTTPException(415, "Send JSON (Content-Type: application/json).")
    with desk_of(request).open(write=True) as ledger:
        made = ledger.judge(
            wanted.kind,
            wanted.target,
            author=wanted.author,
            field=wanted.field,
            value=wanted.value,
            reason=wanted.reason,
        )
        found: dict[str, Any] = bare(made)
        return found


@router.delete("/judgements/{number}", status_code=200)
def undo(
    request: Request,
    number: Annotated[int, Path(ge=1, le=2**53)],
    author: Annotated[str, Query(min_length=1, max_length=80)],
) -> dict[str, Any]:
    """Take a judgement back; it stays in the list with the day on which that was done."""
    with desk_of(request).open(write=True) as ledger:
        ledger.undo(number, author=author)
    return {"undone": number}


@router.get("/reading")
def reading(request: Request) -> JSONResponse:
    """What is being read, and what was."""
    desk = desk_of(request)
    return JSONResponse({"busy": desk.reader.busy(), "jobs": [job.plain() for job in desk.reader.jobs]})
