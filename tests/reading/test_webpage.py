"""Saved web pages: the article alone, with what the page says of itself, whatever its encoding and its state."""

from __future__ import annotations

import hashlib
import logging
import socket

import pytest
from reading_texts import BODY, PARAGRAPHS, TITLE, Reading, body, only, reason

from detente.records import Document

HEAD = """<title>Envoys of Arvania and Kestria meet over grain | Lindwire</title>
<meta property="og:site_name" content="Lindwire"><meta name="author" content="Nils Aker">
<meta property="article:published_time" content="1987-06-04T23:10:00-05:00">
<link rel="canonical" href="https://lindwire.example/1987/grain">"""
AROUND = (
    '<nav><ul><li><a href="/">Home page</a></li><li><a href="/w">World news</a></li></ul></nav>',
    "<aside><p>Read more: ten things you should know about the weather this week</p></aside>"
    "<footer><p>Copyright 2024 Lindwire. All rights reserved. Cookie settings and imprint.</p></footer>",
)


def page(paragraphs: tuple[str, ...] = PARAGRAPHS, head: str = HEAD, title: str = TITLE) -> str:
    inner = "\n".join(f"<p>{part}</p>" for part in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{head}<script>var minister = "a script";</script></head><body>'
        f"{AROUND[0]}<article><h1>{title}</h1><p>By Nils Aker</p>\n{inner}</article>{AROUND[1]}</body></html>"
    )


def test_the_article_stands_alone(reading: Reading) -> None:
    found = only(reading("a.html", page()))
    assert found.text == f"{TITLE}\n\nBy Nils Aker\n\n{BODY}"
    assert body(found) == BODY
    assert (found.title, found.author, found.publication) == (TITLE, "Nils Aker", "Lindwire")
    # the day is the one where it was written
    assert (found.published, found.published_basis) == ("1987-06-04", "metadata")
    assert found.url == "https://lindwire.example/1987/grain"
    assert found.sha256 == hashlib.sha256(page().encode()).hexdigest()


@pytest.mark.parametrize("name", ["a.htm", "a.xhtml", "a.txt", "a.page", "a"])
def test_what_is_a_page_is_told_by_its_bytes(reading: Reading, name: str) -> None:
    assert body(only(reading(name, page()))) == BODY


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("cp1252", '<meta charset="utf-8">'),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", ""),
        ("cp1252", '<meta charset="no-such-thing">'),
        ("cp1252", '<meta charset="rot13">'),
        ("utf-16", ""),
        ("koi8-r", "<meta charset=koi8-r>"),
    ],
)
def test_the_encoding_is_made_out(reading: Reading, encoding: str, declared: str) -> None:
    data = page(head=declared + HEAD).encode(encoding, "xmlcharrefreplace")
    assert body(only(reading("a.html", data))) == BODY


def test_a_few_bad_bytes_do_not_spoil_a_page(reading: Reading) -> None:
    data = page(head='<meta charset="utf-8">').encode().replace(b"three hours", b"three\xff hours")
    assert body(only(reading("a.html", data))) == BODY.replace("three hours", "three\ufffd hours")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta name="date" content="2011-06">', "2011-06"),
        ('<meta name="DC.date.issued" content="4 June 2011">', "2011-06-04"),
        ('<meta name="pubdate" content="20110604">', "2011-06-04"),
        ('<meta name="date" content="05/06/2011">', "2011"),
        ('<meta property="article:modified_time" content="2012-01-01T00:00:00Z">', None),
        ('<meta name="date" content="soon">', None),
        ("<!-- 4 June 2011 -->", None),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", '
            '"datePublished": "2011-06-04T01:00:00+09:00"}]}</script>',
            "2011-06-04",
        ),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
    ],
)
def test_the_date_is_the_one_declared(reading: Reading, head: str, date: str | None) -> None:
    assert only(reading("a.html", page(head=head))).published == date


def test_a_front_page_is_no_address(reading: Reading) -> None:
    for address in ("https://lindwire.example/", "javascript:alert(1)", "http://[bad", "/grain"):
        found = only(reading("a.html", page(head=f'<link rel="canonical" href="{address}">')))
        assert found.url is None


def test_a_table_of_old_keeps_its_paragraphs(reading: Reading) -> None:
    inner = "<br><br>".join(PARAGRAPHS[:2]) + f"<p>{PARAGRAPHS[2]}"
    old = (
        f"<html><head><title>{TITLE}</title></head><body bgcolor=white>"
        '<div class="menu"><form><a href="a">Home</a> <a href="b">World</a></form></div>'
        f"<table><tr><td><font size=2>{inner}</font></td></tr></table></body></html>"
    )
    found = only(reading("a.html", old))
    assert (found.title, body(found).removeprefix("Home World\n\n")) == (TITLE, BODY)


def test_where_no_article_stands_out_all_is_taken_and_this_is_said(
    reading: Reading, caplog: pytest.LogCaptureFixture
) -> None:
    inner = "".join(f"<p>{part}</p>" for part in PARAGRAPHS)
    with caplog.at_level(logging.WARNING, "detente.reading"):
        found = only(
            reading("a.html", f"<html><title>{TITLE}</title><body><footer>{inner}</footer></body></html>")
        )
    assert (found.title, body(found)) == (TITLE, BODY)
    assert "all its paragraphs were taken" in caplog.text


def test_short_pages_are_whole(reading: Reading) -> None:
    short = "The two ministers of Arvania and Kestria met."
    assert body(only(reading("a.html", page((short,))))).split("\n\n")[-1] == short


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<html></html>", "holds no text"),
        ("<!DOCTYPE html>", "page"),
        ("<html><body><script>fill()</script></body></html>", "save what the browser shows"),
        ("<html><body><p>Министр приехал в понедельник и сразу уехал.</p></body></html>", "Cyrillic"),
    ],
)
def test_pages_without_text_are_listed(reading: Reading, source: str, said: str) -> None:
    assert said in reason(reading("a.html", source))


def test_five_megabytes_of_script(reading: Reading) -> None:
    script = "<script>" + 'var a = "word word word";\n' * 200_000 + "</script>"
    assert body(only(reading("a.html", page().replace("<article>", script + "<article>")))) == BODY


@pytest.mark.parametrize("tag", ["div", "b", "table", "span"])
def test_pages_of_any_depth(reading: Reading, tag: str) -> None:
    for item in reading("a.html", f"<html><body>{f'<{tag}>' * 20_000}{BODY}</body></html>"):
        assert str(item)


def test_nothing_is_fetched_and_nothing_is_followed(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    head = (
        '<!ENTITY x SYSTEM "file:///etc/passwd"><base href="http://198.51.100.1/"><link rel="stylesheet" '
        'href="http://198.51.100.1/a.css"><meta http-equiv="refresh" content="0; url=http://198.51.100.1/">'
    )
    found = only(
        reading("a.html", page((*PARAGRAPHS, '<img src="http://198.51.100.1/a.png">&x;'), head=HEAD + head))
    )
    assert "root:" not in found.text


def test_what_a_browser_saved_beside_a_page_belongs_to_it(reading: Reading) -> None:
    from pathlib import Path

    from detente.reading import read

    item = only(reading("saved/Page.html", page()))
    folder = Path(item.id).parent
    (folder / "Page_files").mkdir()
    (folder / "Page_files" / "style.css").write_text("p {}")
    (folder / "Page_files" / "frame.html").write_text(page())
    assert [i.id for i in read(folder) if isinstance(i, Document)] == [item.id]
    assert len(list(read(folder))) == 1
