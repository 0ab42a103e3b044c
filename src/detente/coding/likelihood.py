"""Words of likelihood and the ranges that the chosen scale gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.coding.draft import Draft
from detente.records import Range

_NUMBER = re.compile(r"^\d{1,3}(?:\.\d+)?$")
_PERCENT = frozenset({"percent", "%", "pct"})
_LEADS = frozenset({"at", "be", "stand", "reach", "exceed"})
_AFTER = 16


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
    if parse.lower[token] not in scale.nouns and parse.lower[token] not in scale.risks:
        return None
    low, high = parse.sents[parse.sent[token]]
    for middle in range(max(low + 1, token - 6), high - 1):
        between = parse.lower[middle]
        if between not in ("in", "to", "-"):
            continue
        first, after = middle - 1, middle + 1
        if between != "-" and middle - 2 >= low and parse.lower[first] == "-" == parse.lower[after]:
            first, after = first - 1, after + 1  # "a one-in-four chance"
        if after >= high:
            continue
        one = scale.numbers.get(parse.lower[first])
        other = scale.numbers.get(parse.lower[after])
        stop = after + 1
        if parse.lower[after] == "a" and stop < high and parse.lower[stop] in scale.numbers:
            other, stop = scale.numbers[parse.lower[stop]], stop + 1
        if one is None or not other:
            continue
        against = between == "to" and "favor" not in "".join(parse.lower[middle:high]).replace(
            "favour", "favor"
        )
        share = one / other if between == "in" else (other if against else one) / (one + other)
        if share <= 1:
            return Likelihood(first, stop, (round(share, 4), round(share, 4)), "ratio")
    return None


def _percentage(draft: Draft, token: int, low: int) -> Likelihood | None:
    # "a 70 percent chance": the text gives the number itself
    parse = draft.parse
    lower = parse.lower
    if token - 2 >= low and lower[token - 1] in _PERCENT and _NUMBER.match(lower[token - 2]):
        return _share(lower[token - 2], token - 2, token + 1)
    if token - 3 >= low and lower[token - 2 : token] == ["per", "cent"] and _NUMBER.match(lower[token - 3]):
        return _share(lower[token - 3], token - 3, token + 1)
    scale = draft.knowledge.likelihood
    if lower[token] not in scale.nouns and lower[token] not in scale.risks:
        return None
    # "the odds of a truce stand at 20 percent", "the chance that it fails is about 30 per cent"
    high = min(parse.sents[parse.sent[token]][1], token + _AFTER)
    for number in range(token + 2, high - 1):
        if not _NUMBER.match(lower[number]):
            continue
        stop = number + 2 if lower[number + 1] in _PERCENT else number + 3
        if lower[number + 1] not in _PERCENT and lower[number + 1 : stop] != ["per", "cent"]:
            continue
        led = any(parse.lemma[t] in _LEADS for t in range(max(token + 1, number - 4), number))
        # a share of something else is no chance of this
        return _share(lower[number], number, stop) if led and lower[stop : stop + 1] != ["of"] else None
    return None


def _share(number: str, first: int, stop: int) -> Likelihood | None:
    share = round(float(number) / 100, 4)
    return Likelihood(first, stop, (share, share), "percentage") if share <= 1 else None


def stands_for(draft: Draft, term: str, first: int, stop: int) -> Likelihood | None:
    """The likelihood of words that a table says stand for a term of the scale, at tokens [first, stop).

    Args:
        draft: the document.
        term: the term, as the scale names it ("unlikely").
        first: the first token of the words.
        stop: the token after the last.
    """
    words = tuple(term.split())
    for known in draft.knowledge.likelihood.terms.get(words[0], ()):
        if known.words == words:
            return Likelihood(first, stop, known.range, known.row)
    return None


def complement(value: Range) -> Range:
    """The range of the opposite."""
    return round(1 - value[1], 4), round(1 - value[0], 4)
