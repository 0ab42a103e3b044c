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
    if best is not None and best.stop - best.first > 1:
        return best
    return _percentage(draft, token, low) or _ratio(draft, token) or _grade(draft, token) or best


def _grade(draft: Draft, token: int) -> Likelihood | None:
    """A noun of chance with what grades it: "slim chances", "the prospects are bleak", "odds against"."""
    parse, scale = draft.parse, draft.knowledge.likelihood
    if parse.lower[token] not in scale.nouns:
        return None
    near = [c for c in parse.children[token] if parse.dep[c] in ("amod", "det", "compound", "prep", "nmod")]
    above = parse.head[token]
    if parse.dep[token] == "nsubj" and parse.lemma[above] in ("be", "remain", "look", "seem", "appear"):
        near += [c for c in parse.children[above] if parse.dep[c] in ("acomp", "oprd", "prep")]
    for word in near:
        term = scale.grades.get(parse.lower[word])
        if term is not None:
            first, last = sorted((word, token))
            whole = last - first == 1 and word < token
            return Likelihood(first if whole else word, (last if whole else word) + 1, term.range, term.row)
    return None


def _ratio(draft: Draft, token: int) -> Likelihood | None:
    """A chance in numbers: "a one in five chance", "the odds are two to one", "50-50"."""
    parse, scale = draft.parse, draft.knowledge.likelihood
    if parse.lower[token] not in scale.nouns:
        return None
    low, high = parse.sents[parse.sent[token]]
    for middle in range(max(low + 1, token - 5), high - 1):
        between = parse.lower[middle]
        if between not in ("in", "to", "-"):
            continue
        one = scale.numbers.get(parse.lower[middle - 1])
        other = scale.numbers.get(parse.lower[middle + 1])
        stop = middle + 2
        if parse.lower[middle + 1] == "a" and stop < high and parse.lower[stop] in scale.numbers:
            other, stop = scale.numbers[parse.lower[stop]], stop + 1
        if one is None or not other:
            continue
        against = between == "to" and "favor" not in "".join(parse.lower[middle:high]).replace(
            "favour", "favor"
        )
        share = one / other if between == "in" else (other if against else one) / (one + other)
        if share <= 1:
            return Likelihood(middle - 1, stop, (round(share, 4), round(share, 4)), "ratio")
    return None


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
