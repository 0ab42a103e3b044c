"""Whose part a noun of an act gives: the victim of a bombing, the culprit of what is condemned, the guest."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.events import clauses, tenses
from detente.coding.events.finder import Finder
from detente.coding.events.found import Found
from detente.coding.parties import parties

_SPOKEN = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
_ADDRESSED = ("to", "on", "that", "against")
_CULPRIT = ("possessive", "adjective", "compound", "by")
_GUEST = ("possessive", "by", "of", "adjective")
_VICTIM = ("on", "against", "upon")


def assigned(finder: Finder, found: Found) -> tuple[Found, bool]:
    """Set right the sides that a noun of an act would give to the wrong party.

    Args:
        finder: the search that the event comes from.
        found: the event.

    Returns:
        The event, and whether its recipient is settled: of an attack that is condemned the culprit where he
        is named, else nobody (never the victim).
    """
    found = _summed_up(finder, _authored(finder, _won(finder, _returned(finder, found))))
    anchor = finder.parse.pos[found.anchor]
    if found.type == "ASSAULT" and anchor in ("NOUN", "PROPN"):
        return _suffered(finder, found), False
    if found.type == "ACCUSE" and anchor == "VERB":
        return _condemned(finder, found)
    if found.type == "THREATEN" and anchor == "VERB":
        return _threatened(finder, found), False
    if found.type in ("REJECT", "SANCTION") and anchor == "VERB" and not found.actors:
        return _called_off(finder, found), False
    return found, False


def _returned(finder: Finder, found: Found) -> Found:
    """ "Accused each other", "each side expelled the other's envoys": two equal parties."""
    if any(_reciprocal(finder, noun) for noun in found.recipients):
        return replace(found, symmetric=True, recipients=())
    each = finder.draft.knowledge.actors.words.get("each", {})
    parse = finder.parse
    if any(parse.lower[c] in each for noun in found.actors for c in (noun, *parse.children[noun])):
        others = (noun for noun in found.recipients for noun in (noun, *parse.children[noun]))
        if any(parse.lower[noun] == "other" for noun in others):
            return replace(found, symmetric=True, recipients=())
    return found


def _reciprocal(finder: Finder, noun: int) -> bool:
    parse = finder.parse
    mutual = finder.frames.classes["mutual"]
    for token in (noun, *(c for c in parse.children[noun] if parse.dep[c] == "poss")):
        if f"{parse.lower[token - 1]}_{parse.lower[token]}" in mutual:
            return True
    return False


def _authored(finder: Finder, found: Found) -> Found:
    """ "Granted Chad's request", "conveyed the rebels' demand": whose word it is, whoever passes it on."""
    parse = finder.parse
    noun = _word(finder, found)
    if noun is None or found.type not in _SPOKEN:
        return found
    owner = parse.child(noun, "poss")
    if owner is None or owner in found.actors or not finder.is_known(owner) or finder.is_time(owner):
        return found
    if parse.pos[owner] == "PRON":
        return found
    given = tuple(n for n in found.recipients if n != owner and not parse.within(n, owner))
    given = given or finder.noun_places(noun, _ADDRESSED, (owner,))
    if not given and parse.lemma[parse.head[noun]] in finder.frames.classes["answering"]:
        given = found.actors
    return replace(found, actors=(owner,), recipients=given)


def _word(finder: Finder, found: Found) -> int | None:
    """The noun that carries an act, where it or a light verb before it is the anchor."""
    parse = finder.parse
    nouns = [found.anchor] if parse.pos[found.anchor] == "NOUN" else clauses.objects(parse, found.anchor)
    for noun in nouns:
        for pattern in finder.frames.nouns.get(finder.key(noun), ()):
            frame, operator = pattern.frame, pattern.operator
            spoken = frame is not None and frame.type == found.type and frame.id in found.rules
            if spoken or (operator is not None and operator.id in found.rules):
                return noun
    return None


def _won(finder: Finder, found: Found) -> Found:
    """ "Won the backing of Rome": who backs stands behind "of" or "from", and the winner is backed."""
    parse = finder.parse
    if found.type != "SUPPORT":
        return found
    noun = _word(finder, found)
    verb = parse.head[noun] if noun is not None and parse.dep[noun] in ("dobj", "obj", "nsubjpass") else -1
    if noun is None or verb < 0 or parse.lemma[verb] not in finder.frames.classes["winning"]:
        return found
    backers = tuple(
        n for prep in ("of", "from") for n in clauses.after(parse, noun, prep) if finder.is_known(n)
    )
    winner = None if clauses.is_passive(parse, verb) else clauses.surface_subject(parse, verb)
    if not backers or winner is None or winner in backers:
        return found
    return replace(found, actors=backers, recipients=(winner,))


def _summed_up(finder: Finder, found: Found) -> Found:
    """ "Shut the crossing, a step that Oslo deplored": whose step it is stands before it."""
    parse = finder.parse
    for noun in found.recipients:
        if parse.lemma[noun] not in finder.frames.classes["summing"] or parties(finder.draft, noun):
            continue
        if parse.lower[parse.left[noun] - 1] != "," and parse.dep[noun] != "appos":
            continue
        for verb in range(noun - 1, parse.sents[parse.sent[noun]][0] - 1, -1):
            done = finder.memo.get(verb)
            theirs = done.actors if done is not None else ()
            if any(parties(finder.draft, n) for n in theirs) and not set(theirs) & set(found.actors):
                return replace(found, recipients=theirs)
    return found


def _suffered(finder: Finder, found: Found) -> Found:
    """ "The bombing of the port in Oran": what follows "of" is hit, unless "on" tells who is."""
    parse = finder.parse
    after_of = set(clauses.after(parse, found.anchor, "of"))
    if not found.actors or not set(found.actors) <= after_of or found.symmetric:
        return found
    if any(True for prep in _VICTIM for _ in clauses.after(parse, found.anchor, prep)):
        return found
    return replace(found, actors=(), recipients=found.actors)


def _condemned(finder: Finder, found: Found) -> tuple[Found, bool]:
    """ "Condemned the attack on the port": the attacker is accused, not the port."""
    for noun in found.recipients:
        if finder.parse.pos[noun] != "NOUN" or finder.draft.mention(noun) is not None:
            continue
        frames = (pattern.frame for pattern in finder.frames.nouns.get(finder.key(noun), ()))
        if any(frame is not None and frame.type == "ASSAULT" for frame in frames):
            return replace(found, recipients=finder.noun_places(noun, _CULPRIT, found.actors)), True
    for noun in (c for one in found.recipients for c in finder.parse.conjuncts(one)):
        by = [n for n in clauses.after(finder.parse, noun, "by") if finder.is_known(n)]
        if by and finder.parse.pos[noun] == "NOUN":  # "condemned the ban and the arrest of X by the junta"
            return replace(found, recipients=tuple(by)), True
    return found, False


def _threatened(finder: Finder, found: Found) -> Found:
    """ "Threatened to close the strait unless Fiji paid": whose act it depends on, where nobody is told."""
    parse = finder.parse
    mine = {party.actor for noun in found.actors for party in parties(finder.draft, noun)}
    if any(p.actor not in mine for noun in found.recipients for p in parties(finder.draft, noun)):
        return found
    below = [found.anchor, *(c for c in parse.children[found.anchor] if parse.dep[c] in ("xcomp", "ccomp"))]
    for verb in below:
        for c in parse.children[verb]:
            if parse.dep[c] == "advcl" and tenses.mood(parse, c).conditional:
                subject = parse.child(c, "nsubj", "nsubjpass")
                if subject is not None and subject not in found.actors and finder.is_known(subject):
                    return replace(found, recipients=(subject,))
    return found


def _called_off(finder: Finder, found: Found) -> Found:
    """ "The emir's visit was called off": the guest's visit, where nobody is said to have called it off."""
    if not clauses.is_passive(finder.parse, found.anchor):
        return found
    for noun in clauses.objects(finder.parse, found.anchor):
        frames = (pattern.frame for pattern in finder.frames.nouns.get(finder.key(noun), ()))
        if any(frame is not None and frame.mode == "visit" for frame in frames):
            guest = finder.noun_places(noun, _GUEST, found.recipients)
            return replace(found, actors=guest)
    return found
