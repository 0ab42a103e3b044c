"""What holds for every text: spans lie inside it in order, dates are EDTF, and no text is too strange."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import edtf
from detente.coding.times import find_times
from detente.coding.times.finding import READERS
from detente.coding.times.points import GRAINS, Point, easter, orthodox_easter, point
from detente.errors import TableError
from detente.knowledge import Knowledge
from detente.knowledge.times import ACTIONS

_WRITTEN = (
    "January May march Monday Fridays last next this the a of in on by since between and from to until ago later earlier "
    "year years month weeks days quarter century decade summer winter early late mid - , . ' s 1999 2000 '90s 1960s 31 5 29 "
    "February 3rd 0 1/2 10:30 p.m. GMT noon morning night every each three several few half end beginning following that "
    "same Easter Thanksgiving 9/11 2004-02-30 13/45/99 fiscal first two hundred nineteen ninety-six now recently future \n\n"
)
WORDS = _WRITTEN.split(" ")

texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
publications = st.one_of(
    st.none(),
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str),
    st.sampled_from(["2000", "2000-02", "199X", "2000-21", "../2000", "2000/..", "1999-12-31/2000-01-01"]),
)


@settings(max_examples=300, deadline=None)
@given(texts, publications, st.sampled_from([None, True, False]))
def test_any_text_gives_sound_records(text, published, narrative):
    times = find_times(text, published, narrative=narrative)
    last = 0
    for number, time in enumerate(times, 1):
        assert time.id == f"t{number}"
        assert last <= time.span[0] < time.span[1] <= len(text)
        last = time.span[1]
        assert time.edtf is None or edtf.is_valid(time.edtf)
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        assert re.fullmatch(r"[\w:.+/-]+", time.value)


days = st.dates(date(1700, 1, 1), date(2199, 12, 31))


@given(days, days)
def test_a_full_date_means_itself(day, published):
    for form in (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        (found,) = find_times(f"It was agreed on {form}.", published.isoformat())
        assert found.value == found.edtf == day.isoformat()


@given(days)
def test_neighbours_of_the_publication(day):
    found = find_times("Yesterday, today, tomorrow.", day.isoformat())
    step = timedelta(days=1)
    assert [t.value for t in found] == [str(day - step), str(day), str(day + step)]


@given(days, st.integers(1, 40))
def test_so_many_days_ago(day, count):
    (found,) = find_times(f"It failed {count} days ago.", day.isoformat())
    assert found.value == str(day - timedelta(days=count))


@given(days, st.sampled_from(["Monday", "Thursday", "Sunday"]))
def test_a_weekday_is_near_and_on_its_side(day, name):
    (behind,) = find_times(f"He left on {name}.", day.isoformat())
    (ahead,) = find_times(f"He will leave on {name}.", day.isoformat())
    for found, low, high in ((behind, -6, 0), (ahead, 0, 6)):
        meant = date.fromisoformat(found.value)
        assert f"{meant:%A}" == name
        assert low <= (meant - day).days <= high


@given(st.sampled_from(sorted(GRAINS)), days)
def test_a_period_holds_its_day(grain, day):
    found = point(grain, day)
    if grain == "WE":
        assert (found.start.weekday(), found.end.weekday()) == (5, 6)
    else:
        assert found.start <= day <= found.end
    if grain != "L":
        assert edtf.bounds(found.edtf) == (found.start, found.end)


@pytest.mark.parametrize(
    "year, day", [(1961, (4, 2)), (1998, (4, 12)), (2000, (4, 23)), (2024, (3, 31)), (2038, (4, 25))]
)
def test_easter(year, day):
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize("year, day", [(1991, (4, 7)), (2003, (4, 27)), (2010, (4, 4)), (2024, (5, 5))])
def test_orthodox_easter(year, day):
    assert orthodox_easter(year) == date(year, *day)


@pytest.mark.parametrize(
    "period, value, dates",
    [
        (Point("W", date(2020, 12, 28)), "2020-W53", "2020-12-28/2021-01-03"),
        (Point("S", date(2020, 12, 1)), "2020-WI", "2020-24"),
        (Point("H", date(2020, 7, 1)), "2020-H2", "2020-07/2020-12"),
        (Point("C", date(1900, 1, 1)), "19", "19XX"),
    ],
)
def test_period_values(period, value, dates):
    assert (period.value, period.edtf) == (value, dates)


def test_a_user_adds_a_holiday_and_a_pattern(tmp_path):
    folder = tmp_path / "times"
    folder.mkdir()
    (folder / "holidays.csv").write_text("id,names,rule,note\nx,Flag Day of Orvel,08-19,\n", encoding="utf-8")
    (folder / "patterns.yaml").write_text(
        "- {id: x, pattern: 'in living memory', action: fixed, type: DATE, value: PAST_REF}\n",
        encoding="utf-8",
    )
    known = Knowledge([tmp_path]).times
    text = "The worst crisis in living memory began on Flag Day of Orvel."
    found = find_times(text, "1992-09-01", known=known)
    assert [(t.value, t.rule) for t in found] == [("PAST_REF", "x"), ("1992-08-19", "holiday")]
    assert find_times(text, "1992-09-01") == []


@pytest.mark.parametrize(
    "name, row, message",
    [
        ("holidays.csv", "id,names,rule,note\nx,Orvel Day,sometime,\n", "line 2, column 'rule'"),
        (
            "patterns.yaml",
            "- {id: x, pattern: 'in [NOWHERE]', action: fixed}\n",
            "no part is named 'NOWHERE'",
        ),
        ("patterns.yaml", "- {id: x, pattern: 'in ( {month}', action: date}\n", "row 'x'"),
        (
            "patterns.yaml",
            "- {id: x, pattern: '( {month} )?', action: date}\n",
            "fits where there is no word",
        ),
        ("patterns.yaml", "- {id: x, pattern: '{month}', action: dance}\n", "'dance'"),
        ("words.csv", "id,class,words,value,case\nx,month,a|b,1|2|3,\n", "line 2, column 'value'"),
    ],
)
def test_a_bad_row_is_named(tmp_path, name, row, message):
    folder = tmp_path / "times"
    folder.mkdir()
    (folder / name).write_text(row, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        find_times("They met in May.", known=Knowledge([tmp_path]).times)
    assert message in str(caught.value)


def test_every_action_a_row_can_name_is_done():
    assert set(ACTIONS) == set(READERS)
    assert {rule.action for rule in Knowledge().times.rules.values()} == set(ACTIONS)
