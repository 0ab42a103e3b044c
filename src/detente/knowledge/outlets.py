"""News outlets: agencies, papers and broadcasters with their country and kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.knowledge.tables import Tables

KINDS = ("wire", "state media", "paper", "magazine", "broadcaster", "online", "digest")
_TOKEN = re.compile(r"[\w.&/+]+(?:['’-][\w.]+)*")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet, or a common noun for one (then `country` is None and `name` is that noun)."""

    id: str
    name: str
    country: str | None
    kind: str


@dataclass(slots=True)
class Outlets:
    """Outlets by name, and the common nouns that stand for one ("agency", "daily")."""

    named: dict[str, Outlet] = field(default_factory=dict)
    nouns: dict[str, Outlet] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)

    def get(self, text: str) -> Outlet | None:
        """The outlet of that name; case counts, since many are ordinary words."""
        return self.named.get(_key(text))

    def noun(self, word: str) -> Outlet | None:
        """The row of a common noun such as "agency"."""
        return self.nouns.get(word)

    def at(self, words: list[str], first: int, stop: int) -> tuple[Outlet, int] | None:
        """The longest outlet name that begins at a word, with the word after it."""
        longest = self.starts.get(words[first].replace("’", "'"))
        if longest is None:
            return None
        for end in range(min(stop, first + longest), first, -1):
            found = self.named.get(_join(words[first:end]))
            if found is not None:
                return found, end
        return None


def load_outlets(tables: Tables) -> Outlets:
    """Read ``outlets/outlets.csv`` and ``outlets/generic.csv``.

    Raises:
        TableError: a row lacks its name or has an unknown kind.
    """
    made = Outlets()
    for row in tables.rows("outlets/outlets.csv", ("id", "name", "aliases", "country", "kind")):
        outlet = Outlet(row.id, row.need("name"), row.text("country"), row.choice("kind", KINDS))
        for name in (outlet.name, *row.list("aliases")):
            key = _key(name)
            made.named.setdefault(key, outlet)
            words = key.split(" ")
            made.starts[words[0]] = max(made.starts.get(words[0], 0), 2 * len(words) + 2)
    for row in tables.rows("outlets/generic.csv", ("id", "word", "kind", "example")):
        made.nouns[row.need("word")] = Outlet(row.id, row.need("word"), None, row.choice("kind", KINDS))
    return made


def _key(name: str) -> str:
    return " ".join(_TOKEN.findall(name.replace("’", "'").replace("-", " ")))


def _join(words: list[str]) -> str:
    """Tokens as a key: the parser cuts "Itar-Tass" and "People's" into pieces."""
    text = " ".join(words).replace("’", "'").replace(" 's", "'s").replace(" - ", " ").replace("-", " ")
    return " ".join(text.split())
