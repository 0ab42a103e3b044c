"""Detente as a spaCy component: ``nlp.add_pipe("detente")`` behind any English pipeline with a parser."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from detente.coding.draft import Draft
from detente.coding.parser import Parser
from detente.coding.pipeline import STEPS
from detente.coding.prepared import Prepared
from detente.knowledge import Knowledge
from detente.records import Document


class Component:
    """Codes each parsed `Doc` and keeps the result in ``doc._.detente``.

    The whole text is one paragraph to it, and bracketed credits stay in their sentences, since the text has
    been parsed already.

    Args:
        nlp: the pipeline the component stands in.
        published: EDTF date that relative times are read against, or None.
    """

    def __init__(self, nlp: Language, published: str | None = None) -> None:
        self.published = published
        self.knowledge = Knowledge()
        self._parser = Parser()
        self._parser.__dict__["nlp"] = nlp
        if not Doc.has_extension("detente"):
            Doc.set_extension("detente", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Code one document."""
        from array import array

        draft = Draft(Document.of(doc.text, published=self.published), self.knowledge)
        whole = Prepared(doc.text, array("l", range(len(doc.text) + 1)))
        draft.parse.add(self._parser.columns(doc), whole, 0)
        for step in STEPS:
            step(draft)
        doc._.detente = draft.done()
        return doc


@Language.factory("detente", default_config={"published": None})
def make_detente(nlp: Language, name: str, published: str | None) -> Any:
    """Make the component; spaCy calls this."""
    return Component(nlp, published)
