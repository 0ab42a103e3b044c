"""The desk for those who do not see it, do not use a pointer, or read it at four times its size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from acts import PAGES, find, find_all, open_page, press, wait

NAMED = {
    "button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "slider", "image", "img", "table", "form",
    "region", "navigation", "article", "complementary", "search", "heading", "DisclosureTriangle", "progressbar",
}  # fmt: skip
"""Roles that are of no use without a name."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A node of the accessibility tree: what a screen reader says of an element."""

    role: str
    name: str
    description: str
    state: dict[str, Any]


def heard(browser: Any) -> list[Heard]:
    """What a screen reader finds on the page, in its order."""
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node: dict[str, Any]) -> Iterator[Heard]:
        if not node.get("ignored"):
            yield Heard(
                str(node.get("role", {}).get("value", "")),
                str(node.get("name", {}).get("value", "")).strip(),
                str(node.get("description", {}).get("value", "")).strip(),
                {one["name"]: one["value"].get("value") for one in node.get("properties", ())},
            )
        for child in node.get("childIds", ()):
            if child in by_id:
                yield from walk(by_id[child])

    return list(walk(nodes[0]))


def settled(browser: Any, address: str) -> None:
    """Open a page, and wait until what it works out behind is there."""
    open_page(browser, address)
    wait(lambda: not find_all(browser, "[data-soon]"), 40)


@pytest.fixture
def media(browser: Any) -> Iterator[Any]:
    """Sets what the reader's system asks of a page, and takes it back."""

    def ask(**features: str) -> None:
        wished = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wished})

    yield ask
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_without_a_name(browser: Any, read_desk: str, page: str) -> None:
    settled(browser, read_desk + page)
    found = heard(browser)
    # a form without a name is no landmark, and a group says what it holds
    assert not [one for one in found if one.role in NAMED - {"form"} and not one.name]
    # what is said twice is said once too often
    assert not [one for one in found if one.name and one.name == one.description]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_in_order(browser: Any, read_desk: str, page: str) -> None:
    settled(browser, read_desk + page)
    found = heard(browser)
    roles = [one.role for one in found]
    for landmark in ("banner", "main", "contentinfo"):
        assert roles.count(landmark) == 1, landmark
    assert roles.index("banner") < roles.index("main") < roles.index("contentinfo")
    levels = [one.state["level"] for one in found if one.role == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), levels
    named = [
        (one.role, one.name) for one in found if one.role in ("navigation", "region", "form") and one.name
    ]
    assert len(named) == len(set(named)), "two landmarks cannot be told apart"


@pytest.mark.parametrize("page", PAGES)
def test_nothing_speaks_up_of_itself(browser: Any, read_desk: str, page: str) -> None:
    settled(browser, read_desk + page)
    live = find_all(browser, "[aria-live], [role=status], [role=alert], [role=log]")
    assert all(
        len(one.text) < 300 and not one.find_elements("css selector", "svg, table, ul") for one in live
    )


def test_marked_words_tell_what_they_are(browser: Any, read_desk: str) -> None:
    settled(browser, f"{read_desk}/article/d17")
    told = [one.name for one in heard(browser) if one.role == "link"]
    kinds = {name.partition(":")[0] for name in told}
    assert {"statement", "event", "expectation", "condition"} <= kinds
    assert any("toward" in name for name in told if name.startswith("event"))
    assert not any("→" in name for name in told)


def test_a_chart_has_a_table_of_the_same(browser: Any, read_desk: str) -> None:
    settled(browser, f"{read_desk}/dyad/RUS/NATO")
    bars = [one.get_attribute("textContent") for one in find_all(browser, "svg.chart a.bar title")]
    browser.execute_script("document.querySelector('details.table').open = true")
    rows = [
        [cell.text for cell in row.find_elements("css selector", "td")]
        for row in find_all(browser, ".table tbody tr")
    ]
    assert bars == [f"{when}: {n} event{'' if n == '1' else 's'}, balance {sum_}" for when, n, sum_ in rows]
    settled(browser, f"{read_desk}/network")
    browser.execute_script("document.querySelector('details.table').open = true")
    assert len(find_all(browser, "svg.network .tie")) == len(find_all(browser, "details.table tbody tr"))


