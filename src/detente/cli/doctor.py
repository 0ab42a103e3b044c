"""``detente doctor``: is everything there that Detente needs, and is the ledger sound?"""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from detente import __version__
from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.setup import make_knowledge, open_ledger
from detente.cli.talk import FAILED
from detente.errors import DetenteError, SettingError

_PACKAGES = (
    "spacy",
    "click",
    "rich",
    "pyyaml",
    "charset-normalizer",
    "rapidfuzz",
    "rensa",
    "jinja2",
    "scipy",
    "trafilatura",
    "lxml",
    "lxml_html_clean",
    "feedparser",
    "pypdf",
    "mammoth",
    "striprtf",
    "warcio",
)
Finding = tuple[str, bool, str]


@click.command(epilog="Example: detente doctor --ledger news.db")
@options.ledger
@options.coder
@options.form
@click.pass_context
def doctor(
    ctx: click.Context, ledger: Path, tables: tuple[Path, ...], model: str | None, scale: str, form: str
) -> None:
    """Check the installation, the tables, the parser and the ledger; exit code 1 if something is wrong."""
    wrong: list[str] = []

    def rows() -> Iterator[dict[str, object]]:
        for what, check in (
            ("versions", _versions),
            ("sqlite", _sqlite),
            ("parser", lambda: _parser(model)),
            ("tables", lambda: _tables(tables, scale)),
            ("ledger", lambda: _ledger(ledger)),
        ):
            for name, well, said in _findings(what, check):
                if not well:
                    wrong.append(name)
                yield {"what": name, "well": well, "finding": said}

    write_rows(rows(), ("what", "well", "finding"), form)
    if wrong:
        click.echo(f"Something is wrong with: {', '.join(wrong)}. Each line above says what to do.", err=True)
        ctx.exit(FAILED)


def _findings(what: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except DetenteError as error:
        yield what, False, str(error)


def _versions() -> Iterator[Finding]:
    yield "detente", True, __version__
    yield "python", True, f"{platform.python_version()} on {platform.platform(terse=True)}"
    for name in _PACKAGES:
        try:
            yield name, True, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield name, False, f"is not installed; run: pip install {name}"


def _sqlite() -> Iterator[Finding]:
    import sqlite3

    yield "sqlite", True, sqlite3.sqlite_version
    connection = sqlite3.connect(":memory:")
    try:
        for feature, statement in (
            ("sqlite STRICT tables", "CREATE TABLE one (a TEXT) STRICT"),
            ("sqlite FTS5", "CREATE VIRTUAL TABLE two USING fts5 (a)"),
        ):
            try:
                connection.execute(statement)
                yield feature, True, "available"
            except sqlite3.Error as error:
                yield feature, False, f"{error}; use a Python whose SQLite is 3.37 or newer with FTS5"
    finally:
        connection.close()


def _parser(model: str | None) -> Iterator[Finding]:
    from detente.coding.parser import DEFAULT_MODEL, Parser

    name = model or DEFAULT_MODEL
    parser = Parser(name)
    meta = parser.nlp.meta
    if meta.get("lang") != "en":
        raise SettingError(f"The spaCy pipeline {name!r} is for {meta.get('lang')}; choose an English one.")
    parts = ", ".join(parser.nlp.pipe_names)
    yield "parser", True, f"{name} {meta.get('version')} ({parts})"


def _tables(folders: tuple[Path, ...], scale: str) -> Iterator[Finding]:
    from detente.knowledge.tables import table_names

    known = make_knowledge(folders, scale)
    for name in table_names():
        try:
            yield name, True, f"{len(known.tables.rows(name))} rows"
        except DetenteError as error:
            yield name, False, str(error)
    names = set(table_names())
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".csv", ".yaml")):
            if path.relative_to(folder).as_posix() not in names:
                yield (
                    str(path),
                    False,
                    "extends none of our tables; name it as one of them (see `detente codebook`)",
                )


def _ledger(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield "ledger", True, f"none at {path} yet; `detente read` makes it"
        return
    with open_ledger(path) as book:
        counts = ", ".join(f"{count} {name}" for name, count in book.counts().items())
        yield "ledger", True, f"{path}: {counts}"
        problems = book.check()
        for problem in problems:
            yield "ledger", False, f"{problem}; restore a copy, or read the sources again into a new file"
        if not problems:
            yield "ledger integrity", True, "sound"
