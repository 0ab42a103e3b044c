"""The document while it is being coded."""

from __future__ import annotations

from detente.coding import Coder
from detente.coding.draft import Named
from detente.records import Document


def test_mentions_of_the_same_words_stand_as_they_were_found(coder: Coder) -> None:
    draft = coder.draft(Document.of("Kenya waits.", published="2000-02-02"))
    draft.named.clear()
    rows = [f"r{number}" for number in (3, 9, 1, 7, 4, 8, 2, 6, 5, 0)]
    for row in [*rows, *rows]:
        draft.name(Named("KEN", 0, 1, 0, "name", row))
    assert [mention.row for mention in draft.done().mentions] == rows
