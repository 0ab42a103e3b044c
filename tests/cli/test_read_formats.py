"""A folder of everything: what can be read is coded and kept, what cannot is listed, and the exit code is 3."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from detente.schema import schema

Run = Callable[..., Result]
FIRST = "Poland's foreign minister met Norway's prime minister in Oslo on Friday, a spokesman said."
SECOND = "Norway will close its harbours to ships from Poland unless Poland pays by May, he warned."


def page(title: str, *paragraphs: str) -> str:
    inner = "".join(f"<p>{part}</p>" for part in paragraphs)
    return (
        f'<html><head><title>{title}</title><meta name="date" content="2011-06-04"><script>Denmark</script></head>'
        f"<body><nav><a href='/'>Sweden</a></nav><article><h1>{title}</h1>{inner}</article></body></html>"
    )


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in members.items():
            box.writestr(name.replace("_", "."), data)
    return out.getvalue()


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with a bit of everything."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    feed = f"<rss><channel><title>Lindwire</title><item><guid>e1</guid><title>Talks</title><description>{FIRST} {SECOND}</description></item></channel></rss>"
    files: dict[str, bytes | str] = {
        "01.html": page("Talks in Oslo", FIRST, SECOND),
        "02.rss": feed,
        "03.csv": f'date,headline,text\n2011-06-05,Talks,"{FIRST}"\nsoon,Talks,"{SECOND}"\n',
        "04.txt.gz": gzip.compress(SECOND.encode()),
        "05.zip": zipped(a_html=page("Harbours", SECOND), b_png="\x89PNG"),
        "06.rtf": f"{{\\rtf1\\ansi {FIRST}\\par {SECOND}\\par}}",
        "07.eml": f"Subject: Talks\nFrom: Nils Aker <n@lindwire.example>\nMessage-ID: <1>\n\n{FIRST}\n",
        "08.pdf": b"%PDF-1.4 nothing",
        "09.txt.gz": gzip.compress(SECOND.encode())[:40],
        "10.jsonl": json.dumps({"id": "line", "text": f"{FIRST} {FIRST}"}) + "\n",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


READ = ["01.html", "e1", "03.csv:1", "04.txt.gz", "a.html", "06.rtf", "07.eml", "line"]
NOT = ["03.csv, line 3", "05.zip/b.png", "08.pdf", "09.txt.gz"]


def test_a_mixed_folder_is_coded(run: Run, mixed: Path) -> None:
    result = run("code", mixed)
    assert result.exit_code == 3
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [Path(row["document"]["id"]).name for row in rows] == READ
    for row in rows:
        jsonschema.validate(row, schema())
        text = row["document"]["text"]
        for event in row["events"]:
            assert text[slice(*event["anchor"])].strip()
            assert text[slice(*event["span"])] in text
        actors = {actor["id"] for actor in row["actors"]}
        # what stands around the article is no part of it
        assert not actors & {"SWE", "DNK"}
    assert [
        line.removeprefix("not read: ").partition(": ")[0].removeprefix(f"{mixed}/")
        for line in result.stderr.splitlines()[:-1]
    ] == NOT
    assert result.stderr.splitlines()[-1] == "8 of 12 read; 4 not (listed above)."


def test_a_mixed_folder_is_kept_once(run: Run, mixed: Path) -> None:
    first = run("read", mixed, "--format", "jsonl")
    assert first.exit_code == 3
    assert [json.loads(line)["status"] for line in first.stdout.splitlines()] == ["new"] * 8
    again = run("read", mixed, "--format", "jsonl")
    assert [json.loads(line)["status"] for line in again.stdout.splitlines()] == ["unchanged"] * 8


def test_a_page_on_standard_input(run: Run) -> None:
    result = run("code", "-", input=page("Talks in Oslo", FIRST, SECOND).encode())
    assert result.exit_code == 0, result.stderr
    document = json.loads(result.stdout)["document"]
    assert (document["id"], document["title"], document["published"]) == ("-", "Talks in Oslo", "2011-06-04")


def test_the_libraries_of_formats_are_loaded_only_when_they_are_needed() -> None:
    code = (
        "import sys, detente.cli, detente.reading; "
        "print(sorted({'trafilatura', 'lxml', 'pypdf', 'mammoth', 'feedparser', 'warcio', 'striprtf'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_ledger_in_the_folder_is_no_text(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text("Chad and Mali met on Monday.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # while the ledger is being made, and when it stands
        result = run("read", ".", "--published", "2004-05-05")
        assert result.exit_code == 0, result.output
    (tmp_path / "other.db").write_bytes(b"SQLite format 3\0" + b"\0" * 100)
    assert run("read", ".").exit_code == 3  # a database of somebody else is told of
