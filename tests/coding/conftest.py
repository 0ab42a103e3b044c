"""What the tests of coding share: sentences that are coded once, and who stands for whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.coding import Coder
from detente.coding.draft import Draft
from detente.records import Document, Event


@pytest.fixture(scope="session")
def draft_of(coder: Coder) -> Callable[[str], Draft]:
    """Codes a sentence; each is coded once in a run."""
    coded: dict[str, Draft] = {}

    def draft(text: str) -> Draft:
        if text not in coded:
            coded[text] = coder.draft(Document.of(text))
        return coded[text]

    return draft


@pytest.fixture(scope="session")
def code(draft_of: Callable[[str], Draft]) -> Callable[[str], list[Event]]:
    """The events of a sentence."""
    return lambda text: draft_of(text).events


@pytest.fixture(scope="session")
def stands_for(draft_of: Callable[[str], Draft]) -> Callable[[str, tuple[str, ...], str], bool]:
    """Whether one of these actors of a sentence is the state, a part of it, or somebody who acts for it."""

    def stands(text: str, ids: tuple[str, ...], wanted: str) -> bool:
        actors = draft_of(text).actors
        return any(
            one == wanted or one.startswith(wanted + ".") or actors[one].country == wanted for one in ids
        )

    return stands
