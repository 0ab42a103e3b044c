"""Two people at one record: what became of it since the page that shows it was opened, told in words."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from detente.errors import LedgerError
from detente.ledger import Entry, Judgement, Ledger
from detente.records import to_json
from detente.web.naming import day_said

Became = Literal["gone", "changed", "undone"]


def stamp(entry: Entry[Any]) -> str:
    """Tells a record as it stands from what it was or may become; a form sends it back."""
    text = json.dumps(to_json(entry.record), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def find(ledger: Ledger, id: str) -> Entry[Any] | None:
    """A record, or None where there is none by that id now."""
    try:
        return ledger.record(id)
    except LedgerError:
        return None


def overtaken(ledger: Ledger, id: str, seen: str) -> Became | None:
    """Whether a record is another than the one that was shown.

    Args:
        ledger: the record.
        id: of the record that is judged.
        seen: its stamp when it was shown; empty where that is not known.
    """
    entry = find(ledger, id)
    if entry is None:
        return "gone" if seen or rejection(ledger, id) is not None else None
    return "changed" if seen and stamp(entry) != seen else None


def same_as_before(ledger: Ledger, kind: str, id: str, who: str) -> Judgement | None:
    """The same decision of the same person, where it holds already: a button may be pressed twice."""
    found = [one for one in ledger.judgements() if (one.kind, one.target, one.author) == (kind, id, who)]
    return found[-1] if found and kind in ("accept", "reject") else None


def rejection(ledger: Ledger, id: str) -> Judgement | None:
    """The judgement that took a record away, where there is one that holds."""
    found = [one for one in ledger.judgements() if one.kind == "reject" and one.target == id]
    return found[-1] if found else None


def notice(ledger: Ledger, became: str, id: str) -> str:
    """What a person is told in the place of what was to happen; empty where there is nothing to tell.

    Args:
        ledger: the record.
        became: what became of the record or decision.
        id: of the record.
    """
    if became == "gone":
        found = rejection(ledger, id)
        if found is not None:
            day = day_said(found.made_at[:10])
            return (
                f"{found.author} rejected this record on {day}, so nothing else can be noted of it. If"
                " it should stand after all, undo that decision in the list below."
            )
        return (
            "This record is no longer there: its article was coded anew since your page was opened. Nothing"
            " was noted."
        )
    last = [one for one in ledger.judgements(undone=True) if one.target == id]
    if became == "changed":
        by = f" (by {last[-1].author}, {day_said(last[-1].made_at[:10])})" if last else ""
        return (
            f"This record has changed since your page was opened{by}, so nothing was noted. Look at it as it"
            " stands now, and decide again."
        )
    if became == "undone":
        taken = [one for one in last if one.undone_by]
        by = f" by {taken[-1].undone_by}" if taken else ""
        return f"That decision had been undone already{by}; nothing was changed."
    return ""
