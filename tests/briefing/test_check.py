"""The checker refuses what a line's sentences do not carry, whatever planned the line."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.briefing.check import faults, flat
from detente.briefing.dates import said
from detente.briefing.model import Evidence, Line, Part, date, name, number, quote, words

SENTENCE = Evidence(
    document="d1",
    span=(0, 120),
    text="Kenyan ministers said on 4 March 1998 that Uganda was “unlikely to return” 35 trucks seized at Busia.",
    label="The Lake Digest",
    published="1998-03-05",
    dates=("1998-03-04",),
    actors=frozenset({"KEN.GOV", "UGA"}),
)
FORMS = {"KEN": ["kenya", "kenyan", "nairobi"], "UGA": ["uganda"], "TZA": ["tanzania", "tanzanian"]}
RANGES = {"unlikely": ["20–45 %"], "likely": ["55–80 %"]}


def names(actor: str) -> list[str]:
    return FORMS.get(actor, [])


def check(*parts: Part, evidence: tuple[Evidence, ...] = (SENTENCE,)) -> list[str]:
    return faults(Line(parts, evidence), names, RANGES)


@pytest.mark.parametrize(
    "part",
    [
        quote("Uganda was “unlikely to return” 35 trucks"),
        quote("Kenyan ministers … seized at Busia"),
        name("UGA", "Uganda"),
        name("KEN", "Kenya"),
        date("1998-03-04", "4 March 1998"),
        date("1998-03-05", "5 March 1998"),
        number("35"),
        number("20–45 %"),
        words(" demands of "),
    ],
)
def test_what_the_sentence_carries_passes(part: Part) -> None:
    assert check(part) == []


@pytest.mark.parametrize(
    "part, why",
    [
        (quote("Uganda was likely to return 35 trucks"), "does not say"),
        (name("TZA", "Tanzania"), "does not name Tanzania"),
        (name("putin-vladimir", "Vladimir Putin"), "does not name"),
        (date("1998-03-06", "6 March 1998"), "does not date"),
        (number("36"), "does not give the number 36"),
        (number("55–80 %"), "does not give the number"),
        (words(" agreed to 40 demands"), "hold a number"),
        (words(" promised by Tanzania"), "hold a name"),
    ],
)
def test_what_it_does_not_carry_is_refused(part: Part, why: str) -> None:
    assert [w for w in check(part) if why in w]


def test_a_line_without_evidence_is_refused() -> None:
    assert check(words("all is well"), evidence=()) == ["it rests on no sentence"]


def test_a_second_sentence_may_carry_what_the_first_does_not() -> None:
    other = dataclasses.replace(SENTENCE, text="Tanzania closed the lake.", span=(130, 155))
    assert check(name("TZA", "Tanzania"), evidence=(SENTENCE, other)) == []


@given(st.integers(0, len(SENTENCE.text) - 2), st.integers(1, 40), st.sampled_from("qxz"))
def test_a_changed_quotation_never_passes(start: int, length: int, letter: str) -> None:
    piece = flat(SENTENCE.text[start : start + length])
    assert check(Part("quote", f"“{piece}”")) == [] or not piece.strip()
    changed = piece + letter * 3
    assert check(Part("quote", f"“{changed}”")) != []


@pytest.mark.parametrize(
    "edtf, text",
    [
        ("2000-02-02", "2 February 2000"),
        ("2000-02-01/2000-02-29", "February 2000"),
        ("2000-02-02/2000-02-29", "2–29 February 2000"),
        ("1999-12-30/2000-01-02", "30 December 1999 – 2 January 2000"),
        ("1999-03-24/1999-06-10", "24 March – 10 June 1999"),
        ("1962", "1962"),
        ("1999~", "about 1999"),
        ("2001-21", "spring 2001"),
        ("2000-02-03/..", "from 3 February 2000"),
        ("../2000-02-03", "until 3 February 2000"),
        (None, "undated"),
        ("199X", "199X"),
    ],
)
def test_dates_are_said_as_people_write_them(edtf: str | None, text: str) -> None:
    assert said(edtf) == text
