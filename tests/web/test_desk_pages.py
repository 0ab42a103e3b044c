"""Every page answers, leads on, and escapes what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

Opened = Callable[..., TestClient]

HOSTILE = (
    "<script>alert('x')</script> Russia warned NATO on Monday. <img src=x onerror=alert(1)> "
    'A spokesman said that "NATO & <b>allies</b>" would answer. [link](javascript:alert(2)) '
    "{{ 7 * 7 }} {% raw %} Norway criticized Russia."
)
PAGES = (
    "/", "/dyads", "/dyads?find=russia", "/dyad/RUS/NATO", "/dyad/RUS/NATO?as_of=2000-02-03", "/dyad/RUS/NATO/events?since=1999",
    "/article/d1", "/article/d17?span=0-40", "/actors", "/actors?find=ivanov&kind=person", "/actor/RUS", "/actor/putin-vladimir",
    "/actor/RUS.MIL", "/sources", "/source/putin-vladimir", "/search", "/search?q=NATO+council", "/search?q=NATO&actor=Russia&type=CONSULT",
    "/review", "/review?a=Russia&b=NATO", "/timeline", "/timeline?a=Russia&b=NATO&since=1999", "/network", "/network?until=1999-06&part=1",
    "/brief/RUS/NATO", "/brief/RUS/NATO?as_of=2000-02-20&editing=true", "/brief/RUS/NATO?whole=true", "/reading",
)  # fmt: skip


class Parts(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.bare: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.add(tag)
        self.attributes.update(held)
        if tag == "a" and held.get("href"):
            self.links.add(str(held["href"]))
        if held.get("id"):
            self.ids.append(str(held["id"]))
        if tag in ("script", "link") and (held.get("src") or held.get("href", "")).startswith("http"):
            self.bare.append(tag)


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer(sample: TestClient, path: str) -> None:
    answer = sample.get(path)
    assert answer.status_code == 200
    assert len(answer.content) < 1_000_000
    parts = Parts(answer.text)
    assert len(parts.ids) == len(set(parts.ids))
    assert not parts.bare, "asks another machine for something"
    assert not {name for name in parts.attributes if name.startswith("on") or name == "style"}
    assert "style" not in parts.tags


def test_no_link_is_dead(sample: TestClient) -> None:
    client = sample
    seen: set[str] = set()
    held = {"/"}
    while held and len(seen) < 50:
        path = held.pop()
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            links = {re.sub(r"#.*", "", link) for link in Parts(answer.text).links}
            held |= {link for link in links if link.startswith("/")} - seen


def test_a_relationship_tells_where_it_stands(sample: TestClient) -> None:
    text = sample.get("/dyad/RUS/NATO").text
    for heading in (
        "Where it stands",
        "Terms on the table",
        "What is expected",
        "Where each side stands",
        "Who says so",
    ):
        assert heading in text
    bars = re.findall(r'class="bar \w+" href="([^"]+)"', text)
    assert bars
    assert all("/dyad/RUS/NATO/events?since=" in bar for bar in bars)


def test_a_point_of_the_chart_opens_its_events(sample: TestClient) -> None:
    client = sample
    bar = re.findall(r'class="bar \w+" href="([^"]+)"', client.get("/dyad/RUS/NATO").text)[0].replace(
        "&amp;", "&"
    )
    told = int(re.search(r'class="bar \w+" .*?: (\d+) event', client.get("/dyad/RUS/NATO").text).group(1))  # type: ignore[union-attr]
    assert f"1–{told} of {told} event" in client.get(bar).text


def test_an_article_marks_its_records(sample: TestClient) -> None:
    text = sample.get("/article/d17").text
    for kind in ("statement", "event", "expectation"):
        assert f'class="k-{kind}"' in text
    ids = set(re.findall(r'data-card="(\w+)"', text))
    marks = {id for group in re.findall(r'data-r="([^"]+)"', text) for id in group.split()}
    assert ids == marks
    assert "who says so" in text


def test_hostile_text_stays_text(opened: Opened) -> None:
    client = opened(HOSTILE)
    for path in (
        "/article/d1",
        "/search?q=warned",
        "/dyad/RUS/NATO",
        "/brief/RUS/NATO",
        "/review",
        "/sources",
        "/timeline",
        "/",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        parts = Parts(answer.text)
        assert "<script>alert" not in answer.text
        assert "img" not in parts.tags
        assert "onerror" not in parts.attributes
        assert not any(link.startswith("javascript:") for link in parts.links)
    assert "{{ 7 * 7 }}" in client.get("/article/d1").text


def test_a_long_paragraph_is_shown_in_parts(opened: Opened) -> None:
    client = opened("Norway criticized Russia. " + "word " * 12_500 + "Russia thanked Norway.")
    first = client.get("/article/d1")
    assert len(first.content) < 1_000_000
    assert "characters 0–" in first.text
    last = client.get("/article/d1?at=62530")
    assert "thanked" in last.text
    assert "Russia thanked" not in first.text


@pytest.mark.parametrize(
    "path,status",
    [
        ("/article/d999", 404), ("/article/x", 404), ("/article/d1?span=9-4", 404), ("/article/d1?record=e99", 404), ("/record/d1.e99", 404),
        ("/dyad/RUS/nobody-at-all", 404), ("/dyad/RUS/RUS", 404), ("/dyad/RUS/NATO?as_of=soon", 400), ("/brief/RUS/nobody-at-all", 404),
        ("/actor/nobody-at-all", 404), ("/search?q=%22", 400), ("/search?q=a&actor=nobody-at-all", 404), ("/nothing", 404),
        ("/dyad/RUS/NATO/chart.exe", 404), ("/brief/RUS/NATO/take?form=exe", 404),
    ],
)  # fmt: skip
def test_wrong_addresses_say_so(sample: TestClient, path: str, status: int) -> None:
    answer = sample.get(path)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text


def test_an_empty_ledger_says_what_to_do(opened: Opened) -> None:
    client = opened(empty=True)
    assert "This ledger is empty" in client.get("/").text
    for path in ("/dyads", "/actors", "/sources", "/review", "/timeline", "/network", "/search?q=peace"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert 'class="empty"' in answer.text


@pytest.mark.parametrize("form", ["svg", "png", "json"])
def test_the_chart_is_taken_away(sample: TestClient, form: str) -> None:
    answer = sample.get(f"/dyad/RUS/NATO/chart.{form}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert len(answer.content) > 1000


@pytest.mark.parametrize("form", ["html", "md", "txt", "json", "docx", "csl.json", "bib", "ris"])
def test_the_brief_is_taken_away(sample: TestClient, form: str) -> None:
    answer = sample.get(f"/brief/RUS/NATO/take?form={form}")
    assert answer.status_code == 200
    assert f"brief-RUS-NATO.{form}" in answer.headers["content-disposition"]
    if form == "docx":
        assert answer.content.startswith(b"PK")
    else:
        assert "NATO" in answer.text


def edited(client: TestClient, address: str, op: str) -> str:
    """The address of the brief after one step of editing."""
    plan = re.search(r'name="plan" value="([^"]*)"', client.get(address).text)
    assert plan
    answer = client.get("/brief/RUS/NATO/edit", params={"plan": plan.group(1), "op": op})
    assert answer.status_code == 200, answer.text[-500:]
    return str(answer.url).partition("#")[0].removeprefix("http://127.0.0.1:8000")


def taken(client: TestClient, address: str) -> list[tuple[str, str]]:
    """Section and text of each line of the brief that is taken away."""
    made = client.get(address.replace("/RUS/NATO", "/RUS/NATO/take") + "&form=json").json()
    return [(section["id"], line["text"]) for section in made["sections"] for line in section["lines"]]


START = "/brief/RUS/NATO?editing=true"


def test_a_line_is_left_out_and_moved(sample: TestClient) -> None:
    full = taken(sample, START)
    ops = re.findall(r'value="(?:up|down|drop):([a-z]+:[^"]+)"', sample.get(START).text)[::3]
    assert len(ops) == len(full)
    assert taken(sample, edited(sample, START, f"drop:{ops[1]}")) == [full[0], *full[2:]]
    assert taken(sample, edited(sample, START, f"down:{ops[0]}"))[:3] == [full[1], full[0], full[2]]
    twice = edited(sample, edited(sample, START, f"down:{ops[0]}"), f"up:{ops[0]}")
    assert taken(sample, twice) == full
    # the last line of the first section goes on into the next
    last = max(n for n, (section, _) in enumerate(full) if section == "standing")
    moved = taken(sample, edited(sample, START, f"down:{ops[last]}"))
    assert moved[last] == (full[last + 1][0], full[last][1])


def test_a_record_is_put_in(sample: TestClient) -> None:
    text = sample.get(START + "&words=pristina&kind=event").text
    ops = re.findall(r'value="(add:standing:[^"]+)"', text)
    assert ops
    address = edited(sample, START, ops[0])
    lines = taken(sample, address)
    assert len(lines) == len(taken(sample, START)) + 1
    assert any("Pristina" in line for section, line in lines if section == "standing")
    # what is in the brief is not offered again
    assert ops[0] not in sample.get(address + "&words=pristina&kind=event").text
    assert "<h2 id=" in sample.get(address.replace("&editing=true", "")).text


def test_an_edited_brief_is_taken_away_in_all_forms(sample: TestClient) -> None:
    ops = re.findall(r'value="(drop:[^"]+)"', sample.get(START).text)
    address = edited(sample, START, ops[0]).replace("/RUS/NATO", "/RUS/NATO/take")
    for form in ("html", "md", "txt", "docx", "csl.json", "bib", "ris"):
        answer = sample.get(f"{address}&form={form}")
        assert answer.status_code == 200
        assert len(answer.content) > 400


@pytest.mark.parametrize("query", ["plan=%3Cb%3E", "plan=nowhere_d1.e1", "plan=standing_" + "a" * 30_000])
def test_a_wrong_plan_is_refused(sample: TestClient, query: str) -> None:
    answer = sample.get(f"/brief/RUS/NATO?{query}")
    assert answer.status_code in (404, 409)


def test_a_plan_names_what_is_no_more(sample: TestClient) -> None:
    text = sample.get("/brief/RUS/NATO?editing=true&plan=standing_d999.e1").text
    assert "the record behind it is no more" in text
    assert "Every line was left out" in text


def test_what_is_new_since_the_last_visit_is_marked(opened: Opened) -> None:
    client = opened()
    assert 'class="new"' not in client.get("/").text
    client.cookies.clear()
    client.cookies.set("detente_last", "20", domain="127.0.0.1")
    assert 'class="new"' in client.get("/").text
