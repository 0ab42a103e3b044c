"""Blocs with their members, where a relationship is chosen on the desk or asked of the API."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient


def test_the_api_counts_members_where_asked(sample: TestClient) -> None:
    plain = sample.get("/api/v1/dyads/RUS/NATO").json()["events"]["total"]
    with_members = sample.get("/api/v1/dyads/RUS/NATO?blocs=true").json()["events"]["total"]
    assert with_members > plain
    joined = sample.get("/api/v1/dyads/RUS/NATO?blocs=true&joined=true").json()["events"]
    assert joined["total"] > 0
    assert {"source", "target"} <= joined["items"][0].keys()
    assert {row["source"] for row in joined["items"]} == {"RUS", "NATO"}


def test_the_desk_keeps_the_choice_from_page_to_page(sample: TestClient) -> None:
    answer = sample.get("/dyad?a=Russia&b=NATO&blocs=1", follow_redirects=False)
    assert answer.headers["location"] == "/dyad/RUS/NATO?blocs=1"
    text = sample.get("/dyad/RUS/NATO?blocs=1").text
    assert re.search(r'name="blocs" value="1" checked', text)
    bars = re.findall(r'class="bar \w+" href="([^"]+)".*?: (\d+) event', text)
    assert bars
    for link, told in bars[:3]:
        assert f"of {told} event" in sample.get(link.replace("&amp;", "&")).text
    assert 'name="blocs" value="1" checked' not in sample.get("/dyad/RUS/NATO").text
