"""Noun phrases around a role noun: "Russian troops", "the French parliament", "leaders of Chile and Peru"."""

from __future__ import annotations

from detente.coding.actors.owners import AND, look_right, take_possessor
from detente.coding.actors.scene import Phrase, Scene
from detente.knowledge.actors.roles import Role

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "ADV"})
_THE = frozenset({"the", "this", "that", "these", "those"})
_MARKS = frozenset({"-", '"', "``", "''", "'", "/"})
_PROPER = frozenset({"EDU", "BUS", "JRN", "NGO", "MED", "REL", "LAB", "PTY", "PRM"})
_ADJECTIVES = frozenset({"nationality", "people"})


def find_phrases(scene: Scene) -> None:
    """Find the role phrases of a text and whom each stands for, as far as its own words tell."""
    parse, folded, hits = scene.parse, scene.folded, scene.hits
    by_last = scene.book.roles.by_last
    for first, stop in parse.sents:
        first_shouted = parse.sent[first] in scene.shouted
        for token in range(first, stop):
            if folded[token] not in by_last or token in hits or parse.pos[token] not in _NOMINAL:
                continue
            match = scene.book.roles.match(folded, token, first)
            if match is None or _modifies_next(scene, token, stop) or _hyphened(scene, token, stop):
                continue
            start, role = match
            if start != token and any(t in hits for t in range(start, token)):
                continue
            if parse.pos[token] == "ADJ" and parse.dep[token] in ("amod", "compound", "advmod"):
                continue
            if _proper(scene, start, token, role, first) or _bare(scene, start, token):
                continue
            if first_shouted and not _adjoined(scene, start):
                continue
            scene.put(_phrase(scene, start, token, role, first))
    for phrase in scene.phrases.values():
        look_right(scene, phrase)
    for phrase in scene.phrases.values():
        phrase.actors = stand_for(scene, phrase)


def _adjoined(scene: Scene, start: int) -> bool:
    """Whether a nationality stands right before a role; in a headline in capitals only that is certain."""
    hit = scene.hits.get(start - 1)
    return hit is not None and hit.how in ("nationality", "people")


def _bare(scene: Scene, start: int, token: int) -> bool:
    """Whether a noun is meant as a substance or an institute, not as somebody: "by force", "in court"."""
    parse = scene.parse
    if (
        start != token
        or scene.folded[token] not in scene.word_class("mass")
        or parse.words[token][0].isupper()
    ):
        return False
    return not any(c < token for c in parse.children[token]) and parse.dep[token] not in ("compound", "nsubj")


def _hyphened(scene: Scene, token: int, stop: int) -> bool:
    """Whether a role noun is only the first part of a compound: "rebel-held"."""
    after = token + 1
    return after < stop and scene.folded[after] == "-" and tight(scene, after)


def tight(scene: Scene, token: int) -> bool:
    """Whether a mark stands right behind the word before it."""
    return scene.parse.end[token - 1] == scene.parse.start[token]


def _proper(scene: Scene, start: int, token: int, role: Role, floor: int) -> bool:
    """Whether a role word only ends the proper name of a body: "Amherst College"."""
    parse = scene.parse
    before = start - 1
    if role.sector not in _PROPER or before < floor or scene.folded[token] not in scene.word_class("org"):
        return False
    while before >= floor and parse.pos[before] == "PROPN" and before not in scene.hits:
        before -= 1
    return before < start - 1 and before not in scene.hits


def _modifies_next(scene: Scene, token: int, stop: int) -> bool:
    """Whether a role noun only modifies the role noun that follows: "Defense Ministry official"."""
    after = token + 1
    if after < stop and scene.folded[after] == "-":
        after += 1
    return (
        after < stop
        and after not in scene.hits
        and scene.folded[after] in scene.book.roles.by_last
        and scene.parse.pos[after] in ("NOUN", "PROPN")
        and (scene.parse.pos[token] != "NOUN" or not scene.parse.tag[token].endswith("S"))
    )


