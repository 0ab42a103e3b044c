"""JSON Lines of labelled sentences: attributions, PLV, CAMEO classes, time expressions.

Each row has ``id`` and ``text`` and one of: ``quotes`` (source, cue, content as span lists), ``root``
with ``source`` and ``target``, ``quad`` (0 for none, or 1 to 4), ``label`` (``none``, ``statement``,
``event``), or ``times`` (span, type, value).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.errors import GoldError
from detente.evaluation.formats.brat import construction_of
from detente.evaluation.gold import GoldRecord, GoldStatement
from detente.evaluation.times import GoldTime, TimeRecord
from detente.records import Span


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file.

    Args:
        path: the file.

    Raises:
        GoldError: a line is no JSON object with a text.
    """
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}, line {number}: not JSON ({error}).") from error
        if not isinstance(row, dict) or "text" not in row:
            raise GoldError(f"{path}, line {number}: a row needs a text.")
        row.setdefault("id", str(number))
        rows.append(row)
    if not rows:
        raise GoldError(f"{path} is empty.")
    return rows


def quote_records(rows: list[dict[str, Any]], file: str) -> list[GoldRecord]:
    """Rows with ``quotes`` as gold records.

    Args:
        rows: as `read_lines` gives them.
        file: the file's name, for messages.
    """
    return [
        GoldRecord(
            id=str(row["id"]),
            text=row["text"],
            layers=frozenset({"statements"}),
            published=row.get("published"),
            file=file,
            statements=tuple(_quotes(row)),
        )
        for row in rows
    ]


def _quotes(row: dict[str, Any]) -> Iterator[GoldStatement]:
    for quote in row.get("quotes") or ():
        content = spans_of(quote.get("content"))
        if content:
            direct = construction_of(row["text"], content)
            yield GoldStatement(
                source=spans_of(quote.get("source")),
                cue=spans_of(quote.get("cue")),
                content=content,
                kind="named",
                construction=direct,
                quoted="full" if direct == "direct" else "none",
            )


def spans_of(value: Any) -> tuple[Span, ...]:
    """A JSON span list as spans.

    Args:
        value: a list of pairs, or None.
    """
    return tuple((int(a), int(b)) for a, b in value or ())


def time_records(rows: list[dict[str, Any]]) -> list[TimeRecord]:
    """Rows with ``times`` as gold records.

    Args:
        rows: as `read_lines` gives them.
    """
    return [
        TimeRecord(
            str(row["id"]),
            row["text"],
            row.get("published"),
            tuple(
                GoldTime((t["span"][0], t["span"][1]), str(t.get("type")), str(t.get("value") or ""))
                for t in row["times"]
            ),
        )
        for row in rows
    ]
