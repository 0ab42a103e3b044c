"""The step that finds actors: names, role phrases, persons, then the mentions."""

from __future__ import annotations

from detente.coding.actors.names import find_names
from detente.coding.actors.persons import find_persons
from detente.coding.actors.roles import find_phrases
from detente.coding.actors.scene import Hit, Phrase, Scene
from detente.coding.coreference import resolve
from detente.coding.draft import Draft
from detente.records import MentionHow

_FAR = 40
_BEFORE_PERSONS = ("amod", "nummod", "det", "compound", "nmod")


def find_actors(draft: Draft) -> None:
    """Find who is named in a text and add the actors and their mentions.

    Names are looked up as of the date of publication; offices stand for who held them then; pronouns and
    descriptions are resolved last.

    Args:
        draft: the document being coded; `draft.actors` and `draft.named` are filled.
    """
    if not len(draft.parse):
        return
    scene = Scene(draft)
    find_names(scene)
    find_phrases(scene)
    find_persons(scene)
    _mention_hits(scene)
    for phrase in scene.phrases.values():
        mention_phrase(scene, phrase)
    resolve(scene)


def _mention_hits(scene: Scene) -> None:
    swallowed: set[int] = set()
    for phrase in scene.phrases.values():
        if phrase.actors or phrase.used:
            swallowed.update(range(phrase.first, phrase.stop))
    seen: set[int] = set()
    for token in sorted(scene.hits):
        hit = scene.hits[token]
        if hit.first in seen or token != hit.first:
            continue
        seen.add(hit.first)
        if hit.first in swallowed and hit.stop - 1 in swallowed:
            continue
        head = _head(scene, hit)
        scene.named(_some_people(scene, hit, head), hit.first, hit.stop, head, hit.mention, hit.row)


def _some_people(scene: Scene, hit: Hit, head: int) -> str:
    """Whom a name stands for: "the Danes" may be the state, "two Danes" and "masked Danes" persons of it."""
    row = scene.book.actors.get(hit.actor)
    if hit.how != "people" or row is None or row.kind != "state":
        return hit.actor
    parse, marks = scene.parse, scene.word_class("some-people")
    above = parse.head[head]
    counted = parse.head[above] if parse.dep[head] == "pobj" and scene.folded[above] == "of" else head
    words = [c for c in parse.children[head] if c < head and parse.dep[c] in _BEFORE_PERSONS]
    if counted != head and scene.folded[counted] in scene.word_class("number-of-people"):
        words.append(counted)
    for token in words:
        if parse.dep[token] == "nummod" or token == counted:
            return f"{hit.actor}.CVL"
        if scene.folded[token] in marks:
            return f"{hit.actor}.{marks[scene.folded[token]] or 'CVL'}"
    return hit.actor


def _head(scene: Scene, hit: Hit) -> int:
    return hit.first if hit.stop - hit.first == 1 else scene.head_of(hit.first, hit.stop)


def mention_phrase(scene: Scene, phrase: Phrase) -> None:
    """Add the mentions of a role phrase; one with several nationalities names several actors."""
    if phrase.used or not phrase.actors:
        return
    how: MentionHow = "noun"
    if phrase.office and phrase.actors[0] in scene.book.persons:
        how = "office"
    stop = phrase.stop
    if len(phrase.actors) == 1:
        scene.named(phrase.actors[0], phrase.first, stop, phrase.head, how, phrase.row)
        return
    inside = _states(scene, range(phrase.first, stop))
    behind = _states(scene, range(stop, min(scene.parse.right[phrase.head], stop + _FAR)))
    for number, actor in enumerate(phrase.actors):
        base = _base(scene, actor)
        own = inside.get(base)
        if own is not None:
            last = number == len(phrase.actors) - 1
            scene.named(actor, own.first, stop if last else own.stop, phrase.head, how, phrase.row)
            continue
        own = behind.get(base)
        if own is None:
            scene.named(actor, phrase.first, stop, phrase.head, how, phrase.row)
        else:  # "the presidents of Chile and Peru"
            first = own.first if number else phrase.first
            scene.named(actor, first, own.stop, phrase.head, how, phrase.row)


def _states(scene: Scene, tokens: range) -> dict[str, Hit]:
    return {h.actor.partition(".")[0]: h for t in tokens if (h := scene.hits.get(t)) is not None}


def _base(scene: Scene, actor: str) -> str:
    """The state or organisation that an actor is, is a part of, or holds an office of."""
    person = scene.book.persons.get(actor)
    term = scene.book.acting(person, scene.day)[2] if person is not None else None
    return term.of if term is not None else actor.partition(".")[0]
