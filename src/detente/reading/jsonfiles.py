"""Exports as one JSON file: a list of articles, or one article, under the names that columns have."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from detente.errors import ReadingError
from detente.knowledge import Knowledge
from detente.reading.articles import shared
from detente.reading.encodings import decode
from detente.reading.jsonlines import read_lines
from detente.reading.metadata import Metadata
from detente.reading.sources import Failure, Options, Source, content
from detente.reading.tabular import row_document
from detente.records import Document

FILE = 128_000_000
"""Bytes of such a file at most; longer exports come as JSON Lines, which are read as a stream."""
_SHOWN = 40


def read_json(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read the articles in one JSON file; JSON Lines under the ending of JSON are read as what they are."""
    data = content(source, FILE)
    if isinstance(data, Failure):
        yield data
        return
    try:
        value = json.loads(decode(data, options.encoding).lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            yield from read_lines(
                replace(source, open=lambda: io.BytesIO(data)), options, knowledge, metadata
            )
        else:
            said = f"{error.msg}, line {error.lineno}"
            yield Failure(source.name, f"is not JSON ({said}); export it again, or name it as what it is.")
        return
    except RecursionError:
        yield Failure(source.name, "is not JSON that can be read (nested too deep); export it as JSON Lines.")
        return
    except ReadingError as error:
        yield Failure(source.name, str(error))
        return
    known = knowledge.exports.columns
    rows = _rows(value, set(known.get("text", ())))
    if rows is None:
        keys = list(value) if isinstance(value, Mapping) else []
        seen = f" Names seen: {', '.join(map(repr, keys[:_SHOWN]))}." if keys else ""
        yield Failure(
            source.name,
            f"holds no list of articles with a text.{seen} Accepted for the text: "
            f"{', '.join(known.get('text', ()))}; name yours so, or add its name to "
            "reading/columns.csv (--tables).",
        )
        return
    for number, row in enumerate(rows, 1):
        cells = _cells(row, known)
        try:
            text = cells.pop("text", None) or ""
            yield row_document(text, cells, number, source, options, knowledge, shared(metadata))
        except ReadingError as error:
            yield Failure(f"{source.name}, article {number}", str(error))


def _rows(value: Any, texts: set[str]) -> list[Mapping[str, Any]] | None:
    """The articles: the outermost list of objects some of which have a text, or the one object that has."""
    todo = [value]
    while todo:
        node = todo.pop(0)
        if isinstance(node, list):
            rows = [row for row in node if isinstance(row, Mapping)]
            if any(_has_text(row, texts) for row in rows):
                return rows
        elif isinstance(node, Mapping):
            if _has_text(node, texts):
                return [node]
            todo += [inner for inner in node.values() if isinstance(inner, list | Mapping)]
    return None


def _has_text(row: Mapping[str, Any], texts: set[str]) -> bool:
    return any(key.lower() in texts and isinstance(row[key], str) for key in row)


def _cells(row: Mapping[str, Any], known: Mapping[str, tuple[str, ...]]) -> dict[str, str | None]:
    lower = {key.lower(): value for key, value in row.items()}
    found: dict[str, str | None] = {}
    for field, names in known.items():
        values = (_plain(lower[name]) for name in names if name in lower)
        found[field] = next((value for value in values if value), None)
    return found


def _plain(value: Any) -> str | None:
    """A value as text; of an object its name, of a list its members."""
    if isinstance(value, Mapping):
        return _plain(value.get("name"))
    if isinstance(value, list):
        return ", ".join(part for item in value if (part := _plain(item))) or None
    if isinstance(value, bool) or value is None:
        return None
    return str(value) if str(value).strip() else None
