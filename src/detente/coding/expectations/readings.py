"""What a marker of expectation is about: its word, its event, its kind, whose it is, and whether it holds."""

from __future__ import annotations

from detente import edtf
from detente.coding.anchors import Anchors
from detente.coding.cues import CueFinder
from detente.coding.draft import Draft
from detente.coding.expectations.windows import window_below, window_of
from detente.coding.factuality import borne, bound, top
from detente.coding.foretelling import foretells, is_foretold
from detente.coding.parties import parties
from detente.coding.phrases import Hit
from detente.coding.scope import is_infinitive, subject_of, touches
from detente.coding.statements import statement_at
from detente.coding.weighing import Boundary, Weight, weigh
from detente.records import Condition, Event, ExpectationKind

BY_TYPE: dict[str, ExpectationKind] = {"REQUEST": "demand", "THREATEN": "threat", "AGREE": "commitment"}
_NOUNS = frozenset({"NOUN", "PROPN"})
_COPULA = ("acomp", "attr", "oprd")


class Readings:
    """Look-ups over one draft that decide whether a marker makes an expectation, and which.

    Args:
        draft: the document while it is coded.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.parse = draft.parse
        self.known = draft.knowledge.expecting
        self.anchors = Anchors(draft.events)
        self.at = {top(draft, e): e for e in draft.events}
        self.statements = {s.id: s for s in draft.statements}
        self.cues = {t: s for s in draft.statements for span in s.cue for t in self.parse.tokens(span)}
        self.under = {e.id: e.condition for e in draft.events if e.condition}
        self.conditions: dict[int, list[Condition]] = {}
        for condition in draft.conditions:
            self.conditions.setdefault(draft.sentence(condition.then[0][0]), []).append(condition)
        self.supposed = [span for c in draft.conditions for span in c.if_]
        self.bearing = {e.anchor[0] for e in draft.events if borne(draft, top(draft, e)) != top(draft, e)}
        self.negative = {
            m.row for ones in draft.knowledge.conditions.values() for m in ones if m.kind == "negative"
        }
        self.finder = CueFinder(draft)
        self.boundaries: dict[str, Boundary] = {}

    def _carries(self, target: int) -> bool:
        """Whether a verb tells no more than that its noun comes about ("take place", "be held")."""
        scope = "object" if self.parse.child(target, "auxpass") is not None else "subject"
        return self.finder.is_a(target, scope, ("carrier",))

    def _act(self, target: int) -> Event | None:
        """The promise or threat in whose words a target stands ("warned on Monday that it would leave")."""
        above = self.parse.head[target]
        event = self.at.get(above) if self.parse.dep[target] == "ccomp" else None
        return event if event is not None and event.type in ("THREATEN", "AGREE") else None

    def _word(self, hit: Hit) -> int:
        for token in reversed(hit.tokens):
            if self.parse.pos[token] in ("VERB", "ADJ", "NOUN", "ADV"):
                return token
        return hit.first

    def _holds(self, hit: Hit, word: int, target: int, event: Event | None, found: Weight) -> bool:
        """The further test of a row, and that the words themselves are neither denied nor supposed."""
        only, pos = hit.marker.cells.text("only"), hit.marker.cells.text("pos")
        parse = self.parse
        if pos is not None and parse.pos[word] != pos:
            return False
        ahead = hit.marker.kind != "forecast" or hit.marker.frame == "supposed"
        if not ahead and (self._asked(target, found) or self._has_been(target)):
            return False
        plain = hit.marker.frame == "clause" and hit.marker.kind == "forecast"
        if plain and found.certainty == 0 and not found.hypothetical:
            return False  # what is hoped or demanded is not forecast
        if hit.marker.kind == "commitment" and parse.pos[word] in _NOUNS and self._is_supposed(word):
            return False  # "if their intention of a truce is real" promises nothing
        named = parse.pos[target] in _NOUNS and hit.marker.frame == "governor"
        if hit.marker.cells.text("pos") is not None and named and parties(self.draft, target):
            return False  # "promised its neighbours": to whom, not what
        if only == "reporting":
            return found.future or (found.hypothetical and self._consequent(target) is not None)
        if only == "ahead":
            return found.future or parse.tag[target] == "VB"
        if only == "open":
            subject = subject_of(parse, target)
            past = any(parse.lemma[c] == "have" and parse.dep[c] == "aux" for c in parse.children[target])
            known = event is not None or (subject is not None and subject in self.at)
            known = known or window_of(self.draft, target)[0] is not None
            known = known or self._consequent(target) is not None
            base = parse.tag[target] == "VB" or parse.child(target, "auxpass") is not None
            return known and not past and found.polarity > 0 and base
        if only == "dated":
            asked = event is not None and event.type == "REQUEST"
            return self._dated_ahead(target) and found.polarity > 0 and not asked
        if only == "event":
            if event is not None or (is_infinitive(parse, target) and hit.marker.frame == "governor"):
                return True
            return hit.marker.kind == "scheduled" and any(
                window_of(self.draft, t)[1] is not None for t in (target, *hit.tokens)
            )
        if only == "thing" and (self._acts(word) or self._is_personal(word)):
            return False
        if only == "actor" and self._is_personal(word):
            return self._utters(word)
        if only in ("actor", "acting") and not self._acts(word):
            subject = subject_of(parse, word)
            named = subject is not None and parse.dep[subject].startswith("nsubj")
            dated = window_of(self.draft, target)[0] is not None
            return only == "acting" and (dated or (named and subject in self.at))
        if only == "clause" and parse.pos[target] in _NOUNS and self.at.get(target) is None:
            return False
        if hit.marker.kind not in ("commitment", "threat") or hit.marker.frame == "clause":
            return True
        if parse.tag[word] == "VBN" and not self._acts(word) and not self._is_perfect(word):
            return False  # "the step is intended to" tells a motive
        return self._utters(word)

    def _dated_ahead(self, target: int) -> bool:
        """Whether what is told has a time after the day of publication."""
        window = window_below(self.draft, target)[0] or window_of(self.draft, target)[0]
        if window is None or self.draft.published is None:
            return False
        return edtf.bounds(window)[1] > edtf.bounds(self.draft.published)[1]

    def _is_supposed(self, token: int) -> bool:
        """Whether a word stands in what a condition supposes."""
        return any(a <= self.parse.start[token] < b for a, b in self.supposed)

    def _has_been(self, target: int) -> bool:
        """Whether a predicate is told as past ("little doubt that it fell")."""
        parse = self.parse
        auxiliaries = [c for c in parse.children[target] if parse.dep[c] in ("aux", "auxpass")]
        if parse.pos[target] not in ("VERB", "AUX") or any(parse.tag[c] == "MD" for c in auxiliaries):
            return False
        tags = [parse.tag[target], *(parse.tag[c] for c in auxiliaries)]
        had = any(parse.lemma[c] == "have" and parse.dep[c] == "aux" for c in auxiliaries)
        return had or ("VBD" in tags and "TO" not in tags)

    def _is_perfect(self, word: int) -> bool:
        return any(self.parse.lemma[c] == "have" for c in self.parse.children[word])

    def _utters(self, word: int) -> bool:
        """Whether a promise or threat is made at all, be it under a condition."""
        own = weigh(self.draft, word, self._boundary(statement_at(self.draft, word)))
        return own.polarity > 0 and (own.certainty > 0 or own.hypothetical)

    def _is_personal(self, word: int) -> bool:
        """Whether the subject is a pronoun or number that stands for persons."""
        subject = subject_of(self.parse, word)
        return (
            subject is not None
            and self.parse.tag[subject] in ("PRP", "CD", "WP")
            and (self.parse.lower[subject] not in self.known.things)
        )

    def _asked(self, target: int, found: Weight) -> bool:
        """What is asked is not forecast, neither by "whether" nor by a question word."""
        parse = self.parse
        if any(row in ("mark-whether", "question") for row, _ in found.rows):
            return True
        return parse.dep[target] in ("ccomp", "pcomp") and any(
            parse.tag[c] in ("WRB", "WP") for c in parse.children[target]
        )

    def _acts(self, word: int) -> bool:
        """Whether somebody who can act is the subject."""
        verb = word
        if self.parse.pos[word] in _NOUNS:
            return True
        for token in (verb, *self.parse.ancestors(verb)):
            for c in self.parse.children[token]:
                if self.parse.dep[c] in ("nsubj", "nsubjpass"):
                    return bool(parties(self.draft, c))
            if self.parse.dep[token] not in ("xcomp", "conj", "acomp"):
                return self.parse.dep[token] in ("acl", "relcl", "advcl", "pcomp")
        return False

    def _kind(self, hit: Hit, target: int, event: Event | None) -> ExpectationKind:
        kind: ExpectationKind = hit.marker.kind  # type: ignore[assignment]
        if kind == "commitment" and event is not None and event.type == "THREATEN":
            return "threat"
        warns = kind == "threat" and self.parse.lemma[hit.first] == "warn"
        if warns and not self._warns_itself(event):
            return "forecast"
        if kind != "forecast" or not hit.marker.cells.list("own"):
            return kind
        # a plain "will": who speaks, of what, and whether a date is set decide
        own = event is not None and self.at.get(target) is event
        if self._speaks_of_himself(hit, target):
            if event is not None and own and event.type in ("THREATEN", "REQUEST"):
                return BY_TYPE[event.type]  # who "would demand" something promises nothing
            return "commitment"
        copular = any(self.parse.dep[c] in _COPULA for c in self.parse.children[target])
        if not self._is_planned(target):
            return kind
        window = window_below(self.draft, target)[0]
        if copular or event is None:
            if window is None or copular:
                return kind
            subject = subject_of(self.parse, target)
            planned = _is_near(window) or (subject is not None and bool(parties(self.draft, subject)))
            told = statement_at(
                self.draft, target
            )  # "the chair said that experts would be named within a month"
            if told is not None and self.parse.child(target, "auxpass") is not None:
                planned = planned or bool(self.statements[told].source_actors)
            return "scheduled" if planned else kind
        if event.type == "THREATEN" and is_foretold(self.draft, event, top(self.draft, event)):
            return kind
        if event.type in hit.marker.cells.list("unplanned"):
            return kind
        if event.type in hit.marker.cells.list("types") or (window is not None and event.type != "THREATEN"):
            return "scheduled"
        if event.type == "THREATEN" and window is not None and not event.recipients:
            return "scheduled"
        return BY_TYPE.get(event.type, kind) if own and self._acts(target) else kind

    def _warns_itself(self, event: Event | None) -> bool:
        """Whether whoever warns would do harm himself; else the warning foretells what comes."""
        return (
            event is not None
            and event.type == "THREATEN"
            and not is_foretold(self.draft, event, top(self.draft, event))
        )

    def _is_planned(self, target: int) -> bool:
        """Whether who tells what lies ahead may know of a plan: author, press, officials, no onlooker."""
        number = statement_at(self.draft, target)
        return number is None or not foretells(self.draft, self.statements[number])

    def _speaks_of_himself(self, hit: Hit, target: int) -> bool:
        parse = self.parse
        number = statement_at(self.draft, target)
        subject = parse.child(target, "nsubj")
        if number is None or subject is None or any(parse.dep[c] in _COPULA for c in parse.children[target]):
            return False
        statement = self.statements[number]
        own = parse.lower[subject] in hit.marker.cells.list("own")
        if own and (parse.lower[subject] in self.known.speakers or not parties(self.draft, subject)):
            return self._animate(subject, target)
        said = {actor.split(".")[0] for actor in statement.source_actors}
        acts = {party.actor.split(".")[0] for party in parties(self.draft, subject)}
        return bool(said & acts)

    def _animate(self, subject: int, target: int) -> bool:
        """A pronoun right under its speaker's verb stands for the speaker; "it" may stand for the weather."""
        parse = self.parse
        if parse.lower[subject] in self.known.speakers:
            return True
        above = parse.head[target]
        return parse.dep[target] == "ccomp" and above in self.cues and subject_of(parse, above) is not None

    def _event(self, target: int) -> Event | None:
        """The event of a target: the one it carries itself, else the nearest below it in its own clause."""
        if target in self.at:
            return self.at[target]
        parse = self.parse
        best: tuple[int, Event] | None = None
        for event in self.anchors.within([parse.span(parse.left[target], parse.right[target])]):
            depth = self._depth(top(self.draft, event), target)
            if depth is not None and (best is None or depth < best[0]):
                best = depth, event
        return best[1] if best else None

    def _before(self, target: int) -> Event | None:
        """What the sentence before leaves open, where this one takes it up ("That is improbable")."""
        number = self.parse.sent[target] - 1
        still = [
            e
            for e in self.draft.events
            if e.sentence == number and (e.tense == "future" or e.type in BY_TYPE or e.factuality == "Uu")
        ]
        if not still or self.parse.para[number] != self.parse.para[number + 1]:
            return None
        return still[-1]

    def _depth(self, token: int, target: int) -> int | None:
        parse = self.parse
        for steps in range(5):
            if token == target:
                return steps
            if parse.dep[token] in ("relcl", "advcl", "ccomp", "acl", "nsubj", "parataxis"):
                return None
            if parse.dep[token] == "conj" and parse.pos[token] in ("VERB", "AUX"):
                return None
            token = parse.head[token]
        return None

    def _whose(self, word: int, hit: Hit) -> str | None:
        """Whose expectation it is: the source of the statement whose cue the words are, else the speaker."""
        cue = self.cues.get(word)
        if cue is not None and cue.source_kind != "author" and cue.source:
            own = self.parse.span(hit.first, hit.last + 1)
            if not touches(cue.source, own):  # "little reason to believe" is nobody's belief
                return cue.id
        return statement_at(self.draft, hit.first)

    def _boundary(self, number: str | None) -> Boundary | None:
        if number is None:
            return None
        found = self.boundaries.get(number)
        if found is None:
            found = self.boundaries[number] = bound(self.draft, self.statements[number])
        return found

    def _weigh(self, target: int) -> Weight:
        return weigh(self.draft, target, self._boundary(statement_at(self.draft, target)))

    def _consequent(self, target: int) -> str | None:
        """The condition whose consequent holds a token."""
        start = self.parse.start[target]
        for condition in self.conditions.get(self.parse.sent[target], ()):
            if any(a <= start < b for a, b in condition.then):
                return condition.id
        return None


def _is_near(window: str) -> bool:
    """Whether a window is no longer than a week: who sets a day has planned it."""
    first, last = edtf.bounds(window)
    return (last - first).days <= 7
