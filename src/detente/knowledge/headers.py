"""What reading knows: the labels of an article's header, when volumes began, function words of languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.knowledge.tables import Tables

LABELLED = ("publication", "volume", "issue", "title", "published", "author", "url", "skip")


@dataclass(frozen=True, slots=True)
class Headers:
    """The header words, ready for use.

    Attributes:
        labels: field by label in lower case (``vol.`` → ``volume``); ``skip`` fields are not kept.
        label: finds a label with its colon.
        months: number by name in lower case.
        date_lead: what may stand before a date on its own line: a weekday, ``Published``.
        by: finds the words a by-line begins with.
        copyright: finds a line of copyright; group 1 is the year.
        volumes: year of the first volume by the publication's name in lower case.
    """

    labels: dict[str, str]
    label: re.Pattern[str]
    months: dict[str, int]
    date_lead: re.Pattern[str]
    by: re.Pattern[str]
    copyright: re.Pattern[str]
    volumes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its most frequent function words."""

    id: str
    name: str
    words: frozenset[str]


def load_headers(tables: Tables) -> Headers:
    """Load ``reading/header.csv`` and ``reading/volumes.csv``."""
    labels: dict[str, str] = {}
    months: dict[str, int] = {}
    kinds: dict[str, list[str]] = {"lead": [], "by": [], "copyright": []}
    allowed = (*LABELLED, "month", "weekday", *kinds)
    for row in tables.rows("reading/header.csv", ("id", "field", "words", "value")):
        field = row.choice("field", allowed)
        words = row.list("words")
        if field == "month":
            months |= {word.lower(): int(row.number("value")) for word in words}
        elif field == "weekday":
            kinds["lead"] += words
        elif field in kinds:
            kinds[field] += words
        else:
            labels |= {word.lower(): field for word in words}
    volumes = {
        name.lower(): int(row.number("first_year"))
        for row in tables.rows("reading/volumes.csv", ("id", "names", "first_year"))
        for name in row.list("names")
    }
    lead, by, copyright = (_any(kinds[kind]) for kind in ("lead", "by", "copyright"))
    return Headers(
        labels=labels,
        label=re.compile(rf"(?:^|(?<=\s)){_any(labels)}[ \t]*:(?=\s|$)[ \t]*", re.IGNORECASE),
        months=months,
        date_lead=re.compile(rf"(?:{lead}\.?[:,]?\s+)+", re.IGNORECASE),
        by=re.compile(rf"{by}:?\s+(?=\w)", re.IGNORECASE),
        copyright=re.compile(rf"{copyright}\W*(?:{copyright}\W*)?((?:19|20)\d\d)\b", re.IGNORECASE),
        volumes=volumes,
    )


def load_languages(tables: Tables) -> list[Language]:
    """Load ``reading/languages.csv``."""
    rows = tables.rows("reading/languages.csv", ("id", "name", "words"))
    return [
        Language(row.id, row.need("name"), frozenset(word.lower() for word in row.list("words")))
        for row in rows
    ]


def _any(words: Iterable[str]) -> str:
    listed = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in listed) + ")"
