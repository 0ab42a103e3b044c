"""What arrives is read to its end, whatever happens to files, folders and the reader."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from detente.ledger import Ledger
from detente.web.reading import WAITING, Reader, left_over, save_upload
from detente.web.watching import Watch

TEXT = "Norway thanked Sweden on Monday.\n"


def names(watch: Watch) -> list[str]:
    return [Path(path).name for path in watch.look()]


def test_a_watched_folder_tells_each_file_once(tmp_path: Path) -> None:
    watch = Watch(tmp_path, Reader(tmp_path / "x.db"), every=0)
    assert list(watch.look()) == []
    (tmp_path / "a.txt").write_text("Norway thanked Sweden.")
    (tmp_path / "b.exe").write_text("no text")
    assert [Path(p).name for p in watch.look()] == ["a.txt"]
    assert list(watch.look()) == []
    (tmp_path / "a.txt").write_text("Norway thanked Sweden and Finland.")
    assert [Path(p).name for p in watch.look()] == ["a.txt"]


def test_a_file_that_is_still_being_written_waits(tmp_path: Path) -> None:
    watch = Watch(tmp_path, Reader(tmp_path / "x.db"), every=60)
    path = tmp_path / "slow.txt"
    path.write_text(TEXT)
    assert names(watch) == []
    path.write_text(TEXT * 2)
    assert names(watch) == []
    assert names(watch) == ["slow.txt"]  # the same at two looks
    assert names(watch) == []


def test_a_file_from_the_future_is_read(tmp_path: Path) -> None:
    watch = Watch(tmp_path, Reader(tmp_path / "x.db"), every=60)
    (tmp_path / "a.txt").write_text(TEXT)
    os.utime(tmp_path / "a.txt", (time.time() + 10**6,) * 2)
    assert [*names(watch), *names(watch)] == ["a.txt"]


def test_a_renamed_file_is_told_by_its_new_name(tmp_path: Path) -> None:
    watch = Watch(tmp_path, Reader(tmp_path / "x.db"), every=0)
    (tmp_path / "a.txt").write_text(TEXT)
    assert names(watch) == ["a.txt"]
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert names(watch) == ["b.txt"]


def test_what_is_no_text_of_ours_is_passed_over(tmp_path: Path) -> None:
    watched, uploads = tmp_path / "news", tmp_path / "news" / "x-uploads"
    for folder in (uploads, watched / ".git", watched / "deep"):
        folder.mkdir(parents=True)
    for path in (
        uploads / "u.txt", watched / ".hidden.txt", watched / ".git" / "c.txt", watched / "metadata.csv", watched / "deep" / "d.txt",
    ):  # fmt: skip
        path.write_text(TEXT)
    (watched / "loop").symlink_to(watched)
    (watched / "self.txt").symlink_to(watched / "self.txt")
    (watched / "gone.txt").symlink_to(watched / "nowhere.txt")
    os.mkfifo(watched / "pipe.txt")
    watch = Watch(watched, Reader(tmp_path / "x.db"), every=0, beside=uploads)
    assert names(watch) == ["d.txt"]


def test_a_folder_that_vanishes_is_told_and_looked_for_again(tmp_path: Path) -> None:
    folder, reader = tmp_path / "news", Reader(tmp_path / "x.db")
    folder.mkdir()
    watch = Watch(folder, reader, every=0)
    (folder / "a.txt").write_text(TEXT)
    assert (names(watch), reader.notice) == (["a.txt"], "")
    folder.rename(tmp_path / "away")
    assert names(watch) == []
    assert str(folder) in reader.notice
    (tmp_path / "away").rename(folder)
    (folder / "b.txt").write_text(TEXT)
    assert (names(watch), reader.notice) == (["b.txt"], "")


def read_all(reader: Reader, *paths: Path) -> Any:
    job = reader.add(paths, "a test")
    ends = time.monotonic() + 60
    while reader.busy() and time.monotonic() < ends:
        time.sleep(0.02)
    return job


@pytest.fixture
def reader(tmp_path: Path) -> Any:
    made = Reader(tmp_path / "x.db")
    yield made
    made.close()


def test_names_like_switches_and_what_is_no_text_stand_in_the_list(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("--help.txt").write_text(TEXT)
    Path("-x.txt").write_text("Russia warned Ukraine.\n")
    odd = Path(os.fsdecode(b"\xff\xfe.txt"))  # no UTF-8
    odd.write_text("Norway criticized Denmark.\n")
    Path("data.txt").write_bytes(bytes(range(256)) * 40)
    with Path("huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    paths = [Path(name) for name in ("--help.txt", "-x.txt", "data.txt", "huge.txt", "nowhere.txt")]
    paths.append(odd)
    job = read_all(reader, *paths)
    assert (job.state, job.done, job.new) == ("done", 3, 3)
    told = " ".join(job.failures)
    assert all(name in told for name in ("data.txt", "huge.txt", "nowhere.txt"))
    with Ledger(tmp_path / "x.db") as ledger:
        assert ledger.counts()["documents"] == 3


ONE = 'print(\'{"status": "added"}\', flush=True);'
"""What a reader says of a document that it has read."""


def pretend(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Another program in the place of the one that reads."""
    real = subprocess.Popen

    def start(command: list[str], **settings: Any) -> Any:
        return real([sys.executable, "-c", script], **settings)

    monkeypatch.setattr(
        "detente.web.reading.subprocess", SimpleNamespace(**{**vars(subprocess), "Popen": start})
    )


def test_a_reader_that_is_killed_says_so_and_the_next_one_goes_on(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    dying = "import os; print('{\"sta', end='', flush=True); os.kill(os.getpid(), 9)"
    pretend(monkeypatch, ONE + dying)
    job = read_all(reader, tmp_path / "a.txt")
    assert (job.state, job.done) == ("failed", 1)
    assert "signal 9" in job.failures[-1]
    pretend(monkeypatch, ONE)
    assert read_all(reader, tmp_path / "a.txt").state == "done"


def test_a_reader_that_talks_nonsense_does_not_stop_the_queue(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    pretend(monkeypatch, "print('no JSON')")
    job = read_all(reader, tmp_path / "a.txt")
    assert (job.state, len(job.failures)) == ("failed", 1)
    pretend(monkeypatch, ONE)
    assert read_all(reader, tmp_path / "a.txt").state == "done"


def test_a_reader_that_fails_without_a_word_of_ours_is_told(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    pretend(monkeypatch, "raise SystemError('out of ink')")
    job = read_all(reader, tmp_path / "a.txt")
    assert job.state == "failed"
    assert "out of ink" in job.failures[0]


def test_an_upload_that_nobody_came_to_read_is_read_at_the_next_start(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, ONE)
    uploads = tmp_path / "x-uploads"
    path = save_upload(uploads, "a.txt", TEXT.encode())
    assert left_over(uploads) == [path]
    assert left_over(tmp_path / "nowhere") == []
    read_all(reader, *left_over(uploads))
    assert left_over(uploads) == []
    assert not (path.parent / WAITING).exists()


@pytest.mark.parametrize(
    "name", ["\U00020000" * 200 + ".txt", "\u0436" * 200 + ".txt", "a" * 300 + ".txt", "\U0001f642.txt"]
)
def test_long_and_odd_names_of_uploads_keep_their_suffix(tmp_path: Path, name: str) -> None:
    path = save_upload(tmp_path, name, b"text")
    assert path.suffix == ".txt"
    assert len(path.name.encode()) <= 130
