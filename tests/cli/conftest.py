"""The command line, run in this process with one loaded coder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.coding import Coder

Run = Callable[..., Result]

BODY = (
    "Foreign Minister Igor Ivanov said on Monday that Russia would resume its talks with NATO. "
    "NATO welcomed the decision. A visit by the Secretary-General to Moscow is planned for June."
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coder: Coder) -> Run:
    """Runs a command in an empty folder and gives its exit code, output and talk."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_LEDGER", raising=False)
    monkeypatch.setenv("DETENTE_PROGRESS", "never")
    loaded = lambda tables, model, scale: coder if not tables else Coder(make_knowledge(tables), coder.parser)  # noqa: E731
    from detente.cli.setup import make_knowledge

    for module in ("coding", "reading", "recoding", "briefing"):
        monkeypatch.setattr(f"detente.cli.{module}.make_coder", loaded)

    def call(*words: object, input: bytes | str | None = None) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], input=input)

    return call


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles and their dates."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text(f"Ivanov sees talks resumed\n3 May 2005\n\n{BODY}\n", encoding="utf-8")
    (folder / "two.txt").write_text(
        "The French foreign minister met his Polish colleague in Warsaw yesterday. They discussed a treaty.\n",
        encoding="utf-8",
    )
    (folder / "metadata.csv").write_text("file,published\ntwo.txt,2005-05-06\n", encoding="utf-8")
    return folder
