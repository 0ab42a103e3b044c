"""Exports of archives as tables (CSV, TSV): a row with the names of columns, then one document a row."""

from __future__ import annotations

import codecs
import csv
import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.knowledge.exports import FIELDS
from detente.reading.articles import date_of, merge, shared
from detente.reading.metadata import Metadata
from detente.reading.plain import kept, make_document
from detente.reading.sources import Failure, Options, Source
from detente.records import Document

DELIMITERS = (",", "\t", ";", "|")
_SHOWN = 40
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field, by its number."""

    delimiter: str
    at: dict[str, int]

    def cell(self, row: Sequence[str], field: str) -> str | None:
        """A field of a row; None where it is empty or not there."""
        number = self.at.get(field)
        value = row[number].strip() if number is not None and number < len(row) else ""
        return value or None


def read_table(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read a table row by row; which names of columns are known stands in ``reading/columns.csv``."""
    # a field that never ends (a quotation mark too many) must not take the rest of the file into memory
    csv.field_size_limit(max(csv.field_size_limit(), min(options.max_chars * 2, sys.maxsize)))
    rows = 0
    try:
        with source.open() as stream:
            lines = _lines(stream, options)
            first = next(lines, None)
            if first is None:
                yield Failure(source.name, "is empty.")
                return
            columns = find_columns(first, knowledge)
            table = csv.reader(lines, delimiter=columns.delimiter, strict=True)
            for row in table:
                if not any(cell.strip() for cell in row):
                    continue
                rows += 1
                where = f"{source.name}, line {table.line_num + 1}"
                try:
                    at = columns.at["text"]
                    text = row[at] if at < len(row) else ""
                    cells = {field: columns.cell(row, field) for field in FIELDS}
                    yield row_document(text, cells, rows, source, options, knowledge, shared(metadata))
                except ReadingError as error:
                    yield Failure(where, str(error))
        if not rows:
            yield Failure(source.name, "has a row of names and no other row.")
    except ReadingError as error:
        yield Failure(source.name, str(error))
    except csv.Error as error:
        yield Failure(
            source.name,
            f"the table cannot be read on after row {rows} ({error}); look for a quotation mark that is "
            "never closed, mend it and read again. The rows before it were read.",
        )
    except (OSError, UnicodeError) as error:
        yield Failure(source.name, f"cannot be read on after row {rows} ({error}).")


def find_columns(line: str, knowledge: Knowledge) -> Columns:
    """Find out which columns a table has.

    Args:
        line: its first row.
        knowledge: the tables, with the accepted names.

    Raises:
        ReadingError: none of the columns is the text; the message names the columns that were seen.
    """
    known = knowledge.exports.columns
    best: Columns | None = None
    seen: list[str] = [line.strip()]
    for delimiter in DELIMITERS:
        try:
            names = [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
        except csv.Error:
            continue
        if len(names) > len(seen):
            seen = names
        lower = [name.lower().lstrip("\ufeff") for name in names]
        at = {
            field: lower.index(name)
            for field in FIELDS
            if (name := next((name for name in known.get(field, ()) if name in lower), None)) is not None
        }
        if "text" in at and (best is None or len(at) > len(best.at)):
            best = Columns(delimiter, at)
    if best is None:
        shown = ", ".join(repr(name[:60]) for name in seen[:_SHOWN])
        more = f" and {len(seen) - _SHOWN} of {len(seen)} more" if len(seen) > _SHOWN else ""
        raise ReadingError(
            f"no column holds the text. Columns seen: {shown}{more}. Accepted for the text: "
            f"{', '.join(known.get('text', ()))}; name yours so, or add its name to "
            "reading/columns.csv (--tables)."
        )
    return best


def _lines(stream: BinaryIO, options: Options) -> Iterator[str]:
    """The lines of a table one by one; each is UTF-8 or else Western Windows, as exports mix them."""
    limit = options.max_chars * 8 + 1_000_000
    start = stream.readline(limit)
    name = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    if name is not None and name.startswith("utf-16"):
        # a line of UTF-16 does not end where a line of bytes does
        decoder = codecs.getincrementaldecoder(name)("replace")
        held = decoder.decode(start)
        while part := stream.read(65536):
            held += decoder.decode(part)
            *whole, held = held.splitlines(keepends=True)
            yield from (line.lstrip("\ufeff") for line in whole)
        yield from held.splitlines(keepends=True)
        return
    line = start.removeprefix(codecs.BOM_UTF8)
    while line:
        yield _decoded(line, options.encoding)
        line = stream.readline(limit)


def _decoded(line: bytes, encoding: str | None) -> str:
    if encoding is not None:
        try:
            return line.decode(encoding)
        except LookupError as error:
            raise ReadingError(f"there is no encoding {encoding!r}; try utf-8 or cp1252.") from error
        except UnicodeError as error:
            raise ReadingError(f"is not {encoding} ({error}); leave --encoding out.") from error
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def row_document(
    text: str,
    cells: Mapping[str, str | None],
    number: int,
    source: Source,
    options: Options,
    knowledge: Knowledge,
    over: Metadata | None,
) -> Document:
    """Make a document of a row of an export.

    Args:
        text: its text, as it stands.
        cells: its other fields by name; None or absent where it has none.
        number: which row it is, from 1 on.
        source: where it stands.
        options: how it is read.
        knowledge: the tables.
        over: what a ``metadata.csv`` says of all rows.

    Raises:
        ReadingError: its date is not understood, or its text is none that is coded.
    """
    stated = cells.get("published")
    date = date_of(stated, knowledge)
    if stated is not None and date is None:
        raise ReadingError(f"its date {stated!r} is not understood; write it as 2011-06-04.")
    told = Metadata(date, cells.get("title"), cells.get("outlet"), cells.get("url"), cells.get("author"))
    name = kept(cells.get("id") or f"{source.name}:{number}")
    return make_document(
        text,
        name=name,
        path=None if source.place is None else f"{source.place}#{name}",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        options=options,
        knowledge=knowledge,
        metadata=merge(over, told),
        guess=False,
    )
