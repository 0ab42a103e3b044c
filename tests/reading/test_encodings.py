"""Bytes to text: every encoding an English text comes in, and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import ReadingError
from detente.reading.encodings import decode

TEXT = (
    "“We shall not sign,” the minister of Arvania said – and Kestria’s café owners, he added, may keep their "
    "harbour. The talks in Lindhaven’s old town hall went on until midnight without any result.\n"
) * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman", "utf-16-le", "utf-16-be"]
)
def test_the_text_comes_back(encoding: str) -> None:
    data = TEXT.encode(encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        data = "\ufeff".encode(encoding) + data
    assert decode(data).removeprefix("\ufeff") == TEXT


def test_a_stated_encoding_is_kept_to() -> None:
    assert decode("Łódź".encode("cp1250"), "cp1250") == "Łódź"
    with pytest.raises(ReadingError, match="is not ascii"):
        decode(b"caf\xe9", "ascii")
    with pytest.raises(ReadingError, match="no encoding"):
        decode(b"text", "klingon-1")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4 \x00\x01", "PDF"),
        (b"PK\x03\x04\x14\x00", "zipped"),
        (b"{\\rtf1 Text}", "RTF"),
        (b"<!DOCTYPE html><html><p>Text</p></html>", "web page"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00" * 1000, "binary"),
        (b"SQLite format 3\x00" + b"\x00" * 100, "SQLite"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(ReadingError, match=said):
        decode(data)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_never_guessed_away(text: str) -> None:
    # text that happens to begin with the bytes of another format is that format to us
    assert text.startswith(("%PDF", "PK", "{\\rtf", "<", "\ufeff")) or decode(text.encode()) == text
