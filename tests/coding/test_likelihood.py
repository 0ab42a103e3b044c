"""Scales of likelihood words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding import Coder
from detente.coding.draft import Draft
from detente.coding.likelihood import complement, likelihood_at
from detente.errors import SettingError
from detente.knowledge import Knowledge
from detente.records import Document

SCALES = ("icd203", "kent", "phia")


def drafted(coder: Coder, text: str, scale: str) -> Draft:
    draft = Draft(Document.of(text), Knowledge(scale=scale))
    coder._parse([draft])
    return draft


@pytest.mark.parametrize(
    "scale, text, word, low, high",
    [
        ("icd203", "Rain is likely.", "likely", 0.55, 0.80),
        ("icd203", "Rain is very likely.", "likely", 0.80, 0.95),
        ("icd203", "Rain is almost certain.", "certain", 0.95, 0.99),
        ("icd203", "There is little chance of rain.", "chance", 0.20, 0.45),
        ("kent", "Rain is probable.", "probable", 0.63, 0.87),
        ("kent", "Rain is almost certain.", "certain", 0.87, 0.99),
        ("phia", "Rain is highly likely.", "likely", 0.80, 0.90),
        ("phia", "Rain is a realistic possibility.", "possibility", 0.40, 0.50),
        ("icd203", "There is a 70 percent chance of rain.", "chance", 0.70, 0.70),
    ],
)
def test_a_phrase_has_its_range(
    coder: Coder, scale: str, text: str, word: str, low: float, high: float
) -> None:
    draft = drafted(coder, text, scale)
    found = likelihood_at(draft, draft.parse.at(text.index(word)))
    assert found is not None
    assert found.range == (low, high)


@pytest.mark.parametrize("scale", SCALES)
def test_the_words_of_a_scale_rise_with_their_ranges(scale: str) -> None:
    terms = {
        " ".join(t.words): t.range for ts in Knowledge(scale=scale).likelihood.terms.values() for t in ts
    }
    order = ["remote", "unlikely", "even chance", "likely", "very likely", "almost certain"]
    lows = [terms[word][0] for word in order]
    assert lows == sorted(lows)
    assert all(0 <= low <= high <= 1 for low, high in terms.values())


@pytest.mark.parametrize("scale", SCALES)
def test_every_scale_knows_the_same_common_words(scale: str) -> None:
    firsts = {" ".join(t.words) for ts in Knowledge(scale=scale).likelihood.terms.values() for t in ts}
    assert {"likely", "unlikely", "probably", "almost certainly", "doubtful"} <= firsts


def test_an_unknown_scale_names_those_known() -> None:
    with pytest.raises(SettingError, match="icd203"):
        _ = Knowledge(scale="fuzzy").likelihood


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_opposite_of_the_opposite_is_the_range_itself(one: float, other: float) -> None:
    low, high = sorted((round(one, 4), round(other, 4)))
    assert complement(complement((low, high))) == pytest.approx((low, high), abs=1e-3)
