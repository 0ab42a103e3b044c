"""Where an underspecified date lies, ahead or behind, read off the words around it or off the parse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from detente.coding.times.anchoring import Direction

if TYPE_CHECKING:
    from detente.coding.times.lexing import Lexed

_BACK, _ON = 22, 12
_ENDS = frozenset(".?!;¶")


def direction_by_words(
    lexed: Lexed, first: int, stop: int, cues: Mapping[str, tuple[str, str]]
) -> Direction | None:
    """The tense of the nearest verb in the same sentence, before the expression or else after it.

    Args:
        lexed: the text's tokens.
        first: the expression's first token.
        stop: the token after its last.
        cues: words of tense.
    """
    for token in range(first - 1, max(-1, first - 1 - _BACK), -1):
        word = lexed.word(token).lower()
        if _is_end(lexed, token, word):
            break
        found = _cue(word, cues)
        if found == "past" and token and _cue(lexed.word(token - 1).lower(), cues) == "future":
            return "future"  # "must be reached by Friday"
        if found:
            return found
    for token in range(stop, min(len(lexed.starts), stop + _ON)):
        word = lexed.word(token).lower()
        if _is_end(lexed, token, word):
            break
        found = _cue(word, cues)
        if found:
            return found
    return None


def _is_end(lexed: Lexed, token: int, word: str) -> bool:
    if word == ".":
        before = lexed.word(token - 1) if token else ""
        return len(before) > 3 or before.islower()
    return word in _ENDS or word.startswith("\n")


def _cue(word: str, cues: Mapping[str, tuple[str, str]]) -> Direction | None:
    found = cues.get(word)
    if found is not None:
        return "past" if found[0] == "past" else "future"
    return "past" if len(word) > 4 and word.endswith("ed") else None
