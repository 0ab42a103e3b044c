"""Marked-up text (HTML, XML) as a tree, safely, and its paragraphs as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.errors import ReadingError

_SPACE = re.compile(r"[^\S\n]+")
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hr", "html", "item", "legend", "li", "list", "main", "menu", "nav",
    "ol", "p", "pre", "quote", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul", "cell", "row",
))  # fmt: skip
_BREAKS = frozenset(("br", "lb", "line-break"))
_DROPPED = frozenset((
    "applet", "audio", "button", "canvas", "iframe", "input", "math", "map", "noscript", "object",
    "script", "select", "style", "svg", "template", "note", "annotation", "tracked-changes", "media",
    "textarea", "title", "video",
))  # fmt: skip
_SURROUNDINGS = frozenset(("aside", "footer", "form", "header", "nav", "menu", "figure", "dialog"))
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse_html(text: str) -> Any:
    """The tree of a page, or None where it holds nothing.

    Args:
        text: the page's source.

    Raises:
        ReadingError: it cannot be taken apart.
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(_NO_XML.sub(" ", text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadingError(f"the page cannot be taken apart ({error}); save its text as .txt.") from error


def parse_xml(data: bytes) -> Any:
    """The root of an XML document; entities of its own and anything outside of it are not followed.

    Args:
        data: the bytes.

    Raises:
        ReadingError: it is not well formed.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadingError(f"is not well-formed XML ({error}); export it again.") from error


def paragraphs(tree: Any, *, surroundings: bool = True) -> list[str]:
    """The paragraphs of a tree in order, as plain text.

    Two breaks part paragraphs, one is a space; what is no text (scripts, styles, pictures) is left out.

    Args:
        tree: an element of lxml.
        surroundings: keep what stands around an article too: navigation, asides, forms, footers.
    """
    out: list[str] = []
    line: list[str] = []

    def end() -> None:
        text = "".join(line)
        line.clear()
        for part in re.split(r"\n(?:\s*\n)+", _SPACE.sub(" ", text)):
            said = " ".join(part.split())
            if said:
                out.append(said)

    for kind, value in _walk(tree, surroundings):
        if kind == "text":
            line.append(value.replace("\n", " ").replace("\r", " "))
        elif kind == "break":
            line.append("\n")
        else:
            end()
    end()
    return out


def _walk(tree: Any, surroundings: bool) -> Iterator[tuple[str, str]]:
    # by hand and not by recursion: a hostile page is nested deeper than Python goes
    todo: list[tuple[Any, bool]] = [(tree, True)]
    while todo:
        element, opens = todo.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        name = tag.rpartition("}")[2].lower() if tag else ""
        block = name in _BLOCKS
        if not opens:
            if block:
                yield "block", name
            if element is not tree and element.tail:
                yield "text", element.tail
            continue
        todo.append((element, False))
        if not tag or name in _DROPPED or (not surroundings and name in _SURROUNDINGS):
            continue
        if block:
            yield "block", name
        elif name in _BREAKS:
            yield "break", name
        if element.text:
            yield "text", element.text
        todo.extend((child, True) for child in reversed(element))


def clean(text: str) -> list[str]:
    """The paragraphs of a piece of HTML, or of a plain text with empty lines between its paragraphs."""
    if not text.strip():
        return []
    if "<" not in text and "&" not in text:
        return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    tree = parse_html(f"<div>{text}</div>")
    return [] if tree is None else paragraphs(tree)
