"""Quotation marks of all kinds, from text to spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.quotes import find_quotations

CASES = [
    ("“Yes,” she said. “But not now.”", ["“Yes,”", "“But not now.”"]),
    ('"Yes," she said. "But not now."', ['"Yes,"', '"But not now."']),
    ("''Yes,'' she said. ''No.''", ["''Yes,''", "''No.''"]),
    ("``Yes,'' she said.", ["``Yes,''"]),
    ("«Non», dit-elle. „Nein“, sagt er.", ["«Non»", "„Nein“"]),
    ("‘We go,’ he said; the troops’ camp wasn’t far.", ["‘We go,’"]),
    ("'We go,' he said; the troops' camp wasn't far.", ["'We go,'"]),
    ("The workers' rights and the miners' pay", []),
    ("It's the '90s and rock isn't dead", []),
    ("“She said ‘never’ to me,” he recalled.", ["“She said ‘never’ to me,”", "‘never’"]),
    ('“Mixed marks," he said.', ['“Mixed marks,"']),
    ("“Twice the same,“ he said.", ["“Twice the same,“"]),
    ("He said “we will stay", ["“we will stay"]),
    ('The "front" and the "rear" met.', ['"front"', '"rear"']),
    ("no marks at all", []),
    ("", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_quotations_are_matched(text: str, expected: list[str]) -> None:
    assert [text[q.span[0] : q.span[1]] for q in find_quotations(text)] == expected


def test_a_quotation_runs_on_over_paragraphs() -> None:
    text = "“The first part goes on.\n\n“The second ends here,” the consul said.\n\n“Another one.”"
    groups = [q.group for q in find_quotations(text)]
    assert groups[0] == groups[1] != groups[2]
    assert [q.closed for q in find_quotations(text)] == [False, True, True]


def test_depth_tells_the_outer_from_the_inner() -> None:
    text = "“A ‘b “c” d’ e” f"
    assert {text[q.span[0] : q.span[1]]: q.depth for q in find_quotations(text)} == {
        "“A ‘b “c” d’ e”": 0,
        "‘b “c” d’": 1,
        "“c”": 2,
    }


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„()", max_size=200))
def test_spans_lie_in_the_text_and_nest(text: str) -> None:
    found = find_quotations(text)
    for q in found:
        assert 0 <= q.span[0] < q.span[1] <= len(text)
        assert q.span[0] < q.inner[0] <= q.inner[1] <= q.span[1]
    for a in found:
        for b in found:
            apart = a.span[1] <= b.span[0] or b.span[1] <= a.span[0]
            inside = (a.span[0] <= b.span[0] and b.span[1] <= a.span[1]) or (
                b.span[0] <= a.span[0] and a.span[1] <= b.span[1]
            )
            assert apart or inside


@pytest.mark.parametrize("piece", ['"', "“", "'", "“a” ", "«", "''", '"a '])
def test_garbage_of_any_length_is_passed_through(piece: str) -> None:
    text = piece * 20000
    assert all(q.span[1] <= len(text) for q in find_quotations(text))
