"""Terms on the table: demands, offers, conditions, commitments, threats and refusals, with their state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from detente.ledger import Ledger
from detente.ledger.queries import Day, day
from detente.relations.births import bear_condition, bear_expectation, bear_refusal, bear_request
from detente.relations.histories import History, cite, follow_all, let_lapse
from detente.relations.matters import Change, Matter, MatterKind, join
from detente.relations.pages import Pages
from detente.relations.references import Reference
from detente.relations.roll import Roll
from detente.relations.turns import Turns

KINDS = ("demand", "offer", "condition", "commitment", "threat", "refusal")
STATES = ("open", "met", "refused", "withdrawn", "lapsed", "void")


@dataclass(frozen=True, slots=True)
class Term:
    """One thread of the bargaining, over all articles that speak of it.

    Attributes:
        id: full id of the record that raised it.
        kind: demand, offer, condition, commitment, threat or refusal.
        by: who raises it.
        of: of whom; who would have to act.
        what: the words that say what.
        authority: the source it rests on, as the text describes it; None where the article itself says it.
        condition: the words of the condition it hangs on, or None.
        deadline: last day (ISO) it can be met, or None.
        state: open, met, refused, withdrawn, lapsed or void.
        since: day on which that state became known.
        answers: id of the demand or offer that a refusal answers, or None.
        settled_by: the rule that decides, in words.
        changes: all its states with the records that brought them, the birth first.
        references: where it is raised or told again, the first first.
    """

    id: str
    kind: MatterKind
    by: tuple[str, ...]
    of: tuple[str, ...]
    what: str
    authority: str | None
    condition: str | None
    deadline: str | None
    state: str
    since: str
    settled_by: str
    changes: tuple[Change, ...]
    references: tuple[Reference, ...]
    answers: str | None = None


def terms(
    ledger: Ledger,
    a: str,
    b: str,
    as_of: Day | None = None,
    *,
    roll: Roll | None = None,
    pages: Pages | None = None,
) -> list[Term]:
    """The terms between two actors, open ones first, then the newest first.

    Args:
        ledger: the record.
        a: one actor; its parts and persons count with it.
        b: the other.
        as_of: what was known on that day; None is today.
        roll: how actors roll up, by default as the ledger's documents tell.
        pages: the documents, where another question with the same `roll` has loaded them.
    """
    roll = roll or Roll.of(ledger, as_of)
    turns = Turns(ledger, as_of, roll, pages=pages)
    today = day(as_of) if as_of is not None else date.today().isoformat()
    matters = [m for m in _matters(ledger, turns, a, b, as_of) if _between(m, a, b, roll)]
    histories = follow_all(join(matters, roll), turns, ledger)
    for history in histories:
        let_lapse(history, "lapsed", "deadline", today)
    refused = {
        change.reference.record: history.matter.record
        for history in histories
        for change in history.changes
        if change.state == "refused" and change.reference is not None
    }
    found = [_term(history, turns, ledger, refused) for history in histories]
    return sorted(found, key=lambda term: (term.state != "open", _backwards(term.since), term.id))


def _matters(ledger: Ledger, turns: Turns, a: str, b: str, as_of: Day | None) -> Iterator[Matter]:
    pages, told = turns.pages, set()
    # a term of which nothing was coded has no parties but those whom its words name
    kinds, naming = ("demand", "commitment", "threat"), turns.narrow([a, b])
    for expectation in ledger.expectations(kind=kinds, document=naming, as_of=as_of):
        matter = bear_expectation(expectation, pages[expectation.document], turns.roll)
        told.add((expectation.document, matter.page.sentence(matter.span[0])))
        yield matter
    either = (*turns.roll.members(a), *turns.roll.members(b))
    asking = ("REQUEST", "REJECT")
    for event in ledger.events(type=asking, party=either, document=turns.documents, as_of=as_of):
        page = pages[event.document]
        if event.record.type == "REJECT":
            refusal = bear_refusal(event, page)
            if refusal is not None:
                yield refusal
            continue
        request = bear_request(event, page)
        # an expectation in the same sentence has told it already
        if request is not None and (event.document, page.sentence(event.record.anchor[0])) not in told:
            yield request
    for condition in ledger.conditions(document=naming, as_of=as_of):
        yield bear_condition(condition, pages[condition.document])


def _between(matter: Matter, a: str, b: str, roll: Roll) -> bool:
    parties, on = matter.concerned(), matter.known
    if matter.kind == "condition" and not roll.covers(parties, (a, b), on):
        # "if the officers are free by then" does not say who holds them; the sentences before it do
        one = {roll.side(actor, (a, b), on) for actor in parties} - {None}
        return bool(one) and roll.covers((*parties, *matter.near), (a, b), on)
    return roll.covers(parties, (a, b), on)


def _term(history: History, turns: Turns, ledger: Ledger, refused: Mapping[str, str]) -> Term:
    matter, last = history.matter, history.changes[-1]
    state = "met" if last.state == "happened" else last.state
    if state in ("did_not", "called_off", "postponed"):
        state = {"did_not": "lapsed", "called_off": "withdrawn", "postponed": "open"}[state]
    condition = matter.page.conditions.get(matter.condition) if matter.condition else None
    words = None
    if condition is not None:
        words = " … ".join(matter.page.text[low:high] for low, high in condition.if_)
    return Term(
        id=matter.record,
        kind=matter.kind,
        by=matter.by,
        of=matter.of,
        what=matter.page.text[matter.span[0] : matter.span[1]],
        authority=matter.authority,
        condition=words,
        deadline=matter.rule.high,
        state=state,
        since=last.known,
        settled_by=matter.rule.tell(turns.roll),
        changes=tuple(history.changes),
        references=(cite(matter), *(cite(mention) for mention in matter.mentions)),
        answers=next((refused[id] for id in _records(matter) if id in refused), None),
    )


def _records(matter: Matter) -> list[str]:
    """The records of a refusal; no other matter answers one."""
    return [matter.record, *(m.record for m in matter.mentions)] if matter.kind == "refusal" else []


def _backwards(day: str) -> int:
    return -date.fromisoformat(day[:10]).toordinal()
