"""Documents as relations look at them: their records by id, their words, and who is named where."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from detente.knowledge import Tables
from detente.knowledge.turns import (
    Act,
    Acts,
    Opposites,
    Realisations,
    Wording,
    load_acts,
    load_common_words,
    load_negations,
    load_opposites,
    load_realisations,
    load_wording,
)
from detente.ledger import Entry, Ledger
from detente.ledger.queries import number_of
from detente.records import CodedDocument, Condition, Event, Mention, Span, Statement
from detente.relations.references import Reference
from detente.relations.roll import Roll

if TYPE_CHECKING:
    from detente.relations.turns import Turn

PROMISED = ("commitment", "threat", "demand")
"""Kinds of expectation whose event has not come about by being told."""
AT_ONCE = 2000
"""Documents that are taken out of the ledger in one go."""
Words = frozenset[str]
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ENDINGS = (
    "izing", "ising", "ized", "ised", "izes", "ises", "ize", "ise", "ingly", "ations", "ation", "ments",
    "ment", "ions", "ion", "ing", "ies", "ied", "als", "al", "ers", "er", "ed", "es", "s", "y", "e",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A short form under which a verb and its noun meet: withdrawal and withdraws do.

    Only its equality with another counts.
    """
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            low = low[: -len(ending)]
            break
    return low[:6]


class Lexicon:
    """What the tables say of words.

    Attributes:
        common: words that tell nothing about what a matter is.
        realised: which types carry out what was agreed, asked for or threatened.
        acts: kinds of act by their words.
        wording: words of offers, and of claims that are rejected.
        opposites: acts that undo one another.
    """

    def __init__(self, tables: Tables) -> None:
        self.common: Words = load_common_words(tables)
        self.realised: Realisations = load_realisations(tables)
        self.acts: Acts = load_acts(tables)
        self.wording: Wording = load_wording(tables)
        self.opposites: Opposites = load_opposites(tables)
        self._negations = load_negations(tables)
        self.offers: Words = frozenset(stem(part) for word in self.wording.offers for part in word.split())

    def negated(self, text: str) -> bool:
        """Whether a clause says that something is not done."""
        words = _WORD.findall(text.lower())
        return any(word in self._negations or word.endswith(("n't", "n’t")) for word in words)


