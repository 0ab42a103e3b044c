"""Words that act on another event: what they do to it, and whose event the outcome is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from detente.coding.events import clauses, tenses
from detente.coding.events.complements import complements
from detente.coding.events.dyads import countries
from detente.coding.events.found import NOTHING, Found
from detente.coding.events.joined import above_infinitive
from detente.coding.parties import parties
from detente.knowledge.frames import Condition, Effect, Operator
from detente.records import EventType

if TYPE_CHECKING:
    from detente.coding.events.finder import Finder

_ASKING = ("request", "order")
_JUDGING = ("support", "oppose", "accuse")
_AHEAD = ("plan", "ready", "offer", "agree")
_AGAINST = ("REQUEST", "ACCUSE", "SANCTION", "COERCE", "MOBILIZE")
_ANSWERING = ("support", "oppose", "refuse")
_ANSWERED = ("REQUEST", "THREATEN", "AGREE")
_PRESUPPOSED = 0.45  # stands where both sides are known, and less sure than what answers it
_ENDING = ("collapse", "lapse")  # what becomes of an event of itself: its sides stay
_MUTUAL = (*_ENDING, "fail")  # "Chad and Libya failed to agree"
_HARSH = ("SANCTION", "COERCE")
_OBSERVERS = frozenset({"EDU", "JRN", "NGO", "HLH"})  # sectors that foretell and do not threaten


def operate(finder: Finder, token: int, operator: Operator, particles: tuple[str, ...]) -> Found | str | None:
    """Match an operator and apply its force to the event under it.

    Args:
        finder: the search it belongs to.
        token: the operator's word.
        operator: its row.
        particles: the particles or prepositions that the word stands with.

    Returns:
        What came of it; `NOTHING` where there is no event by this row; None where it does not match.
    """
    under = list(complements(finder, token, operator, particles))
    if operator.force == "allow" and _is_command(finder, token):
        return None
    if operator.unless and any(_excepted(finder, word, operator.unless) for word, _ in under):
        finder.dim([token])
        return NOTHING
    for word, how in under:
        inner = inner_event(finder, word)
        if inner is None and how in ("noun", "subject"):
            continue
        if how == "that" and operator.force == "threaten" and is_foretold(finder, token, word):
            continue
        made = _combine(finder, token, operator, word, inner)
        if made is not None:
            if operator.force == "fail" and isinstance(made, Found):
                made = replace(made, affirmed=tenses.mood(finder.parse, token).negated)
            return made
    if operator.holding:
        under = [(word, how) for word, how in under if _holds(finder, word, operator.holding)]
    if operator.alone and (under or not operator.takes):
        word = under[0][0] if under else token
        return _outer(finder, token, operator, None, _alone(operator), word)
    return None


def is_foretold(finder: Finder, token: int, word: int) -> bool:
    """Whether a warning only foretells what others would do ("analysts warned that Chad might strike")."""
    subject = clauses.surface_subject(finder.parse, word)
    speaker = clauses.surface_subject(finder.parse, token)
    if subject is None or speaker is None:
        return False
    threatened, speaking = homes(finder, subject), homes(finder, speaker)
    if not threatened or not speaking or threatened & speaking:
        return False
    return all(not one.startswith("UNK") or one.rpartition(".")[2] in _OBSERVERS for one in speaking)


def homes(finder: Finder, token: int) -> frozenset[str]:
    """The countries of whoever a noun stands for; an actor of none stands for itself."""
    return countries(finder.draft, (party.actor for party in parties(finder.draft, token)))


def _is_command(finder: Finder, token: int) -> bool:
    """Whether a verb is an imperative ("Let them see the paper")."""
    parse = finder.parse
    return (
        parse.tag[token] == "VB"
        and parse.dep[token] in ("ROOT", "ccomp")
        and not any(parse.dep[c] in ("aux", "nsubj", "auxpass") for c in parse.children[token])
    )


def _holds(finder: Finder, word: int, holding: Condition) -> bool:
    """Whether a clause about what would follow speaks of it ("would have serious consequences")."""
    parse = finder.parse
    if not tenses.mood(parse, word).modal:
        return False
    return any(parse.lemma[t] in holding.words for t in range(word, parse.right[word]))


def _excepted(finder: Finder, word: int, unless: Condition) -> bool:
    """Whether a complement is what an operator's row leaves out ("declined to comment", "to be named")."""
    parse = finder.parse
    if parse.lemma[word] in unless.words:
        return True
    return any(
        (parse.lemma[c], parse.lower[word]) in unless.pairs
        for c in parse.children[word]
        if parse.dep[c] in ("aux", "auxpass")
    )


