"""What an error looks like: to a person a page that says what happened and what to do, to a program JSON."""

from __future__ import annotations

import errno
import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from detente.errors import DateError, DetenteError, RecordError, UnknownActor
from detente.web.addresses import again_of
from detente.web.held import Pending
from detente.web.rendering import pages_of

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
_log = logging.getLogger("detente.web")


def tell_errors(app: FastAPI) -> None:
    """Have an application tell its errors in words.

    Args:
        app: the application.
    """

    @app.exception_handler(DetenteError)
    def told(request: Request, error: DetenteError) -> Response:
        return say(request, str(error), _status(error))

    @app.exception_handler(Pending)
    def pending(request: Request, error: Pending) -> Response:
        if _of_program(request):
            return JSONResponse({"detail": "Being worked out; ask again."}, 202, {"Retry-After": "1"})
        return pages_of(request).bare(request, "wait.html", {"again": again_of(request)})

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        said = str(error.detail)
        if error.status_code == 404 and said == "Not Found":
            said = "Nothing stands at this address. Go to one of the pages below, or search."
        elif error.status_code == 405:
            said = "This address takes no such request. Go back, load the page again, and use its buttons."
        return say(request, said, error.status_code)

    @app.exception_handler(RequestValidationError)
    def meaningless(request: Request, error: RequestValidationError) -> Response:
        if _of_program(request):
            # what was sent is not sent back: not all of it can stand in JSON (NaN, half of a sign)
            kept = [{key: one[key] for key in ("type", "loc", "msg")} for one in error.errors()]
            return JSONResponse({"detail": kept}, 422)
        said = "; ".join(dict.fromkeys(f"{one['loc'][-1]}: {_lowered(one['msg'])}" for one in error.errors()))
        return say(request, f"A value has no meaning here: {said[:600]}. Go back and change it.", 400)


def fault(request: Request, error: Exception) -> Response:
    """The answer where a page failed; what led to it stands in the terminal of the server.

    Args:
        request: what was asked.
        error: what happened.
    """
    if isinstance(error, OSError) and error.errno in _FULL:
        said = f"The disk cannot be written ({error.strerror}). Free some space, then send it once more."
        return say(request, said, 507)
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    said = (
        f"Something went wrong that Detente does not understand ({type(error).__name__}). What was noted"
        " before is kept. Go back and look whether your last step was taken; another page may work. What"
        " led to it stands in the terminal in which `detente serve` runs: please report it."
    )
    return say(request, said, 500)


def say(request: Request, said: str, status: int) -> Response:
    """An error, for a person or for a program.

    Args:
        request: what was asked.
        said: what happened and what to do.
        status: the answer's status.
    """
    said = said.encode("utf-8", "replace").decode()
    if _of_program(request):
        return JSONResponse({"detail": said}, status)
    return pages_of(request).bare(request, "error.html", {"said": said, "status": status}, status)


def _of_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _status(error: DetenteError) -> int:
    if isinstance(error, DateError | RecordError):
        return 400
    if isinstance(error, UnknownActor) or "has no" in str(error) or "is no id" in str(error):
        return 404
    return 400 if "word to look for" in str(error) else 409
