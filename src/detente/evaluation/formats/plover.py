"""PLOVER's gold standard records: JSON objects one after another, with stray commas."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from detente.errors import GoldError

_STRAY = re.compile(r",(\s*[}\]])")
_OLD_TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Types of early PLOVER under their present names; YIELD stands for CONCEDE and RETREAT together."""


def read_plover(path: Path) -> list[dict[str, Any]]:
    """The records of a PLOVER gold file, types under their present names.

    Args:
        path: a JSON list, JSON objects parted by commas, or JSON Lines.

    Raises:
        GoldError: the file is none of these.
    """
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}") from error
    rows = _objects(_STRAY.sub(r"\1", text), path)
    for row in rows:
        if "text" not in row or "event" not in row:
            raise GoldError(f"{path}: a record needs 'text' and 'event'.")
        row["event"] = _OLD_TYPES.get(row["event"], row["event"])
    return rows


def _objects(text: str, path: Path) -> list[dict[str, Any]]:
    decoder = json.JSONDecoder()
    rows: list[dict[str, Any]] = []
    at = 0
    while at < len(text):
        if text[at] in ", \t\r\n[]":
            at += 1
            continue
        try:
            row, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}: no JSON at character {error.pos} ({error.msg}).") from error
        if not isinstance(row, dict):
            raise GoldError(f"{path}: expected objects, found {type(row).__name__}.")
        rows.append(row)
    if not rows:
        raise GoldError(f"{path} holds no records.")
    return rows


def codes_of(side: Any) -> list[str]:
    """The country codes of one side of a record.

    Args:
        side: the list of actors under ``source`` or ``target``; may be missing or empty text.
    """
    if not isinstance(side, list):
        return []
    return [str(actor["code"]) for actor in side if isinstance(actor, dict) and actor.get("code")]