class Page:
    """One document with look-ups over its records.

    Args:
        ledger: the record.
        id: id of the document.
        roll: how actors roll up.
        lexicon: what the tables say of words.
    """

    def __init__(self, ledger: Ledger, id: str, roll: Roll, lexicon: Lexicon) -> None:
        self.ledger, self.id, self.roll, self.lexicon = ledger, id, roll, lexicon
        self.common, self.realised = lexicon.common, lexicon.realised
        self.number = number_of(id)
        # what its events may turn, once it was asked (see `Turns`)
        self.turns: dict[str, Turn] = {}

    @cached_property
    def coded(self) -> CodedDocument:
        """All records as they were coded."""
        return self.ledger.coded(self.id)

    @cached_property
    def text(self) -> str:
        """The text as it was read."""
        return self.ledger.document(self.id).document.text

    @cached_property
    def known(self) -> str:
        """The day on which the document became known."""
        return self.ledger.document(self.id).known

    @cached_property
    def published(self) -> str | None:
        """Its date, as EDTF."""
        return self.ledger.document(self.id).document.published

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """Its sentences."""
        return self.coded.sentences

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of each actor (state, person …), as the document has it."""
        return {actor.id: actor.kind for actor in self.coded.actors}

    @cached_property
    def planned(self) -> frozenset[str]:
        """Events that are promised, threatened or demanded."""
        records = (entry.record for entry in self.ledger.expectations(document=self.id))
        return frozenset(x.event for x in records if x.kind in PROMISED and x.event)

    @cached_property
    def events(self) -> dict[str, Entry[Event]]:
        """Its events by local id, with the judgements that hold."""
        return {entry.record.id: entry for entry in self.ledger.events(document=self.id)}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Its statements by local id."""
        return {entry.record.id: entry.record for entry in self.ledger.statements(document=self.id)}

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """Its conditions by local id."""
        return {entry.record.id: entry.record for entry in self.ledger.conditions(document=self.id)}

    @cached_property
    def supposed(self) -> frozenset[str]:
        """Events that stand in a condition: nobody says that they have come about."""
        found = {id for record in self.conditions.values() for id in (*record.if_events, *record.then_events)}
        return frozenset(found | {id for id, entry in self.events.items() if entry.record.condition})

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """Events that have not come about by what the document says: supposed, promised, asked for.

        "Agreed to talks" tells of talks, but of none that were held; the promise itself was given.
        """
        given = ("AGREE", "THREATEN", "REQUEST", "REJECT")
        return self.supposed | {
            id for id in self.planned if id in self.events and self.events[id].record.type not in given
        }

    @cached_property
    def hypothetical(self) -> tuple[Span, ...]:
        """Spans of conditions and of what hangs on them."""
        records = self.conditions.values()
        return tuple(span for record in records for span in (*record.if_, *record.then))

    @cached_property
    def all_mentions(self) -> Sequence[Mention]:
        """All mentions as they were coded."""
        return self.coded.mentions

    @cached_property
    def named(self) -> list[Mention]:
        """All mentions in text order."""
        return sorted(self.all_mentions, key=lambda mention: mention.span)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span[0] for mention in self.named]

    def mentions(self, span: Span) -> list[Mention]:
        """Who is named within a span."""
        low, high = bisect_right(self._starts, span[0] - 1), bisect_right(self._starts, span[1] - 1)
        return [mention for mention in self.named[low:high] if mention.span[1] <= span[1]]

    def sentence(self, offset: int) -> Span:
        """The sentence that holds an offset."""
        at = max(bisect_right(self._sentence_starts, offset) - 1, 0)
        return self.sentences[at] if self.sentences else (0, len(self.text))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [low for low, _ in self.sentences]

    def quote(self, span: Span) -> tuple[str, Span]:
        """The sentences around a span: their text and where they stand."""
        starts, low, high = self._sentence_starts, *span
        last = bisect_right(starts, high - 1) - 1
        first = max(bisect_right(starts, low) - 1, 0)
        if first <= last and self.sentences[first][1] <= low:
            first += 1
        if first <= last:
            low, high = min(low, self.sentences[first][0]), max(high, self.sentences[last][1])
        return self.text[low:high], (low, high)

    def refer(self, record: str, span: Span, date: str | None = None) -> Reference:
        """The reference of words of the document.

        Args:
            record: full id of the record that they carry, or the document's own.
            span: where they stand.
            date: first day of the record's own date (ISO), or None.
        """
        sentence, around = self.quote(span)
        text = self.text[span[0] : span[1]]
        return Reference(record, self.id, span, text, sentence, around, self.known, self.published, date)

    def paragraph(self, offset: int) -> Span:
        """The paragraph that holds an offset: the text between empty lines."""
        low = self.text.rfind("\n\n", 0, offset)
        high = self.text.find("\n\n", offset)
        return (0 if low < 0 else low + 2, len(self.text) if high < 0 else high)

    def said(self, spans: Iterable[Span]) -> str | None:
        """The statement whose words lie in one of several spans, or hold it; the shortest of several."""
        found: list[tuple[int, str]] = []
        for low, high in spans:
            for id, statement in self.statements.items():
                if any(start < high and low < end for start, end in statement.content):
                    found.append((sum(end - start for start, end in statement.content), id))
        return min(found)[1] if found else None

    def acts(self, span: Span) -> tuple[Act, ...]:
        """The kinds of act that a span names."""
        return self.lexicon.acts.find(self.text[span[0] : span[1]])

    def words(self, span: Span) -> Words:
        """The stems of the words that carry meaning in a span; names of states and organisations drop out.

        What two matters are about is told by these; that both are about Russia tells nothing in a dyad of it.
        """
        hidden = bytearray(span[1] - span[0])
        for mention in self.mentions(span):
            # a capital that stands for its state is still the place of a visit
            if mention.how in ("name", "nationality") and self.roll.kind(mention.actor) != "person":
                low, high = mention.span[0] - span[0], mention.span[1] - span[0]
                hidden[low:high] = b"\x01" * (high - low)
        found: set[str] = set()
        for match in _WORD.finditer(self.text[span[0] : span[1]]):
            word = match.group()
            if not hidden[match.start()] and len(word) > 2 and word.lower() not in self.common:
                found.add(stem(word))
        return frozenset(found)


