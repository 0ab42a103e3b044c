"""Headers of articles: labels, titles, by-lines, dates, and texts that have none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.knowledge import Knowledge
from detente.reading.dates import find_date
from detente.reading.header import find_header

HEADERS = Knowledge().headers
BODY = (
    "The foreign minister of Arvania arrived in the capital of Kestria on Monday for two days of talks about the "
    "disputed harbour, officials of both countries said."
)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (BODY, {}),
        (f"Publication: Harbour Gazette Volume: 6 Issue: 17\n\n{BODY}", {"publication": "Harbour Gazette", "volume": "6", "issue": "17"}),
        (f"Publication: Harbour Gazette\nVolume: 6\nIssue: 17\n{BODY}", {"publication": "Harbour Gazette", "volume": "6", "issue": "17"}),
        (f"Ministers meet over harbour\n\n{BODY}", {"title": "Ministers meet over harbour"}),
        (f"# Ministers meet over harbour\nBy Nils Aker\n{BODY}", {"title": "# Ministers meet over harbour", "author": "Nils Aker"}),
        (f"Ministers meet over harbour\nBy Nils Aker and Sela Morin\nJune 4, 2011\n\n{BODY}", {"title": "Ministers meet over harbour", "author": "Nils Aker and Sela Morin", "published": "2011-06-04"}),
        (f"MINISTERS MEET.\n\n{BODY}", {"title": "MINISTERS MEET."}),
        (f"HEADLINE: Ministers meet\nBYLINE: Nils Aker\nDATE: 4 June 2011\nLENGTH: 400 words\nSECTION: World\n\n{BODY}", {"title": "Ministers meet", "author": "Nils Aker", "published": "4 June 2011"}),
        (f"4 June 2011\nMinisters meet over harbour\n\n{BODY}", {"title": "Ministers meet over harbour", "published": "2011-06-04"}),
        (f"Ministers meet over harbour\r\n\r\n{BODY}\r\n", {"title": "Ministers meet over harbour"}),
    ],
)  # fmt: skip
def test_header_fields_and_body(text: str, fields: dict[str, str]) -> None:
    found = find_header(text, HEADERS)
    assert {k: v for k, v in found.fields.items() if k != "skip"} == fields
    assert text[found.end :].strip() == BODY


@pytest.mark.parametrize(
    "text",
    [
        "The minister left.",
        "Newspaper: minister of Arvania to resign over harbour letters.\n\nHe denied it on Monday.",
        "Ministers meet over harbour",
        "Talks went on\nin the capital on Monday, and the ministers\nmet again on Tuesday.",
        "By Monday the ministers had left the capital, and the talks were over for good, both sides said.",
        "May 2011 was a bad month for the harbour talks.",
        "Date: the ministers could not agree on one, and so the talks were put off until after the summer, "
        "when the new parliament of Kestria will have met and the ministers may have another mandate from it, "
        "which nobody expects them to use before the harbour has frozen and its ships have left for the south, "
        "as they do every winter in that part of the coast.",
    ],
)
def test_a_text_without_header_keeps_all_its_words(text: str) -> None:
    found = find_header(text, HEADERS)
    assert found.end == 0
    assert found.fields == {}


@pytest.mark.parametrize("title", ["Region: leaders meet at last", "Issue: who pays for the lighthouse?"])
def test_a_title_with_a_colon_is_a_title(title: str) -> None:
    text = f"{title}\n\n{BODY}"
    assert find_header(text, HEADERS).fields == {"title": title}
    assert find_header(text, HEADERS, guess=False).end == 0


def test_without_guessing_only_labels_are_header() -> None:
    text = f"Ministers meet over harbour\n\n{BODY}"
    assert find_header(text, HEADERS, guess=False).end == 0
    labelled = f"Publication: Harbour Gazette Volume: 2\n\n{text}"
    found = find_header(labelled, HEADERS, guess=False)
    assert found.number("volume") == 2
    assert labelled[found.end :] == text


def test_a_copyright_line_gives_the_year() -> None:
    found = find_header(f"Ministers meet over harbour\n\nCopyright 2011 Lindwire\n\n{BODY}", HEADERS)
    assert found.year == "2011"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("January 25, 2000", "2000-01-25"),
        ("Jan. 25, 2000", "2000-01-25"),
        ("Tuesday, January 25, 2000", "2000-01-25"),
        ("Tue, 25 Jan 2000 10:15:00 GMT", "2000-01-25"),
        ("25th January 2000", "2000-01-25"),
        ("Published: 25 January 2000", "2000-01-25"),
        ("2000-01-25", "2000-01-25"),
        ("2000-01-25T10:15:00+01:00", "2000-01-25"),
        ("2000/1/25", "2000-01-25"),
        ("25.01.2000", "2000-01-25"),
        ("25/01/2000", "2000-01-25"),
        ("01/25/2000", "2000-01-25"),
        ("05/05/2000", "2000-05-05"),
        ("05/06/2000", "2000"),
        ("January 2000", "2000-01"),
        ("2000", "2000"),
        ("Lusaka, 31 October 1994", "1994-10-31"),
        ("Done at Vereeniging, May 4, 1992", "1992-05-04"),
        ("Lusaka, October 1994", None),
        ("30 February 2000", None),
        ("The year 2000", None),
        ("25 Brumaire 1799", None),
        ("", None),
    ],
)
def test_dates_of_header_lines(line: str, date: str | None) -> None:
    assert find_date(line, HEADERS) == date


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_any_text_keeps_a_body(text: str) -> None:
    found = find_header(text, HEADERS)
    assert 0 <= found.end <= len(text)
    assert bool(text[found.end :].strip()) == bool(text.strip())
