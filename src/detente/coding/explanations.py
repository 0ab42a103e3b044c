"""(being written)"""

from __future__ import annotations

from detente.coding.draft import Draft


def find_explanations(draft: Draft) -> None:
    """(being written)"""
