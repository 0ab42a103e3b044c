"""The section on stances: who has shifted toward the other side, and where one side says two things.

A brief tells only what it can stand for: shifts that the text itself tells ("softened his stance") or that
two acts of one person show, and contradictions between acts. Positions that are read off the words of a
statement stay in `detente.relations.stances`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.briefing.dates import said
from detente.briefing.model import Evidence, Line, Part, date, words
from detente.briefing.sections import Writer
from detente.briefing.view import Page, View
from detente.ledger import Ledger
from detente.relations.references import Reference
from detente.relations.stances import Contradiction, Position, Shift, stances


def stance_lines(ledger: Ledger, view: View, writer: Writer) -> list[Line]:
    """Shifts and contradictions as lines, the newest first.

    Args:
        ledger: where the record is kept.
        view: the articles planned from.
        writer: puts records as lines.
    """
    found = stances(ledger, view.a, view.b, view.as_of)
    pages = {page.article.id: page for page in view.pages}
    dated = [*_shifts(found.shifts, pages, writer), *_contradictions(found.contradictions, pages, writer)]
    return [line for _, line in sorted(dated, key=lambda x: x[0], reverse=True)]


def _shifts(shifts: Iterable[Shift], pages: dict[str, Page], writer: Writer) -> Iterator[tuple[str, Line]]:
    for shift in shifts:
        page = pages.get(shift.after.document)
        if page is None:
            continue
        way = writer.phrases[shift.way]
        parts: list[Part] = [*writer.actors(page, [shift.actor]), words(f" has grown {way}: ")]
        told = shift.after.sentence_span if shift.before is None else shift.after.span
        parts.append(writer.quoted(page, [told]))
        evidence = page.evidence([told], [shift.actor])
        ids = [shift.after.record]
        if shift.before is not None:
            earlier = _before(shift.before, pages, writer)
            if earlier is None or shift.before.medium != "act" or _same(shift.before, shift.after):
                continue
            actor = page.actors.get(shift.actor)
            if actor is None or actor.kind != "person":
                continue  # where a whole side stands, its phase and its series tell
            parts += earlier[0]
            evidence += earlier[1]
            ids.append(shift.before.reference.record)
        yield shift.known, Line(tuple(parts), tuple(dict.fromkeys(evidence)), tuple(ids))


def _contradictions(
    found: Iterable[Contradiction], pages: dict[str, Page], writer: Writer
) -> Iterator[tuple[str, Line]]:
    for one in found:
        page = pages.get(one.second.reference.document)
        earlier = _before(one.first, pages, writer)
        if page is None or earlier is None or {one.first.medium, one.second.medium} != {"act"}:
            continue
        if _same(one.first, one.second.reference):
            continue
        parts: list[Part] = [
            *writer.actors(page, [one.second.actor]),
            words(" speaks against its own side: "),
        ]
        parts.append(writer.quoted(page, [one.second.reference.span]))
        evidence = (*page.evidence([one.second.reference.span], [one.second.actor]), *earlier[1])
        ids = (one.second.reference.record, one.first.reference.record)
        yield (
            one.second.known,
            Line((*parts, *earlier[0]), tuple(dict.fromkeys(evidence)), ids),
        )


def _same(position: Position, reference: Reference) -> bool:
    return position.reference.document == reference.document


def _before(
    position: Position, pages: dict[str, Page], writer: Writer
) -> tuple[list[Part], tuple[Evidence, ...]] | None:
    reference: Reference = position.reference
    page = pages.get(reference.document)
    if page is None:
        return None
    parts: list[Part] = [words("; before that")]
    if page.published:
        parts += [words(" ("), date(page.published, said(page.published)), words(")")]
    parts += [words(", "), *writer.actors(page, [position.actor]), words(": ")]
    parts.append(writer.quoted(page, [reference.span]))
    return parts, page.evidence([reference.span], [position.actor])
