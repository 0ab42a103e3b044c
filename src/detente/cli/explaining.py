"""What led to each record, sentence by sentence, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.draft import Draft
from detente.coding.explain import explain

_WORDS = 48


def explanation(draft: Draft) -> Iterator[str]:
    """The lines that say for each sentence which rows fired, and why no event came of it.

    Args:
        draft: a coded document with its traces.
    """
    yield f"# {draft.document.id}"
    for found in explain(draft):
        yield ""
        yield f"[{found.sentence}] {found.text}"
        steps = max((len(trace.step) for trace in found.fired), default=0)
        rows = max((len(trace.row or "-") for trace in found.fired), default=0)
        for trace in found.fired:
            words = " ".join(draft.text[slice(*trace.span)].split())
            if len(words) > _WORDS:
                words = words[: _WORDS - 1] + "…"
            why = f"  ({trace.why})" if trace.why else ""
            yield f"    {trace.step:<{steps}}  {trace.row or '-':<{rows}}  {words}{why}"
        if found.why is not None:
            yield f"    no event: {found.why}"
    yield ""