def _phrase(scene: Scene, start: int, last: int, role: Role, floor: int) -> Phrase:
    parse, folded = scene.parse, scene.folded
    head = last if start == last else scene.head_of(start, last + 1)
    phrase = Phrase(
        first=start, start=start, stop=last + 1, head=head, sector=role.sector,
        role=_words(scene, start, last + 1), row=f"roles:{role.id}", office=role.office, title=role.title,
        domestic=role.domestic, weak=role.weak, asset=role.kind == "asset",
        person=role.kind in ("person", "title") and folded[head] not in scene.word_class("body"),
        plural=_plural(scene, head),
    )  # fmt: skip
    former, deputy = scene.word_class("former"), scene.word_class("deputy")
    side = scene.word_class("side")
    outside = scene.word_class("outside")
    inner: Role | None = None
    sided = False
    at = start - 1
    while at >= floor:
        hit = scene.hits.get(at)
        word = folded[at]
        if hit is not None and at < start - 1 and parse.sent[at] in scene.shouted:
            break
        if hit is not None and parse.pos[at + 1] == "NUM" and hit.how not in _ADJECTIVES:
            break  # "sold Argentina 20 jets"
        if hit is not None:
            phrase.of.append(hit.actor)
            at = phrase.first = hit.first
            at -= 1
            continue
        if parse.tag[at] == "POS":
            take_possessor(scene, phrase, at - 1)
            break
        if parse.tag[at] in ("PRP$", "WP$"):
            phrase.owner = at
            break
        if parse.pos[at] == "DET" and parse.tag[at] != "WDT":
            phrase.definite = word in _THE
            phrase.first = at
            break
        if word in AND or word == ",":
            if not _joins(scene, at, head, floor):
                break
        elif word in former or word in deputy:
            if word in former:
                phrase.former = former[word]
            elif word not in ("then", "first", "new", "next"):
                phrase.deputy = True
        elif not _belongs(scene, at, head, floor):
            break
        elif word in outside:
            phrase.outside = True
        elif inner is None and (match := scene.book.roles.match(folded, at, floor)):
            inner = match[1]
            scene.covered.update(range(match[0], at + 1))
            at = match[0]
        elif word in side and not sided and not role.office:
            sided = bool(phrase.weak or phrase.sector in ("GOV", "PTY", "CVL", "MIL", None, "LEG"))
            if sided:
                phrase.sector = side[word]
                phrase.weak = False
        phrase.first = at
        at -= 1
    phrase.of.reverse()
    if phrase.plural and not phrase.of and _single(scene, phrase):
        phrase.outside = True
    while phrase.first < phrase.start and folded[phrase.first] in (*AND, *_MARKS):
        phrase.first += 1
    if inner is None and role.office == "leader" and _of_others(scene, phrase):
        phrase.office, phrase.sector, phrase.domestic = None, None, False
    if (
        inner is not None
        and (inner.office not in (None, "leader") or phrase.weak)
        and inner.kind != "country"
    ):
        phrase.sector = inner.sector or phrase.sector
        phrase.weak = False
        phrase.domestic = phrase.domestic or inner.domestic
        phrase.definite = phrase.definite or (inner.domestic and inner.kind == "body")
        if role.office:
            phrase.deputy = True
    return phrase


def _of_others(scene: Scene, phrase: Phrase) -> bool:
    """Whether a noun before "leader" says that it is no state's: "student leader", "strike leader"."""
    before = phrase.start - 1
    if before < phrase.first or before in scene.hits or scene.folded[before] in _MARKS:
        return False
    if scene.folded[before] in scene.word_class("state-noun"):
        return False
    return scene.parse.tag[before] in ("NN", "NNS")


def _plural(scene: Scene, head: int) -> bool:
    """Whether a role noun is plural; taggers miss it in capitalised titles ("the Foreign Ministers of")"""
    if scene.parse.tag[head].endswith("S"):
        return True
    word = scene.folded[head]
    return scene.parse.pos[head] == "PROPN" and word.endswith("s") and word[:-1] in scene.book.roles.by_last


