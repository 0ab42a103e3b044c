"""The ledger: one SQLite file that keeps what was read, and gives it back.

    from detente.ledger import Ledger

    with Ledger("detente.db", create=False) as ledger:
        for entry in ledger.events(pair=("RUS", "NATO"), as_of="2000-02-03", since="2000-01-01"):
            print(entry.id, entry.low, entry.record.type)
            print(ledger.quote(entry.id, entry.record.span).sentence_text)

**Writing.** `add(coded)` keeps a `CodedDocument` in one transaction. The same text again changes nothing; an
edited text (same address, path or id, other bytes) becomes a new edition beside the old; `add(coded,
again=True)` keeps a further coding of the same text. `holds(document)` tells before coding whether that is
needed. `reading()` dates the run.

**Ids.** ``d12`` is an edition of an article, ``d12.e3`` the record ``e3`` of it (t time, s statement, e
event, c condition, x expectation, w explanation), whatever else is read. `Entry.beside("s1")` makes
``d12.s1`` of a record's own reference to ``s1``.

**Two clocks.** *Known time* is the day an edition became known: the last day of its publication date, or the
day it was read where it has none, or that day lies ahead, or the text is an edited one. `as_of` keeps to the
newest edition known on that day. *Event time* is the record's own date: `Entry.low` and `Entry.high` (ISO
days, None where the text does not say), and `since` and `until` keep to records that touch that span of time;
a record without a date stands at the day it became known.

**Asking.** All listings are streams, ordered by event time:

- `documents(as_of, since, until, publication, editions)` → `Article`; `document(id)`; `coded(id)` →
  `CodedDocument`
- `events(actor, recipient, party, pair, type, factuality, tense, since, until, as_of, document, roll_up)` →
  `Entry[Event]`
- `statements(source, addressee, kind, outlet, since, until, as_of, document, roll_up)` → `Entry[Statement]`
- `expectations(kind, actor, recipient, party, since, until, as_of, document, roll_up)` → `Entry[Expectation]`
- `conditions(party, …)` → `Entry[Condition]`; `explanations(kind, party, …)` → `Entry[Explanation]`
- `record(id)` → `Entry`; `quote(id, span)` → `Quote` with the sentence around the span; `text(id, span)`
- listings of records are `Rows`: gone through as streams; `count()`, `part(offset, limit)`, `newest(limit)`
- `actors(as_of)` → `ActorEntry`; `counts(as_of)`
- `search(words, …)` → `Found` with a snippet; `count_found(words, …)`
- `sources(ids)` → `SourceCounts`: articles, outlets, origins; `select(sql)` for a question of your own

**Judgements.** `judge(kind, target, author=…)` accepts, rejects or corrects a record, merges or splits
actors or the reports of an event, grades a source, or says what became of an expectation or a condition;
`undo` takes it back; `judgements()` lists them. They are applied to the coder's records at once and again
whenever the text is coded anew; `Entry.judged` names those that bear on a record, `links()` gives those on
the reports of events, `resolutions()` those on outcomes.

With `roll_up` (the default) an actor counts with its parts and those who act for it on the document's date:
``RUS`` with ``RUS.MIL`` and with the colonel general who serves in it.
"""

from detente.ledger.entries import (
    ActorEntry,
    Added,
    Article,
    Coded,
    Entry,
    Found,
    Judgement,
    Link,
    Quote,
    Resolution,
    SourceCounts,
    spans_of,
)
from detente.ledger.ledger import Ledger

__all__ = [
    "ActorEntry",
    "Added",
    "Article",
    "Coded",
    "Entry",
    "Found",
    "Judgement",
    "Ledger",
    "Link",
    "Quote",
    "Resolution",
    "SourceCounts",
    "spans_of",
]
