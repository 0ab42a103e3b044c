"""Review: which records are worth a look first, and the decisions that take more than one judgement."""

from detente.relations.reviewing.decisions import (
    PARTS,
    name_sides,
    name_source,
    refirm,
    respan,
    retype,
    rewindow,
    swap,
    undo_all,
)
from detente.relations.reviewing.queue import KINDS, Proposed, Queue, reasons, review_queue

__all__ = [
    "KINDS",
    "PARTS",
    "Proposed",
    "Queue",
    "name_sides",
    "name_source",
    "reasons",
    "refirm",
    "respan",
    "retype",
    "review_queue",
    "rewindow",
    "swap",
    "undo_all",
]
