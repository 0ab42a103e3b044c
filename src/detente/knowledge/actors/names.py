"""Names as they stand in a text, indexed so that the longest match is found by its first word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from detente.knowledge.actors.days import Period

AliasHow = Literal["name", "metonym", "nationality", "people", "place", "short"]

_PARTS = re.compile(r"[\s\-–]+")
_LOOSE = re.compile(r"[\s\-–]+")


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("’", "'")


def squash(text: str) -> str:
    """A name as a key: folded, without spaces and hyphens."""
    return _LOOSE.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an actor. `acronym` names must be written in capitals, others with a capital first letter
    unless the table writes them small."""

    key: str
    actor: str
    how: AliasHow
    row: str
    period: Period
    capital: bool = True
    acronym: bool = False
    capitals: int = 0  # words written with a capital, in names of more than one word


def alias(text: str, actor: str, how: AliasHow, row: str, start: str = "", end: str = "") -> Alias:
    """Make an alias of a name as the table writes it."""
    letters = [c for c in text if c.isalpha()]
    acronym = 1 < len(letters) <= 7 and all(c.isupper() for c in letters) and " " not in text
    capital = text[:1].isupper()
    words = _PARTS.split(text)
    capitals = sum(w[:1].isupper() for w in words) if len(words) > 1 else 0
    return Alias(squash(text), actor, how, row, Period(actor, start, end), capital, acronym, capitals)


@dataclass(slots=True)
class NameIndex:
    """Aliases by their folded first word, the longest first."""

    by_first: dict[str, list[tuple[str, list[Alias]]]] = field(default_factory=dict)
    by_key: dict[str, list[Alias]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[tuple[str, Alias]]) -> NameIndex:
        """Index (name as written, alias) pairs."""
        index = cls()
        firsts: dict[str, set[str]] = {}
        for text, one in entries:
            index.by_key.setdefault(one.key, []).append(one)
            first = _PARTS.split(fold(text).strip())[0]
            whole = fold(text).split()[0]  # "MS-13" is one token where no word follows the hyphen
            bare = first.removesuffix("'s").rstrip("'") if len(first) > 3 else first
            firsts.setdefault(one.key, set()).update((bare, whole))
        for key, words in firsts.items():
            for first in words:
                index.by_first.setdefault(first, []).append((key, index.by_key[key]))
        for found in index.by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))
        return index

    def match(self, folded: Sequence[str], first: int, stop: int) -> tuple[int, list[Alias]] | None:
        """The longest name that begins at a token.

        Args:
            folded: the folded tokens of the text.
            first: the token that the name must begin at.
            stop: the token before which it must end.

        Returns:
            The token after the name and its aliases, or None.
        """
        candidates = self.by_first.get(folded[first])
        if candidates is None:
            return None
        for key, aliases in candidates:
            size = len(key)
            text = folded[first].replace("-", "")
            end = first + 1
            while len(text) < size and end < stop:
                word = folded[end]
                if word != "-":
                    text += word.replace("-", "")
                    if not key.startswith(text):
                        break
                end += 1
            if text == key:
                return end, aliases
        return None


def choose(aliases: Sequence[Alias], day: str) -> list[Alias]:
    """The aliases that a name has on a day: those valid then, dated ones first; else the nearest in time.

    A name may outlive what it named ("the former Soviet Union"), so that one is always found.
    """
    valid = [a for a in aliases if a.period.holds(day)]
    if not valid:
        nearest = min(a.period.distance(day) for a in aliases)
        valid = [a for a in aliases if a.period.distance(day) == nearest]
    return sorted(valid, key=lambda a: not (a.period.start or a.period.end))
