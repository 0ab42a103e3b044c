"""Words by which a text says that an open matter has turned: put off, called off, dropped, lapsed, met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.knowledge.tables import Tables

TurnKind = Literal[
    "postponed", "called_off", "did_not", "happened", "withdrawn", "lapsed", "met", "refused", "renewed"
]
TURNS: tuple[TurnKind, ...] = (
    "postponed", "called_off", "did_not", "happened", "withdrawn", "lapsed", "met", "refused", "renewed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TurnCue:
    """One row: the turn, its phrases in lower case, and the kinds of open matter it can bear on."""

    id: str
    turn: TurnKind
    phrases: tuple[str, ...]
    about: tuple[str, ...]


class TurnCues:
    """All rows, to be searched in a sentence at once."""

    def __init__(self, cues: Sequence[TurnCue]) -> None:
        self.cues = tuple(cues)
        self._by_phrase = {phrase: cue for cue in cues for phrase in cue.phrases}
        # longest first, so that a phrase goes before its own beginning
        ordered = sorted(self._by_phrase, key=len, reverse=True)
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b") if ordered else None

    def find(self, sentence: str) -> Iterator[tuple[TurnCue, int, int]]:
        """Each cue in a sentence, with where it begins and ends.

        Args:
            sentence: its words; case does not matter.
        """
        if self._pattern is not None:
            for match in self._pattern.finditer(sentence.lower()):
                yield self._by_phrase[match.group()], match.start(), match.end()

    def question(self) -> str:
        """All phrases as one search for a ledger: any of them."""
        return " OR ".join(f'"{phrase}"' for phrase in sorted(self._by_phrase))


def load_turns(tables: Tables) -> TurnCues:
    """Load ``scales/turns.csv``.

    Raises:
        TableError: a row is malformed.
    """
    return TurnCues(
        [
            TurnCue(
                row.id,
                row.choice("turn", TURNS),  # type: ignore[arg-type]
                tuple(phrase.lower() for phrase in row.list("phrases")),
                tuple(row.list("about")),
            )
            for row in tables.rows("scales/turns.csv", ("id", "turn", "phrases", "about"))
        ]
    )


def load_common_words(tables: Tables) -> frozenset[str]:
    """Words that tell nothing about what a matter is: ``scales/common_words.csv``."""
    return frozenset(row.id for row in tables.rows("scales/common_words.csv", ("id", "kind")))
