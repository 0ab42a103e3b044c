"""Words by which a text says that an open matter has turned: put off, called off, dropped, lapsed, met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.knowledge.tables import Tables
from detente.records import EVENT_TYPES

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


@dataclass(frozen=True, slots=True)
class Act:
    """One row of ``scales/acts.csv``: a kind of act, whatever its word, and the types it is coded as."""

    id: str
    types: tuple[str, ...]


class Acts:
    """Kinds of act by their words, so that a demand to withdraw is met by troops that leave."""

    def __init__(self, phrases: Mapping[str, Act]) -> None:
        self._phrases = phrases
        ordered = sorted(phrases, key=len, reverse=True)
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b") if ordered else None

    def find(self, text: str) -> tuple[Act, ...]:
        """The acts that a text names, in its order, each once.

        Args:
            text: its words; case does not matter.
        """
        if self._pattern is None:
            return ()
        return tuple(dict.fromkeys(self._phrases[m.group()] for m in self._pattern.finditer(text.lower())))


def load_acts(tables: Tables) -> Acts:
    """Load ``scales/acts.csv``.

    Raises:
        TableError: a row is malformed.
    """
    phrases: dict[str, Act] = {}
    for row in tables.rows("scales/acts.csv", ("id", "words", "types")):
        for kind in row.list("types"):
            if kind not in EVENT_TYPES:
                raise row.error("types", f"names {kind!r}, which is no event type")
        act = Act(row.id, tuple(row.list("types")))
        for phrase in row.list("words"):
            phrases[phrase.lower()] = act
    return Acts(phrases)


class Realisations:
    """Which types of act carry out what was only agreed, asked for or threatened."""

    def __init__(self, rows: Mapping[tuple[str, str | None], tuple[str, ...]]) -> None:
        self._rows = rows

    def of(self, type: str, mode: str | None) -> tuple[str, ...]:
        """The types that carry out an act: of its mode, else of its type, else the type itself."""
        return self._rows.get((type, mode)) or self._rows.get((type, None)) or (type,)


def load_realisations(tables: Tables) -> Realisations:
    """Load ``scales/realised.csv``.

    Raises:
        TableError: a row is malformed.
    """
    rows: dict[tuple[str, str | None], tuple[str, ...]] = {}
    for row in tables.rows("scales/realised.csv", ("id", "type", "mode", "by")):
        for kind in row.list("by"):
            if kind not in EVENT_TYPES:
                raise row.error("by", f"names {kind!r}, which is no event type")
        rows[row.choice("type", EVENT_TYPES), row.text("mode")] = tuple(row.list("by"))
    return Realisations(rows)


def load_common_words(tables: Tables) -> frozenset[str]:
    """Words that tell nothing about what a matter is: ``scales/common_words.csv``."""
    return frozenset(row.id for row in tables.rows("scales/common_words.csv", ("id", "kind")))
