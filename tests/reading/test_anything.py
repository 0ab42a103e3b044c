"""Any bytes under any name: documents or failures that say what to do, never a crash."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading_texts import BODY, PARAGRAPHS, Reading
from test_printed import docx

from detente.reading import Failure
from detente.reading.detection import detect
from detente.reading.formats import READERS, SUFFIXES
from detente.records import Document

STARTS = [
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"{\\rtf1 ", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00", b"WARC/1.0\r\n",
    b"filedesc://x 0 0 0", b"<!DOCTYPE html>", b"<html>", b"<?xml version='1.0'?>", b"<rss>", b"<feed", b"<nitf>", b"<newsItem>",
    b'{"version": "https://jsonfeed.org/version/1", "items": ', b"From a Thu Jun 4 23:10:00 1987\nA: b\n", b"MIME-Version: 1.0\n",
    b"text,id\n", b"\xff\xfe", b"\xef\xbb\xbf<html>", b"\x00" * 257 + b"ustar", b"{",
]  # fmt: skip
NAMES = [f"a{suffix}" for suffix in SUFFIXES] + ["a", "a.png", "a.doc"]


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(STARTS), st.binary(max_size=400), st.sampled_from(NAMES))
@example(b"", b"\x00" * 600, "a.tar")
@example(b"<html>", bytes(range(256)), "a.html")
def test_any_bytes_under_any_name(reading: Reading, start: bytes, rest: bytes, name: str) -> None:
    items = reading(name, start + rest)
    assert items
    for item in items:
        assert isinstance(item, Failure | Document)
        if isinstance(item, Failure):
            assert len(item.reason) > 5
        else:
            assert item.body is not None
            assert 0 <= item.body[0] <= item.body[1] == len(item.text)


def packed() -> dict[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("a.html", f"<html><body><p>{BODY}</p></body></html>")
        box.writestr("b.txt", BODY)
    return {"a.docx": docx(*PARAGRAPHS), "a.zip": out.getvalue(), "a.txt.gz": gzip.compress(BODY.encode())}


PACKED = packed()


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(PACKED)), st.integers(0, 50_000), st.binary(min_size=1, max_size=40))
def test_damaged_archives_never_crash(reading: Reading, name: str, at: int, bad: bytes) -> None:
    data = bytearray(PACKED[name])
    at %= len(data)
    data[at : at + len(bad)] = bad
    assert reading(name, bytes(data))


@given(st.binary(max_size=600), st.sampled_from([None, *set(SUFFIXES.values())]))
def test_every_format_that_is_told_has_a_reader(head: bytes, named: str | None) -> None:
    assert detect(head, named) in {*READERS, "xml", None}


@pytest.mark.parametrize("name", sorted({*READERS, "xml"}))
def test_every_format_has_an_ending(name: str) -> None:
    assert name in SUFFIXES.values() or name == "newsxml"
