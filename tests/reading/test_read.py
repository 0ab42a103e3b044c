"""Reading files, folders, JSON Lines and metadata; what fails is listed and the rest is read."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from detente.errors import DateError
from detente.knowledge import Knowledge
from detente.reading import Failure, read
from detente.records import Document

KNOWLEDGE = Knowledge()
BODY = "The foreign minister of Arvania went to Kestria on Monday. He met the president there."


def documents(*paths: Path | str, **how: object) -> list[Document]:
    items = list(read([*paths], knowledge=KNOWLEDGE, **how))  # type: ignore[arg-type]
    assert all(isinstance(item, Document) for item in items), items
    return items  # type: ignore[return-value]


def failures(*paths: Path | str, **how: object) -> list[Failure]:
    return [i for i in read([*paths], knowledge=KNOWLEDGE, **how) if isinstance(i, Failure)]  # type: ignore[arg-type]


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_file_becomes_a_document(tmp_path: Path) -> None:
    data = f"Publication: Harbour Gazette Volume: 6 Issue: 17\n\nMinister travels\nBy Nils Aker\n\n{BODY}\n"
    path = put(tmp_path, "a.txt", data)
    (found,) = documents(path)
    assert found.id == found.path == str(path)
    assert found.text == data
    assert found.sha256 == hashlib.sha256(data.encode()).hexdigest()
    assert (found.publication, found.volume, found.issue) == ("Harbour Gazette", 6, 17)
    assert (found.title, found.author) == ("Minister travels", "Nils Aker")
    assert found.body is not None
    assert found.text[slice(*found.body)].strip() == BODY


@pytest.mark.parametrize(
    ("text", "published", "basis"),
    [
        (BODY, None, None),
        (f"Minister travels\n4 June 2011\n\n{BODY}", "2011-06-04", "header"),
        (f"Date: 2011-06\n\n{BODY}", "2011-06", "header"),
        (f"Date: early June\n\n{BODY}", None, None),
        (f"Publication: Eurasia Daily Monitor Volume: 8 Issue: 3\n\n{BODY}", "2011", "inferred"),
        (f"Publication: Harbour Gazette Volume: 8 Issue: 3\n\n{BODY}", None, None),
        (f"Minister travels\n\n© 2011 Lindwire\n\n{BODY}", "2011", "inferred"),
    ],
)
def test_the_date_is_never_guessed(
    tmp_path: Path, text: str, published: str | None, basis: str | None
) -> None:
    (found,) = documents(put(tmp_path, "a.txt", text))
    assert (found.published, found.published_basis) == (published, basis)


def test_a_given_date_overrides(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", f"Minister travels\n4 June 2011\n\n{BODY}")
    (found,) = documents(path, published="2011-06")
    assert (found.published, found.published_basis) == ("2011-06", "given")
    with pytest.raises(DateError, match="not an EDTF date"):
        read([path], published="June 2011")


def test_folders_are_walked_by_name(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.text", ".hidden.txt"):
        put(tmp_path, name, BODY)
    names = [str(Path(d.id).relative_to(tmp_path)) for d in documents(tmp_path)]
    assert names == ["a.txt", os.path.join("b", "1.txt"), os.path.join("b", "2.txt"), "c.text"]


def test_metadata_beside_the_files(tmp_path: Path) -> None:
    put(tmp_path, "news/a.txt", f"Minister travels\n1 May 1999\n\n{BODY}")
    put(tmp_path, "news/deep/b.txt", BODY)
    put(tmp_path, "news/c.txt", BODY)
    put(
        tmp_path,
        "news/metadata.csv",
        "file,published,title,outlet,url,author\n"
        'a.txt,2011-06-04,"A journey, at last",Lindhaven Post,https://example.org/a,Nils Aker\n'
        "deep/b.txt,2011-06,,,,\n",
    )
    a, c, b = documents(tmp_path)
    assert (a.published, a.published_basis) == ("2011-06-04", "metadata")
    assert (a.title, a.publication, a.url) == (
        "A journey, at last",
        "Lindhaven Post",
        "https://example.org/a",
    )
    assert (b.published, b.published_basis, b.title) == ("2011-06", "metadata", None)
    assert (c.published, c.published_basis) == (None, None)
    (alone,) = documents(tmp_path / "news" / "a.txt")
    assert alone.published == "2011-06-04"


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ("file,published\na.txt,4 June\n", "line 2: '4 June' is not an EDTF date"),
        ("name,published\na.txt,2011\n", "no column 'file'"),
        (b'file,published\n"a.txt,2011\n', "cannot be read"),
    ],
)
def test_bad_metadata_is_said(tmp_path: Path, metadata: str | bytes, said: str) -> None:
    put(tmp_path, "a.txt", BODY)
    put(tmp_path, "metadata.csv", metadata)
    (failure,) = failures(tmp_path)
    assert said in failure.reason


def test_bad_files_are_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    put(tmp_path, "01-empty.txt", "")
    put(tmp_path, "02-blank.txt", " \n\n ")
    put(tmp_path, "03-binary.txt", bytes(range(256)) * 10)
    put(tmp_path, "04-good.txt", BODY)
    put(tmp_path, "05-line.txt", "a" * 3000)
    put(tmp_path, "06-picture.png", b"\x89PNG\r\n")
    put(tmp_path, "07-russian.txt", "Министр приехал в понедельник.")
    (tmp_path / "08-broken.txt").symlink_to(tmp_path / "nowhere")
    put(tmp_path, "09-good.txt", BODY + " And again.")
    items = list(read(tmp_path, max_chars=2000, knowledge=KNOWLEDGE))
    names = [Path(i.source if isinstance(i, Failure) else i.id).name for i in items]
    assert names == sorted(names)
    assert [Path(i.id).name for i in items if isinstance(i, Document)] == ["04-good.txt", "09-good.txt"]
    reasons = {Path(i.source).name[:2]: i.reason for i in items if isinstance(i, Failure)}
    for number, said in (
        ("01", "empty"), ("02", "empty"), ("03", "binary"), ("05", "--max-chars"), ("06", ".png is no format"),
        ("07", "Cyrillic"), ("08", "cannot be opened"),
    ):  # fmt: skip
        assert said in reasons[number]


def test_missing_files_and_empty_folders(tmp_path: Path) -> None:
    (missing,) = failures(tmp_path / "none.txt")
    assert "no such file" in missing.reason
    (empty,) = failures(tmp_path)
    assert "holds no files" in empty.reason


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (failure,) = failures(path)
    assert "raise --max-chars" in failure.reason


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "text": BODY, "published": "2011-06-04", "label": "passed over"},
        {"id": "b", "text": f"Publication: Harbour Gazette Volume: 6\n\n{BODY}"},
        {"text": "Minister travels\n\n" + BODY, "published": None},
    ]
    path = put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n")
    one, two, three = documents(path)
    assert (one.id, one.published, one.published_basis) == ("7", "2011-06-04", "given")
    assert one.body == (0, len(BODY))
    assert (two.id, two.publication, two.volume) == ("b", "Harbour Gazette", 6)
    # a bare text in JSON Lines is taken whole: nothing of it is guessed to be a header
    assert (three.id, three.title, three.body) == (f"{path}:3", None, (0, len(rows[2]["text"])))  # type: ignore[arg-type]
    assert documents(path, published="1999", jsonl=True)[0].published == "1999"


def test_bad_json_lines_are_listed(tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "text": BODY})
    lines = [
        b'{"id": "a", "text": ',
        b"[1, 2]",
        b'{"id": "c"}',
        b'{"id": "d", "text": "caf\xe9"}',
        b'{"id": "e", "text": ""}',
        json.dumps({"id": "f", "text": BODY, "published": "last June"}).encode(),
        b'{"id": "g", "text": "' + b"x" * 2_000_000 + b'"}',
        good.encode(),
    ]
    path = put(tmp_path, "a.ndjson", b"\n".join(lines))
    items = list(read(path, max_chars=1000, knowledge=KNOWLEDGE))
    assert [i.id for i in items if isinstance(i, Document)] == ["good"]
    reasons = [str(i) for i in items if isinstance(i, Failure)]
    for reason, said in zip(
        reasons,
        ["line 1: is not JSON", "line 2: is no object", "line 3: is no object", "line 4: is not UTF-8",
         "is empty", "'last June' is not an EDTF date", "line 7: is longer"],
        strict=True,
    ):  # fmt: skip
        assert said in reason


def test_half_characters_and_nuls_keep_their_place(tmp_path: Path) -> None:
    text = BODY[:10] + "\ud800\x00" + BODY[10:]
    (found,) = documents(put(tmp_path, "a.jsonl", json.dumps({"id": "a\udc00", "text": text})))
    assert found.text == BODY[:10] + "\ufffd " + BODY[10:]
    assert found.id == "a\ufffd"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    (found,) = documents("-")
    assert (found.id, found.path, found.text) == ("-", None, BODY)
