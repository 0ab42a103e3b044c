"""The coder and the ledger that a command's options ask for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.coding import Coder
    from detente.knowledge import Knowledge
    from detente.ledger import Ledger


def make_coder(tables: Sequence[Path], model: str | None, scale: str) -> Coder:
    """A coder with the tables, parser and scale asked for."""
    from detente.coding import Coder
    from detente.coding.parser import DEFAULT_MODEL, Parser

    return Coder(make_knowledge(tables, scale), Parser(model or DEFAULT_MODEL))


def make_knowledge(tables: Sequence[Path], scale: str = "icd203") -> Knowledge:
    """The tables, ours and the user's."""
    from detente.knowledge import Knowledge

    return Knowledge(list(tables), scale)


def open_ledger(path: Path, *, create: bool = False) -> Ledger:
    """The ledger at a path."""
    from detente.ledger import Ledger

    return Ledger(path, create=create)


def before_first(book: Ledger, as_of: str | None) -> str | None:
    """That a day lies before the first article, or None where it does not or the ledger is empty."""
    from detente.ledger.queries import day

    oldest = next(book.select("SELECT min(known) FROM documents"))[0]
    if as_of is None or oldest is None or day(as_of) >= oldest:
        return None
    return f"Nothing was known on {as_of}: the oldest article is of {oldest}."
