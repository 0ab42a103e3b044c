"""Persons and bodies that no table knows, by title, apposition and earlier mention."""

from __future__ import annotations

from detente.coding.actors.roles import tight
from detente.coding.actors.scene import Hit, Phrase, Scene
from detente.coding.actors.titles import apposed_to, dress, has_honorific, place_title, title_of
from detente.knowledge.actors.names import fold
from detente.knowledge.actors.offices import person_id
from detente.records import ActorKind

_JOINS = frozenset({"-", "'"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_SIDES = frozenset({"by", "with", "against", "between"})
_LONGEST = 7


def find_persons(scene: Scene) -> None:
    """Find persons and bodies by the pattern of their names, and tie titles and appositions to names."""
    _lengthen(scene)
    runs = [run for run in _runs(scene) if scene.parse.sent[run[0]] not in scene.shouted]
    for first, stop in runs:
        if stop - first > 1 or title_of(scene, first) is not None or has_honorific(scene, first):
            _name_one(scene, first, stop)
    for hit in list({id(h): h for h in scene.hits.values()}.values()):
        if hit.actor in scene.draft.actors or hit.actor in scene.book.persons:
            dress(scene, hit)
    _learn_acronyms(scene)
    for first, stop in runs:
        if first not in scene.hits:
            _name_short(scene, first, stop)


def _lengthen(scene: Scene) -> None:
    """Take in what is tied to a medium's name: "Interfax-Volga News" is one name, and no person's."""
    words, pos, actors = scene.parse.words, scene.parse.pos, scene.book.actors
    for hit in {id(h): h for h in scene.hits.values()}.values():
        at = hit.stop
        row = actors.get(hit.actor)
        if row is None or row.kind != "media" or at + 1 >= len(words) or words[at] not in _JOINS:
            continue
        if not tight(scene, at) or not tight(scene, at + 1) or not words[at + 1][:1].isupper():
            continue
        end = at + 1
        while end < len(words) and pos[end] == "PROPN" and end not in scene.hits and end - at < _LONGEST:
            end += 1
        scene.take(Hit(hit.first, end, hit.actor, hit.how, hit.row))


def _learn_acronyms(scene: Scene) -> None:
    """ "the Popular Front of Utopia (PFU)": the letters in brackets name the same actor from there on."""
    words, pos = scene.parse.words, scene.parse.pos
    for hit in {id(h): h for h in scene.hits.values()}.values():
        at = hit.stop
        if at + 2 >= len(words) or words[at] != "(" or words[at + 2] != ")":
            continue
        if at + 1 not in scene.hits:
            letters = words[at + 1]
            if letters.isupper() and len(letters) > 1 and pos[at + 1] in ("PROPN", "NOUN"):
                scene.remember(hit.actor, letters)


def _runs(scene: Scene) -> list[tuple[int, int]]:
    """Runs of capitalised proper nouns that the tables do not know, with their particles."""
    parse, hits, covered = scene.parse, scene.hits, scene.covered
    particles = scene.word_class("particle")
    pos, words, folded = parse.pos, parse.words, scene.folded
    honorific = scene.word_class("honorific")
    found: list[tuple[int, int]] = []
    for first, stop in parse.sents:
        token = first
        while token < stop:
            if (
                pos[token] != "PROPN" or token in hits or token in covered
                or not words[token][0].isupper() or folded[token] in honorific
            ):  # fmt: skip
                token += 1
                continue
            end = token + 1
            while end < stop and end - token < _LONGEST and end not in hits and end not in covered:
                if pos[end] == "PROPN" and words[end][0].isupper():
                    end += 1
                elif (
                    (folded[end] in particles or (words[end] in _JOINS and tight(scene, end)))
                    and end + 1 < stop and words[end + 1][0].isupper() and end + 1 not in hits
                ):  # fmt: skip
                    end += 1
                else:
                    break
            start = token
            while start > first and folded[start - 1] in particles and pos[start - 1] == "PROPN":
                start -= 1
            found.append((start, end))
            token = end
    return found


def _name_one(scene: Scene, first: int, stop: int) -> None:
    """Give a run of two or more words, or a single one with a title, its actor."""
    parse, folded = scene.parse, scene.folded
    org, thing = scene.word_class("org"), scene.word_class("thing")
    title = title_of(scene, first)
    honorific = has_honorific(scene, first)
    last, lead = folded[stop - 1], folded[first]
    if title is None and not honorific:
        if last in thing:
            return
        if last in org or lead in org:
            _body(scene, first, stop, org.get(last) or org.get(lead))
            return
    if len(parse.words[first]) == 1 or first in scene.timed:
        return
    head = scene.head_of(first, stop)
    words = [w for w in parse.words[first:stop] if w != "-"]
    if stop - first == 1:
        known = scene.shorts.get(last)
        if known:
            _take(scene, known[-1], first, stop)
            return
    for one in reversed(scene.shorts.get(last, [])):
        actor = scene.draft.actors.get(one)
        if actor is not None and set(words) <= set(actor.name.split()):
            _take(scene, one, first, stop)
            return
    if title is not None:
        place_title(scene, title)
    apposed = apposed_to(scene, head, stop)
    given = scene.word_class("given")
    human = bool(title or honorific or lead in given or (apposed and apposed.person) or _speaks(scene, head))
    if not human and (parse.dep[head] not in (*_SUBJECTS, "poss", "conj", "dobj", "appos") or len(words) > 3):
        return
    if not human and (_placed(scene, head) or _headed(scene, head)):
        return
    name = _spelt(scene, first, stop)
    id = person_id(name, _surname(scene, first, stop, title))
    if id in scene.book.persons:  # "Robert M. Gates", where the tables have no initial
        id = scene.book.namesake(scene.book.persons[id], scene.day).id
        scene.cast.add(id)
        _take(scene, id, first, stop)
        return
    if not human and _reports(scene, head):
        _outlet(scene, first, stop)
        return
    kind: ActorKind = "person" if human else "unknown"
    scene.cast.newcomer(id, name, kind)
    scene.remember(id, parse.words[_last(scene, first, stop)], _surname(scene, first, stop, title))
    _take(scene, id, first, stop)


def _surname(scene: Scene, first: int, stop: int, title: Phrase | None) -> str:
    """The surname: the last word with its particles; the first where the name's bearer puts it there."""
    parse = scene.parse
    particles = scene.word_class("particle")
    family_first = scene.word_class("family-first")
    at = end_at = _last(scene, first, stop)
    states = title.of if title is not None else []
    if stop - first > 1 and any(s.partition(".")[0] in _upper(family_first) for s in states):
        return parse.words[first]
    while at - 1 > first and (scene.folded[at - 1] in particles or parse.words[at - 1] == "-"):
        at -= 1
    start, end = parse.start[at], parse.end[end_at]
    return scene.draft.text[start:end]


def _last(scene: Scene, first: int, stop: int) -> int:
    """The last token of a name, without "Jr." and the like."""
    last = stop - 1
    while last > first + 1 and scene.folded[last] in scene.word_class("junior"):
        last -= 1
    return last


def _upper(words: dict[str, str]) -> set[str]:
    return {w.upper() for w in words}


def _spelt(scene: Scene, first: int, stop: int) -> str:
    start, end = scene.parse.span(first, stop)
    return " ".join(scene.draft.text[start:end].split())


def _speaks(scene: Scene, head: int) -> bool:
    parse = scene.parse
    if parse.dep[head] not in _SUBJECTS and parse.dep[head] != "pobj":
        return False
    above = parse.head[head]
    if parse.dep[head] == "pobj":
        return scene.folded[above] in ("to", "by") and (
            scene.folded[parse.head[above]] in scene.word_class("humane") or parse.dep[above] == "agent"
        )
    return scene.folded[above] in scene.word_class("humane") or parse.lemma[above] in scene.word_class(
        "humane"
    )


def _reports(scene: Scene, head: int) -> bool:
    """Whether a name does what outlets do: "Volga Blitz reported"."""
    parse = scene.parse
    above = parse.head[head]
    return parse.dep[head] in _SUBJECTS and parse.lemma[above] in scene.word_class("reporting")


def _outlet(scene: Scene, first: int, stop: int) -> None:
    """A medium that no table knows."""
    name = _spelt(scene, first, stop)
    id = "-".join(fold(name).replace("'", "").replace(".", "").split())
    scene.cast.newcomer(id, name, "media", None, "JRN", rows=("words:reporting",))
    _take(scene, id, first, stop)


def _placed(scene: Scene, head: int) -> bool:
    parse = scene.parse
    return parse.dep[head] == "pobj" and scene.folded[parse.head[head]] in scene.word_class("place")


def _headed(scene: Scene, token: int) -> bool:
    """Whether a sentence is set like a headline, most words with a capital."""
    first, stop = scene.parse.sents[scene.parse.sent[token]]
    words = [w for w in scene.parse.words[first:stop] if len(w) > 3 and w.isalpha()]
    return len(words) > 4 and sum(w[0].isupper() for w in words) > 0.75 * len(words)


def _take(scene: Scene, id: str, first: int, stop: int) -> None:
    scene.take(Hit(first, stop, id, "name", ""))


def _body(scene: Scene, first: int, stop: int, sector: str | None) -> None:
    """An organisation by its telling word; a nationality or place before or inside it says whose."""
    parse = scene.parse
    head = scene.head_of(first, stop)
    start = first
    owner: str | None = None
    before = scene.hits.get(first - 1)
    if before is not None and parse.sent[first - 1] == parse.sent[first] and before.how != "short":
        owner = before.actor
        if parse.within(before.first, head):
            start = before.first
    elif first > 1 and parse.tag[first - 1] == "POS" and (poss := scene.hits.get(first - 2)) is not None:
        owner = poss.actor
    end = stop
    for prep in parse.children[head]:
        if prep == stop and parse.dep[prep] == "prep" and scene.folded[prep] in ("of", "for", "in"):
            hit = scene.hits.get(prep + 1) or scene.hits.get(prep + 2)
            if hit is not None and scene.folded[prep] == "of" and hit.how != "nationality":
                owner = owner or hit.actor
                end = hit.stop
            elif hit is None and prep + 1 < len(parse.words) and parse.pos[prep + 1] == "PROPN":
                end = prep + 1
                while end < len(parse.words) and parse.pos[end] == "PROPN" and end not in scene.hits:
                    end += 1
    base = owner.partition(".")[0] if owner else None
    if base is not None and base not in scene.book.actors:
        base = None
    name = _spelt(scene, start, end)
    id = "-".join(fold(name).replace("'", "").replace(".", "").split())
    scene.cast.newcomer(
        id, name, "organisation", base, sector, rows=(f"words:org-{sector}",) if sector else ()
    )
    hit = Hit(start, end, id, "name", f"words:{sector}")
    scene.take(hit)
    scene.remember(id, name)


def _name_short(scene: Scene, first: int, stop: int) -> None:
    """A single name: of somebody named before, else of somebody unknown who speaks."""
    if stop - first != 1:
        return
    word = scene.folded[first]
    known = scene.shorts.get(word)
    if known:
        _take(scene, known[-1], first, stop)
        return
    if first in scene.timed:
        return
    parse = scene.parse
    if word in scene.word_class("thing") or word in scene.word_class("org") or len(word) < 3:
        return
    if (
        word in scene.book.roles.by_last
        or word in scene.book.roles.leading
        or word in scene.word_class("direction")
    ):
        return
    acronym = parse.words[first].isupper()
    if not _acts(scene, first) or _headed(scene, first):
        return
    if not acronym and not _name_like(scene, first):
        return
    id = person_id(parse.words[first])
    if not id or id.upper() in scene.book.actors:
        return
    kind: ActorKind = "organisation" if acronym else "unknown"
    scene.cast.newcomer(id, parse.words[first], kind)
    scene.remember(id, parse.words[first])
    _take(scene, id, first, stop)


def _name_like(scene: Scene, token: int) -> bool:
    """Whether a capital at a sentence's start is a name's: it speaks, or has a capital elsewhere too."""
    parse, word = scene.parse, scene.parse.words[token]
    if parse.lower[token] in scene.written:
        return False
    if token != parse.sents[parse.sent[token]][0]:
        return True
    return _speaks(scene, token) or word in scene.capitals


def _acts(scene: Scene, token: int) -> bool:
    """Whether a name stands where parties to an event stand: subject, object, "by", "with" or "against"."""
    parse = scene.parse
    dep = parse.dep[token]
    if dep in _SUBJECTS:
        return True
    if token == parse.sents[parse.sent[token]][0]:
        return False
    return dep == "dobj" or (dep == "pobj" and scene.folded[parse.head[token]] in _SIDES)
