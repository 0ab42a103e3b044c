"""Every command is documented: help with an example, and the pages made from the code are as the code is."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from detente.cli import COMMANDS, main
from detente.cli.reference import page
from detente.schema import schema

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    assert (command.epilog or "").startswith(f"Example: detente {name}")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help or isinstance(parameter.type, click.Choice), parameter.name


def test_the_page_of_commands_is_as_the_commands_are() -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == page(), "run: python docs/build.py"


def test_the_published_schema_is_as_the_records_are() -> None:
    assert json.loads((DOCS / "schema.json").read_text(encoding="utf-8")) == schema(), (
        "run: python docs/build.py"
    )
