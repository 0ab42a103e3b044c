"""Templates: one environment, everything escaped, with the names and dates that every page needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente import __version__
from detente.briefing.drawing import signed
from detente.ledger import Ledger
from detente.web.addresses import here_of
from detente.web.desk import Desk
from detente.web.naming import Names, article_name, article_place, day_said
from detente.web.safety import csrf

PER_PAGE = 25

NAV = (
    ("/", "Home"),
    ("/dyads", "Relationships"),
    ("/search", "Search"),
    ("/review", "Review"),
    ("/timeline", "Timeline"),
    ("/network", "Network"),
    ("/actors", "Actors"),
    ("/sources", "Sources"),
)


class Pages:
    """Renders pages.

    Args:
        desk: the server.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._environment = Environment(
            loader=PackageLoader("detente.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            day=day_said,
            path=lambda text: quote(str(text), safe=""),
            query=_query,
            count=_count,
            signed=signed,
            place=_place,
            share=_share,
            capitalize_first=lambda text: text[:1].upper() + text[1:],
        )
        self._environment.globals.update(
            version=__version__, nav=NAV, article_name=article_name, article_place=article_place
        )

    def page(
        self, request: Request, name: str, ledger: Ledger, context: Mapping[str, Any], status: int = 200
    ) -> HTMLResponse:
        """A page of the desk.

        Args:
            request: what was asked.
            name: the template.
            ledger: the request's.
            context: what the template shows.
            status: the answer's status.
        """
        names = Names(self.desk, ledger)
        filled = {"name": names.of, "names": names.all, "phrases": self.desk.knowledge.phrases, **context}
        return self.bare(request, name, filled, status)

    def bare(
        self, request: Request, name: str, context: Mapping[str, Any], status: int = 200
    ) -> HTMLResponse:
        """A page that asks nothing of the ledger."""
        text = self._environment.get_template(name).render(
            request=request, here=here_of(request), csrf=csrf(self.desk), **context
        )
        return HTMLResponse(text, status)


def desk_of(request: Request) -> Desk:
    """The server that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def pages_of(request: Request) -> Pages:
    """What renders its pages."""
    pages: Pages = request.app.state.pages
    return pages


class Paging:
    """Which part of a list a page shows.

    Args:
        total: rows in all.
        page: number of the page, from 1.
        size: rows a page.
        full_last: the last page is full, and the first has what is left over.
    """

    def __init__(self, total: int, page: int, size: int = PER_PAGE, *, full_last: bool = False) -> None:
        self.total, self.size, self._full_last = total, size, full_last
        self.pages = max(1, -(-total // size))
        self.page = min(max(page, 1), self.pages)

    @property
    def low(self) -> int:
        """How many rows stand before."""
        if self._full_last:
            return max(0, self.total - (self.pages - self.page + 1) * self.size)
        return (self.page - 1) * self.size

    @property
    def high(self) -> int:
        """The number of the last row shown."""
        if self._full_last:
            return self.total - (self.pages - self.page) * self.size
        return min(self.low + self.size, self.total)


def _query(values: Mapping[str, Any]) -> Markup:
    """Values as the query of an address; empty ones are left out."""
    kept = [(k, v) for k, v in values.items() if v not in (None, "", 0)]
    return Markup.escape("?" + urlencode(kept)) if kept else Markup("")


def _count(number: int, one: str, more: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def _share(part: float) -> str:
    """A share as whole per cent."""
    return f"{part:.0%}"


def _place(id: str) -> str:
    """Where a record stands; a line may rest on an article as a whole."""
    return f"/{'record' if '.' in id else 'article'}/{quote(id, safe='')}"
