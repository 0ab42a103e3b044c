"""Whether a text is English prose, told by its letters and its function words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from detente.knowledge.headers import Language

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 8000
_ENOUGH = 40
# English news has about 40 words in a hundred from the list; headlines and tables have under ten
_LEAST_SHARE = 0.08
_CLEAR_SHARE = 0.25
# one letter may be a word in some language; a text in it has several of its words
_DISTINCT = 4


def refuse(text: str, languages: Sequence[Language]) -> str | None:
    """Why a text is not coded, or None where it is English prose or too short to tell.

    Args:
        text: the article without its header.
        languages: languages with their function words, English (``en``) among them.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if not words:
        return "holds no words."
    letters = "" if sample.isascii() else "".join(words)
    foreign = [sign for sign in letters if sign > "\u024f"]
    if len(foreign) * 2 > len(letters):
        script = unicodedata.name(foreign[0], "UNKNOWN").split()[0].title()
        return f"is not English (its letters are mostly {script}); Detente codes English."
    if len(words) < _ENOUGH:
        return None
    english = _share(words, next(lang for lang in languages if lang.id == "en"))
    if english >= _CLEAR_SHARE:
        return None
    shares = {lang.id: _share(words, lang) for lang in languages if lang.id != "en"}
    names = {lang.id: lang.name for lang in languages}
    likeliest = max(shares, key=lambda key: shares[key])
    distinct = set(words) & next(lang.words for lang in languages if lang.id == likeliest)
    if shares[likeliest] > max(1.5 * english, _LEAST_SHARE) and len(distinct) >= _DISTINCT:
        return f"is not English (it seems to be {names[likeliest]}); Detente codes English."
    if english < _LEAST_SHARE:
        return "holds no prose (a list or a table?); Detente codes sentences."
    return None


def _share(words: Sequence[str], language: Language) -> float:
    return sum(word in language.words for word in words) / len(words)
