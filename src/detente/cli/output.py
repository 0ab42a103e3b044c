"""Rows on standard output, in the format asked for."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import click

Row = Mapping[str, Any]

# on a terminal that is too narrow, a column with longer cells stands below its row
_LONG = 28


def write_rows(
    rows: Iterable[Any],
    columns: Sequence[str],
    form: str,
    *,
    limit: int | None = None,
    nothing: str = "Nothing found.",
    make: Callable[[Any], Row] | None = None,
) -> int:
    """Write rows; all but the table are written as they come.

    Args:
        rows: the rows; each has all the columns, itself or by way of `make`.
        columns: the columns in order.
        form: ``table``, ``csv``, ``tsv``, ``json`` or ``jsonl``.
        limit: how many at most; standard error says how many there were.
        nothing: what is said where a table has no row.
        make: makes a row of what `rows` gives; it is called only for rows that are shown.

    Returns:
        how many rows were written.
    """
    stream = iter(rows)
    shown = _shown(stream, limit, make)
    writer = {"csv": _csv, "tsv": _tsv, "json": _json, "jsonl": _jsonl, "table": _table}[form]
    written = writer(shown, columns)
    if limit is not None and written == limit:
        more = sum(1 for _ in stream)
        if more:
            click.echo(f"{written} of {written + more} rows; the rest with a higher --limit.", err=True)
    if not written and form == "table" and nothing:
        click.echo(nothing, err=True)
    return written


def _shown(stream: Iterator[Any], limit: int | None, make: Callable[[Any], Row] | None) -> Iterator[Row]:
    for item in stream if limit is None else islice(stream, limit):
        yield item if make is None else make(item)


def _csv(rows: Iterator[Row], columns: Sequence[str]) -> int:
    return _separated(rows, columns, csv.writer(sys.stdout, lineterminator="\n"))


def _tsv(rows: Iterator[Row], columns: Sequence[str]) -> int:
    written = 0
    click.echo("\t".join(columns))
    for row in rows:
        click.echo("\t".join(" ".join(_text(row[c]).split()) for c in columns))
        written += 1
    return written


def _separated(rows: Iterator[Row], columns: Sequence[str], writer: Any) -> int:
    written = 0
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_text(row[c]) for c in columns])
        written += 1
    return written


def _json(rows: Iterator[Row], columns: Sequence[str]) -> int:
    written = 0
    click.echo("[", nl=False)
    for row in rows:
        click.echo((",\n " if written else "") + _object(row, columns), nl=False)
        written += 1
    click.echo("]")
    return written


def _jsonl(rows: Iterator[Row], columns: Sequence[str]) -> int:
    written = 0
    for row in rows:
        click.echo(_object(row, columns))
        written += 1
    return written


def _object(row: Row, columns: Sequence[str]) -> str:
    return json.dumps({c: row[c] for c in columns}, ensure_ascii=False)


def _table(rows: Iterator[Row], columns: Sequence[str]) -> int:
    cells = [[" ".join(_text(row[c]).split()) for c in columns] for row in rows]
    if not cells:
        return 0
    if not sys.stdout.isatty():
        # what is piped is read by a program or a pager: no line of it is cut or folded
        for line in _aligned([list(columns), *cells]):
            click.echo(line)
    else:
        _for_people(cells, columns, shutil.get_terminal_size().columns)
    return len(cells)


def _for_people(cells: list[list[str]], columns: Sequence[str], width: int) -> None:
    """A table for a terminal: empty columns are left out, long cells stand folded below their row."""
    used = [n for n in range(len(columns)) if any(row[n] for row in cells)]
    lines = _aligned([[columns[n] for n in used], *([row[n] for n in used] for row in cells)])
    below: list[int] = []
    if max(map(len, lines)) > width:
        below = [n for n in used if max(len(row[n]) for row in cells) > _LONG]
        used = [n for n in used if n not in below]
        lines = _aligned([[columns[n] for n in used], *([row[n] for n in used] for row in cells)])
    click.secho(lines[0], bold=True)
    for line, row in zip(lines[1:], cells, strict=True):
        click.echo(line)
        for n in below:
            if row[n]:
                name = f"{columns[n]}: " if len(below) > 1 else ""
                for part in textwrap.wrap(name + row[n], max(40, width - 4)):
                    click.secho(f"    {part}", dim=True)


def _aligned(table: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in table]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return "|".join(_text(item) for item in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
