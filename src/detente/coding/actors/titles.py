"""Titles before names and roles in apposition to them: what they say of a person."""

from __future__ import annotations

import dataclasses

from detente.coding.actors.datelines import dateline_town
from detente.coding.actors.roles import stand_for
from detente.coding.actors.scene import Hit, Phrase, Scene
from detente.knowledge.actors.days import LATEST

_STATE = frozenset({"GOV", "MIL", "LEG", "COP"})


def title_of(scene: Scene, first: int) -> Phrase | None:
    """The role phrase that stands right before a name as its title."""
    phrase = scene.ends.get(first - 1)
    if phrase is None or not phrase.person or phrase.plural:
        return None
    if scene.parse.sent[first - 1] != scene.parse.sent[first]:
        return None
    return phrase if phrase.title or scene.parse.dep[phrase.head] in ("compound", "nmod", "appos") else None


def place_title(scene: Scene, title: Phrase) -> None:
    """Give a title of a body of state that names none the state that the text speaks of there.

    It is that of the dateline, where the text names it too ("BEIJING - … Foreign Ministry spokesman X"),
    else the only one named in the sentence so far and the one before.
    """
    of_a_body = title.domestic or (title.sector in _STATE and title.stop - title.start > 1)
    if title.of or title.owner is not None or title.outside or not of_a_body:
        return
    if scene.folded[title.head] in scene.word_class("unplaced"):
        return
    town = dateline_town(scene, title.first)
    states = {town.partition(".")[0]} if town and scene.times_seen(town.partition(".")[0]) else set()
    if town is None:
        here = scene.parse.sent[title.first]
        start = scene.parse.sents[max(0, here - 1)][0]
        near = (scene.hits[t].actor for t in range(start, title.first) if t in scene.hits)
        states = {actor.partition(".")[0] for actor in near}
    states = {s for s in states if s in scene.book.actors and scene.book.actors[s].kind == "state"}
    if len(states) == 1:
        title.of = list(states)


def has_honorific(scene: Scene, first: int) -> bool:
    """Whether "Mr." and the like stand right before a name."""
    return first > 0 and scene.folded[first - 1] in scene.word_class("honorific")


def apposed_to(scene: Scene, head: int, stop: int) -> Phrase | None:
    """The role phrase in apposition to a name: "X, the envoy of Chile" or "the envoy of Chile, X"."""
    parse = scene.parse
    for child in parse.children[head]:
        if parse.dep[child] in ("appos", "attr") and child in scene.phrases:
            return scene.phrases[child]
    above = parse.head[head]
    if parse.dep[head] == "appos" and above in scene.phrases:
        return scene.phrases[above]
    if stop < len(parse.words) and parse.words[stop] == ",":
        for token in range(stop + 1, min(stop + 8, len(parse.words))):
            phrase = scene.ends.get(token)
            if phrase is not None:
                return phrase if phrase.first == stop + 1 and phrase.person and not phrase.plural else None
    return None


def dress(scene: Scene, hit: Hit) -> None:
    """Tie a title before a person's name, or a role in apposition, to the person."""
    actor = scene.draft.actors.get(hit.actor)
    known = hit.actor in scene.book.persons
    if not known and (actor is None or actor.kind not in ("person", "unknown")):
        return
    scene.cast.add(hit.actor)
    first = hit.first
    while first > 0 and has_honorific(scene, first):
        first -= 1
    title = title_of(scene, first)
    head = scene.head_of(hit.first, hit.stop)
    apposed = None if title is not None else apposed_to(scene, head, hit.stop)
    role = title or apposed
    if title is not None:
        title.used = True
        first = title.first
    if known:
        if apposed is not None:
            apposed.actors = [hit.actor]
        person = scene.book.persons[hit.actor]
        scene.remember(hit.actor, person.surname)
        former = None if role is None else role.former or (role.sector if role.sector == "ELI" else None)
        if former and scene.day == LATEST:
            _retire(scene, hit.actor, former)
    elif role is not None and not role.plural:
        parent, sector = _acts_for(scene, role)
        scene.cast.newcomer(hit.actor, actor.name if actor else hit.actor, "person", parent, sector,
                            role.role, (role.row,))  # fmt: skip
        if apposed is not None:
            apposed.actors = [hit.actor]
    if first != hit.first:
        scene.take(Hit(first, hit.stop, hit.actor, hit.how, hit.row))


def _retire(scene: Scene, id: str, sector: str) -> None:
    """Somebody whom a text without a date calls a former holder of the office."""
    actor = scene.draft.actors[id]
    last = scene.book.persons[id].last(scene.day)
    if last is not None and actor.sector != sector:
        role = f"former {last.role}"
        scene.draft.actors[id] = dataclasses.replace(actor, sector=sector, parent=last.of, role=role)
        scene.cast.add(last.of)


def _acts_for(scene: Scene, role: Phrase) -> tuple[str | None, str | None]:
    """What somebody with a role acts for, and the sector."""
    if scene.folded[role.head] in scene.word_class("opposing"):
        against = stand_for(scene, role)
        return (against[0], against[0].rpartition(".")[2]) if against else (None, None)
    for actor in dict.fromkeys(role.of):
        base, _, part = actor.partition(".")
        if actor in scene.book.persons:
            term = scene.book.acting(scene.book.persons[actor], scene.day)[2]
            if term is None:
                continue
            base, part = term.of, ""
        if base not in scene.book.actors:
            return actor, role.sector
        sector = role.former if role.former else role.sector
        if part and (role.weak or not sector):
            return actor, part
        return scene.book.seat(base, sector), sector or scene.book.actors[base].sector
    return None, role.former or role.sector
