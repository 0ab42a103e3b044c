"""What later records do to a matter: the events that settle it, and the words that say it has turned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from detente.knowledge import Tables
from detente.knowledge.turns import TurnCues, load_turns
from detente.ledger import Entry, Ledger
from detente.ledger.queries import Day, day, number_of
from detente.records import Event, Span
from detente.relations.births import FEW_WORDS
from detente.relations.courses import Course, Places, Wish, wishes
from detente.relations.matters import Matter, Order
from detente.relations.pages import Page, Pages, Words, stem
from detente.relations.roll import Roll

Sort = Literal["done", "denied", "planned", "cue"]
NOBODY = ""
"""Stands for the side of a turn that names nobody."""
ACTUAL = ("CT+", "PR+")
DENIED = ("CT-", "PR-")
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
    cue is `bare` where neither its sentence nor those before it tell what it is about. `verb` is the stem of
    an event's own word; `types` are what a cue that tells a deed without its doer may carry out.
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
    verb: str = ""
    types: tuple[str, ...] = ()

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
        pages: the documents, where another question on the same roll has loaded them.
    """

    def __init__(
        self,
        ledger: Ledger,
        as_of: Day | None,
        roll: Roll,
        tables: Tables | None = None,
        pages: Pages | None = None,
    ) -> None:
        tables = tables or Tables()
        self.roll = roll
        self.pages = pages or Pages(ledger, roll, tables)
        self._ledger, self._as_of = ledger, as_of
        self.until = day(as_of) if as_of is not None else "9999"
        self._cues = load_turns(tables)
        self._raised: list[Matter] = []
        self.documents: list[str] | None = None
        self._turns: list[Turn] = []
        self._orders: list[Order] = []
        # places in the list of turns: of events by top, type and, where one is asked for, kind of act
        self._events_of: dict[tuple[str, str | None], list[int]] = {}
        self._acts_of: dict[tuple[str, str, str], list[int]] = {}
        self._events_with: dict[str, list[int]] = {}
        self._words_of: dict[str, list[int]] = {}
        self._frequent: Words = frozenset()

    def narrow(self, sides: Sequence[str]) -> list[str]:
        """Keep to the documents on some actors: what names them all, or one of them and no third state.

        Args:
            sides: actors; without any, all documents.

        Returns:
            ids of the documents that name them all, themselves or through a part: what may raise a matter.
        """
        known = wide = self.pages.naming(sides)
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
        self._turns = sorted(turns, key=lambda turn: turn.order)
        self._orders = [turn.order for turn in self._turns]
        for place, turn in enumerate(self._turns):
            if turn.sort in ("done", "denied"):
                for word in turn.words:
                    self._events_with.setdefault(word, []).append(place)
            # "the Front did not carry out its threat" may name nobody that the coder knows
            for top in self.roll.tops(turn.sides()) or (NOBODY,):
                if turn.sort == "cue":
                    self._words_of.setdefault(top, []).append(place)
                elif turn.sort != "planned":  # what is only expected turns nothing
                    self._events_of.setdefault((top, turn.type), []).append(place)
                    self._events_of.setdefault((top, None), []).append(place)
                    for act in turn.acts if turn.type else ():
                        assert turn.type is not None
                        self._acts_of.setdefault((top, turn.type, act), []).append(place)

    def bearing_on(self, matter: Matter) -> Course:
        """What may turn a matter: later records that one of its parties has a part in, in order."""
        tops = (*self.roll.tops(concerned(matter)), NOBODY)
        return Course(
            matter,
            self._turns,
            self._orders,
            [self._found(wish, tops) for wish in wishes(matter)],
            [self._words_of[top] for top in tops if top in self._words_of],
        )

    def _found(self, wish: Wish, tops: Iterable[str]) -> Places:
        if wish.acts and wish.type is not None:
            keys = product(tops, (wish.type,), wish.acts)
            held = (self._acts_of.get(key) for key in keys)
        else:
            held = (self._events_of.get((top, wish.type)) for top in tops)
        of_words = (self._events_with.get(word) for word in wish.words) if wish.shared else ()
        return Places([p for p in held if p], [p for p in of_words if p], wish.shared)

    def beside(self, matter: Matter) -> Iterator[Turn]:
        """The rejections that stand in a matter's own sentence, in order."""
        page, sentence = matter.page, matter.page.sentence(matter.span[0])
        for entry in page.events.values():
            event = entry.record
            if event.type == "REJECT" and sentence[0] <= event.anchor[0] < sentence[1]:
                yield self._turn(entry)

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
        found = self._ledger.events(party=tops, document=self.documents, as_of=self._as_of)
        for document, local in found.ids():
            yield self._turn(self.pages[document].events[local])

    def _turn(self, entry: Entry[Event]) -> Turn:
        page = self.pages[entry.document]
        found = page.turns.get(entry.record.id)
        if found is None:
            found = page.turns[entry.record.id] = self._told(entry, page)
        return found

    def _told(self, entry: Entry[Event], page: Page) -> Turn:
        event = entry.record
        sort: Sort = "planned"
        if event.factuality in DENIED:
            sort = "denied"
        elif event.factuality in ACTUAL and event.tense != "future" and event.id not in page.unsettled:
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
            verb=stem(page.text[event.anchor[0] : event.anchor[1]]),
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
                    types=cue.types,
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
