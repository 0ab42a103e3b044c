"""The texts that a command is to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.cli.talk import count_documents

if TYPE_CHECKING:
    from detente.knowledge import Knowledge
    from detente.reading import Failure
    from detente.records import Document


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the texts are, and how they are read; see `detente.reading.read`."""

    paths: tuple[str, ...]
    published: str | None
    jsonl_in: bool
    encoding: str | None
    max_chars: int

    def documents(self, knowledge: Knowledge) -> Iterator[Document | Failure]:
        """The documents, in order.

        Args:
            knowledge: the tables that headers are read by.
        """
        from detente.reading import read

        return read(
            self.paths,
            published=self.published,
            jsonl=self.jsonl_in,
            encoding=self.encoding,
            max_chars=self.max_chars,
            knowledge=knowledge,
        )

    def count(self) -> int | None:
        """How many documents there are, or None where only reading them tells."""
        return count_documents(self.paths, self.jsonl_in)
