"""Matching frames against the parse.

A word is looked up by its lemma. A frame whose conditions hold gives a `Found`; an operator ("agreed to",
"call for", "lift") looks at the event under it and says what becomes of it; then the mood of the clause does
the same ("will send" is a promise, "will not lift" a refusal).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from detente.coding.draft import Draft
from detente.coding.events import clauses, tenses
from detente.coding.events.found import NOTHING, Found, from_frame
from detente.coding.events.moods import apply_mood
from detente.coding.events.operators import operate, presuppose
from detente.coding.events.sides import is_human
from detente.coding.events.silences import Silences
from detente.knowledge.frames import Frame, Pattern
from detente.records import Tense

_MUST = frozenset({"must", "should", "ought"})
_BY = frozenset({"in", "with", "by", "through"})
_ANSWERS = ("AGREE", "CONCEDE", "REJECT")
_DIMMED = 0.3  # what is only spoken of counts this much of what is told


class Finder(Silences):
    """Looks for events in one document.

    Args:
        draft: the document being coded.
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.memo: dict[int, Found | None] = {}
        self.answered: dict[int, Found] = {}
        self.acted_on: dict[int, list[int]] = {}

    def find(self) -> Iterator[Found]:
        """All events of the document, in text order, those swallowed by another left out."""
        tables = {
            "VERB": self.frames.verbs,
            "NOUN": self.frames.nouns,
            "ADJ": self.frames.adjectives,
            "PROPN": self.frames.nouns,
        }
        found = []
        for token, pos in enumerate(self.parse.pos):
            table = tables.get(pos)
            if table is None:
                event = self.required(token) if pos == "AUX" else None
            elif self.key(token) in table:
                event = self.at(token)
            else:
                continue
            if event is not None:
                found.append((token, event))
        for token, event in found:
            if token in self.consumed:
                if token in self.answered and token not in self.silenced:
                    yield self.answered[token]
                continue
            if event.anchor in self.silenced:
                span = self.parse.span(event.anchor, event.anchor + 1)
                self.draft.note("events", None, span, f"{'+'.join(event.rules)}: only spoken of")
                continue
            if event.anchor in self.dimmed or (event.clause == event.anchor and self.is_aim(event.anchor)):
                yield replace(event, need="known", confidence=event.confidence * _DIMMED)
            else:
                yield event

    def subject(self, token: int) -> int | None:
        """Whose act a verb is.

        A verb coordinated with one whose subject is a thing is the act of whoever the clause above is about
        ("The mayor spoke of reports that the fighting went on, and asked the council …").
        """
        found = super().subject(token)
        parse = self.parse
        if found is not None and parse.dep[token] == "acl" and parse.tag[token] == "VBG":
            return self._speaker(found, token)
        if found is None or parse.dep[token] != "conj" or self.is_somebody(found):
            return found
        first = parse.head[token]
        while parse.dep[first] == "conj" and parse.head[first] != first:
            first = parse.head[first]
        above = parse.head[first]
        while parse.pos[above] not in ("VERB", "AUX") and parse.head[above] != above:
            above = parse.head[above]
        if above == first or parse.tag[above] != parse.tag[token] or parse.dep[first] == "relcl":
            return found
        higher = super().subject(above)
        return higher if higher is not None and self.is_somebody(higher) else found

    def _speaker(self, noun: int, verb: int) -> int:
        """Whose speech or letter acts: "In a note condemning Oslo, the premier …" is the premier's."""
        parse = self.parse
        prep = parse.head[noun]
        above = parse.head[prep]
        if parse.dep[noun] != "pobj" or parse.pos[noun] != "NOUN" or parse.pos[above] != "VERB":
            return noun
        if parse.lower[prep] not in _BY:
            return noun
        if is_human(self.draft, noun) or any(t in self.draft.named_at for t in range(parse.left[noun], verb)):
            return noun
        higher = super().subject(above)
        return noun if higher is None or not self.is_somebody(higher) else higher

    def required(self, token: int) -> Found | None:
        """ "X said that Y must …" before a verb of no frame: a demand of X on Y."""
        parse = self.parse
        verb = parse.head[token]
        if (
            parse.dep[token] != "aux"
            or parse.lower[token] not in _MUST
            or parse.pos[verb] not in ("VERB", "AUX")
        ):
            return None
        if (parse.pos[verb] == "VERB" and self.at(verb) is not None) or tenses.mood(parse, verb).conditional:
            return None
        subject = clauses.surface_subject(parse, verb)
        effect = self.frames.effect("request", None)
        if subject is not None and token < subject:  # "should the talks fail"
            return None
        if subject is None or effect is None:
            return None
        told = self._told(verb)
        if told is None and not self.draft.statements:
            return None
        return Found(
            type="REQUEST", mode=effect.mode, cameo=effect.cameo, contexts=(), rules=(effect.id,),
            anchor=verb,
            clause=verb, actors=told[0] if told else (), recipients=told[1] if told else (subject,),
            symmetric=False, need="known", confidence=0.5, tense="future", demand=True,
        )  # fmt: skip

    def _told(self, verb: int) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """Who tells whom what must be done: "Fiji informed Tonga that it must leave the islet"."""
        parse = self.parse
        above = parse.head[verb]
        if parse.dep[verb] != "ccomp" or parse.lemma[above] not in self.frames.classes["telling"]:
            return None
        teller = self.subject(above)
        told = clauses.objects(parse, above)
        return None if teller is None or not told else ((teller,), tuple(told[:1]))

    def at(self, token: int) -> Found | None:
        """The event that a token carries, with the mood of its clause."""
        pos = self.parse.pos[token]
        if pos == "VERB":
            bare = self.bare(token)
            clipped = clauses.is_clipped(self.parse, token)
            # "a visiting prince", "jailed editors"
            if bare is not None and self.parse.dep[token] == "amod" and not clipped:
                bare = replace(bare, need="two", confidence=bare.confidence * 0.5)
                if bare.anchor != token:  # "continued fighting": the noun speaks for itself
                    return None
            if bare is not None and bare.anchor == token:
                bare = self._recalled(token, bare)
            found = None if bare is None else apply_mood(self.frames, self.parse, token, bare)
            told = self._told(token) if found is not None and found.demand and not found.actors else None
            if found is not None and told is not None:
                found = replace(found, actors=told[0], recipients=told[1])
        elif pos == "ADJ":
            found = self.adjective(token)
        else:
            found = self.noun(token)
        if found is not None:
            self.consumed |= found.consumed
        return found

    def _recalled(self, token: int, found: Found) -> Found:
        """A dated participle that tells no side ("reimpose the sanctions lifted in 2016").

        Its sides are those of the clause that hangs on the same noun, else whoever acts on that noun now.
        """
        parse = self.parse
        noun = parse.head[token]
        if (
            parse.dep[token] != "acl"
            or parse.tag[token] != "VBN"
            or found.actors
            or not self._is_dated(token)
        ):
            return found
        if any(self.draft.mention(n) is not None for n in found.recipients):
            return found
        for clause in parse.children[noun]:
            if parse.dep[clause] == "relcl" and clause > token:
                inside = range(parse.left[clause], parse.right[clause])
                named = [t for t in inside if t in self.draft.heads and not self.is_time(t)]
                if len(named) > 1 and found.symmetric:
                    return replace(found, actors=tuple(named[:2]), recipients=())
        above = parse.head[noun]
        if parse.dep[noun] == "dobj" and parse.pos[above] == "VERB" and not found.symmetric:
            subject = self.subject(above)
            if subject is not None and self.is_known(subject):
                return replace(found, actors=(subject,))
        return found

    def bare(self, token: int) -> Found | None:
        """The event of a verb without the mood of its clause."""
        return self._remembered(token, self.frames.verbs, self._verb_frame)

    def noun(self, token: int) -> Found | None:
        """The event that a noun carries; a noun that names somebody or stands before another carries none."""
        parse = self.parse
        if parse.dep[token] in ("compound", "nmod", "amod") or self.draft.mention(token) is not None:
            return None
        if self.is_time(token) or self.is_title(token):
            return None
        prep = parse.head[token]
        if parse.lower[prep] in self.frames.classes["lacking"] and parse.pos[parse.head[prep]] == "VERB":
            return None  # "left without talks"; "is impossible without talks" looks ahead
        found = self._remembered(token, self.frames.nouns, self._noun_frame)
        if found is not None or self.key(token) not in self.transparent:
            return found
        for c in parse.children[token]:  # "a mediation effort": the modifier carries the event
            if c < token and parse.dep[c] == "compound" and self.key(c) in self.frames.nouns:
                inner = self._remembered(c, self.frames.nouns, self._noun_frame)
                if inner is not None:
                    frame = self.frames.rows[inner.rules[0]]
                    actors = self.noun_places(token, frame.actor, (c,))
                    recipients = self.noun_places(token, frame.recipient, (*actors, c))
                    return replace(inner, anchor=token, clause=token, actors=actors, recipients=recipients)
        for of in ("in", "of") if self.key(token) not in self.frames.nouns else ():  # "an increase in aid"
            for c in clauses.after(parse, token, of):
                if parse.pos[c] == "NOUN" and self.key(c) in self.frames.nouns:
                    return self.noun(c)
        return None

    def is_title(self, token: int) -> bool:
        """Whether a noun ends a name in capitals ("the Taiwan Relations Act"): a thing, and no happening."""
        parse = self.parse
        return parse.pos[token] == "PROPN" and any(
            c < token
            and parse.dep[c] == "compound"
            and parse.pos[c] == "PROPN"
            and parse.words[c][:1].isupper()
            and self.draft.mention(c) is None
            for c in parse.children[token]
        )

    def adjective(self, token: int) -> Found | None:
        """The event of an adjective after a copula ("is ready to", "was critical of")."""
        found = self._remembered(token, self.frames.adjectives, self._adjective_frame)
        copula = self.parse.head[token]
        if found is None or copula == token or self.parse.pos[copula] not in ("AUX", "VERB"):
            return found
        if not tenses.mood(self.parse, copula).negated:
            return found
        effect = self.frames.effect("refuse", None)
        if found.type != "AGREE" or effect is None:
            return None
        return replace(
            found, type="REJECT", mode=effect.mode, cameo=effect.cameo, rules=(*found.rules, effect.id)
        )

    def _remembered(
        self,
        token: int,
        patterns: Mapping[str, tuple[Pattern, ...]],
        match: Callable[[int, Frame, tuple[str, ...]], Found | str | None],
    ) -> Found | None:
        """The first pattern of a word that matches; each word is looked at once."""
        if token in self.memo:
            return self.memo[token]
        self.memo[token] = None  # a parse with a loop must not hang the search
        noun = patterns is self.frames.nouns
        phrasal = patterns is self.frames.verbs and self.parse.child(token, "prt") is not None
        for pattern in patterns.get(self.key(token), ()):
            bound = pattern.particles
            if bound and not (self.before(token, bound) if noun else self.particled(token, bound)):
                continue
            if phrasal and not bound:  # "fought back", "stormed off" are not "fought", "stormed"
                continue
            if pattern.frame is not None:
                got = match(token, pattern.frame, bound)
            else:
                assert pattern.operator is not None
                got = operate(self, token, pattern.operator, bound)
            if got == NOTHING:
                return None
            if isinstance(got, Found):
                self.memo[token] = got
                return got
        return None

    def _verb_frame(self, token: int, frame: Frame, bound: tuple[str, ...]) -> Found | str | None:
        parse = self.parse
        known = self.acted_on.get(token)
        nouns = self.acted_on[token] = clauses.objects(parse, token) if known is None else known
        if bound:  # "backed out of the accord": the preposition's noun is what the verb acts on
            nouns = nouns + [n for n in clauses.behind(parse, token, bound[-1]) if not self.is_time(n)]
            for c in parse.children[token]:  # "let three of them go"
                if parse.lower[c] in bound:
                    nouns += [n for n in parse.all(c, "nsubj") if n not in nouns]
        if frame.object and not self.holds(frame.object, nouns):
            return None
        if frame.subject:
            passive = clauses.is_passive(parse, token)
            subject = clauses.agent(parse, token) if passive else clauses.surface_subject(parse, token)
            if subject is None or not self.holds(frame.subject, [subject]):
                return None
        if frame.unless and self.bars(frame.unless, nouns):
            return None
        if frame.preps and not self.follows(frame, lambda prep: self.tail(token, prep, nouns)):
            return None
        if frame.type is None:
            self.swallow(nouns)
            self.dim([token], denied=frame.need == "known")
            return NOTHING
        actors = self.places(token, frame.actor, nouns)
        recipients = self.places(token, frame.recipient, nouns, actors)
        swallowed = frozenset(n for n in nouns if self.carries(n, frame.object))
        if frame.type in _ANSWERS:
            for noun in swallowed:
                inner = self.noun(noun) if parse.pos[noun] == "NOUN" else None
                if inner is not None:
                    presuppose(self, inner, actors)
        return from_frame(frame, token, actors, recipients, tenses.tense(parse, token), swallowed)

    def tail(self, token: int, prep: str, nouns: list[int]) -> list[int]:
        """What follows a verb after a preposition.

        `inf` stands for an infinitive with "to", `oprd` for what an object is called or held to be.
        """
        parse = self.parse
        if prep == "oprd":
            return clauses.predicates(parse, token)
        if prep != "inf":
            return clauses.after_near(parse, token, prep, nouns)
        below = [c for one in (token, *nouns) for c in parse.children[one]]
        return [c for c in below if parse.pos[c] == "VERB" and tenses.has_to(parse, c)]

    def _noun_frame(self, token: int, frame: Frame, bound: tuple[str, ...]) -> Found | str | None:
        parse = self.parse
        before = [c for c in parse.children[token] if parse.dep[c] in ("compound", "amod")]
        if frame.object and not self.holds(frame.object, before + self.after_of(token)):
            return None
        if frame.preps and not self.follows(frame, lambda prep: list(clauses.after(parse, token, prep))):
            return None
        if frame.type is None or (frame.unless and self.holds(frame.unless, before)):
            return NOTHING
        actors = self.noun_places(token, frame.actor, ())
        recipients = self.noun_places(token, frame.recipient, actors)
        ahead = self.frames.classes["ahead"]
        coming = any(parse.lower[c] in ahead for c in before) or self.is_foreseen(token) or self.is_due(token)
        tense: Tense = "future" if coming else "past"
        return from_frame(frame, token, actors, recipients, tense)

    def is_foreseen(self, token: int) -> bool:
        """Whether a noun is what a plan or a demand holds ("the plan provides for the withdrawal")."""
        parse, foreseeing = self.parse, self.frames.classes["foreseeing"]
        word = token
        for _ in range(4):
            above, dep = parse.head[word], parse.dep[word]
            if above == word or dep not in ("dobj", "pobj", "prep", "conj", "nsubjpass"):
                return False
            if dep in ("dobj", "pobj", "nsubjpass") and parse.lemma[above] in foreseeing:
                return dep == "dobj" or parse.pos[above] == "VERB"
            if dep == "prep" and parse.lower[word] in ("for", "of") and parse.lemma[above] in foreseeing:
                return True
            if parse.pos[above] in ("VERB", "AUX"):
                return False
            word = above
        return False

    def is_due(self, token: int) -> bool:
        """Whether a noun is yet to happen ("talks are to resume", "a visit scheduled for May")."""
        parse, classes = self.parse, self.frames.classes
        if any(
            parse.dep[c] == "acl" and parse.lemma[c] in classes["scheduled"] for c in parse.children[token]
        ):
            return True
        verb = parse.head[token]
        return (
            parse.dep[token] in ("nsubj", "nsubjpass")
            and parse.lemma[verb] in classes["happening"]
            and tenses.tense(parse, verb) == "future"
        )

    def _adjective_frame(self, token: int, frame: Frame, bound: tuple[str, ...]) -> Found | str | None:
        parse = self.parse
        if frame.type is None:
            return NOTHING
        if frame.preps and not self.follows(frame, lambda prep: list(clauses.after(parse, token, prep))):
            return None
        actors = self.places(token, frame.actor, [])
        recipients = self.places(token, frame.recipient, [], actors)
        return from_frame(frame, token, actors, recipients, tenses.tense(parse, parse.head[token]))
