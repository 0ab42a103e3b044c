"""Article: the text with all that was coded marked, the chain of sources, and why it was coded so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.briefing.drawing import signed
from detente.errors import LedgerError
from detente.ledger import Entry, Ledger
from detente.records import (
    CodedDocument,
    Condition,
    Event,
    Expectation,
    Explanation,
    Span,
    Statement,
)
from detente.web.marking import Told, all_records, chain, cut, kind_of, marked, window_of
from detente.web.naming import Names, day_said
from detente.web.rendering import desk_of, pages_of

router = APIRouter()

_QUOTES = frozenset('"“”')
SHORT = 4
"""Letters up to which a description of an unnamed source is a pronoun that tells nobody who it is."""


@dataclass(frozen=True, slots=True)
class Card:
    """A record as the side list tells it.

    Attributes:
        id: its id in the document.
        full: its id in the ledger.
        kind: statement, event, condition, expectation or explanation.
        head: what it is, in a line.
        words: its words.
        facts: what else is known of it, as pairs.
        chain: who says it, the innermost first.
        rows: ids of the table rows and rules that made it.
        judged: numbers of the judgements that bear on it.
    """

    id: str
    full: str
    kind: str
    head: str
    words: str
    facts: tuple[tuple[str, str], ...]
    chain: tuple[str, ...]
    rows: tuple[str, ...]
    judged: tuple[int, ...]


def parse_span(text: str) -> Span | None:
    """A span of an address, ``260-398``; None where there is none.

    Raises:
        LedgerError: it is no span.
    """
    if not text:
        return None
    low, _, high = text.partition("-")
    if not (low.isdecimal() and high.isdecimal() and len(text) < 30 and int(low) < int(high)):
        raise LedgerError(f"The article has no span {text!r}; one looks like 260-398.")
    return int(low), int(high)


@router.get("/article/{id}")
def article(request: Request, id: str, span: str = "", record: str = "", at: int = 0) -> Response:
    """An article, with a span or a record standing out where the address names one."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        page = ledger.document(id)
        coded = ledger.coded(page.id)
        names = Names(desk, ledger)
        records = all_records(coded)
        shown = [wanted] if (wanted := parse_span(span)) else []
        if record:
            found = next((one for one in records if one.id == record), None)
            if found is None:
                raise LedgerError(f"The ledger has no record {page.id}.{record}.")
            shown = marked(found)
        place = shown[0][0] if shown else at
        window = window_of(page.document.text, place)
        inside = [r for r in records if any(s[0] < window.high and s[1] > window.low for s in marked(r))]
        judged = _judged(ledger, page.id)
        cards = [make_card(coded, one, names, page.id, judged, desk.knowledge.phrases) for one in inside]
        context = {
            "article": page,
            "window": window,
            "pieces": cut(page.document.text, window, inside, shown),
            "cards": cards,
            "heads": {card.id: _hint(card) for card in cards},
            "spoken": {card.id: _spoken(card) for card in cards},
            "record": record,
            "kinds": ("statement", "event", "condition", "expectation", "explanation"),
            "actors": sorted({m.actor for m in coded.mentions}, key=names.of),
        }
        return pages.page(request, "article.html", ledger, context)


@router.get("/record/{id}")
def record(request: Request, id: str) -> Response:
    """A record's place in its article."""
    from fastapi.responses import RedirectResponse

    desk = desk_of(request)
    with desk.open() as ledger:
        entry: Entry[Any] = ledger.record(id)
    return RedirectResponse(f"/article/{entry.document}?record={entry.record.id}#at", 303)


def _judged(ledger: Ledger, document: str) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for listing in (
        ledger.events, ledger.statements, ledger.expectations, ledger.conditions, ledger.explanations,
    ):  # fmt: skip
        for entry in listing(document=document):
            found[entry.record.id] = entry.judged
    return found


def _hint(card: Card) -> str:
    said = " ← ".join(card.chain)
    return f"{card.kind}: {card.head}" + (f" — {said}" if said else "")


def _spoken(card: Card) -> str:
    """What a screen reader says where a record's words begin: what they are; the words themselves follow."""
    return f"{card.kind}: {card.head.partition('“')[0].replace('→', 'toward')}".rstrip(" :")


