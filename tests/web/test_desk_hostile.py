"""Hostile records and hostile addresses: every page answers in words, and shows text as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.coding import Coder
from detente.ledger import Ledger
from detente.records import Actor, Document

SCRIPT = "</title></svg><script>alert('x')</script>"
TEXT = (
    "Zembla warned Norway on Monday. Norway will send troops to Sweden on 31 December 9999. "
    "A spokesman said that Russia and <b onclick=alert(1)>NATO</b> had signed a treaty in January 2001."
)
WICKED = ("evil/one", "<i>bad</i>", 'quo"te', "a&b", "per%2Fcent", "que?ry#part", "new\nline", "żółć-łódź")
"""Ids that another program may have written into a ledger."""


@pytest.fixture(scope="session")
def wicked_file(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Path:
    """A ledger of articles whose every field is hostile, at both ends of the calendar."""
    path = tmp_path_factory.mktemp("wicked") / "wicked.db"
    with Ledger(path) as ledger:
        for n, published in enumerate(("9999-12-31", "0001-01-01", "2001-03-05")):
            document = replace(
                Document.of(TEXT + f" Report {n}.", id=f"../%2F\r\n{n}x.txt", published=published),
                title=f"{SCRIPT} {n}",
                publication=f'"><img src=x onerror=alert({n})>',
                author="{{ 7 * 7 }}{{ csrf }}",
                url=f"javascript:alert({n})",
                path='news/"><script>',
            )
            coded = coder.code(document)
            assert coded.events
            events = tuple(
                replace(e, actors=(WICKED[m * 2], "RUS"), recipients=(WICKED[m * 2 + 1], "NATO"))
                if m < 2
                else e
                for m, e in enumerate(coded.events)
            )
            actors = tuple(Actor(id, SCRIPT + id, "person", parent="RUS") for id in WICKED)
            ledger.add(replace(coded, events=events, actors=(*coded.actors, *actors)))
    return path


@pytest.fixture(scope="session")
def wicked(wicked_file: Path, desk_on: Callable[[Path], TestClient]) -> Iterator[TestClient]:
    with desk_on(wicked_file) as client:
        yield client


class Look(HTMLParser):
    """What a browser would make of a page: scripts, handlers, addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.faults: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag in ("img", "i", "b", "iframe", "object", "embed", "style", "base"):
            self.faults.append(tag)
        if tag == "script" and not str(held.get("src")).startswith("/static/"):
            self.faults.append("script")
        self.faults += [name for name in held if name.startswith("on") or name in ("style", "srcdoc")]
        for name in ("href", "src", "action", "data-go", "formaction", "xlink:href"):
            address = held.get(name)
            if address and not re.match(r"/(?!/)|#|\?|http://127\.0\.0\.1:8000/", address):
                self.faults.append(f"{name}={address}")
            if address and name in ("href", "data-go") and address.startswith("/"):
                self.links.append(address.partition("#")[0])


def sound(client: TestClient, address: str) -> Look:
    """Ask for an address: an answer in words, guarded, and nothing in it that runs."""
    answer = client.get(address, follow_redirects=False)
    assert answer.status_code < 500, address
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    kind = answer.headers.get("content-type", "")
    if not kind.startswith("text/html"):
        assert answer.status_code < 400 or "/api/" in address or address.startswith("/static/"), address
        return Look("")
    if "attachment" in answer.headers.get("content-disposition", ""):
        return Look("")
    look = Look(answer.text)
    assert not look.faults, (address, look.faults)
    assert "Traceback" not in answer.text
    return look


def test_hostile_records_stay_text_on_every_page(wicked: TestClient) -> None:
    seen: set[str] = set()
    held = ["/", "/search?q=warned", "/timeline?page=1", "/network?until=2001-03", "/brief/RUS/NATO"]
    while held and len(seen) < 160:
        address = held.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = wicked.get(address)
        assert answer.status_code == 200, address
        held += sound(wicked, address).links
    assert any("/actor/" in address for address in seen)
    assert any("/dyad/" in address for address in seen)


@pytest.mark.parametrize("id", WICKED)
def test_an_id_of_any_signs_leads_to_its_pages(wicked: TestClient, id: str) -> None:
    for address in (f"/actor/{quote(id, safe='')}", f"/source/{quote(id, safe='')}"):
        assert wicked.get(address).status_code == 200, address
        sound(wicked, address)


