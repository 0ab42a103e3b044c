"""Who will do what to whom next: a mixture of history counts, its weights fitted on the past.

The idea of counting recurrences follows Gastinger and others (2024, "History repeats itself: a baseline for
temporal knowledge graph forecasting"); fading pairs and carried-over types follow self-exciting point
processes (Hawkes 1971).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from detente.errors import SettingError, UnknownActor
from detente.relations.forecasts.history import HALF_LIVES, Floats, History, Ints, ragged
from detente.relations.forecasts.mixture import Mixture
from detente.relations.forecasts.shares import find_shares, name_shares

Fact = tuple[str, str, str, int]
"""Source, type, target, day as a number."""

CELLS = 4_000_000
"""How many scores (questions × actors) are held at once."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One answer to "who will do what to whom next": its probability, and why in words."""

    source: str
    type: str
    target: str
    probability: float
    baseline: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well answers were ranked.

    `mrr` and `hits` are percentages under the time-aware filter; `log_probability` is the mean natural
    logarithm of the probability that the true answer was given, unfiltered.
    """

    questions: int
    mrr: float
    hits: dict[int, float]
    log_probability: float


class Forecaster:
    """Learns from facts up to a day, and says who is likely to do what to whom on the next.

    Args:
        types: event types; by default those of the facts.
        actors: names known beforehand, beside those in the facts.
        half_lives: of the counts, in days, ascending, the last endless.
        fit_days: the last days of the facts, on which the weights are fitted.
        prior: how many questions the weights of the wider group count for.
    """

    def __init__(
        self,
        types: Sequence[str] | None = None,
        actors: Iterable[str] = (),
        half_lives: Sequence[float] = HALF_LIVES,
        fit_days: int = 30,
        prior: float = 50.0,
    ) -> None:
        self._types = types
        self._actors = tuple(actors)
        self._half_lives = half_lives
        self._fit_days = fit_days
        self._prior = prior
        self._history: History | None = None
        self._mixture: Mixture | None = None

    @property
    def history(self) -> History:
        """The counts so far.

        Raises:
            SettingError: nothing was fitted yet.
        """
        if self._history is None:
            raise SettingError("The forecaster knows no facts yet; call fit first.")
        return self._history

    def fit(self, facts: Iterable[Fact]) -> Forecaster:
        """Count all facts, and fit the weights on the last days of them.

        Args:
            facts: source, type, target, day; in any order.

        Raises:
            SettingError: there are no facts.
        """
        known = list(facts)
        if not known:
            raise SettingError("There are no facts to learn from.")
        types = self._types or sorted({kind for _, kind, _, _ in known})
        history = self._history = History(types, self._actors, self._half_lives)
        rows = _by_day(history.encode(known))
        history.reserve(rows)
        days = np.unique(rows[:, 3])
        since = days[max(len(days) - self._fit_days, min(1, len(days) - 1))]
        chances: list[Floats] = []
        speaks: list[Floats] = []
        groups: list[Ints] = []
        for day in _days(rows):
            history.advance(int(day[0, 3]))
            if day[0, 3] >= since:
                for part in _parts(day, len(history.actors)):
                    shares = list(find_shares(history, part[:, 0], part[:, 1]))
                    chances.append(np.stack([share.at(part[:, 2]) for share in shares], 1))
                    speaks.append(np.stack([share.speaks for share in shares], 1).astype(np.float32))
                    groups.append(np.stack([part[:, 1], _levels(history, part[:, 0], part[:, 1])], 1))
            history.add(day)
        group = np.concatenate(groups)
        self._mixture = Mixture.fit(
            name_shares(history),
            np.concatenate(chances).astype(np.float64),
            np.concatenate(speaks).astype(np.float64),
            group[:, 1],
            group[:, 0],
            self._prior,
        )
        return self

    def extend(self, facts: Iterable[Fact]) -> None:
        """Count later facts; the weights stay.

        Args:
            facts: in any order, none of a day before the last one counted.
        """
        for day in _days(_by_day(self.history.encode(facts))):
            self.history.add(day)

    def predict(
        self,
        source: str | None = None,
        type: str = "",
        target: str | None = None,
        day: int | None = None,
        top: int = 10,
    ) -> list[Forecast]:
        """The likeliest answers to "to whom will source do this" or "who will do this to target".

        Args:
            source: who acts, or None where that is asked.
            type: the event type.
            target: who receives, or None where that is asked.
            day: the day asked about; by default the one after the last that was counted.
            top: how many answers.

        Returns:
            Forecasts, the likeliest first; the probabilities of all actors sum to one.

        Raises:
            SettingError: both or neither of source and target are given, or the type is unknown.
            UnknownActor: the actor occurs in no fact.
        """
        from detente.relations.forecasts.reasons import explain

        history = self.history
        if (source is None) == (target is None):
            raise SettingError("Give the source or the target, and leave out the one that is asked for.")
        subject, relation = self._question(source, type, target)
        if day is not None:
            history.advance(day)
        elif history.day is not None:
            history.advance(history.day + 1)
        subjects, relations = np.array([subject]), np.array([relation])
        probabilities = self._score(subjects, relations)[0]
        usual = _share_of(history, relations)
        best = np.argsort(-probabilities, kind="stable")[:top]
        found: list[Forecast] = []
        for item in best.tolist():
            other = history.actors.names[item]
            reasons = explain(self, subject, relation, item)
            chance, base = float(probabilities[item]), float(usual[item])
            if target is None:
                found.append(Forecast(str(source), type, other, chance, base, reasons))
            else:
                found.append(Forecast(other, type, target, chance, base, reasons))
        return found

    def probabilities(self, source: str | None, type: str, target: str | None) -> dict[str, float]:
        """The probability of every actor as the answer, at the present day; they sum to one."""
        subject, relation = self._question(source, type, target)
        row = self._score(np.array([subject]), np.array([relation]))[0]
        return dict(zip(self.history.actors.names, row.tolist(), strict=True))

    def evaluate(self, facts: Iterable[Fact]) -> Ranking:
        """Rank the true answers of later facts, day by day, each day counted after it was asked about.

        Args:
            facts: later facts, in any order.

        Returns:
            Figures over both questions of each fact: the target asked for, and the source asked for. Under
            the time-aware filter other true answers of the same day are passed over; ties share their ranks.
        """
        history = self.history
        ranks: list[Floats] = []
        logs: list[Floats] = []
        for day in _days(_by_day(history.encode(facts))):
            history.advance(int(day[0, 3]))
            history.reserve(day[:0])
            truths = np.unique(day[:, :3], axis=0)
            for part in _parts(day, len(history.actors)):
                scores = self._score(part[:, 0], part[:, 1])
                given = scores[np.arange(len(part)), part[:, 2]]
                logs.append(np.log(given))
                ranks.append(_rank(scores, given, part, truths, history.relations))
            history.add(day)
        if not ranks:
            raise SettingError("There are no later facts to evaluate on.")
        rank = np.concatenate(ranks)
        return Ranking(
            questions=len(rank),
            mrr=float(100 * (1 / rank).mean()),
            hits={n: float(100 * (rank <= n).mean()) for n in (1, 3, 10)},
            log_probability=float(np.concatenate(logs).mean()),
        )

    def weigh_shares(self, subject: int, relation: int, answer: int) -> dict[str, float]:
        """How much of an answer's probability each share of the mixture gives.

        Args:
            subject: number of the subject.
            relation: number of the relation.
            answer: number of the answer.
        """
        subjects, relations = np.array([subject]), np.array([relation])
        shares = list(find_shares(self.history, subjects, relations))
        weights = self._weights(subjects, relations)[0]
        speaks = np.array([share.speaks[0] for share in shares])
        weights = weights * speaks / (weights @ speaks)
        at = np.array([answer])
        return {s.name: float(w * s.at(at)[0]) for s, w in zip(shares, weights, strict=True)}

    def _question(self, source: str | None, kind: str, target: str | None) -> tuple[int, int]:
        history = self.history
        number = history.types.numbers.get(kind)
        if number is None:
            raise SettingError(f"{kind!r} is none of the event types that were learnt.")
        name = source if source is not None else target
        subject = history.actors.numbers.get(str(name))
        if subject is None:
            raise UnknownActor(f"{name!r} occurs in no fact that was learnt.")
        return subject, number if source is not None else number + len(history.types)

    def _weights(self, subjects: Ints, relations: Ints) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        if self._mixture is None:
            raise SettingError("The forecaster has no weights yet; call fit first.")
        return self._mixture.weights(relations, _levels(self.history, subjects, relations))

    def _score(self, subjects: Ints, relations: Ints) -> Floats:
        weights = self._weights(subjects, relations)
        scores = np.zeros((len(subjects), len(self.history.actors)), np.float32)
        total = np.zeros(len(subjects))
        for n, share in enumerate(find_shares(self.history, subjects, relations)):
            share.add_to(scores, weights[:, n].astype(np.float32))
            total += share.speaks * weights[:, n]
        scores /= total[:, None]
        return scores


def _levels(history: History, subjects: Ints, relations: Ints) -> Ints:
    """How much history a question has: 0 none of the subject, up to 9 very much of subject and type."""
    many = len(subjects)
    row, at = history.of_relations(subjects, relations)
    own = np.bincount(row, history.counts[-1, at], minlength=many)
    row, at = history.of_subjects(subjects)
    total = np.bincount(row, history.counts[-1, at], minlength=many)
    rung = 3 + np.minimum(np.log2(np.maximum(own, 1)).astype(np.int64), 6)
    return np.where(own >= 0.5, rung, np.where(total > 20, 2, np.where(total > 0, 1, 0)))


def _share_of(history: History, relations: Ints) -> Floats:
    """The baseline: how often each actor was the object of the relation so far."""
    _, at = history.of_kinds(relations)
    table = np.zeros(len(history.actors), np.float32)
    np.add.at(table, history.triples[at, 2], history.counts[-1, at])
    total = table.sum()
    even = np.full(len(table), 1 / len(table), np.float32)
    return (table / total).astype(np.float32) if total else even


def _by_day(rows: Ints) -> Ints:
    return rows[np.argsort(rows[:, 3], kind="stable")]


def _days(rows: Ints) -> Iterator[Ints]:
    if len(rows):
        _, starts = np.unique(rows[:, 3], return_index=True)
        yield from np.split(rows, starts[1:])


def _parts(day: Ints, actors: int) -> list[Ints]:
    return np.array_split(day, max(1, -(-len(day) * actors // CELLS)))


def _rank(scores: Floats, given: Floats, asked: Ints, truths: Ints, relations: int) -> Floats:
    above = (scores > given[:, None]).sum(1).astype(np.float64)
    level = (scores == given[:, None]).sum(1) - 1.0
    key = truths[:, 0] * relations + truths[:, 1]
    want = asked[:, 0] * relations + asked[:, 1]
    low, high = np.searchsorted(key, want, "left"), np.searchsorted(key, want, "right")
    row, at = ragged(low, high)
    item = truths[at, 2]
    other = scores[row, item]
    apart = item != asked[row, 2]
    above -= np.bincount(row, (other > given[row]) & apart, minlength=len(asked))
    level -= np.bincount(row, (other == given[row]) & apart, minlength=len(asked))
    rank: Floats = (1 + above + level / 2).astype(np.float32)
    return rank
