"""Articles as CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import json
import re

import pytest

from detente.errors import SettingError
from detente.exchange.bibliography import FORMATS, csl, write_bibliography
from detente.ledger import Article
from detente.records import Document


def article(id: str = "d1", **fields: object) -> Article:
    document = Document(id="one", text="Kestria closes its ports. More follows here.", **fields)  # type: ignore[arg-type]
    return Article(id, document, "one", 1, "2011-03-04", "2011-03-05T00:00:00Z", "0.1", 1, None)


FULL = article(
    title="Ports {closed} & reopened_", publication="Marsk Courier", volume=3, issue=12, published="2011-03-04", author="O. Reval",
    url="https://example.org/a?b=1",
)  # fmt: skip


@pytest.mark.parametrize(
    "published,parts",
    [
        ("2011-03-04", [[2011, 3, 4]]), ("2011-03", [[2011, 3]]), ("2011", [[2011]]), ("2011~", [[2011]]), (None, None),
        ("2011-03-04/2011-03-06", [[2011, 3, 4], [2011, 3, 6]]), ("2011-21", [[2011]]),
    ],
)  # fmt: skip
def test_csl_dates(published: str | None, parts: list[list[int]] | None) -> None:
    item = csl(article(published=published))
    assert item.get("issued", {}).get("date-parts") == parts


def test_csl_item() -> None:
    (item,) = json.loads(write_bibliography([FULL], "csl.json"))
    assert item["container-title"] == "Marsk Courier"
    assert item["issue"] == "12"
    assert item["author"] == [{"literal": "O. Reval"}]


def test_bibtex_escapes_what_tex_reads() -> None:
    text = write_bibliography([FULL, article("d2")], "bib")
    assert r"title = {Ports \{closed\} \& reopened\_}" in text
    assert text.count("@article{") == 2
    assert "url = {https://example.org/a?b=1}" in text
    assert text.replace(r"\{", "").replace(r"\}", "").count("{") == text.replace(r"\{", "").replace(
        r"\}", ""
    ).count("}")


def test_ris_has_one_tag_a_line() -> None:
    lines = write_bibliography([article(title="Two\nlines", published="2011-03")], "ris").splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert lines[0] == "TY  - NEWS"
    assert "TI  - Two lines" in lines
    assert "DA  - 2011/03" in lines
    assert lines[-1] == "ER  - "


@pytest.mark.parametrize("form", FORMATS)
def test_an_article_without_a_title_is_called_by_its_first_words(form: str) -> None:
    assert "Kestria closes its ports." in write_bibliography([article()], form)


def test_another_format_is_refused() -> None:
    with pytest.raises(SettingError, match="csl"):
        write_bibliography([], "docbook")
