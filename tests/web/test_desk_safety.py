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


@pytest.mark.parametrize("token", ["", None])
def test_an_empty_token_opens_nothing(opened: Opened, token: str | None) -> None:
    client = opened(empty=True, host="0.0.0.0", token=token)
    for path in ("/", "/?token=", "/api/v1/"):
        assert client.get(path, headers={"authorization": "Bearer "}).status_code == 403


def test_the_cookie_is_not_the_token(opened: Opened) -> None:
    client = opened(empty=True, host="192.0.2.7", port=8123, token="a-long-secret-word")
    answer = client.get("/?token=a-long-secret-word", headers={"host": "192.0.2.7"}, follow_redirects=False)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("detente_key_8123=")  # cookies go to all ports of a host
    assert "a-long-secret-word" not in cookie + answer.headers["location"]
    assert {"HttpOnly", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "host", ["", "[::1", "127.0.0.1.evil.example", "evil.example:8000", "127.0.0.1@evil.example", "0x7f.1"]
)
def test_a_host_that_is_not_ours_is_refused(opened: Opened, host: str) -> None:
    assert opened(empty=True).get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "null"}, {"origin": "http://[::1"}, {"origin": "http://127.0.0.1:9000"}, {"origin": "http://localhost"},
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
    ],
)  # fmt: skip
def test_a_page_elsewhere_changes_nothing(opened: Opened, key: Key, headers: dict[str, str]) -> None:
    client = opened()
    form = {"decision": "accept", "record": "d1.e1", "csrf": key(client)}
    assert client.post("/review", data=form, headers=headers).status_code == 403
    body = {"kind": "accept", "target": "d1.e1", "author": "N. Aker"}
    assert client.post("/api/v1/judgements", json=body, headers=headers).status_code == 403
    assert client.delete("/api/v1/judgements/1?author=a", headers=headers).status_code == 403
    assert client.get("/api/v1/judgements?undone=true").json()["total"] == 0


@pytest.mark.parametrize(
    "headers,status",
    [
        ({"content-length": "9" * 5000}, 413), ({"content-length": "100001"}, 413), ({"content-length": "-1"}, 411),
        ({"transfer-encoding": "chunked"}, 411), ({"transfer-encoding": "chunked", "content-length": "3"}, 411),
    ],
)  # fmt: skip
def test_how_much_comes_is_told_before_it_comes(opened: Opened, headers: dict[str, str], status: int) -> None:
    answer = opened(empty=True).post("/review", content=b"a=b", headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize(
    "body",
    [
        '{"kind":"accept","target":"d1.e1","author":"\\ud800"}', '{"kind":"\\ud800"}', '{"kind":NaN}', '{"value":NaN}', "", "{", "[]",
        '{"kind":"grade","target":"X","author":"a","value":NaN}', '{"kind":"grade","target":"X","author":"a","value":1e999}',
        '{"kind":"grade","target":"X","author":"a","value":' + "[" * 3000 + "]" * 3000 + "}", '{"kind":"merge","target":"RUS","author":"a","value":{"a":[1]}}',
        '{"kind":"grade","target":"X","author":"a","value":' + "9" * 5000 + "}", '{"kind":"accept","target":"d1.e1\\u0000","author":"a"}',
    ],
)  # fmt: skip
def test_a_program_that_sends_nonsense_is_told_so(opened: Opened, body: str) -> None:
    client = opened()
    answer = client.post(
        "/api/v1/judgements", content=body.encode(), headers={"content-type": "application/json"}
    )
    assert 400 <= answer.status_code < 500
    assert answer.json()["detail"]
    assert client.get("/api/v1/judgements").json()["total"] == 0
    assert client.get("/review").status_code == client.get("/actor/RUS").status_code == 200


@pytest.mark.parametrize(
    "kind,body",
    [
        ("multipart/form-data; boundary=x; charset=utf-7", b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n+2AA-\r\n--x--\r\n'),
        ("multipart/form-data; boundary=", b"--x\r\n"), ("multipart/form-data", b"--x\r\n"), ("text/plain", b"csrf=a"), ("application/json", b"{}"),
        ("application/x-www-form-urlencoded", b"a=&" * 30_000), ("application/x-www-form-urlencoded", b"decision=accept&place=x"),
        ("application/x-www-form-urlencoded", b"csrf=%ED%A0%80&decision=%00"), ("application/x-www-form-urlencoded", b"decision=" + b"x" * 50),
    ],
)  # fmt: skip
def test_a_form_of_nonsense_is_refused_in_words(opened: Opened, kind: str, body: bytes) -> None:
    client = opened()
    for address in ("/review", "/read"):
        answer = client.post(address, content=body, headers={"content-type": kind})
        assert answer.status_code in (400, 403)
        assert 'role="alert"' in answer.text


def test_a_fault_is_a_page_like_any_other(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    client = opened()

    def fail(*args: object) -> None:
        raise ZeroDivisionError("by <b>nobody</b>")

    monkeypatch.setattr("detente.web.pages.actors._actors", fail)
    answer = client.get("/actors")
    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert 'role="alert"' in answer.text
    assert "ZeroDivisionError" in answer.text
    assert "Traceback" not in answer.text
    assert "nobody" not in answer.text
    assert client.get("/sources").status_code == 200


def test_nothing_of_the_record_is_kept_by_the_browser(sample: TestClient) -> None:
    for path in ("/", "/actors", "/api/v1/", "/brief/RUS/NATO/take?form=html", "/nothing"):
        assert sample.get(path).headers["cache-control"] == "no-store"
    assert sample.get("/static/desk.css").headers["cache-control"] == "no-cache"


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
