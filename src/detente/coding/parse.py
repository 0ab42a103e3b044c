"""A dependency parse as plain columns: one list a column, one entry a token.

Steps read these lists instead of spaCy's token objects, which is several times faster and lets any spaCy
English pipeline stand behind them. Labels are those of spaCy's English models (ClearNLP dependencies, Penn
tags).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from detente.coding.prepared import Prepared
from detente.records import Span


@dataclass(slots=True)
class Parse:
    """The parsed tokens of a whole document.

    `start` and `end` are offsets into the document's own text; `head[i] == i` at a sentence's root;
    `left[i]` and `right[i]` bound the subtree of i as a half-open token range; `sents` are half-open token
    ranges and `sent[i]` the number of the sentence that token i stands in; `para[s]` numbers the paragraph of
    sentence s.
    """

    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    sents: list[tuple[int, int]] = field(default_factory=list)
    para: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, stop: int) -> Span:
        """Character span of the tokens first..stop-1."""
        return self.start[first], self.end[stop - 1]

    def spans(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """Character spans of tokens; neighbours are run together."""
        found: list[Span] = []
        last = -2
        for token in sorted(set(tokens)):
            if token == last + 1 and found:
                found[-1] = (found[-1][0], self.end[token])
            else:
                found.append((self.start[token], self.end[token]))
            last = token
        return tuple(found)

    def at(self, offset: int) -> int:
        """The last token that starts at or before a character offset (-1 where there is none)."""
        return bisect_right(self.start, offset) - 1

    def tokens(self, span: Span) -> range:
        """The tokens that overlap a character span."""
        first = max(0, self.at(span[0]))
        while first < len(self.words) and self.end[first] <= span[0]:
            first += 1
        stop = first
        while stop < len(self.words) and self.start[stop] < span[1]:
            stop += 1
        return range(first, stop)

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these labels."""
        for c in self.children[token]:
            if self.dep[c] in deps:
                return c
        return None

    def all(self, token: int, *deps: str) -> list[int]:
        """All children with one of these labels, in text order."""
        return [c for c in self.children[token] if self.dep[c] in deps]

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first, up to the sentence's root."""
        while self.head[token] != token:
            token = self.head[token]
            yield token

    def subtree(self, token: int) -> list[int]:
        """A token and all below it, in text order (exact also where the parse is not projective)."""
        found, queue = [], [token]
        while queue:
            one = queue.pop()
            found.append(one)
            queue.extend(self.children[one])
        return sorted(found)

    def conjuncts(self, token: int) -> list[int]:
        """A token and what is coordinated with it to its right, in text order."""
        found, queue = [], [token]
        while queue:
            one = queue.pop(0)
            found.append(one)
            queue.extend(c for c in self.children[one] if self.dep[c] == "conj")
        return sorted(found)

    def within(self, token: int, other: int) -> bool:
        """Whether `token` lies in the subtree of `other`."""
        while True:
            if token == other:
                return True
            above = self.head[token]
            if above == token:
                return False
            token = above

    def add(self, rows: Columns, prepared: Prepared, paragraph: int) -> None:
        """Append one parsed piece, moving its offsets to the document's own text."""
        base = len(self.words)
        n = len(rows.words)
        if not n:
            return
        self.words += rows.words
        self.lower += [w.lower() for w in rows.words]
        self.lemma += rows.lemma
        self.pos += rows.pos
        self.tag += rows.tag
        self.dep += rows.dep
        self.head += [base + h for h in rows.head]
        offsets = prepared.offsets
        self.start += [offsets[s] for s in rows.start]
        self.end += [offsets[e - 1] + 1 for e in rows.end]
        children: list[list[int]] = [[] for _ in range(n)]
        for i, h in enumerate(rows.head):
            if h != i:
                children[h].append(base + i)
        self.children += children
        self.left += range(base, base + n)
        self.right += range(base + 1, base + n + 1)
        self.bound(base, base + n)
        begin = 0
        for stop in [*rows.breaks[1:], n]:
            self.sent += [len(self.sents)] * (stop - begin)
            self.sents.append((base + begin, base + stop))
            self.para.append(paragraph)
            begin = stop

    def bound(self, first: int, stop: int) -> None:
        """Work out `left` and `right` of the tokens first..stop-1 from their heads."""
        left, right = self.left, self.right
        pending = [0] * (stop - first)
        for i in range(first, stop):
            left[i], right[i] = i, i + 1
            if self.head[i] != i:
                pending[self.head[i] - first] += 1
        leaves = [i for i in range(first, stop) if not pending[i - first]]
        while leaves:
            i = leaves.pop()
            h = self.head[i]
            if h == i:
                continue
            left[h] = min(left[h], left[i])
            right[h] = max(right[h], right[i])
            pending[h - first] -= 1
            if not pending[h - first]:
                leaves.append(h)


@dataclass(slots=True)
class Columns:
    """The columns of one parsed piece; `breaks` are the tokens that begin a sentence, the first being 0."""

    words: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    breaks: list[int]
