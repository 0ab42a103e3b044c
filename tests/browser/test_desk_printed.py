"""What comes out of the printer: whole, black on white, with footnotes and without what is for the screen."""

from __future__ import annotations

import base64
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from acts import find, find_all, open_page, wait

A4 = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True}
SCREEN = ("Search the articles", "Take away", "JSON interface", "Edit its records", "Skip to")
"""Words of what is no use on paper."""


@pytest.fixture
def dark(browser: Any) -> Iterator[None]:
    """A reader whose system is dark: paper is not."""
    night = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", night)
    yield
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def printed(browser: Any, address: str) -> list[str]:
    """The words of each sheet, run together, since a line may end anywhere."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    open_page(browser, address)
    wait(lambda: not find_all(browser, "[data-soon]"), 40)
    made = browser.execute_cdp_cmd("Page.printToPDF", A4)
    sheets = pypdf.PdfReader(io.BytesIO(base64.b64decode(made["data"]))).pages
    return [run(sheet.extract_text()) for sheet in sheets]


def run(text: str) -> str:
    """A text without its spaces and line ends; a ligature counts as its letters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_a_brief_is_printed_whole(browser: Any, read_desk: str, dark: None) -> None:
    sheets = printed(browser, f"{read_desk}/brief/RUS/NATO")
    whole = "".join(re.sub(rf"{n}/{len(sheets)}$", "", sheet) for n, sheet in enumerate(sheets, 1))
    lines = [run(re.sub(r"[\s\d]*$", "", one.text)) for one in find_all(browser, ".lines li")]
    assert len(lines) > 10
    assert not [line for line in lines if line not in whole]
    cited = [run(one.text) for one in find_all(browser, "ol.sources li")]
    assert len(cited) > 5
    assert not [one for one in cited if one not in whole]
    for n in range(1, len(cited) + 1):
        assert f"{n}.{cited[n - 1]}" in whole, "a source has lost its number"
    assert not [words for words in SCREEN if run(words) in whole]
    assert 1 < len(sheets) < 12


@pytest.mark.parametrize("page, words", [
    ("/dyad/RUS/NATO", "h2, .stand, .terms .cite, .agenda .cite, .stances .cite, details.table td"),
    ("/article/d17?record=e2", "h1, .text, .card summary, .chain"), ("/timeline", ".timeline li a, .timeline .when"),
    ("/network", "figcaption, details.table td"), ("/dyad/RUS/NATO/events", "blockquote > a, .events strong"),
])  # fmt: skip
def test_a_page_is_printed_whole(browser: Any, read_desk: str, dark: None, page: str, words: str) -> None:
    sheets = printed(browser, read_desk + page)
    whole = "".join(re.sub(rf"{n}/{len(sheets)}$", "", sheet) for n, sheet in enumerate(sheets, 1))
    shown = [run(one.get_attribute("textContent")) for one in find_all(browser, words)]
    assert shown
    missing = [text for text in shown if text.lower() not in whole.lower()]
    assert not missing
    assert not [text for text in SCREEN if run(text) in whole]


@pytest.mark.parametrize(
    "page", ["/dyad/RUS/NATO", "/brief/RUS/NATO", "/network", "/timeline", "/article/d17", "/"]
)
def test_paper_is_white(browser: Any, read_desk: str, dark: None, page: str) -> None:
    open_page(browser, read_desk + page)
    night = {"name": "prefers-color-scheme", "value": "dark"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": [night]})
    ink, paper, word = browser.execute_script(
        "const style = getComputedStyle(document.body), root = getComputedStyle(document.documentElement);"
        "return [style.color, root.getPropertyValue('--paper').trim(), getComputedStyle(document.querySelector('h1')).color]"
    )
    assert (ink, paper, word) == ("rgb(0, 0, 0)", "#fff", "rgb(0, 0, 0)")
    seen = "return [...document.querySelectorAll('nav, form, button, input, .foot, .top')].filter((e) => e.offsetParent)"
    assert not browser.execute_script(seen + ".map((e) => e.outerHTML.slice(0, 90))")
    # a picture keeps together, and within the sheet
    assert all(
        browser.execute_script("return getComputedStyle(arguments[0]).breakInside", one) == "avoid"
        for one in find_all(browser, "figure")
    )
    assert find(browser, "main").is_displayed()
