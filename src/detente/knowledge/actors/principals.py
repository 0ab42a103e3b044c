"""Whom a text is about: the two actors that it names oftener than any third.

"The next round is to be held on 28 March" names nobody. In a text on two governments it is they who meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_UNKNOWN = "UNK"


def principals(named: Iterable[str]) -> frozenset[str]:
    """The two whom a text is about, or nobody where a third is named as often as the second.

    Args:
        named: for each mention the state or organisation that it counts with, in any order.
    """
    counts = Counter(actor for actor in named if actor.partition(".")[0] != _UNKNOWN).most_common(3)
    if len(counts) < 2 or (len(counts) > 2 and counts[2][1] >= counts[1][1]):
        return frozenset()
    return frozenset(actor for actor, _ in counts[:2])
