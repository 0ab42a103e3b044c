"""What stands between the server and a hostile page: Host, Origin, size, token, and what a page may load."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from detente.web.desk import LOOPBACK, Desk

Next = Callable[[Request], Awaitable[Response]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # with no-referrer a browser would call the origin of our own forms "null"
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Sent with every answer: no script or style inside a page, nothing from elsewhere, no page around ours."""

SAFE = ("GET", "HEAD", "OPTIONS")
_COOKIE = "detente_key"


def guard(app: FastAPI, desk: Desk) -> None:
    """Put the guards before every route.

    Args:
        app: the application.
        desk: its settings.
    """

    @app.middleware("http")
    async def guarded(request: Request, call: Next) -> Response:
        refused = (
            _host(request, desk) or _size(request, desk) or _key(request, desk) or _origin(request, desk)
        )
        response = refused or await call(request)
        for header, value in HEADERS.items():
            response.headers.setdefault(header, value)
        return response


def csrf(desk: Desk) -> str:
    """What a form must send back: a page elsewhere cannot read it."""
    return hmac.new(desk.secret.encode(), b"form", "sha256").hexdigest()


def right_csrf(desk: Desk, given: str | None) -> bool:
    """Whether a form sent back what it was given."""
    return given is not None and hmac.compare_digest(given.encode(), csrf(desk).encode())


def _host(request: Request, desk: Desk) -> Response | None:
    name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    if name in desk.hosts or desk.host in ("0.0.0.0", "::"):
        return None
    return PlainTextResponse(f"This server does not answer for {name!r}.", status_code=421)


def _size(request: Request, desk: Desk) -> Response | None:
    length = request.headers.get("content-length")
    if request.method in SAFE:
        return None
    if length is None and "transfer-encoding" not in request.headers:
        return None  # it brings nothing
    if length is None or not length.isdigit():
        return PlainTextResponse("A request that brings something must say its length.", status_code=411)
    if int(length) > desk.largest:
        return PlainTextResponse(f"More than {desk.largest:,} bytes are not taken.", status_code=413)
    return None


def _origin(request: Request, desk: Desk) -> Response | None:
    if request.method in SAFE:
        return None
    origin = request.headers.get("origin")
    if origin is None:
        return None  # no browser, or none that sends forms from elsewhere without saying so
    if urlsplit(origin).netloc == request.headers.get("host"):
        return None
    return PlainTextResponse("A page elsewhere may not change anything here.", status_code=403)


def _key(request: Request, desk: Desk) -> Response | None:
    if desk.token is None:
        if desk.host in LOOPBACK:
            return None
        return PlainTextResponse("A server open to others needs a token.", status_code=403)
    given = request.query_params.get("token")
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    if given is not None and _same(given, desk.token):
        answer = RedirectResponse(request.url.remove_query_params("token"), status_code=303)
        answer.set_cookie(_COOKIE, desk.token, httponly=True, samesite="strict")
        return answer
    if _same(request.cookies.get(_COOKIE, ""), desk.token) or _same(bearer, desk.token):
        return None
    return PlainTextResponse("Open this page with ?token=… as `detente serve` printed it.", status_code=401)


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())
