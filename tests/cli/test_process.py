"""The command as a process of its own: killed, out of space, with its reader gone, and what it imports."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from detente.ledger import Ledger

DETENTE = [sys.executable, "-m", "detente"]
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "DETENTE_PROGRESS": "never"}
unix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of Unix")


def corpus(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        text = (
            f"The minister of France met {number} envoys in Paris on Monday. They spoke about a treaty. " * 3
        )
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


@unix
def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    news = corpus(tmp_path / "news", 80)
    command = [*DETENTE, "read", str(news), "--published", "2005-05-03", "--format", "jsonl"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    for _ in range(20):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with Ledger(tmp_path / "detente.db") as ledger:
        kept = ledger.counts()["documents"]
        assert 0 < kept < 80
        assert ledger.check() == []
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count('"unchanged"') == kept
    assert done.stdout.count('"new"') == 80 - kept
    with Ledger(tmp_path / "detente.db") as ledger:
        assert ledger.counts()["documents"] == 80
        assert ledger.check() == []


@unix
def test_no_space_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    import resource

    news = corpus(tmp_path / "news", 40)
    command = [*DETENTE, "read", str(news), "--published", "2005-05-03"]

    Ledger(tmp_path / "detente.db").close()
    room = (tmp_path / "detente.db").stat().st_size + 150_000

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, preexec_fn=limit
    )
    assert done.returncode == 1
    assert "detente.db" in done.stderr
    assert "run the same command again" in done.stderr
    assert "Traceback" not in done.stderr
    with Ledger(tmp_path / "detente.db") as ledger:
        kept = ledger.counts()["documents"]
        assert 0 < kept < 40
        assert ledger.check() == []
    assert (
        subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, timeout=120).returncode
        == 0
    )


@unix
def test_the_reader_of_our_output_may_go(tmp_path: Path) -> None:
    script = f"{sys.executable} -m detente codebook actors/states.csv --format csv | head -n 1"
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.startswith("id,")
    assert done.stderr == ""


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom detente.cli import main\nmain(['--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'numpy', 'rich', 'yaml', 'sqlite3', 'detente.coding'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_a_forced_progress_bar_is_talk(tmp_path: Path) -> None:
    news = corpus(tmp_path / "news", 3)
    done = subprocess.run(
        [*DETENTE, "code", str(news)],
        env={**ENVIRONMENT, "DETENTE_PROGRESS": "always"}, cwd=tmp_path, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert "3/3" in done.stderr
    assert len(done.stdout.splitlines()) == 3


def test_the_kinds_of_judgements_are_those_of_the_ledger() -> None:
    from detente.cli import judging
    from detente.ledger import judging as ledger

    assert judging.KINDS == ledger.KINDS
