"""Descriptions that take an actor up again: "the general", "the alliance", "the two sides", "its army"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.coding.actors.cast import UNKNOWN
from detente.coding.actors.owners import seated
from detente.coding.actors.roles import stand_for
from detente.coding.coreference.groups import Groups
from detente.records import MentionHow

if TYPE_CHECKING:
    from detente.coding.actors.scene import Phrase

_ANY = frozenset({"a", "an", "any", "some", "no", "every", "each"})
_SERVING = frozenset({"of", "for", "at", "in", "from", "to"})
_REGIMES = frozenset({"roles:regime"})
"""Rows of rulers who are spoken of from without: never those of the state that speaks."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLIMB = 12
_CLAUSES = 2  # clauses up to which a place is looked for
_HANGING = frozenset({"advcl", "acl", "xcomp", "conj", "pcomp"})
_PLACES = frozenset({"name", "metonym", "place"})


class Descriptions(Groups):
    """Finds whom a noun phrase takes up that names nobody itself."""

    def describe(self, phrase: Phrase, token: int, sentence: int) -> None:
        """A role phrase whose own words do not say whose it is."""
        scene = self.scene
        if phrase.row == "roles:country-noun":
            owner = self.owner(phrase)
            if owner and not phrase.plural and token == phrase.head and phrase.start == phrase.first:
                whole = [c for o in owner if (c := self.country(o)) is not None]
                self.add(list(dict.fromkeys(whole)), token, token, "noun", phrase.row)  # "his country"
                return
            if scene.folded[token] in scene.word_class("sides") and self.sides(token, sentence):
                return
            if phrase.definite and not phrase.plural and scene.folded[token] not in ("side", "state"):
                country = self.last_state()
                if country is not None:
                    self.add([country], phrase.first, token, "noun", phrase.row)
            return
        paired = phrase.plural and scene.folded[token] in scene.word_class("sides")
        if paired and self.sides(token, sentence):
            return
        if phrase.definite and self.titled(token) and self.take_up(token, sentence, scene.folded[token]):
            return
        if scene.folded[token] in self.pointing and self.opposite(token, sentence):
            return
        owner = self.owner(phrase) or self.shared(phrase, sentence) or self.inside(phrase, sentence)
        if owner:
            phrase.of = owner
            phrase.actors = stand_for(scene, phrase)
        elif phrase.definite and not phrase.plural and phrase.person:
            phrase.actors = self.same_role(phrase, sentence) or self.chief(phrase, sentence)
        word = scene.folded[token]
        alike = phrase.definite and not owner and not phrase.actors and word in scene.book.kinds
        if alike and self.take_up(token, sentence, word):
            return
        if not phrase.actors and phrase.definite and (phrase.plural or not phrase.person):
            phrase.actors = self.same_words(phrase, sentence)
        free = phrase.owner is None or self.parse.pos[phrase.owner] == "NOUN"
        if not phrase.actors and free and not phrase.definite:
            phrase.actors = self.local(phrase, token)
        regime = phrase.definite and phrase.row in _REGIMES
        if not phrase.actors and (phrase.domestic or regime) and free and self.ours(phrase):
            country = self.home(phrase, token, sentence)
            if country is not None:
                phrase.of = [country]
                phrase.actors = stand_for(scene, phrase)
        if not phrase.actors and free and phrase.definite:
            phrase.actors = self.local(phrase, token)
        if not phrase.actors and phrase.sector is not None and not self.predicate(phrase, token):
            phrase.actors = [f"{UNKNOWN}.{phrase.former or phrase.sector}"]
        held = phrase.office is not None and phrase.actors and phrase.actors[0] in scene.book.persons
        how: MentionHow = "office" if held else "noun"
        self.add(phrase.actors, phrase.first, token, how, phrase.row, phrase.stop)

    def local(self, phrase: Phrase, token: int) -> list[str]:
        """The people of a place: "students marched through Gitega", "killed nine people in Quetta".

        Soldiers, officials, guests and refugees may be from anywhere; the sectors that are at home where they
        are found, and the words that are not, stand in ``words.csv``.
        """
        scene = self.scene
        ruling = not scene.word_class("ruling").keys().isdisjoint(scene.folded[phrase.first : phrase.stop])
        settled = ruling or (phrase.sector or "").lower() in scene.word_class("local")
        if not settled or phrase.weak or phrase.outside:
            return []
        if not scene.word_class("unplaced").keys().isdisjoint(scene.folded[phrase.start : phrase.stop]):
            return []
        country = self.around(token)
        return [] if country is None else [scene.book.seat(country, phrase.sector)]

    def around(self, token: int) -> str | None:
        """The state of the place that the clause of a noun is set in, or the clause that it hangs on."""
        parse = self.parse
        verb = token
        for _ in range(_CLAUSES):
            verb = self.clause(verb)
            if verb < 0:
                break
            found = {c for t in range(parse.left[verb], parse.right[verb]) if (c := self.setting(t, verb))}
            if found:
                return found.pop() if len(found) == 1 else None
            if parse.dep[verb] not in _HANGING:
                break
        country = self.dateline(token)
        return country if all(s == country for _, s, _ in self.states) else None

    def clause(self, token: int) -> int:
        """The verb above a token, or -1."""
        parse = self.parse
        for _ in range(_CLIMB):
            above = parse.head[token]
            if above == token:
                return -1
            token = above
            if parse.pos[token] in ("VERB", "AUX"):
                return token
        return -1

    def setting(self, token: int, verb: int) -> str | None:
        """The state of a place, where a token names one after "in" and the like in the clause of a verb."""
        parse = self.parse
        hit = self.scene.hits.get(token)
        if hit is None or hit.how not in _PLACES:
            return None
        region = parse.head[token]
        within = parse.dep[token] == "poss" and (
            parse.pos[region] == "PROPN" or self.scene.folded[region] in self.scene.word_class("region")
        )
        if not self.place(region if within else token) or seated(self.scene, token):
            return None
        at = token
        for _ in range(_CLIMB):
            at = parse.head[at]
            if at == verb:
                return self.country(hit.actor)
            if parse.pos[at] in ("VERB", "AUX") and parse.dep[at] not in _HANGING:
                return None
        return None

    def predicate(self, phrase: Phrase, token: int) -> bool:
        """Whether a noun names no party: a thing, or what somebody is ("he is a lawyer", "as a reformer")."""
        parse = self.parse
        if phrase.asset:
            return True
        if phrase.definite or phrase.plural:
            return False
        if parse.dep[token] in ("attr", "appos", "oprd", "npadvmod"):
            return True
        return parse.dep[token] == "pobj" and self.scene.folded[parse.head[token]] == "as"

    def inside(self, phrase: Phrase, sentence: int) -> list[str]:
        """Whom a noun before a role takes up: the alliance of "alliance officials"."""
        words, nouns = self.scene.folded, self.scene.book.nouns
        for token in range(phrase.first, phrase.start):
            if words[token] in nouns and self.parse.head[token] in (phrase.head, phrase.start):
                return self.described(sentence, words[token])
        if phrase.of:
            return []
        kinds = self.scene.book.kinds
        for prep in self.parse.children[phrase.head]:  # "two leaders of the movement"
            if prep >= phrase.stop and words[prep] == "of":
                for goal in self.parse.all(prep, "pobj"):
                    known = words[goal] in nouns or words[goal] in kinds
                    if known and self.determined(goal) is not None:
                        return self.described(sentence, words[goal])
        return self.served(phrase, sentence) if phrase.person else []

    def served(self, phrase: Phrase, sentence: int) -> list[str]:
        """The body that a person serves: "an official of the Foreign Ministry"."""
        for prep in self.parse.children[phrase.head]:
            if prep < phrase.stop or self.scene.folded[prep] not in _SERVING:
                continue
            for goal in self.parse.all(prep, "pobj"):
                body = self.scene.phrases.get(goal)
                if body is None or body.used or body.person or not body.definite:
                    continue
                if not self.draft.heads.get(goal):
                    self.describe(body, goal, sentence)
                found = [self.draft.named[n].actor for n in self.draft.heads.get(goal, [])]
                if len(found) == 1 and found[0].partition(".")[0] != UNKNOWN:
                    return found
        return []

    def home(self, phrase: Phrase, token: int, sentence: int) -> str | None:
        """The country of a body without a nationality: the one spoken of, unless it stands against it.

        "France refused to recognise the junta" is not about a French one, and "Chad told the army to leave"
        not about Chad's; then the only other state spoken of is meant, and nobody where there are several.
        """
        country = self.last_state()
        if country is None:
            return None
        against = self.estranged(phrase, token)
        if phrase.row not in _REGIMES and country not in against:
            return country
        if phrase.row in _REGIMES:
            counts = Counter(s for _, s, _ in self.states if s not in against).most_common(2)
            clear = counts and (len(counts) == 1 or counts[0][1] > counts[1][1])
            return counts[0][0] if clear else None
        others = {s for at, s, _ in self.states if at >= sentence - 2 and s not in against}
        return others.pop() if len(others) == 1 else None

    def estranged(self, phrase: Phrase, token: int) -> set[str]:
        """The states that are subjects of the clauses around a noun, as whole states, and so not its own."""
        parse, draft = self.parse, self.draft
        found: set[str] = set()
        at, own = token, parse.dep[token] in _SUBJECTS and phrase.row not in _REGIMES
        for _ in range(_CLIMB):
            verb = parse.head[at]
            if verb == at or own:
                break
            for child in parse.children[verb]:
                if child < token and child != at and parse.dep[child] in _SUBJECTS:
                    for n in draft.heads.get(child, []):
                        row = self.scene.book.actors.get(draft.named[n].actor)
                        if row is not None and row.kind == "state":
                            found.add(row.id)
            at = verb
        return found

    def ours(self, phrase: Phrase) -> bool:
        """Whether a role without a nationality belongs to the country that is spoken of."""
        if phrase.outside:
            return False
        if phrase.definite:
            return True
        if self.scene.folded[phrase.first] in _ANY:
            return False
        return not phrase.person or phrase.sector in ("COP", "LEG")

    def owner(self, phrase: Phrase) -> list[str]:
        """Whom the possessive pronoun or noun before a role stands for."""
        if phrase.owner is None:
            return []
        token = phrase.owner
        if self.parse.tag[token] == "WP$":
            verb = token
            while self.parse.dep[verb] != "relcl" and self.parse.head[verb] != verb:
                verb = self.parse.head[verb]
            token = self.parse.head[verb]
        return [self.draft.named[n].actor for n in self.draft.heads.get(token, [])]

    def chief(self, phrase: Phrase, sentence: int) -> list[str]:
        """The one at the top of the organisation last named: "the Secretary-General" after the Council."""
        book, day = self.scene.book, self.scene.day
        words = "-".join(phrase.role.lower().split())
        if phrase.office != "head-of-body" or words not in self.scene.word_class("chief"):
            return []
        for one in self.back(sentence, 30):
            for actor in one.actors:
                for body in (actor, *book.parents(actor, self.draft.published)):
                    row = book.actors.get(body)
                    if row is None or row.kind not in ("igo", "organisation"):
                        continue
                    term = book.holder(body, words, day) or book.holder(body, "head", day)
                    if term is not None:
                        return [term.person]
        return []

    def same_role(self, phrase: Phrase, sentence: int) -> list[str]:
        """The person last named whose role the description repeats: "the general", "the minister"."""
        word = self.scene.folded[phrase.head]
        wording = phrase.role.lower()
        for one in self.back(sentence, 12):
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

    def same_words(self, phrase: Phrase, sentence: int) -> list[str]:
        """The group last named by the same word: "the rebels" after "Chadian rebels"."""
        word = self.scene.folded[phrase.head]
        for one in self.back(sentence, 8):
            if not one.actors or self.scene.folded[one.token] != word:
                continue
            # what was nobody's when it was spoken of first does not become somebody's by repetition
            if phrase.plural or one.actors[0].partition(".")[0] != UNKNOWN:
                return list(one.actors)
        return []

    def take_up(self, token: int, sentence: int, word: str) -> bool:
        """ "The alliance": the organisation last named that the noun describes."""
        first = self.determined(token)
        found = self.described(sentence, word) if first is not None else []
        if first is not None and not found and self.titled(token):
            found = self.named_later(word)
        if first is None or not found:
            return False
        self.add(found, first, token, "noun", f"organisations:{found[0]}")
        self.keep(token, sentence, [self.draft.named[-1]])
        return True

    def described(self, sentence: int, word: str) -> list[str]:
        """The organisation last named that a noun describes."""
        described = self.scene.book.nouns.get(word, ())
        kinds = self.scene.book.kinds.get(word, ())
        for one in self.back(sentence, 15):
            for actor in (*one.actors, *(self.body(a) for a in one.actors)):
                known = self.draft.actors.get(actor)
                alike = (
                    known is not None
                    and (known.kind in kinds or known.sector in kinds)
                    and "." not in actor
                    and known.kind != "person"
                    and not any(row.startswith("states:") for row in known.rows)  # a region is no body
                )
                if actor in described or alike:
                    return [actor]
        return []
