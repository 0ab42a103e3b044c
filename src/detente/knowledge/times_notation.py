"""The notation of time patterns, and its translation into one regular expression over word classes.

A text is first turned into a string with one sign a word: the sign stands for the set of classes that the
word belongs to (``May`` is a month and, in lower case, nothing). A pattern is written in class names::

    {w:weekday} ,? {m:month} .? {d:day} ( ,? {y:year} )?

``{class}`` is a word of that class, ``{slot:class}`` the same with a name for the word, ``{slot:a+b}`` a word
of either class, ``{slot:=word}`` one word, ``[PART]`` another pattern by name; a bare word or mark stands for
itself (``\\(`` for a bracket); ``( | ) ? * +`` mean what they mean in regular expressions, and ``(= )``,
``(! )``, ``(<= )``, ``(<! )`` look ahead and back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from detente.errors import TableError

_ITEM = re.compile(
    r"\{(?:(?P<slot>\w+):)?(?P<classes>[\w+=]+)\}|\[(?P<part>[A-Z0-9_]+)\]"
    r"|(?P<open>\((?:<=|<!|=|!)?)|(?P<close>\))|(?P<operator>[|?*+])|\\(?P<escaped>\S)"
    r"|(?P<literal>[^\s(){}\[\]|?*+\\]+)"
)
_OPEN = {"(": "(?:", "(=": "(?=", "(!": "(?!", "(<=": "(?<=", "(<!": "(?<!"}
_BASE = 0x4E00  # signs are taken from a block that has no meaning inside a regular expression
PLAIN = "."
"""The sign of a word that no pattern asks for."""


@dataclass(slots=True)
class Signs:
    """One sign for each set of classes."""

    signs: dict[frozenset[str], str] = field(default_factory=dict)

    def sign(self, classes: frozenset[str]) -> str:
        """The sign of a set of classes; a new one for a new set."""
        if not classes:
            return PLAIN
        found = self.signs.get(classes)
        if found is None:
            found = self.signs[classes] = chr(_BASE + len(self.signs))
        return found

    def matching(self, wanted: Iterable[str]) -> str:
        """All signs whose set holds one of the classes, as a regular expression for one sign."""
        found = self.all(wanted)
        return f"[{''.join(sorted(found))}]" if found else "(?!)"

    def all(self, wanted: Iterable[str]) -> set[str]:
        """All signs whose set holds one of the classes."""
        names = set(wanted)
        return {sign for classes, sign in self.signs.items() if classes & names}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern as it was translated: its id, what is to be done, and where its slots are."""

    id: str
    action: str
    arguments: Mapping[str, str]
    slots: tuple[tuple[str, int, tuple[str, ...]], ...]


def literals(pattern: str) -> list[str]:
    """The words and marks that a pattern names literally."""
    found = []
    for match in _ITEM.finditer(pattern):
        found += [word for word in (match["literal"], match["escaped"]) if word]
        found += [name[1:] for name in (match["classes"] or "").split("+") if name.startswith("=")]
    return found


def literal_class(word: str) -> str:
    """The class that holds one word only."""
    return f"={word}"


@dataclass(slots=True)
class Translator:
    """Translates patterns, counting capturing groups over all of them.

    Args:
        signs: the signs of all words that occur.
        parts: patterns that others use by name.
    """

    signs: Signs
    parts: Mapping[str, str]
    groups: int = 0
    starts: set[str] = field(default_factory=set)

    def rule(self, id: str, pattern: str, action: str, arguments: Mapping[str, str]) -> tuple[str, Rule]:
        """Translate one pattern into a named-by-number group and the rule that reads it."""
        self.groups += 1
        slots: list[tuple[str, int, tuple[str, ...]]] = []
        expression = self._expression(pattern, slots, id, 0)
        try:
            re.compile(expression)
        except re.error as error:
            raise TableError(f"times/patterns.yaml, row {id!r}, column 'pattern' {error}.") from error
        first, empty, _ = self._first(list(_ITEM.finditer(pattern)), 0)
        if empty:
            raise TableError(f"times/patterns.yaml, row {id!r}: the pattern fits where there is no word.")
        # a look at the first sign spares the engine most of the alternatives at most of the places
        self.starts |= first
        ahead = f"(?=[{''.join(sorted(first))}])" if first else "(?!)"
        return f"{ahead}({expression})", Rule(id, action, arguments, tuple(slots))

    def _first(self, items: list[re.Match[str]], at: int) -> tuple[set[str], bool, int]:
        """The signs that items from `at` to the group's end can begin with, and whether they can be empty."""
        found: set[str] = set()
        nullable = False  # of the alternatives so far
        empty = True  # of this alternative so far
        while at < len(items) and not items[at]["close"]:
            item = items[at]
            if item["operator"] == "|":
                nullable, empty = nullable or empty, True
                at += 1
                continue
            signs, skips, at = self._one(items, at)
            if empty:
                found |= signs
            empty = empty and skips
        return found, nullable or empty, at

    def _one(self, items: list[re.Match[str]], at: int) -> tuple[set[str], bool, int]:
        item = items[at]
        skips = False
        if item["open"]:
            signs, skips, at = self._first(items, at + 1)
            if item["open"] != "(":
                signs, skips = set(), True
        elif item["part"]:
            signs, skips, _ = self._first(list(_ITEM.finditer(self.parts.get(item["part"], ""))), 0)
        elif item["classes"]:
            signs = self.signs.all(item["classes"].split("+"))
        else:
            signs = self.signs.all([literal_class(item["literal"] or item["escaped"])])
        at += 1
        while at < len(items) and items[at]["operator"] in ("?", "*", "+"):
            skips = skips or items[at]["operator"] != "+"
            at += 1
        return signs, skips, at

    def _expression(
        self, pattern: str, slots: list[tuple[str, int, tuple[str, ...]]], id: str, depth: int
    ) -> str:
        if depth > 8:
            raise TableError(f"times/parts.yaml: the parts of row {id!r} name each other in a circle.")
        out: list[str] = []
        at = 0
        for item in _ITEM.finditer(pattern):
            if pattern[at : item.start()].strip():
                raise TableError(
                    f"times/patterns.yaml, row {id!r}, column 'pattern' cannot be read at "
                    f"{pattern[at : item.start()].strip()!r}."
                )
            at = item.end()
            if item["classes"]:
                out.append(self._word(item["slot"], tuple(item["classes"].split("+")), slots))
            elif item["part"]:
                part = self.parts.get(item["part"])
                if part is None:
                    raise TableError(f"times/patterns.yaml, row {id!r}: no part is named {item['part']!r}.")
                out.append(f"(?:{self._expression(part, slots, id, depth + 1)})")
            elif item["open"]:
                out.append(_OPEN[item["open"]])
            elif item["literal"] or item["escaped"]:
                out.append(self.signs.matching([literal_class(item["literal"] or item["escaped"])]))
            else:
                out.append(item[0])
        if pattern[at:].strip():
            raise TableError(f"times/patterns.yaml, row {id!r}: cannot be read at {pattern[at:].strip()!r}.")
        return "".join(out)

    def _word(
        self,
        slot: str | None,
        classes: tuple[str, ...],
        slots: list[tuple[str, int, tuple[str, ...]]],
    ) -> str:
        expression = self.signs.matching(classes)
        if slot is None:
            return expression
        self.groups += 1
        slots.append((slot, self.groups, classes))
        return f"({expression})"
