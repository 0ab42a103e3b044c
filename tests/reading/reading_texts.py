"""What the tests of formats share: our own article, and short ways to look at what was read."""

from __future__ import annotations

from collections.abc import Callable

from detente.reading import Failure
from detente.records import Document

TITLE = "Envoys of Arvania and Kestria meet over grain"
PARAGRAPHS = (
    "The foreign minister of Arvania went to Kestria on Monday to meet the president, and both spoke of grain "
    "for three hours.",
    "“We shall see what comes of it,” the minister’s spokesman said afterwards – and he would not say more than "
    "that to those who waited outside.",
    "Kestria will send no troops to the border before the harvest is over, the president’s office told the "
    "Lindwire agency on Tuesday evening.",
)
BODY = "\n\n".join(PARAGRAPHS)

Reading = Callable[..., list[Document | Failure]]


def only(items: list[Document | Failure]) -> Document:
    """The one document."""
    (item,) = items
    assert isinstance(item, Document), item
    return item


def reason(items: list[Document | Failure]) -> str:
    """Why the one thing was not read."""
    (item,) = items
    assert isinstance(item, Failure), item
    return item.reason


def body(document: Document) -> str:
    """The part that is coded."""
    assert document.body is not None
    return document.text[slice(*document.body)]
