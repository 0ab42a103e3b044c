"""What reading knows of other people's files: where pages keep dates, what exports call columns."""

from __future__ import annotations

from dataclasses import dataclass

from detente.knowledge.tables import Tables

FIELDS = ("text", "title", "published", "outlet", "url", "author", "id")
PLACES = ("json", "meta", "itemprop")


@dataclass(frozen=True, slots=True)
class Exports:
    """The names, ready for use.

    Attributes:
        page_dates: where a page may keep its date and under which name in lower case, the surest first.
        columns: accepted names of columns in lower case, by field; the first that a file has is taken.
    """

    page_dates: tuple[tuple[str, str], ...]
    columns: dict[str, tuple[str, ...]]


def load_exports(tables: Tables) -> Exports:
    """Load ``reading/page_dates.csv`` and ``reading/columns.csv``."""
    dates = [
        (row.choice("where", PLACES), name.lower())
        for row in tables.rows("reading/page_dates.csv", ("id", "where", "names"))
        for name in row.list("names")
    ]
    columns: dict[str, tuple[str, ...]] = {}
    for row in tables.rows("reading/columns.csv", ("id", "field", "names")):
        field = row.choice("field", FIELDS)
        columns[field] = columns.get(field, ()) + tuple(name.lower() for name in row.list("names"))
    return Exports(tuple(dates), columns)
