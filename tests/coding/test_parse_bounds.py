"""The bounds of subtrees, worked out again after a clause is moved."""

from __future__ import annotations

from detente.coding import Coder
from detente.records import Document


def test_bounds_are_those_of_the_tree(coder: Coder) -> None:
    text = (
        "Norway has urged Chad to show restraint and offered to mediate. Chad said talks had begun and left."
    )
    parse = coder.draft(Document.of(text)).parse
    for token in range(len(parse)):
        below = parse.subtree(token)
        assert (parse.left[token], parse.right[token]) == (below[0], below[-1] + 1)
        assert all(parse.head[c] == token for c in parse.children[token])