def inner_event(finder: Finder, word: int) -> Found | None:
    """The event of a complement, without the mood of its clause."""
    parse = finder.parse
    pos = parse.pos[word]
    if pos == "VERB":
        return finder.bare(word)
    if pos in ("NOUN", "PROPN"):
        return finder.noun(word)
    if pos == "ADJ":
        return finder.adjective(word)
    if pos == "AUX":  # "agreed to be host", "said to be ready"
        for c in parse.children[word]:
            if parse.dep[c] in ("acomp", "attr") and parse.pos[c] in ("ADJ", "NOUN", "PROPN"):
                return inner_event(finder, c)
    return None


def _combine(
    finder: Finder, token: int, operator: Operator, word: int, inner: Found | None
) -> Found | str | None:
    force = operator.force
    if force in _AHEAD and any(finder.parse.lower[c] == "no" for c in finder.parse.children[token]):
        force = "refuse"  # "has no intention of meeting"
    if force == "fail" and inner is not None and tenses.mood(finder.parse, token).negated:
        force = "start"  # "did not fail to answer", "did not hesitate to strike"
    if force == "order" and inner is not None and _to_his_own(finder, token, operator):
        force = "decide"  # "ordered its troops to hold their fire"
    effect = finder.frames.effect(force, inner.type if inner else None)
    if effect is None:
        return None
    if (
        force == "request"
        and inner is not None
        and inner.type in _HARSH
        and (_addressed(finder, token, operator, inner) or _told_in_clause(finder, word))
    ):
        effect = finder.frames.effect(force, None) or effect  # asked of one, meant for another
    if effect.type == "-":
        if inner is not None:
            finder.swallow({word, inner.anchor} | inner.consumed)
        finder.dim([token, word], denied=operator.need == "known")
        return NOTHING
    if inner is None:
        bare = operator.alone and not operator.holding
        return _outer(finder, token, operator, None, _alone(operator), word) if bare else None
    if effect.type == "=":
        return _carried(finder, token, operator, inner, effect)
    return _outer(finder, token, operator, inner, effect, word)


def _to_his_own(finder: Finder, token: int, operator: Operator) -> bool:
    """Whether an order goes to one's own people: then it is as good as their deed."""
    told = _places(finder, token, operator.recipient, clauses.objects(finder.parse, token), ())
    return any(
        finder.is_owned(n)
        and finder.key(n) in finder.frames.classes["troops"] | finder.frames.classes["fighters"]
        for n in told
    )


def _addressed(finder: Finder, token: int, operator: Operator, inner: Found) -> bool:
    """Whether a demand for something harsh names whom it asks, another than whom it is to hit."""
    nouns = clauses.objects(finder.parse, token)
    asked = {
        n
        for n in _places(finder, token, operator.recipient, nouns, ())
        if n != inner.anchor and finder.is_somebody(n)
    }
    return bool(asked - set(inner.recipients))


def _told_in_clause(finder: Finder, word: int) -> bool:
    """Whether what is demanded has its own doer, who is then asked ("demanded that Chad arrest the men")."""
    doer = finder.parse.child(word, "nsubj")
    return doer is not None and finder.parse.dep[word] == "ccomp" and finder.is_somebody(doer)


def _with(finder: Finder, word: int, anchor: int) -> frozenset[int]:
    """A complement with the verbs coordinated with it, so that "to stop firing and free the crew" is one."""
    found = {word, anchor}
    if finder.parse.pos[word] == "VERB":
        joined = {c for c in finder.parse.conjuncts(word) if finder.parse.pos[c] == "VERB"}
        if above_infinitive(finder.parse, word) is not None:  # "to leave and offered"
            joined = {c for c in joined if finder.parse.tag[c] != "VBD"}
        found |= joined
    return frozenset(found)


def _alone(operator: Operator) -> Effect:
    """What an operator makes of something that is no event of its own."""
    return Effect(
        operator.id,
        operator.force,
        frozenset(),
        cast(str, operator.alone),
        operator.mode,
        operator.cameo,
        1.0,
    )


