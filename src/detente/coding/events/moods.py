"""What the mood of a clause makes of its event: a promise, a refusal, a demand, a possibility."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from detente import edtf
from detente.coding.draft import Draft
from detente.coding.events import tenses
from detente.coding.events.found import Found
from detente.coding.events.tenses import Mood
from detente.coding.parse import Parse
from detente.knowledge.frames import Frames
from detente.records import EventType

_CONSENT = frozenset({"030", "051", "054", "057", "080"})  # codes of assent: what is not given is refused
_CONDITIONAL = 0.5  # "if X attacks": the event is only supposed


def apply_mood(frames: Frames, parse: Parse, token: int, found: Found) -> Found | None:
    """Apply the mood of a verb's clause to its event.

    Args:
        frames: where the effects are looked up.
        parse: the parsed document.
        token: the verb.
        found: its event as the bare verb has it.
    """
    how = tenses.mood(parse, token)
    if not how.modal and (
        tenses.is_to_be(parse, token, frames.classes["foreseeing"])
        or tenses.is_agreed(parse, token, frames.classes["agreement"])
    ):
        how = replace(how, modal="will")
    if found.affirmed:
        how = replace(how, negated=False)
    if how.conditional:
        return replace(found, confidence=found.confidence * _CONDITIONAL)
    force = _force(how)
    if force == "deny" and tenses.tense(parse, token) == "present" and found.cameo in _CONSENT:
        force = "refuse"  # "does not recognise the border"
    if not force:
        return found
    effect = frames.effect(force, found.type)
    if effect is None or effect.type == "-":
        return None
    made = replace(found, confidence=found.confidence * effect.confidence, rules=(*found.rules, effect.id))
    if effect.type == "=":
        return made
    made = replace(
        made,
        type=cast(EventType, effect.type),
        mode=effect.mode,
        cameo=effect.cameo,
        symmetric=found.symmetric and effect.type in ("AGREE", "CONSULT"),
    )
    if force == "plan" and made.type == "THREATEN" and found.type != "THREATEN":
        made = replace(made, forecast=(found.type, found.mode, found.cameo))
    if force == "request":  # "Y must withdraw": a demand on Y by whoever says so
        return replace(made, actors=(), recipients=found.actors or found.recipients, demand=True)
    return made


def foreseen(draft: Draft, found: Found, actors: tuple[str, ...], statement: str | None) -> Found:
    """A threat is made by whoever threatens; what somebody else says that he would do is only foreseen.

    Args:
        draft: the document being coded.
        found: an event.
        actors: its actors.
        statement: the statement that carries it, if any.
    """
    if found.forecast is None or statement is None or not actors:
        return found
    sources = next(s for s in draft.statements if s.id == statement).source_actors
    known = draft.actors

    def home(one: str) -> str:
        return known[one].country or known[one].parent or one if one in known else one

    told = {home(one) for one in sources}
    if not told or any(one.startswith("UNK") for one in told) or told & {home(one) for one in actors}:
        return found
    kind, mode, cameo = found.forecast
    return replace(found, type=kind, mode=mode, cameo=cameo, rules=found.rules[:-1])


def is_ahead(draft: Draft, date: str | None) -> bool:
    """Whether a date lies wholly after the day of publication, so that nothing on it has happened yet."""
    if date is None or draft.published is None:
        return False
    return edtf.bounds(date)[0] > edtf.bounds(draft.published)[1]


def _force(how: Mood) -> str:
    if how.modal in ("will", "would"):
        return "refuse" if how.negated else "plan"
    if how.modal == "must":
        return "" if how.negated else "request"
    if how.modal == "may":
        return "refuse" if how.negated else "consider"
    return "deny" if how.negated else ""