def test_the_month_of_the_slider_is_told_once(browser: Any, read_desk: str) -> None:
    from selenium.webdriver.common.keys import Keys

    settled(browser, f"{read_desk}/network")
    find(browser, "#month").send_keys(Keys.ARROW_LEFT)
    month = find(browser, "#month").get_dom_attribute("aria-valuetext")
    assert month == find(browser, "#until option:checked").text
    assert wait(lambda: find(browser, "#told").get_attribute("textContent")).endswith(
        f"by the end of {month}"
    )
    assert browser.switch_to.active_element.get_attribute("id") == "month"
    find(browser, "#until").send_keys(Keys.ARROW_UP)
    chosen = find(browser, "#until option:checked").text
    assert chosen != month
    assert find(browser, "#month").get_dom_attribute("aria-valuetext") == chosen


def test_pictures_take_one_stop_of_tab(browser: Any, read_desk: str) -> None:
    for page, marks in (("/dyad/RUS/NATO", "svg.chart a"), ("/network", "svg.network a")):
        settled(browser, read_desk + page)
        stops = [one for one in find_all(browser, marks) if one.get_dom_attribute("tabindex") != "-1"]
        assert len(stops) == 1


def at(browser: Any) -> Any:
    """The element that has the focus."""
    return browser.switch_to.active_element


@pytest.mark.parametrize("key", ["a", "r", "n"])
def test_after_a_decision_one_is_at_the_next_record(browser: Any, desk: str, key: str) -> None:
    settled(browser, f"{desk}/review")
    first = find(browser, "#record").text
    press(browser, key)
    wait(lambda: find(browser, "#record").text != first)
    assert wait(lambda: at(browser).get_attribute("id") == "record")
    group = next(one for one in heard(browser) if one.role == "group" and one.state.get("focused"))
    assert group.name.replace(" ", "").lower().startswith(find(browser, "#h-record .kind").text.lower())
    assert ("Noted" in group.description) == (key != "n")
    press(browser, "u" if key != "n" else "p")
    wait(lambda: find(browser, "#record").text == first)
    assert wait(lambda: at(browser).get_attribute("id") == "record")


def test_keys_of_a_field_lead_into_it(browser: Any, desk: str) -> None:
    from selenium.webdriver.common.keys import Keys

    settled(browser, f"{desk}/review/d17.e2")
    for key, field in (("t", "type"), ("f", "firmness"), ("w", "actors"), ("m", "other")):
        press(browser, key)
        assert at(browser).get_attribute("name") == field
        press(browser, Keys.ESCAPE)
    press(browser, "e")
    assert "Select the words" in find(browser, "#say").text
    assert "/review/d17.e2" in browser.current_url


def test_a_step_of_editing_keeps_one_at_the_line(browser: Any, read_desk: str) -> None:
    settled(browser, f"{read_desk}/brief/RUS/NATO?editing=true")
    press(browser, "j", "]")
    assert wait(lambda: "#l-" in browser.current_url and at(browser).tag_name == "li")


@pytest.mark.parametrize("width", [640, 320])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_flows_at_two_and_four_times_its_size(
    browser: Any, read_desk: str, page: str, width: int
) -> None:
    size = {"width": width, "height": 512, "deviceScaleFactor": 1280 / width, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        settled(browser, read_desk + page)
        # what is cut off at the side can be scrolled to, in a picture of its own
        cut = browser.execute_script(
            "return [...document.querySelectorAll('body *')].filter((e) => !e.closest('figure, .unseen, .skip, svg')"
            " && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 120))"
        )
        assert not cut
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_still_pages_stay_still(browser: Any, read_desk: str, media: Any) -> None:
    media(prefers_reduced_motion="reduce")
    open_page(browser, f"{read_desk}/article/d17")
    assert (
        browser.execute_script("return getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    )
    moving = (
        "return [...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).animationName !== 'none'"
        " || parseFloat(getComputedStyle(e).transitionDuration)).length"
    )
    assert browser.execute_script(moving) == 0


def test_forced_colours_leave_cooperation_and_conflict_apart(
    browser: Any, read_desk: str, media: Any
) -> None:
    media(forced_colors="active")
    settled(browser, f"{read_desk}/dyad/RUS/NATO")
    drawn = {
        way: browser.execute_script(
            f"const s = getComputedStyle(document.querySelector('svg.chart .{way} rect'));"
            " return [s.fill, s.stroke, getComputedStyle(document.body).backgroundColor]"
        )
        for way in ("up", "down")
    }
    assert drawn["up"][:2] != drawn["down"][:2]
    assert all(paper not in (fill, stroke) or fill != stroke for fill, stroke, paper in drawn.values())
