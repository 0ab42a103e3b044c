"""Streams of bytes: a look ahead without losing anything, and unpacking that is held to a limit."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

HEAD = 16384
"""Bytes that are looked at to tell what a source is."""

PART = 1 << 16
"""Bytes that are unpacked at a time."""
MEMBERS = 1_000_000
"""Members that one container may hold, all within it counted."""
DEPTH = 3
"""Containers within containers: a gzipped tar counts two."""
RATIO = 200
"""How many times its own size a container may unpack to; text packs to a third or a tenth."""
SLACK = 64_000_000
"""Bytes that any container may unpack to, however small it is."""

_DAMAGED = (EOFError, zlib.error, lzma.LZMAError)


class Told(OSError):
    """A fault that is told in our words already; what lies around it passes it on."""


class Budget:
    """What a container may still unpack to; shared by everything within it.

    Args:
        size: bytes of the container itself, or None where only reading tells.
    """

    def __init__(self, size: int | None) -> None:
        self.packed = size or 0
        self.unpacked = 0
        self.members = 0
        self.gone = False

    @property
    def limit(self) -> int:
        """Bytes that it may unpack to."""
        return SLACK + RATIO * self.packed

    def charge(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            OSError: they are too many.
        """
        self.unpacked += count
        if self.unpacked > self.limit:
            self.gone = True
            raise Told(
                f"it unpacks to more than {self.limit} bytes, over {RATIO} times its size; if it is no trap, "
                "unpack it and name the folder"
            )

    def member(self) -> None:
        """Count a member.

        Raises:
            OSError: they are too many.
        """
        self.members += 1
        if self.members > MEMBERS:
            self.gone = True
            raise Told(f"it holds more than {MEMBERS} members; unpack it and name the folder")


class _Raw(io.RawIOBase):
    """A raw stream over a function that gives the next bytes, none at the end."""

    def __init__(self, give: Callable[[int], bytes], close: Callable[[], None]) -> None:
        self._give, self._close = give, close

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer as far as there is something."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        # a part at a time, so that a limit is met before much is held
        data = self._give(min(len(view), PART))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what lies below."""
        if not self.closed:
            self._close()
        super().close()


def _buffered(give: Callable[[int], bytes], close: Callable[[], None]) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Raw(give, close), 65536))


def look_ahead(stream: BinaryIO, count: int = HEAD) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and a stream that still has them.

    Args:
        stream: any stream of bytes; it is closed with the one that is returned.
        count: how many bytes to look at.
    """
    parts: list[bytes] = []
    missing = count
    broken: OSError | None = None
    try:
        while missing > 0 and (part := stream.read(min(missing, 1024))):
            parts.append(part)
            missing -= len(part)
    except OSError as error:
        if not parts:
            stream.close()
            raise
        # what came before the damage can be read, up to where it is
        broken = error
    head = b"".join(parts)
    at = 0

    def give(wanted: int) -> bytes:
        nonlocal at
        if at < len(head):
            part = head[at : at + wanted]
            at += len(part)
            return part
        if broken is not None:
            raise broken
        return stream.read(wanted)

    return head, _buffered(give, stream.close)


def counted(stream: BinaryIO, budget: Budget, what: str) -> BinaryIO:
    """A stream of unpacked bytes that charges a budget, and calls damage by its name.

    Args:
        stream: what unpacks.
        budget: what it may unpack to.
        what: what the packed data are called in messages.

    Returns:
        a stream whose every fault is an `OSError`.
    """

    def give(wanted: int) -> bytes:
        try:
            # what comes before the damage is given before it is told of
            data = stream.read1(wanted) if isinstance(stream, io.BufferedIOBase) else stream.read(wanted)
        except Told:
            raise
        except (*_DAMAGED, OSError, RuntimeError, NotImplementedError, ValueError) as error:
            why = " ".join(str(error).split()).rstrip(".") or type(error).__name__
            raise Told(
                f"the {what} data are damaged or cut off: {why}; make or fetch the file again"
            ) from error
        budget.charge(len(data))
        return data

    return _buffered(give, stream.close)
