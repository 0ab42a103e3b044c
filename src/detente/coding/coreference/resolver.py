"""Pronouns: agreement, nearness and the subject's precedence."""

from __future__ import annotations

from functools import cached_property

from detente.coding.coreference.descriptions import Descriptions
from detente.coding.coreference.memory import Seen

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "dative", "agent", "appos", "ROOT"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_REACH = {"m": 5, "f": 5, "n": 2, "p": 2}
_DUMMY = frozenset({"seem", "appear", "turn", "happen", "follow", "take", "be", "remain", "become", "rain"})
_FREE = frozenset({"advcl", "relcl"})
_CLIMB = 8
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "csubj"})


class Resolver(Descriptions):
    """Walks a text once from left to right and resolves what takes up something mentioned before."""

    def run(self) -> None:
        """Resolve the whole text."""
        for sentence, (first, stop) in enumerate(self.parse.sents):
            self.seen.append([])
            for token in range(first, stop):
                self.visit(token, sentence)

    def visit(self, token: int, sentence: int) -> None:
        """Resolve one token where it needs it, and remember what it names."""
        parse = self.parse
        here = self.draft.heads.get(token)
        if here:
            self.keep(token, sentence, [self.draft.named[n] for n in here])
            return
        phrase = self.scene.phrases.get(token)
        if phrase is not None and not phrase.used:
            if not phrase.actors:
                self.describe(phrase, token, sentence)
            here = self.draft.heads.get(token)
            if here:
                self.keep(token, sentence, [self.draft.named[n] for n in here])
                return
        word = self.scene.folded[token]
        tag = parse.tag[token]
        if tag in ("PRP", "PRP$"):
            kind = self.pronouns.get(word)
            if kind is not None:
                self.pronoun(token, sentence, kind)
            return
        if parse.pos[token] == "NUM" or tag in ("CD", "DT"):
            self.sides(token, sentence)
            return
        if word in self.pointing and (self.ordered(token, sentence) or self.opposite(token, sentence)):
            return
        if parse.pos[token] in _NOUNS and token not in self.scene.hits:
            known = word in self.scene.book.nouns or word in self.scene.book.kinds
            if known and self.take_up(token, sentence, word):
                return
            if word in self.grouping and self.sides(token, sentence):
                return
            if parse.dep[token] in _ARGUMENTS:
                plural = tag.endswith("S")
                self.seen[-1].append(Seen(token, sentence, (), plural, False, True, "", self.subject(token)))

    @cached_property
    def grouping(self) -> frozenset[str]:
        """The nouns that may stand for several parties."""
        return frozenset().union(*(self.scene.word_class(c) for c in ("sides", "count", "each-side")))

    def pronoun(self, token: int, sentence: int, kind: str) -> None:
        """Give a pronoun its antecedent, where one agrees with it."""
        if kind == "n" and self.dummy(token):
            return
        best = self.antecedent(token, sentence, kind)
        if best is None:
            return
        for actor in best.actors:
            self.scene.named(actor, token, token + 1, token, "pronoun", None)
        subject = self.subject(token)
        self.seen[-1].append(
            Seen(token, sentence, best.actors, best.plural, best.human, best.thing, best.gender, subject)
        )

    def dummy(self, token: int) -> bool:
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

    def antecedent(self, token: int, sentence: int, kind: str) -> Seen | None:
        """The best candidate for a pronoun; None where there is none or it stands for nobody."""
        parse = self.parse
        governor = parse.head[token]
        possessive = parse.tag[token] == "PRP$"
        sayer = self.sayer(token, sentence, kind)
        if sayer is not None:
            return sayer
        reflexive = parse.lower[token].endswith(("self", "selves"))
        taken: set[str] = set()
        if not possessive and not reflexive:
            for one in self.seen[sentence]:
                if parse.head[one.token] == governor or self.argument_of(one.token, governor):
                    taken.update(one.actors)
        near, local = self.nearby(token, kind) if possessive else (-1, frozenset())
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
                if kind == "n" and one.subject > 0 and self.listed(one.token):
                    score -= 6.0 * one.subject  # one of several that act together
                if not back and possessive and parse.dep[one.token] in _SUBJECTS:
                    score += 1.0
                if not back and one.token == near:
                    score += 1.0
                elif not back and one.token in local:
                    score += 5.0
                if not back and one.subject < 1:
                    score += 0.12 * number if possessive else 0.0
                if best is None or score > rank:
                    best, rank = one, score
            if best is not None:
                return best if best.actors else None
        return None

    def nearby(self, token: int, kind: str) -> tuple[int, frozenset[int]]:
        """What stands nearest to a possessive: the subject of its own clause, and where that does not agree
        the objects of the verbs joined to its own ("disarm the militias and try their leaders").

        The subject of a that-clause has no such precedence over who says it.
        """
        parse = self.parse
        verb = parse.head[token]
        for _ in range(_CLIMB):
            if parse.pos[verb] in ("VERB", "AUX") or parse.head[verb] == verb:
                break
            verb = parse.head[verb]
        objects: set[int] = set()
        for _ in range(_CLIMB):
            for child in parse.children[verb]:
                if child < token and parse.dep[child] in ("nsubj", "nsubjpass"):
                    plural = parse.tag[child].endswith("S") or bool(parse.conjuncts(child)[1:])
                    agrees = plural == (kind == "p") or parse.tag[child].startswith("W")
                    if not agrees:
                        return -1, frozenset(objects)
                    return (child if parse.dep[verb] in _FREE else -1), frozenset()
                if child < token and parse.dep[child] == "dobj" and not parse.within(child, token):
                    objects.add(child)
            if parse.dep[verb] in ("ROOT", "ccomp", *_FREE):
                break
            verb = parse.head[verb]
        return -1, frozenset()

    def sayer(self, token: int, sentence: int, kind: str) -> Seen | None:
        """Who says what a pronoun is the subject of: "Oslo says it has seen nothing"."""
        parse = self.parse
        verb = parse.head[token]
        above = parse.head[verb]
        if parse.dep[token] not in ("nsubj", "nsubjpass") or parse.dep[verb] != "ccomp" or above == verb:
            return None
        if parse.lemma[above] not in self.scene.word_class("humane"):
            return None
        for one in self.seen[sentence]:
            if parse.head[one.token] == above and parse.dep[one.token] == "nsubj" and one.token < token:
                return one if one.actors and _agrees(one, kind) else None
        return None

    def listed(self, token: int) -> bool:
        """Whether a noun is one of several in coordination, as "its" takes up none of these alone."""
        parse = self.parse
        return parse.dep[token] == "conj" or any(
            parse.dep[c] == "conj" and self.draft.heads.get(c) for c in parse.children[token]
        )

    def argument_of(self, token: int, verb: int) -> bool:
        """Whether a noun stands in a prepositional phrase of a verb."""
        parse = self.parse
        above = parse.head[token]
        return parse.dep[above] in ("prep", "agent") and parse.head[above] == verb


def _agrees(one: Seen, kind: str) -> bool:
    if kind in ("m", "f"):
        return one.human and not one.plural and one.gender in ("", kind)
    if kind == "n":
        return one.thing and not one.human and not one.plural
    return one.plural
