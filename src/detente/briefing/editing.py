"""A brief edited as a list of records: lines are put in, left out and moved, and all are checked again.

What was edited is kept as a plan: section by section the keys of its lines, in order. A plan is short text
that fits into an address, and it names records, not words: when a record is corrected, the line that it makes
is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from detente.briefing import checking
from detente.briefing.check import faults
from detente.briefing.lines import numbered
from detente.briefing.model import Brief, Line, Refused, Section
from detente.errors import LedgerError
from detente.knowledge import Knowledge

Step = Literal["up", "down", "drop", "add"]
LONGEST = 20_000
"""Characters of a plan that are read."""
_KEYS = r"[a-z]+(?:_[A-Za-z0-9.~]+)*"
_PLAN = re.compile(rf"{_KEYS}(?:-{_KEYS})*")


def key_of(section: str, line: Line) -> str:
    """What a line is known by in its section: the record behind it, or two that are set against each other.

    Args:
        section: the section's id.
        line: the line.
    """
    return "~".join(line.records[: 2 if section == "stances" else 1])


@dataclass(frozen=True, slots=True)
class Plan:
    """The keys of a brief's lines by section, in order."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, brief: Brief) -> Plan:
        """The plan of a brief as it was written."""
        return cls(
            tuple(
                (section.id, tuple(dict.fromkeys(key_of(section.id, line) for line in section.lines)))
                for section in brief.sections
            )
        )

    @classmethod
    def read(cls, text: str) -> Plan:
        """A plan out of an address.

        Raises:
            LedgerError: it is none.
        """
        if len(text) > LONGEST or not _PLAN.fullmatch(text):
            raise LedgerError(
                "The desk has no such plan of a brief; begin again with the brief as it is written."
            )
        parts = [part.split("_") for part in text.split("-")]
        return cls(tuple((name, tuple(dict.fromkeys(keys))) for name, *keys in parts))

    def __str__(self) -> str:
        return "-".join("_".join((name, *keys)) for name, keys in self.sections)

    def near(self, section: str, key: str) -> str:
        """Section and key of a line after a step, as ``standing-d12.e3``; where it is gone, of one beside it.

        Args:
            section: where the line stood.
            key: the line's key.
        """
        for name, keys in sorted(self.sections, key=lambda part: part[0] != section):
            if key in keys:
                return f"{name}-{key}"
        keys = dict(self.sections).get(section, ())
        return f"{section}-{keys[0]}" if keys else section

    def step(self, step: Step, section: str, key: str) -> Plan:
        """The plan with one line moved, left out or put in.

        A line that is moved beyond an end of its section goes on into the next one.

        Args:
            step: ``up``, ``down``, ``drop`` or ``add``.
            section: id of the section.
            key: the line's key there.
        """
        held = [(name, list(keys)) for name, keys in self.sections]
        at = next((n for n, (name, _) in enumerate(held) if name == section), None)
        if at is None:
            held.append((section, []))
            at = len(held) - 1
        keys = held[at][1]
        if step == "add":
            if key not in keys:
                keys.append(key)
        elif key in keys:
            place = keys.index(key)
            keys.remove(key)
            if step == "up" and place == 0 and at > 0:
                held[at - 1][1].append(key)
            elif step == "down" and place == len(keys) and at < len(held) - 1:
                held[at + 1][1].insert(0, key)
            elif step != "drop":
                keys.insert(max(place + (1 if step == "down" else -1), 0), key)
        return Plan(tuple((name, tuple(dict.fromkeys(keys))) for name, keys in held))


def edit(brief: Brief, plan: Plan, added: Mapping[str, Line], knowledge: Knowledge) -> Brief:
    """A brief with the lines of a plan, each held against its sentences once more.

    Args:
        brief: the brief as it is written, with every line.
        plan: which lines it is to have.
        added: further lines by the id of their record (see `detente.briefing.picking`).
        knowledge: the tables, which know the forms of names.

    Returns:
        the brief; a line that does not hold, or that the record has no more, is among the refused. A section
        without lines is left out.
    """
    forms, ranges = checking(knowledge)
    titles = {section.id: section for section in brief.sections}
    own = {(part.id, key_of(part.id, line)): line for part in brief.sections for line in part.lines}
    written = {**added, **{key: line for (_, key), line in own.items()}}
    refused = list(brief.refused)
    sections: list[Section] = []
    for name, keys in plan.sections:
        if name not in titles:
            raise LedgerError(f"A brief has no section {name!r}; there are {', '.join(titles)}.")
        kept: list[Line] = []
        for key in keys:
            line = own.get((name, key)) or written.get(key)
            if line is None:
                refused.append(Refused(name, key, "the record behind it is no more, or is not of the two"))
                continue
            why = faults(line, forms, ranges)
            if why:
                refused.append(Refused(name, line.text, "; ".join(why)))
            else:
                kept.append(line)
        if kept:
            sections.append(replace(titles[name], lines=tuple(kept), left_out=0))
    return replace(
        brief, sections=tuple(sections), refused=tuple(refused), evidence=numbered(tuple(sections))
    )
