"""Finding time expressions in a text and reading each against its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from detente.coding.times.anchoring import Anchors, Direction, published_point
from detente.coding.times.cases import Answer, Case
from detente.coding.times.dates import (
    read_clock,
    read_date,
    read_day_of_month,
    read_day_part,
    read_named,
    read_nth,
)
from detente.coding.times.direction import direction_by_words
from detente.coding.times.lexing import Lexed, lex
from detente.coding.times.periods import (
    read_century,
    read_decade,
    read_holiday,
    read_quarter,
    read_season,
    read_year,
)
from detente.coding.times.spans import (
    read_age,
    read_ago,
    read_beside,
    read_duration,
    read_fixed,
    read_set,
    read_span,
    read_unit,
    read_week_of,
)
from detente.knowledge import Knowledge
from detente.knowledge.times import TimeKnowledge
from detente.knowledge.times_notation import Rule
from detente.records import Span, Time

Look = Callable[[Span], Direction | None]

READERS: dict[str, Callable[[Case], Answer | None]] = {
    "date": read_date,
    "nth": read_nth,
    "day_of_month": read_day_of_month,
    "clock": read_clock,
    "day_part": read_day_part,
    "rel_name": read_named,
    "holiday": read_holiday,
    "season": read_season,
    "quarter": read_quarter,
    "decade": read_decade,
    "century": read_century,
    "year": read_year,
    "unit": read_unit,
    "ago": read_ago,
    "beside": read_beside,
    "week_of": read_week_of,
    "duration": read_duration,
    "age": read_age,
    "span": read_span,
    "set": read_set,
    "fixed": read_fixed,
}


_BREAK = re.compile(r"[.?!;]['\"”’]*\s|\n\s*\n")
_SAME = re.compile(r",\s+(?:on|in)\s+(?:the\s+)?")
_NEAR_YEARS = 2
_FAR_DATES = 5
_UNITS = ("unit", "units", "weekend", "weekends")


@lru_cache(maxsize=1)
def _own() -> TimeKnowledge:
    return Knowledge().times


def find_times(
    text: str,
    published: str | None = None,
    *,
    known: TimeKnowledge | None = None,
    look: Look | None = None,
    narrative: bool | None = None,
    aside: Sequence[Span] = (),
) -> list[Time]:
    """Find the time expressions of a text.

    Args:
        text: any English text.
        published: EDTF date of publication that "yesterday" and "last year" are read against; without it a
            value says only what the text does (``XXXX-WXX-5`` for a Friday) and its EDTF date is None.
        known: the tables of times; the package's own by default.
        look: a function from an expression's span to where its verb puts it (``past``, ``ahead`` or None);
            by default the words around the expression are asked.
        narrative: whether dates without a year are read against the date last mentioned (histories) or
            against the publication (news); by default the text's own dates decide.
        aside: spans (credits) whose dates no other date is read against.

    Returns:
        The expressions in text order, none overlapping another. Spans are half-open code-point offsets into
        `text`; `type` and `value` are TIMEX3 (TimeML 1.2.1), `edtf` is EDTF level 1 or None.

    Raises:
        DateError: `published` is not EDTF level 1.
    """
    known = known or _own()
    lexed = lex(text, known)
    anchors = Anchors(published=published_point(published))
    anchors.narrative = _is_narrative(lexed, anchors) if narrative is None else narrative
    found: list[Time] = []
    last_end = -1
    counted: Case | None = None
    for match in known.grammar.finditer(lexed.signs):
        number = match.lastindex
        if number is None:
            continue
        rule = known.rules[number]
        first, stop = match.span(number)
        span = (lexed.starts[first], lexed.ends[stop - 1])
        words = text[span[0] : span[1]]
        anchors.near = (
            last_end >= 0 and span[0] - last_end < 160 and not _BREAK.search(text, last_end, span[0])
        )
        case = Case(
            slots=_slots(rule, match, lexed),
            arguments=rule.arguments,
            anchors=anchors,
            known=known,
            text=words,
            look=_looker(lexed, first, stop, known, look, span),
            before=lexed.word(first - 1).lower() if first else "",
            after=lexed.word(stop) if stop < len(lexed.starts) else "",
        )
        try:
            answer = READERS[rule.action](case)
        except (ValueError, OverflowError):
            answer = None  # a date that the calendar does not have: the words are no date
        if answer is None:
            continue
        if answer.point is not None and counted is not None and _SAME.fullmatch(text, last_end, span[0]):
            again = counted.told_as(answer.point)
            if again is not None:
                before = found.pop()
                found.append(Time(before.id, before.span, again.type, again.value, again.edtf, before.rule))
        counted = case if rule.action == "ago" and "ago" not in case else None
        found.append(Time(f"t{len(found) + 1}", span, answer.type, answer.value, answer.edtf, rule.id))
        if counted is not None:
            last_end = span[1]
        if answer.point is not None and not any(a <= span[0] < b for a, b in aside):
            anchors.mention(answer.point)
            if rule.action == "quarter" and answer.point.grain == "Q" and "back" not in case:
                anchors.quarter = answer.point
            last_end = span[1]
    return found


def _slots(rule: Rule, match: re.Match[str], lexed: Lexed) -> dict[str, object]:
    slots: dict[str, object] = {}
    for name, group, classes in rule.slots:
        token = match.start(group)
        if token < 0 or name in slots:
            continue
        value = lexed.values[token]
        if isinstance(value, dict):
            meant = _UNITS if name == "u" else classes
            value = next((value[c] for c in meant if c in value), None)
        slots[name] = value
    return slots


def _looker(
    lexed: Lexed, first: int, stop: int, known: TimeKnowledge, look: Look | None, span: Span
) -> Callable[[], Direction | None]:
    def asked() -> Direction | None:
        found = look(span) if look is not None else None
        return found or direction_by_words(lexed, first, stop, known.cues)

    return asked


def _is_narrative(lexed: Lexed, anchors: Anchors) -> bool:
    """Whether most dates of a text lie far from its publication, and it does not speak of "yesterday"."""
    year = anchors.published.start.year if anchors.published else None
    far = near = 0
    values = lexed.values
    for token, value in enumerate(values):
        if isinstance(value, int):
            if 1000 <= value < 2200:
                if year is None or abs(value - year) > _NEAR_YEARS:
                    far += 1
                else:
                    near += 1
        elif isinstance(value, dict):
            if "relday" in value or "=ago" in value:
                near += 1 if value.get("relday") == 0 else 2  # a history may say what is left "today"
            elif "sure_weekday" in value:
                following = values[token + 1] if token + 1 < len(values) else None
                # "Sunday, December 7" is a date like any other; "Sunday" alone is news
                if not (isinstance(following, dict) and ("=," in following or "month" in following)):
                    near += 2
    return far >= _FAR_DATES and far > 4 * near
