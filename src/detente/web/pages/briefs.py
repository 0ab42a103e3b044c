"""Briefs: made, edited as a list of records, checked again, printed, and taken away."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from detente import edtf
from detente.briefing import Brief, brief
from detente.briefing.editing import edit, line_key
from detente.briefing.render import cited, heading
from detente.errors import LedgerError
from detente.exchange.bibliography import FORMATS as LISTS
from detente.exchange.bibliography import write_bibliography
from detente.ledger import Ledger
from detente.relations.dyads import dyad
from detente.relations.phases import find_phases
from detente.web.charts import series_spec, take_away
from detente.web.desk import Desk
from detente.web.pages.dyads import step_of
from detente.web.rendering import desk_of, pages_of

router = APIRouter()

FORMS = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The forms in which a brief is taken away, with their media types."""
_NAMES = {"md": "markdown", "txt": "text"}


def make(desk: Desk, ledger: Ledger, a: str, b: str, as_of: str, since: str, whole: bool) -> Any:
    """The brief, held."""
    day = edtf.check(as_of) if as_of else None
    first = edtf.check(since) if since else None
    limit: dict[str, Any] = {"limit": None} if whole else {}
    return desk.ask(
        ledger,
        ("brief", a, b, day, first, whole),
        lambda opened: brief(opened, a, b, day, first, knowledge=desk.knowledge, **limit),
    )


@router.get("/brief/{a}/{b}")
def page(
    request: Request,
    a: str,
    b: str,
    as_of: str = "",
    since: str = "",
    whole: bool = False,
    without: Annotated[list[str] | None, Query()] = None,
    editing: bool = False,
) -> Response:
    """The brief as a page, or the list of its lines to choose from."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        held = make(desk, ledger, a, b, as_of, since, whole)
        full: Brief = held.value
        out = set(without or ())
        context = {
            "a": a,
            "b": b,
            "as_of": as_of,
            "since": since,
            "whole": whole,
            "held": held,
            "full": full,
            "brief": edit(full, out, desk.knowledge) if out else full,
            "without": sorted(out),
            "editing": editing,
            "line_key": line_key,
            "heading": heading(full),
            "cited": cited,
            "forms": FORMS,
            "lists": LISTS,
        }
        return pages.page(request, "brief.html", ledger, context)


@router.get("/brief/{a}/{b}/take")
def take(
    request: Request,
    a: str,
    b: str,
    form: str = "html",
    as_of: str = "",
    since: str = "",
    whole: bool = False,
    without: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """The brief, or the bibliography of its sources, as a file."""
    desk = desk_of(request)
    if form not in FORMS and form not in LISTS:
        raise LedgerError(f"The desk has no brief as {form!r}; there are {', '.join((*FORMS, *LISTS))}.")
    with desk.open() as ledger:
        found: Brief = make(desk, ledger, a, b, as_of, since, whole).value
        if without:
            found = edit(found, set(without), desk.knowledge)
        if form in LISTS:
            ids = dict.fromkeys(one.document for one in found.evidence)
            data = write_bibliography((ledger.document(id) for id in ids), form).encode()
            media = LISTS[form]
        else:
            data, media = _written(ledger, found, form), FORMS[form]
    name = f"brief-{a}-{b}.{form}"
    return Response(
        data, media_type=media, headers={"Content-Disposition": f'attachment; filename="{_ascii(name)}"'}
    )


def _ascii(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in name)


def _written(ledger: Ledger, found: Brief, form: str) -> bytes:
    if form == "docx":
        from detente.briefing.docx import to_docx

        rows = dyad(ledger, found.a, found.b, found.as_of)
        if not rows.events:
            return to_docx(found)
        spec = series_spec(rows.series(step_of(rows.events)), find_phases(rows.events), found.title)
        return to_docx(found, take_away(spec, "png")[0])
    if form == "html":
        from detente.briefing.render import render

        rows = dyad(ledger, found.a, found.b, found.as_of)
        if not rows.events:
            return render(found, "html").encode()
        spec = series_spec(rows.series(step_of(rows.events)), find_phases(rows.events), found.title)
        return _with_chart(render(found, "html"), take_away(spec, "svg")[0].decode()).encode()
    return found.render(_NAMES.get(form, form)).encode()


def _with_chart(html: str, svg: str) -> str:
    """The brief with its chart before the first section."""
    before, mark, after = html.partition("<section")
    return f'{before}<figure role="img" aria-label="The series">{svg}</figure>\n{mark}{after}'
