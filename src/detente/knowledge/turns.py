"""Words by which a text says that an open matter has turned: put off, called off, dropped, lapsed, met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.knowledge.tables import Tables
from detente.records import EVENT_TYPES

TurnKind = Literal[
    "postponed", "called_off", "did_not", "happened", "withdrawn", "lapsed", "met", "refused", "renewed"
]
ARTICLES = ("the", "its", "his", "her", "their")
"""What ``~`` stands for in a phrase."""
First = Literal["raiser", "answerer", "doer"]
_WORD = re.compile(r"\w+")
TURNS: tuple[TurnKind, ...] = (
    "postponed", "called_off", "did_not", "happened", "withdrawn", "lapsed", "met", "refused", "renewed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TurnCue:
    """One row: the turn, its phrases in lower case, and the kinds of open matter it can bear on.

    `first` says whom the sentence has to name first: the ``raiser`` of the matter, the ``answerer`` (the side
    it was put to), the ``doer`` who would act, or anybody where it is None. `types` are given where the words
    tell a deed without its doer ("the ferries stopped"): what they may carry out.
    """

    id: str
    turn: TurnKind
    phrases: tuple[str, ...]
    about: tuple[str, ...]
    first: First | None = None
    types: tuple[str, ...] = ()


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


def _forms(phrase: str) -> Iterator[str]:
    """A phrase for each word that may stand at its ``~``."""
    for word in ARTICLES if "~" in phrase else ("",):
        yield phrase.replace("~", word)


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
                tuple(form for phrase in row.list("phrases") for form in _forms(phrase.lower())),
                tuple(row.list("about")),
                row.choice("first", ("raiser", "answerer", "doer")) if row.text("first") else None,  # type: ignore[arg-type]
                tuple(row.list("types")),
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
        self.by_id = {act.id: act for act in phrases.values()}
        self._by_first: dict[str, list[str]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            first = _WORD.match(phrase)
            if first is not None:
                self._by_first.setdefault(first.group(), []).append(phrase)

    def find(self, text: str) -> tuple[Act, ...]:
        """The acts that a text names, in its order, each once.

        Args:
            text: its words; case does not matter.
        """
        low, at = text.lower(), 0
        found: dict[Act, None] = {}
        for word in _WORD.finditer(low):
            if word.start() < at:
                continue
            for phrase in self._by_first.get(word.group(), ()):
                end = word.start() + len(phrase)
                if low.startswith(phrase, word.start()) and _ends_word(low, end):
                    found[self._phrases[phrase]] = None
                    at = end
                    break
        return tuple(found)


def _ends_word(text: str, at: int) -> bool:
    """Whether a word ends at a place in a text."""
    after = text[at : at + 1]
    return _in_word(text[at - 1]) != bool(after and _in_word(after))


def _in_word(sign: str) -> bool:
    return sign == "_" or sign.isalnum()


def load_acts(tables: Tables) -> Acts:
    """Load ``scales/acts.csv``.

    Raises:
        TableError: a row is malformed.
    """
    phrases: dict[str, Act] = {}
    for row in tables.rows("scales/acts.csv", ("id", "words", "types")):
        act = Act(row.id, row.choices("types", EVENT_TYPES))
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
        rows[row.choice("type", EVENT_TYPES), row.text("mode")] = row.choices("by", EVENT_TYPES)
    return Realisations(rows)


class Wording:
    """Words that tell an offer from a promise, and what may be rejected without refusing anything.

    Args:
        offers: words of an offer, in lower case.
        others: what is rejected as untrue, such as a charge.
    """

    def __init__(self, offers: Sequence[str], others: Sequence[str]) -> None:
        self.offers, self.others = tuple(offers), tuple(others)
        self._offer, self._other = _any_of(offers), _any_of(others)

    def offering(self, text: str) -> bool:
        """Whether a text speaks of an offer, an invitation or a readiness."""
        return self._offer is not None and self._offer.search(text.lower()) is not None

    def disputing(self, text: str) -> bool:
        """Whether what a text rejects is a claim, which nobody asks for."""
        return self._other is not None and self._other.search(text.lower()) is not None


def load_wording(tables: Tables) -> Wording:
    """Load ``scales/offers.csv``.

    Raises:
        TableError: a row is malformed.
    """
    words: dict[str, list[str]] = {"offer": [], "no_refusal": []}
    for row in tables.rows("scales/offers.csv", ("id", "kind", "words")):
        words[row.choice("kind", tuple(words))] += map(str.lower, row.list("words"))
    return Wording(words["offer"], words["no_refusal"])


class Opposites:
    """What does away with the condition that a threat hangs on.

    Args:
        unless: words after which the condition's coming about lifts the threat.
        acts: the acts that undo an act, by its id in ``scales/acts.csv``.
    """

    def __init__(self, unless: Sequence[str], acts: Mapping[str, tuple[str, ...]]) -> None:
        self._unless, self._acts = _any_of(unless), acts

    def unless(self, marker: str) -> bool:
        """Whether a marker says that the threat holds as long as its condition does not come about."""
        return self._unless is not None and self._unless.search(marker.lower()) is not None

    def of(self, acts: Iterable[str]) -> frozenset[str]:
        """The acts that undo any of some acts."""
        return frozenset(other for act in acts for other in self._acts.get(act, ()))


def load_opposites(tables: Tables) -> Opposites:
    """Load ``scales/hinges.csv``.

    Raises:
        TableError: a row is malformed, or names an act that ``scales/acts.csv`` has not.
    """
    known = {row.id for row in tables.rows("scales/acts.csv", ("id",))}
    unless: list[str] = []
    acts: dict[str, tuple[str, ...]] = {}
    for row in tables.rows("scales/hinges.csv", ("id", "kind", "words")):
        if row.choice("kind", ("unless", "opposite")) == "unless":
            unless += map(str.lower, row.list("words"))
            continue
        for act in (row.id, *row.list("words")):
            if act not in known:
                raise row.error("words", f"names {act!r}, which is no act of scales/acts.csv")
        acts[row.id] = tuple(row.list("words"))
    return Opposites(unless, acts)


def _any_of(words: Sequence[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b")


def load_negations(tables: Tables) -> frozenset[str]:
    """Words that turn a clause round: rows of kind ``negation`` in ``scales/common_words.csv``."""
    rows = tables.rows("scales/common_words.csv", ("id", "kind"))
    return frozenset(row.id for row in rows if row.text("kind") == "negation")


def load_common_words(tables: Tables) -> frozenset[str]:
    """Words that tell nothing about what a matter is: ``scales/common_words.csv``."""
    return frozenset(row.id for row in tables.rows("scales/common_words.csv", ("id", "kind")))
