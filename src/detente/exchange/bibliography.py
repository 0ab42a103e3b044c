"""Articles as a bibliography: CSL-JSON (Zotero, pandoc), BibTeX and RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from detente import edtf
from detente.errors import DateError, SettingError
from detente.ledger.entries import Article

FORMATS = {"csl.json": "application/vnd.citationstyles.csl+json", "bib": "application/x-bibtex",
           "ris": "application/x-research-info-systems"}  # fmt: skip
"""The formats by the ending of their file, with their media types."""

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_LINES = re.compile(r"\s+")


def write_bibliography(articles: Iterable[Article], form: str) -> str:
    """A bibliography of articles.

    Args:
        articles: in the order in which they are to stand.
        form: one of `FORMATS`.

    Raises:
        SettingError: there is no such format.
    """
    held = list(articles)
    if form == "csl.json":
        return json.dumps([csl(one) for one in held], ensure_ascii=False, indent=1) + "\n"
    if form == "bib":
        return "\n".join(_bibtex(one) for one in held)
    if form == "ris":
        return "\n".join(_ris(one) for one in held)
    raise SettingError(f"There is no bibliography format {form!r}; choose one of {', '.join(FORMATS)}.")


def csl(article: Article) -> dict[str, Any]:
    """An article as a CSL-JSON item."""
    document = article.document
    item: dict[str, Any] = {"id": article.id, "type": "article-newspaper", "title": _title(article)}
    if document.publication:
        item["container-title"] = document.publication
    if document.author:
        item["author"] = [{"literal": document.author}]
    if document.volume is not None:
        item["volume"] = str(document.volume)
    if document.issue is not None:
        item["issue"] = str(document.issue)
    if document.url:
        item["URL"] = document.url
    parts = _date_parts(document.published)
    if parts:
        item["issued"] = {"date-parts": parts}
    return item


def _title(article: Article) -> str:
    document = article.document
    if document.title:
        return _line(document.title)
    low = document.body[0] if document.body else 0
    words = document.text[low : low + 200].split()[:10]
    return " ".join(words) or article.id


def _line(text: str) -> str:
    return _LINES.sub(" ", text).strip()


def _date_parts(date: str | None) -> list[list[int]]:
    """Year, month and day as far as the date tells them; first and last of an interval."""
    if not date:
        return []
    found = []
    for end in date.split("/"):
        numbers = [part for part in end.strip("~?%").split("-") if part.isdigit()]
        month = int(numbers[1]) if len(numbers) > 1 else 0
        found.append([int(n) for n in (numbers if month <= 12 else numbers[:1])])
    return [parts for parts in found if parts]


def _bibtex(article: Article) -> str:
    document = article.document
    parts = _date_parts(document.published)
    fields = {
        "title": _title(article),
        "author": document.author,
        "journal": document.publication,
        "volume": document.volume,
        "number": document.issue,
        "year": parts[0][0] if parts else None,
        "date": _first_day(document.published),
        "url": document.url,
    }
    lines = [f"@article{{detente-{article.id},"]
    for key, value in fields.items():
        if value is not None and value != "":
            words = _line(str(value))
            if key == "url":
                text = words.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
            else:
                text = "".join(_SPECIAL.get(sign, sign) for sign in words)
            lines.append(f"  {key} = {{{text}}},")
    return "\n".join([*lines, "}"]) + "\n"


def _first_day(date: str | None) -> str | None:
    if not date:
        return None
    try:
        edtf.check(date)
    except DateError:
        return None
    return date.split("/")[0].rstrip("~?%")


def _ris(article: Article) -> str:
    document = article.document
    parts = _date_parts(document.published)
    date = "/".join(f"{n:02d}" if i else f"{n:04d}" for i, n in enumerate(parts[0])) if parts else None
    pairs = [
        ("TY", "NEWS"), ("ID", article.id), ("TI", _title(article)), ("AU", document.author),
        ("T2", document.publication), ("VL", document.volume), ("IS", document.issue),
        ("PY", parts[0][0] if parts else None), ("DA", date), ("UR", document.url),
    ]  # fmt: skip
    lines = [f"{tag}  - {_line(str(value))}" for tag, value in pairs if value is not None and value != ""]
    return "\n".join([*lines, "ER  - "]) + "\n"
