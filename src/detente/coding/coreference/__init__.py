"""Who pronouns and descriptions stand for: agreement, nearness and the subject's precedence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.coreference.resolver import Resolver

if TYPE_CHECKING:
    from detente.coding.actors.scene import Scene

__all__ = ["resolve"]


def resolve(scene: Scene) -> None:
    """Add mentions for pronouns, definite descriptions and roles without a nationality.

    A pronoun takes the candidate that agrees with it in number, gender and kind, the nearest sentence first,
    in it the subject first, then the leftmost. A noun that stands for no actor competes, so that "it" after
    "the document" is left alone.
    """
    Resolver(scene).run()
