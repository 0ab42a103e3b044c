"""The shares of the mixture: each a probability over who the other party is, from one view of the history.

- ``same``: the same subject, type and object before, one share a half-life;
- ``pair``: the pair under any type, either way;
- ``carry``: each earlier type on the pair, times how often the asked type follows it;
- ``usual``: to whom this type usually goes, whoever the subject;
- ``known``: how often an actor occurs at all;
- ``friends``: partners of those who share partners with the subject;
- ``peers``: to whom those who share partners with the subject do this;
- ``any``: every actor alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from detente.relations.forecasts.history import Floats, History, Ints

USUAL = (1, 3, 4)
"""Half-lives (by place) in which the usual objects of a type are counted."""


@dataclass(frozen=True, slots=True)
class Share:
    """One probability for each of many questions; `speaks` is False for a question it cannot answer.

    Sparse where `cols` is given (values at row and column), else `values` is questions × actors.
    """

    name: str
    speaks: NDArray[np.bool_]
    values: Floats
    rows: Ints | None = None
    cols: Ints | None = None

    def at(self, answers: Ints) -> Floats:
        """The probability of one answer a question."""
        if self.rows is None or self.cols is None:
            picked: Floats = self.values[np.arange(len(answers)), answers]
            return picked
        found = np.zeros(len(answers), np.float32)
        hit = self.cols == answers[self.rows]
        np.add.at(found, self.rows[hit], self.values[hit])
        return found

    def add_to(self, scores: Floats, weights: Floats) -> None:
        """Add this share, weighted for each question, to the scores (questions × actors)."""
        if self.rows is None or self.cols is None:
            scores += self.values * weights[:, None]
        else:
            np.add.at(scores, (self.rows, self.cols), self.values * weights[self.rows])


def name_shares(history: History) -> tuple[str, ...]:
    """The names of all shares, in the order in which `find_shares` gives them."""
    lives = [f"{h:g}" for h in history.half_lives]
    return (
        *(f"{kind} {h}" for kind in ("same", "pair", "carry") for h in lives),
        *(f"usual {lives[n]}" for n in USUAL if n < len(lives)),
        "known",
        "friends",
        "peers",
        "any",
    )


def find_shares(history: History, subjects: Ints, relations: Ints) -> Iterator[Share]:
    """All shares for many questions "subject, relation, whom?" at the history's present day.

    Args:
        history: the counts.
        subjects: the subject's number, one a question.
        relations: the relation's number, one a question.
    """
    names = iter(name_shares(history))
    many = len(subjects)
    item = history.triples[:, 2]
    row, at = history.of_relations(subjects, relations)
    for count in history.counts:
        yield _sparse(next(names), many, row, item[at], count[at])
    row, at = history.of_subjects(subjects)
    live = history.counts[-1, at] > 0
    row, at = row[live], at[live]
    for count in history.counts:
        yield _sparse(next(names), many, row, item[at], count[at])
    carry = history.carry()
    before, after = history.triples[at, 1], relations[row]
    for count, follows in zip(history.counts, carry, strict=True):
        yield _sparse(next(names), many, row, item[at], count[at] * follows[before, after])
    usual = _usual(history, relations)
    for n in USUAL:
        if n < len(history.half_lives):
            yield _dense(next(names), usual[n])
    yield from _by_partners(history, subjects, relations, names)
    size = len(history.actors)
    even = np.broadcast_to(np.float32(1 / size), (many, size))
    yield Share(next(names), np.ones(many, bool), even)


def _usual(history: History, relations: Ints) -> dict[int, Floats]:
    kinds, which = np.unique(relations, return_inverse=True)
    row, at = history.of_kinds(kinds)
    found: dict[int, Floats] = {}
    for n in USUAL:
        if n < len(history.half_lives):
            table = np.zeros((len(kinds), len(history.actors)), np.float32)
            np.add.at(table, (row, history.triples[at, 2]), history.counts[n, at])
            found[n] = table[which]
    return found


def _by_partners(history: History, subjects: Ints, relations: Ints, names: Iterator[str]) -> Iterator[Share]:
    size = len(history.actors)
    subject, _, item = history.triples.T
    count = history.counts[max(len(history.half_lives) - 2, 0)]
    met = sparse.csr_matrix((count, (subject, item)), shape=(size, size))
    degree = np.asarray(met.sum(1)).ravel()
    total = degree.sum()
    known = np.broadcast_to(degree / total if total else degree, (len(subjects), size))
    yield Share(next(names), np.full(len(subjects), bool(total)), known)
    step = sparse.diags(1 / np.maximum(degree, 1e-9)) @ met
    who, which = np.unique(subjects, return_inverse=True)
    alike = np.asarray((step[who] @ step).todense(), np.float32)
    friends = np.asarray((step.T @ alike.T).T, np.float32)
    yield _dense(next(names), friends[which])
    peers = np.zeros((len(subjects), size), np.float32)
    for relation in np.unique(relations):
        asked = np.flatnonzero(relations == relation)
        _, at = history.of_kinds(np.array([relation]))
        done = sparse.csr_matrix((count[at], (subject[at], item[at])), shape=(size, size))
        peers[asked] = (done.T @ alike[which[asked]].T).T
    yield _dense(next(names), peers)


def _sparse(name: str, many: int, rows: Ints, cols: Ints, values: NDArray[np.floating]) -> Share:
    total = np.bincount(rows, values, minlength=many)
    speaks = total > 0
    scaled = (values / np.where(speaks, total, 1)[rows]).astype(np.float32)
    return Share(name, speaks, scaled, rows, cols)


def _dense(name: str, values: Floats) -> Share:
    total = values.sum(1)
    speaks = total > 0
    return Share(name, speaks, (values / np.where(speaks, total, 1)[:, None]).astype(np.float32, copy=False))
