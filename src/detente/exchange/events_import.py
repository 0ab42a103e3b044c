"""Event streams of others into the ledger: read line by line, whatever their length.

CSV or TSV, plain or gzipped, in CAMEO, WEIS or PLOVER; the columns of KEDS, ICEWS, POLECAT and GDELT are
known by name. Lines whose code or date is unknown are counted and listed, not guessed at; dates may be out of
order.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import itertools
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from detente.errors import ReadingError
from detente.exchange.stream_formats import (
    Columns,
    StreamTables,
    find_columns,
    find_scheme,
    load_stream_tables,
    read_date,
)
from detente.knowledge.scales import CodeValue
from detente.ledger import Ledger
from detente.ledger.streams import StreamAdded, StreamRow, StreamWriter

LOOK_AHEAD = 2_000
"""Lines that are read to tell columns and scheme."""
EVERY = 20_000
"""Lines between two calls of the progress function."""


@dataclass(slots=True)
class ImportReport:
    """What became of a stream.

    Attributes:
        name: what it is called.
        scheme: the scheme of its codes.
        stream: its number in the ledger; 0 before it is written.
        new: False where the ledger had the same bytes already.
        lines: lines with an event.
        kept: events that were kept.
        unknown_codes: codes that the scheme does not know, with their number.
        bad_dates: dates that are none, with their number.
        incomplete: lines without a source or target, or with the same on both sides.
    """

    name: str
    scheme: str = ""
    stream: int = 0
    new: bool = True
    lines: int = 0
    kept: int = 0
    unknown_codes: Counter[str] = field(default_factory=Counter)
    bad_dates: Counter[str] = field(default_factory=Counter)
    incomplete: int = 0

    @property
    def left_out(self) -> int:
        """Lines that were not kept."""
        return self.lines - self.kept


def import_events(
    ledger: Ledger,
    path: str | Path,
    *,
    scheme: str | None = None,
    tables: StreamTables | None = None,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Import a stream into a ledger, in one transaction.

    Args:
        ledger: where to.
        path: the file; ``.gz`` is unpacked on the way.
        scheme: ``cameo``, ``weis`` or ``plover``; told from the codes where not given.
        tables: how streams are read; our own where not given.
        progress: called with the number of lines so far, now and then.

    Returns:
        What was kept and what was not. The same bytes again change nothing.

    Raises:
        ReadingError: the file cannot be read.
        SettingError: its columns or its scheme cannot be told.
        LedgerError: the ledger cannot be written.
    """
    path = Path(path)
    tables = tables or load_stream_tables()
    report = ImportReport(path.name)
    digest = _digest(path)
    with _stream(path, scheme, tables, report) as (columns, lines):
        tables.scales.code(report.scheme, "")  # refuses a scheme that is none
        writer = StreamWriter(ledger, report.name, report.scheme)
        held = writer.held(digest)
        if held is None:
            held = writer.write(_events(lines, columns, tables, report, progress), digest)
    _note(report, held)
    return report


def read_events(
    path: str | Path, *, scheme: str | None = None, tables: StreamTables | None = None
) -> tuple[ImportReport, Iterator[StreamRow]]:
    """Read a stream without a ledger.

    Args:
        path: the file.
        scheme: the scheme of its codes; told from them where not given.
        tables: how streams are read; our own where not given.

    Returns:
        A report that fills while the rows are taken, and the rows.
    """
    path = Path(path)
    tables = tables or load_stream_tables()
    report = ImportReport(path.name)

    def stream() -> Iterator[StreamRow]:
        with _stream(path, scheme, tables, report) as (columns, lines):
            for row in _events(lines, columns, tables, report, None):
                report.kept += 1
                yield row

    return report, stream()


