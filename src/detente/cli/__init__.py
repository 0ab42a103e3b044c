"""(being written)"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from detente.coding import Coder
from detente.records import Document, to_json


@click.group()
def main() -> None:
    """Read political news and keep the record."""


@main.command()
@click.argument("paths", nargs=-1)
@click.option("--jsonl-in")
@click.option("--published")
@click.option("--output")
def code(paths: tuple[str, ...], jsonl_in: str | None, published: str | None, output: str | None) -> None:
    """Code documents."""
    docs = []
    if jsonl_in:
        for line in open(jsonl_in, encoding="utf-8"):
            row = json.loads(line)
            docs.append(Document.of(row["text"], id=str(row["id"]), published=row.get("published")))
    else:
        docs = [Document.of(Path(p).read_text(encoding="utf-8"), id=p, published=published) for p in paths]
    out = open(output, "w", encoding="utf-8") if output else sys.stdout
    for coded in Coder().code_all(docs):
        out.write(json.dumps(to_json(coded), ensure_ascii=False) + "\n")
