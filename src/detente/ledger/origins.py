"""Which articles are printings of the same text: a wire story is one origin however many papers run it.

Texts are compared by the share of three-word runs they have in common (Jaccard), estimated by MinHash with
locality-sensitive banding (Broder 1997; Leskovec, Rajaraman and Ullman 2014, ch. 3).
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Iterator, Sequence

from detente.records import Document

SAME = 0.5
"""Share of common three-word runs from which two texts are one origin."""

_PERMUTATIONS = 126
_ROWS = 3
_SEED = 42
_RUN = 3
_WORD = re.compile(r"\w+")


def find_origin(connection: sqlite3.Connection, number: int, document: Document) -> int:
    """Sign a new edition and find the origin of its text; the caller holds the transaction.

    Args:
        connection: the ledger's connection.
        number: the edition's row number.
        document: the edition.

    Returns:
        the number of the edition that stands for the origin; its own where the text is new.
    """
    import rensa

    algorithm = f"rensa-r-{rensa.RMinHash.ALGORITHM_VERSION}-{_PERMUTATIONS}"
    digest = _digest(document)
    keys = list(_bands(digest))
    origin, best = number, SAME
    for row in _neighbours(connection, keys, algorithm):
        other = array("I", row["digest"])
        alike = sum(map(int.__eq__, digest, other)) / _PERMUTATIONS
        if alike > best:
            origin, best = int(row["document"]), alike
    connection.execute(
        "INSERT INTO signatures (document, algorithm, digest) VALUES (?,?,?)",
        (number, algorithm, array("I", digest).tobytes()),
    )
    if origin == number:
        # a further printing needs not be found again: its origin is
        connection.executemany(
            "INSERT OR IGNORE INTO bands (band, hash, document) VALUES (?,?,?)",
            ((band, key, number) for band, key in keys),
        )
    connection.execute("UPDATE documents SET origin = ? WHERE id = ?", (origin, number))
    return origin


def _digest(document: Document) -> list[int]:
    import rensa

    low, high = document.body or (0, len(document.text))
    words = _WORD.findall(document.text[low:high].lower())
    runs = [" ".join(words[n : n + _RUN]) for n in range(max(1, len(words) - _RUN + 1))]
    made = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    made.update(runs)
    return list(made.digest())


def _bands(digest: Sequence[int]) -> Iterator[tuple[int, int]]:
    for band in range(0, _PERMUTATIONS, _ROWS):
        # FNV-1a over the rows of the band, as a signed number that SQLite can hold
        key = 0xCBF29CE484222325
        for value in digest[band : band + _ROWS]:
            key = (key ^ value) * 0x100000001B3 % 2**64
        yield band // _ROWS, key - 2**63


def _neighbours(
    connection: sqlite3.Connection, keys: Sequence[tuple[int, int]], algorithm: str
) -> list[sqlite3.Row]:
    found: dict[int, sqlite3.Row] = {}
    for band, key in keys:
        rows = connection.execute(
            "SELECT s.document AS document, s.digest AS digest FROM bands AS b"
            " JOIN signatures AS s ON s.document = b.document"
            " WHERE b.band = ? AND b.hash = ? AND s.algorithm = ?",
            (band, key, algorithm),
        )
        for row in rows:
            found.setdefault(row["document"], row)
    return list(found.values())