@contextmanager
def _stream(
    path: Path, scheme: str | None, tables: StreamTables, report: ImportReport
) -> Iterator[tuple[Columns, Iterator[list[str]]]]:
    """A stream, open: its columns and its lines; the report is told the scheme of its codes."""
    with _open(path) as file:
        lines = _rows(file, path)
        head = list(itertools.islice(lines, LOOK_AHEAD))
        columns, body = _columns(head, tables, path)
        codes = [code for row in body if (code := _code(columns, row))]
        report.scheme = scheme or columns.scheme or find_scheme(codes, tables.scales)
        yield columns, itertools.chain(body, lines)


def _events(
    rows: Iterator[list[str]],
    columns: Columns,
    tables: StreamTables,
    report: ImportReport,
    progress: Callable[[int], None] | None,
) -> Iterator[StreamRow]:
    values: dict[str, CodeValue | None] = {}
    dates: dict[str, str | None] = {}
    by_code = "source" in columns.places and "target" in columns.places
    at_date = columns.places["date"]
    for line, row in enumerate(rows, 1):
        if progress is not None and line % EVERY == 0:
            progress(line)
        if not row:
            continue
        report.lines += 1
        written = row[at_date].strip() if at_date < len(row) else ""
        day = dates.get(written)
        if day is None:
            day = dates[written] = read_date(written)
            if len(dates) > 100_000:
                dates.clear()
        if day is None:
            report.bad_dates[written] += 1
            continue
        code = _code(columns, row)
        if code not in values:
            values[code] = tables.scales.code(report.scheme, code)
        value = values[code]
        if value is None:
            report.unknown_codes[code] += 1
            continue
        if by_code:
            source, target = columns.get(row, "source"), columns.get(row, "target")
            source, target = source and tables.actor(source), target and tables.actor(target)
        else:
            source, target = _party(columns, row, "source", tables), _party(columns, row, "target", tables)
        if not source or not target or source == target:
            report.incomplete += 1
            continue
        mode = columns.get(row, "mode").lower() or value.mode
        yield (
            line,
            day,
            source,
            target,
            code,
            value.type,
            mode,
            value.quad,
            value.goldstein,
            value.intensity,
        )


def _party(columns: Columns, row: Sequence[str], side: str, tables: StreamTables) -> str:
    code = columns.get(row, side)
    if code:
        return tables.actor(code)
    country, name = columns.get(row, f"{side}_country"), columns.get(row, f"{side}_name")
    if not country and not name:
        return ""
    return tables.named(country, columns.get(row, f"{side}_sector"), name)


def _code(columns: Columns, row: Sequence[str]) -> str:
    return columns.get(row, "code") or columns.get(row, "type").upper()


def _columns(head: list[list[str]], tables: StreamTables, path: Path) -> tuple[Columns, list[list[str]]]:
    head = [row for row in head if row]
    if not head:
        raise ReadingError(f"{path} is empty; an event stream has a line for each event.")
    columns = find_columns(head[0], tables)
    assert columns is not None
    named = any(cell.strip().lower().lstrip("\ufeff") in tables.columns for cell in head[0])
    return columns, head[1:] if named else head


def _rows(file: IO[str], path: Path) -> Iterator[list[str]]:
    first = file.readline()
    mark = "\t" if first.count("\t") >= 3 else (";" if first.count(";") > first.count(",") else ",")
    try:
        yield from csv.reader(itertools.chain([first] if first else [], file), delimiter=mark)
    except (csv.Error, EOFError, OSError, zlib.error) as error:
        raise ReadingError(f"{path} cannot be read as an event stream: {error}.") from error


def _open(path: Path) -> IO[str]:
    try:
        if path.suffix == ".gz":
            return io.TextIOWrapper(gzip.open(path), encoding="utf-8-sig", errors="replace", newline="")
        return path.open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise ReadingError(f"{path} cannot be opened: {error.strerror}.") from error


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReadingError(f"{path} cannot be opened: {error.strerror}.") from error


def _note(report: ImportReport, held: StreamAdded) -> None:
    report.stream, report.new, report.kept = held.stream, held.new, held.kept
