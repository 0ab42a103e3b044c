"""Names from the tables, by longest match and by the date of the text."""

from __future__ import annotations

from collections.abc import Sequence

from detente.coding.actors.scene import Hit, Scene
from detente.coding.actors.surnames import has_compatriots, of_other_times, on_the_map
from detente.knowledge.actors.book import Doubt
from detente.knowledge.actors.days import LATEST
from detente.knowledge.actors.names import Alias, choose

_NEAR_YEARS = 3
"""A surname alone is read as an office holder's this many years around the time in office."""
_NAMING = frozenset({"PROPN", "NOUN", "ADJ"})
_TITLE_YEARS = 40
"""With the title of the office before it, this many years ("President Carter" in 2002)."""
_RECENT_YEARS = 20
"""In a text without a date, an office holder known by surname alone left office at most so long ago."""


def find_names(scene: Scene) -> None:
    """Find every name, nationality word and capital that the tables know."""
    parse, folded, index = scene.parse, scene.folded, scene.book.names
    by_first = index.by_first
    nicknamed = {name.lower() for name in scene.book.nicknames}
    bare: list[Hit] = []
    for first, stop in parse.sents:
        shouting = _shouting(parse.words, first, stop)
        if shouting:
            scene.shouted.add(parse.sent[first])
        token = first
        while token < stop:
            if folded[token] in nicknamed and (short := _nickname(scene, token, first, stop)) is not None:
                scene.take(short)
                token += 1
                continue
            if folded[token] in by_first:
                match = index.match(folded, token, stop)
                if match is not None:
                    end, aliases = match
                    hit = _accept(scene, token, end, aliases, shouting)
                    if hit is not None:
                        if hit.how == "short" and not scene.times_seen(hit.actor):
                            bare.append(hit)
                        scene.take(hit)
                        token = end
                        continue
            joined = _combined(scene, token, stop)
            if joined is not None:
                scene.take(joined)
            token += 1
    for hit in bare:
        if on_the_map(scene, hit.first) and not has_compatriots(scene, hit.actor):
            scene.drop(hit.actor)


def _combined(scene: Scene, token: int, stop: int) -> Hit | None:
    """A combining form before another nationality: "Sino-Indian", "Franco-German"."""
    actor = scene.word_class("combining").get(scene.folded[token])
    words = scene.parse.words
    if actor is None or token + 2 >= stop or words[token + 1] != "-" or not words[token][:1].isupper():
        return None
    if scene.parse.end[token] != scene.parse.start[token + 1] or not words[token + 2][:1].isupper():
        return None
    return Hit(token, token + 1, actor, "nationality", f"words:combining-{scene.folded[token]}")


def _shouting(words: Sequence[str], first: int, stop: int) -> bool:
    """Whether a sentence is set in capitals, as headlines are."""
    letters = [w for w in words[first:stop] if w.isalpha()]
    return len(letters) > 2 and all(w.isupper() for w in letters)


def _accept(scene: Scene, first: int, stop: int, aliases: Sequence[Alias], shouting: bool) -> Hit | None:
    word = scene.parse.words[first]
    proper = scene.parse.pos[first] == "PROPN"
    fitting = [a for a in aliases if _spelled(a, word, shouting, proper) and _cased(scene, first, stop, a)]
    if not fitting:
        return None
    shorts = [a for a in fitting if a.how == "short"]
    others = [a for a in fitting if a.how != "short"]
    if others:
        best = choose(others, scene.day)[0]
        if _affixed(scene, first, stop):
            scene.doubt(first, stop, best.row, "part of a compound that names somebody else")
            return None
        lone = stop - first == 1 and best.capital and not best.acronym
        if lone and (_part_of_name(scene, first, best) or _common(scene, first, best)):
            scene.doubt(first, stop, best.row, "part of a longer name, or a common word")
            return None
        if first in scene.timed and stop - 1 in scene.timed and _numbered(scene, first, stop):
            scene.doubt(first, stop, best.row, "a date")
            return None
        doubt = _misled(scene, best)
        if doubt is not None:
            scene.doubt(first, stop, best.row, "other words of the text speak against it")
            if doubt.instead is None:
                return None
            if not _where(scene, first):  # "in Brussels" stays the town
                return Hit(first, stop, doubt.instead, best.how, f"ambiguous:{best.key}")
        elsewhere = (best.how == "metonym" or _is_party(scene, best)) and _elsewhere(scene, first, best)
        if elsewhere or _abroad(scene, stop, best):
            scene.doubt(first, stop, best.row, "the body belongs to another state here")
            return None
        actor = _in_office(scene, first, best.actor)
        return Hit(first, stop, actor, best.how, best.row)
    return _short(scene, first, stop, shorts)


