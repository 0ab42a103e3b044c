"""Which words of a clause fill the places that a frame names, and whether they are what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from detente.coding.events import clauses
from detente.coding.events.joined import hyphened_agent
from detente.coding.events.sides import is_human
from detente.coding.events.words import Words
from detente.coding.parties import parties
from detente.knowledge.frames import Condition, Frame


class Roles(Words):
    """Looks up places and conditions in one document.

    Args:
        draft: the document being coded.
    """

    def follows(self, frame: Frame, after: Callable[[str], list[int]]) -> bool:
        """Whether a preposition that a frame asks for is there, and none that it bars (``!with``)."""
        wanted = False
        for prep, condition in frame.preps:
            barred = prep.startswith("!")
            found = after(prep.removeprefix("!"))
            if found and (not condition or self.holds(condition, found)):
                return not barred
            wanted = wanted or not barred
        return not wanted

    def carries(self, noun: int, condition: Condition) -> bool:
        """Whether a frame's object is what the frame asks for, so that the two are one mention."""
        return bool(condition.words or condition.types) and self.holds(condition, [noun])

    def holds(self, condition: Condition, nouns: list[int]) -> bool:
        """Whether one of these nouns, or what it is a number or a package of, meets a condition."""
        if condition.absent and not nouns:
            return True
        if condition.present and nouns:
            return True
        return any(self._meets(condition, noun, 0) for noun in nouns)

    def bars(self, condition: Condition, nouns: list[int]) -> bool:
        """As `holds`, but people are not what they work with: "lorry drivers" are no lorries."""
        if (condition.absent and not nouns) or (condition.present and nouns):
            return True
        people = self.frames.classes["people"]
        return any(self._meets(condition, n, 0, whole=self.parse.lemma[n] in people) for n in nouns)

    def _meets(self, condition: Condition, noun: int, depth: int, whole: bool = False) -> bool:
        parse = self.parse
        lemma = self.key(noun)
        if lemma in condition.words or parse.lower[noun] in condition.words:
            return True
        if condition.pairs:
            mods = [c for c in parse.children[noun] if c < noun]
            for c in mods:
                for one in (parse.lower[c], parse.lemma[c]):
                    if (one, "*") in condition.pairs or (one, lemma) in condition.pairs:
                        return True
        if condition.types:
            for pattern in self.frames.nouns.get(lemma, ()):
                if pattern.frame is not None and pattern.frame.type in condition.types:
                    return True
        named = (
            self.draft.mention(noun) if condition.actor or condition.person or condition.business else None
        )
        if named is not None:
            who = self.draft.actors[named.actor]
            if condition.actor or (condition.person and who.kind == "person"):
                return True
            if condition.business and "BUS" in (who.sector, named.actor.rpartition(".")[2]):
                return True
        if depth > 2:
            return False
        for c in parse.children[noun]:
            dep = parse.dep[c]
            if (
                dep in ("compound", "amod", "nmod")
                and c < noun
                and not whole
                and (lemma in self.transparent or dep == "compound")
            ):
                if self._meets(condition, c, 3):
                    return True
            elif dep == "conj" or (dep == "appos" and depth == 0):
                if self._meets(condition, c, depth + 1):
                    return True
            elif (
                dep == "prep"
                and parse.lower[c] in ("of", "in", "from")
                and (lemma in self.transparent or parse.pos[noun] in ("NUM", "PRON", "DET"))
            ):
                for d in parse.children[c]:
                    if parse.dep[d] == "pobj" and self._meets(condition, d, depth + 1):
                        return True
        return False

    def places(
        self, token: int, places: tuple[str, ...], nouns: list[int], taken: tuple[int, ...] = ()
    ) -> tuple[int, ...]:
        """The head tokens that stand in the first filled of these places of a verb."""
        parse = self.parse
        owned: tuple[int, ...] = ()
        somebody: tuple[int, ...] = ()
        nobody: tuple[int, ...] = ()
        for place in places:
            if place == "subject":
                if not clauses.is_passive(parse, token):
                    subject = self.subject(token)
                    if subject is not None and subject not in taken and not self.is_time(subject):
                        return (subject,)
                continue
            if place == "by":
                if clauses.is_passive(parse, token):
                    by = clauses.agent(parse, token)
                    if by is not None and by not in taken:
                        return (by,)
                continue
            if place == "object":
                left = tuple(n for n in nouns if n not in taken)
            elif place == "dative":
                left = tuple(
                    c for c in parse.children[token] if parse.dep[c] == "dative" and parse.pos[c] != "ADP"
                )
                if not left and len(nouns) > 1:
                    left = (nouns[0],)
                left = left or tuple(self.given(token, nouns))
            else:
                left = tuple(
                    n
                    for n in clauses.after_near(parse, token, place, nouns, deep=True)
                    if n not in taken and not self.is_time(n)
                )
            if left:
                left = left[:1] if place != "object" else left
                if place == "object" and all(self.is_owned(n) for n in left):
                    owned = owned or left  # "recalled its ambassador from Lima": Lima, if it is told
                    continue
                if any(self.is_known(n) for n in left):
                    return left
                if any(is_human(self.draft, n) for n in left):
                    somebody = somebody or left
                nobody = nobody or left
        return owned or somebody or nobody

    def given(self, verb: int, nouns: list[int]) -> Iterator[int]:
        """A name right behind a verb of giving that the parser binds to the gift ("lent Lima billions")."""
        parse = self.parse
        for noun in nouns:
            if noun > verb and parse.dep[noun] in ("dobj", "obj"):
                for c in parse.children[noun]:
                    mention = self.draft.mention(c)
                    if mention is None or mention.first != verb + 1 or mention.how not in ("name", "metonym"):
                        continue
                    if parse.dep[c] in ("compound", "nmod") and mention.stop <= noun:
                        yield c

    def subject(self, token: int) -> int | None:
        """Whose act a verb is: its subject, or who made the document or used the thing that stands there."""
        parse = self.parse
        found = clauses.surface_subject(parse, token)
        if found is None or parse.pos[found] == "PRON":
            return found
        if (
            parse.dep[token] == "xcomp"
            and parse.dep[found] in ("dobj", "obj")
            and not self.is_somebody(found)
        ):
            over = clauses.surface_subject(parse, parse.head[token])  # "used its veto to block", not the veto
            found = found if over is None else over
        if parse.dep[token] == "pcomp" and not self.is_somebody(found):
            over = parse.head[parse.head[token]]
            above = clauses.surface_subject(parse, over) if parse.pos[over] == "VERB" else None
            return found if above is None else above
        if parse.dep[token] == "relcl":  # "a text, backed by Oslo, which demanded …": the text demands
            found = self._document_before(found) or found
        if parse.dep[token] in ("acl", "relcl") and self.key(found) in self.frames.classes["documents"]:
            return found if self._has_makers(found) else self._maker(found, token)
        return found

    def _has_makers(self, noun: int) -> bool:
        """Whether a known actor stands with a document as its maker ("a motion by Oslo")."""
        parse, named = self.parse, self.draft.named_at
        for c in parse.children[noun]:
            if c < noun and c in named:
                return True
            behind = parse.dep[c] in ("prep", "agent") and parse.lower[c] in ("by", "of", "from")
            if behind and any(d in named for d in parse.children[c]):
                return True
        return False

    def _maker(self, noun: int, but: int) -> int:
        """Who wrote or adopted a document: the agent of a participle on it, else of the verb above it."""
        parse = self.parse
        above = parse.head[noun]
        made: int | None = None
        for c in parse.children[noun]:
            if parse.dep[c] == "acl" and c != but and made is None:
                made = clauses.agent(parse, c)
        if made is None and parse.dep[noun] == "nsubjpass":
            made = clauses.agent(parse, above)
        if made is None and parse.dep[noun] in ("dobj", "obj") and parse.pos[above] == "VERB":
            made = clauses.surface_subject(parse, above)
        return noun if made is None else made

    def _document_before(self, noun: int) -> int | None:
        """The document that an agent's participle hangs on ("a text, put forward by Oslo, which …")."""
        parse = self.parse
        above = parse.head[noun]
        if parse.dep[noun] == "conj":
            above = parse.head[above]
        if parse.lower[above] != "by":
            return None
        verb = parse.head[above]
        while parse.dep[verb] == "conj":
            verb = parse.head[verb]
        over = parse.head[verb]
        found = parse.dep[verb] == "acl" and self.key(over) in self.frames.classes["documents"]
        return over if found else None

    def noun_places(self, token: int, places: tuple[str, ...], taken: tuple[int, ...]) -> tuple[int, ...]:
        """The head tokens in the first filled of these places around a noun."""
        parse = self.parse
        owned: tuple[int, ...] = ()
        for place in places:
            found: list[int] = []
            if place == "possessive":
                found = [c for c in parse.children[token] if parse.dep[c] == "poss" and not self.is_time(c)]
            elif place in ("adjective", "compound"):
                found = [
                    c for c in parse.children[token]
                    if c < token
                    and parse.dep[c] in ("amod", "compound", "nmod")
                    and (self.draft.mention(c) is not None or parse.pos[c] == "PROPN")
                ]  # fmt: skip
                found = [c for one in found for c in (*self.bound(one), one)] or list(self.leaders(token))
            elif place == "subject":
                one = clauses.bearer(parse, self.host(token))
                found = [] if one is None else [one]
            elif place == "that":
                found = list(clauses.that_subject(parse, token))
            else:
                found = [
                    n
                    for n in clauses.after(parse, token, place)
                    if not self.is_time(n) and parse.pos[n] != "VERB"
                ]
                if not found and place in ("with", "on", "against", "to", "between", "by", "in"):
                    for c in parse.children[token]:
                        if parse.dep[c] == "prep":
                            for d in parse.children[c]:
                                if parse.dep[d] == "pobj":
                                    found += [
                                        n for n in clauses.after(parse, d, place) if not self.is_time(n)
                                    ]
                if not found:  # "fighting broke out between …", "a round of talks took place between …"
                    host = self.host(token)
                    if parse.dep[host] in ("nsubj", "nsubjpass"):
                        near = clauses.after(parse, parse.head[host], place)
                        found = [n for n in near if self.is_somebody(n)]
                if not found and place == "of":
                    found = self.after_of(token)
                if not found and place == "between":  # "talks were held on Friday between …"
                    found = [n for n in clauses.between_near(parse, token) if self.is_somebody(n)]
                if not found and place == "by":  # hung on a verb or a time between
                    found = [n for n in clauses.by_near(parse, token) if self.is_somebody(n)]
            found = [n for n in found if n not in taken]
            if found and place == "of" and all(self.is_owned(n) for n in found):
                owned = owned or tuple(found)  # "the recall of its envoy from Lima": Lima, if it is told
            elif found:
                return tuple(found)
        return owned

    def host(self, token: int) -> int:
        """The noun of quantity that a noun hangs under ("a round of talks"), or the noun itself."""
        parse = self.parse
        over = parse.head[parse.head[token]]
        quantity = parse.dep[token] == "pobj" and parse.lower[parse.head[token]] == "of"
        return over if quantity and self.key(over) in self.transparent else token

    def after_of(self, token: int) -> list[int]:
        """The nouns after "of", behind "by" too ("the release by Libya of the crew")."""
        parse = self.parse
        found = list(clauses.after(parse, token, "of"))
        for c in parse.children[token] if not found else ():
            if parse.lower[c] in ("by", "from") and parse.dep[c] in ("prep", "agent"):
                found += [n for d in parse.all(c, "pobj") for n in clauses.after(parse, d, "of")]
        return found

    def leaders(self, token: int) -> Iterator[int]:
        """Whoever leads or imposed what a noun tells: "US" in "US-led strikes"."""
        parse = self.parse
        for c in parse.children[token]:
            if c < token and parse.dep[c] == "amod" and parse.lemma[c] in self.frames.classes["leading"]:
                name = hyphened_agent(parse, c)
                if name is not None:
                    yield name

    def bound(self, token: int) -> list[int]:
        """Names tied to a name by a hyphen: "NATO" before "Russia" in "NATO-Russia talks"."""
        parse = self.parse
        return [
            c
            for c in parse.children[token]
            if c < token - 1 and parse.tag[c + 1] == "HYPH" and self.draft.mention(c) is not None
        ]

    def farther(
        self, clause: int, anchor: int, taken: tuple[int, ...], apart: frozenset[int], verbal: bool
    ) -> tuple[int, ...]:
        """The first actor named behind an event in its clause, where its own places are empty."""
        parse = self.parse
        mine = {party.actor for one in taken for party in parties(self.draft, one)}
        noun = parse.pos[clause] not in ("VERB", "AUX", "ADJ")
        for token in range(anchor + 1, parse.right[clause]):
            named = self.draft.mention(token)
            if (
                named is None
                or named.head != token
                or named.actor in mine
                or token in apart
                or self.is_time(token)
            ):
                continue
            if self.is_aside(token, clause, verbal) or parse.words[named.first - 1] in ("(", "["):
                continue
            if any(parse.within(token, one) or parse.within(one, token) for one in taken):
                continue
            above = token
            while above != clause and parse.head[above] != above:
                if noun and parse.dep[above] == "relcl" and parse.head[above] == clause:
                    above = clause  # "the talks which led to the act with X"
                    break
                if parse.dep[above] in ("relcl", "conj", "parataxis") or (
                    parse.dep[above] == "advcl" and parse.tag[above] in ("VBD", "VBZ", "VBP")
                ):
                    break
                above = parse.head[above]
            if above == clause:
                return (token,)
        return ()

    def is_aside(self, token: int, clause: int, verbal: bool) -> bool:
        """Whether a name only tells when, where or about what: behind "since", "in", "on"."""
        parse = self.parse
        words = self.frames.classes["aside"]
        if verbal:
            words = words | self.frames.classes["topic"]
        at = token
        while at != clause and parse.head[at] != at:
            at = parse.head[at]
            if parse.pos[at] in ("ADP", "SCONJ", "VERB") and parse.lower[at] in words:
                return at != clause
        return False

    def beneath(self, word: int, taken: tuple[int, ...]) -> tuple[int, ...]:
        """Whoever stands under a complement that is no event of its own: its object, else what follows it."""
        parse = self.parse
        if parse.pos[word] in ("NOUN", "PROPN"):
            return (word,)
        own = parse.child(word, "nsubj", "nsubjpass")  # "demanded that the junta step back"
        if own is not None and own not in taken and self.is_somebody(own):
            return (own,)
        for noun in clauses.objects(parse, word):
            if noun not in taken:
                return (noun,)
        for prep in ("to", "with", "from", "against", "on", "for", "in"):
            for noun in clauses.after(parse, word, prep):
                if noun not in taken and parse.pos[noun] != "VERB" and not self.is_time(noun):
                    return (noun,)
        return ()
