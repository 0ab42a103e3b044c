"""An explanation in tokens, and what its marker governs."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.parse import Parse
from detente.coding.phrases import Hit
from detente.coding.scope import (
    below,
)
from detente.records import ExplanationKind

_OBJECTS = ("pobj", "pcomp")


@dataclass(slots=True)
class Offer:
    """An explanation in tokens; `hinge` is the word whose hedges are those of the explanation."""

    of: list[int]
    by: list[int]
    hinge: int | None = None
    kind: ExplanationKind | None = None


def objects_of(parse: Parse, hit: Hit) -> list[int]:
    """What the phrase governs: an infinitive after ``to``, else the preposition's objects."""
    last = hit.last
    if parse.tag[last] == "TO" and parse.dep[last] == "aux":
        return [parse.head[last]]
    if parse.dep[last] == "mark" and parse.head[last] != last:
        return [parse.head[last]]
    for token in reversed(hit.tokens):
        found = [c for c in parse.children[token] if parse.dep[c] in _OBJECTS and c not in hit.tokens]
        if found:
            return found
    return []


def whole(parse: Parse, tokens: list[int]) -> list[int]:
    """Tokens with all below them, in text order."""
    return sorted({t for token in tokens for t in below(parse, token)})
