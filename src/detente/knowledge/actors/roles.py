"""Role nouns ("foreign minister", "troops", "parliament") with the sector they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from detente.knowledge.actors.names import fold
from detente.knowledge.tables import Tables

RoleKind = Literal["person", "body", "force", "asset", "country", "title"]
_KINDS: tuple[RoleKind, ...] = ("person", "body", "force", "asset", "country", "title")
_SPLIT = re.compile(r"[\s\-]+")


@dataclass(frozen=True, slots=True)
class Role:
    """A row of roles.csv: `office` names an office with one holder at a time; a `title` may stand before a
    name; a `domestic` role without a nationality belongs to the country that is spoken of; a `weak` role has
    the sector of what it belongs to ("police spokesman")."""

    id: str
    sector: str | None
    kind: RoleKind
    office: str | None
    title: bool
    domestic: bool
    weak: bool = False


@dataclass(slots=True)
class RoleIndex:
    """Roles by their last word, each with the words before it, the longest first."""

    by_last: dict[str, list[tuple[tuple[str, ...], Role]]] = field(default_factory=dict)
    leading: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, tables: Tables) -> RoleIndex:
        """Read roles.csv."""
        index = cls()
        for row in tables.rows("actors/roles.csv", ("id", "words", "sector", "kind", "office")):
            kind: RoleKind = row.choice("kind", _KINDS)  # type: ignore[assignment]
            role = Role(
                row.id, row.text("sector"), kind, row.text("office"),
                row.text("title") == "yes", row.text("domestic") == "yes",
                row.text("weak") == "yes",
            )  # fmt: skip
            for words in row.list("words"):
                parts = [p for p in _SPLIT.split(fold(words)) if p]
                index.leading.add(parts[0])
                for last in {parts[-1], plural(parts[-1])}:
                    index.by_last.setdefault(last, []).append((tuple(reversed(parts[:-1])), role))
        for found in index.by_last.values():
            found.sort(key=lambda pair: -len(pair[0]))
        return index

    def match(self, folded: Sequence[str], last: int, floor: int) -> tuple[int, Role] | None:
        """The longest role that ends at a token.

        Args:
            folded: the folded tokens of the text.
            last: the token that the role ends with.
            floor: the first token that it may begin at.

        Returns:
            The role's first token and the role, or None.
        """
        candidates = self.by_last.get(folded[last])
        if candidates is None:
            return None
        for before, role in candidates:
            at = last
            for word in before:
                at -= 1
                while at > floor and folded[at] == "-":
                    at -= 1
                if at < floor or folded[at] != word:
                    break
            else:
                return at, role
        return None


def plural(word: str) -> str:
    """The regular plural of a noun."""
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"
