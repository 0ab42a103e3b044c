"""Walking the parse: which clause a word stands in, and which words a cue governs.

Shared by factuality, conditions, expectations and explanations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.coding.parse import Parse
from detente.records import Span

CLAUSES = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "csubj", "csubjpass", "parataxis"}
)
"""Labels of a token that heads a clause."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LEFT_OPEN = frozenset({",", ";", ":", "--", "-", "(", ")", '"', "'", "."})


def clause_head(parse: Parse, token: int) -> int:
    """The nearest head of a clause at or above a token (coordinated predicates count as clauses)."""
    while parse.head[token] != token:
        dep = parse.dep[token]
        if dep in CLAUSES or (dep == "conj" and parse.pos[token] in ("VERB", "AUX")):
            return token
        token = parse.head[token]
    return token


def is_finite(parse: Parse, token: int) -> bool:
    """Whether a verb is finite by itself or through an auxiliary."""
    return parse.tag[token] in _FINITE or any(
        parse.tag[c] in _FINITE for c in parse.children[token] if parse.dep[c] in ("aux", "auxpass")
    )


def is_infinitive(parse: Parse, token: int) -> bool:
    """Whether a verb stands as a to-infinitive."""
    return any(parse.tag[c] == "TO" for c in parse.children[token] if parse.dep[c] == "aux")


def is_told(parse: Parse, verb: int) -> bool:
    """Whether a verb is a past or pluperfect of its own, without a modal."""
    tags = [parse.tag[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")]
    if not tags and parse.tag[verb] == "VBN":
        return parse.child(verb, "nsubj") is not None  # a past taken for a participle
    return "MD" not in tags and "TO" not in tags and "VBD" in (parse.tag[verb], *tags)


def is_marked(parse: Parse, clause: int, word: str) -> bool:
    """Whether an adverbial clause is opened by a word ("as they had been ordered")."""
    return parse.dep[clause] == "advcl" and any(
        parse.lower[c] == word for c in parse.children[clause] if parse.dep[c] == "mark"
    )


def has_subject(parse: Parse, token: int) -> bool:
    """Whether a predicate has its own subject."""
    return any(parse.dep[c] in SUBJECTS for c in parse.children[token])


def below(parse: Parse, token: int, without: Iterable[int] = ()) -> list[int]:
    """A token and all below it save the subtrees of `without`, in text order."""
    left_out = set(without)
    found, queue = [], [token]
    while queue:
        one = queue.pop()
        found.append(one)
        queue.extend(c for c in parse.children[one] if c not in left_out)
    return sorted(found)


def main_clause(parse: Parse, token: int, without: Iterable[int] = ()) -> list[int]:
    """As `below`, without coordinated clauses that have a subject and without what a colon sets off."""
    apart = [
        c
        for c in parse.children[token]
        if (parse.dep[c] in ("conj", "parataxis") and has_subject(parse, c))
        or (parse.dep[c] == "ccomp" and is_set_off(parse, c, token))
    ]
    return below(parse, token, [*apart, *without])


def is_set_off(parse: Parse, clause: int, above: int) -> bool:
    """Whether a colon, semicolon or dash stands between a clause and the predicate it was hung on."""
    low, high = (parse.right[clause], above) if clause < above else (above, parse.left[clause] + 1)
    return any(parse.words[t] in (";", ":", "--") for t in range(max(low - 1, 0), high))


def spans_of(parse: Parse, tokens: Sequence[int]) -> tuple[Span, ...]:
    """Character spans of tokens, without the punctuation and conjunctions at the edges of each run."""
    runs: list[list[int]] = []
    for token in tokens:
        if runs and token == runs[-1][-1] + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    found = []
    for run in runs:
        low, high = 0, len(run)
        while low < high and _idle(parse, run[low]):
            low += 1
        while high > low and _idle(parse, run[high - 1]):
            high -= 1
        if high > low:
            found.append((parse.start[run[low]], parse.end[run[high - 1]]))
    return tuple(found)


def _idle(parse: Parse, token: int) -> bool:
    return (
        parse.words[token] in _LEFT_OPEN
        or parse.dep[token] in ("punct", "cc")
        or (parse.dep[token] == "mark" and parse.lower[token] == "that")
    )


def overlaps(one: Span, other: Span) -> bool:
    """Whether two character spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def touches(spans: Iterable[Span], other: Span) -> bool:
    """Whether one of the spans shares a character with another."""
    return any(overlaps(span, other) for span in spans)


def subject_of(parse: Parse, predicate: int, word: int | None = None) -> int | None:
    """Who or what a predicate is said of, also over raising, coordination and relative clauses.

    Args:
        parse: the parse.
        predicate: a verb, or the copula of an adjective or noun.
        word: the adjective or noun itself, which is never its own subject.
    """
    for token in (predicate, *parse.ancestors(predicate)):
        own = parse.child(token, "nsubj", "nsubjpass", "csubj", "csubjpass")
        if own is not None and own != word:
            if parse.tag[own] in ("WDT", "WP") and parse.dep[token] == "relcl":
                return parse.head[token]
            return own
        if parse.dep[token] in ("acl", "amod", "relcl"):
            return parse.head[token]
        if parse.dep[token] not in ("xcomp", "conj", "acomp", "oprd"):
            return None
    return None