def _carried(finder: Finder, token: int, operator: Operator, inner: Found, effect: Effect) -> Found:
    """The inner event with the operator's subject as its actor (as its recipient for "come under fire")."""
    nouns = clauses.objects(finder.parse, token)
    lead = _places(finder, token, operator.actor, nouns, ())
    others = [n for n in nouns if n != inner.anchor]
    rest = tuple(n for n in _places(finder, token, operator.recipient, others, lead) if n != inner.anchor)
    if operator.force == "undergo":
        actors, recipients = inner.actors or rest, lead or inner.recipients
    elif operator.force == "order":  # whoever is ordered is not whom the deed hits
        actors = lead or inner.actors
        recipients = tuple(n for n in inner.recipients if n not in rest)
    else:
        actors = lead or inner.actors
        recipients = inner.recipients if set(inner.recipients) - set(actors) else rest
        if inner.symmetric and not actors and recipients is rest:  # "talks, held between Fiji and Tonga"
            actors, recipients = recipients, ()
    return replace(
        inner,
        rules=(*inner.rules, operator.id),
        actors=actors,
        recipients=recipients,
        clause=token,
        need="actor" if inner.need == "two" and inner.type != "CONSULT" else inner.need,
        confidence=min(0.95, max(inner.confidence, operator.confidence) * effect.confidence),
        tense=tenses.tense(finder.parse, token),
        consumed=inner.consumed | ({inner.anchor} - {token}),
    )


def _places(
    finder: Finder, token: int, places: tuple[str, ...], nouns: list[int], taken: tuple[int, ...]
) -> tuple[int, ...]:
    """The places of an operator, which may be a verb, an adjective or a noun ("Oslo's refusal to sign")."""
    if finder.parse.pos[token] in ("NOUN", "PROPN"):
        return finder.noun_places(token, places, taken)
    return finder.places(token, places, nouns, taken)


def presuppose(finder: Finder, inner: Found, answering: tuple[int, ...], force: str = "") -> None:
    """Keep the demand or the offer that is turned down or welcomed: it was made, and to whoever answers."""
    factive = force == "support"
    if (
        not (factive or inner.type in _ANSWERED)
        or not inner.actors
        or finder.parse.pos[inner.anchor] != "NOUN"
    ):
        return
    if not any(finder.is_known(n) for n in inner.actors) or set(inner.actors) & set(answering):
        return
    told = tuple(n for n in inner.recipients if n not in inner.actors and finder.is_known(n))
    finder.answered[inner.anchor] = replace(
        inner,
        recipients=told or answering,
        symmetric=inner.symmetric and factive,
        need="known",
        confidence=_PRESUPPOSED,
    )


def _outer(
    finder: Finder, token: int, operator: Operator, inner: Found | None, effect: Effect, word: int
) -> Found:
    """A new event whose actor is the operator's subject."""
    nouns = clauses.objects(finder.parse, token)
    actors = _places(finder, token, operator.actor, nouns, ())
    anchor = inner.anchor if inner else word
    recipients = tuple(
        n for n in _places(finder, token, operator.recipient, nouns, actors) if n not in (word, anchor)
    )
    if operator.force in _ENDING and inner is not None:  # "the talks between Chad and Libya collapsed"
        actors, recipients = inner.actors, inner.recipients
    elif effect.type == "AGREE" and operator.force == "agree" and inner and inner.type in _AGAINST:
        recipients = ()  # what two agree to do to a third is agreed between the two
    elif not recipients and inner is not None:
        sides = (inner.recipients, inner.actors)
        for side in reversed(sides) if operator.force in _ASKING + _JUDGING else sides:
            recipients = tuple(n for n in side if n not in actors)
            if recipients:
                break
    if not recipients and operator.force == "accuse":  # "charged that the police had lied"
        subject = clauses.surface_subject(finder.parse, word)
        recipients = () if subject is None or subject in actors else (subject,)
    if not recipients and inner is None and word != token:
        recipients = finder.beneath(word, actors)
    if inner is not None and operator.force in _ANSWERING:
        presuppose(finder, inner, actors, operator.force)
    return Found(
        type=cast(EventType, effect.type),
        mode=effect.mode,
        cameo=effect.cameo,
        contexts=inner.contexts if inner else (),
        rules=(operator.id, *(inner.rules if inner else ())),
        anchor=token,
        clause=token,
        actors=actors,
        recipients=recipients,
        symmetric=operator.force in _AHEAD
        or (operator.force in _MUTUAL and inner is not None and inner.symmetric),
        need="two" if inner is None and operator.force in _AHEAD else operator.need,
        confidence=operator.confidence * effect.confidence,
        tense=tenses.tense(finder.parse, token),
        consumed=(_with(finder, word, anchor) | (inner.consumed if inner else frozenset())) - {token},
        asked=inner is not None,
    )
