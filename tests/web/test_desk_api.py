"""The JSON interface: paging that says how many of how many, stable ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from detente.filters import LISTINGS, filters_of
from detente.ledger import Ledger


@pytest.mark.parametrize(
    "kind",
    ["documents", "events", "statements", "expectations", "conditions", "explanations", "actors", "dyads"],
)
def test_lists_are_given_in_parts(sample: TestClient, kind: str) -> None:
    client = sample
    whole = client.get(f"/api/v1/{kind}?limit=1000").json()
    assert whole["count"] == whole["total"] == len(whole["items"])
    parts = []
    for offset in range(0, whole["total"] + 7, 7):
        part = client.get(f"/api/v1/{kind}?limit=7&offset={offset}").json()
        assert part["total"] == whole["total"]
        parts += part["items"]
    assert parts == whole["items"]


def test_a_record_tells_its_words(sample: TestClient) -> None:
    client = sample
    for event in client.get("/api/v1/events?limit=20").json()["items"]:
        found = client.get(f"/api/v1/records/{event['id']}").json()
        text = client.get(f"/api/v1/documents/{event['document']}").json()["document"]["text"]
        for quote in found["quotes"]:
            assert text[slice(*quote["span"])] == quote["text"]


@pytest.mark.parametrize("what", ["terms", "agenda", "stances", "brief"])
def test_a_dyad_by_names(sample: TestClient, what: str) -> None:
    client = sample
    assert (
        client.get(f"/api/v1/dyads/Russia/NATO/{what}").json()
        == client.get(f"/api/v1/dyads/RUS/NATO/{what}").json()
    )


def test_search_counts_what_it_finds(sample: TestClient) -> None:
    client = sample
    whole = client.get("/api/v1/search?q=NATO&limit=1000").json()
    assert whole["total"] == whole["count"] > 10
    narrow = client.get("/api/v1/search?q=NATO&limit=1000&type=CONSULT&party=Russia").json()
    assert 0 < narrow["total"] == narrow["count"] < whole["total"]
    keys = {(one["document"], one["sentence"]) for one in whole["items"]}
    assert {(one["document"], one["sentence"]) for one in narrow["items"]} <= keys


@pytest.mark.parametrize("question,wanted", [
    ("events?pair=Russia&pair=NATO&since=1999-03", {"pair": ("RUS", "NATO"), "since": "1999-03"}),
    ("events?type=CONSULT&type=ACCUSE&factuality=CT%2B", {"type": ["CONSULT", "ACCUSE"], "factuality": "CT+"}),
    ("events?party=Russia&exact=true", {"party": "RUS", "roll_up": False}), ("events?party=%20&tense=past", {"tense": "past"}),
    ("events?document=d3", {"document": "d3"}), ("statements?source=Russia&kind=named", {"source": "RUS", "kind": "named"}),
    ("expectations?kind=demand&actor=Russia", {"kind": "demand", "actor": "RUS"}),
    ("conditions?until=1999&as_of=2000", {"until": "1999", "as_of": "2000"}), ("explanations?kind=motive", {"kind": "motive"}),
])  # fmt: skip
def test_listings_take_the_filters_of_the_ledger(
    sample: TestClient, sample_file: Path, question: str, wanted: dict[str, Any]
) -> None:
    with Ledger(sample_file, readonly=True) as ledger:
        found = [entry.id for entry in getattr(ledger, question.partition("?")[0])(**wanted)]
    answer = sample.get(f"/api/v1/{question}&limit=1000").json()
    assert [item["id"] for item in answer["items"]] == found
    assert found


@pytest.mark.parametrize("listing", LISTINGS)
def test_every_filter_is_described(sample: TestClient, listing: str) -> None:
    described = sample.get("/api/v1/openapi.json").json()["paths"][f"/api/v1/{listing}"]["get"]["parameters"]
    asked = {"exact" if name == "roll_up" else name for name in filters_of(listing)}
    assert {one["name"] for one in described} == asked | {"limit", "offset"}
    assert all(one["description"] for one in described)


@pytest.mark.parametrize("path,status", [
    ("records/d1.e999", 404), ("documents/d999", 404), ("events?since=soon", 400), ("events?type=WAR", 422), ("events?limit=0", 422),
    ("statements?kind=loud", 422), ("events?pair=RUS", 422), ("events?pair=RUS&pair=nobody-at-all", 404), ("events?document=x", 404),
    ("dyads/RUS/nobody-at-all", 404), ("search?q=%22", 400), ("nothing", 404), ("records/x", 404), ("documents/d99999999999999999999", 404),
])  # fmt: skip
def test_wrong_questions_are_told_so(sample: TestClient, path: str, status: int) -> None:
    answer = sample.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_chart_is_a_specification_whose_bars_lead_to_their_events(sample: TestClient) -> None:
    spec = sample.get("/api/v1/dyads/RUS/NATO/chart").json()
    bars = spec["datasets"]["points"]
    assert spec["$schema"].endswith("vega-lite/v5.json")
    assert sample.get(bars[0]["href"]).status_code == 200


def test_events_of_a_dyad_have_their_fields(sample: TestClient) -> None:
    row = sample.get("/api/v1/dyads/RUS/NATO").json()["events"]["items"][0]
    assert {"date", "source", "target", "type", "quad", "reports"} <= set(row)
