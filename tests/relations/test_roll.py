"""The way up from an actor to the whole it counts with."""

from __future__ import annotations

import pytest

from detente.relations.roll import Roll


@pytest.mark.parametrize(
    "actor, way",
    [
        ("PER.MIL", ("PER.MIL", "PER")),
        ("PER.MIL.anon", ("PER.MIL.anon", "PER.MIL", "PER")),
        ("quispe-ana", ("quispe-ana", "PER.GOV", "PER")),
        ("UNK.MIL", ("UNK.MIL",)),
        ("UNK.EDU.anon", ("UNK.EDU.anon", "UNK.EDU")),
    ],
)
def test_way(actor: str, way: tuple[str, ...]) -> None:
    assert Roll({"quispe-ana": "PER.GOV"}).way(actor) == way
