"""Every link of the desk leads somewhere: from Home over all pages of the sample."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from fastapi.testclient import TestClient

HOME = "http://127.0.0.1:8000/"
LINKS = ("href", "src", "data-go")
EACH = 6
"""Links of one kind that are followed; kinds differ in the words of their address and the names in its query."""


class Page(HTMLParser):
    """The addresses that a page leads to, and the places in it that one can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if held.get("id"):
            self.places.add(str(held["id"]))
        self.links += [str(held[name]) for name in LINKS if held.get(name)]


def kind_of(path: str) -> str:
    """An address without the ids and values in it: ``/dyad/events?since&until``."""
    place, _, query = path.partition("?")
    words = [
        word for word in place.split("/") if word.islower() and "-" not in word and not re.search(r"\d", word)
    ]
    return f"/{'/'.join(words)}?{'&'.join(sorted(one.partition('=')[0] for one in query.split('&')))}"


def test_every_kind_of_link_leads_to_a_page(sample: TestClient) -> None:
    kinds: dict[str, int] = {}
    came_from = {"/": "nowhere"}
    todo, dead, lost = ["/"], [], []
    while todo:
        path = todo.pop(0)
        answer = sample.get(path, follow_redirects=not path.startswith("/record/"))
        if answer.status_code not in (200, 303):
            dead.append((answer.status_code, path, came_from[path]))
            continue
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = Page(answer.text)
        for link in page.links:
            address, _, place = urljoin(str(answer.url), link).partition("#")
            if address == str(answer.url) and place and place not in page.places:
                lost.append((link, path))
            if not address.startswith(HOME):
                continue
            path_to = "/" + address.removeprefix(HOME)
            if path_to in came_from:
                continue
            came_from[path_to] = path
            kind = kind_of(path_to)
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] <= EACH:
                todo.append(path_to)
    assert not dead
    assert not lost
    assert len(kinds) > 30
