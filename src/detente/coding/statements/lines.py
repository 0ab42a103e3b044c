"""Speaker lines: "ORLOV: …" in a transcript, "Hale: No Talks Before Spring" in a headline."""

from __future__ import annotations

from collections import Counter

from detente.coding.parse import Parse
from detente.coding.statements.found import Found, trim
from detente.knowledge.cues import Cues

HEADLINE = "line.headline"
TRANSCRIPT = "line.transcript"
_NAME = 8
_LINKS = frozenset({"of", "the", "de", "van", "von", "al", "-", ".", "and", "&", "'s"})
_LINES = 4


def from_lines(parse: Parse, cues: Cues) -> list[Found]:
    """Statements of paragraphs that open with a name and a colon.

    In a transcript speakers take turns: some name opens more than one paragraph, and the paragraphs up to the
    next speaker belong to the last. Elsewhere only a headline, the document's first paragraph, is read so.
    """
    paragraphs = _paragraphs(parse)
    colons = [_colon(parse, cues, first, stop) for first, stop in paragraphs]
    names = Counter(
        " ".join(parse.lower[first:colon]).strip("\" '")
        for (first, _), colon in zip(paragraphs, colons, strict=True)
        if colon is not None
    )
    if len(names) > 1 and names.total() >= _LINES and names.most_common(1)[0][1] > 1:
        return _transcript(parse, paragraphs, colons)
    if colons and colons[0] is not None:
        first, stop = paragraphs[0]
        for token in range(colons[0], stop):
            if parse.words[token] == ";":
                stop = token
                break
        one = _line(parse, first, colons[0], stop, HEADLINE)
        return [one] if one is not None else []
    return []


def _transcript(parse: Parse, paragraphs: list[tuple[int, int]], colons: list[int | None]) -> list[Found]:
    found: list[Found] = []
    running: Found | None = None
    for (first, stop), colon in zip(paragraphs, colons, strict=True):
        if colon is not None:
            running = _line(parse, first, colon, stop, TRANSCRIPT)
            if running is not None:
                found.append(running)
        elif running is not None and not any(parse.words[t] in ("(", "[") for t in range(first, first + 1)):
            low, high = trim(parse, first, stop)
            if low < high:
                running.content.append((low, high))
    return found


def _line(parse: Parse, first: int, colon: int, stop: int, rule: str) -> Found | None:
    start = first
    while parse.pos[start] == "PUNCT" and start < colon:
        start += 1
    low, high = trim(parse, colon + 1, stop)
    if low >= high or start >= colon:
        return None
    return Found(
        head=colon,
        cue=[(colon, colon + 1)],
        content=[(low, high)],
        source=[(start, colon)],
        speakers=[colon - 1],
        rule=rule,
        frame="line",
    )


def _paragraphs(parse: Parse) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for number, (first, stop) in enumerate(parse.sents):
        if out and number and parse.para[number] == parse.para[number - 1]:
            out[-1] = (out[-1][0], stop)
        else:
            out.append((first, stop))
    return out


def _colon(parse: Parse, cues: Cues, first: int, stop: int) -> int | None:
    """The colon after a name, or a word such as "Poll", that opens a paragraph."""
    names = 0
    for token in range(first, min(stop, first + _NAME)):
        word = parse.words[token]
        if word == ":":
            return token if names and token + 1 < stop else None
        if parse.pos[token] == "PUNCT" and token == first:
            continue
        if parse.lower[token] in cues.labels or parse.lower[token] in cues.inverted:
            return None
        named = parse.pos[token] == "PROPN" or (word.isupper() and word.isalpha())
        alone = token == first and word[:1].isupper() and parse.words[token + 1 : token + 2] == [":"]
        if named or alone or (parse.lemma[token] in cues.sources and word[:1].isupper()):
            names += 1
        elif word.lower() not in _LINKS:
            return None
    return None
