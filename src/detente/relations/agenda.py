"""The agenda: what is expected, by when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from detente.knowledge.actors.principals import principals
from detente.ledger import Entry, Ledger
from detente.ledger.queries import Day, day
from detente.records import Expectation, Range
from detente.relations.births import bear_expectation
from detente.relations.histories import SETTLED, History, cite, follow_all, let_lapse
from detente.relations.matters import Change, Matter, MatterKind, Rule, firmest, join
from detente.relations.pages import Pages
from detente.relations.references import Reference
from detente.relations.roll import Roll
from detente.relations.turns import Turns

STATES = ("open", "due", "overdue", "happened", "did_not", "called_off", "void")


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """Something that is expected, with the rule that was set for it at its birth.

    Attributes:
        id: full id of the record that first expects it.
        kind: scheduled, forecast, demand, offer, commitment or threat; the firmest where sources differ.
        what: the words that say what.
        actors: who would act.
        recipients: toward whom.
        rule: what settles it.
        rule_text: the rule as a line.
        window: when, as the text last said (EDTF), or None.
        probability: likelihood range that the source gives, or None.
        phrase: its words of likelihood or time, or None.
        source: who expects it, as the text describes the source; None where the article itself does.
        source_actors: their ids.
        sources: all who expect it, in the order in which they became known.
        condition: the words of the condition it hangs on, or None.
        state: open, due, overdue, happened, did_not, called_off or void.
        since: day on which that state became known.
        changes: all states with the records that brought them, the birth first.
        contrary: what spoke against it while it was open.
        references: where it is expected, the first first.
    """

    id: str
    kind: MatterKind
    what: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    rule: Rule
    rule_text: str
    window: str | None
    probability: Range | None
    phrase: str | None
    source: str | None
    source_actors: tuple[str, ...]
    condition: str | None
    state: str
    since: str
    changes: tuple[Change, ...]
    contrary: tuple[Reference, ...]
    references: tuple[Reference, ...]
    sources: tuple[str, ...] = ()


def agenda(
    ledger: Ledger,
    a: str | None = None,
    b: str | None = None,
    as_of: Day | None = None,
    *,
    roll: Roll | None = None,
    pages: Pages | None = None,
) -> list[AgendaItem]:
    """What is expected, what is not settled first, by the day it is due.

    Args:
        ledger: the record.
        a: only what one actor has a part in; its parts and persons count with it.
        b: and another.
        as_of: what was known on that day; None is today.
        roll: how actors roll up, by default as the ledger's documents tell.
        pages: the documents, where another question with the same `roll` has loaded them.
    """
    roll = roll or Roll.of(ledger, as_of)
    turns = Turns(ledger, as_of, roll, pages=pages)
    today = day(as_of) if as_of is not None else date.today().isoformat()
    matters = list(_matters(ledger, turns, [side for side in (a, b) if side is not None], as_of))
    histories = follow_all(join(matters, roll), turns, ledger)
    found: list[AgendaItem] = []
    for history in histories:
        if history.matter.kind in ("forecast", "threat"):
            # whoever foretold it was wrong when the time has passed; a plan or a promise is overdue
            let_lapse(history, "did_not", "deadline", today)
        found.append(_item(history, turns, ledger, today))
    return sorted(found, key=_rank)


def _matters(ledger: Ledger, turns: Turns, sides: list[str], as_of: Day | None) -> Iterator[Matter]:
    roll = turns.roll
    # an expectation of which nothing was coded has no parties but those whom its words name
    entries = list(ledger.expectations(document=turns.narrow(sides), as_of=as_of))
    for entry in _each_event_once(entries):
        matter = bear_expectation(entry, turns.pages[entry.document], roll)
        if matter.kind in ("demand", "offer") and matter.window is None:
            # a demand or an offer without a deadline is a term, not a date to keep
            continue
        parties = matter.parties() + matter.source_actors
        if roll.covers(parties, sides, matter.known) or _understood(matter, sides, roll):
            yield matter


def _understood(matter: Matter, sides: list[str], roll: Roll) -> bool:
    """Whether something that names no party is expected of the two whom its article is about."""
    start, end = matter.page.sentence(matter.span[0])
    named = (*matter.parties(), *(mention.actor for mention in matter.page.mentions((start, end))))
    others = (actor for actor in named if actor not in matter.source_actors)
    if len(sides) != 2 or not all(roll.unknown(actor) or roll.side(actor, sides) for actor in others):
        return False
    if any(not roll.unknown(actor) for actor in matter.parties()):
        return False
    about = principals(roll.top(mention.actor) for mention in matter.page.all_mentions)
    return {roll.side(actor, sides) for actor in about} == set(sides)


def _each_event_once(entries: Iterable[Entry[Expectation]]) -> list[Entry[Expectation]]:
    """Expectations without those that only speak of an event that is planned in the same words.

    "The first step could come during a visit that is planned for May" is no second visit.
    """
    held = list(entries)
    planned = {(e.document, e.record.event) for e in held if e.record.event and e.record.kind == "scheduled"}
    return [
        e
        for e in held
        if e.record.kind == "scheduled" or (e.document, e.record.event) not in planned or e.record.probability
    ]


def _item(history: History, turns: Turns, ledger: Ledger, today: str) -> AgendaItem:
    matter, last = history.matter, history.changes[-1]
    state, since = last.state, last.known
    if state == "met":
        state = "happened"
    elif state in ("withdrawn", "lapsed", "refused"):
        state = "called_off" if state == "withdrawn" else "did_not"
    elif state not in SETTLED:
        state, since = _by_time(matter, last, today)
    condition = matter.page.conditions.get(matter.condition) if matter.condition else None
    words = None
    if condition is not None:
        words = " … ".join(matter.page.text[low:high] for low, high in condition.if_)
    window = next((c.window for c in reversed(history.changes) if c.window is not None), None)
    return AgendaItem(
        id=matter.record,
        kind=firmest((matter, *matter.mentions)),
        what=matter.page.text[matter.span[0] : matter.span[1]],
        actors=tuple(sorted(matter.rule.actors)) or matter.by,
        recipients=tuple(sorted(matter.rule.recipients)) or matter.of,
        rule=matter.rule,
        rule_text=matter.rule.tell(turns.roll),
        window=None if last.state == "postponed" else window,
        probability=matter.probability,
        phrase=matter.phrase,
        source=matter.authority,
        source_actors=matter.source_actors,
        condition=words,
        state=state,
        since=since,
        changes=tuple(history.changes),
        contrary=tuple(history.contrary),
        references=(cite(matter), *(cite(mention) for mention in matter.mentions)),
        sources=_sources((matter, *matter.mentions), turns.roll),
    )


def _sources(matters: Iterable[Matter], roll: Roll) -> tuple[str, ...]:
    """Who expects it, each once: the source in the text's words, else by name; the author is not named."""
    found = (m.authority or ", ".join(map(roll.name, m.source_actors)) for m in matters)
    return tuple(dict.fromkeys(name for name in found if name))


def _by_time(matter: Matter, last: Change, today: str) -> tuple[str, str]:
    low, high = matter.rule.low, matter.rule.high
    if high is not None and today > high:
        return "overdue", high
    if low is not None and low > matter.known and today >= low:
        return "due", low
    return "open", last.known


def _rank(item: AgendaItem) -> tuple[bool, str, str]:
    return (item.state in SETTLED, item.rule.high or item.rule.low or "9999", item.id)
