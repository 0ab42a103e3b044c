"""The command line: thin commands over the Python API. Standard output is data, standard error is talk.

Each command lives in its own module and is imported when it is called.
"""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
from typing import Any

import click

from detente import __version__
from detente.cli.talk import FAILED
from detente.errors import DetenteError

COMMANDS = {
    "read": "reading",
    "code": "coding",
    "uncoded": "coding",
    "recode": "recoding",
    "import": "importing:import_events",
    "demo": "briefing",
    "brief": "briefing",
    "dyads": "relations",
    "dyad": "relations",
    "phases": "phases",
    "changed": "changes",
    "demands": "relations",
    "agenda": "relations",
    "scorecard": "scoring",
    "stances": "changes",
    "forecast": "forecasting",
    "events": "records",
    "happenings": "happenings",
    "statements": "records",
    "expectations": "records",
    "conditions": "records",
    "explanations": "records",
    "search": "records",
    "actors": "lists",
    "sources": "lists",
    "judge": "judging",
    "judgements": "judging",
    "undo": "judging",
    "codebook": "codebook",
    "schema": "lists",
    "serve": "serve",
    "evaluate": "evaluate",
    "doctor": "doctor",
}
"""The module of each command (and the function, where it has another name), in the order of the help."""

_FULL = (errno.ENOSPC, errno.EFBIG, errno.EIO)


class Commands(click.Group):
    """A group that imports a command when it is called, and turns Detente's errors into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in our order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = getattr(importlib.import_module(f"detente.cli.{module}"), name or cmd_name)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for a mistyped one, name what was probably meant."""
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 3)
            meant = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"There is no command {name!r}.{meant} `detente --help` lists them.")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error a user can mend is one message and exit code 1."""
        try:
            return super().invoke(ctx)
        except DetenteError as error:
            click.echo(f"detente: {error}", err=True)
            ctx.exit(FAILED)
        except BrokenPipeError:
            # the reader of our output (head, less) has gone; nothing more is to be said to anybody
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(FAILED)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            click.echo(
                f"detente: the output cannot be written ({error.strerror}). Free some space and try again.",
                err=True,
            )
            ctx.exit(FAILED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="detente")
def main() -> None:
    """Read political news and keep the record that an analyst of a relationship keeps.

    Who said and did what to whom, on whose authority, how firmly, under which condition, and what is still
    open. Standard output is data, standard error is talk; `-` is standard input. Exit codes: 0 done, 1
    failed, 2 wrong words, 3 done in part with the list of what was not.
    """
    for stream in (sys.stdout, sys.stderr):
        # what we write is UTF-8 whatever the terminal's language; data must not depend on it
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(
                encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict"
            )
