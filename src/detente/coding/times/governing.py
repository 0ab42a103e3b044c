"""Which words a time expression dates, read off the parse."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.times.finding import find_times
from detente.records import Time


def add_times(draft: Draft) -> None:
    """Add the document's time expressions to the draft."""
    draft.times += find_times(draft.text, draft.published, known=draft.knowledge.times)


def time_of(draft: Draft, token: int) -> Time | None:
    """The time expression that a verb or noun governs."""
    return None
