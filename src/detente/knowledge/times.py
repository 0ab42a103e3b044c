"""What the coder knows of time: words with their classes, patterns, holidays and windows, from the tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from detente.knowledge.tables import Row, Tables
from detente.knowledge.times_notation import PLAIN, Rule, Signs, Translator, literal_class, literals

_HOLIDAY = re.compile(
    r"(?:(?P<year>\d{4})-)?(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<church>easter|orthodox)(?P<off>[+-]\d+)"
    r"|(?P<in>\d\d) (?P<weekday>mon|tue|wed|thu|fri|sat|sun) (?P<nth>-?\d)(?P<plus>\+\d)?"
)
_DIRECTIONS = ("past", "future", "modal", "will", "through", "apart", "limit", "owed", "futurate")
_CASES = ("", "capital", "title", "exact")
_ALIKE = {"'": "'’‘`", "-": "-–‑"}
ACTIONS = (
    "date", "nth", "day_of_month", "clock", "day_part", "rel_name", "holiday", "season", "quarter", "decade",
    "century", "year", "unit", "ago", "beside", "week_of", "duration", "age", "span", "set", "fixed",
)  # fmt: skip
"""What a pattern's row can ask for; docs/times.md says what each does."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day and the rule that gives its date (see docs/times.md)."""

    id: str
    rule: re.Match[str]


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a period that a word such as "early" leaves, in the period's own steps."""

    id: str
    first: int
    last: int
    timex: str


@dataclass(slots=True)
class TimeKnowledge:
    """The tables of times, compiled.

    `words` maps a word as written to its sign; `values` maps it to the value it has in each class; `grammar`
    is one regular expression over the signs of a text; `rules` maps the number of a capturing group to the
    rule that it stands for.
    """

    words: dict[str, str]
    values: dict[str, dict[str, Any]]
    shapes: dict[frozenset[str], str]
    grammar: re.Pattern[str]
    rules: dict[int, Rule]
    holidays: dict[str, Holiday]
    windows: dict[tuple[str, str], Window]
    days: dict[tuple[int, int], tuple[int, frozenset[str]]]
    """Days known by month and day alone: their year, and the words that must follow ("attacks")."""
    cues: dict[str, tuple[str, str]]
    """A word of tense, with the direction it points in (``past`` or ``future``) and its row."""
    pairs: frozenset[tuple[str, str]]
    """Words before and between two dates that make them one window; the first may be empty."""
    modals: frozenset[str]
    """Auxiliaries that put their verb ahead."""
    wills: frozenset[str]
    """Those of them that keep a perfect ahead ("will have left")."""
    through: frozenset[str]
    """Verbs whose infinitive lies where they do themselves ("began to withdraw")."""

    def shape(self, classes: frozenset[str]) -> str:
        """The sign of a number of these classes."""
        return self.shapes.get(classes, PLAIN)

    apart: frozenset[str]
    """Prepositions whose noun has a date of its own ("after the vote last week")."""
    limits: frozenset[str]
    """Prepositions that make a date a limit ("by Friday")."""
    owed: frozenset[str]
    """Verbs whose limit lies ahead of them ("had to leave by Friday")."""
    futurate: frozenset[str]
    """Verbs whose present tells what is planned ("leaves on Sunday")."""


def load_times(tables: Tables) -> TimeKnowledge:
    """Read and compile the tables below ``times/``.

    Args:
        tables: ours and the user's.

    Raises:
        TableError: a row cannot be read; the message names it.
    """
    return _Builder(tables).built()


def _forms(word: str, case: str) -> list[str]:
    title = word[:1].upper() + word[1:]
    if case == "exact":
        return [word]
    if case == "title":
        return [title]
    if case == "capital":
        return [title, word.upper()]
    return list(dict.fromkeys((word, word.lower(), title, word.upper())))


