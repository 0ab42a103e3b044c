"""Counts of who did what to whom, fading with age: what the forecast of the next event rests on.

A fact is (source, type, target, day). Every fact is kept in both directions, so that "who will X meet" and
"who will meet X" are one question: relation ``r`` is type ``r`` done by the subject, and relation
``types + r`` is type ``r`` done to it. Counts halve with each of several half-lives, given in days; the last
is endless.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.errors import SettingError

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
HALF_LIVES = (1.5, 5.0, 20.0, 80.0, 1e9)


@dataclass(slots=True)
class Names:
    """Names and their numbers, in the order in which they were met."""

    names: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """The number of a name; a new name gets the next one."""
        found = self.numbers.get(name)
        if found is None:
            found = self.numbers[name] = len(self.names)
            self.names.append(name)
        return found

    def __len__(self) -> int:
        return len(self.names)


def ragged(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Rows and indices of many slices at once: slice ``n`` gives row ``n`` for each index in it.

    Args:
        low: first index of each slice.
        high: index after the last of each slice.

    Returns:
        Two arrays of the same length: the number of the slice, and the index.
    """
    count = high - low
    row = np.repeat(np.arange(len(low)), count)
    start = np.repeat(np.cumsum(count) - count - low, count)
    return row, np.arange(int(count.sum())) - start


