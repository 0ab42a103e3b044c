"""``detente recode``: code again what the ledger holds, and show what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.output import write_rows
from detente.cli.setup import make_coder, open_ledger
from detente.cli.talk import Tally

if TYPE_CHECKING:
    from detente.recoding import Recoded

KINDS = ("kind", "before", "after", "same", "changed", "gone", "added")
RECORDS = ("document", "kind", "what", "before", "after", "fields", "text")


@click.command(epilog="Example: detente recode --dry-run --records --limit 20")
@click.argument("documents", nargs=-1, metavar="[ID]…")
@click.option("--dry-run", is_flag=True, help="Only show what would change; write nothing.")
@click.option("--records", is_flag=True, help="List each record that differs, not only their numbers.")
@options.limit
@options.ledger
@options.coder
@options.form
@click.pass_context
def recode(
    ctx: click.Context,
    documents: tuple[str, ...],
    dry_run: bool,
    records: bool,
    limit: int | None,
    ledger: Path,
    tables: tuple[Path, ...],
    model: str | None,
    scale: str,
    form: str,
) -> None:
    """Code again what the ledger holds with this version of Detente, and show what has changed.

    Without ids, the newest edition of every article. The earlier coding is kept, and judgements hold. A
    record is the same one where it rests on the same words.
    """
    from detente.recoding import recode as again

    with open_ledger(ledger) as book:
        coder = make_coder(tables, model, scale)
        tally = Tally()
        many = len(documents) or book.counts()["documents"]
        coded = again(book, coder, documents or None, write=not dry_run)
        found = list(tally.each(coded, "coding", lambda: many))
        if records:
            write_rows(_records(found), RECORDS, form, limit=limit, nothing="Nothing has changed.")
        else:
            write_rows(_kinds(found), KINDS, form, limit=limit, nothing="Nothing was coded.")
        differing = sum(bool(item.comparison.differences) for item in found)
        kept = "nothing was written" if dry_run else "their earlier coding is kept"
        click.echo(f"{differing} of {len(found)} documents are coded otherwise now; {kept}.", err=True)
    tally.exit(ctx)


def _kinds(found: list[Recoded]) -> Iterator[dict[str, Any]]:
    from detente.ledger.differences import KINDS as ALL

    if not found:
        return
    for kind in ALL:
        same = sum(item.comparison.same[kind] for item in found)
        changed = sum(item.comparison.count(kind, "changed") for item in found)
        gone = sum(item.comparison.count(kind, "gone") for item in found)
        added = sum(item.comparison.count(kind, "added") for item in found)
        before, after = same + changed + gone, same + changed + added
        yield dict(zip(KINDS, (kind, before, after, same, changed, gone, added), strict=True))


def _records(found: list[Recoded]) -> Iterator[dict[str, Any]]:
    for item in found:
        text = item.article.document.text
        for one in item.comparison.differences:
            low, high = one.span or (0, 0)
            yield {
                "document": item.article.id,
                "kind": one.kind,
                "what": one.what,
                "before": one.before,
                "after": one.after,
                "fields": {name: list(values) for name, values in one.fields.items()},
                "text": " ".join(text[low:high].split()),
            }
