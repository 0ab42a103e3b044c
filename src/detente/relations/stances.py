"""Stances: where the actors of one side stand toward the other, how that shifts, and where it contradicts.

A position is read off a verbal act (support, accusation, refusal …) of one side toward the other, or off the
words of a statement. Words count only where the speaker is of the one side, where the actor named nearest to
them is of the other, and where nobody only supposes what is said; one mild word alone is no position. A shift
is a change of sign of the same named speaker, or one that the text itself tells ("softened his stance"). A
contradiction is two positions of one side that point opposite ways at nearly the same time, in two
statements; both spans are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from detente.knowledge import Tables
from detente.knowledge.stances import StanceWords, load_stances
from detente.ledger import Entry, Ledger
from detente.ledger.queries import Day, number_of
from detente.records import Event, Span, Statement
from detente.relations.pages import Page, Pages
from detente.relations.references import Reference, refer
from detente.relations.roll import Roll

VERBAL = {
    "SUPPORT": 1.5, "AGREE": 1.0, "CONCEDE": 1.0, "REJECT": -1.0, "ACCUSE": -1.5, "THREATEN": -2.0,
}  # fmt: skip
"""What a verbal act says of the actor's position, from -2 (hostile) to 2 (friendly)."""
UNNAMED = ".anon"
"""How the id of an unnamed source ends."""
STEP = 1.5
"""A change of position that is at least this large is a shift."""
CLOSE_DAYS = 45
"""Two positions of one side within so many days contradict each other if they point opposite ways."""
CLEAR = 1.0
"""Positions nearer to nought than this contradict nothing."""
STRONG = 1.5
"""A word of at least this value tells a position alone; of milder ones it takes two."""
NEAR = 90
"""Characters between a word and the name of the other side, at most."""
LONG_DAYS = 31
"""An act that is dated no closer than this shows no position on a day."""
LIKELY = 0.5
"""An act that the coder is less sure of shows no position."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a speaker stood toward another on a day, from -2 (hostile) to 2 (friendly).

    Attributes:
        actor: who speaks or acts.
        toward: the other side, as asked for.
        value: the position.
        date: day of the record (ISO).
        known: day on which it became known.
        why: id of the row of words, or the verbal act.
        medium: whether a document or a person speaks, or an act does.
        reference: the words.
    """

    actor: str
    toward: str
    value: float
    date: str
    known: str
    why: str
    medium: Literal["statement", "document", "act"]
    reference: Reference


