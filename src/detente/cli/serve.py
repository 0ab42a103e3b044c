"""``detente serve``: the desk in the browser."""

from __future__ import annotations

import errno
import os
import secrets
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import click

from detente.cli import options
from detente.errors import SettingError

SWITCH = 0.0005
"""Seconds after which one thread gives way to another."""


PATIENCE = 1
"""Seconds that pages which are just being made are waited for at the end."""


def listen(host: str, port: int) -> socket.socket:
    """A socket at the address.

    Args:
        host: the address.
        port: the port; 0 takes a free one.

    Raises:
        SettingError: the address is taken, or is none of this machine.
    """
    try:
        family, kind, proto, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, proto)
    except (OSError, UnicodeError) as error:
        raise SettingError(f"There is no address {host!r} ({error}). Give another --host.") from error
    try:
        if os.name == "posix":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(place)
        made.listen(128)
    except OSError as error:
        made.close()
        raise SettingError(_advice(host, port, error)) from error
    return made


def _advice(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is taken, perhaps by a desk that is open already. End that one, or give"
            " another port: --port 0 takes a free one."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used ({error.strerror}). Give one above 1023, such as --port 8000."
    return f"{host} is no address of this machine ({error.strerror}). Give another --host."


@click.command(epilog="Example: detente serve --ledger detente.db --watch news/")
@options.ledger
@options.knowledge
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port.")
@click.option(
    "--watch",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="FOLDER",
    help="Read what arrives in this folder.",
)
@click.option(
    "--token",
    envvar="DETENTE_TOKEN",
    show_envvar=True,
    help="What visitors must know; made where --host is open to others and none is given.",
)
@click.option("--author", default="desk", show_default=True, envvar="DETENTE_AUTHOR", help="Who judges.")
@click.option("--demo", is_flag=True, help="Open the bundled sample in a ledger that is thrown away.")
def serve(
    ledger: Path,
    tables: tuple[Path, ...],
    host: str,
    port: int,
    watch: Path | None,
    token: str | None,
    author: str,
    demo: bool,
) -> None:
    """Open the desk: the ledger as pages in the browser, and as JSON for other programs.

    Nothing is requested from another machine. The server answers on this machine alone unless --host says
    otherwise; then it asks for a token.
    """
    # pages and what is worked out behind them share one interpreter: a page is not to wait for its turn
    sys.setswitchinterval(SWITCH)
    try:
        import uvicorn

        from detente.web.app import make_app
        from detente.web.desk import LOOPBACK, Desk
        from detente.web.safety import SHORTEST
    except ImportError as error:
        raise SettingError(
            f"The desk needs {error.name}, which is not installed: pip install 'detente[desk]'"
        ) from error
    if not token:
        token = None if host in LOOPBACK else secrets.token_urlsafe(24)
    elif len(token) < SHORTEST:
        raise SettingError(
            f"The token has fewer than {SHORTEST} signs and could be guessed. Give a longer one, or none:"
            " where --host is open to others, one is made and printed."
        )

    def run(path: Path) -> None:
        listening = listen(host, port)
        bound = int(listening.getsockname()[1])
        desk = Desk(path, tables, host, bound, token, author=author, apart=True)
        app = make_app(desk, watch=watch)
        if demo:
            from detente.sample import sample_folder

            desk.reader.add([sample_folder()], "the bundled sample")
        settings = uvicorn.Config(
            app, log_level="warning", server_header=False, timeout_graceful_shutdown=PATIENCE
        )
        shown = f"[{host}]" if ":" in host else host
        query = f"/?token={token}" if token else "/"
        click.echo(f"The desk is at http://{shown}:{bound}{query} (end with Ctrl-C)", err=True)
        # the server gives the signal on once it has closed; to a person, that is an end like any other
        with suppress(KeyboardInterrupt):
            uvicorn.Server(settings).run([listening])

    if demo:
        # a reader that is just being ended may still write into it
        with tempfile.TemporaryDirectory(prefix="detente-", ignore_cleanup_errors=True) as folder:
            run(Path(folder) / "sample.db")
    else:
        run(ledger)
