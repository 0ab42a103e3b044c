"""Saved feeds: one document an entry, whatever kind of feed it is."""

from __future__ import annotations

import json
import socket

import pytest
from reading_texts import PARAGRAPHS, TITLE, Reading, body, reason

from detente.reading import Failure
from detente.records import Document

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lindwire &amp; Co</title>
<item><title>{TITLE}</title><link>https://lindwire.example/grain</link><guid isPermaLink="false">lw-1</guid>
<pubDate>Thu, 04 Jun 1987 23:10:00 -0500</pubDate><author>Nils Aker</author>
<description>Only a teaser.</description>
<content:encoded><![CDATA[<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><script>x()</script>]]></content:encoded></item>
<item><title>Second</title><link>https://lindwire.example/2</link><description>{PARAGRAPHS[2]}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lindwire</title>
<entry><id>tag:lindwire.example,1987:1</id><title type="html">Envoys of &lt;b&gt;Arvania&lt;/b&gt; meet</title>
<link href="https://lindwire.example/grain"/><published>1987-06-04T23:10:00-05:00</published>
<updated>1990-01-01T00:00:00Z</updated><content type="html">&lt;p&gt;{PARAGRAPHS[2]}&lt;/p&gt;</content>
<source><title>Harbour Gazette</title></source></entry></feed>"""
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lindwire</title></channel>
<item rdf:about="https://lindwire.example/grain"><title>{TITLE}</title><link>https://lindwire.example/grain</link>
<dc:date>1987-06-04</dc:date><description>{PARAGRAPHS[2]}</description></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Lindwire",
        "items": [
            {"id": 7, "title": TITLE, "url": "https://lindwire.example/grain", "date_published": "1987-06-04T23:10:00-05:00",
             "content_text": f"{PARAGRAPHS[0]}\n\nThree < four & more. {PARAGRAPHS[2]}", "authors": [{"name": "Nils Aker"}]},
        ],
    }
)  # fmt: skip


def test_an_entry_is_a_document(reading: Reading) -> None:
    one, two = reading("a.rss", RSS)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.id, one.title, one.publication, one.author) == ("lw-1", TITLE, "Lindwire & Co", "Nils Aker")
    assert (one.published, one.published_basis, one.url) == (
        "1987-06-04",
        "metadata",
        "https://lindwire.example/grain",
    )
    assert body(one) == "\n\n".join(PARAGRAPHS[:2])
    assert one.path is not None
    assert one.path.endswith("a.rss#lw-1")
    assert (two.title, two.published, body(two)) == ("Second", None, PARAGRAPHS[2])
    assert two.id == "https://lindwire.example/2"


@pytest.mark.parametrize("name", ["a.xml", "a.atom", "a.json", "a", "a.txt"])
@pytest.mark.parametrize("feed", [ATOM, RDF, JSON, RSS], ids=["atom", "rdf", "json", "rss"])
def test_every_kind_is_told_by_its_bytes(reading: Reading, feed: str, name: str) -> None:
    if name == "a.txt" and feed is ATOM:
        return  # without a declaration this may be a text about Atom
    one = reading(name, feed)[0]
    assert isinstance(one, Document)
    assert one.published == "1987-06-04"
    assert PARAGRAPHS[2] in one.text or one.id == "lw-1"


def test_what_an_entry_says_of_itself(reading: Reading) -> None:
    (one,) = reading("a.atom", ATOM)
    assert isinstance(one, Document)
    assert (one.title, one.publication) == ("Envoys of Arvania meet", "Harbour Gazette")
    (two,) = reading("a.json", JSON)
    assert isinstance(two, Document)
    assert (two.id, two.author) == ("7", "Nils Aker")
    assert "Three < four & more." in two.text


def test_an_empty_entry_is_listed_and_the_rest_is_read(reading: Reading) -> None:
    items = reading("a.rss", RSS.replace(f"<description>{PARAGRAPHS[2]}</description>", ""))
    assert [type(item) for item in items] == [Document, Failure]
    assert "entry 2: is empty" in str(items[1])


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        ("<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>", "no entries"),
        ("<rss", "save it again"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "no list"),
        ('{"version": "https://jsonfeed.org/version/1", ', "no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000, "no JSON Feed"),
    ],
)
def test_bad_feeds(reading: Reading, feed: str, said: str) -> None:
    name = "a.rss" if feed.startswith("<") else "a.json"
    assert said in reason(reading(name, feed))


def test_entities_are_not_followed_and_nothing_is_fetched(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", never)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = RSS.replace(
        "<rss ", f'<!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">{laughs}]><rss '
    )
    for item in reading("a.xml", bomb.replace("Only a teaser.", "&l11;&x;").replace("Second", "&l11; &x;")):
        assert isinstance(item, Failure) or (len(item.text) < 10_000 and "root:" not in item.text)
