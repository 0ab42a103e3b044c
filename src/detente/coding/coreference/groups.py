"""Several at once: "the two sides", "both capitals", "the four ministers", "the former", "the other side"."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from detente.coding.coreference.memory import THE, Memory
from detente.coding.publisher import publisher
from detente.knowledge.actors.principals import principals
from detente.records import MentionHow

if TYPE_CHECKING:
    from detente.coding.actors.scene import Phrase

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLIMB = 12
_PAIR = 2
_NOUNS = frozenset({"NOUN", "PROPN"})
_BEARING = frozenset({"nsubj", "nsubjpass", "dobj", "agent"})
_LISTED_BACK = 30  # sentences over which a list of so many parties is taken up as a whole


class Groups(Memory):
    """Finds whom a word for several parties takes up, or for one of two."""

    @cached_property
    def home_of_speech(self) -> str | None:
        """The state that publishes the document and speaks of itself as "we"."""
        return publisher(self.draft)

    def add(
        self, actors: list[str], first: int, token: int, how: MentionHow, row: str | None, stop: int = 0
    ) -> None:
        """Add a mention of each actor."""
        for actor in actors:
            self.scene.named(actor, first, max(stop, token + 1), token, how, row)

    @cached_property
    def pointing(self) -> frozenset[str]:
        """The words that may name one of two: "the latter", "its neighbour", "the other side"."""
        kinds = ("order", "opposite", "other-side")
        return frozenset({"other"}).union(*(self.scene.word_class(kind) for kind in kinds))

    def sides(self, token: int, sentence: int) -> bool:
        """ "The two sides", "both countries", "the three": as many of the last parties named."""
        many = self.several(token)
        if not many:
            return False
        found = self.together(many, sentence) if many > _PAIR else []
        found = found or self.last(many, token, sentence)
        if len(found) < _PAIR or (many > _PAIR and len(found) < many):
            return False
        first = self.parse.left[token]
        self.add(list(reversed(found[:many])), first, token, "noun", None)
        self.keep(token, sentence, self.draft.named[-min(many, len(found)) :])
        return True

    def together(self, many: int, sentence: int) -> list[str]:
        """The last list of so many parties: "Togo, Ghana and Benin" for "the three"; the last named first."""
        for one in self.back(sentence, _LISTED_BACK):
            bases = list(dict.fromkeys(base for actor in one.actors if (base := self.party(actor))))
            if len(one.actors) == len(bases) == many:
                return bases[::-1]
        return []

    def last(self, many: int, token: int, sentence: int) -> list[str]:
        """As many of the parties spoken of last, the last first; fewer where there are no more."""
        parse = self.parse
        found: list[str] = []
        near = list(self.back(sentence, 3))
        firm = [one for one in near if not self.deep(one.token)]
        acting = self.acting_on(token)
        for one in (*firm, *near):  # the parties of clauses before those who are only mentioned in them
            if any(one.token == who or parse.within(one.token, who) for who in acting):
                continue  # who presses both sides is neither
            hit = self.scene.hits.get(one.token)
            if self.place(one.token) or (hit is not None and hit.how == "place"):
                continue  # nor is where they meet
            for actor in reversed(one.actors):
                base = self.party(actor)
                if base and base not in found:
                    found.append(base)
            if len(found) >= many:
                break
        home = self.home_of_speech
        if many == _PAIR and len(found) < many and home is not None and home not in found:
            found.append(home)
        states = [one for one in found[:many] if self.scene.book.actors[one].kind == "state"]
        if many == _PAIR and len(states) < many:
            # a mediator or a court that is named last is no side of what two states have between them
            about = principals(filter(None, (self.party(one.actor) for one in self.draft.named)))
            if about and (not about.isdisjoint(found) or not found):
                found = sorted(about, key=lambda one: (found.index(one) if one in found else many, one))
        if len(found) < many and self.scene.folded[token] in self.scene.word_class("count"):
            return []  # "the three" may be anything
        if len(found) < _PAIR:  # "Russian-Turkish talks": named by their adjectives
            spoken = (s for at, s, rank in reversed(self.states) if rank >= 0 and at >= sentence - 1)
            found = list(dict.fromkeys([*found, *spoken]))
        return found

    def acting_on(self, token: int) -> set[int]:
        """The subjects of the verb that a noun hangs on, and whom its relative clause is about."""
        parse = self.parse
        verb = parse.head[token]
        if parse.dep[verb] == "prep" and parse.pos[parse.head[verb]] == "VERB":
            verb = parse.head[verb]
        acting = {t for t in parse.children[verb] if t < token and parse.dep[t] in _SUBJECTS}
        if parse.dep[verb] == "relcl" and any(
            parse.tag[t].startswith("W") for who in acting for t in (who, *parse.children[who])
        ):
            acting.add(parse.head[verb])
        return acting

    def shared(self, phrase: Phrase, sentence: int) -> list[str]:
        """Whose a role is that several share: "officials of the two countries", "envoys from both sides"."""
        for prep in self.parse.children[phrase.head]:
            if prep < phrase.stop or self.scene.folded[prep] not in ("of", "from"):
                continue
            for goal in self.parse.all(prep, "pobj"):
                if not self.several(goal) or not (self.draft.heads.get(goal) or self.sides(goal, sentence)):
                    continue
                return [self.draft.named[n].actor for n in self.draft.heads[goal]]
        return []

    def ordered(self, token: int, sentence: int) -> bool:
        """ "The former" and "the latter": the first and the second of the two named last."""
        which = self.scene.word_class("order").get(self.scene.folded[token])
        parse = self.parse
        alone = parse.dep[token] not in ("amod", "compound", "advmod")
        if which is None or not alone or self.determined(token) is None:
            return False
        for back in range(_PAIR):
            if sentence < back:
                break
            named = [one for one in self.seen[sentence - back] if len(one.actors) == 1]
            parties = list(dict.fromkeys(one.actors[0] for one in named if self.party(one.actors[0])))
            if len(parties) >= _PAIR:
                chosen = parties[-_PAIR:][int(which)]
                self.add([chosen], parse.left[token], token, "noun", None)
                self.keep(token, sentence, [self.draft.named[-1]])
                return True
        return False

    def opposite(self, token: int, sentence: int) -> bool:
        """ "Its neighbour", "the other side": the other one of two, where the text leaves no choice."""
        parse, folded = self.parse, self.scene.folded
        word = folded[token]
        before = {folded[c] for c in parse.children[token] if c < token}
        sided = word in self.scene.word_class("other-side") or word == "other"
        other = sided and ("other" in before or word == "other") and "the" in before
        owners = [c for c in parse.children[token] if parse.dep[c] == "poss"]
        rival = word in self.scene.word_class("opposite") and bool(owners)
        if not (other or rival) or parse.dep[token] in ("amod", "compound", "advmod"):
            return False
        mine = self.mine(token, owners, sentence)
        found = self.counterpart(mine, sentence) if mine else ""
        if not found:
            return False
        self.add([found], parse.left[token], token, "noun", None)
        self.keep(token, sentence, [self.draft.named[-1]])
        return True

    def mine(self, token: int, owners: list[int], sentence: int) -> str:
        """The one whose neighbour or other side is meant: the owner, else the last subject."""
        for owner in owners:
            bases = {self.party(self.draft.named[n].actor) for n in self.draft.heads.get(owner, [])} - {""}
            return bases.pop() if len(bases) == 1 else ""
        for one in self.back(sentence, 1):
            if one.subject == 1.0 and one.token < token:
                bases = {self.party(actor) for actor in one.actors} - {""}
                return bases.pop() if len(bases) == 1 else ""
        return self.home_of_speech or ""

    def counterpart(self, mine: str, sentence: int) -> str:
        """The state that a text names oftenest beside one; nobody where two are named as often."""
        book = self.scene.book
        if book.actors[mine].kind != "state":
            return ""
        counts = Counter(hit.actor.partition(".")[0] for hit in self.scene.hits.values())
        counts += Counter(s for _, s, _ in self.states)
        others = Counter(
            {one: n for one, n in counts.items() if one != mine and one in book.actors}
        ).most_common(_PAIR)
        others = [(one, n) for one, n in others if book.actors[one].kind == "state"]
        if not others or (len(others) > 1 and others[0][1] == others[1][1]):
            return ""
        return others[0][0]

    def deep(self, token: int) -> bool:
        """Whether a name hangs on a noun that is itself part of an adjunct: "since the war with Chad"."""
        parse = self.parse
        hung = 0
        for _ in range(_CLIMB):
            token = parse.head[token] if parse.dep[token] == "conj" else token
            above = parse.head[token]
            if above == token or parse.pos[above] in ("VERB", "AUX"):
                break
            hung += parse.dep[above] == "prep"
            token = above
        return hung > 1

    def several(self, token: int) -> int:
        """How many a noun such as "the two sides" or a bare number such as "the three" stands for, or 0."""
        parse, folded = self.parse, self.scene.folded
        counts = self.scene.word_class("count")
        before = {folded[c] for c in parse.children[token] if c < token}
        each = before & self.scene.word_class("each").keys()
        if folded[token] in self.scene.word_class("each-side") and each:
            return _PAIR
        if folded[token] in self.scene.word_class("sides"):
            named = any(parse.pos[c] in _NOUNS for c in parse.children[token] if c < token)
            behind = any(folded[c] == "of" for c in parse.children[token] if c > token)
            if not parse.tag[token].endswith("S") or not before & THE or named or behind:
                return 0
            return max((int(counts[w]) for w in before if w in counts), default=0)
        between = parse.dep[token] == "pobj" and folded[parse.head[token]] in ("between", "among")
        bearing = parse.dep[token] in _BEARING or between
        bare = folded[token] in counts and bearing and "the" in before
        behind = any(c > token for c in parse.children[token])
        return int(counts[folded[token]]) if bare and not behind else 0
