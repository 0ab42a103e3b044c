"""Briefs: planned as record ids, written, checked against the sentences behind them, then rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from detente import edtf
from detente.briefing.fates import fates
from detente.briefing.lines import numbered
from detente.briefing.measure import measure
from detente.briefing.model import Brief, Evidence, Line, Part, Refused, Section
from detente.briefing.plan import LINES, Planner
from detente.briefing.positions import stance_lines
from detente.briefing.sections import Writer, shown
from detente.briefing.view import look
from detente.errors import UnknownActor
from detente.knowledge import Knowledge
from detente.ledger import Ledger

__all__ = ["Brief", "Evidence", "Line", "Part", "Refused", "Section", "brief"]

NEWS_DAYS = 14
"""Where no `since` is given, what became known in this many days before the newest article is news."""


def brief(
    ledger: Ledger,
    a: str,
    b: str,
    as_of: str | None = None,
    since: str | None = None,
    *,
    knowledge: Knowledge | None = None,
    limit: int | None = LINES,
) -> Brief:
    """Write the brief on a relationship.

    Args:
        ledger: where the record is kept.
        a: the one side: an actor id or a name.
        b: the other side.
        as_of: EDTF date; only what was known by then counts. None is today.
        since: EDTF date; what became known from then on is news.
        knowledge: the tables; our own where not given.
        limit: lines a section may have; None is all.

    Returns:
        a brief whose every line passed the checker; the lines that did not are in `Brief.refused`.

    Raises:
        UnknownActor: a side is not known.
        DateError: a date is not EDTF.
    """
    knowledge = knowledge or Knowledge()
    planner, names = planner_of(ledger, a, b, as_of, since, knowledge, limit)
    view = planner.view
    sections = (
        planner.standing(),
        planner.news(),
        planner.voices(),
        planner.terms(),
        planner.expected(),
        planner.stances(stance_lines(ledger, view, planner.writer)),
        planner.reasons(),
    )
    return Brief(
        a=view.a,
        b=view.b,
        title=" – ".join(names),
        as_of=as_of,
        since=view.since,
        documents=view.total,
        sections=sections,
        refused=tuple(planner.refused),
        evidence=numbered(sections),
        measures=measure(ledger, view.a, view.b, known_by(as_of), names),
    )


def known_by(as_of: str | None) -> str | None:
    """The last day (ISO) of an EDTF date."""
    return edtf.bounds(as_of)[1].isoformat() if as_of else None


def planner_of(
    ledger: Ledger,
    a: str,
    b: str,
    as_of: str | None,
    since: str | None,
    knowledge: Knowledge,
    limit: int | None,
) -> tuple[Planner, tuple[str, str]]:
    """What plans a brief on a relationship, and the names of its two sides; see `brief`.

    Args:
        ledger: where the record is kept.
        a: the one side.
        b: the other side.
        as_of: EDTF date; only what was known by then counts.
        since: EDTF date; what became known from then on is news.
        knowledge: the tables.
        limit: lines a section may have; None is all.
    """
    one, other = (_side(ledger, knowledge, side, as_of) for side in (a, b))
    if one == other:
        raise UnknownActor(f"A brief is on two actors; {a!r} and {b!r} are both {one}.")
    known = known_by(as_of)
    fresh = edtf.bounds(since)[0].isoformat() if since else None
    circles = (_circle(knowledge, one), _circle(knowledge, other))
    view = look(ledger, one, other, as_of=known, since=fresh, circles=circles)
    if fresh is None and view.pages:
        newest = edtf.bounds(view.pages[-1].article.known)[0]
        view.since = edtf.days_on(newest, -NEWS_DAYS).isoformat()
    named = _namer(ledger, knowledge)
    writer = Writer(view, named, knowledge.phrases)
    become = fates(ledger, one, other, known)
    planner = Planner(view, writer, _forms(knowledge), _ranges(knowledge), become, limit=limit)
    return planner, (named(one), named(other))


def _side(ledger: Ledger, knowledge: Knowledge, text: str, date: str | None) -> str:
    """A side of the brief: by the tables, else by the names that the articles use."""
    try:
        return find_actor(knowledge, text, date)
    except UnknownActor:
        return ledger.actor(text, knowledge=knowledge)


def _namer(ledger: Ledger, knowledge: Knowledge) -> Callable[[str], str]:
    """How actors are called: by the tables, else by the articles."""
    read = {row["id"]: row["name"] for row in ledger.select("SELECT id, name FROM actors GROUP BY id")}

    def named(actor: str) -> str:
        found = knowledge.actors.name(actor)
        return read.get(actor, found) if found == actor else found

    return named


def find_actor(knowledge: Knowledge, text: str, date: str | None = None) -> str:
    """The actor a user means by an id or a name.

    Args:
        knowledge: the tables.
        text: such as ``RUS``, ``Moscow``, ``Vladimir Putin``.
        date: EDTF date on which the name is meant, or None.

    Raises:
        UnknownActor: nothing bears the name; the message offers what is near.
    """
    found = knowledge.actors.resolve(text, date)
    if found:
        return found[0]
    near = ", ".join(f"{known} ({id})" for id, known in knowledge.actors.near(text))
    hint = f" Did you mean {near}?" if near else " `detente actors` lists those the ledger knows."
    raise UnknownActor(f"No actor is known as {text!r}.{hint}")


def checking(knowledge: Knowledge) -> tuple[Callable[[str], Iterable[str]], dict[str, set[str]]]:
    """What the checker of lines needs: the forms of names, and the ranges of likelihood words."""
    return _forms(knowledge), _ranges(knowledge)


def _forms(knowledge: Knowledge) -> Callable[[str], Iterable[str]]:
    forms: dict[str, set[str]] = {}
    for key, aliases in knowledge.actors.names.by_key.items():
        for alias in aliases:
            forms.setdefault(alias.actor, set()).add(key)
    return lambda actor: forms.get(actor, ())


def _circle(knowledge: Knowledge, actor: str) -> frozenset[str]:
    return knowledge.circles.get(actor, frozenset()) | {actor}


def _ranges(knowledge: Knowledge) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for terms in knowledge.likelihood.terms.values():
        for term in terms:
            found.setdefault(" ".join(term.words).replace(" - ", "-"), set()).add(shown(term.range))
    return found
