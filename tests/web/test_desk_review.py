"""Decisions go to the ledger and are taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

Opened = Callable[..., TestClient]
Key = Callable[[TestClient], str]


def current(client: TestClient) -> str:
    found = re.search(r'name="record" value="([^"]+)"', client.get("/review?a=Russia&b=NATO&kind=event").text)
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
    assert "Noted: accepted" in answer.text
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


def proposed(client: TestClient, kind: str) -> str:
    found = re.search(r'name="record" value="([^"]+)"', client.get(f"/review?kind={kind}").text)
    assert found
    return found.group(1)


def send(client: TestClient, key: Key, record: str, decision: str, **more: str) -> str:
    form = {"decision": decision, "record": record, "csrf": key(client), **more}
    answer = client.post("/review", data=form)
    assert answer.status_code == 200, answer.text[-900:]
    return answer.text


KINDS = ["event", "statement", "condition", "expectation", "explanation"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_accepted_rejected_and_taken_back(opened: Opened, key: Key, kind: str) -> None:
    client = opened()
    first = proposed(client, kind)
    assert f".{ {'expectation': 'x', 'explanation': 'w'}.get(kind, kind[0]) }" in first
    assert "accepted" in send(client, key, first, "accept", kind=kind)
    second = proposed(client, kind)
    assert second != first
    total = client.get(f"/api/v1/{kind}s").json()["total"]
    text = send(client, key, second, "reject", kind=kind)
    assert client.get(f"/api/v1/{kind}s").json()["total"] == total - 1
    done = re.search(r'name="done" value="(\d+)"', text)
    assert done
    client.post("/review", data={"decision": "undo", "done": done.group(1), "csrf": key(client)})
    assert client.get(f"/api/v1/{kind}s").json()["total"] == total
    assert proposed(client, kind) == second


def test_the_queue_mixes_the_kinds(opened: Opened) -> None:
    text = opened().get("/review").text
    for kind in KINDS:
        assert re.search(rf"\d+ {kind}s?[,)]", text), kind


def test_the_source_of_a_statement_is_set(opened: Opened, key: Key) -> None:
    client = opened()
    first = proposed(client, "statement")
    send(client, key, first, "source", actors="Russia; Javier Solana", authority="titled")
    now = record(client, first)
    assert (now["source_actors"], now["source_kind"]) == (["RUS", "solana-javier"], "titled")


def test_the_firmness_of_a_statement_is_that_of_its_events(opened: Opened, key: Key) -> None:
    client = opened()
    event = next(e for e in client.get("/api/v1/events?limit=500").json()["items"] if e["statement"])
    said = f"{event['document']}.{event['statement']}"
    send(client, key, said, "firmness", firmness="PS+")
    assert record(client, event["id"])["factuality"] == "PS+"


def test_a_missing_side_is_filled(opened: Opened, key: Key) -> None:
    client = opened()
    event = next(e for e in client.get("/api/v1/events?limit=500").json()["items"] if not e["recipients"])
    send(client, key, event["id"], "sides", actors="Russia", recipients="NATO; KFOR")
    now = record(client, event["id"])
    assert (now["actors"], now["recipients"]) == (["RUS"], ["NATO", "KFOR"])


@pytest.mark.parametrize("kind, part, field", [
    ("statement", "content", "content"), ("statement", "source", "source"), ("condition", "if", "if"),
    ("condition", "then", "then"), ("explanation", "by", "by"), ("expectation", "span", "span"),
])  # fmt: skip
def test_the_words_of_a_part_are_corrected(
    opened: Opened, key: Key, kind: str, part: str, field: str
) -> None:
    client = opened()
    first = proposed(client, kind)
    send(client, key, first, f"span:{part}", span="5-9")
    assert record(client, first)[field] in ([5, 9], [[5, 9]])


def test_what_became_of_an_expectation_is_judged(opened: Opened, key: Key) -> None:
    client = opened()
    first = proposed(client, "expectation")
    text = send(client, key, first, "called_off", day="2002-05-20")
    assert "called off, 20 May 2002" in text
    made = client.get("/api/v1/judgements").json()["items"][0]
    assert (made["kind"], made["value"], made["field"]) == ("resolve", "called_off", "2002-05-20")
    done = re.search(r'name="done" value="(\d+)"', text)
    assert done
    client.post("/review", data={"decision": "undo", "done": done.group(1), "csrf": key(client)})
    assert client.get("/api/v1/judgements").json()["total"] == 0


def test_a_condition_that_is_judged_met_is_met_on_the_page(opened: Opened, key: Key) -> None:
    client = opened()
    terms = client.get("/api/v1/dyads/RUS/NATO/terms").json()
    term = next(t for t in terms if t["kind"] == "condition" and t["state"] == "open")
    send(client, key, term["id"], "happened")
    again = {t["id"]: t for t in client.get("/api/v1/dyads/RUS/NATO/terms").json()}
    assert again[term["id"]]["state"] == "met"
    assert again[term["id"]]["changes"][-1]["why"].startswith("judgement:")


def test_the_window_and_kind_of_an_expectation_are_corrected(opened: Opened, key: Key) -> None:
    client = opened()
    first = proposed(client, "expectation")
    send(client, key, first, "window", window="2003-04")
    send(client, key, first, "type", type="forecast")
    now = record(client, first)
    assert (now["window"], now["kind"]) == ("2003-04", "forecast")
    send(client, key, first, "window", window="")
    assert record(client, first)["window"] is None


def test_what_is_left_keeps_its_place(opened: Opened, key: Key) -> None:
    client = opened()

    def at(place: int) -> str:
        page = client.get(f"/review?place={place}").text
        while "A moment" in page:  # the queue is being worked out
            page = client.get(f"/review?place={place}").text
        found = re.search(r'name="record" value="([^"]+)"', page)
        assert found
        return found.group(1)

    second, third = at(2), at(3)
    assert third in send(client, key, second, "accept", place="2")
    assert "That was the last" in client.get("/review?place=9999").text


def shown(client: TestClient, id: str) -> dict[str, str]:
    """The hidden fields of the form in which a record is judged."""
    text = client.get(f"/review/{id}").text
    form = text[text.index('id="review"') :]
    return dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[: form.index("<button")])
    )


def made(client: TestClient) -> list[tuple[str, str]]:
    """Kind and target of the judgements that hold."""
    return [(one["kind"], one["target"]) for one in client.get("/api/v1/judgements").json()["items"]]


def test_a_record_that_another_window_rejected_is_not_judged(opened: Opened) -> None:
    client = opened()
    first = current(client)
    other = shown(client, first)
    client.post("/review", data={**shown(client, first), "decision": "reject", "author": "A. One"})
    answer = client.post("/review", data={**other, "decision": "accept", "author": "B. Two"})
    assert answer.status_code == 200
    assert "A. One rejected this record" in answer.text
    assert 'role="alert"' in answer.text
    assert made(client) == [("reject", first)]
    page = client.get(f"/review/{first}")
    assert page.status_code == 200
    assert "A. One rejected this record" in page.text


def test_a_record_that_another_window_changed_is_shown_anew(opened: Opened) -> None:
    client = opened()
    first = current(client)
    other = shown(client, first)
    client.post(
        "/review", data={**shown(client, first), "decision": "type", "type": "PROTEST", "author": "A. One"}
    )
    before = made(client)
    answer = client.post("/review", data={**other, "decision": "accept", "author": "B. Two"})
    assert str(answer.url.path) == f"/review/{first}"
    assert "has changed since your page was opened (by A. One" in answer.text
    assert made(client) == before
    again = client.post("/review", data={**shown(client, first), "decision": "accept", "author": "B. Two"})
    assert again.status_code == 200
    assert ("accept", first) in made(client)


def test_a_record_that_a_new_coding_took_away_is_not_judged(opened: Opened) -> None:
    client = opened("Norway warned Russia on Monday. Sweden thanked Norway.")
    desk = client.app.state.desk  # type: ignore[attr-defined]
    forms = [shown(client, "d1.e1"), shown(client, "d1.e2")]
    with desk.open(write=True) as ledger:
        coded = ledger.coded("d1")
        # what was the second event is the first now
        kept = replace(coded.events[1], id="e1", statement=None)
        ledger.add(
            replace(coded, events=(kept,), statements=(), expectations=(), conditions=(), explanations=()),
            again=True,
        )
    answers = [client.post("/review", data={**form, "decision": "reject"}) for form in forms]
    assert "has changed since your page was opened" in answers[0].text
    assert "its article was coded anew" in answers[1].text
    assert made(client) == []


def test_a_button_pressed_twice_decides_once(opened: Opened) -> None:
    client = opened()
    first = current(client)
    form = shown(client, first)
    for decision in ("accept", "reject"):
        for _ in range(2):
            answer = client.post("/review", data={**form, "decision": decision, "author": "A. One"})
            assert answer.status_code == 200
            assert f"Noted: {decision}ed" in answer.text
    assert made(client) == [("accept", first), ("reject", first)]


def test_undoing_twice_is_told(opened: Opened, key: Key) -> None:
    client = opened()
    first = current(client)
    client.post("/review", data={**shown(client, first), "decision": "accept"})
    undo = {"decision": "undo", "done": "1", "author": "C. Three", "csrf": key(client)}
    assert "had been undone already" not in client.post("/review", data=undo).text
    answer = client.post("/review", data=undo)
    assert answer.status_code == 200
    assert "had been undone already by C. Three" in answer.text
    assert client.post("/review", data={**undo, "done": "77"}).status_code == 404


def test_the_queue_passes_over_what_is_no_more(opened: Opened) -> None:
    client = opened()
    first = current(client)
    desk = client.app.state.desk  # type: ignore[attr-defined]
    with desk.open(write=True) as ledger:
        coded = ledger.coded(first)
        ledger.add(replace(coded, events=(), statements=(), expectations=(), conditions=()), again=True)
    for _ in range(3):
        answer = client.get("/review?a=Russia&b=NATO&kind=event")
        assert answer.status_code == 200
        assert first not in answer.text


def test_going_back_after_a_decision_sends_nothing_again(opened: Opened) -> None:
    client = opened()
    answer = client.post(
        "/review", data={**shown(client, current(client)), "decision": "accept"}, follow_redirects=False
    )
    assert answer.status_code == 303  # the browser's history holds pages alone, no form
    assert answer.headers["cache-control"] == "no-store"
