"""What the coder knows, as tables that a political scientist can read and extend."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from detente.knowledge.tables import Row, Tables

__all__ = ["Knowledge", "Row", "Tables"]


class Knowledge:
    """All tables, each loaded at its first use.

    Args:
        folders: the user's own folders of tables, beside ours.
        scale: the scale of likelihood words: ``icd203``, ``kent`` or ``phia``.
    """

    def __init__(self, folders: Sequence[Path] = (), scale: str = "icd203") -> None:
        self.tables = Tables(folders)
        self.scale = scale
