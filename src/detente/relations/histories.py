"""The states that a matter takes, one after the other, as records become known."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from detente import edtf
from detente.ledger import Ledger, Resolution
from detente.relations.bearing import accepts, lifts, refuses, settles, told_refused, turns_cue
from detente.relations.courses import Course
from detente.relations.matters import Change, Matter, Order
from detente.relations.references import Reference
from detente.relations.turns import Turn, Turns

SETTLED = frozenset({"met", "happened", "did_not", "withdrawn", "lapsed", "void", "called_off"})
"""States that a later record other than a renewal does not change."""


@dataclass(slots=True)
class History:
    """A matter with its states so far, what spoke against it while it was open, and what became of it later.

    `later` holds the mentions that came after the matter was settled: they open a new one. `judged` tells
    whether a person has said what became of it.
    """

    matter: Matter
    changes: list[Change]
    contrary: list[Reference]
    later: list[Matter]
    judged: bool = False

    @property
    def state(self) -> str:
        """The state it is in."""
        return self.changes[-1].state


def follow(matter: Matter, turns: Turns) -> History:
    """Follow a matter through all that may turn it.

    Args:
        matter: with all its mentions, in order.
        turns: gathered for its parties.
    """
    history = History(matter, [_birth(matter)], [], [])
    refusal = next((turn for turn in turns.beside(matter) if told_refused(turn, matter, turns)), None)
    if refusal is not None:
        history.changes.append(Change("refused", refusal.known, refusal.low, refusal.why, cite_turn(refusal)))
    course = turns.bearing_on(matter)
    for place, mention in enumerate(matter.mentions):
        _turn_all(history, course, turns, mention.order)
        _tell_again(history, mention)
        if history.later:
            history.later += matter.mentions[place + 1 :]
            return history
    _turn_all(history, course, turns)
    return history


def _turn_all(history: History, course: Course, turns: Turns, until: Order | None = None) -> None:
    """Take the turns before a mention, or all that are left; what is settled only words can open again."""
    while (turn := course.next(until, words_only=history.state in SETTLED)) is not None:
        _turn(history, turn, turns)


def follow_all(matters: Iterable[Matter], turns: Turns, ledger: Ledger) -> list[History]:
    """Follow matters, and those that are raised anew after they were settled.

    Args:
        matters: joined, each with its mentions.
        turns: what may turn them; it gathers for their parties here.
        ledger: where people have said what became of a matter.
    """
    held = deque(matters)
    turns.gather(held)
    found: list[History] = []
    said = ledger.resolutions()
    while held:
        history = follow(held.popleft(), turns)
        _resolve(history, said, turns.until)
        found.append(history)
        if history.later:
            first, *rest = history.later
            first.mentions = rest
            held.append(first)
    return sorted(found, key=lambda history: history.matter.order)


def let_lapse(history: History, state: str, why: str, today: str) -> None:
    """Add the state that a matter takes when its deadline has passed and nothing was heard.

    Args:
        history: of the matter.
        state: the state it takes.
        why: name of the rule.
        today: the day of the question (ISO).
    """
    high = history.matter.rule.high
    if history.judged or high is None or history.state in SETTLED or today <= high:
        return
    after = edtf.days_on(date.fromisoformat(high), 1).isoformat()
    history.changes.append(Change(state, after, high, why))


def _resolve(history: History, said: Mapping[str, Resolution], until: str) -> None:
    """What a person says has become of a matter holds, whatever the records tell."""
    matters = [history.matter, *history.matter.mentions]
    found = [said[matter.record] for matter in matters if matter.record in said]
    found = [one for one in found if one.known <= until]
    if not found:
        return
    last = max(found, key=lambda one: one.judgement)
    history.judged = True
    on = last.known if last.dated else None
    history.changes.append(Change(last.outcome, last.known, on, f"judgement:{last.judgement}"))


def _birth(matter: Matter) -> Change:
    return Change("open", matter.known, None, "born", cite(matter), matter.window)


def cite(matter: Matter) -> Reference:
    """The words in which a matter was raised."""
    if matter.reference is None:
        matter.reference = matter.page.refer(matter.record, matter.span, matter.date)
    return matter.reference


def cite_turn(turn: Turn) -> Reference:
    """The words of a turn."""
    page = turn.page
    if turn.record.partition(".")[2]:
        return page.refer(turn.record, turn.span, turn.low)
    words = page.text[turn.span[0] : turn.span[1]]
    return Reference(turn.record, turn.record, turn.span, words, words, turn.span, turn.known, page.published)


def _tell_again(history: History, mention: Matter) -> None:
    matter, last = history.matter, history.changes[-1]
    if last.state in ("met", "happened", "did_not", "void", "lapsed"):
        # an account of what is settled is no new matter; one whose window lies later is
        window = mention.rule.low
        settled = last.on or last.known
        if (window is not None and window > settled) or matter.kind in ("demand", "offer"):
            history.later.append(mention)
        return
    moved = mention.window is not None and mention.window != _window(history)
    reopened = last.state in ("refused", "postponed", "called_off", "withdrawn")
    if moved:
        matter.rule = replace(
            matter.rule,
            low=mention.rule.low,
            high=mention.rule.high,
            words=matter.rule.words | mention.rule.words,
        )
    if (moved or reopened) and mention.order[0] >= last.known:
        # the article that tells of a refusal tells the demand again; that does not renew it
        if reopened and not moved and mention.page.id == _document(last):
            return
        history.changes.append(
            Change("open", mention.known, None, "told again", cite(mention), mention.window)
        )


def _document(change: Change) -> str | None:
    return change.reference.document if change.reference else None


def _window(history: History) -> str | None:
    return next((c.window for c in reversed(history.changes) if c.window is not None), None)


def _turn(history: History, turn: Turn, turns: Turns) -> None:
    matter = history.matter
    found = _state_after(history, turn, turns)
    if found is not None:
        state, why = found
        if state == history.state or (history.state in SETTLED and state != "open"):
            return
        history.changes.append(Change(state, turn.known, turn.low, why, cite_turn(turn)))
        if state == "postponed":
            matter.rule = replace(matter.rule, low=None, high=None)
    elif history.state not in SETTLED and _speaks_against(turn, matter, turns):
        history.contrary.append(cite_turn(turn))


def _state_after(history: History, turn: Turn, turns: Turns) -> tuple[str, str] | None:
    """The state that a turn brings about, and why; None where it does not bear on the matter."""
    matter = history.matter
    if turns_cue(turn, matter, turns):
        if matter.kind == "threat" and turn.turn == "met":
            # what the threat was meant to bring about has come about
            return "void", turn.why
        return ("open" if turn.turn == "renewed" else str(turn.turn)), turn.why
    if lifts(turn, matter, turns):
        assert matter.hinge is not None
        return "void", matter.hinge.why
    if accepts(turn, matter, turns):
        return "met", turn.why
    if matter.kind == "refusal":
        # who does what it refused has given the refusal up
        return ("withdrawn", turn.why) if turn.sort == "done" and settles(turn, matter, turns) else None
    if turn.sort == "done" and settles(turn, matter, turns):
        return ("met" if matter.kind in ("demand", "condition", "offer") else "happened"), turn.why
    if turn.sort == "denied" and settles(turn, matter, turns) and matter.rule.low is not None:
        return "did_not", turn.why
    if matter.kind in ("demand", "condition", "offer") and refuses(turn, matter, turns):
        return "refused", turn.why
    return None


def _speaks_against(turn: Turn, matter: Matter, turns: Turns) -> bool:
    if turn.sort == "denied":
        return settles(turn, matter, turns)
    return matter.kind not in ("demand", "condition", "offer") and refuses(turn, matter, turns)
