"""Times in parsed text: the tense of the verb turns a date, and events take the date they govern."""

from dataclasses import replace

import pytest

from detente import edtf
from detente.coding.draft import Draft
from detente.coding.times import time_of
from detente.records import Document


def drafted(coder, text: str, published: str | None = "1995-03-06") -> Draft:
    return coder.draft(Document.of(text, published=published))


def token(draft: Draft, word: str) -> int:
    return draft.parse.words.index(word)


# 1995-03-06 was a Monday
@pytest.mark.parametrize(
    "text, dates",
    [
        ("The envoy will arrive on Friday.", ["1995-03-10"]),
        ("The envoy arrived on Friday.", ["1995-03-03"]),
        ("The envoy said on Friday that he would return on Wednesday.", ["1995-03-03", "1995-03-08"]),
        ("The talks are scheduled for Thursday.", ["1995-03-09"]),
        ("The ministers agreed to meet on Thursday.", ["1995-03-09"]),
        ("The army began to withdraw on Thursday.", ["1995-03-02"]),
        ("The parliament is expected to vote in December.", ["1995-12"]),
        ("The parliament voted in December.", ["1994-12"]),
        ("The alliance plans to open an office in February.", ["1996-02"]),
        ("The army had to leave by Friday.", ["1995-03-10"]),
        ("The rebels left before Friday.", ["1995-03-03"]),
        ("The council gave Peru until Friday to withdraw.", ["1995-03-10"]),
        ("The siege lasted until Friday.", ["1995-03-03"]),
        ("The minister leaves for Lima on Sunday.", ["1995-03-12"]),
        ("The dividend is payable on 2 January.", ["1996-01-02"]),
        ("The navy was ordered to return the boat by 3 March.", ["1995-03-03"]),
        ("The general, who resigned on Thursday, may return.", ["1995-03-02"]),
    ],
)
def test_the_verb_tells_the_side(coder, text, dates):
    assert [t.edtf for t in drafted(coder, text).times] == dates


@pytest.mark.parametrize(
    "text, word, date",
    [
        ("They signed the treaty on 3 May 1990.", "signed", "1990-05-03"),
        ("They signed the treaty on 3 May 1990.", "treaty", "1990-05-03"),
        ("The 1990 invasion shocked the region.", "invasion", "1990"),
        ("Since the rupture in relations last year, officials have said little.", "rupture", "1994"),
        ("Since the rupture in relations last year, officials have said little.", "said", None),
        ("On 3 May 1990 the two met and signed a treaty.", "signed", "1990-05-03"),
        ("They held talks in May 1990.", "talks", "1990-05"),
        ("The accord signed in 1984 has lapsed.", "accord", "1984"),
        ("The negotiations that led to the 1987 accord were long.", "negotiations", "1987"),
        ("The army shelled the port from May 1990 to June 1991.", "shelled", "1990-05/1991-06"),
        ("The army occupied the port between 1988 and 1990.", "occupied", "1988/1990"),
        ("Last year's talks in Vienna failed.", "talks", "1994"),
        ("Friday's attack killed nine.", "attack", "1995-03-03"),
        ("The premier denounced the raid.", "denounced", None),
        ("He said on 3 May 1990 that the rebels had attacked.", "attacked", None),
        ("The visit lasted three days and began on 3 May 1990.", "began", "1990-05-03"),
    ],
)
def test_what_a_time_dates(coder, text, word, date):
    draft = drafted(coder, text)
    found = time_of(draft, token(draft, word))
    assert (found.edtf if found else None) == date


def test_a_noun_need_not_look_at_its_clause(coder):
    draft = drafted(coder, "They held talks in May 1990.")
    place = token(draft, "talks")
    own = time_of(draft, place, clause=False)
    assert own is None or own.edtf == "1990-05"
    draft = drafted(coder, "On 3 May 1990 the envoy met the rebels.")
    assert time_of(draft, token(draft, "rebels"), clause=False) is None


def test_a_joined_range_stays_two_records(coder):
    draft = drafted(coder, "The army occupied the port between 1988 and 1990.")
    assert [t.edtf for t in draft.times] == ["1988", "1990"]
    joined = time_of(draft, token(draft, "occupied"))
    first = draft.times[0]
    assert joined == replace(first, span=joined.span, value="1988/1990", edtf="1988/1990")


def test_every_record_is_sound(coder):
    text = "On 3 May 1990, last week, every Monday, for three days and in the 1970s they met. " * 3
    draft = drafted(coder, text)
    assert len(draft.times) == 15
    for time in draft.times:
        assert time.edtf is None or edtf.is_valid(time.edtf)
        assert time.rule