def _nickname(scene: Scene, token: int, first: int, stop: int) -> Hit | None:
    """A name such as "the North", of the actor whose own words the text has most of; nobody's on a tie."""
    words, pos = scene.parse.words, scene.parse.pos
    rows = scene.book.nicknames.get(words[token])
    if rows is None or token == first or scene.folded[token - 1] != "the":
        return None
    after = token + 1
    if after < stop and (
        words[after] == "of" or (pos[after] in _NAMING and scene.parse.head[token] == after)
    ):
        return None
    held = [(len(r.needs & scene.vocabulary), r) for r in rows if r.period.holds(scene.day)]
    held.sort(key=lambda one: -one[0])
    if not held or not held[0][0] or (len(held) > 1 and held[1][0] == held[0][0]):
        return None
    return Hit(token, after, held[0][1].actor, "name", held[0][1].row)


def _in_office(scene: Scene, first: int, actor: str) -> str:
    """A person, or the namesake in office at the time, unless the text says "former"."""
    person = scene.book.persons.get(actor)
    if person is None or not scene.word_class("former").keys().isdisjoint(
        scene.folded[max(0, first - 3) : first]
    ):
        return actor
    return scene.book.namesake(person, scene.day).id


def _numbered(scene: Scene, first: int, stop: int) -> bool:
    return any(word.isdigit() for word in scene.folded[first:stop])


def _spelled(one: Alias, word: str, shouting: bool, proper: bool) -> bool:
    if one.acronym:
        if word.isupper():
            return not (shouting and len(word) < 4)
        return proper and len(word) > 3 and word.istitle()  # "Nato", as some papers have it
    if one.capital:
        return word[0].isupper() or not word[0].isalpha()
    return True


def _cased(scene: Scene, first: int, stop: int, one: Alias) -> bool:
    """Whether the further words of a body's name have their capitals: "Popular Will" is no "popular will".

    Some papers write its kind small ("the Labour party"), others the article in an Arabic name.
    """
    if not one.capitals or not one.row.startswith("organisations:"):
        return True
    words, folded = scene.parse.words, scene.folded
    small = [t for t in range(first, stop) if words[t][:1].islower()]
    missing = one.capitals - sum(words[t][:1].isupper() for t in range(first, stop))
    for token in small:
        kind = token == stop - 1 and (folded[token] in scene.word_class("org") or token in scene.covered)
        missing -= kind or folded[token] in scene.word_class("particle") or folded[token] in scene.book.kinds
    return missing <= 0


def _affixed(scene: Scene, first: int, stop: int) -> bool:
    """Whether a name is only part of an adjective that names somebody else: "pro-Russian", "Iran-backed"."""
    parse, folded = scene.parse, scene.folded
    if first > 1 and folded[first - 1] == "-" and folded[first - 2] in scene.word_class("prefix"):
        return parse.start[first - 1] == parse.end[first - 2]
    after = stop + 1
    if after < len(folded) and folded[stop] == "-" and folded[after] in scene.word_class("suffix"):
        return parse.start[stop] == parse.end[stop - 1]
    return False


