"""Bracketed credits and datelines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.credits import find_credits, read_date
from detente.coding.draft import Draft
from detente.knowledge import Knowledge
from detente.records import Document

KNOWLEDGE = Knowledge()

FOUND = [
    ("Talks failed (Interfax, January 9).", "1998-01-20", "Interfax", "1998-01-09"),
    ("Talks failed (Turkish agencies, January 9-10).", "1998-01-20", "Turkish agencies", "1998-01-09/1998-01-10"),
    ("Talks failed (AFP, Kyodo, Xinhua, May 3-4).", "2003-05-06", "AFP, Kyodo, Xinhua", "2003-05-03/2003-05-04"),
    ("Talks failed (Yonhap, December 30-January 2).", "2001-01-04", "Yonhap", "2000-12-30/2001-01-02"),
    ("Talks failed (Le Monde, 3 March).", "1994-03-05", "Le Monde", "1994-03-03"),
    ("Talks failed (The Times, London, 3 March 1986).", None, "The Times, London", "1986-03-03"),
    ("Talks failed (Tanjug, April 5; Politika, April 6).", "1995-04-08", "Tanjug; Politika", "1995-04-05/1995-04-06"),
    ("Talks failed (Reuters).", None, "Reuters", None),
    ("Talks failed (IRNA, March 30).", "2001-02-01", "IRNA", "2000-03-30"),
    ("Talks failed (IRNA, March 30).", None, "IRNA", None),
    ("Talks failed (state television, June 1).", "1989-06-02", "state television", "1989-06-01"),
    ("LISBON, March 3 (Lusa) -- Talks failed.", "1975-03-05", "Lusa", "1975-03-03"),
    ("ANKARA, Turkey, 3 March (Anadolu) - Talks failed.", "1975-03-05", "Anadolu", "1975-03-03"),
    ("AMMAN, Jan. 5 (Petra) -- Talks failed.", "1991-01-06", "Petra", "1991-01-05"),
    ("(Reuters) - Talks failed.", None, "Reuters", None),
]  # fmt: skip


def credits_of(text: str, published: str | None) -> list[tuple[str | None, str | None]]:
    draft = Draft(Document.of(text, published=published), KNOWLEDGE)
    find_credits(draft)
    return [(c.outlet, c.date) for c in draft.credits]


@pytest.mark.parametrize("text, published, outlet, date", FOUND)
def test_a_credit_is_read(text: str, published: str | None, outlet: str, date: str | None) -> None:
    assert credits_of(text, published) == [(outlet, date)]


ORDINARY = [
    "The plan (a secret one) failed.",
    "The alliance (NATO) met.",
    "He left (January 5).",
    "They met (Kenya, March 3).",
    "The bank (see page 4) failed.",
    "Talks (the press) failed.",
    "An agency (Interfax) reported it.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_brackets_stay(text: str) -> None:
    assert credits_of(text, "2000-06-01") == []


def test_a_reference_to_another_issue_is_taken_out_but_credits_nobody() -> None:
    text = "The draft was leaked (see the Monitor, January 17)."
    draft = Draft(Document.of(text, published="2000-02-02"), KNOWLEDGE)
    find_credits(draft)
    assert [c.row for c in draft.credits] == ["credit.see"]


@given(st.dates().filter(lambda d: d.year > 1000), st.integers(1, 12), st.integers(1, 28))
def test_a_credit_never_lies_after_its_text(published, month: int, day: int) -> None:
    import calendar

    read = read_date(f"{calendar.month_name[month]} {day}", published.isoformat())
    assert read is not None
    assert read <= published.isoformat()


@pytest.mark.parametrize("piece", ["(", "()", "(Reuters, ", "(((Reuters)))", "AB, ", "\n", "A (Reuters) - "])
def test_brackets_without_end_are_passed_through(piece: str) -> None:
    text = piece * 10000
    draft = Draft(Document.of(text, published="2000"), KNOWLEDGE)
    find_credits(draft)
    assert all(0 <= c.span[0] < c.span[1] <= len(text) for c in draft.credits)
