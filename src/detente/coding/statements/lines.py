"""Speaker lines: "ORLOV: …" in a transcript, "Hale: No Talks Before Spring" in a headline."""

from __future__ import annotations

from detente.coding.parse import Parse
from detente.coding.statements.found import Found, trim

RULE = "line.speaker"
_NAME = 7
_LINKS = frozenset({"of", "the", "de", "van", "von", "al", "-", ".", "and", "&", "'s"})


def from_lines(parse: Parse) -> list[Found]:
    """Statements of paragraphs that open with a name and a colon.

    In a transcript (the name in capitals) the paragraphs up to the next speaker belong to it too.
    """
    found: list[Found] = []
    running: Found | None = None
    for first, stop in _paragraphs(parse):
        colon = _colon(parse, first, stop)
        if colon is None:
            if running is not None and not _is_bracketed(parse, first, stop):
                running.content.append(trim(parse, first, stop))
            continue
        start = first
        while parse.pos[start] == "PUNCT" and start < colon:
            start += 1
        head = colon - 1
        content = trim(parse, colon + 1, stop)
        if content[0] >= content[1]:
            continue
        one = Found(
            head=colon,
            cue=[(colon, colon + 1)],
            content=[content],
            source=[(start, colon)],
            speakers=[head],
            rule=RULE,
            frame="line",
        )
        found.append(one)
        running = one if parse.words[head].isupper() and len(parse.words[head]) > 1 else None
    return found


def _paragraphs(parse: Parse) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for number, (first, stop) in enumerate(parse.sents):
        if out and number and parse.para[number] == parse.para[number - 1]:
            out[-1] = (out[-1][0], stop)
        else:
            out.append((first, stop))
    return out


def _colon(parse: Parse, first: int, stop: int) -> int | None:
    """The colon after a name that opens a paragraph."""
    names = 0
    for token in range(first, min(stop, first + _NAME + 2)):
        word = parse.words[token]
        if word == ":":
            return token if names and token + 1 < stop else None
        if parse.pos[token] == "PUNCT" and token == first:
            continue
        if parse.pos[token] == "PROPN" or (word.isupper() and word.isalpha() and len(word) > 1):
            names += 1
        elif word.lower() not in _LINKS:
            return None
    return None


def _is_bracketed(parse: Parse, first: int, stop: int) -> bool:
    return any(parse.words[t] in ("(", "[") for t in range(first, min(stop, first + 2)))
