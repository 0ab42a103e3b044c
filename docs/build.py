"""Make the pages that come from the code, and the outputs that stand in the others.

usage: python docs/build.py [--check]

Whole pages made from the code: commands.md, schema.json, tables.md. In README.md and docs, a block that
follows a line ``<!-- run: COMMAND -->`` holds what it prints; commands run in turn in one empty folder,
so that one may use the ledger that another made. --check writes nothing; a difference is an error then.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- run: (?P<command>.+?) -->\n+```\w*\n)(?P<output>.*?)(?P<end>\n?```)", re.DOTALL)


def commands() -> str:
    """The reference of commands, from their own help."""
    from detente.cli.reference import page

    return page()


def schema() -> str:
    """The JSON Schema of what `detente code` writes."""
    from detente.schema import schema as made

    return json.dumps(made(), indent=2, ensure_ascii=False) + "\n"


def tables() -> str:
    """The index of tables: file, rows, columns."""
    from detente.knowledge.tables import Tables

    root = Path(str(files("detente.knowledge") / "tables"))
    out = [
        "# Tables",
        "",
        "What the coder knows. A file of the same name in a folder given with `--tables` adds to ours; equal",
        "ids replace; a row with `drop: yes` removes. This page is made from the tables.",
        "",
        "| table | rows | columns |",
        "|---|---|---|",
    ]
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".csv", ".yaml")):
        name = path.relative_to(root).as_posix()
        rows = Tables().rows(name)
        columns = list(dict.fromkeys(c for row in rows for c in row.cells))
        out.append(f"| `{name}` | {len(rows):,} | {', '.join(columns)} |")
    return "\n".join(out) + "\n"


def run(command: str, folder: Path) -> str:
    """What a command prints on standard output (a trailing ``| head -n N`` is understood)."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode not in (0, 3):
        sys.exit(f"{command!r} failed with {done.returncode}:\n{done.stderr}")
    return done.stdout.rstrip("\n")


def filled() -> Iterator[tuple[Path, str]]:
    """The pages with run blocks, their outputs made anew."""
    with tempfile.TemporaryDirectory() as folder:
        for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
            text = path.read_text(encoding="utf-8")
            if BLOCK.search(text):
                yield path, BLOCK.sub(lambda m: m[1] + run(m["command"], Path(folder)) + "\n```", text)


def main(arguments: list[str]) -> int:
    """Make the pages, or with --check compare them; 1 where one is stale."""
    check = "--check" in arguments
    pages = [
        (ROOT / "docs" / "commands.md", commands()),
        (ROOT / "docs" / "schema.json", schema()),
        (ROOT / "docs" / "tables.md", tables()),
    ]
    for path, text in pages:
        if not check:
            path.write_text(text, encoding="utf-8")
    stale = 0
    for path, text in [*pages, *filled()]:
        held = path.read_text(encoding="utf-8") if path.exists() else ""
        if held == text:
            continue
        if check:
            stale += 1
            print(f"{path.relative_to(ROOT)} is not what the code makes; run `make docs`:")
            lines = difflib.unified_diff(
                held.splitlines(), text.splitlines(), "held", "made", lineterm="", n=1
            )
            print("\n".join(list(lines)[:30]))
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    if check and not stale:
        print("docs are what the code makes")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
