"""The way in: documents are coded one after the other and kept in a ledger; what fails is listed.

Both verbs take the stream that `detente.reading.read` gives and pass each `Failure` on in its place, so that
nothing is lost from sight between the source and the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from detente.errors import DateError, RecordError
from detente.reading.sources import Failure
from detente.records import CodedDocument, Document

if TYPE_CHECKING:
    from detente.coding import Coder
    from detente.coding.draft import Draft
    from detente.ledger.entries import Added
    from detente.ledger.ledger import Ledger

_AT_ONCE = 16

# what a fault in a step raises: it must not take the other documents with it. Settings and tables that are
# wrong are wrong for all documents, and stop the run.
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError,
    DateError, RecordError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that is in the ledger now: what became of it, and its records (None: nothing is new)."""

    added: Added
    document: Document
    coded: CodedDocument | None


def drafts(items: Iterable[Document | Failure], coder: Coder) -> Iterator[Draft | Failure]:
    """Code a stream of documents, in order, keeping what led to each record.

    Args:
        items: documents, and failures to pass on.
        coder: the coder.

    Yields:
        a draft for each document, and a `Failure` for each that the coder stumbled over.
    """
    stream = iter(items)
    while batch := list(islice(stream, _AT_ONCE)):
        coded = iter(_batch([item for item in batch if isinstance(item, Document)], coder))
        for item in batch:
            yield item if isinstance(item, Failure) else next(coded)


def code(items: Iterable[Document | Failure], coder: Coder) -> Iterator[CodedDocument | Failure]:
    """Code a stream of documents, in order; see `drafts`."""
    for item in drafts(items, coder):
        yield item if isinstance(item, Failure) else item.done()


def keep(
    items: Iterable[Document | Failure],
    coder: Coder,
    ledger: Ledger,
    *,
    again: bool = False,
    words: str = "",
) -> Iterator[Kept | Failure]:
    """Code a stream of documents into a ledger, one transaction a document.

    A document whose text the ledger holds already is not coded again, so that a run that was broken off goes
    on where it stopped.

    Args:
        items: documents, and failures to pass on.
        coder: the coder.
        ledger: where they are kept.
        again: code also what is held already; the earlier coding is kept beside the new one.
        words: what was asked, for the list of runs.

    Yields:
        what became of each document, in order.
    """
    with ledger.reading(model=coder.parser.model, words=words) as run:
        stream = iter(items)
        while batch := list(islice(stream, _AT_ONCE)):
            held = {id(d): None if again else ledger.holds(d) for d in batch if isinstance(d, Document)}
            coded = _batch([d for d in batch if isinstance(d, Document) and held[id(d)] is None], coder)
            for item in batch:
                if isinstance(item, Failure):
                    yield item
                elif (name := held[id(item)]) is not None:
                    yield Kept(_unchanged(name), item, None)
                else:
                    draft = next(coded)
                    if isinstance(draft, Failure):
                        yield draft
                    else:
                        done = draft.done()
                        yield Kept(ledger.add(done, run=run, again=again), item, done)


def _unchanged(name: str) -> Added:
    from detente.ledger.entries import Added

    return Added(name, "unchanged")


def _batch(documents: list[Document], coder: Coder) -> Iterator[Draft | Failure]:
    """Code a few documents; where one makes the coder stumble, code them one by one and say which."""
    try:
        done = list(coder.drafts(documents))
    except _FAULTS:
        yield from (_alone(document, coder) for document in documents)
    else:
        yield from done


def _alone(document: Document, coder: Coder) -> Draft | Failure:
    try:
        return coder.draft(document)
    except _FAULTS as error:
        at = error.__traceback__
        while at is not None and at.tb_next is not None:
            at = at.tb_next
        where = f" ({at.tb_frame.f_globals.get('__name__')}, line {at.tb_lineno})" if at else ""
        return Failure(
            document.id,
            f"could not be coded: {type(error).__name__}: {error}{where}. This is a fault of Detente; please "
            "report it with the text.",
        )
