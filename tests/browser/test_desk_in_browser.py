"""The desk as a person uses it: reading, opening, following, judging, searching, in a real browser."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from acts import PAGES, SERVED, Serve, find, find_all, open_page, press, wait

from detente.coding import Coder
from detente.ledger import Ledger
from detente.records import Document
from detente.sample import sample_folder

HOSTILE = (
    "<script>window.hurt = 1</script><img src=x onerror='window.hurt = 2'> Russia warned NATO on Monday. "
    '"><svg onload="window.hurt = 3"> <a href="javascript:window.hurt = 4">Norway criticized Russia</a>. '
)


def test_articles_are_read_through_the_form(browser: Any, tmp_path: Path, serve: Serve) -> None:
    home = serve(tmp_path / "new.db")
    browser.get(home)
    assert "This ledger is empty" in find(browser, "main").text
    names = ("2000-02-17_robertson-moscow.txt", "2001-10-04_putin-brussels.txt")
    find(browser, "input[type=file]").send_keys("\n".join(str(sample_folder() / name) for name in names))
    find(browser, "main form button").click()
    assert wait(lambda: "2 documents read" in find(browser, "#reading").text, 90)
    open_page(browser, home)
    assert wait(lambda: browser.refresh() or "2 articles" in find(browser, ".about").text)
    assert "NATO – Russia" in find(browser, "main").text


def test_from_a_relationship_through_the_brief_to_the_sentence(browser: Any, read_desk: str) -> None:
    open_page(browser, read_desk)
    wait(lambda: find(browser, "main table a")).click()
    wait(lambda: find(browser, "svg.chart a.bar"))
    find(browser, ".tools a.button").click()
    mark = wait(lambda: find(browser, "a.mark"))
    said = mark.get_attribute("title").partition(": ")[2]
    mark.click()
    shown = wait(lambda: "".join(piece.text for piece in find_all(browser, "#text mark")))
    assert "".join(shown.split()) == "".join(said.split())


def test_a_decision_and_its_undo_by_keys(browser: Any, desk: str) -> None:
    def record() -> str:
        return str(find(browser, "input[name=record]").get_attribute("value"))

    open_page(browser, f"{desk}/review?a=Russia&b=NATO")
    first = record()
    press(browser, "r")
    assert wait(lambda: "Noted: rejected" in find(browser, ".done").text)
    assert record() != first
    press(browser, "u")
    assert wait(lambda: f"/review/{first}" in browser.current_url)
    assert record() == first
    press(browser, "n")
    assert wait(lambda: "place=" in browser.current_url)


@pytest.mark.parametrize("kind, keys, field, value", [
    ("statement", "g", "source", None), ("condition", "1", None, "happened"), ("expectation", "3", None, "called_off"),
])  # fmt: skip
def test_other_records_are_judged_by_one_key(
    browser: Any, desk: str, kind: str, keys: str, field: str | None, value: str | None
) -> None:
    open_page(browser, f"{desk}/review?kind={kind}")
    first = str(find(browser, "input[name=record]").get_attribute("value"))
    if field:
        browser.execute_script(
            "const node = document.querySelector('#text [data-off]').firstChild, range = document.createRange();"
            "range.setStart(node, 0); range.setEnd(node, 4);"
            "const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range);"
        )
        wait(lambda: find(browser, "#span").get_attribute("value"))
    press(browser, keys)
    wait(lambda: find(browser, ".done"))
    with Ledger(SERVED[desk], readonly=True) as ledger:
        made = list(ledger.judgements())[-1]
    assert (made.target, made.kind) == (first, "correct" if field else "resolve")
    assert made.field == field if field else made.value == value
    press(browser, "u")
    wait(lambda: f"/review/{first}" in browser.current_url)
    with Ledger(SERVED[desk], readonly=True) as ledger:
        assert list(ledger.judgements()) == []


def test_a_missing_side_is_written_in(browser: Any, desk: str) -> None:
    from selenium.webdriver.common.keys import Keys

    with Ledger(SERVED[desk], readonly=True) as ledger:
        event = next(one for one in ledger.events() if one.record.actors and not one.record.recipients)
    open_page(browser, f"{desk}/review/{event.id}")
    press(browser, "w", Keys.TAB)
    browser.switch_to.active_element.send_keys("Norway" + Keys.ENTER)
    wait(lambda: "toward whom is Norway" in find(browser, ".done").text)
    with Ledger(SERVED[desk], readonly=True) as ledger:
        now = ledger.record(event.id).record
    assert (now.actors, now.recipients) == (event.record.actors, ("NOR",))  # type: ignore[union-attr]


def test_a_brief_is_edited_by_keys(browser: Any, desk: str) -> None:
    def told() -> list[str]:
        lines = find_all(browser, "form.edit .plan li > span:last-child")
        return [line.text.partition(" its sentence")[0] for line in lines]

    open_page(browser, f"{desk}/brief/RUS/NATO?editing=true")
    before = told()
    press(browser, "j", "]")
    wait(lambda: told()[:2] == [before[1], before[0]] and find_all(browser, ".plan li.here"))
    press(browser, "[")
    wait(lambda: told() == before and find_all(browser, ".plan li.here"))
    press(browser, "x")
    wait(lambda: told() == before[1:])
    find(browser, "#pick input[name=words]").send_keys("pristina\n")
    button = wait(lambda: find(browser, "#pick button[aria-label='Put in']"))
    browser.execute_script("arguments[0].click()", button)
    wait(lambda: len(told()) == len(before))
    browser.execute_script("document.querySelector('.tools a.button').click()")
    assert wait(lambda: f"edited: {len(before)} lines" in find(browser, ".about").text)


def test_selected_words_become_the_span(browser: Any, desk: str) -> None:
    open_page(browser, f"{desk}/review/d17.e2")
    wait(lambda: find(browser, "#span"))
    browser.execute_script(
        "const node = document.querySelector('#text mark').firstChild, range = document.createRange();"
        "range.setStart(node, 0); range.setEnd(node, 7);"
        "const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range);"
    )
    low, high = wait(
        lambda: (
            value := find(browser, "#span").get_attribute("value").split("-"),
            int(value[1]) - int(value[0]) == 7 and value,
        )[1]
    )
    offset = find(browser, "#text mark").get_attribute("data-off")
    assert low == offset
    press(browser, "e")
    assert wait(lambda: "the span is set anew" in find(browser, ".done").text)
    with Ledger(SERVED[desk]) as ledger:
        assert ledger.record("d17.e2").record.span == (int(low), int(high))  # type: ignore[union-attr]


def test_search_from_any_page(browser: Any, read_desk: str) -> None:
    from selenium.webdriver.common.keys import Keys

    open_page(browser, f"{read_desk}/sources")
    press(browser, "/")
    find(browser, "#top-q").send_keys("council brussels" + Keys.ENTER)
    assert wait(lambda: find_all(browser, ".found mark"))
    find(browser, ".found a").click()
    assert wait(lambda: find(browser, "#text mark#at"))


def test_an_article_by_keys(browser: Any, read_desk: str) -> None:
    open_page(browser, f"{read_desk}/article/d17")
    press(browser, "j", "j")
    card = find(browser, ".card.here")
    assert find_all(browser, ".r.lit")
    press(browser, "\ue007")
    wait(lambda: "who says so" in card.text)


def test_who_says_so_stands_at_the_words(browser: Any, read_desk: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    open_page(browser, f"{read_desk}/article/d17")
    ActionChains(browser).move_to_element(find(browser, ".r .k-statement")).perform()
    assert wait(lambda: "who says so" in find(browser, "#hint").text)
    ActionChains(browser).move_to_element(find(browser, "h1")).perform()
    wait(lambda: not find(browser, "#hint").is_displayed())
    browser.execute_script("document.querySelector('a.at[data-of]').focus()")
    assert wait(lambda: "who says so" in find(browser, "#hint").text)


def test_the_network_is_handled_by_keys_and_pointer(browser: Any, read_desk: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    open_page(browser, f"{read_desk}/network")
    whole = find(browser, "svg.network").get_dom_attribute("viewBox")
    press(browser, "+")
    assert find(browser, "svg.network").get_dom_attribute("viewBox") != whole
    press(browser, "-")
    lies = find(browser, "svg.network").rect
    browser.execute_script("document.querySelector('.node[data-id=RUS]').focus()")
    assert "Russia" in wait(lambda: find(browser, "#chosen").text)
    assert find(browser, "svg.network").rect == lies, (
        "what is told of a name pushes the picture from under the pointer"
    )
    near = find_all(browser, "svg.network .node.near")
    assert 1 < len(near) < len(find_all(browser, "svg.network .node"))
    press(browser, Keys.ARROW_RIGHT)
    assert browser.switch_to.active_element.get_attribute("data-id") != "RUS"
    circle = find(browser, ".node[data-id=RUS] circle")
    place = circle.get_dom_attribute("cx")
    ActionChains(browser).drag_and_drop_by_offset(circle, 60, 20).perform()
    assert circle.get_dom_attribute("cx") != place
    assert "/network" in browser.current_url


def test_arrows_go_along_the_chart(browser: Any, read_desk: str) -> None:
    from selenium.webdriver.common.keys import Keys

    open_page(browser, f"{read_desk}/dyad/RUS/NATO")
    browser.execute_script("document.querySelector('svg.chart a.bar').focus()")
    first = find(browser, ".readout").text
    press(browser, Keys.ARROW_RIGHT)
    assert first
    assert find(browser, ".readout").text not in ("", first)
    press(browser, Keys.ENTER)
    assert wait(lambda: "/events?" in browser.current_url)


def test_the_slider_moves_the_network(browser: Any, read_desk: str) -> None:
    open_page(browser, f"{read_desk}/network")
    before = len(find_all(browser, "svg.network .node"))
    browser.execute_script(
        "const s = document.getElementById('month'); s.value = 3; s.dispatchEvent(new Event('input'));"
    )
    assert wait(lambda: 0 < len(find_all(browser, "svg.network .node")) < before)


def test_a_hostile_article_stays_text(browser: Any, tmp_path: Path, serve: Serve, coder: Coder) -> None:
    path = tmp_path / "hostile.db"
    long = Document.of(HOSTILE + "x" * 5_000_000, id="long", published="2001-03-05")
    with Ledger(path) as ledger:
        ledger.add(
            coder.code(
                Document.of(
                    HOSTILE,
                    id="one",
                    published="2001-03-05",
                )
            )
        )
        # the whole of a paragraph of 5 MB is kept, with the records of its beginning
        coded = coder.code(Document.of(HOSTILE, id="long", published="2001-03-05"))
        ledger.add(replace(coded, document=long))
    home = serve(path)
    for page in (
        "/article/d1",
        "/article/d2",
        "/article/d2?at=4999999",
        "/search?q=warned",
        "/dyad/RUS/NATO",
        "/brief/RUS/NATO",
        "/review",
    ):
        open_page(browser, home + page)
        assert browser.execute_script("return window.hurt") is None
        assert not find_all(browser, "main img, main script, a[href^=javascript]")
        assert len(browser.page_source) < 1_000_000


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_no_serious_fault(browser: Any, read_desk: str, page: str) -> None:
    package = pytest.importorskip("axe_selenium_python", reason="axe-selenium-python is not installed")
    axe = Path(package.__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
    open_page(browser, read_desk + page)
    # through the debugger, since the page's own policy forbids scripts that are not its own
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe.read_text(encoding="utf-8")})
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run().then((r) => done(JSON.stringify(r.violations)))"
    )
    serious = [
        (one["id"], [node["html"][:120] for node in one["nodes"]][:3])
        for one in json.loads(found)
        if one["impact"] in ("serious", "critical")
    ]
    assert not serious


@pytest.mark.parametrize("page", PAGES)
def test_a_narrow_screen_needs_no_scrolling_aside(browser: Any, read_desk: str, page: str) -> None:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        open_page(browser, read_desk + page)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
