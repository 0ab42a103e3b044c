"""NITF, NewsML and the Reuters form: one document an item, and no entity followed."""

from __future__ import annotations

import pytest
from reading_texts import BODY, PARAGRAPHS, TITLE, Reading, body, only, reason

from detente.reading import Failure
from detente.records import Document

PARTS = "".join(f"<p>{part}</p>" for part in PARAGRAPHS)
NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://198.51.100.1/nitf.dtd">
<nitf><head><title>short</title><docdata><date.issue norm="19870604T000000+0100"/></docdata>
<pubdata name="Lindwire" date.publication="19870605" ex-ref="https://lindwire.example/7"/></head>
<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By Nils Aker</byline></body.head>
<body.content><block class="lead_paragraph"><p>{PARAGRAPHS[0]}</p></block><block class="full_text">{PARTS}</block>
<media><media-caption>A harbour.</media-caption></media></body.content></body></nitf>"""


def item(guid: str, inner: str) -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}"><itemMeta><provider literal="Lindwire"/>'
        "<versionCreated>1990-01-01T00:00:00Z</versionCreated><firstCreated>1987-06-04T23:10:00-05:00</firstCreated>"
        f"</itemMeta><contentMeta><headline>{TITLE}</headline><by>Nils Aker</by></contentMeta>"
        f"<contentSet>{inner}</contentSet></newsItem>"
    )


HTML = f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{PARTS}</body></html></inlineXML>'
WITHIN = f"<inlineXML><nitf xmlns=''><body><body.content>{PARTS}</body.content></body></nitf></inlineXML>"
ESCAPED = f"<inlineData>{PARTS.replace('<', '&lt;')}</inlineData>"
REUTERS = f"""<?xml version="1.0"?><newsitem itemid="7" date="1987-06-04"><title>{TITLE}</title><headline>{TITLE}</headline>
<byline>Nils Aker</byline><text>{PARTS}</text><copyright>(c) Lindwire 1987</copyright></newsitem>"""


@pytest.mark.parametrize("name", ["a.xml", "a.nitf", "a", "a.txt"])
def test_nitf(reading: Reading, name: str) -> None:
    found = only(reading(name, NITF))
    assert (found.title, found.author, found.publication) == (TITLE, "Nils Aker", "Lindwire")
    assert (found.published, found.url) == ("1987-06-04", "https://lindwire.example/7")
    assert body(found) == BODY


@pytest.mark.parametrize("inner", [HTML, WITHIN, ESCAPED], ids=["html", "nitf", "escaped"])
def test_newsml_g2(reading: Reading, inner: str) -> None:
    found = only(reading("a.xml", item("urn:7", inner)))
    assert (found.title, found.author, found.publication, found.published) == (
        TITLE,
        "Nils Aker",
        "Lindwire",
        "1987-06-04",
    )
    assert body(found) == BODY


def test_a_message_with_several_items(reading: Reading) -> None:
    message = f"<newsMessage><itemSet>{item('urn:7', WITHIN)}{item('urn:8', '')}{item('urn:9', HTML)}</itemSet></newsMessage>"
    one, two, three = reading("a.xml", message)
    assert isinstance(one, Document)
    assert isinstance(three, Document)
    assert one.id.endswith(":urn:7")
    assert one.path is not None
    assert one.path.endswith("#urn:7")
    assert "item 2: is empty" in str(two)


def test_the_reuters_form(reading: Reading) -> None:
    found = only(reading("a.xml", REUTERS))
    assert (found.title, found.published, body(found)) == (TITLE, "1987-06-04", BODY)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (NITF[:-20], "not well-formed"),
        ('<?xml version="1.0"?><recipe><p>Take an egg.</p></recipe>', "of a kind that Detente does not know"),
        ("", "of a kind that Detente does not know"),
    ],
)
def test_other_xml(reading: Reading, data: str, said: str) -> None:
    assert said in reason(reading("a.xml", data))


def test_entities_are_not_followed(reading: Reading) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 15))
    kind = f'<!DOCTYPE nitf [<!ENTITY l0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">{laughs}]>'
    data = NITF.replace('<!DOCTYPE nitf SYSTEM "http://198.51.100.1/nitf.dtd">', kind)
    for reference in ("&l14;", "&x;"):
        for found in reading("a.xml", data.replace("<p>The", f"<p>{reference}The")):
            assert isinstance(found, Failure) or (len(found.text) < 10_000 and "root:" not in found.text)
