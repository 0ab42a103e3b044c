"""ZIP, tar, gzip and web archives: each member read as what it is, and traps refused."""

from __future__ import annotations

import bz2
import gzip
import io
import logging
import lzma
import tarfile
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from reading_texts import BODY, PARAGRAPHS, TITLE, Reading, body, only, reason

from detente.knowledge import Knowledge
from detente.reading import Failure, read, streams
from detente.records import Document

PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    + "".join(f"<p>{part}</p>" for part in PARAGRAPHS)
    + "</article></body></html>"
).encode()


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in members.items():
            box.writestr(name, data)
    return out.getvalue()


def tarred(members: Mapping[str, bytes | str], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as box:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            raw = data.encode() if isinstance(data, str) else data
            info.size = len(raw)
            box.addfile(info, io.BytesIO(raw))
    return out.getvalue()


MEMBERS = {
    "news/a.html": PAGE,
    "news/b.txt": BODY,
    "__MACOSX/._b.txt": b"\0",
    ".hidden": b"x",
    "c.png": b"\x89PNG\r\n",
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(MEMBERS)),
        ("a.tar", tarred(MEMBERS)),
        ("a.tar.gz", tarred(MEMBERS, "w:gz")),
        ("a.tgz", tarred(MEMBERS, "w:gz")),
        ("a.tar.bz2", tarred(MEMBERS, "w:bz2")),
        ("a.tar.xz", tarred(MEMBERS, "w:xz")),
        ("a", zipped(MEMBERS)),
        ("a.bin", tarred(MEMBERS, "w:gz")),
        ("a.zip.gz", gzip.compress(zipped(MEMBERS))),
    ],
)
def test_members_are_read_as_what_they_are(reading: Reading, name: str, data: bytes) -> None:
    page, text, picture = reading(name, data)
    assert isinstance(page, Document)
    assert isinstance(text, Document)
    assert isinstance(picture, Failure)
    assert (page.title, body(page)) == (TITLE, BODY)
    assert page.id.endswith(f"{name}/news/a.html")
    assert page.path is not None
    assert page.path.endswith("news/a.html")
    assert "#" in page.path
    assert text.text == BODY
    assert ".png is no format" in picture.reason


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file(reading: Reading, pack: object) -> None:
    for name in ("a.txt.gz", "a.gz", "a.txt"):
        assert only(reading(name, pack(BODY.encode()))).text == BODY  # type: ignore[operator]
    assert body(only(reading("a.html.gz", pack(PAGE)))) == BODY  # type: ignore[operator]
    line = b'{"id": "one", "text": "The envoys met in the harbour."}\n'
    assert only(reading("a.jsonl.gz", pack(line))).id == "one"  # type: ignore[operator]
    assert only(reading("b.gz", pack(line), jsonl=True)).id == "one"  # type: ignore[operator]


def test_metadata_in_a_zip_file(reading: Reading) -> None:
    table = "file,published,outlet\nb.txt,1987-06-04,Lindwire\nc.txt,soon,\n"
    one, two, three = reading(
        "a.zip", zipped({"n/b.txt": BODY, "n/c.txt": BODY, "n/metadata.csv": table, "d.txt": BODY})
    )
    assert isinstance(one, Document)
    assert (one.published, one.publication) == ("1987-06-04", "Lindwire")
    assert "line 3: 'soon'" in str(two)
    assert isinstance(three, Document)
    assert three.published is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(BODY.encode())[:60], "cut off"),
        (gzip.compress(BODY.encode())[:-9] + b"\0" * 9, "cut off"),
        (b"\x1f\x8b", "cut off"),
        (zipped({"a.txt": BODY})[:60], "damaged or cut off"),
        (zipped({}), "holds no files"),
        (tarred({}), "holds no files"),
        (zipped({"xl/workbook.xml": "<x/>"}), "save its table as CSV"),
        (b"no gzip", "is no gzip"),
    ],
)
def test_damaged_archives(reading: Reading, data: bytes, said: str) -> None:
    name = {b"\x1f\x8b": "a.gz", b"PK": "a.zip", b"no": "b.gz"}.get(data[:2], "a.tar")
    assert said in reason(reading(name, data))


