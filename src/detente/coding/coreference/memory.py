"""What a text has mentioned so far, as pronouns and descriptions may take it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.actors.cast import UNKNOWN
from detente.coding.actors.datelines import dateline_town
from detente.coding.draft import Named

if TYPE_CHECKING:
    from detente.coding.actors.scene import Phrase, Scene

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
THE = frozenset({"the", "this", "that", "these", "those", "both"})
_PAIR = 2
_LISTED = 4  # names of a list that may stand before one


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


class Memory:
    """The mentions of a text from left to right.

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

    def keep(self, token: int, sentence: int, named: list[Named]) -> None:
        """Keep a mention that pronouns may take up."""
        parse, actors = self.parse, self.draft.actors
        ids = tuple(dict.fromkeys(n.actor for n in named))
        subject = self.subject(token)
        adjective = named[0].how == "nationality" and parse.dep[token] in ("amod", "compound", "nmod")
        phrase = self.scene.phrases.get(token)
        kind = actors[ids[0]].kind
        person = kind in ("person", "unknown") and "." not in ids[0] and ids[0] not in self.scene.book.actors
        human = person or bool(phrase and phrase.person and not phrase.plural)
        several = parse.tag[token].endswith("S") and (phrase is not None or named[0].how == "nationality")
        plural = len(ids) > 1 or several or bool(phrase and phrase.plural)
        for id in ids:
            country = self.country(id)
            if country is not None:
                self.states.append((sentence, country, 2 * int(subject) + self.acting(token, adjective)))
        if adjective:
            return
        gender = self.gender(ids[0], phrase) if human else ""
        thing = not person
        self.seen[-1].append(Seen(token, sentence, ids, plural, human, thing, gender, subject))
        if parse.dep[token] == "conj":
            self.join(token, sentence)
        self.enumerated(token, sentence)

    def acting(self, token: int, adjective: bool) -> int:
        """1 for an actor, 0 for what a thing is called ("an American flag"), -1 for a place.

        A town that is no capital acts for nobody: "the loss of Kherson" does not speak of a state that acts.
        """
        hit = self.scene.hits.get(token)
        if self.place(token) or (hit is not None and hit.how == "place"):
            return -1
        head = self.parse.head[token]
        return int(not (adjective and self.parse.pos[head] == "NOUN" and head not in self.scene.phrases))

    def subject(self, token: int) -> float:
        """1 for a subject, less for its possessor ("Moscow's efforts"), for an object, least for a place."""
        parse = self.parse
        dep = parse.dep[token]
        if dep in _SUBJECTS:
            return 1.0
        if dep == "poss":
            return 0.6 if parse.dep[parse.head[token]] in _SUBJECTS else 0.0
        return 0.3 if dep == "dobj" else -0.4 if self.place(token) else 0.0

    def join(self, token: int, sentence: int) -> None:
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

    def enumerated(self, token: int, sentence: int) -> None:
        """A list of names is one group also where the parser takes it apart ("Togo, Ghana and Benin")."""
        hits, words = self.scene.hits, self.scene.folded
        hit = hits.get(token)
        at = hit.first - 1 if hit is not None else -1
        while at >= 0 and words[at] == "the":
            at -= 1
        if hit is None or at < 0 or words[at] != "and":
            return
        ids = [hit.actor]
        while at >= 0 and (words[at] in ("and", "the", ",")):
            before = hits.get(at - 1)
            if before is not None:
                ids.insert(0, before.actor)
                at = before.first
            at -= 1
        last = self.seen[-1][-1] if self.seen[-1] else None
        if len(set(ids)) > _PAIR and (last is None or set(last.actors) != set(ids)):
            self.seen[-1].append(Seen(token, sentence, tuple(ids), True, False, True, "", 0.5))

    def country(self, id: str) -> str | None:
        """The state behind an actor, with what takes a state's place."""
        base = id.partition(".")[0]
        row = self.scene.book.actors.get(base)
        if row is not None:
            return base if row.kind == "state" else row.country
        actor = self.draft.actors.get(id)
        return actor.country if actor else None

    def gender(self, id: str, phrase: Phrase | None) -> str:
        """``m``, ``f`` or empty where neither name nor role tells."""
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

    def back(self, sentence: int, reach: int) -> Iterator[Seen]:
        """What was mentioned, the latest first, down to some sentences back."""
        for number in range(sentence, max(-1, sentence - reach - 1), -1):
            yield from reversed(self.seen[number])

    def last_state(self) -> str | None:
        """The state last spoken of: an actor before a place, a subject before others."""
        if not self.states:
            return self.here()
        last = self.states[-1][0]
        near = [s for s in self.states[-8:] if s[0] >= last - 1]
        return max(near, key=lambda s: (s[2] > 0, s[0], s[2]))[1]

    def here(self) -> str | None:
        """The state of the first place that the sentence at hand names: "the army ... in Kabul"."""
        first, stop = self.parse.sents[len(self.seen) - 1]
        for token in range(first, stop):
            hit = self.scene.hits.get(token)
            if hit is not None and hit.how in ("name", "metonym", "place") and self.place(token):
                country = self.country(hit.actor)
                if country is not None:
                    return country
        return self.dateline(first)

    def dateline(self, token: int) -> str | None:
        """The state of the dateline that a token stands under; none where it is an organisation's seat."""
        town = dateline_town(self.scene, token)
        return None if town is None else self.country(town)

    def place(self, token: int) -> bool:
        """Whether a name only says where: "in Kosovo", "in Kosovo and Bosnia"."""
        parse = self.parse
        for _ in range(_LISTED):
            if parse.dep[token] != "conj":
                break
            token = parse.head[token]
        above = parse.head[token]
        return parse.dep[token] == "pobj" and self.scene.folded[above] in self.scene.word_class("place")

    def body(self, person: str) -> str:
        """The state or organisation that a person acts for, or nothing."""
        parent = self.scene.book.parent(person, self.scene.day)
        return parent.partition(".")[0] if parent else ""

    def party(self, actor: str) -> str:
        """The state or organisation that an actor counts with, or nothing."""
        base = actor if actor in self.scene.book.persons else actor.partition(".")[0]
        if base in self.scene.book.persons:
            base = self.country(base) or self.body(base)
        return base if base != UNKNOWN and base in self.scene.book.actors else ""

    def titled(self, token: int) -> bool:
        """Whether a noun that describes bodies is written as a name: "the Council", "the Alliance"."""
        return self.parse.words[token][0].isupper() and self.scene.folded[token] in self.scene.book.nouns

    def named_later(self, word: str) -> list[str]:
        """The body that a noun written as a name describes, where the text names it or its whole elsewhere.

        A communique speaks of "the Council" before it says "European Council" or "EU".
        """
        book = self.scene.book
        counts = Counter(named.actor for named in self.draft.named)
        scores = {
            body: 2 * counts[body] + sum(counts[whole] for whole in book.parents(body, self.draft.published))
            for body in book.nouns.get(word, ())
        }
        best = sorted((body for body in scores if scores[body]), key=lambda body: -scores[body])
        clear = best and (len(best) == 1 or scores[best[0]] > scores[best[1]])
        return best[:1] if clear else []

    def determined(self, token: int) -> int | None:
        """The definite article of a noun phrase, where it has one."""
        parse = self.parse
        for child in parse.children[token]:
            if parse.dep[child] == "det" and self.scene.folded[child] in THE:
                return child
        return None
