"""Names for what has an id: actors, dyads, records; dates as people write them."""

from __future__ import annotations

from collections.abc import Iterable

from detente import edtf
from detente.briefing.dates import said
from detente.errors import DateError
from detente.ledger import Article, Ledger
from detente.web.desk import Desk
from detente.web.held import Pending


class Names:
    """How actors are called: by the tables, else by the documents.

    Args:
        desk: the server.
        ledger: the request's.
    """

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        self._book = desk.knowledge.actors
        try:
            self._read: dict[str, str] = desk.ask(ledger, "names", _names).value
        except Pending:
            self._read = {}

    def of(self, actor: str) -> str:
        """One actor's name."""
        base = actor.partition(".")[0]
        if actor == "UNK":
            return "unknown actors"
        if actor.endswith(".anon"):
            known = actor.removesuffix(".anon")
            return f"{self._book.name(known) if base == 'UNK' else self.of(known)} (unnamed)"
        if base == "UNK":
            return f"{self._book.name(actor)} (not said whose)"
        if actor in self._book.actors or actor in self._book.persons:
            return self._book.name(actor)
        if actor in self._read:
            return self._read[actor]
        if base != actor and base not in self._book.actors and base in self._read:
            part = actor[len(base) + 1 :]
            return f"{self._read[base]}: {self._book.sectors.get(part, part)}"
        found = self._book.name(actor)
        return found if found != actor else actor.replace("-", " ")

    def all(self, actors: Iterable[str]) -> str:
        """Several names, as a list in words."""
        named = [self.of(actor) for actor in actors]
        if len(named) > 3:
            return f"{', '.join(named[:3])} and {len(named) - 3} more"
        return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]])) if named else "nobody named"


def _names(ledger: Ledger) -> dict[str, str]:
    return {row["id"]: row["name"] for row in ledger.select("SELECT id, name FROM actors GROUP BY id")}


def day_said(date: str | None) -> str:
    """A date as it is written in a line; what is no EDTF stays as it is."""
    if not date:
        return "undated"
    try:
        edtf.check(date)
        return said(date)
    except DateError:
        return date


def article_name(article: Article) -> str:
    """How an article is called: its title, else its first words."""
    document = article.document
    if document.title:
        return document.title
    low = document.body[0] if document.body else 0
    words = document.text[low : low + 400].split()
    return " ".join(words[:9]) + (" …" if len(words) > 9 else "") if words else "an empty text"


def article_place(article: Article) -> str:
    """Where and when it was published."""
    document = article.document
    issue = f" {document.volume}/{document.issue}" if document.volume and document.issue else ""
    return f"{document.publication or 'no outlet named'}{issue}, {day_said(document.published)}"
