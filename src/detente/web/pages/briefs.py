"""Briefs: made, edited as a list of records, checked again, printed, and taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, cast, get_args
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from detente import edtf
from detente.briefing import Brief, brief
from detente.briefing.chart import chart_dyad, chart_series
from detente.briefing.editing import Plan, Step, edit, key_of
from detente.briefing.picking import SECTIONS, Candidate, candidates, find
from detente.briefing.render import cited, heading
from detente.errors import LedgerError
from detente.exchange.bibliography import FORMATS as LISTS
from detente.exchange.bibliography import write_bibliography
from detente.ledger import Ledger
from detente.relations.dyads import dyad
from detente.web.addresses import attachment
from detente.web.desk import Desk
from detente.web.held import Answer, Pending
from detente.web.rendering import desk_of, pages_of

router = APIRouter()

PICKED = 25
"""Records that can be put in, shown at once."""
_KEY = re.compile(r"[A-Za-z0-9.~]{2,80}")
_SECTION = re.compile(r"[a-z]{2,20}")

FORMS = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The forms in which a brief is taken away, with their media types."""
_NAMES = {"md": "markdown", "txt": "text"}


def make(desk: Desk, ledger: Ledger, a: str, b: str, as_of: str, since: str, whole: bool) -> Answer:
    """The brief, held."""
    day = edtf.check(as_of) if as_of else None
    first = edtf.check(since) if since else None
    limit: dict[str, Any] = {"limit": None} if whole else {}
    return desk.ask(
        ledger,
        ("brief", a, b, day, first, whole),
        lambda opened: brief(opened, a, b, day, first, knowledge=desk.knowledge, **limit),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a brief is asked for: its sides, its days, and the plan it was edited to (empty: none)."""

    a: str
    b: str
    as_of: str
    since: str
    whole: bool
    plan: str

    @property
    def query(self) -> dict[str, str]:
        """The same as the query of an address."""
        return {
            "as_of": self.as_of,
            "since": self.since,
            "whole": "true" if self.whole else "",
            "plan": self.plan,
        }


def _asked(a: str, b: str, as_of: str = "", since: str = "", whole: bool = False, plan: str = "") -> Asked:
    return Asked(a, b, as_of.strip(), since.strip(), whole, plan)


Wanted = Annotated[Asked, Depends(_asked)]


def made(desk: Desk, ledger: Ledger, asked: Asked) -> tuple[Answer, Brief, Plan]:
    """The brief as it is held, as it was edited, and its plan."""
    held = make(desk, ledger, asked.a, asked.b, asked.as_of, asked.since, asked.whole)
    if not asked.plan:
        return held, held.value, Plan.of(held.value)
    plan = Plan.read(asked.plan)
    full: Brief = make(desk, ledger, asked.a, asked.b, asked.as_of, asked.since, True).value
    known = {key_of(part.id, line) for part in full.sections for line in part.lines}
    added = {}
    if any(key not in known for _, keys in plan.sections for key in keys):
        added = {one.id: one.line for one in _candidates(desk, ledger, asked)}
    return held, edit(full, plan, added, desk.knowledge), plan


def _candidates(desk: Desk, ledger: Ledger, asked: Asked) -> list[Candidate]:
    day = edtf.check(asked.as_of) if asked.as_of else None
    a, b = asked.a, asked.b
    found: list[Candidate] = desk.ask(
        ledger, ("candidates", a, b, day), lambda opened: candidates(opened, a, b, day, desk.knowledge)
    ).value
    return found


@router.get("/brief/{a}/{b}")
def page(
    request: Request,
    asked: Wanted,
    editing: bool = False,
    words: str = "",
    kind: str = "",
    low: str = "",
    high: str = "",
) -> Response:
    """The brief as a page, or the list of its lines to edit."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        held, found, plan = made(desk, ledger, asked)
        context: dict[str, Any] = {
            "asked": asked,
            "query": asked.query,
            "held": held,
            "brief": found,
            "plan": str(plan),
            "editing": editing,
            "edited": bool(asked.plan),
            "key_of": key_of,
            "heading": heading(found),
            "chart": _chart(found, asked),
            "addresses": _addresses(ledger, found),
            "cited": cited,
            "forms": FORMS,
            "lists": LISTS,
            "lines": sum(len(section.lines) for section in found.sections),
        }
        if editing:
            context |= _picking(desk, ledger, asked, plan, words, kind, low, high)
        return pages.page(request, "brief_edit.html" if editing else "brief.html", ledger, context)


def _chart(found: Brief, asked: Asked) -> Markup:
    """The measured series, each bar leading to its events; a single month is no series."""
    measured = found.measures
    if sum(point.count > 0 for point in measured.points) < 2:
        return Markup("")
    day = f"?{urlencode({'as_of': asked.as_of})}" if asked.as_of else ""
    link = f"/dyad/{quote(found.a, safe='')}/{quote(found.b, safe='')}/events{day}"
    return Markup(chart_series(measured.points, measured.phases, link=link).svg())


def _addresses(ledger: Ledger, found: Brief) -> dict[str, str]:
    """Where each cited article stands on the web, as far as it says so."""
    urls = {id: ledger.document(id).document.url for id in {one.document for one in found.evidence}}
    return {id: url for id, url in urls.items() if url}


def _picking(
    desk: Desk, ledger: Ledger, asked: Asked, plan: Plan, words: str, kind: str, low: str, high: str
) -> dict[str, Any]:
    """The records that can be put in, as far as they are not in it."""
    first = edtf.bounds(edtf.check(low.strip()))[0].isoformat() if low.strip() else ""
    last = edtf.bounds(edtf.check(high.strip()))[1].isoformat() if high.strip() else ""
    wish = {"words": words, "kind": kind, "low": low, "high": high}
    try:
        held = _candidates(desk, ledger, asked)
    except Pending:
        return {"wish": wish, "found": None, "kinds": tuple(SECTIONS), "more": 0}
    inside = {key for _, keys in plan.sections for key in keys}
    found = [one for one in find(held, words, kind, first, last) if one.id not in inside]
    return {"wish": wish, "found": found[:PICKED], "kinds": tuple(SECTIONS), "more": len(found)}


@router.get("/brief/{a}/{b}/edit")
def step(request: Request, asked: Wanted, op: str = "") -> Response:
    """One step of editing; the plan that comes of it stands in the address of the page it leads to."""
    desk = desk_of(request)
    verb, _, rest = op.partition(":")
    section, _, key = rest.partition(":")
    if verb not in get_args(Step) or not _KEY.fullmatch(key) or not _SECTION.fullmatch(section):
        raise LedgerError(f"The desk has no step {op[:60]!r} of editing; there are up, down, drop and add.")
    with desk.open() as ledger:
        _, _, plan = made(desk, ledger, asked)
    after = plan.step(cast(Step, verb), section, key)
    kept = {name: request.query_params.get(name, "") for name in ("words", "kind", "low", "high")}
    query = {**asked.query, "plan": str(after), "editing": "true", **kept}
    values = urlencode({name: value for name, value in query.items() if value})
    place = "pick" if verb == "add" else f"l-{after.near(section, key)}"
    address = f"/brief/{quote(asked.a, safe='')}/{quote(asked.b, safe='')}?{values}#{place}"
    return RedirectResponse(address, 303)


@router.get("/brief/{a}/{b}/take")
def take(request: Request, asked: Wanted, form: str = "html") -> Response:
    """The brief, or the bibliography of its sources, as a file."""
    desk = desk_of(request)
    if form not in FORMS and form not in LISTS:
        raise LedgerError(f"The desk has no brief as {form!r}; there are {', '.join((*FORMS, *LISTS))}.")
    with desk.open() as ledger:
        _, found, _ = made(desk, ledger, asked)
        if form in LISTS:
            ids = dict.fromkeys(one.document for one in found.evidence)
            data = write_bibliography((ledger.document(id) for id in ids), form).encode()
            media = LISTS[form]
        else:
            data, media = _written(ledger, found, form), FORMS[form]
    name = f"brief-{asked.a}-{asked.b}.{form}"
    return Response(data, media_type=media, headers=attachment(name))


def _written(ledger: Ledger, found: Brief, form: str) -> bytes:
    if form == "docx":
        from detente.briefing.docx import to_docx

        rows = dyad(ledger, found.a, found.b, found.as_of)
        return to_docx(found, chart_dyad(rows).convert("png") if rows.events else None)
    return found.render(_NAMES.get(form, form)).encode()
