"""Review: the text left, the proposed record right, one key a decision; judgements go to the ledger."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from detente.errors import LedgerError
from detente.ledger import Article, Entry, Judgement, Ledger
from detente.records import (
    EVENT_TYPES,
    FACTUALITIES,
    CodedDocument,
    Condition,
    Event,
    Expectation,
    ExpectationKind,
    Explanation,
    ExplanationKind,
    SourceKind,
    Statement,
)
from detente.relations.agenda import AgendaItem, agenda
from detente.relations.reviewing import KINDS, PARTS, Queue, reasons, review_queue, undo_all
from detente.web.desk import Desk
from detente.web.held import Pending
from detente.web.marking import Part, Told, Window, all_records, cut_parts, gap, kind_of
from detente.web.naming import Names
from detente.web.pages.articles import Card, make_card
from detente.web.pages.deciding import Wish, decide
from detente.web.pages.overtaken import find, notice, overtaken, rejection, same_as_before, stamp
from detente.web.rendering import desk_of, pages_of
from detente.web.safety import right_csrf

router = APIRouter()

AROUND = 700
"""Characters of the text that are shown on either side of a record."""
RECENT = 8
WAIT = 0.15
"""Seconds that the page waits for the queue as it is now; then it takes that of a moment ago."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as it is reviewed.

    Attributes:
        entry: the record.
        kind: event, statement, condition, expectation or explanation.
        card: as the article's side list tells it.
        article: where it stands.
        window: the part of the text that is shown.
        pieces: the text, cut where a part of the record begins or ends.
        parts: the parts whose words can be corrected, each with its span.
        why: why it is asked about.
        beside: the other records of its sentence.
        carried: a statement's events, with how firmly each is put.
        state: what the record tells of an expectation so far; None where nothing is known of it.
        stamp: tells it from what it may become while it is shown.
    """

    entry: Entry[Any]
    kind: str
    card: Card
    article: Article
    window: Window
    pieces: list[Part]
    parts: tuple[str, ...]
    why: list[str]
    beside: list[Card]
    carried: list[Event]
    state: AgendaItem | None
    stamp: str


@router.get("/review")
def review(
    request: Request,
    a: str = "",
    b: str = "",
    kind: str = "",
    place: int = 1,
    done: str = "",
    became: str = "",
    of: str = "",
) -> Response:
    """The record that is to be judged next."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        sides = [ledger.actor(x, knowledge=desk.knowledge) if x.strip() else None for x in (a, b)]
        kinds = (kind,) if kind in KINDS else KINDS
        queue: Queue = desk.ask(
            ledger,
            ("review", *sides, kinds),
            lambda opened: review_queue(opened, *sides, kinds=kinds),
            patience=WAIT,  # what was just judged is to be gone
        ).value
        judged = _targets(ledger)
        left = [one for one in queue.items if one.id not in judged]
        gone = len(queue.items) - len(left)
        # the queue may name what a new coding has taken away a moment ago
        there = (one for one in left[max(place, 1) - 1 :] if find(ledger, one.id) is not None)
        current = next(there, None)
        context = {
            **_context(ledger, done),
            "notice": notice(ledger, became, of),
            "a": a,
            "b": b,
            "chosen": kind,
            "left": queue.total - gone,
            "totals": queue.totals,
            "place": place,
            "it": _shown(desk, ledger, current.id) if current is not None else None,
        }
        return pages.page(request, "review.html", ledger, context)


