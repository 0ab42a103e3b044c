"""Uploads of every format pass the same reader, with the same limits, as `detente read`."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from conftest import Opened
from detente.reading import FORMATS
from detente.web.reading import Reader
from detente.web.watching import Watch

PAGE = (
    "<!DOCTYPE html><html><head><title>Envoys meet</title></head><body><nav><a href='/'>Front page</a></nav><article>"
    "<h1>Envoys meet</h1><p>The foreign minister of Norway met the president of Poland in Warsaw on 4 June 2011, and"
    " both spoke of grain for three hours.</p><p>Poland's president told reporters that Norway had threatened to close"
    " its harbours to Polish ships.</p></article></body></html>"
)


def zipped(name: str, data: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr(name, data)
    return out.getvalue()


def read(client: Any, csrf: str, *files: tuple[str, bytes]) -> dict[str, Any]:
    answer = client.post(
        "/read", files=[("files", file) for file in files], data={"csrf": csrf}, follow_redirects=False
    )
    assert answer.status_code == 303, answer.text
    end = time.monotonic() + 60
    while True:
        (job,) = client.get("/api/v1/reading").json()["jobs"]
        if job["state"] in ("done", "failed") or time.monotonic() > end:
            found: dict[str, Any] = job
            return found
        time.sleep(0.1)


def test_the_form_takes_every_format(opened: Opened) -> None:
    page = opened().get("/").text
    assert f'accept="{",".join(FORMATS)}"' in page


@pytest.mark.parametrize("packed", [False, True])
def test_pages_and_archives_are_read_and_traps_are_refused(opened: Opened, key: Any, packed: bool) -> None:
    client = opened()
    trap = gzip.compress(b"\0" * 80_000_000)
    good = ("pages.zip", zipped("../../a.html", PAGE)) if packed else ("a.html", PAGE.encode())
    job = read(client, key(client), good, ("trap.gz", trap), ("scan.pdf", b"%PDF-1.4"))
    assert (job["state"], job["done"], job["new"]) == ("done", 1, 1)
    assert sorted(why.partition(": ")[0].rpartition("/")[2] for why in job["failures"]) == [
        "scan.pdf",
        "trap.gz",
    ]
    assert any("longer than" in why or "unpacks to more than" in why for why in job["failures"])
    assert any("is damaged" in why for why in job["failures"])


def test_a_watched_folder_gives_pages_and_not_what_belongs_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for name in ("Page.html", "Page_files/frame.html", "own_files/b.html", "metadata.csv", "a.png", "c.zip"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE)
    watch = Watch(folder, Reader(tmp_path / "a.db"), every=0)
    assert [Path(name).relative_to(folder).as_posix() for name in watch.look()] == [
        "Page.html",
        "c.zip",
        "own_files/b.html",
    ]
    assert list(watch.look()) == []
