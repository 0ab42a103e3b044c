"""EDTF level 1: what is a date, what days it covers, and arithmetic on it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import edtf
from detente.errors import DateError

BOUNDS = [
    ("1999", "1999-01-01", "1999-12-31", "year"),
    ("2000-02", "2000-02-01", "2000-02-29", "month"),
    ("1900-02", "1900-02-01", "1900-02-28", "month"),
    ("2000-01-25", "2000-01-25", "2000-01-25", "day"),
    ("2000-01-25T09:30:00Z", "2000-01-25", "2000-01-25", "time"),
    ("2000-01-25T09:30:00+02:00", "2000-01-25", "2000-01-25", "time"),
    ("2000-01-21/2000-01-22", "2000-01-21", "2000-01-22", "interval"),
    ("1998/2000-03", "1998-01-01", "2000-03-31", "interval"),
    ("199X", "1990-01-01", "1999-12-31", "decade"),
    ("19XX", "1900-01-01", "1999-12-31", "century"),
    ("2004-XX", "2004-01-01", "2004-12-31", "year"),
    ("2004-XX-XX", "2004-01-01", "2004-12-31", "year"),
    ("2004-06-XX", "2004-06-01", "2004-06-30", "month"),
    ("2001-21", "2001-03-01", "2001-05-31", "season"),
    ("2001-24", "2001-12-01", "2002-02-28", "season"),
    ("1999~", "1999-01-01", "1999-12-31", "year"),
    ("2000-01?", "2000-01-01", "2000-01-31", "month"),
    ("../1999-03", "0001-01-01", "1999-03-31", "interval"),
    ("1999-03/..", "1999-03-01", "9999-12-31", "interval"),
    ("1999-03/", "1999-03-01", "9999-12-31", "interval"),
    ("-0044", "0001-01-01", "0001-01-01", "year"),
]


@pytest.mark.parametrize("text, first, last, precision", BOUNDS)
def test_bounds(text, first, last, precision):
    assert [d.isoformat() for d in edtf.bounds(text)] == [first, last]
    assert edtf.precision(text) == precision
    assert edtf.check(text) == text


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2000-13", "2000-02-30", "2000-1-5", "99", "2000-25", "2000/1999", "../..", "/", "1/2/3",
     "20000", "2000-01-25T25:00:00", "2000-01-25T10:61:00", "1XXX", "199X-05", "2000-XX-05", "2000-01-25 ",
     "2000-Q3", "2000-00", "-0044-13", "20²0"],
)  # fmt: skip
def test_what_is_no_date(text):
    assert not edtf.is_valid(text)
    with pytest.raises(DateError):
        edtf.check(text)


@pytest.mark.parametrize(
    "first, last, text",
    [
        ((2000, 1, 25), (2000, 1, 25), "2000-01-25"),
        ((2000, 2, 1), (2000, 2, 29), "2000-02"),
        ((2000, 1, 1), (2000, 12, 31), "2000"),
        ((1998, 1, 1), (2000, 12, 31), "1998/2000"),
        ((1989, 7, 1), (1989, 9, 30), "1989-07/1989-09"),
        ((2000, 2, 2), (2000, 2, 29), "2000-02-02/2000-02-29"),
    ],
)
def test_interval_is_written_shortly(first, last, text):
    assert edtf.interval(date(*first), date(*last)) == text


def test_interval_with_an_open_end():
    assert edtf.interval(None, date(2000, 1, 5)) == "../2000-01-05"
    assert edtf.interval(date(2000, 1, 5), None) == "2000-01-05/.."
    with pytest.raises(DateError):
        edtf.interval(None, None)
    with pytest.raises(DateError):
        edtf.interval(date(2000, 1, 5), date(2000, 1, 4))


@pytest.mark.parametrize(
    "text, step, moved",
    [
        ("2000-01-31", {"months": 1}, "2000-02-29"),
        ("2000-02-29", {"years": -1}, "1999-02-28"),
        ("2000-02", {"months": -1}, "2000-01"),
        ("2000-02", {"years": 1}, "2001-02"),
        ("1999", {"years": 1}, "2000"),
        ("2000-01-25", {"days": -25}, "1999-12-31"),
        ("2000-01-21/2000-01-22", {"weeks": 1}, "2000-01-28/2000-01-29"),
        ("1999~", {"years": -10}, "1989~"),
        ("1999-03/..", {"days": 1}, "1999-03-02/.."),
        ("1989-07/1989-09", {"years": -1}, "1988-07/1988-09"),
    ],
)
def test_shift(text, step, moved):
    assert edtf.shift(text, **step) == moved


def test_shift_out_of_the_calendar():
    with pytest.raises(DateError):
        edtf.shift("9999-12-31", days=1)


def test_comparison():
    assert edtf.before("1999", "2000-01-01")
    assert not edtf.before("2000", "2000-01-01")
    assert edtf.overlaps("2000-01", "2000-01-31/2000-03")
    assert not edtf.overlaps("2000-01", "2000-02")
    assert edtf.within("2000-01-25", "2000")
    assert not edtf.within("2000", "2000-01-25")
    assert sorted(["2000", "1999-12-31", "2000-01-01"], key=edtf.order) == [
        "1999-12-31",
        "2000-01-01",
        "2000",
    ]


days = st.dates(min_value=date(1, 2, 1), max_value=date(9999, 11, 30))


@given(days, days)
def test_interval_and_bounds_are_inverse(one, other):
    first, last = sorted((one, other))
    assert edtf.bounds(edtf.interval(first, last)) == (first, last)


@given(days, st.integers(-20, 20))
def test_shift_by_days_comes_back(day, count):
    text = day.isoformat()
    assert edtf.shift(edtf.shift(text, days=count), days=-count) == text


@given(st.text(max_size=24))
def test_any_text_is_a_date_or_a_date_error(text):
    try:
        parsed = edtf.parse(text)
    except DateError:
        return
    assert parsed.first <= parsed.last
