"""Letters, mailboxes, and pages saved as letters."""

from __future__ import annotations

import io
import logging
from email.message import EmailMessage

import pytest
from reading_texts import BODY, PARAGRAPHS, TITLE, Reading, body, only, reason

from detente.reading import Failure
from detente.records import Document


def letter(text: str = BODY, subtype: str = "plain", charset: str = "utf-8", **fields: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = TITLE
    made["From"] = "Nils Aker <nils@lindwire.example>"
    made["Date"] = "Thu, 04 Jun 1987 23:10:00 -0500 (CDT)"
    made["Message-ID"] = "<1@lindwire.example>"
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    made.set_content(text, subtype=subtype, charset=charset)
    return made


@pytest.mark.parametrize("name", ["a.eml", "a", "a.msg"])
def test_a_letter(reading: Reading, name: str) -> None:
    found = only(reading(name, bytes(letter())))
    assert (found.title, found.author, found.published) == (TITLE, "Nils Aker", "1987-06-04")
    assert body(found).strip() == BODY


def test_a_letter_in_html_and_another_encoding(reading: Reading) -> None:
    html = "<html><body>" + "".join(f"<p>{part}</p>" for part in PARAGRAPHS) + "</body></html>"
    assert body(only(reading("a.eml", bytes(letter(html, "html"))))) == BODY
    assert body(only(reading("b.eml", bytes(letter(charset="cp1252"))))).strip() == BODY


def test_what_is_attached_is_said(reading: Reading, caplog: pytest.LogCaptureFixture) -> None:
    made = letter()
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    with caplog.at_level(logging.WARNING, "detente.reading"):
        assert only(reading("a.eml", bytes(made))).title == TITLE
    assert "1 attached" in caplog.text


def test_a_text_with_a_header_is_no_letter(reading: Reading) -> None:
    found = only(reading("a.txt", f"Subject: Grain\nDate: 4 June 1987\n\n{BODY}"))
    assert found.text.startswith("Subject")


def mailbox(*letters: EmailMessage | bytes) -> bytes:
    return b"\n".join(
        b"From nils@lindwire.example Thu Jun  4 23:10:00 1987\n" + bytes(one) for one in letters
    )


@pytest.mark.parametrize("name", ["a.mbox", "a", "Inbox.mail"])
def test_a_mailbox(reading: Reading, name: str) -> None:
    second = letter(f">From the harbour came word.\n\n{PARAGRAPHS[2]}")
    items = reading(name, mailbox(letter(), second, b"Subject: nothing\n\n"))
    assert [type(item) for item in items] == [Document, Document, Failure]
    one, two = items[0], items[1]
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert one.id.endswith(":1")
    assert one.path is not None
    assert one.path.endswith("#1")
    assert two.text.startswith(f"{TITLE}\n\nFrom the harbour")
    assert "letter 3: is empty" in str(items[2])


def test_a_mailbox_is_read_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.reading import mail

    monkeypatch.setattr(mail, "LETTER", 100)
    stream = io.BytesIO(
        mailbox(b"Subject: a\n\nshort\n", b"Subject: b\n\n" + b"long\n" * 100, b"Subject: c\n\nshort\n")
    )
    assert [found is None for found in mail._letters(stream)] == [False, True, False]


def test_no_mailbox(reading: Reading) -> None:
    assert "holds no letter" in reason(reading("a.mbox", "no letter at all\n"))


def test_a_page_saved_as_a_letter(reading: Reading) -> None:
    html = (
        f'<html><head><title>{TITLE}</title><meta name="date" content="1987-06-04"></head><body><article><h1>{TITLE}</h1>'
        + "".join(f"<p>{part}</p>" for part in PARAGRAPHS)
        + "</article></body></html>"
    )
    made = EmailMessage()
    made["From"] = "<Saved by a browser>"
    made["Subject"] = TITLE
    made["Snapshot-Content-Location"] = "https://lindwire.example/grain"
    made.set_content(html, subtype="html", cte="quoted-printable")
    made.add_related(b"\x89PNG", maintype="image", subtype="png")
    for name in ("a.mhtml", "a.mht", "a"):
        found = only(reading(name, bytes(made)))
        assert (found.title, found.url, found.published) == (
            TITLE,
            "https://lindwire.example/grain",
            "1987-06-04",
        )
        assert body(found) == BODY


@pytest.mark.parametrize(
    "data",
    [
        b"From: \xff\xfe\nMIME-Version: 1.0\nContent-Type: text/plain; charset=klingon\n\nText came.",
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\n\n--\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n--x--",
        b"Date: yesterday\nFrom: ,;<\nMessage-ID: <\n\nText came.",
        b"Subject: =?klingon?q?=E9?=\nMessage-ID: x\n\nText came.",
    ],
)
def test_letters_that_follow_no_rule(reading: Reading, data: bytes) -> None:
    (item,) = reading("a.eml", data)
    assert isinstance(item, Failure) or item.text.endswith("Text came.")
