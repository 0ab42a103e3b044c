"""Finding marker phrases in the parse, in one pass over its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.parse import Parse
from detente.knowledge.markers import Marker, Markers

_OPEN = frozenset(
    {"VERB", "AUX", "ADJ", "NOUN"}
)  # an adverb may stand inside "be also due to", not inside "so as to"


@dataclass(frozen=True, slots=True)
class Hit:
    """A marker found: its tokens in order (an adverb may stand between them)."""

    marker: Marker
    tokens: tuple[int, ...]

    @property
    def first(self) -> int:
        """The first token of the phrase."""
        return self.tokens[0]

    @property
    def last(self) -> int:
        """The last token of the phrase."""
        return self.tokens[-1]


def find_markers(parse: Parse, markers: Markers) -> Iterator[Hit]:
    """All markers of a table in text order; a phrase keeps within a sentence.

    Of those that begin at a word the longest are taken; rows that share a phrase are all given.
    """
    lower, lemma, pos = parse.lower, parse.lemma, parse.pos
    get = markers.get
    covered, last = -1, len(lower) - 1
    for token, word in enumerate(lower):
        rows = get(word)
        other = get(lemma[token]) if lemma[token] != word else None
        if (rows is None and other is None) or token <= covered:
            continue
        size = 0
        found: list[Hit] = []
        # what follows is looked at before a phrase is tried: "be" begins a hundred of them
        next_, next_lemma = ("", "") if token == last else (lower[token + 1], lemma[token + 1])
        skipped = token < last and pos[token + 1] == "ADV"
        for marker in (*(rows or ()), *(other or ())):
            words = marker.words
            if len(words) < size:
                continue
            if len(words) > 1 and not skipped and next_ not in words[1] and next_lemma not in words[1]:
                continue
            tokens = _match(parse, token, marker)
            if tokens is None:
                continue
            if len(tokens) > size:
                size = len(tokens)
                found = []
            if all(hit.marker.row != marker.row for hit in found):
                found.append(Hit(marker, tokens))
        if found:
            covered = found[0].last
            yield from found


def _match(parse: Parse, token: int, marker: Marker) -> tuple[int, ...] | None:
    tokens = [token]
    end = parse.sents[parse.sent[token]][1]
    at = token + 1
    for words in marker.words[1:]:
        skips = parse.pos[token] in _OPEN and (len(marker.words) > 2 or parse.lemma[token] != "be")
        if skips and at < end and parse.pos[at] == "ADV" and not _fits(parse, at, words):
            at += 1
        if at >= end or not _fits(parse, at, words):
            return None
        tokens.append(at)
        at += 1
    return tuple(tokens)


def _fits(parse: Parse, token: int, words: frozenset[str]) -> bool:
    return parse.lower[token] in words or parse.lemma[token] in words


def opened_clause(parse: Parse, hit: Hit) -> int | None:
    """The head of the clause that a marker opens."""
    for token in reversed(hit.tokens):
        if parse.dep[token] == "mark" and parse.head[token] != token:
            return parse.head[token]
    last = hit.last
    inner = [c for c in parse.children[last] if c > last and parse.dep[c] in ("ccomp", "pcomp", "advcl")]
    if inner:
        return inner[0]
    if parse.dep[last] in ("advmod", "prep") and parse.dep[parse.head[last]] == "advcl":
        return parse.head[last]
    return None
