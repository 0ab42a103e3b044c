"""What led to each record, sentence by sentence: which rows fired where, and why a sentence yields no event.

A pure function from a coded draft to lines of data; the command line only prints them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.draft import Draft, Fired
from detente.records import Event, Span

_CONTENT = frozenset({"VERB", "NOUN"})


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence with its traces in text order; `why` tells why it yields no event (None where it does)."""

    sentence: int
    span: Span
    text: str
    fired: tuple[Fired, ...]
    why: str | None


def explain(draft: Draft) -> Iterator[Explained]:
    """Tell for each sentence of a coded draft which rows fired, and why no event came of it.

    Args:
        draft: a draft that has been through the steps.
    """
    parse = draft.parse
    spans = [parse.span(first, stop) for first, stop in parse.sents]
    starts = [start for start, _ in spans]
    traces: list[list[Fired]] = [[] for _ in spans]
    for trace in sorted(draft.fired, key=lambda f: (f.span, f.step)):
        number = bisect_right(starts, trace.span[0]) - 1
        if number >= 0:
            traces[number].append(trace)
    events: dict[int, list[Event]] = {}
    for event in draft.events:
        events.setdefault(event.sentence, []).append(event)
    for number, (start, end) in enumerate(spans):
        fired = tuple(traces[number])
        why = None if number in events else _why(draft, number, fired)
        yield Explained(number, (start, end), " ".join(draft.text[start:end].split()), fired, why)


@dataclass(frozen=True, slots=True)
class Uncoded:
    """A sentence in which two sides are named and a verb stands, and which yields no event."""

    document: str
    sentence: int
    span: Span
    actors: tuple[str, ...]
    why: str
    text: str


def uncoded(draft: Draft) -> Iterator[Uncoded]:
    """The sentences with two named sides and a verb but no event, each with the reason.

    Two sides are two actors that differ in the country or organisation their ids begin with.

    Args:
        draft: a draft that has been through the steps.
    """
    parse = draft.parse
    named: dict[int, dict[str, str]] = {}
    for mention in draft.named:
        root = mention.actor.partition(".")[0]
        if not root.startswith("UNK"):
            named.setdefault(parse.sent[mention.first], {}).setdefault(root, mention.actor)
    for found in explain(draft):
        sides = named.get(found.sentence, {})
        first, stop = parse.sents[found.sentence]
        if found.why is None or len(sides) < 2 or "VERB" not in parse.pos[first:stop]:
            continue
        names = tuple(draft.actors[actor].name for actor in sides.values())
        yield Uncoded(draft.document.id, found.sentence, found.span, names, found.why, found.text)


def _why(draft: Draft, number: int, fired: tuple[Fired, ...]) -> str:
    """Why a sentence has no event: what was tried and failed, else which words no row knows."""
    tried = [
        f"{draft.text[slice(*f.span)]!r}: {f.why}" for f in fired if f.step == "events" and f.row is None
    ]
    if tried:
        return "; ".join(tried)
    parse = draft.parse
    first, stop = parse.sents[number]
    words = list(dict.fromkeys(parse.lemma[t] for t in range(first, stop) if parse.pos[t] in _CONTENT))
    if not words:
        return "no verb and no noun"
    return f"no row of the event frames matches any of: {', '.join(words)}"
