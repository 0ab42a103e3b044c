"""PolNeAR's own files: ``text/NAME.txt`` beside ``attributions/NAME_annotator.ann`` (brat standoff)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from detente.errors import GoldError
from detente.evaluation.gold import Construction, GoldRecord, GoldStatement
from detente.records import Span

_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
_INSIDE = re.compile(r"[“\"][^“”\"]*[”\"]")


def read_polnear(folder: Path) -> list[GoldRecord]:
    """Read a PolNeAR compartment, or any folder of brat files with Source, Cue and Content.

    A text that several annotators marked is taken once, by the first of them in the order of names.

    Args:
        folder: holds ``*.ann``, with the texts beside them or in a sibling folder ``text``.

    Raises:
        GoldError: no annotation, or an annotation without its text.
    """
    records: dict[str, GoldRecord] = {}
    for file in sorted(folder.rglob("*.ann")):
        name = _ANNOTATOR.sub("", file.stem)
        if name not in records:
            text = _text_of(file, name)
            statements = tuple(_attributions(file, text))
            records[name] = GoldRecord(
                name, text, frozenset({"statements"}), file=file.name, statements=statements
            )
    if not records:
        raise GoldError(f"{folder} holds no *.ann files of brat annotations.")
    return list(records.values())


def _text_of(file: Path, name: str) -> str:
    places = [
        file.with_name(f"{name}.txt"),
        file.with_suffix(".txt"),
        file.parent.parent / "text" / f"{name}.txt",
    ]
    for place in places:
        if place.is_file():
            with open(place, encoding="utf-8", newline="") as lines:
                return lines.read()
    raise GoldError(f"{file}: its text is neither beside it nor in {places[-1].parent}.")


def _attributions(file: Path, text: str) -> Iterator[GoldStatement]:
    spans: dict[str, tuple[Span, ...]] = {}
    links: list[list[tuple[str, str]]] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        try:
            if line.startswith("T"):
                spans[cells[0]] = _spans(cells[1])
            elif line.startswith("E"):
                pairs = (part.split(":") for part in cells[1].split())
                links.append([(role.rstrip("0123456789"), mark) for role, mark in pairs])
        except (IndexError, ValueError) as error:
            raise GoldError(f"{file}, line {number}: not a brat annotation ({error}).") from error
    for roles in links:
        parts = {
            kind: tuple(sorted(s for role, mark in roles if role == kind for s in spans.get(mark, ())))
            for kind in ("Source", "Cue", "Content")
        }
        if parts["Content"]:
            direct = construction_of(text, parts["Content"])
            yield GoldStatement(
                source=parts["Source"],
                cue=parts["Cue"],
                content=parts["Content"],
                kind="named",
                construction=direct,
                quoted="full" if direct == "direct" else "none",
            )


def _spans(cell: str) -> tuple[Span, ...]:
    pairs = cell.split(" ", 1)[1].split(";")
    return tuple((int(a), int(b)) for a, b in (pair.split() for pair in pairs))


def construction_of(text: str, content: tuple[Span, ...]) -> Construction:
    """Direct where nine tenths of the content stand inside quotation marks, else indirect.

    Args:
        text: the text.
        content: spans of the content.
    """
    words = " ".join(_with_marks(text, a, b) for a, b in content)
    inside = sum(map(len, _INSIDE.findall(words)))
    lone = (words.count("“") == 0) != (words.count("”") == 0)
    return "direct" if words and (inside > 0.9 * len(words) or lone) else "indirect"


def _with_marks(text: str, start: int, end: int) -> str:
    """The stretch with the quotation marks beside it, which some sets leave out."""
    before = start - 1 if start and text[start - 1] in '“"' else start
    after = end + 1 if end < len(text) and text[end] in '”"' else end
    return text[before:after]
