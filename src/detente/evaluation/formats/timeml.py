"""TempEval-3 files (TimeML): the text with its TIMEX3 tags, and the document creation time."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from detente.errors import GoldError
from detente.evaluation.times import GoldTime, TimeRecord


def read_timeml(path: Path) -> list[TimeRecord]:
    """Read one ``.tml`` file or all below a folder.

    Args:
        path: the file or folder.

    Raises:
        GoldError: nothing is there, or a file is no TimeML with a TEXT element.
    """
    files = sorted(path.rglob("*.tml")) if path.is_dir() else [path]
    if not files:
        raise GoldError(f"{path} holds no *.tml files.")
    return [_record(file) for file in files]


def _record(file: Path) -> TimeRecord:
    try:
        root = ElementTree.parse(file).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise GoldError(f"{file} is not TimeML: {error}") from error
    body = root if root.tag == "TEXT" else root.find(".//TEXT")
    if body is None:
        raise GoldError(f"{file} has no TEXT element.")
    parts: list[str] = []
    times: list[GoldTime] = []
    _walk(body, parts, times)
    return TimeRecord(file.stem, "".join(parts), _creation(root), tuple(times))


def _walk(node: ElementTree.Element, parts: list[str], times: list[GoldTime]) -> None:
    start = sum(map(len, parts))
    parts.append(node.text or "")
    for child in node:
        _walk(child, parts, times)
        parts.append(child.tail or "")
    if node.tag == "TIMEX3":
        end = sum(map(len, parts))
        times.append(GoldTime((start, end), node.get("type", ""), node.get("value", "")))


def _creation(root: ElementTree.Element) -> str | None:
    for timex in root.iter("TIMEX3"):
        if timex.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME"):
            value = timex.get("value", "")
            return value[:10] or None
    return None
