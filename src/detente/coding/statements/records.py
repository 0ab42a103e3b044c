"""From found statements to records."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.parse import Parse
from detente.coding.statements.found import Found, Range, trim
from detente.coding.statements.nesting import Nested
from detente.coding.statements.speech import Quoted
from detente.records import Quoted as QuotedKind
from detente.records import Span, Statement


def record(draft: Draft, nested: list[Nested], quoted: Quoted) -> None:
    """Add statements to the draft, numbered in text order."""
    parse = draft.parse
    names = [f"s{number}" for number in range(1, len(nested) + 1)]
    for number, one in enumerate(nested):
        found = one.found
        draft.statements.append(
            Statement(
                id=names[number],
                source=_spans(parse, found.source),
                source_actors=(),
                source_kind="named",
                cue=_spans(parse, found.cue),
                content=_spans(parse, found.content),
                quoted=_quoted(parse, found, quoted),
                parent=None if one.parent is None else names[one.parent],
                rule=found.rule,
            )
        )


def _spans(parse: Parse, ranges: list[Range]) -> tuple[Span, ...]:
    trimmed = [trim(parse, first, stop) for first, stop in ranges]
    return tuple(parse.span(first, stop) for first, stop in trimmed if first < stop)


def _quoted(parse: Parse, found: Found, quoted: Quoted) -> QuotedKind:
    inside = words = 0
    for first, stop in found.content:
        for token in range(first, stop):
            if parse.pos[token] != "PUNCT":
                words += 1
                inside += token in quoted.at
    if not inside:
        return "none"
    return "full" if inside >= 0.9 * words else "partial"
