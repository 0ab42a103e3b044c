"""The application: guards, pages, the JSON interface, and what an error looks like."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from detente import __version__
from detente.errors import DateError, DetenteError, RecordError, UnknownActor
from detente.web import api
from detente.web.desk import Desk
from detente.web.held import Pending
from detente.web.pages import actors, articles, briefs, dyads, home, pictures, review, searching
from detente.web.reading import Watch
from detente.web.rendering import Pages
from detente.web.safety import guard

STATIC = Path(__file__).with_name("static")


def make_app(desk: Desk, *, watch: Path | None = None) -> FastAPI:
    """The application of one ledger.

    Args:
        desk: its settings.
        watch: a folder whose files are read as they arrive.

    Raises:
        LedgerError: the ledger cannot be made or opened.
    """
    desk.prepare()

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        watcher = Watch(watch, desk.reader) if watch is not None else None
        if watcher is not None:
            watcher.start()
        yield
        if watcher is not None:
            watcher.close()
        desk.close()

    app = FastAPI(
        title="Detente",
        version=__version__,
        description="The record of a ledger, for other programs. Lists say how many of how many they give.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=alive,
    )
    app.state.desk = desk
    app.state.pages = Pages(desk)
    guard(app, desk)
    _errors(app)
    for room in (home, dyads, articles, actors, searching, review, pictures, briefs):
        app.include_router(room.router, include_in_schema=False)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _errors(app: FastAPI) -> None:
    @app.exception_handler(DetenteError)
    def told(request: Request, error: DetenteError) -> Response:
        return _say(request, str(error), _status(error))

    @app.exception_handler(Pending)
    def pending(request: Request, error: Pending) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": "Being worked out; ask again."}, 202, {"Retry-After": "1"})
        pages: Pages = request.app.state.pages
        return pages.bare(request, "wait.html", {"again": str(request.url)})

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        return _say(request, str(error.detail), error.status_code)


def _status(error: DetenteError) -> int:
    if isinstance(error, DateError | RecordError):
        return 400
    if isinstance(error, UnknownActor) or "has no" in str(error) or "is no id" in str(error):
        return 404
    return 400 if "word to look for" in str(error) else 409


def _say(request: Request, said: str, status: int) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": said}, status)
    pages: Pages = request.app.state.pages
    return pages.bare(request, "error.html", {"said": said, "status": status}, status)
