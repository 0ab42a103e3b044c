"""The page of commands in the documentation, made from the commands' own help.

``python -m detente.cli.reference`` prints it.
"""

from __future__ import annotations

from typing import Any

import click

from detente.cli import COMMANDS, main


def page() -> str:
    """The reference of all commands, as Markdown."""
    settings: dict[str, Any] = {
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        "terminal_width": 100,
    }
    context = click.Context(main, info_name="detente", **settings)
    parts = [
        "# Commands",
        "",
        "Made from the commands' own help by `docs/build.py`; do not edit by hand.",
        "",
        "```text",
        main.get_help(context).rstrip(),
        "```",
    ]
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        own = click.Context(command, info_name=name, parent=context, **settings)
        parts += ["", f"## detente {name}", "", "```text", command.get_help(own).rstrip(), "```"]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    click.echo(page(), nl=False)
