"""What is dear to work out is worked out in a process of its own, so that it takes no page its turn.

Threads of one interpreter run one at a time: a page that asks the ledger a hundred times would wait a hundred
times while a thread beside it counts. The other process is sent the very function that a page would call;
one without a name (a closure) goes as its code and the values that it holds. Both ends are the same Python
and the same Detente, and nobody else can write to the pipe.
"""

from __future__ import annotations

import importlib
import io
import marshal
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import CellType, CodeType, FunctionType
from typing import IO, TYPE_CHECKING, Any

from detente.errors import DetenteError

if TYPE_CHECKING:
    from detente.ledger import Ledger
    from detente.web.desk import Desk

_DESK = "desk"
_LENGTH = struct.Struct("!Q")


class Lost(Exception):
    """The other process has ended, or cannot be told what to do."""


class _Packer(pickle.Pickler):
    """Packs functions, and names the desk instead of packing it."""

    def __init__(self, file: IO[bytes], desk: Desk) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._desk = desk

    def persistent_id(self, held: Any) -> str | None:
        return _DESK if held is self._desk else None

    def reducer_override(self, held: Any) -> Any:
        if isinstance(held, FunctionType) and ("<" in held.__qualname__ or held.__closure__):
            cells = tuple(cell.cell_contents for cell in held.__closure__ or ())
            return _function, (
                marshal.dumps(held.__code__), held.__module__, held.__name__, held.__defaults__,
                held.__kwdefaults__, cells,
            )  # fmt: skip
        return NotImplemented


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: IO[bytes], desk: Desk) -> None:
        super().__init__(file)
        self._desk = desk

    def persistent_load(self, name: Any) -> Any:
        return self._desk


def _function(
    code: bytes, module: str, name: str, defaults: Any, named: Any, values: tuple[Any, ...]
) -> FunctionType:
    read = marshal.loads(code)
    assert isinstance(read, CodeType)
    cells = tuple(CellType(value) for value in values)
    made = FunctionType(read, vars(importlib.import_module(module)), name, defaults, cells or None)
    made.__kwdefaults__ = named
    return made


def pack(value: Any, desk: Desk) -> bytes:
    """A value as bytes."""
    file = io.BytesIO()
    _Packer(file, desk).dump(value)
    return file.getvalue()


def unpack(data: bytes, desk: Desk) -> Any:
    """The value of some bytes, with another desk in the place of the one that was named."""
    return _Unpacker(io.BytesIO(data), desk).load()


class Apart:
    """The other process; it is started when it is needed first.

    Args:
        desk: whose ledger and tables it uses.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._ended = False

    def run(self, make: Callable[[Ledger], Any]) -> Any:
        """Have an answer worked out; it is waited for without holding other threads up.

        Args:
            make: works it out from a ledger that is opened for it.

        Raises:
            Lost: the process has ended, or `make` cannot be sent.
            DetenteError: as `make` raises it.
        """
        try:
            data = pack(make, self._desk)
        except (pickle.PicklingError, TypeError, AttributeError, ValueError) as error:
            raise Lost(str(error)) from error
        with self._lock:
            process = self._start()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                _write(process.stdin, data)
                answer = _read(process.stdout)
            except OSError as error:
                raise Lost(str(error)) from error
            if answer is None:
                raise Lost(f"it ended with code {process.wait()}")
        done, value = unpack(answer, self._desk)
        if done:
            return value
        raise value

    def start(self) -> None:
        """Start the process, so that it is there when it is needed."""
        with suppress(Lost), self._lock:
            self._start()

    def close(self) -> None:
        """Let the process end."""
        self._ended = True
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                self._process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._ended:
            raise Lost("the desk is closed")
        if self._process is None or self._process.poll() is not None:
            words = [str(self._desk.path), *map(str, self._desk.tables)]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "detente.web.apart", *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for the desk, which ends it
            )
        return self._process


def _write(file: IO[bytes], data: bytes) -> None:
    file.write(_LENGTH.pack(len(data)))
    file.write(data)
    file.flush()


def _read(file: IO[bytes]) -> bytes | None:
    head = file.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size = _LENGTH.unpack(head)[0]
    data = file.read(size)
    return data if len(data) == size else None


def serve(path: Path, tables: tuple[Path, ...], given: IO[bytes], answers: IO[bytes]) -> None:
    """Work out what comes in, one after the other, until nothing more comes.

    Args:
        path: the ledger's file.
        tables: the user's folders of tables.
        given: where the functions come from.
        answers: where their values go.
    """
    from detente.web.desk import Desk

    desk = Desk(path, tables)
    # what is asked comes from the pages; what they import is there before anybody waits for it
    importlib.import_module("detente.web.app")
    while (data := _read(given)) is not None:
        try:
            with desk.open() as ledger:
                answer = pack((True, unpack(data, desk)(ledger)), desk)
        except Exception as error:  # whatever it is, it belongs to the page that asked
            try:
                answer = pack((False, error), desk)
                unpack(answer, desk)
            except Exception:
                answer = pack((False, DetenteError(f"{type(error).__name__}: {error}")), desk)
        _write(answers, answer)


if __name__ == "__main__":
    # what is printed by mistake must not come between the answers
    _answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(Path(sys.argv[1]), tuple(map(Path, sys.argv[2:])), sys.stdin.buffer, _answers)
