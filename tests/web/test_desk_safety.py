"""Who may ask what, and what an answer may load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from detente.web.reading import save_upload

Opened = Callable[..., TestClient]
Key = Callable[[TestClient], str]


def test_every_answer_forbids_scripts_of_its_own(opened: Opened) -> None:
    client = opened(empty=True)
    for path in ("/", "/nothing", "/static/desk.js", "/api/v1/", "/article/d1"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_another_host_is_refused(opened: Opened) -> None:
    client = opened(empty=True)
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8000"}).status_code == 200


def test_another_origin_may_not_change_anything(opened: Opened, key: Key) -> None:
    client = opened()
    form = {"decision": "accept", "record": "d1.e1", "csrf": key(client)}
    assert client.post("/review", data=form, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/review", data={**form, "csrf": "wrong"}).status_code == 403
    assert client.post("/review", data={"decision": "accept", "record": "d1.e1"}).status_code == 403
    assert client.get("/api/v1/judgements").json()["total"] == 0
    own = client.post(
        "/review", data=form, headers={"origin": "http://127.0.0.1:8000"}, follow_redirects=False
    )
    assert own.status_code == 303
    assert client.get("/api/v1/judgements").json()["total"] == 1


def test_judgements_of_programs_are_json(opened: Opened) -> None:
    client = opened()
    body = '{"kind": "accept", "target": "d1.e1", "author": "N. Aker"}'
    refused = client.post("/api/v1/judgements", content=body, headers={"content-type": "text/plain"})
    assert refused.status_code in (415, 422)
    made = client.post("/api/v1/judgements", json={"kind": "accept", "target": "d1.e1", "author": "N. Aker"})
    assert made.status_code == 201
    assert (
        client.delete(f"/api/v1/judgements/{made.json()['id']}", params={"author": "N. Aker"}).status_code
        == 200
    )
    assert client.get("/api/v1/judgements").json()["total"] == 0


def test_a_request_that_is_too_large_is_refused(opened: Opened, key: Key) -> None:
    client = opened(empty=True, largest=1000)
    answer = client.post("/read", files={"files": ("a.txt", b"x" * 2000)}, data={"csrf": key(client)})
    assert answer.status_code == 413


def test_an_open_server_wants_its_token(opened: Opened) -> None:
    client = opened(empty=True, host="0.0.0.0", token="long-secret")
    assert client.get("/").status_code == 401
    assert client.get("/?token=wrong").status_code == 401
    assert client.get("/api/v1/", headers={"authorization": "Bearer long-secret"}).status_code == 200
    assert client.get("/?token=long-secret").status_code == 200
    assert "token" not in str(client.get("/?token=long-secret").url)
    assert client.get("/").status_code == 200  # by the cookie


def test_an_open_server_without_a_token_answers_nobody(opened: Opened) -> None:
    assert opened(empty=True, host="0.0.0.0").get("/").status_code == 403


@pytest.mark.parametrize(
    "name,kept",
    [
        ("../../etc/passwd", "passwd"), ("C:\\news\\a.txt", "a.txt"), ("<b>.txt", "b-.txt"), ("", "upload.txt"), ("...", "upload.txt"),
        ("a b;c.txt", "a-b-c.txt"), (".bashrc", "bashrc"),
    ],
)  # fmt: skip
def test_uploads_stay_in_their_folder(tmp_path: Path, name: str, kept: str) -> None:
    path = save_upload(tmp_path, name, b"text")
    assert path.name == kept
    assert path.parent.parent == tmp_path
    assert path.read_bytes() == b"text"
