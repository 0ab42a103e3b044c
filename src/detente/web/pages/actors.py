"""Actors and sources: who is named, what they did and said, and how what they foretold turned out."""

from __future__ import annotations

from itertools import islice
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.errors import UnknownActor
from detente.ledger import ActorEntry, Entry, Ledger
from detente.records import Statement
from detente.relations.agenda import agenda
from detente.relations.scorecards import make_scorecards
from detente.web.desk import Desk
from detente.web.held import Pending
from detente.web.rendering import Paging, desk_of, pages_of

router = APIRouter()

FEW = 12


def _actors(ledger: Ledger) -> list[ActorEntry]:
    return list(ledger.actors())


@router.get("/actors")
def actors(request: Request, find: str = "", kind: str = "", page: int = 1) -> Response:
    """All actors, most often named first."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        rows: list[ActorEntry] = desk.ask(ledger, "actors", _actors).value
        kinds = sorted({row.kind for row in rows})
        low = find.strip().lower()
        if low:
            rows = [row for row in rows if low in row.name.lower() or low in row.id.lower()]
        if kind:
            rows = [row for row in rows if row.kind == kind]
        paging = Paging(len(rows), page, 50)
        context = {
            "rows": rows[paging.low : paging.high],
            "paging": paging,
            "find": find,
            "kind": kind,
            "kinds": kinds,
        }
        return pages.page(request, "actors.html", ledger, context)


@router.get("/actor/{id}")
def actor(request: Request, id: str) -> Response:
    """One actor."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        held: dict[str, ActorEntry] = {row.id: row for row in desk.ask(ledger, "actors", _actors).value}
        entry = held.get(id)
        book = desk.knowledge.actors
        known = id in book.actors or id in book.persons or "." in id
        if entry is None and not known:
            raise UnknownActor(f"Nobody is known as {id!r}. The list of actors has those that are named.")
        person = book.persons.get(id)
        did = ledger.events(party=id)
        said = ledger.statements(source=id)
        context = {
            "id": id,
            "entry": entry,
            "parents": book.parents(id, entry.last if entry else None)
            or ([entry.parent] if entry and entry.parent else []),
            "parts": sorted(
                row.id for row in held.values() if row.parent == id or row.id.startswith(f"{id}.")
            ),
            "terms": person.terms if person else (),
            "offices": book.offices,
            "events": [(one, _quote(ledger, one)) for one in did.newest(FEW)],
            "did": did.count(),
            "statements": [(one, _content(ledger, one)) for one in said.newest(FEW)],
            "said": said.count(),
            "ties": _ties(desk, ledger, id),
            "merged": [j for j in ledger.judgements() if j.kind == "merge" and id in (j.target, j.value)],
        }
        return pages.page(request, "actor.html", ledger, context)


def _ties(desk: Desk, ledger: Ledger, id: str) -> list[Any]:
    from detente.relations.dyads import dyads

    try:
        rows = desk.ask(ledger, "dyads", dyads).value
    except Pending:
        return []
    return list(islice((row for row in rows if id in (row.a, row.b)), FEW))


def _quote(ledger: Ledger, entry: Entry[Any]) -> str:
    return " ".join(ledger.text(entry.document, entry.record.span).split())


def _content(ledger: Ledger, entry: Entry[Statement]) -> str:
    text = ledger.text(entry.document)
    said = " … ".join(" ".join(text[low:high].split()) for low, high in entry.record.content)
    return said if len(said) <= 400 else said[:398] + " …"


@router.get("/sources")
def sources(request: Request, page: int = 1, outlet: str = "") -> Response:
    """Outlets and their articles, and who speaks most."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        papers = list(
            ledger.select(
                "SELECT publication AS name, count(*) AS articles, min(known) AS first, max(known) AS last,"
                " count(DISTINCT origin) AS origins FROM documents GROUP BY publication"
                " ORDER BY articles DESC, name LIMIT 500"
            )
        )
        total = next(
            ledger.select(
                "SELECT count(*) AS n FROM documents WHERE ? = '' OR publication = ?", (outlet, outlet)
            )
        )["n"]
        paging = Paging(total, page, 50)
        ids = ledger.select(
            "SELECT id FROM documents WHERE ? = '' OR publication = ? ORDER BY known DESC, id DESC"
            " LIMIT ? OFFSET ?",
            (outlet, outlet, paging.size, paging.low),
        )
        context = {
            "papers": papers,
            "outlet": outlet,
            "articles": [ledger.document(f"d{row['id']}") for row in ids],
            "paging": paging,
            "speakers": desk.ask(ledger, "speakers", _speakers).value,
        }
        return pages.page(request, "sources.html", ledger, context)


def _speakers(ledger: Ledger) -> list[dict[str, Any]]:
    rows = ledger.select(
        "SELECT p.actor AS id, count(*) AS said, sum(s.source_kind = 'anonymous') AS unnamed"
        " FROM statement_parties AS p JOIN statements AS s ON s.key = p.statement"
        " JOIN documents AS d ON d.coding = s.coding WHERE p.side = 'source' AND p.depth = 0"
        " GROUP BY p.actor ORDER BY said DESC, p.actor LIMIT 40"
    )
    return [dict(row) for row in rows]


@router.get("/source/{id}")
def source(request: Request, id: str, page: int = 1) -> Response:
    """What a source said, named or not, and how what it foretold turned out."""
    desk, pages = desk_of(request), pages_of(request)
    with desk.open() as ledger:
        said = ledger.statements(source=id)
        paging = Paging(said.count(), page)
        shown = [(one, _content(ledger, one)) for one in said.part(paging.low, paging.size, paging.total)]

        def cards(opened: Ledger) -> Any:
            items = [item for item in agenda(opened, id) if id in item.source_actors]
            kinds = ("forecast", "scheduled", "commitment", "threat", "demand")
            return make_scorecards(items, kinds), items

        try:
            scored, items = desk.ask(ledger, ("source", id), cards, beside=True).value
        except Pending:
            scored, items = [], None
        grades = [j for j in ledger.judgements() if j.kind == "grade" and j.target == id]
        context = {
            "id": id,
            "rows": shown,
            "paging": paging,
            "cards": scored,
            "items": items,
            "grade": grades[-1].value if grades else None,
        }
        return pages.page(request, "source.html", ledger, context)