@dataclass(frozen=True, slots=True)
class Shift:
    """A position that has changed: `before` is None where the text itself tells of the change."""

    actor: str
    toward: str
    way: Literal["softer", "harder"]
    date: str
    known: str
    before: Position | None
    after: Reference


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two positions of one side that do not agree, the earlier first."""

    side: str
    first: Position
    second: Position


@dataclass(frozen=True, slots=True)
class Stances:
    """What two sides think of each other, as known on a day; all by date."""

    positions: tuple[Position, ...]
    shifts: tuple[Shift, ...]
    contradictions: tuple[Contradiction, ...]


def stances(
    ledger: Ledger,
    a: str,
    b: str,
    as_of: Day | None = None,
    *,
    roll: Roll | None = None,
    pages: Pages | None = None,
) -> Stances:
    """The positions of two sides toward each other, their shifts and contradictions.

    Args:
        ledger: the record.
        a: one side; its parts and persons speak for it.
        b: the other.
        as_of: what was known on that day; None is all.
        roll: how actors roll up, by default as the ledger's documents tell.
        pages: the documents, where another question with the same `roll` has loaded them.
    """
    roll = roll or Roll.of(ledger, as_of)
    tables = Tables()
    words = load_stances(tables)
    pages = pages or Pages(ledger, roll, tables)
    # a position is told where the other side is named, a shift where both are
    both = sorted(pages.naming((a, b)), key=number_of)
    pages.load(both)
    positions: list[Position] = []
    shifts: list[Shift] = []
    for side, other in ((a, b), (b, a)):
        found = _once(
            [*_said(ledger, side, other, as_of, pages, words), *_done(ledger, side, other, as_of, pages)]
        )
        found.sort(key=lambda position: (position.date, position.reference.record))
        positions += found
        shifts += [*_steps(found), *_told(ledger, side, other, as_of, pages, words, both)]
    positions.sort(key=lambda position: (position.date, position.reference.record))
    return Stances(
        tuple(positions),
        tuple(sorted(shifts, key=lambda shift: (shift.date, shift.actor))),
        tuple(_contradictions(positions, (a, b), roll)),
    )


def _once(positions: Iterable[Position]) -> list[Position]:
    """Of a sentence that is both a statement and an act, the words, which say more."""
    held: dict[tuple[str, Span, str], Position] = {}
    for position in positions:
        reference = position.reference
        held.setdefault((reference.document, reference.sentence_span, position.actor), position)
    return list(held.values())


def _said(
    ledger: Ledger, side: str, other: str, as_of: Day | None, pages: Pages, words: StanceWords
) -> Iterator[Position]:
    sides = (side, other)
    told: dict[tuple[str, int], Position] = {}
    naming = pages.naming((other,))
    for entry in ledger.statements(source=pages.roll.members(side), document=sorted(naming), as_of=as_of):
        record, page, on = entry.record, pages[entry.document], entry.low or entry.known
        speaker = next((a for a in record.source_actors if pages.roll.side(a, sides, on) == side), None)
        if not record.content or speaker is None or _passed_on(record, page, other):
            continue
        inner = _inner(record, page, side)
        found = [
            (word.id, value, low + start)
            for low, high in record.content
            for word, value, start, end in words.find(page.text[low:high])
            if word.kind == "word" and _meant(page, (low + start, low + end), inner, sides, on)
        ]
        value = _weigh([(id, value) for id, value, _ in found])
        if value is None:
            continue
        position = Position(
            actor=speaker,
            toward=other,
            value=value,
            date=on,
            known=entry.known,
            why="+".join(dict.fromkeys(id for id, _, _ in found)),
            medium="document" if record.source_kind == "document" else "statement",
            reference=refer(ledger, entry, (record.content[0][0], record.content[-1][1])),
        )
        # a statement within a statement has the same words; they are the named speaker's
        held = told.get((entry.document, found[0][2]))
        if held is None or (pages.roll.kind(held.actor) != "person") > (pages.roll.kind(speaker) != "person"):
            told[entry.document, found[0][2]] = position
    yield from told.values()


def _passed_on(record: Statement, page: Page, other: str) -> bool:
    """Whether it is the other side that says that this one said so."""
    outer = page.statements.get(record.parent) if record.parent else None
    return outer is not None and page.roll.any_within(outer.source_actors, other)


def _inner(record: Statement, page: Page, side: str) -> list[Span]:
    """What a statement only passes on: the words of others within it."""
    inside = [one for one in page.statements.values() if one.parent == record.id]
    return [s for one in inside if not page.roll.any_within(one.source_actors, side) for s in one.content]


def _meant(page: Page, span: Span, inner: Sequence[Span], sides: tuple[str, str], on: str) -> bool:
    """Whether a stance word is about the other side: of all but the speaker's own it is named nearest."""
    if any(low <= span[0] < high for low, high in (*page.hypothetical, *inner)):
        return False
    distances = [
        (max(low - span[1], span[0] - high, 0), page.roll.side(mention.actor, sides, on))
        for mention in page.mentions(page.sentence(span[0]))
        for low, high in (mention.span,)
    ]
    others = [(distance, side) for distance, side in distances if side != sides[0]]
    return bool(others) and min(others, key=lambda x: x[0])[1] == sides[1] and min(others)[0] <= NEAR


def _weigh(found: Sequence[tuple[str, float]]) -> float | None:
    """The position that words tell, or None where they are too few or pull both ways."""
    if not found or len({value > 0 for _, value in found}) > 1:
        return None
    if max(abs(value) for _, value in found) < STRONG and len({id for id, _ in found}) < 2:
        return None
    return round(sum(value for _, value in found) / len(found), 2)