@router.get("/review/{id}")
def one(request: Request, id: str, done: str = "", became: str = "") -> Response:
    """One record, wherever it stands in the queue."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        away = find(ledger, id) is None and rejection(ledger, id) is not None
        context = {
            **_context(ledger, done),
            "notice": notice(ledger, "gone" if away else became, id),
            "a": "",
            "b": "",
            "chosen": "",
            "left": 0,
            "totals": {},
            "place": 1,
            "it": None if away else _shown(desk, ledger, id),
        }
        return pages.page(request, "review.html", ledger, context)


@router.post("/review")
def decided(request: Request, wish: Annotated[Wish, Form()]) -> Response:
    """Take a decision down, or undo the last one, and go on."""
    desk = desk_of(request)
    if not right_csrf(desk, wish.csrf):
        raise HTTPException(403, "This form is of an earlier start of the server. Load the page again.")
    who = wish.author.strip()[:80] or desk.author
    with desk.open(write=True) as ledger:
        if wish.decision == "undo":
            return _undone(ledger, wish.done, who)
        before = same_as_before(ledger, wish.decision, wish.record, who)
        became = overtaken(ledger, wish.record, wish.seen) if wish.decision != "merge" else None
        if became is not None and before is None:
            if became == "changed":
                return _to(f"/review/{wish.record}", {"became": became})
            kept = {"a": wish.a, "b": wish.b, "kind": wish.kind}
            return _to("/review", {**kept, "became": became, "of": wish.record})
        made = [before] if before is not None else decide(desk, ledger, wish, who)
    # what was judged leaves the queue, so that the next record takes its place
    stays = not any(judgement.target == wish.record for judgement in made)
    place = wish.place + 1 if stays else wish.place
    kept = {"a": wish.a, "b": wish.b, "kind": wish.kind, "place": str(place) if place > 1 else ""}
    return _to("/review", {**kept, "done": ",".join(str(judgement.id) for judgement in made)})


def _undone(ledger: Ledger, done: str, who: str) -> Response:
    """Take judgements back, as far as nobody did so before."""
    numbers = {int(n) for n in done.split(",") if n.isdecimal() and len(n) < 16}
    if not numbers:
        raise HTTPException(400, "There is nothing to undo.")
    meant = [one for one in ledger.judgements(undone=True) if one.id in numbers]
    if not meant:
        raise HTTPException(404, "There is no such decision; the last ones stand at the end of Review.")
    hold = [one.id for one in meant if one.undone_at is None]
    undo_all(ledger, hold, author=who)
    target = meant[0].target
    told = {} if hold else {"became": "undone"}
    if "." in target and find(ledger, target) is not None:
        return _to(f"/review/{target}", told)
    return _to("/review", {**told, "of": target} if told else {})


def _to(path: str, query: dict[str, str]) -> RedirectResponse:
    kept = {key: value for key, value in query.items() if value}
    return RedirectResponse(path + (f"?{urlencode(kept)}" if kept else ""), 303)


def _context(ledger: Ledger, done: str) -> dict[str, Any]:
    return {
        "done": done,
        "made": _made(ledger, done),
        "kinds": KINDS,
        "types": EVENT_TYPES,
        "factualities": FACTUALITIES,
        "authorities": typing.get_args(SourceKind),
        "expected": typing.get_args(ExpectationKind),
        "explained": typing.get_args(ExplanationKind),
        "recent": list(ledger.judgements(undone=True))[-RECENT:][::-1],
    }


def _shown(desk: Desk, ledger: Ledger, id: str) -> Shown:
    entry: Entry[Any] = ledger.record(id)
    record = entry.record
    kinds = PARTS.get(type(record))
    if kinds is None:
        raise LedgerError(f"The desk has no review for {id}; {', '.join(KINDS)}s are reviewed.")
    coded = ledger.coded(entry.document)
    text = coded.document.text
    spans = [span for span in entry.spans if span[1] > span[0]] or [(0, min(80, len(text)))]
    low, high = min(s[0] for s in spans), max(s[1] for s in spans)
    window = Window(gap(text, low - AROUND), gap(text, high + AROUND), len(text))
    names, phrases = Names(desk, ledger), desk.knowledge.phrases
    kind = kind_of(record.id)

    def card(one: Told) -> Card:
        return make_card(coded, one, names, entry.document, {record.id: entry.judged}, phrases)

    return Shown(
        entry=entry,
        kind=kind,
        card=card(record),
        article=ledger.document(entry.document),
        window=window,
        pieces=cut_parts(text, window, _parts(record)),
        parts=kinds,
        why=reasons(ledger, id, kind),
        beside=[card(one) for one in _beside(coded, record)],
        carried=[e for e in coded.events if kind == "statement" and e.statement == record.id],
        state=_state(desk, ledger, id) if kind in ("expectation", "condition") else None,
        stamp=stamp(entry),
    )


def _parts(record: Told) -> dict[str, list[tuple[int, int]]]:
    match record:
        case Event():
            sides = {"actor": list(record.actor_spans), "recipient": list(record.recipient_spans)}
            return {"span": [record.span], "anchor": [record.anchor], **sides}
        case Expectation():
            return {"span": [record.span]}
        case Statement():
            return {"content": list(record.content), "source": list(record.source), "cue": list(record.cue)}
        case Condition():
            return {"if": list(record.if_), "then": list(record.then), "marker": list(record.marker)}
        case Explanation():
            return {"of": list(record.of), "by": list(record.by), "marker": list(record.marker)}


def _beside(coded: CodedDocument, record: Told) -> list[Told]:
    """The other records whose words touch the sentence of a record."""
    own = [span for spans in _parts(record).values() for span in spans]
    if not own:
        return []
    at = own[0][0]
    low, high = next((s for s in coded.sentences if s[0] <= at < s[1]), (at, at + 1))

    def touches(other: Told) -> bool:
        spans = [span for name, found in _parts(other).items() if name != "source" for span in found]
        return any(s[0] < high and s[1] > low for s in spans)

    return [other for other in all_records(coded) if other.id != record.id and touches(other)]


def _state(desk: Desk, ledger: Ledger, id: str) -> AgendaItem | None:
    """What has become of an expectation, as far as the newest article tells."""
    newest = next(ledger.select("SELECT max(known) AS day FROM documents"))["day"]

    def make(opened: Ledger) -> dict[str, AgendaItem]:
        items = agenda(opened, as_of=newest)
        return {ref.record: item for item in reversed(items) for ref in item.references}

    try:
        found: dict[str, AgendaItem] = desk.ask(ledger, ("states", newest), make, beside=True).value
    except Pending:
        return None
    return found.get(id)


def _targets(ledger: Ledger) -> set[str]:
    """What has been judged by now, though the queue may be a moment older."""
    rows = ledger.select("SELECT target FROM judgements WHERE undone_at IS NULL AND kind <> 'merge'")
    return {row["target"] for row in rows}


def _made(ledger: Ledger, done: str) -> list[Judgement]:
    numbers = {int(n) for n in done.split(",") if n.isdecimal() and len(n) < 16}
    return [one for one in ledger.judgements() if one.id in numbers] if numbers else []
