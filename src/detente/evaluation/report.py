"""What an evaluation says: rows with how much was right, of how much was found, of how much there was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

COLUMNS = ("group", "name", "gold", "found", "right", "precision", "recall", "f1")


@dataclass(slots=True)
class Tally:
    """Counts that grow while records are scored."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def add(self, gold: int = 0, found: int = 0, right: int = 0) -> None:
        """Count on."""
        self.gold += gold
        self.found += found
        self.right += right


@dataclass(frozen=True, slots=True)
class Score:
    """One row. Precision, recall and F1 are per cent; None where nothing was there to judge.

    `group` says of what kind the row is: ``construction``, ``type``, ``of the matched`` and so on. Rows
    of the group ``of the matched`` judge a field of records that were found, so the three figures are
    one.
    """

    group: str
    name: str
    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float | None:
        """Right of found, per cent."""
        return 100 * self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Right of gold, per cent."""
        return 100 * self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, per cent."""
        return 200 * self.right / (self.found + self.gold) if self.found + self.gold else None

    def row(self) -> dict[str, Any]:
        """The row as a command writes it."""
        figures = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        plain = {key: None if value is None else round(value, 1) for key, value in figures.items()}
        return {"group": self.group, "name": self.name, "gold": self.gold, "found": self.found,
                "right": self.right, **plain}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of one evaluation, and what must be said beside them."""

    suite: str
    records: int
    scores: tuple[Score, ...]
    notes: tuple[str, ...] = ()

    def score(self, group: str, name: str) -> Score:
        """One row of the report.

        Args:
            group: its group.
            name: its name.

        Raises:
            KeyError: the report has no such row.
        """
        for score in self.scores:
            if (score.group, score.name) == (group, name):
                return score
        raise KeyError(f"{group}: {name}")


def rows_of(group: str, tallies: dict[str, Tally], order: Iterable[str] = ()) -> list[Score]:
    """Rows from tallies, those named in `order` first.

    Args:
        group: the rows' group.
        tallies: counts by name; names with nothing in them are left out.
        order: names in the order wanted.
    """
    names = [n for n in order if n in tallies] + sorted(n for n in tallies if n not in set(order))
    found = [Score(group, n, tallies[n].gold, tallies[n].found, tallies[n].right) for n in names]
    return [score for score in found if score.gold or score.found]
