"""Changes and phases of a relationship, over the sequence of its events."""

from detente.relations.phases.changes import ChangePoint, find_changes, watch_changes
from detente.relations.phases.states import Phase, find_phases

__all__ = ["ChangePoint", "Phase", "find_changes", "find_phases", "watch_changes"]
