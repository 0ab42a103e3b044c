"""The two sides of a condition, in tokens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Sides:
    """A condition in tokens: each antecedent by itself, and the consequent; `head` is its predicate."""

    marker: list[int]
    antecedents: list[list[int]]
    consequent: list[int]
    head: int | None = None
