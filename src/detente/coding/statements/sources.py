"""Who a source is: its kind, the actors it stands for, and the outlet it spoke through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.coding.draft import Draft
from detente.coding.parse import Parse
from detente.coding.parties import parties
from detente.coding.statements.found import Found
from detente.records import Actor, ActorKind, SourceKind

_BODIES: frozenset[ActorKind] = frozenset({"state", "igo", "organisation", "group", "bloc", "armed_force"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us"})
_UNNAMED = frozenset({"unnamed", "unidentified", "anonymous"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
_SHE = frozenset({"he", "she", "him", "her", "his"})
_PERSONS: frozenset[SourceKind] = frozenset({"named", "titled", "anonymous"})
_NOUNS = ("NOUN", "PROPN")
_SENTENCES_BACK = 3
_PARTS = ("DET", "PRON", "NUM", "ADJ")
_UNKNOWN = "UNK"
_LOOK_BACK = 40
_BROADCASTER = "broadcaster"
_ENDINGS = ("wire", "press", "media")


@dataclass(frozen=True, slots=True)
class Source:
    """A source as records hold it."""

    kind: SourceKind
    actors: tuple[str, ...] = ()
    description: str | None = None
    outlet: str | None = None


def identify(
    draft: Draft,
    found: Found,
    in_quotes: bool,
    near: str | None = None,
    seen: Mapping[str, SourceKind] | None = None,
    many: tuple[str, ...] = (),
) -> Source:
    """Say who the source of a statement is.

    Args:
        draft: the document, with its actors found.
        found: the statement.
        in_quotes: whether the cue stands inside somebody's direct speech.
        near: the country whose side spoke last in the same paragraph, or None; an unnamed official of no
            named country is taken to be of it.
        seen: the kinds of earlier sources by actor, which pronouns share.
        many: the actors of the several persons who spoke last, of whom "one" or "another" is one.
    """
    if not found.speakers:
        hedge = found.kind == "appearance" or (found.kind == "showing" and found.frame.startswith("noun"))
        return Source("author" if hedge else "anonymous")
    parse = draft.parse
    head = found.speakers[0]
    if parse.lower[head] in _FIRST_PERSON and not in_quotes:
        return Source("author")
    actors = _actors(draft, found) or (many if _is_one_of_them(draft, head) else ())
    outlet = outlet_in(draft, found)
    kind = next((seen[a] for a in actors if seen and a in seen), None) if parse.pos[head] == "PRON" else None
    kind = kind or _kind(draft, head, found, actors, outlet)
    through = outlet if kind == "media" else _through(draft, head)
    if through is None and kind == "document":
        through = next((name for r in found.source if (name := _anywhere(draft, *r)) is not None), None)
    description = None
    if kind == "anonymous":
        description = _describe(draft, found)
        near = near if _is_sided(draft, head) else None
        actors = tuple(_unnamed(draft, actor, near) for actor in actors)
    return Source(kind, actors, description, through)


def _is_one_of_them(draft: Draft, head: int) -> bool:
    """Whether a source is "one", "another" or "some", without a word of whom."""
    parse = draft.parse
    word = draft.knowledge.cues.sources.get(parse.lower[head])
    return word == "anonymous" and parse.pos[head] in _PARTS and not parse.children[head]


def _actors(draft: Draft, found: Found) -> tuple[str, ...]:
    """The actors behind a source; where the head names none, what its modifiers name ("Lima's rhetoric")."""
    names: list[str] = []
    for head in found.speakers:
        names += [party.actor for party in parties(draft, head)]
    if not names:
        named = draft.named_at
        for first, stop in found.source:
            for token in range(first, min(stop, first + _LOOK_BACK)):
                mention = draft.mention(token) if token in named else None
                if mention is not None and mention.actor not in names:
                    names.append(mention.actor)
                    break
    return tuple(dict.fromkeys(names))


def _kind(draft: Draft, head: int, found: Found, actors: tuple[str, ...], outlet: str | None) -> SourceKind:
    parse = draft.parse
    kinds = draft.knowledge.cues.sources
    word = kinds.get(parse.lemma[head]) or kinds.get(parse.lower[head])
    if outlet is not None:
        return "media"
    if _is_unnamed(parse, head):
        return "anonymous"
    if word == "anonymous" and parse.pos[head] in _PARTS:
        # "some of its rhetoric", "three of the papers": the kind is that of what there are some of
        inner = _part_of(parse, head)
        if inner is not None and parse.pos[inner] == "NOUN":
            of = kinds.get(parse.lemma[inner], "collective")
            return "anonymous" if of == "titled" else of  # "one of its ministers" has no name
    proper = parse.pos[head] == "PROPN" or _is_person(draft, head)
    if proper or (parse.pos[head] == "ADJ" and actors and word is None):
        known = [draft.actors[a] for a in actors if a in draft.actors]
        if known and known[0].kind == "media":
            return "media"
        if known and known[0].kind in _BODIES:
            return "collective"
        if word in ("document", "collective"):
            return word
        if not (known and known[0].id.startswith(f"{_UNKNOWN}.")):
            return "titled" if _has_title(parse, head, kinds) else "named"
    if parse.pos[head] == "PRON":
        return _pronoun(draft, head, actors)
    return _common(draft, head, kinds)


def _is_person(draft: Draft, head: int) -> bool:
    """Whether a noun is the name of somebody known, which the parser has taken for a common one."""
    mention = draft.mention(head)
    return mention is not None and mention.how == "name" and draft.actors[mention.actor].kind == "person"


def _common(draft: Draft, head: int, kinds: dict[str, SourceKind]) -> SourceKind:
    """The kind of a common noun: by its word, its number, its article and a name beside it."""
    parse = draft.parse
    plural = parse.tag[head] in ("NNS", "NNPS")
    word = kinds.get(parse.lower[head]) or kinds.get(parse.lemma[head])
    if plural and parse.lower[head] not in kinds and word not in ("document", "media"):
        # persons in the plural are nobody in particular, unless they are pointed at: "the two presidents"
        return (
            "collective"
            if word == "collective" or (word == "titled" and _pointed(parse, head))
            else "anonymous"
        )
    if word in ("anonymous", "titled", None):
        name = _name_beside(parse, head)
        if name is not None:
            held = [draft.actors[p.actor].kind for p in parties(draft, name) if p.actor in draft.actors]
            return "collective" if held and held[0] in _BODIES else "titled"
    if word == "titled":
        return "titled" if _pointed(parse, head) else "anonymous"
    return word or "anonymous"


def _pointed(parse: Parse, head: int) -> bool:
    """Whether a noun is of one holder: "the envoy", "Canada's envoy", "envoy Reyes"; not "an envoy"."""
    before = [c for c in parse.children[head] if c < head]
    if any(parse.dep[c] == "det" for c in before):
        return any(parse.lower[c] in _DEFINITE or parse.lower[c] == "both" for c in before)
    return parse.tag[head] == "NN" or any(parse.dep[c] == "poss" for c in before)


def _pronoun(draft: Draft, head: int, actors: tuple[str, ...]) -> SourceKind:
    for actor in actors:
        known = draft.actors.get(actor)
        if known is not None and not actor.startswith(f"{_UNKNOWN}."):
            if known.kind == "person":
                return "named"
            if known.kind == "media":
                return "media"
            if known.kind in _BODIES and draft.parse.lower[head] not in _SHE:
                return "collective"
    stands = antecedent(draft, head)
    if stands is not None:
        return stands
    if actors and actors[0].endswith(".anon"):
        return "anonymous"
    return "collective" if draft.parse.lower[head] in ("they", "them", "who") and not actors else "anonymous"


def antecedent(draft: Draft, head: int) -> SourceKind | None:
    """The kind of the noun that a pronoun takes up, where number and sort leave one; else None.

    Subjects of the same paragraph are tried first, the nearest sentence first, then other nouns.
    """
    parse = draft.parse
    word = parse.lower[head]
    number = parse.sent[head]
    for back in range(number, max(-1, number - _SENTENCES_BACK - 1), -1):
        if parse.para[back] != parse.para[number]:
            break
        first, stop = parse.sents[back]
        nouns = [
            t
            for t in range(first, min(stop, head))
            if parse.pos[t] in _NOUNS and parse.dep[t] not in ("compound", "nmod", "appos")
        ]
        subjects = [t for t in nouns if parse.dep[t] in ("nsubj", "nsubjpass")]
        for noun in (*subjects, *(t for t in reversed(nouns) if t not in subjects)):
            kind = _takes_up(draft, word, noun)
            if kind is not None:
                return kind
    return None


def _takes_up(draft: Draft, word: str, noun: int) -> SourceKind | None:
    """The kind of a noun, where a pronoun of this form can stand for it."""
    parse, kinds = draft.parse, draft.knowledge.cues.sources
    known = kinds.get(parse.lower[noun]) or kinds.get(parse.lemma[noun])
    plural = parse.tag[noun] in ("NNS", "NNPS")
    if known is None or parse.pos[noun] == "PROPN":
        return None
    kind = _common(draft, noun, kinds)
    if word in _SHE:
        return kind if kind in _PERSONS and not plural else None
    if word in ("they", "them"):
        return kind if plural else None
    if word == "it":
        return kind if not plural and kind not in _PERSONS else None
    return None


def _has_title(parse: Parse, head: int, kinds: dict[str, SourceKind]) -> bool:
    for child in parse.children[head]:
        if parse.dep[child] in ("compound", "appos", "amod", "nmod"):
            word = kinds.get(parse.lower[child]) or kinds.get(parse.lemma[child])
            if word in ("titled", "anonymous"):
                return True
    return False


def _name_beside(parse: Parse, head: int) -> int | None:
    """A name in apposition: "the minister, Ana Reyes"."""
    for child in parse.children[head]:
        if parse.dep[child] == "appos" and parse.pos[child] == "PROPN":
            return child
    # "the separatist Ana Reyes": the parser may make two subjects of it
    after = head + 1
    if after < len(parse) and parse.pos[after] == "PROPN" and parse.head[after] != head:
        while after + 1 < len(parse) and parse.dep[after] == "compound" and parse.head[after] == after + 1:
            after += 1
        if parse.head[after] == parse.head[head] and parse.dep[after] == parse.dep[head]:
            return after
    return None


def _part_of(parse: Parse, head: int) -> int | None:
    for child in parse.children[head]:
        if parse.dep[child] == "prep" and parse.lower[child] == "of":
            return parse.child(child, "pobj")
    return None


def _is_unnamed(parse: Parse, head: int) -> bool:
    return any(parse.lower[child] in _UNNAMED for child in parse.children[head])


def _describe(draft: Draft, found: Found) -> str | None:
    """An unnamed source in the text's own words."""
    if not found.source:
        return None
    parse = draft.parse
    first, stop = found.source[0][0], found.source[-1][1]
    start, end = parse.span(first, stop)
    return " ".join(draft.text[start:end].split())


