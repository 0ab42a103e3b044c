"""Who pronouns and descriptions stand for: agreement, nearness and the subject's precedence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.actors.cast import UNKNOWN
from detente.coding.actors.roles import stand_for
from detente.coding.draft import Named
from detente.records import MentionHow

if TYPE_CHECKING:
    from detente.coding.actors.scene import Phrase, Scene

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "dative", "agent", "appos", "ROOT"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_REACH = {"m": 5, "f": 5, "n": 2, "p": 2}
"""How many sentences back an antecedent is sought, by the pronoun's class."""
_DUMMY = frozenset({"seem", "appear", "turn", "happen", "follow", "take", "be", "remain", "become", "rain"})
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "csubj"})
_THE = frozenset({"the", "this", "that", "these", "those", "both"})
_ANY = frozenset({"a", "an", "any", "some", "no", "every", "each"})
_TWO = frozenset({"two", "both", "2"})


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that a pronoun may take up: a mention, several in coordination, or a noun that is nobody."""

    token: int
    sentence: int
    actors: tuple[str, ...]
    plural: bool
    human: bool
    thing: bool
    gender: str
    subject: float


def resolve(scene: Scene) -> None:
    """Add mentions for pronouns, definite descriptions and roles without a nationality.

    A pronoun takes the candidate that agrees with it in number, gender and kind, the nearest sentence first,
    in it the subject first, then the leftmost. A noun that stands for no actor competes, so that "it" after
    "the document" is left alone.
    """
    Resolver(scene).run()


class Resolver:
    """Walks a text once from left to right and keeps what has been mentioned.

    Args:
        scene: the working state after names, phrases and persons have been found.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.parse = scene.parse
        self.draft = scene.draft
        self.seen: list[list[Seen]] = []
        self.states: list[tuple[int, str, int]] = []
        self.pronouns = scene.word_class("pronoun")
        self.genders = {**scene.word_class("given"), **scene.word_class("gender")}

    def run(self) -> None:
        """Resolve the whole text."""
        for sentence, (first, stop) in enumerate(self.parse.sents):
            self.seen.append([])
            for token in range(first, stop):
                self._visit(token, sentence)

    def _visit(self, token: int, sentence: int) -> None:
        parse = self.parse
        here = self.draft.heads.get(token)
        if here:
            self._keep(token, sentence, [self.draft.named[n] for n in here])
            return
        phrase = self.scene.phrases.get(token)
        if phrase is not None and not phrase.used:
            if not phrase.actors:
                self._describe(phrase, token, sentence)
            here = self.draft.heads.get(token)
            if here:
                self._keep(token, sentence, [self.draft.named[n] for n in here])
                return
        word = self.scene.folded[token]
        tag = parse.tag[token]
        if tag in ("PRP", "PRP$"):
            kind = self.pronouns.get(word)
            if kind is not None:
                self._pronoun(token, sentence, kind)
            return
        if parse.pos[token] in _NOUNS and token not in self.scene.hits:
            if word in self.scene.book.nouns and self._take_up(token, sentence, word):
                return
            if word in self.scene.word_class("sides") and self._sides(token, sentence):
                return
            if parse.dep[token] in _ARGUMENTS:
                plural = tag.endswith("S")
                self.seen[-1].append(Seen(token, sentence, (), plural, False, True, "", self._subject(token)))

    # -- what has been mentioned

    def _keep(self, token: int, sentence: int, named: list[Named]) -> None:
        parse, actors = self.parse, self.draft.actors
        ids = tuple(dict.fromkeys(n.actor for n in named))
        subject = self._subject(token)
        adjective = named[0].how == "nationality" and parse.dep[token] in ("amod", "compound", "nmod")
        phrase = self.scene.phrases.get(token)
        kind = actors[ids[0]].kind
        person = kind in ("person", "unknown") and "." not in ids[0] and ids[0] not in self.scene.book.actors
        human = person or bool(phrase and phrase.person and not phrase.plural)
        several = parse.tag[token].endswith("S") and (phrase is not None or named[0].how == "nationality")
        plural = len(ids) > 1 or several or bool(phrase and phrase.plural)
        for id in ids:
            country = self._country(id)
            if country is not None:
                self.states.append((sentence, country, 2 * int(subject) + (not self._place(token))))
        if adjective:
            return
        gender = self._gender(ids[0], phrase) if human else ""
        thing = not person
        self.seen[-1].append(Seen(token, sentence, ids, plural, human, thing, gender, subject))
        if parse.dep[token] == "conj":
            self._join(token, sentence)

    def _subject(self, token: int) -> float:
        """1 for a subject, less for its possessor ("Moscow's efforts"), for an object, least for a place."""
        parse = self.parse
        dep = parse.dep[token]
        if dep in _SUBJECTS:
            return 1.0
        if dep == "poss":
            return 0.6 if parse.dep[parse.head[token]] in _SUBJECTS else 0.0
        return 0.3 if dep == "dobj" else -0.4 if self._place(token) else 0.0

    def _join(self, token: int, sentence: int) -> None:
        """Two mentions in coordination can be taken up together."""
        parse = self.parse
        head = parse.head[token]
        while parse.dep[head] == "conj":
            head = parse.head[head]
        ids: list[str] = []
        for one in parse.conjuncts(head):
            ids += [self.draft.named[n].actor for n in self.draft.heads.get(one, [])]
        ids = list(dict.fromkeys(ids))
        if len(ids) > 1:
            subject = float(parse.dep[head] in _SUBJECTS)
            self.seen[-1].append(Seen(head, sentence, tuple(ids), True, False, True, "", subject))

    def _country(self, id: str) -> str | None:
        """The state behind an actor, with what takes a state's place."""
        base = id.partition(".")[0]
        row = self.scene.book.actors.get(base)
        if row is not None:
            return base if row.kind == "state" else row.country
        actor = self.draft.actors.get(id)
        return actor.country if actor else None

    def _gender(self, id: str, phrase: Phrase | None) -> str:
        person = self.scene.book.persons.get(id)
        if person is not None and person.gender:
            return person.gender
        actor = self.draft.actors[id]
        if phrase is not None:
            gender = self.genders.get(self.scene.folded[phrase.head], "")
            if gender or actor.kind != "person":
                return gender
        first = actor.name.split()[0].lower() if actor.name else ""
        return self.genders.get(first, "")

    # -- pronouns

    def _pronoun(self, token: int, sentence: int, kind: str) -> None:
        if kind == "n" and self._dummy(token):
            return
        best = self._antecedent(token, sentence, kind)
        if best is None:
            return
        for actor in best.actors:
            self.scene.named(actor, token, token + 1, token, "pronoun", None)
        subject = self._subject(token)
        self.seen[-1].append(
            Seen(token, sentence, best.actors, best.plural, best.human, best.thing, best.gender, subject)
        )

    def _dummy(self, token: int) -> bool:
        """Whether "it" stands for a clause: "it seems that", "it is likely that", "it remains to be seen"."""
        parse = self.parse
        if parse.dep[token] == "expl":
            return True
        verb = parse.head[token]
        if parse.dep[token] not in _SUBJECTS or parse.lemma[verb] not in _DUMMY:
            return False
        return any(parse.dep[c] in _CLAUSES and c > verb for c in parse.children[verb]) or any(
            parse.dep[d] in _CLAUSES
            for c in parse.children[verb]
            if parse.dep[c] in ("acomp", "attr", "oprd")
            for d in parse.children[c]
        )

    def _antecedent(self, token: int, sentence: int, kind: str) -> Seen | None:
        parse = self.parse
        governor = parse.head[token]
        possessive = parse.tag[token] == "PRP$"
        reflexive = parse.lower[token].endswith(("self", "selves"))
        taken: set[str] = set()
        if not possessive and not reflexive:
            for one in self.seen[sentence]:
                if parse.head[one.token] == governor or self._argument_of(one.token, governor):
                    taken.update(one.actors)
        for back in range(min(_REACH[kind], sentence) + 1):
            best: Seen | None = None
            rank = -1.0
            for number, one in enumerate(self.seen[sentence - back]):
                if not _agrees(one, kind) or one.token == token or taken.intersection(one.actors):
                    continue
                if not back:
                    if parse.within(one.token, token):
                        continue
                    if possessive and parse.within(governor, one.token) and one.token == governor:
                        continue
                score = 4.0 * one.subject + (0.0 if one.actors else -1.5) - number * 0.1
                if not back and possessive and parse.dep[one.token] in _SUBJECTS:
                    score += 1.0
                if not back and one.subject < 1:
                    score += 0.12 * number if possessive else 0.0
                if best is None or score > rank:
                    best, rank = one, score
            if best is not None:
                return best if best.actors else None
        return None

    def _argument_of(self, token: int, verb: int) -> bool:
        parse = self.parse
        above = parse.head[token]
        return parse.dep[above] in ("prep", "agent") and parse.head[above] == verb

    # -- descriptions

    def _add(
        self, actors: list[str], first: int, token: int, how: MentionHow, row: str | None, stop: int = 0
    ) -> None:
        for actor in actors:
            self.scene.named(actor, first, max(stop, token + 1), token, how, row)

    def _describe(self, phrase: Phrase, token: int, sentence: int) -> None:
        """A role phrase whose own words do not say whose it is."""
        scene = self.scene
        if phrase.row == "roles:country-noun":
            if scene.folded[token] in scene.word_class("sides") and self._sides(token, sentence):
                return
            if phrase.definite and not phrase.plural and scene.folded[token] not in ("side", "state"):
                country = self._last_state()
                if country is not None:
                    self._add([country], phrase.first, token, "noun", phrase.row)
            return
        owner = self._owner(phrase)
        if owner:
            phrase.of = owner
            phrase.actors = stand_for(scene, phrase)
        elif phrase.definite and not phrase.plural and phrase.person:
            phrase.actors = self._same_role(phrase, sentence)
        if not phrase.actors and phrase.definite and phrase.plural:
            phrase.actors = self._same_words(phrase, sentence)
        free = phrase.owner is None or self.parse.pos[phrase.owner] == "NOUN"
        if not phrase.actors and phrase.domestic and free and self._ours(phrase):
            country = self._last_state()
            if country is not None:
                phrase.of = [country]
                phrase.actors = stand_for(scene, phrase)
        if not phrase.actors and phrase.sector is not None and not self._predicate(phrase, token):
            phrase.actors = [f"{UNKNOWN}.{phrase.former or phrase.sector}"]
        held = phrase.office is not None and phrase.actors and phrase.actors[0] in scene.book.persons
        how: MentionHow = "office" if held else "noun"
        self._add(phrase.actors, phrase.first, token, how, phrase.row, phrase.stop)

    def _predicate(self, phrase: Phrase, token: int) -> bool:
        """Whether a noun names no party: a thing, or what somebody is ("he is a lawyer", "as a reformer")."""
        parse = self.parse
        if phrase.asset:
            return True
        if phrase.definite or phrase.plural:
            return False
        if parse.dep[token] in ("attr", "appos", "oprd", "npadvmod"):
            return True
        return parse.dep[token] == "pobj" and self.scene.folded[parse.head[token]] == "as"

    def _ours(self, phrase: Phrase) -> bool:
        """Whether a role without a nationality belongs to the country that is spoken of."""
        if self.scene.folded[phrase.first] in _ANY:
            return False
        return phrase.definite or not phrase.person or phrase.sector in ("COP", "LEG")

    def _owner(self, phrase: Phrase) -> list[str]:
        if phrase.owner is None:
            return []
        return [self.draft.named[n].actor for n in self.draft.heads.get(phrase.owner, [])]

    def _back(self, sentence: int, reach: int) -> Iterator[Seen]:
        for number in range(sentence, max(-1, sentence - reach - 1), -1):
            yield from reversed(self.seen[number])

    def _same_role(self, phrase: Phrase, sentence: int) -> list[str]:
        """The person last named whose role the description repeats: "the general", "the minister"."""
        word = self.scene.folded[phrase.head]
        wording = phrase.role.lower()
        for one in self._back(sentence, 12):
            if len(one.actors) != 1 or not one.human:
                continue
            actor = self.draft.actors[one.actors[0]]
            if actor.kind == "person":
                role = f" {actor.role.lower()}" if actor.role else ""
                if role.endswith((f" {wording}", f" {word}")):
                    return [actor.id]
            elif self.scene.folded[one.token] == word:
                return [actor.id]
        return []

    def _same_words(self, phrase: Phrase, sentence: int) -> list[str]:
        """The group last named by the same word: "the rebels" after "Chadian rebels"."""
        word = self.scene.folded[phrase.head]
        for one in self._back(sentence, 8):
            if (
                one.actors
                and self.scene.folded[one.token] == word
                and one.actors[0].partition(".")[0] != "UNK"
            ):
                return list(one.actors)
        return []

    def _last_state(self) -> str | None:
        """The state last spoken of: an actor before a place, a subject before others."""
        if not self.states:
            return None
        last = self.states[-1][0]
        near = [s for s in self.states[-8:] if s[0] >= last - 1]
        return max(near, key=lambda s: (s[2] > 0, s[0], s[2]))[1]

    def _place(self, token: int) -> bool:
        """Whether a name only says where: "in Kosovo"."""
        parse = self.parse
        above = parse.head[token]
        return parse.dep[token] == "pobj" and self.scene.folded[above] in self.scene.word_class("place")

    def _take_up(self, token: int, sentence: int, word: str) -> bool:
        """ "The alliance": the organisation last named that the noun describes."""
        first = self._determined(token)
        if first is None:
            return False
        described = self.scene.book.nouns[word]
        for one in self._back(sentence, 15):
            for actor in (*one.actors, *(self._body(a) for a in one.actors)):
                if actor in described:
                    self._add([actor], first, token, "noun", f"organisations:{actor}")
                    self._keep(token, sentence, [self.draft.named[-1]])
                    return True
        return False

    def _sides(self, token: int, sentence: int) -> bool:
        """ "The two sides", "both countries": the last two parties named."""
        parse = self.parse
        if not parse.tag[token].endswith("S"):
            return False
        words = {self.scene.folded[c] for c in parse.children[token] if c < token}
        if not words & _TWO:
            return False
        found: list[str] = []
        for one in self._back(sentence, 3):
            for actor in reversed(one.actors):
                base = actor if actor in self.scene.book.persons else actor.partition(".")[0]
                if base in self.scene.book.persons:
                    base = self._country(base) or self._body(base)
                if base and base != "UNK" and base in self.scene.book.actors and base not in found:
                    found.append(base)
            if len(found) >= 2:
                break
        if len(found) < 2:
            return False
        self._add(list(reversed(found[:2])), parse.left[token], token, "noun", None)
        self._keep(token, sentence, self.draft.named[-2:])
        return True

    def _body(self, person: str) -> str:
        parent = self.scene.book.parent(person, self.scene.day)
        return parent.partition(".")[0] if parent else ""

    def _determined(self, token: int) -> int | None:
        """The definite article of a noun phrase, where it has one."""
        parse = self.parse
        for child in parse.children[token]:
            if parse.dep[child] == "det" and self.scene.folded[child] in _THE:
                return child
        return None


def _agrees(one: Seen, kind: str) -> bool:
    if kind in ("m", "f"):
        return one.human and not one.plural and one.gender in ("", kind)
    if kind == "n":
        return one.thing and not one.human and not one.plural
    return one.plural


__all__ = ["Resolver", "Seen", "resolve"]
