"""What later records do to a matter: the events that settle it, and the words that say it has turned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from detente.knowledge import Tables
from detente.knowledge.turns import TurnCues, load_turns
from detente.ledger import Entry, Ledger
from detente.ledger.queries import Day, day, number_of
from detente.records import Event, Span
from detente.relations.births import FEW_WORDS
from detente.relations.matters import Matter, Order, persons_agree
from detente.relations.pages import Page, Pages, Words, stem
from detente.relations.roll import Roll
from detente.relations.rows import MUTUAL

Sort = Literal["done", "denied", "planned", "cue"]
NOBODY = ""
"""Stands for the side of a turn that names nobody."""
ACTUAL = ("CT+", "PR+")
DENIED = ("CT-", "PR-")
SPEECH = ("REQUEST", "ACCUSE", "THREATEN", "REJECT")
"""Types that are said and carry nothing out."""
ALIKE = 0.5
"""Share of the words of a rule without a type that an event must have to settle it."""
FEW, FREQUENT = 8, 0.15
"""A word that stands in more articles than this, and in more than this share of them, tells little."""


_PERFECT = re.compile(r"\bhad (?:\w+ )?\Z")
_CLOSE = 20
"""Characters before an event's word in which its auxiliary is looked for."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A later record that may bear on a matter.

    `sort` is ``done`` for an event that happened, ``denied`` for one said not to have, ``planned`` for one
    that is only expected, and ``cue`` for words such as "called off", whose turn is in `turn`. `background`
    is an event that the author tells in the past perfect: it came before what else the article tells. A
    cue is `bare` where neither its sentence nor those before it tell what it is about.
    """

    sort: Sort
    order: Order
    record: str
    page: Page
    span: Span
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    words: Words
    known: str
    acts: frozenset[str] = frozenset()
    type: str | None = None
    mode: str | None = None
    low: str | None = None
    high: str | None = None
    turn: str | None = None
    about: tuple[str, ...] = ()
    first: str | None = None
    bare: bool = False
    why: str = ""
    background: bool = False

    def sides(self) -> tuple[str, ...]:
        """All who take part."""
        return (*self.actors, *self.recipients)


class Turns:
    """All records of a ledger that may turn a matter, in the order in which they became known.

    Args:
        ledger: the record.
        as_of: what was known on that day; None is all.
        roll: how actors roll up.
        tables: where the cues stand.
    """

    def __init__(self, ledger: Ledger, as_of: Day | None, roll: Roll, tables: Tables | None = None) -> None:
        tables = tables or Tables()
        self.roll = roll
        self.pages = Pages(ledger, roll, tables)
        self._ledger, self._as_of = ledger, as_of
        self.until = day(as_of) if as_of is not None else "9999"
        self._cues = load_turns(tables)
        self._raised: list[Matter] = []
        self.documents: list[str] | None = None
        self._by_top: dict[str, list[Turn]] = {}
        self._frequent: Words = frozenset()

    def narrow(self, sides: Sequence[str]) -> list[str]:
        """Keep to the documents on some actors: what names them all, or one of them and no third state.

        Args:
            sides: actors; without any, all documents.

        Returns:
            ids of the documents that name them all, themselves or through a part: what may raise a matter.
        """
        known = self.pages.naming(sides)
        if sides:
            wide = known | self.pages.naming_only(sides)
            self.documents = sorted(wide, key=number_of)
            self.pages.load(wide)
        return sorted(known, key=number_of)

    def gather(self, matters: Sequence[Matter]) -> None:
        """Collect what may turn some matters; to be called before `bearing_on`.

        Args:
            matters: all that are to be followed.
        """
        self._raised = sorted(matters, key=lambda matter: matter.order)
        tops = sorted({self.roll.top(actor) for matter in matters for actor in concerned(matter)})
        if not tops:
            return
        turns = [*self._events(tops), *self._cued(self._cues)]
        self._count(turns)
        for turn in sorted(turns, key=lambda turn: turn.order):
            # "the Front did not carry out its threat" may name nobody that the coder knows
            for top in {self.roll.top(actor) for actor in turn.sides()} or {NOBODY}:
                self._by_top.setdefault(top, []).append(turn)

    def bearing_on(self, matter: Matter) -> Iterator[Turn]:
        """What may turn a matter: later records that one of its parties has a part in, in order."""
        seen: set[tuple[str, Span]] = set()
        tops = {self.roll.top(actor) for actor in concerned(matter)}
        types = bearing_types(matter)
        held = (turn for top in (*tops, NOBODY) for turn in self._by_top.get(top, ()))
        found = [turn for turn in held if types is None or turn.type is None or turn.type in types]
        for turn in sorted(found, key=lambda turn: turn.order):
            if (turn.record, turn.span) in seen or turn.order <= matter.order:
                continue
            if turn.background and turn.page.id == matter.page.id:
                continue
            # what stands in the same sentence is part of how the matter is told
            if turn.page.id != matter.page.id or turn.span[0] >= matter.page.sentence(matter.span[0])[1]:
                seen.add((turn.record, turn.span))
                yield turn

    def meant(self, turn: Turn, matter: Matter) -> bool:
        """Whether words that do not say what they are about mean a matter: the last of its kind."""
        before = [
            other
            for other in self._raised
            if other.kind == matter.kind and other.order < turn.order and self.roll.meets(other.by, matter.by)
        ]
        return bool(before) and before[-1] is matter

    def shared(self, one: Words, other: Words) -> float:
        """How much two sets of words have in common; words that stand in many articles count half."""
        return sum(0.5 if word in self._frequent else 1.0 for word in one & other)

    def _count(self, turns: Sequence[Turn]) -> None:
        pages: dict[str, set[str]] = {}
        for turn in turns:
            for word in turn.words:
                pages.setdefault(word, set()).add(turn.page.id)
        many = len({turn.page.id for turn in turns})
        self._frequent = frozenset(w for w, held in pages.items() if len(held) > max(FEW, FREQUENT * many))

    def _events(self, tops: Sequence[str]) -> Iterator[Turn]:
        for entry in self._ledger.events(party=tops, document=self.documents, as_of=self._as_of):
            yield self._turn(entry)

    def _turn(self, entry: Entry[Event]) -> Turn:
        event, page = entry.record, self.pages[entry.document]
        sort: Sort = "planned"
        if event.factuality in DENIED:
            sort = "denied"
        elif event.factuality in ACTUAL and event.tense != "future" and event.id not in page.supposed:
            sort = "done"
        return Turn(
            sort=sort,
            order=(entry.known, page.number, event.anchor[0]),
            record=entry.id,
            page=page,
            span=event.span,
            actors=event.actors,
            recipients=event.recipients,
            words=page.words(event.span),
            known=entry.known,
            acts=frozenset(act.id for act in page.acts(event.span)),
            type=event.type,
            mode=event.mode,
            low=entry.low,
            high=entry.high,
            why=f"event:{event.type}",
            background=event.statement is None
            and _PERFECT.search(page.text, max(0, event.anchor[0] - _CLOSE), event.anchor[0]) is not None,
        )

    def _cued(self, cues: TurnCues) -> Iterator[Turn]:
        if not cues.cues:
            return
        hits = self._ledger.holding(cues.question(), document=self.documents, as_of=self._as_of)
        for document, span in hits:
            page = self.pages[document]
            text = page.text[span[0] : span[1]]
            for cue, low, high in cues.find(text):
                own = {stem(word) for word in text[low:high].split()}
                named = tuple(dict.fromkeys(m.actor for m in page.mentions(span)))
                yield Turn(
                    sort="cue",
                    order=(page.known, number_of(document), span[0] + low),
                    record=document,
                    page=page,
                    span=span,
                    actors=named,
                    recipients=(),
                    # "withdrew the demand" is not about a withdrawal
                    words=_about(page, span, own),
                    bare=not _about(page, span, own | _named_in(page, span)),
                    known=page.known,
                    acts=frozenset(act.id for act in page.acts(span)),
                    turn=cue.turn,
                    about=cue.about,
                    first=cue.first,
                    why=cue.id,
                    background=_PERFECT.search(text, max(0, low - _CLOSE), low) is not None,
                )


def _named_in(page: Page, span: Span) -> set[str]:
    """Stems of the names in a sentence; a place tells nothing of what "the offer" is."""
    texts = (page.text[m.span[0] : m.span[1]] for m in page.mentions(span))
    return {stem(word) for text in texts for word in text.split()}


def _about(page: Page, span: Span, own: set[str]) -> Words:
    """What words such as "the demand is thus met" are about; a bare sentence leans on those before it.

    Args:
        page: the document.
        span: the sentence.
        own: stems of the words themselves.
    """
    words = page.words(span) - own
    if len(words) >= FEW_WORDS:
        return words
    start = page.paragraph(span[0])[0]
    return words | page.words((start, span[0])) if start < span[0] else words


def concerned(matter: Matter) -> tuple[str, ...]:
    """Whose records may turn a matter: its parties and those of its condition, else who is near."""
    hinge = tuple(matter.hinge.rule.actors) if matter.hinge is not None else ()
    return (*matter.parties(), *hinge) or matter.near


def bearing_types(matter: Matter) -> frozenset[str] | None:
    """Types of the events that may turn a matter; None where its rule leaves that open."""
    if not matter.rule.types:
        return None
    hinge = matter.hinge.rule.types if matter.hinge is not None else ()
    answers = ("AGREE", "CONCEDE") if matter.kind == "offer" else ()
    return frozenset((*matter.rule.types, *hinge, *answers, "REJECT"))


def settles(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether an event is the one that a matter's rule waits for, whether it happened or is denied.

    Who acts, the type and the time must be right. Beside them, one more sign is asked: a shared word, or the
    same recipient within the window where there is one. Where the rule has no type, more words must agree.
    """
    rule, roll = matter.rule, turns.roll
    if turn.type is None or turn.sort == "cue" or not _in_time(turn, matter):
        return False
    mutual = turn.type in MUTUAL
    doers = turn.sides() if mutual else turn.actors
    shared = turns.shared(rule.words, turn.words)
    if turn.type == "AGREE" and not (
        rule.acts and matter.kind in ("demand", "condition", "forecast", "refusal")
    ):
        # a promise is not yet the deed
        return False
    if not rule.actors:
        if rule.types and rule.acts:
            concerned = not matter.of or roll.meets(matter.of, turn.sides())
            alike = turn.type in rule.types and not rule.acts.isdisjoint(turn.acts)
            return alike and concerned and shared >= 1
        return not rule.types and shared >= max(2.0, ALIKE * len(rule.words)) and turn.type not in SPEECH
    if not roll.meets(rule.actors, doers) or not persons_agree(rule.actors, doers, roll):
        return False
    if not rule.types:
        return shared >= max(2.0, ALIKE * len(rule.words)) and turn.type not in SPEECH
    if turn.type not in rule.types or (rule.acts and rule.acts.isdisjoint(turn.acts)):
        return False
    others = turn.sides() if mutual else turn.recipients
    aim = bool(rule.recipients) and roll.meets(rule.recipients, others)
    if rule.recipients and others and not aim:
        return shared >= 2
    # the same kind of act is a sign by itself
    if shared >= (0.5 if rule.acts else min(2.0, 0.5 * len(rule.words))):
        return True
    return aim and rule.low is not None and bool(rule.acts)


