"""Addresses of the desk: ids of any signs in a path, the address of a page itself, names of files to save."""

from __future__ import annotations

from urllib.parse import quote, unquote_to_bytes

from fastapi import Request
from starlette.types import Scope

_SLASH = "\ue02f"
"""Stands for a slash that belongs to an id, from the address to the route (a sign that no text uses)."""


def keep_slashes(scope: Scope) -> Scope:
    """A request whose path tells the slashes of ids (``%2F``) from those between its parts.

    Servers decode a path before it is matched, so that an id such as ``Police/Army`` (imported events keep
    the names of their source) would lead nowhere.

    Args:
        scope: of the request, as the server gives it.
    """
    raw: bytes = scope.get("raw_path") or b""
    if b"%" not in raw:
        return scope
    kept = raw.replace(b"%2f", b"%2F").replace(b"%2F", quote(_SLASH).encode())
    return {**scope, "path": unquote_to_bytes(kept).decode("utf-8", "replace")}


async def whole_ids(request: Request) -> None:
    """Give the ids of a path their slashes back, before the route reads them."""
    held = request.path_params
    request.scope["path_params"] = {
        name: value.replace(_SLASH, "/") if isinstance(value, str) else value for name, value in held.items()
    }


def here_of(request: Request) -> str:
    """The path of a request as it can stand in an address."""
    raw: bytes = request.scope.get("raw_path") or b""
    return raw.decode("latin-1") or quote(request.url.path)


def again_of(request: Request) -> str:
    """The path and query of a request, to ask for it again."""
    query = request.scope.get("query_string", b"").decode("latin-1")
    return here_of(request) + (f"?{query}" if query else "")


def attachment(name: str) -> dict[str, str]:
    """The header that has an answer saved as a file.

    Args:
        name: the file's name; signs that could end the header, or lead into another folder, become dashes.
    """
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in name).lstrip(".")
    stem, dot, last = safe.rpartition(".")
    return {"Content-Disposition": f'attachment; filename="{stem[-100:]}{dot}{last[-20:]}"'}