class History:
    """Fading counts of triples, pairs and types, and how one type carries over to the next on a pair.

    Args:
        half_lives: in days, ascending; the last should be endless.
        types: the event types in their order; facts of another type are refused.
        actors: names known beforehand; others are added as they come.
        warm_up: days at the beginning from which no carrying over is learnt.
    """

    def __init__(
        self,
        types: Sequence[str],
        actors: Iterable[str] = (),
        half_lives: Sequence[float] = HALF_LIVES,
        warm_up: int = 20,
    ) -> None:
        self.half_lives = tuple(half_lives)
        self.types = Names()
        for name in types:
            self.types.number(name)
        self.actors = Names()
        for name in actors:
            self.actors.number(name)
        self.relations = 2 * len(self.types)
        self.day: int | None = None
        self.first_day: int | None = None
        self.warm_up = warm_up
        many = len(self.half_lives)
        self.carried = np.zeros((many, self.relations, self.relations), np.float64)
        self.exposed = np.zeros((many, self.relations), np.float64)
        self.triples: Ints = np.zeros((0, 3), np.int64)  # subject, relation, object; sorted
        self.counts: Floats = np.zeros((many, 0), np.float32)
        self._log: list[Ints] = []
        self._index()

    def encode(self, facts: Iterable[tuple[str, str, str, int]]) -> Ints:
        """Facts as numbers: subject, relation, object, day, each fact in both directions.

        Raises:
            SettingError: a type is none of this history's.
        """
        rows: list[tuple[int, int, int, int]] = []
        half = len(self.types)
        for source, kind, target, day in facts:
            number = self.types.numbers.get(kind)
            if number is None:
                raise SettingError(f"{kind!r} is none of the {half} event types that this forecast knows.")
            subject, item = self.actors.number(source), self.actors.number(target)
            rows.append((subject, number, item, day))
            rows.append((item, number + half, subject, day))
        return np.array(rows, np.int64).reshape(-1, 4)

    def reserve(self, rows: Ints) -> None:
        """Make room for triples, with a count of nothing where they are new.

        Args:
            rows: as `encode` gives them.
        """
        both = np.concatenate([self.triples, rows[:, :3]])
        _, first = np.unique(self._key(both), return_index=True)
        if len(first) > len(self.triples):
            counts = np.zeros((len(self.half_lives), len(first)), np.float32)
            known = first < len(self.triples)
            counts[:, known] = self.counts[:, first[known]]
            self.triples, self.counts = both[first], counts
        self._index()

    def advance(self, day: int) -> None:
        """Let the counts fade up to a day.

        Raises:
            SettingError: the day lies before the last one that was counted.
        """
        if self.day is not None:
            if day < self.day:
                raise SettingError("Facts must come in order of their days; sort them first.")
            if day > self.day:
                for count, half in zip(self.counts, self.half_lives, strict=True):
                    count *= np.float32(2 ** (-(day - self.day) / half))
        else:
            self.first_day = day
        self.day = day

    def add(self, rows: Ints) -> None:
        """Count the facts of one day, and learn from them what carries over to what.

        Args:
            rows: facts of one day, as `encode` gives them.
        """
        if not len(rows):
            return
        self.advance(int(rows[0, 3]))
        where = self._find(rows[:, :3])
        if (where < 0).any() or self._width <= len(self.actors):
            self.reserve(rows)
            where = self._find(rows[:, :3])
        self._log.append(rows)
        day, first = int(rows[0, 3]), self.first_day
        if first is not None and day - first >= self.warm_up:
            row, at = self.of_pairs(rows[:, 0], rows[:, 2])
            before = self.triples[at, 1]
            after = rows[row, 1]
            for n, count in enumerate(self.counts):
                np.add.at(self.carried[n], (before, after), count[at])
                self.exposed[n] += np.bincount(self.triples[:, 1], count, minlength=self.relations)
        for count in self.counts:
            np.add.at(count, where, np.float32(1))

    def carry(self) -> NDArray[np.float64]:
        """Events of a later type per event of an earlier one on the same pair, by half-life.

        Returns:
            Array of half-lives × earlier relation × later relation.
        """
        return self.carried / (self.exposed[:, :, None] + 1e-9)

    def of_subjects(self, subjects: Ints) -> tuple[Ints, Ints]:
        """Rows and indices of the triples of each subject."""
        return ragged(self._subject_low[subjects], self._subject_low[subjects + 1])

    def of_relations(self, subjects: Ints, relations: Ints) -> tuple[Ints, Ints]:
        """Rows and indices of the triples of each subject and relation."""
        key = subjects * self.relations + relations
        return ragged(
            np.searchsorted(self._subject_relation, key, "left"),
            np.searchsorted(self._subject_relation, key, "right"),
        )

    def of_pairs(self, subjects: Ints, objects: Ints) -> tuple[Ints, Ints]:
        """Rows and indices of the triples between each subject and object."""
        key = subjects * self._width + objects
        row, at = ragged(
            np.searchsorted(self._pair_sorted, key, "left"), np.searchsorted(self._pair_sorted, key, "right")
        )
        return row, self._by_pair[at]

    def of_kinds(self, relations: Ints) -> tuple[Ints, Ints]:
        """Rows and indices of all triples of each relation, whoever the subject."""
        row, at = ragged(self._relation_low[relations], self._relation_low[relations + 1])
        return row, self._by_relation[at]

    def log(self) -> Ints:
        """All facts that were counted, in order, each in both directions."""
        if len(self._log) > 1:
            self._log = [np.concatenate(self._log)]
        return self._log[0] if self._log else np.zeros((0, 4), np.int64)

    def _find(self, wanted: Ints) -> Ints:
        """Index of each wanted triple, -1 where it has no place yet."""
        key = self._key(wanted)
        if not len(self._keys):
            return np.full(len(key), -1)
        at = np.minimum(np.searchsorted(self._keys, key), len(self._keys) - 1)
        return np.where(self._keys[at] == key, at, -1)

    def _key(self, triples: Ints) -> Ints:
        # 2**28 actors and 2**34 pairs of subject and relation fit in 63 bits
        key: Ints = (triples[:, 0] * self.relations + triples[:, 1]) * (1 << 28) + triples[:, 2]
        return key

    def _index(self) -> None:
        subject, relation, item = self.triples.T
        self._keys = self._key(self.triples)
        self._width = len(self.actors) + 1
        self._subject_low = np.searchsorted(subject, np.arange(len(self.actors) + 2))
        self._subject_relation = subject * self.relations + relation
        pair = subject * self._width + item
        self._by_pair = np.argsort(pair, kind="stable")
        self._pair_sorted = pair[self._by_pair]
        self._by_relation = np.argsort(relation, kind="stable")
        self._relation_low = np.searchsorted(relation[self._by_relation], np.arange(self.relations + 2))
