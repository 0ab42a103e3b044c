"""A brief edited as a list of records: lines are left out, and what stays is checked again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace

from detente.briefing import checking
from detente.briefing.check import faults
from detente.briefing.model import Brief, Line, Refused, Section
from detente.briefing.plan import numbered
from detente.knowledge import Knowledge


def line_key(line: Line) -> str:
    """A short name of a line that stays the same as long as its records and words do."""
    told = "|".join((*line.records, line.text))
    return hashlib.sha256(told.encode()).hexdigest()[:10]


def edit(brief: Brief, leave_out: Collection[str], knowledge: Knowledge) -> Brief:
    """A brief without some of its lines; the others are held against their sentences once more.

    Args:
        brief: the brief.
        leave_out: keys of lines (`line_key`).
        knowledge: the tables, which know the forms of names.

    Returns:
        the brief with the lines that stay; a line that no longer holds is among the refused.
    """
    forms, ranges = checking(knowledge)
    refused = list(brief.refused)
    sections: list[Section] = []
    for section in brief.sections:
        kept: list[Line] = []
        for line in section.lines:
            if line_key(line) in leave_out:
                continue
            why = faults(line, forms, ranges)
            if why:
                refused.append(Refused(section.id, line.text, "; ".join(why)))
            else:
                kept.append(line)
        sections.append(replace(section, lines=tuple(kept)))
    return replace(
        brief, sections=tuple(sections), refused=tuple(refused), evidence=numbered(tuple(sections))
    )