def _is_sided(draft: Draft, head: int) -> bool:
    """Whether a source may be of the side that spoke last: "the official", or "a staff officer", of a state.

    Analysts, diplomats, sources from elsewhere are of no side unless their own words tell it.
    """
    parse, words = draft.parse, draft.knowledge.actors.words
    before = {parse.lower[child] for child in parse.children[head] if child < head}
    if before & _DEFINITE:
        return True
    if parse.lower[head] in words.get("unsided", {}) or parse.tag[head].endswith("S"):
        return False
    return not before & words.get("outside", {}).keys()


def _unnamed(draft: Draft, actor: str, near: str | None) -> str:
    """The unnamed of a side: ``RUS.MIL.anon``, with the side as its parent."""
    if actor.endswith(".anon"):
        return actor
    side = draft.actors.get(actor)
    if actor.startswith(f"{_UNKNOWN}.") and near is not None:
        sector = actor.split(".")[1]
        actor = f"{near}.{sector}"
        side = draft.actors.get(actor) or Actor(actor, actor, "unknown", near, sector, near)
        draft.actors.setdefault(actor, side)
    name = f"{actor}.anon"
    if name not in draft.actors:
        draft.actors[name] = Actor(
            id=name,
            name=f"unnamed source, {side.name if side else actor}",
            kind="unknown",
            country=side.country if side else None,
            sector=side.sector if side else None,
            parent=actor,
        )
    return name


