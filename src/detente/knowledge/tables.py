"""Reading the tables: CSV or YAML, ours in the package and the user's in folders beside it.

A user's file of the same name adds its rows to ours; a row with an id that ours has replaces it, and a row
whose ``drop`` is ``yes`` removes it. Errors name the file, the line and the column.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from detente.errors import TableError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: where it stands, and its cells by column name."""

    file: str
    line: int
    cells: dict[str, Any]

    @property
    def id(self) -> str:
        """The row's id, unique in its table."""
        return str(self.cells["id"])

    def text(self, column: str, default: str | None = None) -> str | None:
        """A cell as text; empty is the default."""
        value = self.cells.get(column)
        return default if value is None or value == "" else str(value)

    def need(self, column: str) -> str:
        """A cell that must be there."""
        value = self.text(column)
        if value is None:
            raise self.error(column, "is empty; every row needs it")
        return value

    def list(self, column: str) -> list[str]:
        """A cell with several values: a YAML list, or text parted by ``|``."""
        value = self.cells.get(column)
        if value in (None, ""):
            return []
        if isinstance(value, list):
            return [str(v) for v in value]
        return [part.strip() for part in str(value).split("|") if part.strip()]

    def choices(self, column: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """A cell with several values, of which each must be one of a few words."""
        values = tuple(self.list(column))
        for value in values:
            if value not in allowed:
                raise self.error(column, f"holds {value!r}; allowed are {', '.join(allowed)}")
        return values

    def number(self, column: str, default: float | None = None) -> float:
        """A cell as a number."""
        value = self.cells.get(column)
        if value in (None, ""):
            if default is None:
                raise self.error(column, "is empty; a number is needed")
            return default
        try:
            return float(str(value))
        except ValueError as error:
            raise self.error(column, f"is {value!r}, not a number") from error

    def choice(self, column: str, allowed: Sequence[str], default: str | None = None) -> str:
        """A cell that must hold one of a few words."""
        value = self.text(column, default)
        if value is None or value not in allowed:
            raise self.error(column, f"is {value!r}; allowed are {', '.join(allowed)}")
        return value

    def error(self, column: str, what: str) -> TableError:
        """The error to raise for a bad cell."""
        return TableError(f"{self.file}, line {self.line}, column {column!r} {what}.")


class Tables:
    """Where tables are looked up: the package's own, then each folder of the user's, in order."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = tuple(folders)
        for folder in self.folders:
            if not folder.is_dir():
                raise TableError(f"{folder} is not a folder of tables. Give a folder with --tables.")

    def rows(self, name: str, columns: Sequence[str] = ("id",)) -> list[Row]:
        """The rows of one table, ours and the user's.

        Args:
            name: the file's name below ``knowledge/tables``, such as ``actors/states.csv``.
            columns: columns that the file must have.

        Raises:
            TableError: a file cannot be read, lacks a column or repeats an id.
        """
        own = files("detente.knowledge").joinpath("tables", name)
        if not own.is_file():
            raise TableError(f"Detente has no table {name!r}.")
        merged = self._read(name, own.read_text(encoding="utf-8"), columns)
        for folder in self.folders:
            path = folder / name
            if not path.is_file():
                continue
            try:
                text = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise TableError(f"{path} cannot be read: {error}. Tables are UTF-8 text.") from error
            for key, row in self._read(str(path), text, columns).items():
                if str(row.cells.get("drop", "")).lower() in ("yes", "true"):
                    merged.pop(key, None)
                else:
                    merged[key] = row
        return list(merged.values())

    def _read(self, name: str, text: str, columns: Sequence[str]) -> dict[str, Row]:
        reader = _csv if name.endswith(".csv") else _yaml
        found: dict[str, Row] = {}
        for row in reader(name, text, columns):
            for column in columns:
                if column not in row.cells:
                    raise row.error(column, "is missing")
            key = row.need("id")
            if key in found:
                raise row.error("id", f"repeats {key!r} (first on line {found[key].line})")
            found[key] = row
        return found


def _csv(name: str, text: str, columns: Sequence[str]) -> Iterator[Row]:
    reader = csv.DictReader(text.splitlines(), strict=True)
    try:
        header = reader.fieldnames or []
        missing = [c for c in columns if c not in header]
        if missing:
            raise TableError(f"{name}, line 1: the column {missing[0]!r} is missing.")
        for cells in reader:
            if None in cells:
                raise TableError(
                    f"{name}, line {reader.line_num}: more cells than columns; "
                    "put a cell with a comma in quotes."
                )
            if (cells.get("id") or "").startswith("#"):
                continue
            yield Row(name, reader.line_num, dict(cells))
    except csv.Error as error:
        raise TableError(f"{name}, line {reader.line_num}: {error}.") from error


class _Lines(yaml.CSafeLoader):
    """A safe loader that remembers the line each mapping began on."""


def _mapping(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = loader.construct_mapping(node, deep=True)  # type: ignore[assignment]
    found["__line__"] = node.start_mark.line + 1
    return found


_Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _yaml(name: str, text: str, columns: Sequence[str]) -> Iterator[Row]:
    try:
        loaded = yaml.load(text, Loader=_Lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise TableError(f"{name}{where}: {getattr(error, 'problem', error)}.") from error
    if loaded is None:
        return
    if not isinstance(loaded, list):
        raise TableError(f"{name}: a table is a list of rows, each beginning with '- id: …'.")
    for number, cells in enumerate(loaded, 1):
        if not isinstance(cells, dict):
            raise TableError(f"{name}, row {number}: a row is a mapping, beginning with '- id: …'.")
        line = int(cells.pop("__line__", number))
        yield Row(name, line, {str(k): _clean(v) for k, v in cells.items()})


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _clean(v) for k, v in value.items() if k != "__line__"}
    if isinstance(value, list):
        return [_clean(v) for v in value]
    return value


def table_names() -> list[str]:
    """The names of all our tables, such as ``actors/states.csv``, in order."""
    root = files("detente.knowledge").joinpath("tables")
    return sorted(
        f"{area.name}/{entry.name}"
        for area in root.iterdir()
        if area.is_dir()
        for entry in area.iterdir()
        if entry.name.endswith((".csv", ".yaml"))
    )
