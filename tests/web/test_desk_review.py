"""Decisions go to the ledger and are taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

Opened = Callable[..., TestClient]
Key = Callable[[TestClient], str]


def current(client: TestClient) -> str:
    found = re.search(r'name="record" value="([^"]+)"', client.get("/review?a=Russia&b=NATO").text)
    assert found
    return found.group(1)


def record(client: TestClient, id: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/v1/records/{id}").json()
    return found


def test_the_queue_goes_on_after_a_decision(opened: Opened, key: Key) -> None:
    client = opened()
    first = current(client)
    answer = client.post(
        "/review",
        data={"decision": "accept", "record": first, "csrf": key(client), "a": "Russia", "b": "NATO"},
    )
    assert "Accept is noted" in answer.text
    assert current(client) != first


def test_a_rejected_event_is_gone_until_it_is_undone(opened: Opened, key: Key) -> None:
    client = opened()
    first = current(client)
    before = client.get("/api/v1/events").json()["total"]
    client.post("/review", data={"decision": "reject", "record": first, "csrf": key(client)})
    assert client.get("/api/v1/events").json()["total"] == before - 1
    number = client.get("/api/v1/judgements").json()["items"][0]["id"]
    client.post("/review", data={"decision": "undo", "done": str(number), "csrf": key(client)})
    assert client.get("/api/v1/events").json()["total"] == before
    assert current(client) == first


def test_a_type_is_corrected_with_its_value(opened: Opened, key: Key) -> None:
    client = opened()
    first = current(client)
    was = record(client, first)
    answer = client.post(
        "/review", data={"decision": "type", "type": "PROTEST", "record": first, "csrf": key(client)}
    )
    now = record(client, first)
    assert now["type"] == "PROTEST"
    assert now["intensity"] < 0
    assert now["cameo"] is None
    done = re.search(r'name="done" value="([\d,]+)"', answer.text)
    assert done
    client.post("/review", data={"decision": "undo", "done": done.group(1), "csrf": key(client)})
    again = record(client, first)
    assert {k: again[k] for k in ("type", "intensity", "cameo", "mode")} == {
        k: was[k] for k in ("type", "intensity", "cameo", "mode")
    }


def test_sides_are_swapped(opened: Opened, key: Key) -> None:
    client = opened()
    first = next(
        e["id"] for e in client.get("/api/v1/events").json()["items"] if e["actors"] and e["recipients"]
    )
    was = record(client, first)
    client.post("/review", data={"decision": "swap", "record": first, "csrf": key(client)})
    now = record(client, first)
    assert (now["actors"], now["recipients"]) == (was["recipients"], was["actors"])


def test_a_span_is_changed(opened: Opened, key: Key) -> None:
    client = opened()
    first = current(client)
    low, high = record(client, first)["span"]
    client.post(
        "/review",
        data={"decision": "span", "span": f"{low}-{high - 1}", "record": first, "csrf": key(client)},
    )
    assert record(client, first)["span"] == [low, high - 1]


def test_actors_are_merged(opened: Opened, key: Key) -> None:
    client = opened()
    first = next(
        e
        for e in client.get("/api/v1/events?party=robertson-george").json()["items"]
        if "robertson-george" in e["actors"]
    )
    client.post(
        "/review",
        data={
            "decision": "merge",
            "actor": "robertson-george",
            "other": "NATO",
            "record": first["id"],
            "csrf": key(client),
        },
    )
    assert "NATO" in record(client, first["id"])["actors"]


@pytest.mark.parametrize(
    "form,status",
    [
        ({"decision": "type", "type": "NONE"}, 400), ({"decision": "span", "span": ""}, 400), ({"decision": "span", "span": "5-1"}, 404),
        ({"decision": "span", "span": "0-99999999"}, 409), ({"decision": "dance"}, 400), ({"decision": "undo"}, 400),
        ({"decision": "undo", "done": "99"}, 404), ({"decision": "merge", "actor": "RUS", "other": "RUS"}, 400),
        ({"decision": "accept", "record": "d1.e999"}, 404),
    ],
)  # fmt: skip
def test_wrong_decisions_change_nothing(opened: Opened, key: Key, form: dict[str, str], status: int) -> None:
    client = opened()
    answer = client.post("/review", data={"record": "d1.e1", "csrf": key(client), **form})
    assert answer.status_code == status
    assert client.get("/api/v1/judgements").json()["total"] == 0
