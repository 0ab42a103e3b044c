"""Coding again what a ledger holds, with the version and tables at hand; what was known before is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from detente.intake import drafts
from detente.ledger import Article, Ledger
from detente.ledger.differences import Comparison, compare
from detente.reading.sources import Failure

if TYPE_CHECKING:
    from detente.coding import Coder

_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Recoded:
    """A document that was coded again: what its coding has that the earlier one had not, and the reverse.

    `kept` tells whether the new coding is in the ledger; where nothing differs, or nothing was to be
    written, the earlier one still holds.
    """

    article: Article
    comparison: Comparison
    kept: bool


def recode(
    ledger: Ledger,
    coder: Coder,
    documents: Iterable[str] | None = None,
    *,
    write: bool = True,
    words: str = "recode",
) -> Iterator[Recoded | Failure]:
    """Code documents of a ledger again and tell what has changed, one transaction a document.

    The earlier coding is kept beside the new one (`Ledger.coded` gives it by its number), and people's
    judgements are applied to the new one. Compared are the coder's own records, without judgements.

    Args:
        ledger: the record.
        coder: the coder.
        documents: ids of documents; by default the newest edition of all articles.
        write: keep the new coding; else only tell.
        words: what was asked, for the list of runs.

    Yields:
        one document after the other, and a `Failure` for each that the coder stumbled over.

    Raises:
        LedgerError: there is no such document.
    """
    if documents is None:
        articles = list(ledger.documents())
    else:
        articles = [ledger.document(id) for id in documents]
    if not write:
        yield from _again(ledger, coder, articles, None)
        return
    with ledger.reading(model=coder.parser.model, words=words) as run:
        yield from _again(ledger, coder, articles, run)


def _again(
    ledger: Ledger, coder: Coder, articles: Iterable[Article], run: int | None
) -> Iterator[Recoded | Failure]:
    stream = iter(articles)
    while batch := list(islice(stream, _AT_ONCE)):
        for article, draft in zip(batch, drafts((one.document for one in batch), coder), strict=True):
            if isinstance(draft, Failure):
                yield draft
                continue
            coded = draft.done()
            comparison = compare(ledger.coded(article.id, coding=ledger.own_coding(article.id)), coded)
            differs = run is not None and bool(comparison.differences)
            if differs:
                ledger.add(coded, run=run, again=True)
            yield Recoded(article, comparison, differs)
