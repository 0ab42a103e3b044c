"""What stands between the server and a hostile page: Host, Origin, size, token, and what a page may load."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.web.addresses import keep_slashes
from detente.web.desk import LOOPBACK, Desk

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # with no-referrer a browser would call the origin of our own forms "null"
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # nothing of the record stays in the browser's store, and "back" shows what holds now
    "Cache-Control": "no-store",
}
"""Sent with every answer: no script or style inside a page, nothing from elsewhere, no page around ours."""

SAFE = ("GET", "HEAD", "OPTIONS")
SMALL = 100_000
"""Bytes that a request may bring where no file is taken in."""
SHORTEST = 16
"""Signs that a token has at least; a shorter one could be guessed."""
EVERYWHERE = ("0.0.0.0", "::")
"""Addresses that stand for all of a machine: its names cannot be known, the token alone tells who may ask."""

Fault = Callable[[Request, Exception], Response]


class Guard:
    """Stands before every route; what it lets through comes back with `HEADERS`, also where it fails.

    Args:
        app: the application behind it.
        desk: its settings.
        fault: makes the answer where the application fails.
    """

    def __init__(self, app: ASGIApp, desk: Desk, fault: Fault) -> None:
        self._app, self._desk, self._fault = app, desk, fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = keep_slashes(scope)
        request = Request(scope)
        begun = False

        async def headed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for header, value in _headers(scope["path"]).items():
                    headers.setdefault(header, value)
            await send(message)

        refused = self._refused(request)
        if refused is not None:
            await refused(scope, receive, headed)
            return
        try:
            await self._app(scope, receive, headed)
        except Exception as error:
            if begun:
                raise
            await self._fault(request, error)(scope, receive, headed)

    def _refused(self, request: Request) -> Response | None:
        desk = self._desk
        return _host(request, desk) or _size(request, desk) or _key(request, desk) or _origin(request)


def _headers(path: str) -> dict[str, str]:
    if path.startswith("/static/"):
        return {**HEADERS, "Cache-Control": "no-cache"}  # asked for again, and sent again only if it is new
    return HEADERS


def csrf(desk: Desk) -> str:
    """What a form must send back: a page elsewhere cannot read it."""
    return _mixed(desk.secret, "form")


def right_csrf(desk: Desk, given: str | None) -> bool:
    """Whether a form sent back what it was given."""
    return given is not None and _same(given, csrf(desk))


def _split(address: str) -> tuple[str, str]:
    """Host name, and host with port, of an address; empty where it is none."""
    try:
        parts = urlsplit(address)
        return parts.hostname or "", parts.netloc
    except ValueError:
        return "", ""


def _host(request: Request, desk: Desk) -> Response | None:
    given = request.headers.get("host", "")
    name = _split(f"//{given}")[0].removesuffix(".")
    if name in desk.hosts or (name and desk.host in EVERYWHERE):
        return None
    return PlainTextResponse(
        f"This server does not answer for {given[:100]!r}. Open the address that `detente serve` printed.",
        status_code=421,
    )


def _size(request: Request, desk: Desk) -> Response | None:
    if request.method in SAFE:
        return None
    length = request.headers.get("content-length")
    if "transfer-encoding" in request.headers:
        length = ""  # it comes in pieces, and how many is told by nobody
    elif length is None:
        return None  # it brings nothing
    if not length.isascii() or not length.isdigit():
        return PlainTextResponse("A request that brings something must say its length.", status_code=411)
    most = desk.largest if request.url.path == "/read" else min(SMALL, desk.largest)
    if len(length) > 15 or int(length) > most:
        return PlainTextResponse(
            f"More than {most:,} bytes at once are not taken. Go back and give fewer or smaller files, or"
            " read them with `detente read`.",
            status_code=413,
        )
    return None


def _origin(request: Request) -> Response | None:
    if request.method in SAFE:
        return None
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "none")
    # without an Origin it is no browser, or none that sends forms from elsewhere without saying so
    own = origin is None or (_split(origin)[1] or None) == request.headers.get("host")
    if own and site in ("same-origin", "none"):
        return None
    return PlainTextResponse("A page elsewhere may not change anything here.", status_code=403)


def _key(request: Request, desk: Desk) -> Response | None:
    if not desk.token:
        if desk.host in LOOPBACK:
            return None
        return PlainTextResponse("A server open to others needs a token.", status_code=403)
    # a cookie goes to every port of a host: its name tells them apart, and it does not hold the token itself
    name, right = f"detente_key_{desk.port}", _mixed(desk.token, "cookie")
    given = request.query_params.get("token")
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    if given is not None and _same(given, desk.token):
        answer = RedirectResponse(request.url.remove_query_params("token"), status_code=303)
        secure = request.url.scheme == "https"
        answer.set_cookie(name, right, httponly=True, samesite="strict", secure=secure)
        return answer
    if _same(request.cookies.get(name, ""), right) or _same(bearer, desk.token):
        return None
    return PlainTextResponse(
        "This desk is open to those who know its token. Open the address that `detente serve` printed, with"
        " ?token=… at its end.",
        status_code=401,
        headers={"WWW-Authenticate": "Bearer"},
    )


def _mixed(secret: str, purpose: str) -> str:
    return hmac.new(secret.encode(), purpose.encode(), "sha256").hexdigest()


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
