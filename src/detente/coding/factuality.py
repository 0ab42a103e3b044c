"""(being written)"""

from __future__ import annotations

from detente.coding.draft import Draft


def weigh_events(draft: Draft) -> None:
    """(being written)"""