def _done(ledger: Ledger, side: str, other: str, as_of: Day | None, pages: Pages) -> Iterator[Position]:
    roll, sides = pages.roll, (side, other)
    entry: Entry[Event]
    for entry in ledger.events(
        actor=roll.members(side), recipient=roll.members(other), type=tuple(VERBAL), as_of=as_of
    ):
        record, on = entry.record, entry.low or entry.known
        if record.factuality not in ("CT+", "PR+") or record.tense == "future" or record.confidence < LIKELY:
            continue
        if entry.low and entry.high and _days(entry.low, entry.high) > LONG_DAYS:
            continue
        speaker = next((actor for actor in record.actors if roll.side(actor, sides, on) == side), None)
        if speaker is None or not any(roll.side(one, sides, on) == other for one in record.recipients):
            continue
        said = pages[entry.document].statements.get(record.statement) if record.statement else None
        if said is not None and roll.any_within(said.source_actors, other):
            # what the other side says of this one tells where the other stands
            continue
        yield Position(
            actor=speaker,
            toward=other,
            value=VERBAL[record.type],
            date=on,
            known=entry.known,
            why=record.type,
            medium="act",
            reference=refer(ledger, entry),
        )


def _steps(positions: Sequence[Position]) -> Iterator[Shift]:
    """Shifts between two successive clear positions of one speaker; unnamed ones are not one speaker."""
    last: dict[str, Position] = {}
    for position in positions:
        if abs(position.value) < CLEAR or position.actor.endswith(UNNAMED):
            continue
        before = last.get(position.actor)
        last[position.actor] = position
        if before is None or before.date == position.date:
            continue
        step = position.value - before.value
        if abs(step) >= STEP and (before.value < 0) != (position.value < 0):
            yield Shift(
                position.actor,
                position.toward,
                "softer" if step > 0 else "harder",
                position.date,
                position.known,
                before,
                position.reference,
            )


def _told(
    ledger: Ledger,
    side: str,
    other: str,
    as_of: Day | None,
    pages: Pages,
    words: StanceWords,
    both: Sequence[str],
) -> Iterator[Shift]:
    """Shifts that a sentence tells in so many words, in one of the articles that name both sides."""
    question = words.question("softer", "harder")
    if not question:
        return
    for document, sentence in ledger.holding(question, document=both, as_of=as_of):
        page = pages[document]
        for word, value, low, high in words.find(page.text[sentence[0] : sentence[1]]):
            span = (sentence[0] + low, sentence[0] + high)
            speaker = _speaker(page, sentence, span[0])
            if word.kind == "word" or speaker is None or not pages.roll.within(speaker, side):
                continue
            if not _about(page, sentence, other):
                continue
            quote = ledger.quote(document, span)
            yield Shift(
                speaker,
                other,
                "softer" if value > 0 else "harder",
                page.known,
                page.known,
                None,
                Reference(
                    document, document, span, quote.text, quote.sentence_text,
                    quote.sentence_span, page.known, ledger.document(document).document.published,
                ),
            )  # fmt: skip
            break


def _speaker(page: Page, sentence: Span, offset: int) -> str | None:
    """Whose position is spoken of: the last actor that the sentence names before the words, pronouns too."""
    before = page.mentions((sentence[0], offset)) or page.mentions(sentence)[:1]
    return before[-1].actor if before else None


def _about(page: Page, span: tuple[int, int], other: str) -> bool:
    """Whether the other side is named in the sentence, or else in the one before it."""
    before = page.sentence(max(span[0] - 2, 0))
    wide = (min(before[0], span[0]), span[1])
    return any(page.roll.within(m.actor, other) for m in page.mentions(wide))


def _contradictions(
    positions: Sequence[Position], sides: tuple[str, str], roll: Roll
) -> Iterator[Contradiction]:
    for side in sides:
        own = [
            p
            for p in positions
            if roll.side(p.actor, sides, p.date) == side and p.medium != "act" and abs(p.value) >= CLEAR
        ]
        for n, second in enumerate(own):
            for first in reversed(own[:n]):
                if _days(first.date, second.date) > CLOSE_DAYS:
                    break
                apart = first.reference.record != second.reference.record
                if apart and (first.value < 0) != (second.value < 0):
                    yield Contradiction(side, first, second)
                    break


def _days(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
