"""A ``metadata.csv`` beside files: what is known of each, for those that do not say it themselves."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from detente import edtf
from detente.errors import DateError, ReadingError
from detente.reading.encodings import decode
from detente.reading.sources import METADATA

COLUMNS = ("file", "published", "title", "outlet", "url", "author")


@dataclass(frozen=True, slots=True)
class Metadata:
    """One row: empty cells are None."""

    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None


class Shelf:
    """The metadata files of the folders that are read, each loaded once."""

    def __init__(self) -> None:
        self._loaded: dict[Path, dict[str, Metadata | str]] = {}

    def of(self, path: Path) -> Metadata | None:
        """The row for a file, from the ``metadata.csv`` in its folder or in one above it that names it.

        Raises:
            ReadingError: the metadata file is malformed, or the row's date is.
        """
        at = path.parent
        for _ in range(8):
            table = self._table(at)
            if table is not None:
                row = table.get(path.relative_to(at).as_posix())
                if isinstance(row, str):
                    raise ReadingError(f"{row} (in {at / METADATA})")
                if row is not None:
                    return row
            if at == at.parent or at == Path():
                break
            at = at.parent
        return None

    def _table(self, folder: Path) -> dict[str, Metadata | str] | None:
        if folder not in self._loaded:
            path = folder / METADATA
            self._loaded[folder] = _load(path) if path.is_file() else {}
        return self._loaded[folder] or None


def _load(path: Path) -> dict[str, Metadata | str]:
    try:
        return table_of(path.read_bytes(), str(path))
    except OSError as error:
        raise ReadingError(f"{path} cannot be read: {error}.") from error


def table_of(data: bytes, path: str) -> dict[str, Metadata | str]:
    """The rows of a metadata file by the file that they are of; a row with a bad date is what to say of it.

    Args:
        data: its bytes.
        path: what it is called in messages.

    Raises:
        ReadingError: it is no table, or has no column of files.
    """
    try:
        reader = csv.DictReader(decode(data).splitlines(), strict=True)
        names = {name: name.strip().lower() for name in reader.fieldnames or []}
        if "file" not in names.values():
            raise ReadingError(f"{path} has no column 'file'; its columns are {', '.join(COLUMNS)}.")
        found: dict[str, Metadata | str] = {}
        for cells in reader:
            row = {names[k]: (v or "").strip() or None for k, v in cells.items() if k in names}
            if row.get("file"):
                found[Path(str(row["file"])).as_posix()] = _row(row, reader.line_num)
        return found
    except csv.Error as error:
        raise ReadingError(f"{path} cannot be read: {error}.") from error


def _row(row: dict[str, str | None], line: int) -> Metadata | str:
    published = row.get("published")
    if published is not None:
        try:
            edtf.check(published)
        except DateError as error:
            return f"line {line}: {error}"
    return Metadata(published, row.get("title"), row.get("outlet"), row.get("url"), row.get("author"))
