"""The step: markers first, then the events that are demands, promises and threats by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente import edtf
from detente.coding.disbelief import disbelief
from detente.coding.draft import Draft
from detente.coding.expectations.readings import BY_TYPE, Readings
from detente.coding.expectations.targets import points_back, targets
from detente.coding.expectations.terms import add_terms
from detente.coding.expectations.windows import deadline, window_below, window_of
from detente.coding.factuality import top
from detente.coding.foretelling import is_foretold
from detente.coding.likelihood import Likelihood, likelihood_at, stands_for
from detente.coding.phrases import Hit, find_markers
from detente.coding.scope import below, clause_head
from detente.coding.statements import statement_at
from detente.records import Event, Expectation, ExpectationKind, Range, Span, Time

_HOLDING = frozenset({"belief", "perception", "attitude"})  # to hold a view is no event with a date
_DOUBTED = 5  # the rank of what hardly anybody believes
_MOVED = "scheduled-moved"  # "postponed until May": the day it is put off to, no limit


@dataclass(slots=True)
class Hoped:
    """An expectation while it is gathered; `target` is the predicate or noun of what is expected."""

    kind: ExpectationKind
    target: int
    rank: float
    row: str
    marker: tuple[int, ...]
    likelihood: Likelihood | None
    event: Event | None
    statement: str | None
    probability: Range | None


def find_expectations(draft: Draft) -> None:
    """Add the expectations of the document, in text order."""
    add_terms(draft)
    _Step(draft).run()


class _Step(Readings):
    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.hoped: dict[int, Hoped] = {}

    def run(self) -> None:
        for hit in find_markers(self.parse, self.draft.knowledge.expectations):
            for target in targets(self.draft, hit):
                self._consider(hit, target)
        self._futurates()
        by_event: dict[str, Hoped] = {}
        for one in self.hoped.values():
            if one.event is not None:
                by_event.setdefault(one.event.id, one)
        for event in self.draft.events:
            kind = BY_TYPE.get(event.type)
            open_ = kind == "demand" or event.factuality != "Uu" or event.condition is not None
            bears = event.anchor[0] in self.bearing
            if kind is not None and open_ and not bears and not event.factuality.endswith("-"):
                self._declared(event, kind, by_event)
        kept = self._distinct()
        for one in sorted(kept, key=lambda h: (min(h.target, *h.marker), h.target)):
            self._record(one)

    def _distinct(self) -> list[Hoped]:
        """Of two expectations of one event the firmer stands, where one is told inside the other."""
        by_event: dict[str, list[Hoped]] = {}
        for one in self.hoped.values():
            if one.event is not None:
                by_event.setdefault(one.event.id, []).append(one)
        gone: set[int] = set()
        for ones in by_event.values():
            best = max(
                ones, key=lambda h: (h.likelihood is not None, h.rank, h.kind != "forecast", -h.target)
            )
            gone.update(one.target for one in ones if one is not best and self._repeats(one, best))
        for one in self.hoped.values():
            above = self._raised(one)
            if above is not None and above.rank < one.rank and above.event in (None, one.event):
                gone.add(above.target)
        return [one for one in self.hoped.values() if one.target not in gone]

    def _raised(self, one: Hoped) -> Hoped | None:
        """What is expected of the verb that an expectation's own stands under ("would be ready to leave")."""
        parse, token = self.parse, one.target
        while parse.dep[token] in ("xcomp", "acomp") and parse.head[token] != token:
            token = parse.head[token]
            if token in self.hoped:
                return self.hoped[token]
        return None

    def _repeats(self, one: Hoped, best: Hoped) -> bool:
        """Whether an expectation says no more of an event than a firmer one does.

        "Will be ready to leave" is one promise, "agreed to meet and to sign" too unless each has its date;
        "it will be the first summit" only describes what is scheduled.
        """
        parse = self.parse
        if parse.sent[one.target] != parse.sent[best.target]:
            copular = any(parse.dep[c] in ("attr", "acomp") for c in parse.children[one.target])
            return one.kind == "forecast" and one.rank <= 1 and copular and one.likelihood is None
        if not (parse.within(one.target, best.target) or parse.within(best.target, one.target)):
            return False
        window = window_below(self.draft, one.target)[0]
        return window is None or window == window_below(self.draft, best.target)[0]

    # -- markers ---------------------------------------------------------------------------------------------
    def _consider(self, hit: Hit, target: int) -> None:
        row = hit.marker.cells
        rank = row.number("rank", 1)
        known = self.hoped.get(target)
        if known is not None and known.rank >= rank:
            return
        word = self._word(hit)
        event = self._event(target) or next((self.at[t] for t in hit.tokens if t in self.at), None)
        act = self._act(target) if hit.marker.cells.list("own") else None
        event = event or act or (self._before(target) if points_back(self.parse, target) else None)
        found = self._weigh(target)
        if not self._holds(hit, word, target, event, found):
            return
        kind = self._kind(hit, target, event)
        if act is not None and event is act:
            kind = BY_TYPE[act.type]
        if found.polarity < 0 and (kind == "scheduled" or (rank <= 1 and self._carries(target))):
            return  # "will not travel" schedules nothing, "will not take place" foretells nothing
        if kind == "commitment" and any(
            self.finder.is_a(c, "modifier", ("negation",)) for c in self.parse.children[word]
        ):
            return  # "no intention of" promises nothing
        if kind == "demand" and (event is None or event.type != "REQUEST"):
            return
        term = row.text("term")
        doubted = self._doubted(hit, word, target) if term is None else None
        if doubted is not None:
            kind, term, rank = "forecast", doubted, max(rank, _DOUBTED)
        likelihood: Likelihood | None = None
        if term is not None:
            likelihood = stands_for(self.draft, term, hit.first, hit.last + 1)
        elif kind == "forecast":
            likelihood = likelihood_at(self.draft, word) or likelihood_at(self.draft, hit.first)
        if hit.marker.frame == "supposed":
            self.hoped.pop(clause_head(self.parse, hit.first), None)  # "it would be a surprise if"
        if row.text("only") == "graded" and likelihood is None:
            return
        self.hoped[target] = Hoped(
            kind, target, rank, hit.marker.row, hit.tokens, likelihood, event,
            self._whose(word, hit), found.probability if likelihood and term is None else None,
        )  # fmt: skip

    def _doubted(self, hit: Hit, word: int, target: int) -> str | None:
        """The term for what hardly anybody believes: "few expect a truce", "nobody thinks it will hold"."""
        parse = self.parse
        for verb in (word, parse.head[target] if parse.dep[target] in ("ccomp", "dobj", "xcomp") else word):
            foretells = verb == word and hit.marker.kind == "forecast" and hit.marker.frame == "governor"
            if verb != target and (foretells or self.finder.is_a(verb, "complement", ("belief",))):
                term = disbelief(self.draft, verb)
                if term is not None:
                    return term
        return None

    def _futurates(self) -> None:
        """ "The president arrives in Peking on Monday": a present tense with a day to come is a schedule."""
        parse, draft = self.parse, self.draft
        today = edtf.bounds(draft.published)[1] if draft.published else None
        futurate = draft.knowledge.times.futurate
        for time in draft.times:
            verb = clause_head(parse, parse.at(time.span[0]))
            if not _is_to_come(time, today, parse.lemma[verb] in futurate):
                continue
            if parse.tag[verb] not in ("VBZ", "VBP") or verb in self.hoped or parse.pos[verb] != "VERB":
                continue
            subject = parse.child(verb, "nsubj")
            if (
                subject is None
                or verb in self.cues
                or any(row.kind in _HOLDING for row in draft.knowledge.cues.verbs.get(parse.lemma[verb], ()))
                or any(parse.dep[c] == "mark" for c in parse.children[verb])
            ):
                continue
            if window_of(draft, verb)[1] is time:
                event = self._event(verb)
                kind: ExpectationKind = "scheduled" if self._is_planned(verb) else "forecast"
                self.hoped[verb] = Hoped(
                    kind, verb, 3, "present-futurate", (verb,), None, event,
                    statement_at(draft, verb), None,
                )  # fmt: skip

    # -- events that are expectations by themselves ----------------------------------------------------------
    def _declared(self, event: Event, kind: ExpectationKind, by_event: dict[str, Hoped]) -> None:
        token = top(self.draft, event)
        known = by_event.get(event.id)
        foretold = kind == "threat" and is_foretold(self.draft, event, top(self.draft, event))
        if known is not None:
            own = known.kind == "forecast" and known.rank <= 1 and self._acts(known.target)
            if own and not foretold and self._is_planned(known.target):
                known.kind = kind
            return
        if foretold:
            return
        cue = self.cues.get(token)
        statement = event.statement
        if cue is not None and cue.source_actors and cue.source_kind != "author":
            statement = cue.id
        self.hoped[token] = Hoped(
            kind, token, 9, event.rule, (token,), None, event, statement, event.probability
        )

    # -- records ---------------------------------------------------------------------------------------------
    def _record(self, one: Hoped) -> None:
        draft, parse = self.draft, self.parse
        moved = one.row == _MOVED
        window, time = window_below(draft, one.target, limited=not moved)
        for token in one.marker:
            if window is None and parse.pos[token] in ("VERB", "ADJ", "AUX"):
                window, time = window_of(draft, token, limited=not moved)
            if window is None and parse.dep[token] in ("ccomp", "oprd") and parse.pos[token] == "ADJ":
                window, time = window_of(draft, parse.head[token])  # "considers a truce likely by May"
        if window is None and one.kind == "threat":
            window = deadline(self.draft, self._condition(one), self.negative)
        span = self._span(one)
        phrase = " ".join(parse.words[t] for t in one.marker)
        if one.likelihood is not None:
            words = parse.span(one.likelihood.first, one.likelihood.stop)
            phrase = " ".join(draft.text[slice(*words)].split())
        elif time is not None and one.kind == "scheduled":
            phrase = draft.text[time.span[0] : time.span[1]]
        probability = one.probability
        if probability is None and one.likelihood is not None:
            probability = one.likelihood.range
        expectation = Expectation(
            id=f"x{len(draft.expectations) + 1}",
            kind=one.kind,
            event=one.event.id if one.event else None,
            span=span,
            statement=one.statement,
            phrase=phrase,
            probability=probability,
            window=window,
            condition=self._condition(one),
            rule=one.row,
        )
        draft.expectations.append(expectation)
        draft.note("expectations", one.row, parse.span(one.marker[0], one.marker[-1] + 1), expectation.id)

    def _span(self, one: Hoped) -> Span:
        """From the words of expectation to the end of what is expected, with its own subject."""
        parse, target = self.parse, one.target
        apart = [
            c
            for c in parse.children[target]
            if parse.dep[c] in ("conj", "cc", "punct")
            or (parse.dep[c] == "ccomp" and c < target and ";" in parse.words[c:target])
        ]
        tokens = below(parse, target, apart)
        if one.event is not None and one.kind == "demand":
            return one.event.span
        return parse.span(min(*tokens, *one.marker), max(*tokens, *one.marker) + 1)

    def _condition(self, one: Hoped) -> str | None:
        if one.event is not None and (own := self.under.get(one.event.id)):
            return own
        return self._consequent(one.target)


def _is_to_come(time: Time, today: date | None, planned: bool) -> bool:
    """Whether a present tense with this time tells what is to come.

    Args:
        time: the expression.
        today: the document's date, None where it is not known.
        planned: whether the verb is one whose present tells a plan ("arrives on Monday").
    """
    if time.type not in ("DATE", "TIME") or time.value.endswith("_REF"):
        return False
    if time.edtf is None:
        return planned and today is None and time.value.startswith("XXXX-")
    if today is None:
        return False
    first = edtf.bounds(time.edtf)[0]
    return first > today or (planned and time.type == "TIME" and first == today)
