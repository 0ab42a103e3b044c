"""Who holds a belief, where it is hardly anybody: "few expect", "nobody believes that"."""

from __future__ import annotations

from detente.coding.draft import Draft

_BEFORE = 3


def disbelief(draft: Draft, verb: int) -> str | None:
    """The term of likelihood that a belief stands for which nobody or hardly anybody holds.

    Args:
        draft: the document.
        verb: the verb of belief ("expect").

    Returns:
        The term, as the scale names it; None where somebody holds it ("a few experts expect").
    """
    parse = draft.parse
    phrases = draft.knowledge.expecting.disbelief
    subject = parse.child(verb, "nsubj")
    if subject is None and (agent := parse.child(verb, "agent")) is not None:
        subject = parse.child(agent, "pobj")  # "is expected by few"
    if subject is None:
        return None
    low = parse.sents[parse.sent[verb]][0]
    start = parse.left[subject]
    # "hardly" in "hardly anyone expects" may be taken for the verb's own
    for first in range(max(low, start - _BEFORE), start + 1):
        for words, term in phrases.get(parse.lower[first], ()):
            stop = first + len(words)
            if start < stop <= subject + 1 and tuple(parse.lower[first:stop]) == words:
                return term
    return None
