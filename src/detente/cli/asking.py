"""Asking a ledger: what every question is given, and what its command is given for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.cli import options
from detente.cli.output import Row, write_rows
from detente.cli.setup import before_first, make_knowledge, open_ledger

if TYPE_CHECKING:
    from detente.ledger import Ledger
    from detente.relations.roll import Roll


class Asked:
    """An open ledger with what is asked of it: a day, the user's tables, and how rows are written.

    Args:
        book: the ledger.
        as_of: only what was known on this day.
        tables: folders of the user's own tables.
        form: how rows are written.
        limit: how many at most.
    """

    def __init__(
        self, book: Ledger, as_of: str | None, tables: Sequence[Path], form: str, limit: int | None = None
    ) -> None:
        self.book, self.as_of, self._form, self._limit = book, as_of, form, limit
        self.knowledge = make_knowledge(tables)

    def one(self, name: str | None) -> str | None:
        """The actor's id, or None for None."""
        return None if name is None else self.id(name)

    def id(self, name: str) -> str:
        """The actor's id.

        Raises:
            UnknownActor: nobody bears the name.
        """
        return self.book.actor(name, knowledge=self.knowledge, as_of=self.as_of)

    def roll(self, blocs: bool = False) -> Roll:
        """How actors roll up; with `blocs`, members count with their alliances and unions."""
        from detente.relations.roll import Roll

        return Roll.of(self.book, self.as_of, blocs=self.knowledge.memberships if blocs else None)

    def write(
        self,
        rows: Iterable[Any],
        columns: Sequence[str],
        *,
        nothing: str = "Nothing found.",
        make: Callable[[Any], Row] | None = None,
    ) -> None:
        """Write rows as they were asked for; see `write_rows`.

        Where nothing at all was known on the day, an empty table says that in place of `nothing`.
        """
        said = before_first(self.book, self.as_of) or nothing
        write_rows(rows, columns, self._form, limit=self._limit, nothing=said, make=make)


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """``--as-of``, ``--limit``, ``--ledger``, ``--tables``, ``--format``; the command is given an `Asked`."""

    @wraps(command)
    def opened(
        as_of: str | None, limit: int | None, ledger: Path, tables: tuple[Path, ...], form: str, **own: Any
    ) -> None:
        with open_ledger(ledger) as book:
            command(Asked(book, as_of, tables, form, limit), **own)

    return options.as_of(options.limit(options.ledger(options.knowledge(options.form(opened)))))