def _part_of_name(scene: Scene, token: int, one: Alias) -> bool:
    """Whether a single-word name is only a part of a longer unknown one: Michael Jordan, London Bridge."""
    parse = scene.parse
    sentence = parse.sents[parse.sent[token]]
    given = scene.word_class("given")
    things = scene.word_class("thing")
    org = scene.word_class("org")
    before, after = token - 1, token + 1
    if before >= sentence[0] and parse.pos[before] == "PROPN" and before not in scene.hits:
        word = scene.folded[before]
        if word in given or (parse.head[before] == token and not _leads(scene, before)):
            return one.how not in ("nationality", "people")
    if after >= sentence[1] or parse.pos[after] != "PROPN" or not parse.words[after][:1].isupper():
        return False
    word = scene.folded[after]
    if one.actor in scene.book.actors and scene.book.actors[one.actor].kind == "bloc":
        known = word in scene.book.roles.by_last or word in scene.book.names.by_first or word in things
        if not known and after not in scene.timed:  # "Asia Plus", "Africa Confidential"
            return True
    if word in org and one.how in ("metonym", "place", "name"):
        return word not in scene.book.roles.by_last
    if word in scene.book.roles.by_last or word in things:
        return False
    return scene.folded[token] in given and word not in scene.book.names.by_first


def _common(scene: Scene, token: int, one: Alias) -> bool:
    """Whether a capital at a sentence's start may be that of a common word: "Labour costs", "Total sales"."""
    parse = scene.parse
    first, stop = parse.sents[parse.sent[token]]
    begins = token == first and stop - first > 2
    sure = one.row.startswith("states:") or one.how in ("nationality", "people")
    person = one.actor in scene.book.persons and _borne(scene, token)
    return begins and not sure and parse.pos[token] != "PROPN" and not person


def _leads(scene: Scene, token: int) -> bool:
    """Whether a capitalised word before a name may be no part of it: a title, a role, a direction."""
    word = scene.folded[token]
    return (
        word in scene.book.roles.by_last
        or word in scene.word_class("honorific")
        or word in scene.word_class("direction")
        or word in scene.word_class("former")
        or word in scene.word_class("deputy")
    )


def _is_party(scene: Scene, one: Alias) -> bool:
    """Whether a name is that of a party; many countries have a Workers' Party."""
    row = scene.book.actors.get(one.actor)
    return row is not None and row.sector == "PTY"


def _elsewhere(scene: Scene, first: int, one: Alias) -> bool:
    """Whether the body of one state is claimed by another: "Chile's Defense Department"."""
    before = first - 1
    known = scene.book.actors.get(one.actor)
    if before > 0 and scene.parse.tag[before] == "POS":
        before -= 1
    elif "." not in one.actor and (known is None or known.kind == "state"):
        return False
    owner = scene.hits.get(before)
    if owner is None or scene.parse.sent[before] != scene.parse.sent[first]:
        return False
    base = owner.actor.partition(".")[0]
    row = scene.book.actors.get(base)
    if row is None or row.country is None:
        return False
    own = known.country if known is not None and known.kind != "state" else one.actor.partition(".")[0]
    return own is not None and own not in (base, row.country)


def _abroad(scene: Scene, stop: int, one: Alias) -> bool:
    """Whether what follows puts a body into another state: "the Communist Party of Nepal"."""
    row = scene.book.actors.get(one.actor)
    if row is None or row.kind == "state" or row.country is None or stop + 1 >= len(scene.folded):
        return False
    if scene.folded[stop] != "of":
        return False
    match = scene.book.names.match(scene.folded, stop + 1, len(scene.folded))
    states = {a.actor for a in match[1] if a.row.startswith("states:")} if match is not None else set()
    return bool(states) and row.country not in states


def _misled(scene: Scene, one: Alias) -> Doubt | None:
    """The reading by which the words of the text speak most against whom an ambiguous name stands for."""
    words = scene.vocabulary
    best: Doubt | None = None
    most = 0
    for doubt in scene.book.doubts.get(one.key, ()):
        margin = len(words & doubt.against) - len(words & doubt.speaks_for)
        if doubt.actor == one.actor and margin > most:
            best, most = doubt, margin
    return best


def _where(scene: Scene, token: int) -> bool:
    """Whether a name stands after "in" and the like."""
    parse = scene.parse
    above = parse.head[token]
    return parse.dep[token] == "pobj" and scene.folded[above] in scene.word_class("place")


