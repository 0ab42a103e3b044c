"""One wire story in three papers is three articles, three outlets and one origin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detente.ledger import Ledger
from detente.reading import read
from detente.records import CodedDocument, Document
from detente.sample import sample_folder

Make = Callable[..., CodedDocument]


def test_printings_of_a_wire_story_are_one_origin(ledger: Ledger) -> None:
    by_name: dict[str, str] = {}
    for document in read(sorted(sample_folder("fictional").glob("*.txt"))):
        assert isinstance(document, Document)
        by_name[Path(document.id).stem] = ledger.add(CodedDocument(document)).id
    ceasefire = [by_name[name] for name in by_name if "ceasefire_" in name]
    found = ledger.sources(ceasefire)
    assert (found.articles, found.outlets, found.origins) == (3, 3, 1)
    closed = [by_name[name] for name in by_name if "ferrin-closed_" in name]
    assert ledger.sources([*ceasefire, *closed]).origins == 2
    # every other dispatch is a text of its own
    assert ledger.sources(by_name.values()).origins == len(by_name) - 3
    assert {ledger.document(id).origin for id in ceasefire} == {int(ceasefire[0][1:])}


def test_editions_are_one_article(ledger: Ledger, story: Make) -> None:
    long = "General Marsk warned Kestria. " + " ".join(f"He named reason {n} of many." for n in range(40))
    one = ledger.add(story(long, path="a.txt")).id
    other = ledger.add(story(long + " Kestria said no.", path="a.txt")).id
    found = ledger.sources([one, f"{one}.e1", other])
    assert (found.articles, found.origins) == (1, 1)
