"""``detente codebook``: the event types and every table that coding rests on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.setup import make_knowledge

if TYPE_CHECKING:
    from detente.knowledge import Knowledge
    from detente.knowledge.codebook import Codebook, Entry

COLUMNS = ("id", "quad", "intensity", "definition", "included", "excluded", "ties", "modes", "examples")
_WIDTH = 88


@click.command(epilog="Example: detente codebook CONSULT")
@click.argument("what", required=False, metavar="[TYPE|TABLE|tables]")
@options.knowledge
@options.form
def codebook(what: str | None, tables: tuple[Path, ...], form: str) -> None:
    """Show the codebook: the sixteen event types with their modes, what is in and what is out.

    With a TYPE (CONSULT), that type and the frames that lead to it. With the word tables, the names of all
    tables that coding rests on; with the name of a TABLE (frames/verbs), its rows. A folder given with
    --tables adds rows of your own.
    """
    from detente.errors import TableError
    from detente.knowledge.tables import table_names

    knowledge = make_knowledge(tables)
    names = table_names()
    book = knowledge.codebook
    if what is None or what.upper() in book.types:
        entries = [e for e in book.types.values() if what is None or e.id == what.upper()]
        if form != "table":
            write_rows((_row(book, entry) for entry in entries), COLUMNS, form)
            return
        lines = _all(book, entries) if what is None else _one(knowledge, entries[0])
        for line in lines:
            click.echo(line)
        return
    known = knowledge.tables
    if what == "tables":
        counted = ({"table": name, "rows": len(known.rows(name))} for name in names)
        write_rows(counted, ("table", "rows"), form)
        return
    chosen = [name for name in names if what in (name, name.rpartition(".")[0])]
    if not chosen:
        raise TableError(
            f"There is no event type and no table {what!r}. `detente codebook` shows the types, "
            "`detente codebook tables` names the tables."
        )
    rows = known.rows(chosen[0])
    columns = list(dict.fromkeys(column for row in rows for column in row.cells))
    write_rows(({c: row.cells.get(c) for c in columns} for row in rows), columns, form)


def _row(book: Codebook, entry: Entry) -> dict[str, Any]:
    modes = [mode.name for mode in book.modes.values() if mode.type == entry.id]
    lists = {name: list(getattr(entry, name)) for name in ("included", "excluded", "ties", "examples")}
    return {
        "id": entry.id,
        "quad": entry.quad,
        "intensity": entry.intensity,
        "definition": entry.definition,
        "modes": modes,
        **lists,
    }


def _all(book: Codebook, entries: Sequence[Entry]) -> Iterator[str]:
    yield f"Codebook {book.version}: PLOVER's {len(entries)} event types, described in our own words"
    for entry in entries:
        yield from _card(book, entry)
    yield ""
    yield "Decisions where PLOVER's manual slips or leaves room"
    for decision in book.decisions.values():
        yield from _wrapped(f"{decision.id}: ", decision.definition)


def _one(knowledge: Knowledge, entry: Entry) -> Iterator[str]:
    book = knowledge.codebook
    yield from _card(book, entry)
    modes = [mode for mode in book.modes.values() if mode.type == entry.id]
    if modes:
        yield ""
        yield "Modes"
        for mode in modes:
            yield from _wrapped(f"{mode.name} ({mode.intensity:+g}): ", mode.definition)
    yield ""
    yield "Frames that make it (other types become it by way of frames/operators and frames/effects)"
    for table in ("frames/verbs.csv", "frames/nouns.csv", "frames/adjectives.csv"):
        for row in knowledge.tables.rows(table):
            if row.text("type") == entry.id:
                words = ", ".join(word.replace("_", " ") for word in row.list("words"))
                yield from _wrapped(f"{row.id}: ", words)


def _card(book: Codebook, entry: Entry) -> Iterator[str]:
    quads = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
    yield ""
    yield f"{entry.id}  {quads[entry.quad]}, intensity {entry.intensity:+g}"
    yield from _wrapped("", entry.definition)
    parts = (
        ("in: ", entry.included), ("out: ", entry.excluded), ("ties: ", entry.ties),
        ("modes: ", [mode.name for mode in book.modes.values() if mode.type == entry.id]),
    )  # fmt: skip
    for name, items in parts:
        if items:
            yield from _wrapped(name, "; ".join(items))
    for example in entry.examples:
        yield from _wrapped("e.g. ", example)


def _wrapped(name: str, text: str) -> Iterator[str]:
    yield from textwrap.wrap(
        name + text, _WIDTH, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False
    )
