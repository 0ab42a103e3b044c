"""Events by where their anchor stands, so that spans find them without a scan."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from detente.records import Event, Span


class Anchors:
    """The events of a document, sorted by the start of their anchor."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = sorted(events, key=lambda e: e.anchor)
        self._starts = [e.anchor[0] for e in self._events]

    def within(self, spans: Iterable[Span]) -> list[Event]:
        """Events whose anchor begins inside one of the spans, in text order."""
        found: dict[str, Event] = {}
        for start, end in spans:
            at = bisect_left(self._starts, start)
            while at < len(self._starts) and self._starts[at] < end:
                found[self._events[at].id] = self._events[at]
                at += 1
        return list(found.values())

    def ids(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """Ids of the events within the spans."""
        return tuple(event.id for event in self.within(spans))
