"""The header of an article: labels, title, by-line and date lines that stand before its first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.knowledge.headers import Headers
from detente.reading.dates import find_date

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_LINES = 40
_LONGEST_TITLE = 160
_LONGEST_NAME = 8
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*|,| and){0,12}")


@dataclass(slots=True)
class Header:
    """What a header says. `end` is the offset at which the article itself begins."""

    end: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    year: str | None = None

    def number(self, name: str) -> int | None:
        """A field as a whole number: ``6`` for ``6`` or ``6 (new series)``."""
        digits = re.match(r"\D{0,4}(\d+)", self.fields.get(name, ""))
        return int(digits.group(1)) if digits else None


def find_header(text: str, headers: Headers, *, guess: bool = True, heading: str | None = None) -> Header:
    """Find the header of a text.

    Args:
        text: the whole text.
        headers: the words that headers are made of.
        guess: take an unlabelled first line for the title where it looks like one; otherwise only lines with
            labels, and the by-line and date after them, are header.
        heading: the title, where it is known to stand in the first line.
    """
    found = Header(fields={"title": heading} if heading else {})
    lines = _first_lines(text)
    for number, (start, end) in enumerate(lines):
        line = text[start:end].strip()
        if not line:
            continue
        if line == heading:
            continue
        labelled = bool(found.fields) or guess
        if not (
            _labels(line, headers, found)
            or (labelled and (_date_line(line, headers, found) or _copyright(line, headers, found)))
            or (labelled and _by_line(line, headers, found))
            or (guess and _title(text, lines, number, headers, found))
        ):
            found.end = start
            return found
    if not lines or not text[lines[-1][1] :].strip():
        # everything looked like a header: then it is the text, and only labels are believed
        return find_header(text, headers, guess=False, heading=heading) if guess else Header()
    found.end = lines[-1][1]
    return found


def _first_lines(text: str) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    at = 0
    while at < len(text) and len(lines) < _LINES:
        match = _LINE.match(text, at)
        assert match is not None
        lines.append((at, match.end()))
        at = match.end()
    return lines


def _labels(line: str, headers: Headers, found: Header) -> bool:
    labels = list(headers.label.finditer(line))
    if not labels or labels[0].start() != 0:
        return False
    ends = [label.start() for label in labels[1:]] + [len(line)]
    values = [line[label.end() : end].strip(" \t|;,") for label, end in zip(labels, ends, strict=True)]
    names = [headers.labels[label.group().rstrip().rstrip(":").rstrip().lower()] for label in labels]
    pairs = list(zip(names, values, strict=True))
    if not all(_fits(name, value) for name, value in pairs):
        return False
    if all(name == "skip" for name in names) and not found.fields:
        # "Region: leaders meet" may be a headline; what is not kept is header only beside what is
        return False
    for name, value in pairs:
        if value:
            found.fields.setdefault(name, value)
    return True


def _fits(name: str, value: str) -> bool:
    """Whether a label's value is of its kind: "Newspaper: minister resigns over letters." is a headline."""
    words = value.split()
    if len(value) > 2 * _LONGEST_TITLE:
        return False
    if name in ("volume", "issue"):
        return any(sign.isdigit() for sign in value)
    if name == "publication":
        return len(words) <= _LONGEST_NAME and not (len(words) > 3 and value.endswith((".", "!", "?")))
    if name == "author":
        return len(words) <= 2 * _LONGEST_NAME
    if name == "url":
        return len(words) <= 1
    return True


def _date_line(line: str, headers: Headers, found: Header) -> bool:
    date = find_date(line, headers) if len(line) < 80 else None
    if date is None:
        return False
    found.fields.setdefault("published", date)
    return True


def _copyright(line: str, headers: Headers, found: Header) -> bool:
    match = headers.copyright.match(line) if len(line) < 2 * _LONGEST_TITLE else None
    if match is None:
        return False
    found.year = found.year or match.group(1)
    return True


def _by_line(line: str, headers: Headers, found: Header) -> bool:
    match = headers.by.match(line)
    if match is None or len(line) > 120 or line.endswith((".", "!", "?", ":", ",")):
        return False
    name = line[match.end() :].strip()
    words = name.replace(",", " ").split()
    if not 1 <= len(words) <= 14 or not _NAME.match(name) or not name[0].isupper():
        return False
    if sum(word[0].isupper() for word in words) * 2 < len(words):
        return False
    found.fields.setdefault("author", name)
    return True


def _title(text: str, lines: list[tuple[int, int]], number: int, headers: Headers, found: Header) -> bool:
    if "title" in found.fields:
        return False
    line = text[slice(*lines[number])].strip()
    if (
        len(line) > _LONGEST_TITLE
        or len(line.split()) < 2
        or not (line[0].isupper() or not line[0].isalnum())
    ):
        return False
    if line.endswith((".", ";", ":", ",", "!", '."', ".”", ".)")) and not line.isupper():
        return False
    if number + 1 >= len(lines):
        return False
    after = text[slice(*lines[number + 1])].strip()
    probe = Header()
    if after and not (
        _labels(after, headers, probe)
        or _date_line(after, headers, probe)
        or _by_line(after, headers, probe)
        or len(after) > max(100, 2 * len(line))
    ):
        return False
    found.fields["title"] = line
    return True