def test_a_tar_archive_that_is_cut_off(reading: Reading) -> None:
    data = tarred({f"{n}.txt": BODY * 20 for n in range(4)})
    items = reading("a.tar", data[: len(data) // 2])
    assert isinstance(items[0], Document)
    assert "cut off" in str(items[-1])


def test_names_that_lead_out_are_only_names(reading: Reading, tmp_path: Path) -> None:
    names = ["../../../etc/passwd.txt", "/absolute.txt", "..\\..\\windows.txt", "a/../b.txt", "x\ny.txt"]
    for name, data in (
        ("a.zip", zipped(dict.fromkeys(names, BODY))),
        ("a.tar", tarred(dict.fromkeys(names, BODY))),
    ):
        items = reading(name, data)
        assert len(items) == len(names)
        for item in items:
            assert isinstance(item, Document)
            assert ".." not in item.id.removeprefix(str(tmp_path))
            assert "\n" not in item.id
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.tar", "a.zip"]


def test_links_in_a_tar_archive_are_not_followed(reading: Reading) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as box:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo("a.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            box.addfile(info)
    assert "holds no files" in reason(reading("a.tar", out.getvalue()))


def test_a_bomb_is_not_unpacked(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "SLACK", 1_000_000)
    zeros = b"\0" * 30_000_000
    for name, data in (
        ("a.gz", gzip.compress(zeros)),
        ("a.zip", zipped({"a.txt": zeros, "b.txt": zeros})),
        ("a.tar.gz", gzip.compress(tarred({"a.txt": zeros, "b.txt": BODY}))),
        ("b.zip", zipped({"a.zip": zipped({"a.txt": zeros}), "b.txt": BODY})),
    ):
        tracemalloc.start()
        items = reading(name, data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert all(isinstance(item, Failure) for item in items), items
        assert any("unpacks to more than" in str(item) or "not read" in str(item) for item in items), items
        assert peak < 60_000_000


def test_a_long_text_that_packs_well_is_no_bomb(reading: Reading) -> None:
    assert only(reading("a.txt.gz", gzip.compress((BODY + "\n\n").encode() * 5000))).text.startswith(BODY)


def test_archives_within_archives(reading: Reading) -> None:
    one = zipped({"a.txt": BODY})
    two = zipped({"b/one.zip": one})
    found = only(reading("two.zip", two))
    assert found.id.endswith("two.zip/b/one.zip/a.txt")
    three = zipped({"c.zip": zipped({"two.zip": two})})
    assert "lies in more than 3 archives" in reason(reading("four.zip", three))
    deep = gzip.compress(BODY.encode())
    for _ in range(5):
        deep = gzip.compress(deep)
    assert "lies in more than 3 archives" in reason(reading("a.gz", deep))


def test_too_many_members(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MEMBERS", 3)
    for data, name in (
        (zipped({f"{n}.txt": BODY for n in range(9)}), "a.zip"),
        (tarred({f"{n}.txt": BODY for n in range(9)}), "a.tar"),
    ):
        items = reading(name, data)
        assert [type(item) for item in items] == [Document] * 3 + [Failure]
        assert "more than 3 members" in str(items[3])


def test_a_locked_zip_file(reading: Reading) -> None:
    data = bytearray(zipped({"a.txt": BODY}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert "password" in reason(reading("a.zip", bytes(data)))


def test_many_members_take_no_more_memory_than_few(tmp_path: Path, knowledge: Knowledge) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.tar"
        path.write_bytes(tarred({f"{n}.txt": f"In year {n} it began. {BODY}" for n in range(count)}))
        tracemalloc.start()
        assert sum(1 for _ in read(path, knowledge=knowledge)) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(5)
    assert peak(1500) < peak(100) + 500_000


def warc(*records: tuple[str, str, str, bytes], status: str = "200 OK", gz: bool = False) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gz)
    for kind, address, media, data in records:
        headers = (
            StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
            if kind == "response"
            else None
        )
        record = writer.create_warc_record(
            address,
            kind,
            payload=io.BytesIO(data),
            http_headers=headers,
            warc_content_type=media if headers is None else "",
        )
        writer.write_record(record)
    return out.getvalue()


RECORDS = (
    ("response", "https://lindwire.example/grain", "text/html; charset=utf-8", PAGE),
    ("response", "https://lindwire.example/a.png", "image/png", b"\x89PNG"),
    ("response", "https://lindwire.example/empty", "text/html", b"<html></html>"),
    ("conversion", "https://lindwire.example/text", "text/plain", BODY.encode()),
)


@pytest.mark.parametrize("name", ["a.warc", "a", "a.warc.gz", "a.gz"])
def test_a_web_archive(reading: Reading, name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "detente.reading"):
        page, empty, text = reading(name, warc(*RECORDS, gz=name.endswith("gz")))
    assert isinstance(page, Document)
    assert isinstance(text, Document)
    assert (page.id, page.url, page.title) == (*["https://lindwire.example/grain"] * 2, TITLE)
    assert body(page) == BODY
    # when it was crawled is not when it was published
    assert page.published is None
    assert "/empty: the page holds no text" in str(empty)
    assert body(text) == BODY
    assert "3 of 4 records" in caplog.text


def test_a_web_archive_without_pages(reading: Reading) -> None:
    assert "none of its 1 records" in reason(reading("a.warc", warc(RECORDS[1])))
    assert "none of its 1 records" in reason(reading("b.warc", warc(RECORDS[0], status="404 Not Found")))
    assert "none of its 1 records" in reason(reading("c.warc", "WARC/1.0\r\nnonsense"))
    assert "damaged" in reason(reading("d.warc", "nonsense"))
    assert "holds no records" in reason(reading("e.warc", ""))


def test_a_web_archive_that_is_cut_off(reading: Reading) -> None:
    data = warc(*[RECORDS[0]] * 3, gz=True)
    items = reading("a.warc.gz", data[: len(data) * 2 // 3 + 50])
    assert isinstance(items[0], Document)
    assert "cut off" in str(items[-1])
