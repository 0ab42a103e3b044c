"""What listings are narrowed by: what each declared filter keeps to, and that no other is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from detente.filters import LISTINGS, filters_of, keywords
from detente.ledger import Ledger
from detente.records import CodedDocument

Make = Callable[..., CodedDocument]

COMMON: list[tuple[dict[str, Any], str]] = [
    ({"document": "d1"}, "1"), ({"document": ["d1", "d2"]}, "12"), ({"as_of": "2011"}, "1"), ({"roll_up": False}, "12"),
    ({"since": "2012"}, "2"), ({"until": "2012-01"}, "1"), ({"since": "2012", "until": "2012-01"}, ""),
]  # fmt: skip
PARTY: list[tuple[dict[str, Any], str]] = [
    ({"party": "ARV"}, "1"), ({"party": "ARV", "roll_up": False}, ""), ({"party": ["LEA", "ARV"]}, "12"),
]  # fmt: skip
KEPT: dict[str, list[tuple[dict[str, Any], str]]] = {
    "events": [
        *COMMON, *PARTY, ({"party": "KES"}, "12"), ({"actor": "LEA"}, "2"), ({"actor": "KES"}, ""),
        ({"recipient": "KES"}, "12"), ({"pair": ("KES", "ARV")}, "1"), ({"pair": ("LEA", "ARV")}, ""),
        ({"type": "SUPPORT"}, "2"), ({"type": ["SUPPORT", "THREATEN"]}, "12"), ({"factuality": "CT-"}, ""),
        ({"factuality": ["CT-", "CT+"]}, "12"), ({"tense": "past"}, "12"), ({"tense": "future"}, ""),
    ],
    "statements": [
        *COMMON, ({"source": "ARV"}, "1"), ({"source": "ARV", "roll_up": False}, ""), ({"addressee": "KES"}, "12"),
        ({"addressee": "LEA"}, ""), ({"kind": "named"}, "12"), ({"kind": "anonymous"}, ""), ({"outlet": "Lea Wire"}, ""),
    ],
    "expectations": [
        *COMMON, *PARTY, ({"kind": "threat"}, "12"), ({"kind": "demand"}, ""), ({"actor": "ARV"}, "1"),
        ({"actor": "KES"}, ""), ({"recipient": "KES"}, "12"), ({"recipient": "LEA"}, ""),
    ],
    "conditions": [*COMMON, *PARTY],
    "explanations": [*COMMON, *PARTY, ({"kind": "motive"}, "12"), ({"kind": ["cause", "doubt"]}, "")],
}  # fmt: skip


@pytest.mark.parametrize(
    "listing,wanted,kept", [(listing, *row) for listing, rows in KEPT.items() for row in rows]
)
def test_a_filter_keeps_to_what_it_names(
    ledger: Ledger, story: Make, listing: str, wanted: dict[str, Any], kept: str
) -> None:
    ledger.add(story())
    ledger.add(
        story(
            "The League praised Kestria. Kestria said thanks.", id="two", published="2012-08-01", type="SUPPORT",
            actors=("LEA",), date="2012-07-30", window="2012-09",
        )
    )  # fmt: skip
    found = getattr(ledger, listing)(**wanted)
    assert [entry.document for entry in found] == [f"d{number}" for number in kept]


def test_every_declared_filter_stands_above() -> None:
    for listing in LISTINGS:
        assert {name for wanted, _ in KEPT[listing] for name in wanted} == set(filters_of(listing))


@pytest.mark.parametrize("listing", LISTINGS)
def test_a_filter_that_is_not_declared_is_refused(ledger: Ledger, listing: str) -> None:
    with pytest.raises(TypeError, match="no keyword 'weather'"):
        getattr(ledger, listing)(weather="fair")


def test_keywords_name_actors_and_leave_out_what_was_not_given() -> None:
    given = dict.fromkeys(filters_of("events")) | {
        "actor": "arvania", "party": "", "pair": ("arvania", "kestria"), "type": (), "roll_up": True, "since": "2011",
    }  # fmt: skip
    assert keywords("events", given, str.upper) == {
        "actor": "ARVANIA", "party": "", "pair": ("ARVANIA", "KESTRIA"), "roll_up": False, "since": "2011",
    }  # fmt: skip
