"""Rows on standard output, in the format asked for."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import click

Row = Mapping[str, Any]


def write_rows(rows: Iterable[Row], columns: Sequence[str], form: str, *, limit: int | None = None) -> int:
    """Write rows; all but the table are written as they come.

    Args:
        rows: the rows; each has all the columns.
        columns: the columns in order.
        form: ``table``, ``csv``, ``tsv``, ``json`` or ``jsonl``.
        limit: how many at most; standard error says how many there were.

    Returns:
        how many rows were written.
    """
    stream = iter(rows)
    shown = _counted(stream, limit)
    writer = {"csv": _csv, "tsv": _tsv, "json": _json, "jsonl": _jsonl, "table": _table}[form]
    written = writer(shown, columns)
    if limit is not None and written == limit:
        more = sum(1 for _ in stream)
        if more:
            click.echo(f"{written} of {written + more} rows; the rest with a higher --limit.", err=True)
    if not written and form == "table":
        click.echo("Nothing found.", err=True)
    return written


def _counted(stream: Iterator[Row], limit: int | None) -> Iterator[Row]:
    if limit is None:
        yield from stream
        return
    for _ in range(limit):
        row = next(stream, None)
        if row is None:
            return
        yield row


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
    first = next(rows, None)
    if first is None:
        return 0
    # imported here: it takes longer than all the rest of a small command
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # one that is piped is read by a program or a pager: no line of it is cut or folded
    console = Console(width=None if sys.stdout.isatty() else 10_000, highlight=False, soft_wrap=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    last = columns[-1]
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=False, ratio=1 if column == last else None)
    written = 0
    for row in chain([first], rows):
        table.add_row(*(Text(" ".join(_text(row[c]).split())) for c in columns))
        written += 1
    if sys.stdout.isatty():
        console.print(table)
    else:
        table.columns[-1].ratio = None
        with console.capture() as captured:
            console.print(table)
        for line in captured.get().splitlines():
            click.echo(line.rstrip())
    return written


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
