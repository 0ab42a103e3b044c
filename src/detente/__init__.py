"""Detente reads political news and keeps the record that an analyst of a relationship keeps.

    import detente

    coder = detente.Coder()
    with detente.Ledger("detente.db") as ledger:
        for kept in detente.keep(detente.read("news/"), coder, ledger):
            print(kept)
        print(detente.brief(ledger, "RUS", "NATO", as_of="2000-02-03").render("text"))

`read` turns files into documents, `code` codes them, `keep` codes them into a `Ledger`; `dyads`, `dyad`,
`terms`, `agenda` and `brief` ask it. The records are those of `detente.records`. Each name is imported at its
first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.briefing import brief
    from detente.coding import Coder
    from detente.errors import DetenteError
    from detente.intake import code, keep
    from detente.knowledge import Knowledge
    from detente.ledger import Ledger
    from detente.reading import Failure, read
    from detente.records import (
        Actor,
        CodedDocument,
        Condition,
        Document,
        Event,
        Expectation,
        Explanation,
        Mention,
        Statement,
        Time,
        from_json,
        to_json,
    )
    from detente.relations.agenda import agenda
    from detente.relations.dyads import dyad, dyads
    from detente.relations.terms import terms

__version__ = "0.1.0"

_HOMES = {
    "read": "detente.reading",
    "Failure": "detente.reading",
    "Coder": "detente.coding",
    "Knowledge": "detente.knowledge",
    "code": "detente.intake",
    "keep": "detente.intake",
    "Ledger": "detente.ledger",
    "dyads": "detente.relations.dyads",
    "dyad": "detente.relations.dyads",
    "terms": "detente.relations.terms",
    "agenda": "detente.relations.agenda",
    "brief": "detente.briefing",
    "DetenteError": "detente.errors",
    "to_json": "detente.records",
    "from_json": "detente.records",
    "Actor": "detente.records",
    "CodedDocument": "detente.records",
    "Condition": "detente.records",
    "Document": "detente.records",
    "Event": "detente.records",
    "Expectation": "detente.records",
    "Explanation": "detente.records",
    "Mention": "detente.records",
    "Statement": "detente.records",
    "Time": "detente.records",
}

__all__ = [
    "Actor",
    "CodedDocument",
    "Coder",
    "Condition",
    "DetenteError",
    "Document",
    "Event",
    "Expectation",
    "Explanation",
    "Failure",
    "Knowledge",
    "Ledger",
    "Mention",
    "Statement",
    "Time",
    "__version__",
    "agenda",
    "brief",
    "code",
    "dyad",
    "dyads",
    "from_json",
    "keep",
    "read",
    "terms",
    "to_json",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
