"""What the server holds: where the ledger lies, the tables, what is worked out, and the key to it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from detente.errors import LedgerError
from detente.knowledge import Knowledge
from detente.ledger import Ledger
from detente.relations.roll import Roll
from detente.web.apart import Apart, Lost
from detente.web.held import Answer, Held
from detente.web.reading import Reader

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PATIENT = 5.0
"""Seconds that a decision waits while another process writes."""


@dataclass
class Desk:
    """The settings of one server.

    Args:
        path: the ledger's file.
        tables: the user's folders of tables.
        host: the address the server is bound to.
        port: its port.
        token: what a visitor must know; needed where `host` is not the loopback address.
        largest: bytes that a request may bring.
        author: who judges, where a form does not say.
        apart: whether what is dear is worked out in a process of its own.
    """

    path: Path
    tables: tuple[Path, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    largest: int = 20_000_000
    author: str = "desk"
    apart: bool = False
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    held: Held = field(default_factory=Held)
    closed: bool = False

    @property
    def hosts(self) -> frozenset[str]:
        """Names under which the server may be asked for; another name means that a page elsewhere asks."""
        return frozenset((*LOOPBACK, self.host))

    @property
    def uploads(self) -> Path:
        """Where uploaded files are kept."""
        return self.path.with_name(f"{self.path.stem}-uploads")

    @cached_property
    def knowledge(self) -> Knowledge:
        """The tables, ours and the user's."""
        return Knowledge(self.tables)

    @cached_property
    def reader(self) -> Reader:
        """What reads beside the pages."""
        return Reader(self.path, self.tables)

    @cached_property
    def _apart(self) -> Apart:
        return Apart(self)

    @cached_property
    def _beside(self) -> Apart:
        return Apart(self)

    def prepare(self) -> None:
        """Make the ledger where there is none, and bring it up to date."""
        with Ledger(self.path, create=True):
            pass
        if self.apart:
            # what the first page needs is loaded while the server starts
            self._apart.start()
            threading.Thread(target=lambda: self.knowledge.actors, daemon=True).start()

    @contextmanager
    def open(self, *, write: bool = False) -> Iterator[Ledger]:
        """The ledger for one request; opened for reading only unless `write`."""
        with Ledger(self.path, create=False, readonly=not write, timeout=PATIENT) as ledger:
            yield ledger

    def roll(self, ledger: Ledger, as_of: str | None, blocs: bool) -> Roll:
        """How actors roll up; with `blocs`, members count with their alliances and unions.

        Args:
            ledger: the record.
            as_of: what was known on that day; None is all.
            blocs: whether members do.
        """
        return Roll.of(ledger, as_of, blocs=self.knowledge.memberships if blocs else None)

    def state(self, ledger: Ledger) -> Hashable:
        """What changes whenever the ledger's answers may, and the day."""
        row = next(
            ledger.select(
                "SELECT (SELECT max(id) FROM documents), (SELECT max(id) FROM codings),"
                " (SELECT max(id) FROM judgements), (SELECT count(undone_at) FROM judgements),"
                " (SELECT max(id) FROM streams)"
            )
        )
        file = self.path.stat()
        return (*row, date.today(), file.st_dev, file.st_ino)  # another file may have taken its place

    def ask(
        self,
        ledger: Ledger,
        key: Hashable,
        make: Callable[[Ledger], Any],
        *,
        patience: float | None = None,
        beside: bool = False,
    ) -> Answer:
        """An answer that is held; see `detente.web.held`.

        Args:
            ledger: the request's own, which tells its state.
            key: names the question.
            make: works the answer out from a ledger opened for it.
            patience: seconds to wait; while articles are being read, a page waits for nothing that it has an
                older answer to.
            beside: whether the page can be shown without it; then nothing that a page needs waits behind it.

        Raises:
            Pending: it is not there yet.
        """

        def work() -> Any:
            if self.apart:
                try:
                    return (self._beside if beside else self._apart).run(make)
                except Lost as error:  # then it is worked out here
                    if self.closed:
                        raise LedgerError("The desk is being closed.") from error
            with self.open() as opened:
                return make(opened)

        hurry = "reader" in self.__dict__ and self.reader.busy()
        return self.held.get(key, self.state(ledger), work, patience=patience, hurry=hurry, beside=beside)

    def close(self) -> None:
        """Let go of the workers and the reader."""
        self.closed = True
        self.held.close()
        for name in ("_apart", "_beside"):
            if name in self.__dict__:
                self.__dict__[name].close()
        if "reader" in self.__dict__:
            self.reader.close()
