"""The options that commands share, each in one place so that it means the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from detente.cli.texts import Texts
from detente.filters import filters_of

F = TypeVar("F", bound=Callable[..., Any])
Option = Callable[[F], F]

FORMATS = ("table", "csv", "tsv", "json", "jsonl")


if TYPE_CHECKING:
    _Type = click.ParamType[str]
else:  # not generic before click 8.3
    _Type = click.ParamType


class EdtfDate(_Type):
    """An EDTF date; a wrong one is a wrong word on the command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the date."""
        from detente import edtf
        from detente.errors import DateError

        try:
            return edtf.check(str(value))
        except DateError as error:
            self.fail(str(error), param, ctx)


DATE = EdtfDate()
FILE = click.Path(path_type=Path)
METAVARS = {"actor": "ACTOR", "document": "ID"}


def form(function: F) -> F:
    """``--format``: how a listing is written."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How the rows are written.",
    )(function)


def ledger(function: F) -> F:
    """``--ledger``: the file that keeps what was read."""
    return click.option(
        "--ledger",
        "ledger",
        type=FILE,
        default=Path("detente.db"),
        show_default=True,
        envvar="DETENTE_LEDGER",
        show_envvar=True,
        help="The file that keeps what was read.",
    )(function)


def filters(listing: str) -> Callable[[F], F]:
    """The options for all that a listing of the ledger may be narrowed by, but for the day of every question.

    Args:
        listing: its name, such as ``events``.
    """

    def add(function: F) -> F:
        for name in reversed(filters_of(listing)):
            if name != "as_of":
                function = one_filter(listing, name)(function)
        return function

    return add


def one_filter(listing: str, name: str) -> Callable[[F], F]:
    """The option that asks for one filter of a listing."""
    one, flag = filters_of(listing)[name], f"--{name.replace('_', '-')}"
    if one.asks == "exact":
        return click.option("--exact", name, is_flag=True, help=one.help)
    if one.asks == "day":
        return click.option(flag, name, type=DATE, metavar="DATE", help=one.help)
    if one.asks == "pair":
        return click.option(flag, name, nargs=2, metavar="A B", help=one.help)
    if one.choices:
        # what is written in capitals need not be typed so
        words = click.Choice(one.choices, case_sensitive=not "".join(one.choices).isupper())
        return click.option(flag, name, multiple=True, type=words, help=one.help)
    return click.option(flag, name, metavar=METAVARS.get(one.asks), help=one.help)


as_of = one_filter("events", "as_of")
since = one_filter("events", "since")
until = one_filter("events", "until")


def blocs(function: F) -> F:
    """``--blocs``: alliances and unions with their members."""
    return click.option(
        "--blocs",
        is_flag=True,
        help="Count NATO, the EU and other blocs with those who were members on the date.",
    )(function)


def limit(function: F) -> F:
    """``--limit``: so many rows at most; how many there are is said on standard error."""
    return click.option(
        "--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows; says of how many."
    )(function)


def knowledge(function: F) -> F:
    """``--tables``: the user's own tables beside ours."""
    return click.option(
        "--tables",
        "tables",
        multiple=True,
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        metavar="DIR",
        help="A folder of your own tables beside Detente's; may be given more than once.",
    )(function)


def coder(function: F) -> F:
    """``--tables``, ``--model`` and ``--scale``: what codes."""
    function = click.option(
        "--scale",
        type=click.Choice(["icd203", "kent", "phia"]),
        default="icd203",
        show_default=True,
        help="Scale that words of likelihood are read by.",
    )(function)
    function = click.option(
        "--model", metavar="NAME", help="An installed spaCy English pipeline to parse with."
    )(function)
    return knowledge(function)


def reading(function: Callable[..., None]) -> Callable[..., None]:
    """``PATH…`` and how it is read; the command is given `texts`."""

    @wraps(function)
    def given_texts(*own: Any, **given: Any) -> None:
        texts = Texts(**{field.name: given.pop(field.name) for field in fields(Texts)})
        function(*own, texts=texts, **given)

    for option in (
        click.option(
            "--max-chars",
            type=click.IntRange(min=1),
            default=5_000_000,
            show_default=True,
            help="Refuse a document of more characters.",
        ),
        click.option("--encoding", metavar="NAME", help="The files' encoding; guessed where not given."),
        click.option(
            "--published",
            type=DATE,
            metavar="DATE",
            help="Date of publication (EDTF: 2000-01-25, 2000-01, 2000), over what the files say.",
        ),
        click.option(
            "--jsonl-in",
            is_flag=True,
            help='Each PATH is JSON Lines: {"id": …, "text": …, "published": …}.',
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH…"),
    ):
        option(given_texts)
    return given_texts
