"""The lines of a printed page as running text: margins dropped, lines joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s*|p\.\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*|\W*[ivxlc]{1,7}\W*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": " "}
)
_ENDS = re.compile(r"[.?!:;…][\"'”’)\]]*$")
_BULLET = re.compile(r"[•●▪■◦‣–—*-]\s")
_BROKEN = re.compile(r"[^\W\d_]{2,}[-\u2010\u00ad]$")
_MARGIN = 3
"""Lines at the top and the foot of a page that may be a header or footer."""
_FULL, _SHORT = 0.8, 0.6
"""Share of the usual width under which a line ends a paragraph, with and without a full stop."""


def join_lines(pages: Sequence[str]) -> list[str]:
    """The paragraphs of a document, from the text of its pages line by line.

    Args:
        pages: the text of each page.
    """
    lines = [line for page in _inner([_lines(page) for page in pages]) for line in page]
    filled = [line for line in lines if line]
    if not filled:
        return []
    width = sorted(map(len, filled))[int(len(filled) * 0.8)] if len(filled) > 1 else len(filled[0])
    # where every other line is empty, empty lines part nothing
    spaced = sum(not line for line in lines) * 5 > len(filled) * 2
    known = _hyphened(filled)
    out: list[str] = []
    held = last = ""
    empty = False
    for line in lines:
        if not line:
            empty = True
            continue
        if held and _parts(last, line, width, empty and not spaced):
            out.append(held)
            held = ""
        held = _joined(held, line, known) if held else line
        last, empty = line, False
    out.append(held)
    return [" ".join(part.replace("\u00ad", "").split()) for part in out if part.strip()]


def _lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.translate(_LETTERS).splitlines()]


def _inner(pages: list[list[str]]) -> list[list[str]]:
    """The pages without what is repeated at their top and foot, and without page numbers there."""
    seen: Counter[tuple[str, int, str]] = Counter()
    for page in pages:
        filled = [line for line in page if line]
        seen.update(("top", at, _key(line)) for at, line in enumerate(filled[:_MARGIN]))
        seen.update(("foot", at, _key(line)) for at, line in enumerate(filled[: -_MARGIN - 1 : -1]))
    # chapters have headers of their own; that a line of text stands thrice in one place is not to be feared
    often = 2 if len(pages) < 5 else 3
    return [_stripped(_stripped(page, "top", seen, often)[::-1], "foot", seen, often)[::-1] for page in pages]


def _stripped(page: list[str], side: str, seen: Counter[tuple[str, int, str]], often: int) -> list[str]:
    at = passed = 0
    while at < len(page) and passed < _MARGIN:
        line = page[at]
        if line:
            if not _PAGE_NUMBER.fullmatch(line) and seen[side, passed, _key(line)] < often:
                break
            passed += 1
        at += 1
    return page[at:]


def _key(line: str) -> str:
    return _DIGITS.sub("#", line.casefold())


def _parts(last: str, line: str, width: int, empty: bool) -> bool:
    """Whether a paragraph ends between two lines."""
    ended = bool(_ENDS.search(last))
    if _BULLET.match(line):
        return True
    if empty and (ended or len(last) < width * _FULL):
        return True
    if ended:
        return len(last) < width * _FULL
    return len(last) < width * _SHORT and not line[0].islower() and not last.endswith((",", "-"))


def _hyphened(lines: Sequence[str]) -> frozenset[str]:
    """Words with a hyphen that stand within a line: they keep it at a line's end too."""
    return frozenset(word.lower() for line in lines for word in re.findall(r"[^\W\d_]+-[^\W\d_]+", line))


def _joined(held: str, line: str, known: frozenset[str]) -> str:
    broken = _BROKEN.search(held)
    rest = re.match(r"[^\W\d_]+", line)
    if broken is None or rest is None or not line[0].islower():
        return f"{held} {line}" if not held.endswith(("—", "/")) else held + line
    whole = f"{broken.group()[:-1]}-{rest.group()}".lower()
    return held + line if whole in known else held[:-1] + line
