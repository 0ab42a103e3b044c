"""From a document to a coded document: the steps, in one visible list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from detente.coding.actors import find_actors
from detente.coding.conditions import find_conditions
from detente.coding.confidence import grade_events
from detente.coding.coreference.speakers import find_speakers
from detente.coding.credits import BYLINE, DATELINE, find_credits
from detente.coding.draft import Draft
from detente.coding.events import find_events
from detente.coding.expectations import find_expectations
from detente.coding.explanations import find_explanations
from detente.coding.factuality import weigh_events
from detente.coding.mending import mend_clauses
from detente.coding.parser import DEFAULT_MODEL, Parser
from detente.coding.prepared import Prepared, paragraphs, pieces, prepare
from detente.coding.statements import find_statements
from detente.coding.times import add_times
from detente.knowledge import Knowledge
from detente.records import CodedDocument, Document

Step = Callable[[Draft], None]

BEFORE_PARSE: tuple[Step, ...] = (find_credits,)
STEPS: tuple[Step, ...] = (
    add_times,
    find_actors,
    mend_clauses,
    find_statements,
    find_speakers,
    find_events,
    weigh_events,
    grade_events,
    find_conditions,
    find_expectations,
    find_explanations,
)

_DOCUMENTS_AT_ONCE = 16


@dataclass(slots=True)
class Coder:
    """Codes documents. One coder holds one parser and one set of tables and is used for many documents.

    Args:
        knowledge: the tables, ours and the user's.
        parser: the spaCy pipeline behind it.
        steps: what is done after the parse; all steps where none are named.
    """

    knowledge: Knowledge = field(default_factory=Knowledge)
    parser: Parser = field(default_factory=lambda: Parser(DEFAULT_MODEL))
    steps: tuple[Step, ...] | None = None

    def code(self, document: Document) -> CodedDocument:
        """Code one document."""
        return self.draft(document).done()

    def code_all(self, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        """Code a stream of documents in order; no more than a few are held at once."""
        for draft in self.drafts(documents):
            yield draft.done()

    def draft(self, document: Document) -> Draft:
        """Code one document and keep what led to each record (for explanations)."""
        return next(self.drafts([document]))

    def drafts(self, documents: Iterable[Document]) -> Iterator[Draft]:
        """Code a stream of documents, yielding the drafts with their traces."""
        stream = iter(documents)
        while batch := list(islice(stream, _DOCUMENTS_AT_ONCE)):
            drafts = [Draft(document, self.knowledge) for document in batch]
            self._parse(drafts)
            for draft in drafts:
                for step in self.steps or STEPS:
                    step(draft)
                yield draft

    def _parse(self, drafts: list[Draft]) -> None:
        jobs: list[tuple[Draft, Prepared, int]] = []
        for draft in drafts:
            for step in BEFORE_PARSE:
                step(draft)
            removed = [c.span for c in draft.credits]
            cuts = [c.span[0] for c in draft.credits if c.row in (DATELINE, BYLINE)]
            for number, paragraph in enumerate(paragraphs(draft.text, draft.document.body, cuts)):
                for piece in pieces(draft.text, paragraph):
                    prepared = prepare(draft.text, piece, removed)
                    if prepared.text:
                        jobs.append((draft, prepared, number))
        parsed = self.parser(prepared.text for _, prepared, _ in jobs)
        for (draft, prepared, number), columns in zip(jobs, parsed, strict=True):
            draft.parse.add(columns, prepared, number)