HARD = st.sampled_from(
    ["", "\x00", "a\x00b", "-1", "1e9", "NaN", "9" * 5000, "9999-99-99", "9999-12-31", "0001-01-01", "0000", "-9999", "Y99999999",
     "../2000", "2000/..", "../..", "..", ".", "*", '"', '""', "OR", "a OR", "-a", "NEAR(", 'a"b', "x" * 20_000, "a " * 2_000, "\u0661\u0662",
     "\u00b2", "\u00aa", "d1", "d1.e1", "d\uff11", "d1.e1.e1", "RUS", "UNK.anon", ".anon", "RUS..", "<script>", "%", "a/b", "{{ 7 * 7 }}",
     "\r\nSet-Cookie: a=b", "1-2", "0-999999999999", "\u00b2-\u00b3", "\U0001f642", "\u202e", "javascript:alert(1)", "standing_d1.e1"]
) | st.text(max_size=30)  # fmt: skip
QUERIES = {
    "/dyads": ("page", "find"),
    "/dyad": ("a", "b", "blocs"),
    "/search": ("q", "actor", "type", "source", "since", "until", "page"),
    "/review": ("a", "b", "kind", "place", "done"),
    "/review/d1.e1": ("done",),
    "/timeline": ("a", "b", "type", "since", "until", "page"),
    "/network": ("until", "part"),
    "/actors": ("find", "kind", "page"),
    "/sources": ("page", "outlet"),
    "/source/RUS": ("page",),
    "/article/d1": ("span", "record", "at"),
    "/dyad/RUS/NATO": ("as_of", "blocs"),
    "/dyad/RUS/NATO/events": ("since", "until", "page", "as_of", "blocs"),
    "/dyad/RUS/NATO/chart.json": ("as_of", "blocs"),
    "/brief/RUS/NATO": ("as_of", "since", "whole", "plan", "editing", "words", "kind", "low", "high"),
    "/brief/RUS/NATO/edit": ("op", "plan", "as_of"),
    "/brief/RUS/NATO/take": ("form", "plan", "since"),
    "/api/v1/search": ("q", "party", "type", "publication", "since", "until", "as_of", "limit", "offset"),
    "/api/v1/events": ("actor", "recipient", "party", "since", "until", "as_of", "limit", "offset"),
    "/api/v1/documents": ("publication", "since", "until", "as_of", "limit", "offset"),
    "/api/v1/dyads/RUS/NATO": ("step", "as_of", "blocs", "joined", "limit", "offset"),
    "/api/v1/dyads/RUS/NATO/terms": ("as_of", "blocs"),
}
PLACES = (
    "/{}", "/static/{}", "/article/{}", "/record/{}", "/review/{}", "/actor/{}", "/source/{}", "/dyad/{}/RUS", "/dyad/RUS/{}/events",
    "/dyad/RUS/NATO/chart.{}", "/brief/{}/RUS", "/brief/RUS/{}/edit", "/brief/RUS/{}/take", "/api/v1/{}", "/api/v1/documents/{}",
    "/api/v1/documents/{}/coded", "/api/v1/records/{}", "/api/v1/dyads/{}/RUS", "/api/v1/dyads/RUS/{}/brief", "/api/v1/dyads/RUS/NATO/{}",
)  # fmt: skip
CHOSEN = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """An address of the desk with hostile values in it."""
    if draw(st.booleans()):
        return draw(st.sampled_from(PLACES)).format(quote(draw(HARD), safe=""))
    path = draw(st.sampled_from(sorted(QUERIES)))
    names = draw(st.lists(st.sampled_from(QUERIES[path]), min_size=1, max_size=3, unique=True))
    base = {"q": "NATO"} if "search" in path else {"editing": "true"} if path == "/brief/RUS/NATO" else {}
    return f"{path}?{urlencode({**base, **{name: draw(HARD) for name in names}})}"


@CHOSEN
@given(address=addresses())
def test_no_address_is_a_fault(wicked: TestClient, address: str) -> None:
    sound(wicked, address)


@pytest.mark.parametrize(
    "address", ["/search?q=a&page=x", "/article/d1?at=1e9", "/dyad/RUS/NATO?blocs=perhaps"]
)
def test_a_value_without_meaning_is_told_in_words(wicked: TestClient, address: str) -> None:
    answer = wicked.get(address)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    name = address.rpartition("=")[0].rpartition("?")[2].rpartition("&")[2]
    assert name in answer.text


@pytest.mark.parametrize("form", ["html", "md", "txt", "json", "docx", "csl.json", "bib", "ris"])
def test_what_is_taken_away_holds_no_more_than_text(wicked: TestClient, form: str) -> None:
    answer = wicked.get(f"/brief/NOR/SWE/take?form={form}&whole=true")
    assert answer.status_code == 200
    assert re.fullmatch(r'attachment; filename="[\w.-]+"', answer.headers["content-disposition"])
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    if form == "docx":
        from docx import Document as Docx

        told = "\n".join(paragraph.text for paragraph in Docx(BytesIO(answer.content)).paragraphs)
        assert "onerror" in told
    elif form == "html":
        assert "<script" not in answer.text
        assert "<img" not in answer.text
        assert not re.search(r'(?:href|src)="(?!#|/|data:image/)', answer.text)
    elif form == "ris":
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in answer.text.splitlines() if line)
    elif form == "bib":
        bare = re.sub(r"\\[{}]", "", answer.text)
        assert bare.count("{") == bare.count("}")
    elif form.endswith("json"):
        answer.json()


@pytest.mark.parametrize("form", ["svg", "json"])
def test_a_chart_of_hostile_names_is_a_picture_alone(wicked: TestClient, form: str) -> None:
    answer = wicked.get(f"/dyad/{quote(WICKED[0], safe='')}/{quote(WICKED[1], safe='')}/chart.{form}")
    assert answer.status_code == 200
    assert re.fullmatch(r'attachment; filename="[\w.-]+"', answer.headers["content-disposition"])
    if form == "svg":
        tags = {tag.tag.rpartition("}")[2] for tag in ElementTree.fromstring(answer.content).iter()}
        assert not tags & {"script", "foreignObject", "image", "iframe"}
        assert "javascript:" not in answer.text


def test_brackets_of_a_text_mark_nothing(opened: Callable[..., TestClient]) -> None:
    client = opened("[Norway] warned ]Russia[ on Monday, said the <b>minister</b> [laughter].")
    answer = client.get("/search?q=warned")
    assert answer.text.count("<mark>") == answer.text.count("</mark>") >= 1
    assert "<b>minister" not in answer.text
    assert "<mark>warned</mark>" in answer.text
    assert "[laughter]" in answer.text


@pytest.mark.parametrize(
    "q", ["a " * 3000, "NATO\x00", "\x00", '"' * 999, "(" * 500, "NATO" + " OR" * 400, "x" * 5000]
)
def test_a_search_of_any_words_is_answered_in_words(wicked: TestClient, q: str) -> None:
    for address in ("/search", "/api/v1/search"):
        answer = wicked.get(address, params={"q": q})
        assert answer.status_code in (200, 400, 422)
        assert "fts5" not in answer.text