def make_card(
    coded: CodedDocument,
    record: Told,
    names: Names,
    document: str,
    judged: dict[str, tuple[int, ...]],
    phrases: Any,
) -> Card:
    """A record as the side list tells it."""
    text = coded.document.text
    by = record.parent if isinstance(record, Statement) else record.statement
    links = [_source(one, names, text) for one in chain(coded, by)]
    if isinstance(record, Statement):
        links.insert(0, _source(record, names, text))
    links.append(coded.document.publication or "the article itself")
    head, facts = _told(coded, record, names, phrases)
    words = " … ".join(_flat(text[low:high]) for low, high in _words(record))
    return Card(
        id=record.id,
        full=f"{document}.{record.id}",
        kind=kind_of(record.id),
        head=head,
        words=words if len(words) <= 320 else words[:318] + " …",
        facts=tuple((key, value) for key, value in facts if value),
        chain=tuple(dict.fromkeys(links)),
        rows=_rows(coded, record),
        judged=judged.get(record.id, ()),
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def _words(record: Told) -> list[Span]:
    match record:
        case Event() | Expectation():
            return [record.span]
        case Statement():
            return list(record.content)
        case Condition():
            return [*record.marker, *record.if_]
        case Explanation():
            return [*record.of]


def _cut(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"


def _unquoted(said: str) -> str:
    """Words without the quotation marks around the whole of them."""
    inner = said[1:-1].rstrip(",")
    whole = len(said) > 2 and said[0] in _QUOTES and said[-1] in _QUOTES
    return inner if whole and not _QUOTES & set(inner) else said


def _source(statement: Statement, names: Names, text: str, *, bare: bool = False) -> str:
    """Who speaks; unless `bare`, with the outlet that is credited and the day."""
    told = statement.description or _flat(" ".join(text[a:b] for a, b in statement.source))
    if statement.source_actors and not (statement.source_kind == "anonymous" and len(told) > SHORT):
        who = names.all(statement.source_actors)
    else:
        who = told or "unnamed"
    if statement.source_kind == "anonymous" and "unnamed" not in who:
        who += " (unnamed)"
    if bare:
        return who
    via = f", by way of {statement.outlet}" if statement.outlet else ""
    when = statement.date or statement.outlet_date
    return f"{who}{via}{f', {day_said(when)}' if when else ''}"


def _told(
    coded: CodedDocument, record: Told, names: Names, phrases: Any
) -> tuple[str, list[tuple[str, str | None]]]:
    match record:
        case Event():
            head = f"{phrases[record.type]}: {names.all(record.actors)} → {names.all(record.recipients)}"
            likely = record.probability
            return head, [
                (
                    "type",
                    f"{phrases[record.type]} ({record.type}{f', {record.mode}' if record.mode else ''})",
                ),
                ("when", day_said(record.date) if record.date else None),
                ("where", record.place),
                ("firmness", f"{phrases[record.factuality] or 'asserted'} ({record.factuality})"),
                ("likelihood", f"{likely[0]:.0%}–{likely[1]:.0%}" if likely else None),
                ("contexts", ", ".join(record.contexts)),
                ("value", signed(record.intensity)),
                ("sureness of the coder", f"{record.confidence:.0%}"),
            ]
        case Statement():
            said = _flat(" … ".join(coded.document.text[low:high] for low, high in record.content))
            return (
                f"{_source(record, names, coded.document.text, bare=True)}: “{_cut(_unquoted(said))}”",
                [
                    ("source", phrases[f"desk.{record.source_kind}"]),
                    ("to", names.all(record.addressee_actors) if record.addressee_actors else None),
                    ("quoted", None if record.quoted == "none" else record.quoted),
                    ("when", day_said(record.date) if record.date else None),
                    ("outlet", record.outlet),
                ],
            )
        case Expectation():
            event = next((one for one in coded.events if one.id == record.event), None)
            who = f"{phrases[event.type]} by {names.all(event.actors)}" if event else None
            who = who or f"“{_cut(_flat(coded.document.text[slice(*record.span)]))}”"
            likely = record.probability
            return f"{phrases[record.kind]}: {who}", [
                ("by when", day_said(record.window) if record.window else None),
                ("in the words", record.phrase),
                ("likelihood", f"{likely[0]:.0%}–{likely[1]:.0%}" if likely else None),
            ]
        case Condition():
            text = coded.document.text
            then = " … ".join(_flat(text[a:b]) for a, b in record.then)
            spans = [*record.marker, *record.if_]
            held = " … ".join(_flat(text[a:b]) for a, b in sorted(spans))
            return f"“{_cut(held)}”", [("then", then[:200] or None)]
        case Explanation():
            text = coded.document.text
            by = " … ".join(_flat(text[a:b]) for a, b in record.by)
            of = " … ".join(_flat(text[a:b]) for a, b in record.of) or by
            return f"{record.kind} of “{_cut(of)}”", [
                ("by", by[:200] or None),
                ("firmness", f"{phrases[record.factuality] or 'asserted'} ({record.factuality})"),
            ]


def _rows(coded: CodedDocument, record: Told) -> tuple[str, ...]:
    rows = [record.rule] if record.rule else []
    if isinstance(record, Event):
        sides = set(record.actors) | set(record.recipients)
        for actor in coded.actors:
            if actor.id in sides:
                rows += [row for row in actor.rows if row not in rows][:4]
    return tuple(rows)
