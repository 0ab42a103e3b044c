"""What the browser tests share: the pages they open, and what a person does on them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Serve = Callable[[Path], str]
"""Serves a ledger, and tells the address."""
PAGES = (
    "/", "/dyad/RUS/NATO", "/article/d17?record=e2", "/search?q=NATO", "/review", "/timeline", "/network", "/brief/RUS/NATO",
    "/brief/RUS/NATO?editing=true", "/review?kind=statement", "/review?kind=condition", "/review?kind=expectation",
    "/review?kind=explanation", "/source/putin-vladimir", "/dyads", "/actors", "/actor/putin-vladimir", "/sources", "/nothing",
    "/dyad/RUS/NATO/events", "/timeline?since=gibberish",
)  # fmt: skip
SERVED: dict[str, Path] = {}
"""The ledger behind each address."""


def find(browser: Any, css: str) -> Any:
    return browser.find_element("css selector", css)


def find_all(browser: Any, css: str) -> list[Any]:
    found: list[Any] = browser.find_elements("css selector", css)
    return found


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def wait(said: Callable[[], Any], seconds: float = 20) -> Any:
    """What `said` returns, once it is something."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            if found := said():
                return found
        except Exception as error:
            last = error
            if time.monotonic() > ends - 0.2:
                raise last from None
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def open_page(browser: Any, address: str) -> None:
    """Open a page and wait until it is more than a request to wait."""
    browser.get(address)
    wait(lambda: find(browser, "h1").text != "A moment")
