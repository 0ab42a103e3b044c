"""Every error that Detente raises on purpose. Each message says what is wrong and what to do next."""

from __future__ import annotations


class DetenteError(Exception):
    """Base of all errors a user can mend; the command line prints the message and nothing else."""


class ReadingError(DetenteError):
    """A source cannot be read as a document."""


class TableError(DetenteError):
    """A knowledge table is malformed; the message names file, line and column."""


class DateError(DetenteError):
    """A date is not EDTF level 1."""


class LedgerError(DetenteError):
    """The ledger file cannot be used."""


class UnknownActor(DetenteError):
    """No actor of that name or id is known."""


class SettingError(DetenteError):
    """A setting has no meaning, or what it names is not installed."""


class RecordError(DetenteError):
    """A coded document does not follow the contract."""


class GoldError(DetenteError):
    """Labelled data for evaluation is not of the form it should have."""
