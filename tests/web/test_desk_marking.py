"""Texts cut into pieces lose nothing and mark what they should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.records import Expectation, Statement
from detente.web.marking import Window, cut, gap, window_of

TEXT = "abcdefghijklmnopqrstuvwxyz"
SPAN = st.tuples(st.integers(0, 25), st.integers(1, 26)).filter(lambda span: span[0] < span[1])


@given(st.lists(SPAN, max_size=6), st.lists(SPAN, max_size=3), st.lists(SPAN, max_size=2))
def test_pieces_add_up_to_the_text(
    expected: list[tuple[int, int]], said: list[tuple[int, int]], shown: list[tuple[int, int]]
) -> None:
    records = [
        *(Expectation(f"x{n}", "forecast", None, span) for n, span in enumerate(expected, 1)),
        *(Statement(f"s{n}", (), (), "named", (), (span,)) for n, span in enumerate(said, 1)),
    ]
    pieces = cut(TEXT, Window(0, 26, 26), records, shown)
    assert "".join(piece.text for piece in pieces) == TEXT
    for piece in pieces:
        places = range(piece.low, piece.low + len(piece.text))
        wanted = {
            r.id
            for r in records
            for low, high in ([r.span] if isinstance(r, Expectation) else r.content)
            if all(low <= p < high for p in places)
        }
        assert set(piece.records) == wanted
        assert piece.shown == any(all(low <= p < high for p in places) for low, high in shown)
    assert sum(piece.first for piece in pieces) == (1 if shown else 0)
    assert sorted(id for piece in pieces for id in piece.begins) == sorted(r.id for r in records)


@given(st.integers(0, 10**7), st.integers(0, 400_000))
def test_windows_cover_the_text(at: int, length: int) -> None:
    text = ("word " * (length // 5 + 1))[:length]
    window = window_of(text, at)
    assert 0 <= window.low <= window.high <= window.total == len(text)
    assert window.high == len(text) or window_of(text, window.high).low <= window.high


@pytest.mark.parametrize("near, place", [(-5, 0), (0, 0), (9, 7), (13, 11), (99, 17)])
def test_a_passage_begins_between_words(near: int, place: int) -> None:
    assert gap("Norway met Sweden", near) == place