class Pages:
    """The documents of one question, each loaded once."""

    def __init__(self, ledger: Ledger, roll: Roll, tables: Tables) -> None:
        self._ledger, self.roll = ledger, roll
        self._lexicon = Lexicon(tables)
        self._held: dict[str, Page] = {}

    def __getitem__(self, document: str) -> Page:
        id = document.partition(".")[0]
        page = self._held.get(id)
        if page is None:
            page = self._held[id] = Page(self._ledger, id, self.roll, self._lexicon)
        return page

    def load(self, documents: Iterable[str]) -> None:
        """Take what many documents hold out of the ledger at once.

        Args:
            documents: their ids.
        """
        wanted = sorted({number_of(id) for id in documents if id not in self._held})
        for low in range(0, len(wanted), AT_ONCE):
            self._load(wanted[low : low + AT_ONCE])

    def _load(self, numbers: list[int]) -> None:
        asked = (json.dumps(numbers),)
        within = "FROM documents AS d WHERE d.id IN (SELECT value FROM json_each(?))"
        pages: dict[int, Page] = {}
        select = self._ledger.select
        for id, coding, text, known, published in select(
            f"SELECT d.id, d.coding, d.text, d.known, d.published {within}", asked
        ):
            pages[coding] = self[f"d{id}"]
            # what a page would look up by itself
            vars(pages[coding]).update(
                text=text, known=known, published=published, sentences=[], all_mentions=[], kinds={},
                events={}, statements={}, conditions={}, planned=set(),
            )  # fmt: skip
        codings = f"coding IN (SELECT d.coding {within})"
        for coding, low, high in select(
            f"SELECT coding, low, high FROM sentences WHERE {codings} ORDER BY coding, number", asked
        ):
            pages[coding].sentences.append((low, high))  # type: ignore[attr-defined]
        for coding, actor, low, high, how in select(
            "SELECT coding, actor, span_low, span_high, how FROM mentions"
            f" WHERE {codings} ORDER BY coding, number",
            asked,
        ):
            pages[coding].all_mentions.append(Mention(actor, (low, high), how))  # type: ignore[attr-defined]
        for coding, id, kind in select(
            f"SELECT coding, id, kind FROM actors WHERE {codings} ORDER BY coding, number", asked
        ):
            pages[coding].kinds[id] = kind
        for coding, event in select(
            f"SELECT coding, event FROM expectations WHERE {codings} AND event IS NOT NULL"
            f" AND kind IN ({', '.join('?' * len(PROMISED))})",
            (*asked, *PROMISED),
        ):
            pages[coding].planned.add(event)  # type: ignore[attr-defined]
        held = [page.id for page in pages.values()]
        for entry in self._ledger.events(document=held):
            self[entry.document].events[entry.record.id] = entry
        for statement in self._ledger.statements(document=held):
            self[statement.document].statements[statement.record.id] = statement.record
        for condition in self._ledger.conditions(document=held):
            self[condition.document].conditions[condition.record.id] = condition.record

    def naming_only(self, sides: Sequence[str]) -> set[str]:
        """The documents that name one of several actors and no state beside them, or nobody at all.

        "The ministry accepted the offer" need not say again whose offer it was; an article that names another
        state is about that one.

        Args:
            sides: actors.
        """
        names = json.dumps(sorted({name for side in sides for name in self.roll.inside(side)}))
        rows = self._ledger.select(
            "SELECT DISTINCT d.id, m.actor FROM documents AS d JOIN mentions AS m ON m.coding = d.coding"
            " WHERE d.coding IN (SELECT coding FROM mentions"
            " WHERE actor IN (SELECT value FROM json_each(?)))",
            (names,),
        )
        third: dict[str, bool] = {}
        found: dict[int, bool] = {}
        for number, actor in rows:
            if actor not in third:
                top = self.roll.top(actor)
                third[actor] = self.roll.kind(top) == "state" and self.roll.side(actor, sides) is None
            found[number] = found.get(number, True) and not third[actor]
        nobody = self._ledger.select(
            "SELECT d.id FROM documents AS d WHERE NOT EXISTS"
            " (SELECT 1 FROM mentions AS m WHERE m.coding = d.coding)"
        )
        alone = (number for number, one in found.items() if one)
        return {f"d{number}" for number in (*alone, *(row[0] for row in nobody))}

    def naming(self, sides: Sequence[str]) -> set[str]:
        """The documents that name every one of several actors, themselves or through a part or a person.

        Args:
            sides: actors; without any, all documents.
        """
        found: set[str] | None = None
        for side in sides:
            names = self.roll.inside(side)
            marks = ",".join("?" * len(names))
            rows = self._ledger.select(
                "SELECT DISTINCT d.id FROM documents AS d JOIN mentions AS m ON m.coding = d.coding"
                f" WHERE m.actor IN ({marks})",
                names,
            )
            held = {f"d{row[0]}" for row in rows}
            found = held if found is None else found & held
        if found is None:
            found = {f"d{row[0]}" for row in self._ledger.select("SELECT id FROM documents")}
        return found