def _titled(scene: Scene, first: int, shorts: Sequence[Alias]) -> list[Alias]:
    """Of several bearers of a surname, those who held the office that stands before it."""
    if first == 0:
        return []
    floor = scene.parse.sents[scene.parse.sent[first]][0]
    match = scene.book.roles.match(scene.folded, first - 1, floor) if first > floor else None
    office = match[1].office if match is not None else None
    if office is None:
        return []
    return [a for a in shorts if any(t.office == office for t in scene.book.persons[a.actor].terms)]


def _doubled(scene: Scene, first: int, stop: int) -> bool:
    """Whether a surname is one half of a double one: joined by a hyphen to a name that no table knows.

    Two that are known are two people: "the Begin-Sadat talks".
    """
    parse, folded, known = scene.parse, scene.folded, scene.book.names.by_first
    if first > 1 and folded[first - 1] == "-" and parse.end[first - 1] == parse.start[first]:
        other = first - 2
    elif stop + 1 < len(folded) and folded[stop] == "-" and parse.end[stop - 1] == parse.start[stop]:
        other = stop + 1
    else:
        return False
    return parse.pos[other] == "PROPN" and folded[other] not in known


def _borne(scene: Scene, token: int) -> bool:
    """Whether a word at a sentence's start that the parser takes for a noun is a name all the same.

    It is where the text has it as a name elsewhere, or couples it with one: "Tito and Nehru met".
    """
    parse = scene.parse
    word = parse.words[token]
    if parse.lower[token] in scene.written or not parse.tag[token].startswith("NN"):
        return False
    if parse.dep[token] == "compound":
        return False  # "Price controls"
    if any(parse.dep[c] == "conj" and parse.tag[c] == "NNP" for c in parse.children[token]):
        return parse.left[token] == token
    starts = {first for first, _ in parse.sents}
    return any(
        parse.words[t] == word and parse.pos[t] == "PROPN" and t not in starts
        for t in range(len(parse.words))
    )


def _short(scene: Scene, first: int, stop: int, shorts: Sequence[Alias]) -> Hit | None:
    """A surname alone: of somebody named before, else of an office holder of the time."""
    parse = scene.parse
    if parse.pos[first] != "PROPN" and not parse.tag[first].startswith("NN"):
        return None
    sentence = parse.sents[parse.sent[first]]
    common = parse.pos[first] != "PROPN" or parse.lower[first] in scene.written
    if common and first == sentence[0] and sentence[1] - first > 2 and not _borne(scene, first):
        return None  # "Parts of the army" names no Juhan Parts
    if _doubled(scene, first, stop):
        return None  # "Ms. Sato-Clinton" is no Clinton
    before = first - 1
    if before >= sentence[0] and parse.pos[before] == "PROPN" and parse.words[before][0].isupper():
        hit = scene.hits.get(before)
        if hit is None and not _leads(scene, before):
            return None
        if hit is not None and hit.actor in scene.book.persons:
            return None
    after = stop
    if after < sentence[1] and parse.pos[after] == "PROPN" and parse.words[after][0].isupper():
        word = scene.folded[after]
        if word not in scene.book.roles.by_last and word not in scene.book.names.by_first:
            return None
    titled = _titled(scene, first, shorts)
    near = _TITLE_YEARS if titled else _NEAR_YEARS
    shorts = titled or shorts
    ranked = sorted(shorts, key=lambda a: scene.book.persons[a.actor].distance(scene.day))
    seen = [a for a in shorts if scene.times_seen(a.actor)]
    if seen:
        best = max(seen, key=lambda a: scene.times_seen(a.actor))
    elif scene.day == LATEST:
        best = max(shorts, key=lambda a: (a.period.end or LATEST, a.period.start))
        if best.period.end and int(best.period.end[:4]) < int(scene.book.newest[:4]) - _RECENT_YEARS:
            return None
    else:
        best = ranked[0]
        if scene.book.persons[best.actor].distance(scene.day) > near:
            return None
    if not seen and of_other_times(scene, first, best.actor):
        return None
    return Hit(first, stop, best.actor, best.how, best.row)
