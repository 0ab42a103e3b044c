"""A folder that is looked into again and again: what arrives in it is read."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from detente.reading import FORMATS
from detente.reading.sources import METADATA, belongs_to_page
from detente.web.reading import Reader

SETTLED = 5.0
"""Seconds after which a file that has not changed counts as written to its end, at the first look already."""

Mark = tuple[int, int, int]


class Watch(threading.Thread):
    """Looks into a folder again and again, and has what is new or changed read.

    A file is read once it is the same at two looks, or has not changed for a while, so that one that is still
    being written is not taken for a text of its own. What another program keeps for itself (names that begin
    with a dot) is passed over, and links to folders are not followed.

    Args:
        folder: the folder.
        reader: what reads.
        every: seconds between two looks.
        beside: a folder within it that is not looked into: where uploads are kept.
    """

    def __init__(self, folder: Path, reader: Reader, every: float = 2.0, beside: Path | None = None) -> None:
        super().__init__(name="detente-watch", daemon=True)
        self.folder, self.reader, self.every = folder, reader, every
        self._beside = None if beside is None else beside.absolute()
        self._told: dict[str, Mark] = {}
        self._last: dict[str, Mark] = {}
        self._ended = threading.Event()

    def run(self) -> None:
        """Look until `close`."""
        while not self._ended.is_set():
            arrived = list(self.look())
            if arrived:
                count = f"{len(arrived)} file{'' if len(arrived) == 1 else 's'}"
                self.reader.add(arrived, f"{count} from {self.folder.absolute().name}")
            self._ended.wait(self.every)

    def look(self) -> Iterator[str]:
        """Files that are new or changed since they were told last, and no longer being written."""
        now, settle = time.time(), min(SETTLED, 2.5 * self.every)
        failed: list[OSError] = []
        found: dict[str, Mark] = {}
        for path in self._files(failed):
            try:
                status = path.stat()
            except OSError:
                continue  # it is gone again, or leads nowhere
            # a change of name or rights counts, too: what could not be read may be readable now
            mark = (status.st_mtime_ns, status.st_ctime_ns, status.st_size)
            name = str(path)
            found[name] = mark
            still = self._last.get(name) == mark or now - max(status.st_mtime, status.st_ctime) >= settle
            if self._told.get(name) != mark and still:
                self._told[name] = mark
                yield name
        self._last = found
        self.reader.notice = self._notice(failed)

    def close(self) -> None:
        """Look no more."""
        self._ended.set()

    def _files(self, failed: list[OSError]) -> Iterator[Path]:
        for place, folders, names in os.walk(self.folder, onerror=failed.append):
            here = Path(place)
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".")
                and (here / name).absolute() != self._beside
                and not belongs_to_page(here / name)
            )
            for name in sorted(names):
                path = here / name
                if name.startswith(".") or name == METADATA or path.suffix.lower() not in FORMATS:
                    continue
                if os.path.isfile(path):
                    yield path

    def _notice(self, failed: list[OSError]) -> str:
        if not failed:
            return ""
        error = failed[0]
        return (
            f"The watched folder {error.filename or self.folder} cannot be opened"
            f" ({error.strerror or type(error).__name__}). What was read of it is kept; it is looked for"
            f" again every {self.every:g} seconds."
        )
