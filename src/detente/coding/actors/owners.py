"""Whose a role is: the country or body that a phrase names before or behind its role noun."""

from __future__ import annotations

from detente.coding.actors.scene import Phrase, Scene

AND = frozenset({"and", "or", "&"})
_OWNING = frozenset({"of", "for", "with", "from", "at", "in", "within", "among"})
_LOYAL = frozenset({"MIL", "REB", "PRM", "UAF", "COP"})
_NOT_BY_PLACE = frozenset({"MIL", None})


def take_possessor(scene: Scene, phrase: Phrase, owner: int) -> None:
    """Take in whose a role is by a possessive before it: "Denmark's envoy", "the ministry's spokesman"."""
    hit = scene.hits.get(owner)
    if hit is not None:
        phrase.of.append(hit.actor)
        parse = scene.parse
        for token in parse.children[parse.head[owner]] if hit.first > 1 else ():
            other = scene.hits.get(token)
            if other is not None and token < hit.first and parse.dep[token] == "poss":
                phrase.of.append(other.actor)
        return
    above = scene.ends.get(owner)
    if above is not None:
        phrase.of += above.of
        phrase.owner = owner if above.owner is None and not above.of else above.owner
        if phrase.weak or phrase.sector in ("GOV", None):
            phrase.sector = above.sector or phrase.sector
            phrase.weak = False
        phrase.domestic = phrase.domestic or above.domestic
        phrase.deputy = phrase.deputy or bool(phrase.office)
    else:
        phrase.owner = owner


def look_right(scene: Scene, phrase: Phrase) -> None:
    """Take in "of France", "from the Foreign Ministry", "in Denmark" behind the role."""
    parse, folded = scene.parse, scene.folded
    loose = scene.word_class("unplaced")
    for prep in parse.children[phrase.head]:
        if prep < phrase.stop or parse.dep[prep] not in ("prep", "agent"):
            continue
        word = folded[prep]
        if word not in _OWNING or (phrase.of and word != "of"):
            continue
        if phrase.row == "roles:country-noun" and word != "of":
            continue
        if word in ("in", "at", "within", "among") and (
            phrase.owner is not None or folded[phrase.head] in loose
        ):
            continue  # diplomats in Yerevan are not Armenia's, nor is his embassy in Bogota Colombia's
        if word in ("in", "at", "within", "among") and phrase.sector in _NOT_BY_PLACE and not phrase.weak:
            continue
        for goal in parse.children[prep]:
            if parse.dep[goal] in ("pobj", "pcomp") and not (word in ("in", "at") and seated(scene, goal)):
                _take_goal(scene, phrase, goal, word)
    if not phrase.of and phrase.owner is None and phrase.sector in _LOYAL:
        _look_loyal(scene, phrase)


def seated(scene: Scene, goal: int) -> bool:
    """Whether a town is where organisations have their seat: a tribunal in The Hague is not Dutch."""
    hit = scene.hits.get(goal)
    if hit is None:
        return False
    return " ".join(scene.folded[hit.first : hit.stop]) in scene.word_class("seat")


def _look_loyal(scene: Scene, phrase: Phrase) -> None:
    """Whose forces are "loyal to", "allied with" somebody, where nothing else tells."""
    parse, folded = scene.parse, scene.folded
    for word in parse.children[phrase.head]:
        if word < phrase.stop or folded[word] not in scene.word_class("loyal"):
            continue
        for prep in parse.children[word]:
            if folded[prep] in ("to", "with"):
                phrase.of += [hit.actor for goal in parse.all(prep, "pobj") if (hit := scene.hits.get(goal))]


def _listed(scene: Scene, goal: int) -> list[int]:
    """The names that follow one in a list, however the parser ties them."""
    found: list[int] = []
    hit = scene.hits.get(goal)
    words = scene.folded
    while hit is not None:
        at = hit.stop
        while at < len(words) and (words[at] in AND or words[at] in (",", "the")):
            at += 1
        hit = scene.hits.get(at) if at > hit.stop else None
        if hit is not None:
            found.append(hit.first)
    return found


def _take_goal(scene: Scene, phrase: Phrase, goal: int, word: str) -> None:
    owned = list(phrase.of)
    goals = scene.parse.conjuncts(goal)
    if phrase.plural and phrase.office:
        goals = list(dict.fromkeys([*goals, *_listed(scene, goal)]))
    for token in goals:
        hit = scene.hits.get(token)
        if hit is not None:
            if word == "of" and owned and owned[0] != hit.actor and not phrase.weak:
                continue
            phrase.of.append(hit.actor)
            continue
        inner = scene.phrases.get(token)
        if inner is phrase:
            continue
        if inner is None:
            phrase.of += [
                scene.hits[c].actor
                for c in scene.parse.children[token]
                if scene.parse.dep[c] == "poss" and c in scene.hits
            ]
            continue
        phrase.of += inner.of
        phrase.domestic = phrase.domestic or inner.domestic
        phrase.definite = phrase.definite or inner.definite
        if phrase.weak and inner.sector:
            phrase.sector = inner.sector
        if phrase.office:
            phrase.deputy = True
