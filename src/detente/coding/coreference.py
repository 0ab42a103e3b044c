"""Who pronouns and descriptions stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.coding.actors.scene import Scene


def resolve(scene: Scene) -> None:
    """Resolve pronouns and descriptions."""
