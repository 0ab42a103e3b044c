"""The explanation view: every sentence, its rows, and why one yields no event."""

from __future__ import annotations

from detente.coding import Coder
from detente.coding.explain import explain
from detente.records import Document


def test_every_sentence_is_told(coder: Coder) -> None:
    text = "Chile bombed a depot in Peru. The weather was mild in the capital."
    draft = coder.draft(Document.of(text))
    first, second = explain(draft)
    assert first.text == "Chile bombed a depot in Peru."
    assert first.why is None
    assert any(f.step == "events" and f.row for f in first.fired)
    assert second.why
    assert "weather" in second.why


def test_cues_of_firmness_are_named(coder: Coder) -> None:
    draft = coder.draft(Document.of("Chile may bomb the depots of Peru."))
    (only,) = explain(draft)
    assert "modal-may" in {f.row for f in only.fired if f.step == "factuality"}


def test_traces_lie_in_their_sentence(coder: Coder) -> None:
    draft = coder.draft(Document.of("Chile threatened Peru. If talks fail, Bolivia will close its border."))
    for line in explain(draft):
        assert all(line.span[0] <= f.span[0] < line.span[1] for f in line.fired)
