"""What is done with the lines of a section: those that tell nothing go, those that tell the same are one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.briefing.model import Evidence, Line, Section
from detente.records import Span

CONTENT = 4
"""A statement whose content has fewer words ("it", "the council") tells nothing by itself."""


def telling(line: Line) -> bool:
    """Whether the words quoted are enough to tell what is expected."""
    return any(len(part.text.split()) >= CONTENT for part in line.parts if part.kind == "quote")


def distinct(lines: Iterable[Line]) -> list[Line]:
    """Lines that read alike become one, on the evidence of all: a text printed twice is one report."""
    found: dict[str, Line] = {}
    for line in lines:
        key = line.same or line.text
        held = found.get(key)
        if held is None:
            found[key] = line
        else:
            evidence = tuple(dict.fromkeys((*held.evidence, *line.evidence)))
            records = tuple(dict.fromkeys((*held.records, *line.records)))
            found[key] = replace(held, evidence=evidence, records=records)
    return list(found.values())


def numbered(sections: Iterable[Section]) -> tuple[Evidence, ...]:
    """The evidence of all sections, each sentence once, in the order a reader meets it."""
    found: dict[tuple[str, Span], Evidence] = {}
    for section in sections:
        for line in section.lines:
            for evidence in line.evidence:
                found.setdefault(evidence.key, evidence)
    return tuple(found.values())
