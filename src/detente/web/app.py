"""The application: guards, pages, the JSON interface."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from detente import __version__
from detente.web import api
from detente.web.addresses import whole_ids
from detente.web.desk import Desk
from detente.web.faults import fault, tell_errors
from detente.web.pages import actors, articles, briefs, dyads, home, pictures, review, searching
from detente.web.reading import left_over
from detente.web.rendering import Pages
from detente.web.safety import Guard
from detente.web.watching import Watch

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
        left = left_over(desk.uploads)
        if left:
            desk.reader.add(left, "what was still to be read")
        watcher = Watch(watch, desk.reader, beside=desk.uploads) if watch is not None else None
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
        dependencies=[Depends(whole_ids)],
    )
    app.state.desk = desk
    app.state.pages = Pages(desk)
    app.add_middleware(Guard, desk=desk, fault=fault)
    tell_errors(app)
    for room in (home, dyads, articles, actors, searching, review, pictures, briefs):
        app.include_router(room.router, include_in_schema=False)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