def _in_time(turn: Turn, matter: Matter) -> bool:
    """Whether an event came about after the matter was raised and not before its window.

    What was planned, promised or demanded may still come late; a forecast that comes late was wrong.
    """
    rule = matter.rule
    low, high = turn.low or turn.known, turn.high or turn.known
    if high < (rule.low or matter.known):
        return False
    return matter.kind != "forecast" or rule.high is None or low <= rule.high


def lifts(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether an event makes a threat void: the condition it hangs on is met or done away with."""
    if matter.hinge is None or turn.sort != "done":
        return False
    return settles(turn, replace(matter, kind="condition", rule=matter.hinge.rule), turns)


def accepts(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether the side that an offer was made to agrees to it."""
    if matter.kind != "offer" or turn.sort != "done" or turn.type not in ("AGREE", "CONCEDE"):
        return False
    return _answers(turn, matter, turns) and _about_offer(turn, matter, turns)


def _answers(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether an act comes from whom an offer was made to; where nobody is named, from somebody else."""
    roll = turns.roll
    if not turn.actors or roll.meets(turn.actors, matter.by):
        return False
    told = _told(turn, roll)
    if told and matter.by and not roll.meets(told, matter.by):
        return False
    return not matter.of or roll.meets(turn.actors, matter.of)


def _told(turn: Turn, roll: Roll) -> list[str]:
    """The other side of a rejection or an acceptance, where the text says whose it is."""
    return [a for a in turn.recipients if not roll.unknown(a) and not roll.meets((a,), turn.actors)]


def _inner(turn: Turn, roll: Roll) -> bool:
    """Whether somebody speaks against his own side: a general who objects refuses nothing."""
    own = bool(turn.recipients) and all(roll.meets((one,), turn.actors) for one in turn.recipients)
    return own and not any(roll.top(actor) == actor for actor in turn.actors)


def _about_offer(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether an answer speaks of what was offered, or of an offer and no more."""
    offers = turn.page.lexicon.offers
    shared = turns.shared(turn.words - offers, matter.rule.words - offers)
    if shared:
        return True
    told = turn.page.lexicon.wording.offering(turn.page.text[turn.span[0] : turn.span[1]])
    return told and turn.acts.isdisjoint(turn.page.lexicon.acts.by_id) and bool(turn.words & offers)


def refuses(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether a rejection comes from whoever would have to act or answer, and is about the matter."""
    if turn.type != "REJECT" or turn.sort != "done" or not turn.actors:
        return False
    if matter.kind == "offer":
        return _answers(turn, matter, turns) and _about_offer(turn, matter, turns)
    demanded, roll = matter.kind == "demand", turns.roll
    asked = (demanded and matter.of) or tuple(matter.rule.actors)
    if not roll.meets(turn.actors, asked) or _inner(turn, roll):
        return False
    shared = turns.shared(turn.words, matter.rule.words)
    told = _told(turn, roll)
    if demanded and told and matter.by and not roll.meets(told, matter.by):
        return False
    # who refuses to pay does not refuse to talk
    other = bool(turn.acts and matter.rule.acts) and turn.acts.isdisjoint(matter.rule.acts)
    return shared >= (2 if other else 1)


def turns_cue(turn: Turn, matter: Matter, turns: Turns) -> bool:
    """Whether words such as "called off" are about a matter: its kind, its parties, and a word of its own."""
    if turn.sort != "cue" or matter.kind not in turn.about:
        return False
    parties, roll = matter.parties(), turns.roll
    if parties and turn.actors and not roll.meets(parties, turn.actors):
        return False
    if not turn.actors:
        # the last word of a name stands for the whole: the Front, the League
        ends = {stem(roll.name(actor).split()[-1]) for actor in matter.rule.actors or matter.by}
        return not ends.isdisjoint(turn.words)
    if not persons_agree(matter.rule.actors, turn.actors, roll):
        return False
    first = turn.actors[:1]
    if turn.first == "raiser" and matter.by and not roll.meets(first, matter.by):
        return False
    if turn.first == "answerer" and (
        roll.meets(first, matter.by) or (matter.of and not roll.meets(first, matter.of))
    ):
        return False
    if turn.first == "doer" and matter.rule.actors and not roll.meets(matter.rule.actors, first):
        return False
    shared = turns.shared(turn.words, matter.rule.words)
    if matter.kind == "forecast":
        # "the forecast came true" speaks of the one who made it
        return shared >= 1 and bool(set(matter.source_actors) & set(turn.actors))
    if shared >= (1.0 if turn.turn == "lapsed" else 0.5):
        return True
    if turn.bare and turns.meant(turn, matter):
        return True
    # a summit that is called off is the meeting of those two that was planned
    tops = {roll.top(actor) for actor in parties} & {roll.top(actor) for actor in turn.actors}
    return len(tops) >= 2 and not matter.rule.acts.isdisjoint(turn.acts)
