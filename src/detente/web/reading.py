"""Reading beside the pages: one process at a time, the same reader and the same limits as `detente read`.

The coder runs in a process of its own, so that the pages stay quick; what it did comes back line by line.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente.reading.sources import Failure, find_sources

AT_ONCE = 400
"""Files that one process is given."""
NICE = 5
"""How far the reader steps back behind other processes, where the system knows such a thing."""
REMEMBERED = 30
"""Jobs that are listed."""
WAITING = ".waiting"
"""A file beside an upload that nobody has read yet."""
_LONGEST = 120
"""Bytes of the name of an upload."""
_UNSAFE = re.compile(r"[^\w.-]+")
_log = logging.getLogger("detente.web")


@dataclass(slots=True)
class Job:
    """One reading.

    Attributes:
        number: counts the readings of this server.
        label: what is read, in words.
        paths: the files.
        state: ``waiting``, ``reading``, ``done`` or ``failed``.
        total: documents in all, as far as the files tell.
        done: documents read so far.
        new: of these, documents that the ledger did not hold.
        failures: what was not read, each with its reason.
    """

    number: int
    label: str
    paths: tuple[str, ...]
    state: str = "waiting"
    total: int = 0
    done: int = 0
    new: int = 0
    failures: list[str] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "number": self.number,
            "label": self.label,
            "state": self.state,
            "total": self.total,
            "done": self.done,
            "new": self.new,
            "failures": list(self.failures),
        }


class Reader:
    """Reads what it is given, one job after the other.

    Args:
        ledger: the ledger's file.
        tables: the user's folders of tables.
    """

    def __init__(self, ledger: Path, tables: Sequence[Path] = ()) -> None:
        self.ledger, self.tables = ledger, tuple(tables)
        self.jobs: deque[Job] = deque(maxlen=REMEMBERED)
        self.notice = ""
        """What people must know of where texts come from, such as that a folder is gone; empty: nothing."""
        self._waiting: deque[Job] = deque()
        self._count = 0
        self._wake = threading.Condition()
        self._stop = False
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None

    def add(self, paths: Iterable[str | Path], label: str) -> Job:
        """Put files or folders in the queue.

        Args:
            paths: what is to be read.
            label: how the job is called.
        """
        with self._wake:
            self._count += 1
            job = Job(self._count, label, tuple(map(str, paths)))
            self.jobs.append(job)
            self._waiting.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="detente-reader", daemon=True)
                self._thread.start()
            self._wake.notify()
        return job

    def busy(self) -> bool:
        """Whether anything is being read or waits."""
        return any(job.state in ("waiting", "reading") for job in list(self.jobs))

    def close(self) -> None:
        """Stop; what is in the ledger is whole, and the same call goes on where it stopped."""
        with self._wake:
            self._stop = True
            self._wake.notify()
        process = self._process
        if process is not None:
            process.terminate()
            try:
                process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                process.kill()

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._waiting and not self._stop:
                    self._wake.wait()
                if self._stop:
                    return
                job = self._waiting.popleft()
            try:
                self._read(job)
            except Exception as error:  # whatever it is, what comes after it is to be read
                _log.error("reading %s", job.label, exc_info=error)
                job.failures.append(
                    f"the reader failed ({type(error).__name__}: {error}); run `detente doctor`."
                )
                job.state = "failed"
            if not self._stop:
                _forget(job.paths)

    def _read(self, job: Job) -> None:
        sources = list(find_sources(job.paths))
        files = [str(source.path) for source in sources if not isinstance(source, Failure) and source.path]
        job.failures += [str(source) for source in sources if isinstance(source, Failure)]
        job.total = len(files)
        job.state = "reading"
        ended = ""
        for low in range(0, len(files), AT_ONCE):
            before = len(job.failures)
            code, last = self._process_files(job, files[low : low + AT_ONCE])
            ended = ended or _ending(code, last, len(job.failures) > before)
            if self._stop:
                return
        job.total = max(job.total, job.done + len(job.failures))
        job.failures += [ended] if ended else []
        job.state = "failed" if ended or (job.failures and not job.done) else "done"

    def _process_files(self, job: Job, files: list[str]) -> tuple[int, str]:
        """Have files read; how the reader ended, and what it said last beside its rows."""
        command = [sys.executable, "-m", "detente", "read", "--ledger", str(self.ledger), "--format", "jsonl"]
        for folder in self.tables:
            command += ["--tables", str(folder)]
        command += ["--", *files]  # a file may be called like a switch
        settings = {**os.environ, "PYTHONUNBUFFERED": "1", "DETENTE_PROGRESS": "never"}
        settings.setdefault("OMP_NUM_THREADS", "1")
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            errors="replace", env=settings, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        self._process = process
        _step_back(process)
        said: deque[str] = deque(maxlen=1)
        talk = threading.Thread(target=self._listen, args=(process, job, said), daemon=True)
        talk.start()
        assert process.stdout is not None
        for line in process.stdout:
            if not line.endswith("\n"):
                break  # it was ended while it spoke
            row = json.loads(line)
            job.done += 1
            job.new += row["status"] != "unchanged"
            job.total = max(job.total, job.done)
        code = process.wait()
        talk.join(timeout=5)
        self._process = None
        return code, "".join(said)

    @staticmethod
    def _listen(process: subprocess.Popen[str], job: Job, said: deque[str]) -> None:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith(("not read: ", "detente: ")):
                job.failures.append(line.partition(": ")[2].strip())
            if line.strip():
                said.append(line.strip()[:300])


def _step_back(process: subprocess.Popen[str]) -> None:
    """Reading has time; whoever looks at a page has not."""
    if hasattr(os, "setpriority"):
        with suppress(ProcessLookupError):  # it has ended already
            os.setpriority(os.PRIO_PROCESS, process.pid, NICE)


def save_upload(folder: Path, name: str, data: bytes) -> Path:
    """Keep an uploaded file where its records can be traced to, under a name that can do no harm.

    Args:
        folder: where uploads are kept.
        name: as the browser gave it; only its last part counts.
        data: the bytes.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    safe = _UNSAFE.sub("-", last).strip(".-")
    while len(safe.encode()) > _LONGEST:
        safe = safe[1:]
    if not Path(safe).suffix and Path(last).suffix:
        safe = f"upload.{safe}"
    place = folder / hashlib.sha256(data).hexdigest()[:12]
    place.mkdir(parents=True, exist_ok=True)
    path = place / (safe.lstrip(".-") or "upload.txt")
    path.write_bytes(data)
    (place / WAITING).touch()
    return path


def left_over(folder: Path) -> list[Path]:
    """Uploads that an earlier server took in and did not come to read.

    Args:
        folder: where uploads are kept.
    """
    places = sorted(mark.parent for mark in folder.glob(f"*/{WAITING}"))
    return [path for place in places for path in sorted(place.iterdir()) if path.name != WAITING]


def _forget(paths: Iterable[str]) -> None:
    """What was read, or cannot be, waits no more."""
    for place in {Path(path).parent for path in paths}:
        (place / WAITING).unlink(missing_ok=True)


def _ending(code: int, last: str, told: bool) -> str:
    """What is to be told of a reader that ended otherwise than by having read.

    Args:
        code: with which it ended.
        last: what it said last.
        told: whether it told by itself what was not read.
    """
    if code == 0 or (code in (1, 3) and told):
        return ""
    if code < 0:
        return (
            f"the reader was ended from outside (signal {-code}), perhaps for want of memory. What was read"
            " is kept; put the same files in again, and it goes on where it stopped."
        )
    return f"the reader ended with code {code} ({last or 'without a word'}); run `detente doctor`."
