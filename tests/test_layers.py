"""Imports run one way, modules stay small, public names are there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente

ROOT = Path(detente.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
# from left to right; a module may import from its own place and from any place to the left of it
BELOW = ("errors", "edtf", "records")
ORDER = (
    *((name,) for name in BELOW),
    ("filters", "knowledge", "sample", "schema"),
    ("reading",),
    ("coding",),
    ("ledger",),
    ("intake",),
    ("recoding",),
    ("relations",),
    ("briefing", "exchange", "scaling", "evaluation"),
    ("web",),
    ("cli", "mcp"),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
LONGEST = 400


def room(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imported(tree: ast.Module) -> Iterator[str]:
    """Modules of ours that are imported, anywhere in a module but for type checking alone."""
    alone = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for child in node.body
        for inner in ast.walk(child)
    }
    for node in ast.walk(tree):
        if id(node) in alone:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "relative import"
            yield node.module
            if node.module == "detente":
                yield from (f"detente.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_run_left_to_right(path: Path) -> None:
    own = room(path)
    if own in ("__init__", "__main__"):
        return
    assert own in RANK, f"{own} has no place in the order of rooms"
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        parts = name.split(".")
        if parts[0] == "detente" and len(parts) > 1 and not parts[1].startswith("__"):
            assert parts[1] == own or RANK[parts[1]] < RANK[own], f"{own} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_public_names_are_there() -> None:
    for name in detente.__all__:
        assert getattr(detente, name) is not None
    with pytest.raises(AttributeError):
        detente.nothing  # noqa: B018
