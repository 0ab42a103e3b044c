"""Whether a later record bears on a matter: it settles it, accepts or refuses it, lifts it, or says so."""

from __future__ import annotations

from dataclasses import replace

from detente.relations.births import FEW_WORDS
from detente.relations.matters import Matter, persons_agree
from detente.relations.pages import stem
from detente.relations.roll import Roll
from detente.relations.rows import MUTUAL
from detente.relations.turns import Turn, Turns

SPEECH = ("REQUEST", "ACCUSE", "THREATEN", "REJECT")
"""Types that are said and carry nothing out."""
PLANS = ("forecast", "scheduled", "commitment")
"""Kinds of what is yet to come about; what the same article tells as past has mostly gone before."""
EVEN = 0.5
"""What is given no better chance than this is said not to come."""
ALIKE = 0.5
"""Share of the words of a rule without a type that an event must have to settle it."""


def settles(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether an event is the one that a matter's rule waits for, whether it happened or is denied.

    Who acts, the type and the time must be right. Beside them, one more sign is asked: a shared word, or the
    same recipient within the window where there is one. Where the rule has no type, more words must agree.
    """
    rule, roll = matter.rule, turns.roll
    if turn.type is None or turn.sort == "cue" or not _in_time(turn, matter):
        return False
    mutual = turn.type in MUTUAL
    doers = turn.sides() if mutual else turn.actors
    shared = turns.shared(rule.words, turn.words)
    if turn.type == "AGREE" and not (
        rule.acts and matter.kind in ("demand", "condition", "forecast", "refusal")
    ):
        # a promise is not yet the deed
        return False
    if turn.type == "AGREE" and matter.kind == "forecast" and turn.verb not in rule.words:
        # who is ready to meet has not met; who was expected to agree has agreed
        return False
    if not rule.actors:
        if rule.types and rule.acts:
            concerned = not matter.of or roll.meets(matter.of, turn.sides())
            alike = turn.type in rule.types and not rule.acts.isdisjoint(turn.acts)
            return alike and concerned and shared >= 1
        return not rule.types and shared >= max(2.0, ALIKE * len(rule.words)) and turn.type not in SPEECH
    if not roll.meets(rule.actors, doers) or not persons_agree(rule.actors, doers, roll):
        return False
    if not rule.types:
        return shared >= max(2.0, ALIKE * len(rule.words)) and turn.type not in SPEECH
    if turn.type not in rule.types or (rule.acts and rule.acts.isdisjoint(turn.acts)):
        return False
    others = turn.sides() if mutual else turn.recipients
    aim = bool(rule.recipients) and roll.meets(rule.recipients, others)
    unlikely = matter.probability is not None and matter.probability[1] <= EVEN
    if matter.kind == "forecast" and unlikely and rule.recipients and not aim:
        # that something came about which nobody expected takes an act between the very sides
        return False
    if rule.recipients and others and not aim:
        return shared >= 2
    # the same kind of act is a sign by itself
    if shared >= (0.5 if rule.acts else min(2.0, 0.5 * len(rule.words))):
        return True
    return aim and rule.low is not None and bool(rule.acts)


def _in_time(turn: Turn, matter: Matter) -> bool:
    """Whether an event came about after the matter was raised and not before its window.

    What was planned, promised or demanded may still come late; a forecast that comes late was wrong.
    """
    rule = matter.rule
    low, high = turn.low or turn.known, turn.high or turn.known
    if high < (rule.low or matter.known):
        return False
    if matter.kind in PLANS and turn.page.id == matter.page.id and not _later(turn, matter):
        return False
    return matter.kind != "forecast" or rule.high is None or low <= rule.high


def _later(turn: Turn, matter: Matter) -> bool:
    """Whether an event is dated after the article that tells it, or in the window that a plan had."""
    low, start = turn.low, matter.rule.low
    return low is not None and (low > matter.known or (start is not None and low >= start))


def told_refused(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether a demand's own sentence says that it was refused ("…, which Uganda rejected").

    Args:
        turn: a rejection in that sentence.
        matter: the demand.
        turns: gathered for it.
    """
    roll = turns.roll
    if matter.kind != "demand" or turn.type != "REJECT" or turn.sort != "done" or _inner(turn, roll):
        return False
    asked_of = matter.of or tuple(matter.rule.actors)
    if not roll.meets(turn.actors, asked_of) or roll.meets(turn.actors, matter.by):
        return False
    (start, _), page = matter.span, turn.page
    asked = page.words((start, turn.span[0])) if start < turn.span[0] else matter.rule.words
    telling = turn.words - {turn.verb}
    return not telling or bool(telling & asked)


def lifts(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether an event makes a threat void: the condition it hangs on is met or done away with."""
    if matter.hinge is None or turn.sort != "done":
        return False
    return settles(turn, replace(matter, kind="condition", rule=matter.hinge.rule), turns)


def accepts(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether the side that an offer was made to agrees to it."""
    if matter.kind != "offer" or turn.sort != "done" or turn.type not in ("AGREE", "CONCEDE"):
        return False
    return _answers(turn, matter, turns) and _about_offer(turn, matter, turns)


def _answers(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether an act comes from whom an offer was made to; where nobody is named, from somebody else."""
    roll = turns.roll
    if not turn.actors or roll.meets(turn.actors, matter.by):
        return False
    told = _told(turn, roll)
    if told and matter.by and not roll.meets(told, matter.by):
        return False
    return not matter.of or roll.meets(turn.actors, matter.of)


def _told(turn: Turn, roll: Roll) -> list[str]:
    """The other side of a rejection or an acceptance, where the text says whose it is."""
    return [a for a in turn.recipients if not roll.unknown(a) and not roll.meets((a,), turn.actors)]


def _inner(turn: Turn, roll: Roll) -> bool:
    """Whether somebody speaks against his own side: a general who objects refuses nothing."""
    own = bool(turn.recipients) and all(roll.meets((one,), turn.actors) for one in turn.recipients)
    return own and not any(roll.top(actor) == actor for actor in turn.actors)


def _about_offer(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether an answer speaks of what was offered, or of an offer and no more."""
    offers = turn.page.lexicon.offers
    shared = turns.shared(turn.words - offers, matter.rule.words - offers)
    if shared:
        return True
    told = turn.page.lexicon.wording.offering(turn.page.text[turn.span[0] : turn.span[1]])
    return told and turn.acts.isdisjoint(turn.page.lexicon.acts.by_id) and bool(turn.words & offers)


def refuses(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether a rejection comes from whoever would have to act or answer, and is about the matter."""
    if turn.type != "REJECT" or turn.sort != "done" or not turn.actors:
        return False
    if matter.kind == "offer":
        return _answers(turn, matter, turns) and _about_offer(turn, matter, turns)
    demanded, roll = matter.kind == "demand", turns.roll
    asked = (demanded and matter.of) or tuple(matter.rule.actors)
    if not roll.meets(turn.actors, asked) or _inner(turn, roll):
        return False
    shared = turns.shared(turn.words, matter.rule.words)
    told = _told(turn, roll)
    if demanded and told and matter.by and not roll.meets(told, matter.by):
        return False
    # who refuses to pay does not refuse to talk
    other = bool(turn.acts and matter.rule.acts) and turn.acts.isdisjoint(matter.rule.acts)
    return shared >= (2 if other else 1)


def turns_cue(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether words such as "called off" are about a matter: its kind, its parties, and a word of its own."""
    if turn.sort != "cue" or matter.kind not in turn.about:
        return False
    parties, roll = matter.parties(), turns.roll
    if parties and turn.actors and not roll.meets(parties, turn.actors):
        return False
    if not turn.actors:
        # the last word of a name stands for the whole: the Front, the League
        ends = {stem(roll.name(actor).split()[-1]) for actor in matter.rule.actors or matter.by}
        return not ends.isdisjoint(turn.words)
    if not persons_agree(matter.rule.actors, turn.actors, roll):
        return False
    if turn.types:
        return _tells_deed(turn, matter, turns)
    first = turn.actors[:1]
    if turn.first == "raiser" and matter.by and not roll.meets(first, matter.by):
        return False
    if turn.first == "answerer" and (
        roll.meets(first, matter.by) or (matter.of and not roll.meets(first, matter.of))
    ):
        return False
    if turn.first == "doer" and matter.rule.actors and not roll.meets(matter.rule.actors, first):
        return False
    shared = turns.shared(turn.words, matter.rule.words)
    if matter.kind == "forecast":
        # "the forecast came true" speaks of the one who made it
        return shared >= 1 and bool(set(matter.source_actors) & set(turn.actors))
    if shared >= (1.0 if turn.turn == "lapsed" else 0.5):
        return True
    if turn.bare and turns.meant(turn, matter):
        return True
    # a summit that is called off is the meeting of those two that was planned
    tops = {roll.top(actor) for actor in parties} & {roll.top(actor) for actor in turn.actors}
    return len(tops) >= 2 and not matter.rule.acts.isdisjoint(turn.acts)


def _tells_deed(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether words that tell a deed without its doer ("the ferries stopped") tell the one expected."""
    rule = matter.rule
    if turn.page.id == matter.page.id or not _in_time(turn, matter) or rule.low is None:
        return False
    return not set(turn.types).isdisjoint(rule.types) and turns.shared(turn.words, rule.words) >= FEW_WORDS
