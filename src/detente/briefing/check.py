"""Hold each line against the sentences it rests on, and refuse what they do not carry.

The checker reads the line again, part by part, and trusts nothing that planned it:

- a quotation must stand in the evidence, word for word;
- a name must be that of an actor whom the evidence names, or stand there literally;
- a date must be a date of the evidence, of its credit, or of its publication;
- a number must stand in the evidence, or be the range that the chosen scale gives a likelihood word in it;
- our own words may hold neither digits nor names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from detente import edtf
from detente.briefing.model import Evidence, Line, Part
from detente.knowledge.actors.names import squash

Names = Callable[[str], Iterable[str]]
"""From an actor id to every form of its name that a text may use, squashed as the tables' names are."""

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_LONGEST = 5  # words of a name
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile(r"(?<=[\w,;] )[A-Z][a-z]+")
# a quotation inside a quotation changes its marks; apostrophes and quotation marks are therefore all one
_MARKS = str.maketrans(dict.fromkeys('“”„«»"‘’‚', "'"))


def flat(text: str) -> str:
    """A text with its white space and quotation marks made even, so that only words decide."""
    return _SPACE.sub(" ", text.translate(_MARKS)).strip()


def faults(line: Line, names: Names, ranges: Mapping[str, Iterable[str]]) -> list[str]:
    """What a line claims and its evidence does not carry.

    Args:
        line: the line to check.
        names: every form of an actor's name.
        ranges: likelihood words of the chosen scale, in lower case, with the ranges they may be shown as.

    Returns:
        One sentence a fault; an empty list where the line holds.
    """
    if not line.evidence:
        return ["it rests on no sentence"]
    text = " ".join(flat(e.text) for e in line.evidence)
    found = []
    for part in line.parts:
        why = _fault(part, line.evidence, text, names, ranges)
        if why:
            found.append(why)
    return found


def _fault(
    part: Part,
    evidence: tuple[Evidence, ...],
    text: str,
    names: Names,
    ranges: Mapping[str, Iterable[str]],
) -> str | None:
    if part.kind == "quote":
        inner = flat(part.text)[1:-1]
        missing = [piece for piece in map(str.strip, inner.split("…")) if piece not in text]
        return f"the sentence does not say “{missing[0]}”" if missing else None
    if part.kind == "name":
        return None if _named(part, evidence, text, names) else f"the sentence does not name {part.text}"
    if part.kind == "date":
        return None if dated(part.ref, evidence) else f"the sentence does not date it {part.text}"
    if part.kind == "number":
        if part.text in text:
            return None
        low = text.lower()
        for word, shown in ranges.items():
            if part.text in shown and re.search(rf"\b{re.escape(word)}\b", low):
                return None
        return f"the sentence does not give the number {part.text}"
    if _DIGIT.search(part.text):
        return f"our own words hold a number: {part.text!r}"
    if _CAPITAL.search(part.text):
        return f"our own words hold a name: {part.text!r}"
    return None


def dated(claimed: str | None, evidence: Iterable[Evidence]) -> bool:
    """Whether evidence carries a date: the date itself, or the days on which a window opens and closes.

    Args:
        claimed: EDTF date or interval.
        evidence: what it has to rest on; the day of publication counts, since windows may open on it.
    """
    known = {day for e in evidence for day in (*e.dates, e.published) if day}
    if not claimed or claimed in known:
        return claimed is not None
    if "/" not in claimed:
        return False
    days = {end for one in known for end in edtf.bounds(one)}
    low, high = edtf.bounds(claimed)
    return (low in days or low == date.min) and (high in days or high == date.max)


def _named(part: Part, evidence: tuple[Evidence, ...], text: str, names: Names) -> bool:
    if flat(part.text) in text:
        return True
    actor = part.ref
    if actor is None:
        return any(part.text in (e.outlet, e.label) for e in evidence)
    if any(actor in e.actors for e in evidence):
        return True
    return not _grams(text).isdisjoint(names(actor))


def _grams(text: str) -> set[str]:
    found = _WORD.findall(text)
    return {squash(" ".join(found[i : i + n])) for i in range(len(found)) for n in range(1, _LONGEST + 1)}
