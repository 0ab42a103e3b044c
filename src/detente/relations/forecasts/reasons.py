"""Why a forecast says what it says, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from detente.relations.forecasts.forecaster import Forecaster
    from detente.relations.forecasts.history import History

NAMED = 3
"""How many reasons are given at most."""
WINDOWS = (7, 14, 30, 90, 365)
"""Days back in which events are counted for the words."""


def explain(forecaster: Forecaster, subject: int, relation: int, answer: int) -> tuple[str, ...]:
    """The views that give an answer most of its probability, the weightiest first.

    Args:
        forecaster: fitted.
        subject: number of the subject of the question.
        relation: number of the relation asked about.
        answer: number of the answer.
    """
    parts = forecaster.weigh_shares(subject, relation, answer)
    total = sum(parts.values())
    by_view: dict[str, dict[str, float]] = {}
    for name, value in parts.items():
        view, _, life = name.partition(" ")
        by_view.setdefault(view, {})[life] = value
    ranked = sorted(by_view.items(), key=lambda view: -sum(view[1].values()))
    words: list[str] = []
    for view, lives in ranked[:NAMED]:
        if total and sum(lives.values()) >= 0.05 * total:
            words.append(_words(forecaster, view, lives, subject, relation, answer))
    return tuple(words)


def _words(
    forecaster: Forecaster, view: str, lives: dict[str, float], subject: int, relation: int, answer: int
) -> str:
    history = forecaster.history
    half = len(history.types)
    kind = history.types.names[relation % half]
    a, b = history.actors.names[subject], history.actors.names[answer]
    doer, other = (a, b) if relation < half else (b, a)
    if view == "same":
        return f"{doer} did {kind} to {other} {_often(history, subject, answer, relation)}"
    if view == "pair":
        return f"{a} and {b} had to do with each other {_often(history, subject, answer)}"
    if view == "carry":
        _, at = history.of_pairs(np.array([subject]), np.array([answer]))
        kinds = history.triples[at, 1]
        follows = history.carry()[:, kinds, relation]
        before = int(kinds[int((history.counts[:, at] * follows).sum(0).argmax())])
        first = history.types.names[before % half]
        who = f"{a} did it to {b}" if before < half else f"{b} did it to {a}"
        return f"{kind} often follows {first}, and {who} {_often(history, subject, answer, before)}"
    if view == "usual":
        return f"{kind} often {'goes to' if relation < half else 'comes from'} {b}"
    if view == "known":
        return f"{b} takes part in many events"
    if view == "friends":
        return f"those who deal with the partners of {a} often deal with {b}"
    if view == "peers":
        return f"{b} is often in a {kind} with those who share partners with {a}"
    return f"nothing between {a} and {b} speaks for it; any actor is possible"


def _often(history: History, subject: int, answer: int, relation: int | None = None) -> str:
    """How many times in the shortest window that holds any, in words."""
    log = history.log()
    chosen = (log[:, 0] == subject) & (log[:, 2] == answer)
    if relation is not None:
        chosen &= log[:, 1] == relation
    days = log[chosen, 3]
    today = history.day if history.day is not None else 0
    for window in WINDOWS:
        count = int((days >= today - window).sum())
        if count:
            return f"{_times(count)} in {window} days"
    return f"{_times(len(days))}, all more than {WINDOWS[-1]} days ago"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
