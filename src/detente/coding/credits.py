"""Credits: the brackets and datelines in which a text names its outlets.

``… (Russian agencies, January 21-22).`` closes a sentence; ``SUVA, March 2 (Reuters) - …`` opens a text, and
``By A. Writer`` is a line of its own. All are taken out before the parse. Ordinary brackets stay.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from detente import edtf
from detente.coding.draft import Credit, Draft
from detente.errors import DateError
from detente.knowledge.actors.names import squash
from detente.knowledge.outlets import Outlets

SEE = "credit.see"
DATELINE = "credit.dateline"
BYLINE = "credit.byline"
BRACKET = "credit.bracket"

_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "this"})
_BRACKET = re.compile(r"\(([^()\n]{2,240})\)")
_AFTER = re.compile(r"[\"”’'»]*(?:[.,;:!?]|\s*$|\s*\n|\s+[\"“A-Z])")
_CLOCK = re.compile(r",?\s*\b\d{3,4}\s*(?:gmt|utc|hours|hrs|local time)\b,?|,?\s*\b\d{1,2}:\d\d\b,?", re.I)
_REPORTED = re.compile(r"^as (?:reported|quoted|cited|carried) (?:by|in)\s+(?:the\s+)?", re.I)
_ALSO = re.compile(r"^(?:see|cf\.?)\b", re.I)
_SEE = re.compile(r"(?:see|cf\.?|source|sources|via)\b:?\s+(?:also\s+)?", re.I)
_MONTHS = {
    **{name.lower(): n for n, name in enumerate(calendar.month_name) if name},
    **{name.lower(): n for n, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAYS = r"\d{1,2}(?:\s*(?:[-–—/]|,(?:\s*and)?|\band\b|&)\s*\d{1,2}(?!\d))*"
_DATE = re.compile(
    rf"(?P<m1>{_MONTH})\s+(?P<d1>{_DAYS})(?:\s*[-–—]\s*(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}}))?(?:,?\s+(?P<y1>\d{{4}}))?$"
    rf"|(?P<d3>{_DAYS})(?:\s+(?P<m4>{_MONTH})\s*[-–—]\s*(?P<d4>\d{{1,2}}))?\s+(?P<m3>{_MONTH})(?:,?\s+(?P<y3>\d{{4}}))?$"
    rf"|(?P<m5>{_MONTH})\s+(?P<y5>\d{{4}})$"
    r"|(?P<iso>\d{4}-\d\d-\d\d)$",
    re.I,
)
_LIST = re.compile(r"\s*(?:,|&|\band\b|\bvia\b|\bciting\b|\bquoting\b|/)\s*")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z .’'/-]{1,40}(?:,\s{0,3}[A-Z][A-Za-z .]{1,25}\b)?)?,?\s{0,3}"
    r"(?P<date>[A-Za-z]{3,9}\.?\s{1,3}\d{1,2}|\d{1,2}\s{1,3}[A-Za-z]{3,9})?\.?\s{0,3}(?:\((?P<outlet>[^()\n]{2,40})\)\s{0,3})?(?:--|[-–—:])+\s{0,3}"
)
# a dateline without day or outlet, or not in capitals: only where its place is one that the tables know
_PLACED = re.compile(
    r"(?P<place>[A-Z][A-Za-z.’'-]{2,20}(?: [A-Z][A-Za-z.’'-]{1,20}){0,2})"
    r"(?P<region>,\s{1,3}[A-Z][A-Za-z.]{1,20}(?: [A-Z][A-Za-z.]{1,20}){0,2}(?!\.?\s{0,3}\d))?"
    r"(?:,\s{1,3}(?P<date>[A-Za-z]{3,9}\.?\s{1,3}\d{1,2}|\d{1,2}\s{1,3}[A-Za-z]{3,9})(?P<year>,?\s\d{4})?)?,?\s{0,3}"
    r"(?:\((?P<bracket>[^()\n]{2,40})\)|(?P<outlet>[A-Z][A-Za-z-]{1,20}(?: [A-Z][A-Za-z-]{1,20})?))?\s{0,3}"
    r"(?P<mark>(?:--+|[—–]|(?<=\s)-(?=\s)|:)\s{0,3})?"
)
_BYLINE = re.compile(
    r"^[ \t]{0,8}(?:By|BY|by)[ \t]{1,3}"
    r"(?:[A-Z][\w.’'-]*(?![\w.’'-])|(?:and|in|of|for|de|da|van|von|al|der)\b|[,|&/()-]|[ \t]){1,24}$",
    re.M,
)
_HEAD = 1500  # characters that a by-line lies at most behind the text's beginning


def find_credits(draft: Draft) -> None:
    """Find the credits of a document and add them to the draft, in text order."""
    outlets = draft.knowledge.outlets
    text = draft.text
    low, high = draft.document.body or (0, len(text))
    found = [*_datelines(draft, low, high)]
    lines = _BYLINE.finditer(text, low, min(high, low + _HEAD))
    named = (line.span() for line in lines if any(w[0].isupper() for w in line.group().split()[1:]))
    found += [Credit(span, None, None, BYLINE) for span in named]
    found.sort(key=lambda c: c.span)
    starts = [one.span[0] for one in found]
    for match in _BRACKET.finditer(text, low, high):
        line = bisect_right(starts, match.start()) - 1
        if line >= 0 and match.start() < found[line].span[1]:
            continue
        credit = _read(match.group(1), (match.start(), match.end()), outlets, draft.published)
        # in the middle of a sentence only a dated bracket is surely a credit
        if credit is not None and (credit.date or _AFTER.match(text, match.end(), high)):
            found.append(credit)
    found.sort(key=lambda c: c.span)
    draft.credits.extend(found)


def _datelines(draft: Draft, low: int, high: int) -> Iterator[Credit]:
    text, outlets, published = draft.text, draft.knowledge.outlets, draft.published
    at = low
    while at < high:
        match = _DATELINE.match(text, at, high)
        found: Credit | None = None
        if match and match.end() < high:
            name = (match["outlet"] or "").strip() or None
            known = name is not None and outlets.get(name) is not None
            when = read_date(match["date"], published) if match["date"] else None
            # a place in capitals and a day, or an outlet that no table knows, are a dateline too
            if known or (
                match["place"] and (when or name) and re.match(r"[A-Z]{3}|[A-Z]+ [A-Z]{2}", match["place"])
            ):
                found = Credit((at, match.end()), name if known else None, when, DATELINE)
        found = found or _placed(draft, at, high)
        if found is not None:
            yield found
        line = text.find("\n", at, high)
        if line < 0:
            return
        at = line + 1
        while at < high and text[at].isspace():
            at += 1


def _placed(draft: Draft, at: int, high: int) -> Credit | None:
    """A dateline that begins with a place of the tables: "Tehran, March 15 - ", "KABUL -- ", "Suva (AP) "."""
    text = draft.text
    match = _PLACED.match(text, at, high)
    if match is None or not text[match.end() : match.end() + 1].strip():
        return None
    after = text[match.end() : match.end() + 1]
    if not (after.isupper() or after.isdigit() or after in "\"“‘'") or not _is_town(draft, match["place"]):
        return None
    outlets = draft.knowledge.outlets
    name = match["bracket"] or match["outlet"]
    when = read_date(match["date"] + (match["year"] or ""), draft.published) if match["date"] else None
    known = name is not None and outlets.get(name) is not None
    mark = (match["mark"] or "").strip()
    if match["date"] and read_date(f"{match['date']} 2000", None) is None:
        return None
    if name is not None and not known and not match["bracket"]:
        return None
    dated = bool(match["date"]) and (known or bool(match["bracket"]) or bool(mark))
    credited = known and bool(mark or match["bracket"])
    # "Paris - Dakar" is a road; after a bare place a dash opens a clause only before what is no town
    following = re.match(r"[\w’'-]+", text[match.end() : match.end() + 30])
    bare = (
        mark not in ("", ":") and not name and (following is None or not _is_town(draft, following.group()))
    )
    if not (dated or credited or bare):
        return None
    return Credit((at, match.end()), name if known else None, when, DATELINE)


def _is_town(draft: Draft, name: str) -> bool:
    """Whether the tables know a name as that of a town or a seat of government."""
    found = draft.knowledge.actors.names.by_key.get(squash(name), ())
    return any(one.how in ("metonym", "place") and "." not in one.actor for one in found) or (
        squash(name) == "unitednations"
    )


def _read(inner: str, span: tuple[int, int], outlets: Outlets, published: str | None) -> Credit | None:
    """A bracket as a credit, or None where it is an ordinary one."""
    body = _CLOCK.sub(", ", " ".join(inner.split())).strip(" ,")
    row = BRACKET
    body = _REPORTED.sub("", body)
    lead = _SEE.match(body)
    if lead:
        row = SEE
        body = body[lead.end() :]
    names: list[str] = []
    dates: list[str] = []
    known = 0
    for part in body.split(";"):
        part = part.strip()
        if names and _ALSO.match(part):
            # "(Reuters, March 2; see also the Digest, March 1)": no outlet of what stands before
            continue
        cut = _dated(part)
        when = read_date(part[cut:], published) if cut is not None else None
        listed = part[:cut].rstrip(" ,").removesuffix(" on") if cut is not None else part
        if not listed:
            if cut is None or not names:
                return None
        else:
            count = _outlets_in(listed, outlets, dated=cut is not None)
            if count is None:
                return None
            known += count
            names.append(listed)
        if when:
            dates.append(when)
    if not names or not known:
        return None
    return Credit(span, "; ".join(names), _cover(dates), row)


def _dated(part: str) -> int | None:
    """Where the date at the end of a credit begins."""
    for start in _starts(part):
        if _DATE.match(part, start):
            return start
    return None


def _starts(part: str) -> Iterator[int]:
    yield 0
    for match in re.finditer(r"[ ,]+", part):
        yield match.end()


def _outlets_in(listed: str, outlets: Outlets, dated: bool) -> int | None:
    """How many known outlets a list holds; None where something in it is no outlet."""
    if outlets.get(listed) is not None:
        return 1
    known = 0
    for item in _LIST.split(listed):
        if not item:
            continue
        words = item.split()
        if outlets.get(item) is not None or outlets.get(item.removeprefix("the ")) is not None:
            known += 1
        elif outlets.noun(words[-1]) is not None and len(words) <= 5:
            # "Russian agencies", "state television"; "the press" or "media" alone is a word like any other
            if not dated and (len(words) == 1 or words[0].lower() in _ARTICLES):
                return None
            known += 1
        elif not (item[0].isupper() and len(words) <= 4 and (dated or known)):
            return None
    return known


def read_date(text: str, published: str | None) -> str | None:
    """Read the date of a credit as EDTF.

    A credit cannot lie after the text it stands in: where it gives no year, it is the latest year that
    puts it no later than the day of publication.

    Args:
        text: the words of the date, such as ``January 21-22``.
        published: EDTF date of publication, or None.
    """
    match = _DATE.match(text.strip())
    if match is None:
        return None
    if match["iso"]:
        return match["iso"]
    if match["m5"]:
        return f"{match['y5']}-{_month(match['m5']):02d}"
    first_month, first_day, last_month, last_day, year = _parts(match)
    if year is None:
        year = _year(last_month, last_day, published)
        if year is None:
            return None
    try:
        last = date(year, last_month, last_day)
        first = date(year - (first_month > last_month), first_month, first_day)
    except ValueError:
        return None
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _parts(match: re.Match[str]) -> tuple[int, int, int, int, int | None]:
    if match["m1"]:
        days = re.findall(r"\d+", match["d1"])
        month, year = _month(match["m1"]), match["y1"]
        last_month = _month(match["m2"]) if match["m2"] else month
        last = match["d2"] or days[-1]
    else:
        days = re.findall(r"\d+", match["d3"])
        last_month, year = _month(match["m3"]), match["y3"]
        month = _month(match["m4"]) if match["m4"] else last_month
        last = match["d4"] or days[-1]
    return month, int(days[0]), last_month, int(last), int(year) if year else None


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _year(month: int, day: int, published: str | None) -> int | None:
    if published is None:
        return None
    try:
        latest = edtf.parse(published).last
    except DateError:
        return None
    if latest == date.max:
        return None
    return latest.year - ((month, day) > (latest.month, latest.day))


def _cover(dates: list[str]) -> str | None:
    """One date or interval that holds all dates of a credit."""
    if not dates:
        return None
    ends = sorted(end for one in dates for end in one.split("/"))
    return ends[0] if ends[0] == ends[-1] else f"{ends[0]}/{ends[-1]}"
