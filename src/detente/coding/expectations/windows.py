"""By when: the window in which something is expected, as an EDTF interval."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date, timedelta

from detente import edtf
from detente.coding.draft import Draft
from detente.coding.times import time_of
from detente.knowledge.expectations import Limit
from detente.records import Time

_PERIOD = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}


def window_of(draft: Draft, token: int, *, limited: bool = True) -> tuple[str | None, Time | None]:
    """The window of what a token stands for, and the expression that gives it.

    Only days from the document's date on count; a date that lies wholly before it gives no window.

    Args:
        draft: the document, after `add_times`.
        token: the predicate or noun of what is expected.
        limited: whether a word such as "until" makes the date a limit.
    """
    time = time_of(draft, token)
    today = _today(draft)
    limit = _limit(draft, time) if limited and time is not None else None
    if time is not None and (vague := _vague(draft, time, today, limit)) is not None:
        return vague, time
    if time is None or time.value.endswith("_REF"):  # "now" and "soon" set no window
        return None, None
    if time.edtf is None:
        return _length(time, today, limit), time
    first, last = edtf.bounds(time.edtf)
    if today is not None:
        if last < today:
            return None, None
        if limit is not None and limit.bound in ("until", "span"):
            first = today
        first = max(first, today)
    elif limit is not None and limit.bound == "until":
        return _interval(None, last), time
    if limit is not None and limit.bound == "after":
        return _interval(first, None), time
    return _interval(first, last), time


def window_below(draft: Draft, token: int, *, limited: bool = True) -> tuple[str | None, Time | None]:
    """As `window_of`, and else the window of what the word governs ("called on them to leave by May")."""
    window, time = window_of(draft, token, limited=limited)
    if window is None:
        for child in draft.parse.children[token]:
            if draft.parse.dep[child] in ("xcomp", "ccomp", "dobj", "acl"):
                window, time = window_of(draft, child, limited=limited)
                if window is not None:
                    break
    return window, time


def deadline(draft: Draft, number: str | None, negative: Set[str]) -> str | None:
    """From when on a threat holds: the end of the time that its condition allows ("unless by 5 May").

    Args:
        draft: the document, after the step of conditions.
        number: the condition that the threat stands under.
        negative: rows of the markers whose antecedent keeps the consequent off.
    """
    condition = next((c for c in draft.conditions if c.id == number), None)
    if condition is None:
        return None
    tokens = [t for span in condition.if_ for t in draft.parse.tokens(span)]
    if not (condition.rule in negative or _is_denied(draft, tokens)):
        return None
    for token in tokens:
        if token in draft.time_at or draft.parse.pos[token] in ("VERB", "AUX"):
            window = window_of(draft, token)[0]
            if window is not None and not window.endswith(".."):
                return f"{window.split('/')[-1]}/.."
    return None


def _is_denied(draft: Draft, tokens: list[int]) -> bool:
    """Whether an antecedent is that something is not done ("if it fails to", "does not")."""
    cues = draft.knowledge.firmness.cues
    return any(
        cue.plain.polarity < 0 and cue.category in ("negation", "implicative", "refusal")
        for t in tokens
        for cue in cues.get(draft.parse.lemma[t], ())
        if not cue.needs
    )


def _today(draft: Draft) -> date | None:
    return edtf.bounds(draft.published)[0] if draft.published else None


def _length(time: Time, today: date | None, limit: Limit | None) -> str | None:
    """A bare length of time is a window only where it is counted from now ("within two weeks")."""
    match = _PERIOD.fullmatch(time.value)
    if match is None or today is None or limit is None or limit.bound != "span":
        return None
    number, unit = int(match[1]), match[2]
    if number > 10_000:
        return None
    ends = edtf.shift(today.isoformat(), **{_UNITS[unit]: number})
    return _interval(today, edtf.bounds(ends)[1])


def _vague(draft: Draft, time: Time, today: date | None, limit: Limit | None) -> str | None:
    """The longest that "in the coming weeks", "within days" are taken to reach."""
    words = draft.text[slice(*time.span)].lower().split()
    days = draft.knowledge.expecting.vague.get(words[-1]) if words else None
    counted = time.value == "FUTURE_REF" or (limit is not None and limit.bound == "span")
    uncounted = time.value == "FUTURE_REF" or (time.edtf is None and time.value.startswith("PX"))
    if days is None or today is None or not (counted and uncounted):
        return None
    return _interval(today, today + timedelta(days=days))


def _limit(draft: Draft, time: Time) -> Limit | None:
    """The word before the expression, or at its beginning, that makes it a limit ("by Friday")."""
    parse = draft.parse
    first = parse.at(time.span[0])
    limits = draft.knowledge.expecting.limits
    low = parse.sents[parse.sent[first]][0]
    for begin in range(max(low, first - 4), first + 1):
        for limit in limits.get(parse.lower[begin], ()):
            stop = begin + len(limit.words)
            if first <= stop <= first + len(limit.words) and tuple(parse.lower[begin:stop]) == limit.words:
                return limit
    return None


def _interval(first: date | None, last: date | None) -> str | None:
    low = None if first in (None, date.min) else first
    high = None if last in (None, date.max) else last
    if low is None and high is None:
        return None
    return f"{low.isoformat() if low else '..'}/{high.isoformat() if high else '..'}"
