"""``detente serve``: the desk in the browser."""

from __future__ import annotations

import secrets
import sys
import tempfile
from pathlib import Path

import click

from detente.cli import options
from detente.errors import SettingError

SWITCH = 0.0005
"""Seconds after which one thread gives way to another."""


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
    except ImportError as error:
        raise SettingError(
            f"The desk needs {error.name}, which is not installed: pip install 'detente[desk]'"
        ) from error
    if token is None and host not in LOOPBACK:
        token = secrets.token_urlsafe(24)

    def run(path: Path) -> None:
        desk = Desk(path, tables, host, port, token, author=author, apart=True)
        app = make_app(desk, watch=watch)
        if demo:
            from detente.sample import sample_folder

            desk.reader.add([sample_folder()], "the bundled sample")
        server = uvicorn.Server(
            uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False)
        )
        shown = f"[{host}]" if ":" in host else host
        query = f"/?token={token}" if token else "/"
        click.echo(f"The desk is at http://{shown}:{port}{query} (end with Ctrl-C)", err=True)
        server.run()

    if demo:
        with tempfile.TemporaryDirectory(prefix="detente-") as folder:
            run(Path(folder) / "sample.db")
    else:
        run(ledger)
