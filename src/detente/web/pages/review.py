"""Review: the text left, the proposed record right, one key a decision; judgements go to the ledger."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from detente.errors import LedgerError
from detente.ledger import Judgement, Ledger
from detente.records import EVENT_TYPES, Event
from detente.relations.reviewing import Proposed, respan, retype, review_queue, swap, undo_all
from detente.web.desk import Desk
from detente.web.marking import Window, cut
from detente.web.naming import Names
from detente.web.pages.articles import make_card, parse_span
from detente.web.rendering import desk_of, pages_of
from detente.web.safety import right_csrf

router = APIRouter()

AROUND = 700
"""Characters of the text that are shown on either side of a record."""


@router.get("/review")
def review(request: Request, a: str = "", b: str = "", after: str = "", done: str = "") -> Response:
    """The record that is to be judged next."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        sides = [ledger.actor(x, knowledge=desk.knowledge) if x.strip() else None for x in (a, b)]
        queue: list[Proposed] = desk.ask(
            ledger, ("review", *sides), lambda opened: review_queue(opened, *sides)
        ).value
        judged = _targets(ledger)
        left = [one for one in queue if one.entry.id not in judged]
        at = next((n + 1 for n, one in enumerate(left) if one.entry.id == after), 0)
        current = left[at] if at < len(left) else None
        context = {
            "a": a,
            "b": b,
            "left": len(left),
            "place": at + 1,
            "before": left[at - 2].entry.id if at > 1 else "",
            "done": done,
            "made": _made(ledger, done),
            "types": EVENT_TYPES,
            "item": None,
            "recent": list(ledger.judgements(undone=True))[-8:][::-1],
        }
        if current is not None:
            context |= _shown(desk, ledger, current.entry.id)
        return pages.page(request, "review.html", ledger, context)


@router.get("/review/{id}")
def one(request: Request, id: str, done: str = "") -> Response:
    """One record, wherever it stands in the queue."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        context = {
            "a": "",
            "b": "",
            "left": 1,
            "place": 1,
            "before": "",
            "done": done,
            "made": _made(ledger, done),
            "types": EVENT_TYPES,
            "recent": list(ledger.judgements(undone=True))[-8:][::-1],
            **_shown(desk, ledger, id),
        }
        return pages.page(request, "review.html", ledger, context)


@router.post("/review")
def decide(
    request: Request,
    decision: Annotated[str, Form()],
    record: Annotated[str, Form()] = "",
    type: Annotated[str, Form()] = "",
    span: Annotated[str, Form()] = "",
    actor: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
    done: Annotated[str, Form()] = "",
    author: Annotated[str, Form()] = "",
    a: Annotated[str, Form()] = "",
    b: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Take a decision down, or undo the last one, and go on."""
    desk = desk_of(request)
    if not right_csrf(desk, csrf):
        raise HTTPException(403, "This form is of an earlier start of the server. Load the page again.")
    who = author.strip()[:80] or desk.author
    kept = {"a": a, "b": b}
    with desk.open(write=True) as ledger:
        if decision == "undo":
            numbers = [int(n) for n in done.split(",") if n.isdecimal()]
            if not numbers:
                raise HTTPException(400, "There is nothing to undo.")
            target = _target(ledger, numbers[0])
            undo_all(ledger, numbers, author=who)
            return _to(f"/review/{target}" if "." in target else "/review", {})
        made = _decide(desk, ledger, decision, record, who, type, span, actor, other)
    return _to("/review", {**kept, "done": ",".join(str(judgement.id) for judgement in made)})


def _decide(
    desk: Desk,
    ledger: Ledger,
    decision: str,
    record: str,
    who: str,
    type: str,
    span: str,
    actor: str,
    other: str,
) -> list[Judgement]:
    match decision:
        case "accept":
            return [ledger.judge("accept", record, author=who)]
        case "reject":
            return [ledger.judge("reject", record, author=who)]
        case "type":
            if type not in EVENT_TYPES:
                raise HTTPException(400, f"There is no event type {type!r}.")
            return retype(ledger, desk.knowledge.codebook, record, type, author=who)
        case "swap":
            return swap(ledger, record, author=who)
        case "span":
            low_high = parse_span(span)
            if low_high is None:
                raise HTTPException(400, "Select the words in the text first, then press the key again.")
            return respan(ledger, record, low_high, author=who)
        case "merge":
            into = ledger.actor(other, knowledge=desk.knowledge)
            if not actor or into == actor:
                raise HTTPException(400, "Merging needs two different actors.")
            return [ledger.judge("merge", actor, value=into, author=who)]
    raise HTTPException(400, f"There is no decision {decision!r}.")


def _to(path: str, query: dict[str, str]) -> RedirectResponse:
    kept = {key: value for key, value in query.items() if value}
    return RedirectResponse(path + (f"?{urlencode(kept)}" if kept else ""), 303)


def _shown(desk: Desk, ledger: Ledger, id: str) -> dict[str, object]:
    entry = ledger.record(id)
    if not isinstance(entry.record, Event):
        raise LedgerError(f"The desk has no review for {id}; events are reviewed.")
    coded = ledger.coded(entry.document)
    text, event = coded.document.text, entry.record
    window = Window(max(0, event.span[0] - AROUND), min(len(text), event.span[1] + AROUND), len(text))
    names = Names(desk, ledger)
    card = make_card(coded, event, names, entry.document, {event.id: entry.judged}, desk.knowledge.phrases)
    return {
        "item": entry,
        "event": event,
        "card": card,
        "article": ledger.document(entry.document),
        "window": window,
        "pieces": cut(text, window, [event], [event.span]),
    }


def _targets(ledger: Ledger) -> set[str]:
    """What has been judged by now, though the queue may be a moment older."""
    rows = ledger.select("SELECT target FROM judgements WHERE undone_at IS NULL AND kind <> 'merge'")
    return {row["target"] for row in rows}


def _made(ledger: Ledger, done: str) -> list[Judgement]:
    numbers = {int(n) for n in done.split(",") if n.isdecimal()}
    return [one for one in ledger.judgements() if one.id in numbers] if numbers else []


def _target(ledger: Ledger, number: int) -> str:
    found = next((one for one in ledger.judgements() if one.id == number), None)
    if found is None:
        raise LedgerError(f"The ledger has no judgement {number} that holds.")
    return found.target
