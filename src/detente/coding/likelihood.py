"""Words of likelihood and the ranges that the chosen scale gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.coding.draft import Draft
from detente.records import Range

_NUMBER = re.compile(r"^\d{1,3}(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A likelihood that the text gives: tokens [first, stop), the range, and the row of the scale."""

    first: int
    stop: int
    range: Range
    row: str


def likelihood_at(draft: Draft, token: int) -> Likelihood | None:
    """The longest likelihood phrase of the scale that covers a token.

    Args:
        draft: the document.
        token: a token of the phrase ("likely" in "very likely").
    """
    parse = draft.parse
    terms = draft.knowledge.likelihood.terms
    low, high = parse.sents[parse.sent[token]]
    best: Likelihood | None = None
    for first in range(max(low, token - 3), token + 1):
        for term in terms.get(parse.lower[first], ()):
            stop = first + len(term.words)
            if stop <= token or stop > high or (best and best.stop - best.first >= len(term.words)):
                continue
            if tuple(parse.lower[first:stop]) == term.words:
                best = Likelihood(first, stop, term.range, term.row)
    return best or _percentage(draft, token, low)


def _percentage(draft: Draft, token: int, low: int) -> Likelihood | None:
    # "a 70 percent chance": the text gives the number itself
    lower = draft.parse.lower
    if token - 2 < low or lower[token - 1] not in ("percent", "%") or not _NUMBER.match(lower[token - 2]):
        return None
    share = float(lower[token - 2]) / 100
    return Likelihood(token - 2, token + 1, (share, share), "percentage") if share <= 1 else None


def complement(value: Range) -> Range:
    """The range of the opposite."""
    return round(1 - value[1], 4), round(1 - value[0], 4)
