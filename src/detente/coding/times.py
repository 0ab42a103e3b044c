"""(being written)"""

from __future__ import annotations

from detente.coding.draft import Draft


def add_times(draft: Draft) -> None:
    """(being written)"""
