"""From text to tokens with signs: the first pass over a text, which sees each word once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from detente.knowledge.times import TimeKnowledge, number_shape, ordinal_shape
from detente.knowledge.times_notation import PLAIN

TOKEN = re.compile(
    r"(?P<ampm>[ap]\.\s?m\b\.?|[AP]\.M\b\.?)|(?P<word>[^\W\d_]+)"
    r"|(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))"
    r"|(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])|\d{1,2}\.\d{1,2}\.\d{4}(?!\d))"
    r"|(?P<pair>\d{1,2}/\d{1,2}(?![\d/])(?<!1/[2-8])(?<!2/3)(?<!3/[48]))"
    r"|(?P<clock>[012]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])|[01]?\d\.[0-5]\d(?=\s?[ap]\.?\s?m\b)"
    r"|[012]\d[0-5]\d(?=\s?(?:hours|hrs|h|GMT|UTC|Zulu|local\s+time)\b))"
    r"|(?P<decade>['’`]?(?:1\d|20)?[1-9]0['’]?s\b|\b1\d00['’]?s\b|\b2000['’]?s\b)"
    r"|(?P<shortyear>(?<!\w)['’]\d\d(?!\w))"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
    r"|(?P<gap>\n[ \t]*\n\s*)|(?P<mark>[^\w\s]|_)"
)
_SHAPES = {name: frozenset({name}) for name in ("iso", "slash", "pair", "clock", "decade")}
_AMPM = frozenset({"dottedampm"})
_SHORT_YEAR = frozenset({"year"})
_CENTURY_TURNS = 30  # "'68" is of the last century, "'12" of this
_LONGEST = 12  # words of one number
_SPELLED = frozenset({"num", "numword"})
_SPELLED_YEAR = frozenset({"num", "year", "modern", "numword"})
_AFTER_NUMBER = frozenset(" -½¼¾")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(slots=True)
class Lexed:
    """A text as tokens: half-open offsets, the words, their values, and the string of their signs."""

    text: str
    starts: list[int]
    ends: list[int]
    values: list[Any]
    signs: str

    def word(self, token: int) -> str:
        """A token as it is written."""
        return self.text[self.starts[token] : self.ends[token]]


def lex(text: str, known: TimeKnowledge) -> Lexed:
    """Cut a text into tokens and look each up; time and memory are linear in the text.

    Args:
        text: the text.
        known: the tables of times.
    """
    starts: list[int] = []
    ends: list[int] = []
    values: list[Any] = []
    signs: list[str] = []
    words, meanings = known.words, known.values
    spelled: list[int] = []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        value: Any = None
        sign = PLAIN
        if kind == "word" or kind == "mark" or kind == "pair":
            word = match[0]
            found = words.get(word)
            if found is not None:
                sign = found
                value = meanings[word]
                if "number" in value or word in _FRACTIONS:
                    spelled.append(len(starts))
            elif word in _FRACTIONS:
                spelled.append(len(starts))
            elif kind == "pair":
                value = word
                sign = known.shape(_SHAPES["pair"])
        elif kind == "number":
            value, sign = _number(match[0], known)
            if text[end : end + 1] in _AFTER_NUMBER:
                spelled.append(len(starts))
        elif kind == "ordinal":
            value = int(match[0][:-2])
            sign = known.shape(ordinal_shape(value))
        elif kind == "shortyear":
            value = int(match[0][1:])
            value += 1900 if value >= _CENTURY_TURNS else 2000
            sign = known.shape(_SHORT_YEAR)
        elif kind == "ampm":
            value = match[0][0].lower()
            sign = known.shape(_AMPM)
        elif kind != "gap":
            value = match[0]
            sign = known.shape(_SHAPES[str(kind)])
        starts.append(start)
        ends.append(end)
        values.append(value)
        signs.append(sign)
    lexed = Lexed(text, starts, ends, values, "")
    if spelled:
        _join_numbers(lexed, signs, spelled, known)
    lexed.signs = "".join(signs)
    return lexed


def _number(written: str, known: TimeKnowledge) -> tuple[int | float, str]:
    if "," in written or "." in written:
        whole = written.replace(",", "")[:18]
        return (float(whole) if "." in whole else int(whole)), known.shape(frozenset({"num"}))
    value = int(written[:18])
    if len(written) > 4 or (written[0] == "0" and len(written) > 2):
        return value, known.shape(frozenset({"num"}))
    return value, known.shape(number_shape(value))


def _join_numbers(lexed: Lexed, signs: list[str], spelled: list[int], known: TimeKnowledge) -> None:
    """Make one token of each number that is written in several ("two and a half", "2 1/2")."""
    gone: set[int] = set()
    upto = -1
    for token in spelled:
        if token <= upto:
            continue
        found = _digits_and_fraction(lexed, token) if isinstance(lexed.values[token], int) else None
        if found is None and isinstance(lexed.values[token], dict):
            found = _words(lexed, token)
        if found is None:
            continue
        last, value, year = found
        upto = last
        if last > token or not year:
            lexed.ends[token] = lexed.ends[last]
            lexed.values[token] = value
            signs[token] = known.shape(_SPELLED_YEAR if year else _SPELLED)
            gone.update(range(token + 1, last + 1))
    if gone:
        kept = [i for i in range(len(lexed.starts)) if i not in gone]
        lexed.starts[:] = [lexed.starts[i] for i in kept]
        lexed.ends[:] = [lexed.ends[i] for i in kept]
        lexed.values[:] = [lexed.values[i] for i in kept]
        signs[:] = [signs[i] for i in kept]


def _digits_and_fraction(lexed: Lexed, token: int) -> tuple[int, float, bool] | None:
    count = len(lexed.starts)
    whole = lexed.values[token]
    if token + 1 < count and lexed.word(token + 1) in _FRACTIONS:
        return token + 1, whole + _FRACTIONS[lexed.word(token + 1)], False
    first = token + 1
    if first < count and lexed.word(first) == "-":
        first += 1
    if first + 2 < count and lexed.word(first + 1) == "/" and lexed.word(first) in ("1", "3"):
        below = lexed.values[first + 2]
        if isinstance(below, int) and below in (2, 3, 4):
            return first + 2, whole + lexed.values[first] / below, False
    return None


def _words(lexed: Lexed, token: int) -> tuple[int, float, bool] | None:
    """A number in words from `token` on: its last token, its value, whether it is a year."""
    parts: list[int] = []
    at = last = token
    count = len(lexed.starts)
    while at < count and len(parts) < _LONGEST:
        value = lexed.values[at]
        if isinstance(value, dict) and "number" in value:
            parts.append(int(value["number"]))
            last = at
            at += 1
            joint = lexed.word(at) if at < count else ""
            # "-" joins tens to ones only; "and" follows hundreds
            if (joint == "-" and parts[-1] in range(20, 100, 10)) or (joint == "and" and parts[-1] >= 100):
                following = lexed.values[at + 1] if at + 1 < count else None
                if isinstance(following, dict) and "number" in following:
                    at += 1
                    continue
            if joint == "-" or (parts[-1] < 20 and not _continues(lexed, at, parts)):
                break
        else:
            break
    if not parts:
        return None
    if len(parts) >= 2 and 11 <= parts[0] <= 20 and parts[1] in range(10, 100) and parts[1] not in (100,):
        tail = parts[1] + (parts[2] if len(parts) > 2 and parts[1] >= 20 else 0)
        return last, parts[0] * 100 + tail, True
    total = current = 0
    for part in parts:
        if part == 100:
            current = max(1, current) * 100
        elif part >= 1000:
            total += max(1, current) * part
            current = 0
        else:
            current += part
    value = float(total + current)
    half = last + 3 < count and [lexed.word(last + k).lower() for k in (1, 2, 3)] == ["and", "a", "half"]
    if half:
        return last + 3, value + 0.5, False
    return last, int(value), False


def _continues(lexed: Lexed, at: int, parts: list[int]) -> bool:
    """Whether the word at `at` carries the number on ("five hundred", "nineteen ninety")."""
    if at >= len(lexed.starts):
        return False
    value = lexed.values[at]
    if not (isinstance(value, dict) and "number" in value):
        return False
    following = int(value["number"])
    return following >= 100 or (11 <= parts[-1] <= 20 and 10 <= following < 100)
