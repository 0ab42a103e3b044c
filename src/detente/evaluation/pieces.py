"""Pieces: parts of a text named by their own words, as the gold form writes them, and their offsets.

A piece is copied from the text. ``first words … last words`` stands for the stretch from the first words
to the nearest last words behind them; ``he@2`` is the second *he* of the text. A piece matches whole
words only.
"""

from __future__ import annotations

import re

from detente.errors import GoldError
from detente.records import Span

GAP = " … "
_NUMBERED = re.compile(r"^(?P<words>.*\S)@(?P<number>\d+)$", re.DOTALL)


def find_piece(text: str, piece: str) -> Span:
    """The offsets of a piece.

    Args:
        text: the record's text.
        piece: words of it, with `` … `` for a gap and ``@2`` for the second occurrence.

    Raises:
        GoldError: the piece is empty, not in the text, or there more than once without a number.
    """
    number = 0
    numbered = _NUMBERED.match(piece)
    if numbered and piece not in text:
        piece, number = numbered["words"], int(numbered["number"])
    first, gap, last = piece.partition(GAP)
    if not first.strip() or (gap and not last.strip()):
        raise GoldError(f"the piece {piece!r} is empty; copy the words from the text")
    starts = places(text, first)
    if not starts:
        raise GoldError(f"the piece {first!r} is not in the text; copy it exactly, with its punctuation")
    if number > len(starts):
        raise GoldError(f"{piece}@{number}: {first!r} is in the text only {len(starts)} times")
    if not number and len(starts) > 1:
        raise GoldError(
            f"the piece {first!r} is in the text {len(starts)} times; write more of it, or {first}@1 to "
            f"{first}@{len(starts)}"
        )
    start = starts[max(0, number - 1)]
    end = start + len(first)
    if not gap:
        return start, end
    for place in places(text, last):
        if place >= end:
            return start, place + len(last)
    raise GoldError(f"the piece ends with {last!r}, which does not follow {first!r} in the text")


def places(text: str, words: str) -> list[int]:
    """Where words stand in a text, whole words only.

    Args:
        text: the text.
        words: what to look for, exactly.
    """
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return [match.start() for match in re.finditer(before + re.escape(words) + after, text)]
