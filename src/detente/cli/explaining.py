"""What led to each record, sentence by sentence, for people."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.draft import Draft


def explanation(draft: Draft) -> Iterator[str]:
    """The lines that say for each sentence which rows fired, and why nothing did.

    Args:
        draft: a coded document with its traces.
    """
    text = draft.text
    sentences = [draft.parse.span(first, stop) for first, stop in draft.parse.sents]
    fired = sorted(draft.fired, key=lambda trace: trace.span)
    yield f"# {draft.document.id}"
    at = 0
    for number, (start, end) in enumerate(sentences):
        yield ""
        yield f"[{number}] {' '.join(text[start:end].split())}"
        any_fired = False
        while at < len(fired) and fired[at].span[0] < end:
            trace = fired[at]
            words = " ".join(text[trace.span[0] : trace.span[1]].split())
            yield f"    {trace.step:<14} {trace.row or '-':<28} {words[:60]!r}  {trace.why}".rstrip()
            any_fired = any_fired or trace.row is not None
            at += 1
        if not any_fired:
            yield "    no row of any table fired here"