def _anywhere(draft: Draft, first: int, stop: int) -> str | None:
    """The outlet named in a phrase: "a report in the daily An-Nahar"."""
    parse, outlets = draft.parse, draft.knowledge.outlets
    for token in range(first, stop):
        if parse.words[token][:1].isupper():
            found = outlets.at(parse.words, token, stop)
            if found is not None:
                return draft.text[slice(*parse.span(token, found[1]))]
    return None


def _through(draft: Draft, head: int) -> str | None:
    """The outlet that a source is quoted by: "the officials quoted by Interfax"."""
    parse = draft.parse
    for child in parse.children[head]:
        if parse.dep[child] in ("acl", "relcl") and child > head:
            noun = parse.child(child, "agent")
            inner = parse.child(noun, "pobj") if noun is not None else None
            if inner is not None:
                return outlet_at(draft, parse.left[inner], inner + 1, inner)
    return None


def outlet_in(draft: Draft, found: Found) -> str | None:
    """The outlet that a source is, as the text names it ("Interfax", "a Warsaw daily")."""
    for first, stop in found.source:
        name = outlet_at(draft, first, stop, found.speakers[0])
        if name is not None:
            return name
    return None


def outlet_at(draft: Draft, first: int, stop: int, head: int) -> str | None:
    """The outlet that a noun phrase names, or None.

    Args:
        draft: the document.
        first: first token of the noun phrase.
        stop: token after its last.
        head: its head token.
    """
    parse, outlets = draft.parse, draft.knowledge.outlets
    for token in range(first, stop):
        if parse.words[token][:1].isupper() or parse.words[token][:1].isdigit():
            found = outlets.at(parse.words, token, stop)
            if found is not None and (token <= head < found[1] or _beside(parse, head, token, found[1])):
                return draft.text[slice(*parse.span(token, found[1]))]
    if parse.pos[head] == "PROPN":
        start = parse.left[head] if first <= parse.left[head] else first
        while start < head and parse.pos[start] != "PROPN":
            start += 1
        opening = outlets.noun(parse.lower[start]) if start < head else None
        broadcasts = opening is not None and opening.kind == _BROADCASTER
        if broadcasts or any(parse.lower[head].endswith(e) and parse.lower[head] != e for e in _ENDINGS):
            # "Radio Suva", "Lindpress"
            return draft.text[slice(*parse.span(start, head + 1))]
    noun = outlets.noun(parse.lower[head]) or outlets.noun(parse.words[head])
    if noun is not None and first < stop:
        low, high = first, min(stop, head + 1)
        while low < high - 1 and parse.pos[low] in ("DET", "PUNCT"):
            low += 1
        return draft.text[slice(*parse.span(low, high))]
    return None


def _beside(parse: Parse, head: int, first: int, stop: int) -> bool:
    """Whether a name is the head's apposition or compound: "the daily Vremya"."""
    return any(first <= child < stop and parse.dep[child] == "appos" for child in parse.children[head])
