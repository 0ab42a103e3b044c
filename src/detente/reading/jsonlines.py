"""JSON Lines: one document a line, ``{"id": …, "text": …, "published": …}``.

``title``, ``outlet``, ``url`` and ``author`` are taken too where they are texts; other keys are passed over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from detente import edtf
from detente.errors import DateError, ReadingError
from detente.knowledge import Knowledge
from detente.reading.metadata import Metadata
from detente.reading.plain import kept, make_document
from detente.reading.sources import Failure, Options, Source
from detente.records import Document


def read_lines(
    source: Source, options: Options, knowledge: Knowledge, metadata: Metadata | None
) -> Iterator[Document | Failure]:
    """Read one source of JSON Lines, line by line; a bad line is a `Failure` that names it."""
    # six bytes write any character in JSON at its longest, and the line has other keys
    limit = options.max_chars * 6 + 1_000_000
    try:
        with source.open() as stream:
            number = 0
            while line := stream.readline(limit):
                number += 1
                where = f"{source.name}, line {number}"
                if not line.endswith(b"\n") and len(line) == limit:
                    yield Failure(where, f"is longer than {limit} bytes; split it, or raise --max-chars.")
                    while rest := stream.readline(limit):
                        if rest.endswith(b"\n"):
                            break
                elif line.strip():
                    yield _document(line, where, number, source, options, knowledge)
            if number == 0:
                yield Failure(source.name, "is empty.")
    except OSError as error:
        yield Failure(source.name, f"cannot be read ({error.strerror or error}).")


def _document(
    line: bytes, where: str, number: int, source: Source, options: Options, knowledge: Knowledge
) -> Document | Failure:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Failure(where, f"is not UTF-8 (byte {error.start}); JSON Lines are UTF-8.")
    except (json.JSONDecodeError, RecursionError) as error:
        said = f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "too deep"
        return Failure(where, f"is not JSON ({said}); each line is one object.")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Failure(where, 'is no object with a "text"; write {"id": …, "text": …, "published": …}.')
    given, published = row.get("id"), row.get("published")
    name = f"{source.name}:{number}" if given is None else kept(str(given))
    try:
        if published is not None:
            edtf.check(str(published))
        text = row["text"]
        return make_document(
            text,
            name=name,
            path=None if source.place is None else f"{source.place}#{name}",
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            options=options,
            knowledge=knowledge,
            metadata=_metadata(row),
            published=None if published is None else str(published),
            guess=False,
        )
    except (ReadingError, DateError) as error:
        return Failure(f"{where} (id {name})", str(error))


def _metadata(row: dict[str, object]) -> Metadata:
    """What a line says of its document beside the date."""
    told = {key: row.get(key) for key in ("title", "outlet", "url", "author")}
    return Metadata(None, *(kept(v.strip()) or None if isinstance(v, str) else None for v in told.values()))
