"""Which state's town a dateline names."""

from __future__ import annotations

import re

from detente.coding.actors.scene import Scene
from detente.coding.credits import DATELINE
from detente.knowledge.actors.names import choose, fold, squash

_TOWNS = frozenset({"metonym", "place"})
_NAME = re.compile(r"[A-Za-zÀ-ž][A-Za-zÀ-ž.’'-]*")


def dateline_town(scene: Scene, token: int) -> str | None:
    """The actor that the town of the dateline above a token stands for.

    Args:
        scene: the working state of the document.
        token: a token of the text.

    Returns:
        The actor's id; None without a dateline, or where the town is an organisation's seat.
    """
    offset = scene.parse.start[token]
    credits = [c for c in scene.draft.credits if c.row == DATELINE and c.span[1] <= offset]
    if not credits:
        return None
    start, end = credits[-1].span
    words = _NAME.findall(scene.draft.text[start:end])
    for size in (3, 2, 1):
        name = fold(" ".join(words[:size]))
        if name in scene.word_class("seat"):
            return None
        found = [a for a in scene.book.names.by_key.get(squash(name), ()) if a.how in _TOWNS]
        if found:
            return choose(found, scene.day)[0].actor
    return None