def _single(scene: Scene, phrase: Phrase) -> bool:
    """Whether a plural is that of a body or an office of which a country has one: "governments"."""
    words = scene.word_class("single")
    role = " ".join(scene.folded[phrase.start : phrase.stop])
    return phrase.office not in (None, "leader", "head-of-body") or role in words


def _joins(scene: Scene, at: int, head: int, floor: int) -> bool:
    """Whether a conjunction or comma stands between modifiers: "Norwegian, Swedish and Danish"."""
    parse = scene.parse
    if at - 1 < floor or parse.left[head] >= at:
        return False
    if at - 1 in scene.hits:
        return parse.words[at] != "," or scene.hits[at - 1].how == "nationality"
    return parse.words[at] != "," and parse.pos[at - 1] in ("ADJ", "NOUN", "PROPN")


def _belongs(scene: Scene, at: int, head: int, floor: int) -> bool:
    """Whether a word before a role noun is one of its modifiers."""
    parse = scene.parse
    word = scene.folded[at]
    if word == "-" and not tight(scene, at):
        return False
    if word in _MARKS:
        inside = at - 1 >= floor and (parse.pos[at - 1] in _MODIFIERS or at - 1 in scene.hits)
        return inside or word in ("-", "'", "/")
    if parse.tag[at] in ("VBN", "VBG"):
        return parse.dep[at] == "amod"
    if parse.pos[at] == "ADV":
        return at < parse.head[at] < head
    return parse.pos[at] in _MODIFIERS


def _words(scene: Scene, first: int, stop: int) -> str:
    start, end = scene.parse.span(first, stop)
    return " ".join(scene.draft.text[start:end].split())


def stand_for(scene: Scene, phrase: Phrase) -> list[str]:
    """The actors that a role phrase stands for on the day; empty where its words do not tell.

    An office held by one person stands for that person.
    """
    found: list[str] = []
    for actor in dict.fromkeys(phrase.of):
        one = _one(scene, phrase, actor)
        if one is not None and one not in found:
            found.append(one)
    return found


def _one(scene: Scene, phrase: Phrase, actor: str) -> str | None:
    book = scene.book
    base, _, part = actor.partition(".")
    if scene.folded[phrase.head] in scene.word_class("opposing") and not _adjoined(scene, phrase.start):
        country = book.country(actor, scene.draft.published)  # "a Kremlin critic" is not the Kremlin's
        return None if country is None else book.seat(country, "OPP")
    if actor in book.persons:
        parent, _, term = book.acting(book.persons[actor], scene.day)
        if term is None:
            return None
        if phrase.sector is None:
            return parent
        base, part = term.of, ""
    if base not in book.actors and actor in scene.draft.actors:  # "his army", of somebody no table knows
        base, part = (scene.draft.actors[actor].parent or "").partition(".")[0], ""
    if base not in book.actors:
        return None
    if phrase.row == "roles:country-noun":
        return base
    if phrase.former and phrase.sector in ("GOV", "LEG", "MIL", None):
        return book.seat(base, phrase.former)
    single = not phrase.plural or (len(phrase.of) > 1 and phrase.office not in ("leader", "head-of-body"))
    if phrase.office == "head-of-body" and phrase.sector and book.actors[base].kind == "state":
        single = False  # "a militia leader in Bangui" does not lead the state
    if phrase.office and single and not phrase.deputy and actor not in book.persons and not part:
        if phrase.office in ("leader", "head-of-body"):
            term = book.head(base, scene.day)
        else:
            term = book.holder(base, phrase.office, scene.day)
        if term is not None:
            return term.person
    if part and (phrase.weak or phrase.sector in ("GOV", None)):
        return f"{base}.{part}"
    return book.seat(base, phrase.sector)