class _Builder:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.classes: dict[str, dict[str, Any]] = {}
        self.signs = Signs()

    def add(self, word: str, name: str, value: Any, case: str = "") -> None:
        for form in _forms(word, case):
            self.classes.setdefault(form, {})[name] = value

    def built(self) -> TimeKnowledge:
        for row in self.tables.rows("times/words.csv", ("id", "class", "words", "value", "case")):
            self._word_row(row)
        parts = {row.id: row.need("pattern") for row in self.tables.rows("times/parts.yaml", ("pattern",))}
        patterns = self.tables.rows("times/patterns.yaml", ("id", "pattern", "action"))
        holidays, names = self._holidays()
        parts["HOLIDAY"] = " | ".join(names)
        for pattern in [*parts.values(), *(row.need("pattern") for row in patterns)]:
            for word in literals(pattern):
                for form in _ALIKE.get(word, word):
                    self.add(form if word in _ALIKE else word, literal_class(word), word)
        words = {form: self.signs.sign(frozenset(values)) for form, values in self.classes.items()}
        shapes = self._shapes()
        translator = Translator(self.signs, parts)
        alternatives: list[str] = []
        rules: dict[int, Rule] = {}
        for row in patterns:
            if row.text("drop"):
                continue
            number = translator.groups + 1
            arguments = {
                k: str(v) for k, v in row.cells.items() if k not in ("id", "pattern", "action", "note")
            }
            expression, rule = translator.rule(
                row.id, row.need("pattern"), row.choice("action", ACTIONS), arguments
            )
            alternatives.append(expression)
            rules[number] = rule
        return TimeKnowledge(
            words=words,
            values=self.classes,
            shapes=shapes,
            grammar=re.compile(f"(?=[{''.join(sorted(translator.starts))}])(?:{'|'.join(alternatives)})"),
            rules=rules,
            holidays=holidays,
            windows=self._windows(),
            days=self._days(),
            cues=self._directions(("past", "future")),
            pairs=frozenset(
                (row.text("before", "") or "", word)
                for row in self.tables.rows("times/pairs.csv", ("id", "before", "between"))
                for word in row.list("between")
            ),
            modals=frozenset(self._directions(("modal", "will"))),
            wills=frozenset(self._directions(("will",))),
            through=frozenset(self._directions(("through",))),
            apart=frozenset(self._directions(("apart",))),
            limits=frozenset(self._directions(("limit",))),
            owed=frozenset(self._directions(("owed",))),
            futurate=frozenset(self._directions(("futurate",))),
        )

    def _word_row(self, row: Row) -> None:
        case = row.choice("case", _CASES, "")
        words = row.list("words")
        value: Any = row.text("value", "")
        values: list[Any] = value.split("|") if "|" in value else [value] * len(words)
        if len(values) != len(words):
            raise row.error("value", f"has {len(values)} values for {len(words)} words")
        for word, one in zip(words, values, strict=True):
            number: Any = int(one) if re.fullmatch(r"-?\d+", one) else one
            for name in row.need("class").split():
                # "second" is a unit, and the second of a row
                meant = 2 if (name == "ordinal" and not isinstance(number, int)) else number
                self.add(word, name, meant, case)

    def _holidays(self) -> tuple[dict[str, Holiday], list[str]]:
        found: dict[str, Holiday] = {}
        names: list[str] = []
        for row in self.tables.rows("times/holidays.csv", ("id", "names", "rule")):
            rule = _HOLIDAY.fullmatch(row.need("rule"))
            if rule is None:
                raise row.error("rule", f"is {row.need('rule')!r}; write 05-01, easter-2 or '11 thu 4'")
            for name in row.list("names"):
                tokens = re.findall(r"\d+/\d+|[^\W\d_]+|[^\w\s]", name)
                found[" ".join(tokens).lower()] = Holiday(row.id, rule)
                for token in tokens:
                    case = "capital" if token[0].isupper() else ""
                    self.add(token, literal_class(token), token, case)
                names.append(" ".join(tokens))
        return found, sorted(names, key=len, reverse=True)

    def _shapes(self) -> dict[frozenset[str], str]:
        # every combination of shapes that a number can have must have its sign before patterns are translated
        found: dict[frozenset[str], str] = {}
        for classes in number_classes():
            found[classes] = self.signs.sign(classes)
        return found

    def _windows(self) -> dict[tuple[str, str], Window]:
        return {
            (row.need("modifier"), row.need("of")): Window(
                row.id, int(row.number("first")), int(row.number("last")), row.need("timex")
            )
            for row in self.tables.rows(
                "times/windows.csv", ("id", "modifier", "of", "first", "last", "timex")
            )
        }

    def _days(self) -> dict[tuple[int, int], tuple[int, frozenset[str]]]:
        found: dict[tuple[int, int], tuple[int, frozenset[str]]] = {}
        for row in self.tables.rows("times/known_days.csv", ("id", "date", "words")):
            match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", row.need("date"))
            if match is None:
                raise row.error("date", f"is {row.need('date')!r}; write 2001-09-11")
            year, month, day = (int(part) for part in match.groups())
            found[month, day] = (year, frozenset(row.list("words")))
        return found

    def _directions(self, wanted: tuple[str, ...]) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for row in self.tables.rows("times/directions.csv", ("id", "words", "direction")):
            direction = row.choice("direction", _DIRECTIONS)
            if direction in wanted:
                for word in row.list("words"):
                    found[word.lower()] = (direction, row.id)
        return found


def number_classes() -> list[frozenset[str]]:
    """Every set of classes that a number, an ordinal or another token made of digits can have."""
    found = [number_shape(value) for value in (0, 1, 13, 25, 32, 100, 1000, 1850, 2050, 2500)]
    found += [ordinal_shape(1), ordinal_shape(32)]
    found += [frozenset({name}) for name in ("iso", "slash", "pair", "clock", "decade", "dottedampm")]
    found += [
        frozenset({"year"}),
        frozenset({"num", "numword"}),
        frozenset({"num"}),
        frozenset({"num", "year", "modern", "numword"}),
    ]
    return list(dict.fromkeys(found))


def number_shape(value: int) -> frozenset[str]:
    """The classes of a number in digits."""
    classes = {"num", "digits"}
    if 1 <= value <= 31:
        classes.add("day")
    if 0 <= value <= 24:
        classes.add("hour")
    if 10 <= value <= 99:
        classes.add("twodigit")
    if 1000 <= value < 2200:
        classes.add("year")
        if 1800 <= value < 2100:
            classes.add("modern")
    return frozenset(classes)


def ordinal_shape(value: int) -> frozenset[str]:
    """The classes of an ordinal in digits."""
    return frozenset({"ordinal", "ordday"} if value <= 31 else {"ordinal"})
