"""PDF, DOCX, OpenDocument and RTF: running text out of printed pages, and clear words where there is none."""

from __future__ import annotations

import io
import logging
import zipfile

import pytest
from reading_texts import BODY, PARAGRAPHS, TITLE, Reading, body, only, reason

from detente.reading.pdflines import join_lines

PLAIN = tuple(
    part.replace("“", '"').replace("”", '"').replace("’", "'").replace("–", "-") for part in PARAGRAPHS
)
NAMES = [
    "Abor",
    "Bele",
    "Cano",
    "Dorn",
    "Elva",
    "Fenn",
    "Gard",
    "Hale",
    "Ivor",
    "Jarn",
    "Kest",
    "Lind",
    "Mark",
    "Nove",
    "Orla",
    "Pell",
    "Quen",
    "Rosk",
]
LONG = tuple(
    f"{name} was there at first. {PLAIN[n % 3].replace(' the', f' the {name}')} Of its envoys those from {name} went home. {PLAIN[(n + 1) % 3].replace(' the', f' the {name}')}"
    for n, name in enumerate(NAMES)
)


def pdf(paragraphs: tuple[str, ...], *, title: str = TITLE, password: str = "") -> bytes:
    from fpdf import FPDF

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("Times", size=9)
            self.cell(
                0,
                8,
                f"Lindhaven Institute   Paper 12, June 1987   {self.page_no()}",
                new_x="LMARGIN",
                new_y="NEXT",
            )

        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 8, f"Page {self.page_no()} of {{nb}}", align="C")

    paper = Paper()
    if password:
        paper.set_encryption(owner_password="owner", user_password=password)
    paper.add_page()
    paper.set_font("Times", size=14)
    paper.multi_cell(0, 10, title, new_x="LMARGIN", new_y="NEXT")
    paper.set_font("Times", size=11)
    for part in paragraphs:
        paper.multi_cell(0, 6, part, new_x="LMARGIN", new_y="NEXT")
        paper.ln(3)
    return bytes(paper.output())


def test_a_pdf_becomes_paragraphs(reading: Reading) -> None:
    found = only(reading("a.pdf", pdf(LONG)))
    assert found.title == TITLE
    # headers, footers and page numbers are gone, and nothing else
    assert body(found).split() == " ".join(LONG).split()
    assert set(LONG) & set(body(found).split("\n\n"))


def test_a_pdf_under_any_name(reading: Reading) -> None:
    assert only(reading("paper", pdf(LONG))).title == TITLE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf(PLAIN, password="secret"), "locked with a password"),
        (pdf((), title=" "), "text recognition"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, "damaged"),
        (b"%PDF-1.4", "damaged"),
        (pdf(LONG)[:900], "damaged"),
        (b"no pdf at all", "damaged"),
    ],
    ids=["locked", "scanned", "garbage", "stub", "cut off", "text"],
)
def test_pdfs_without_text(reading: Reading, data: bytes, said: str) -> None:
    if said == "text recognition":
        # what is left is the header of each page, which a scan has not
        from pypdf import PdfWriter

        writer = PdfWriter()
        writer.add_blank_page(200, 200)
        out = io.BytesIO()
        writer.write(out)
        data = out.getvalue()
    assert said in reason(reading("a.pdf", data))


@pytest.mark.parametrize(
    ("pages", "paragraphs"),
    [
        (["The talks went on in the har-\nbour town until the evening."], ["The talks went on in the harbour town until the evening."]),
        (
            ["The vice-president came and the vice-\npresident left the harbour in the evening."],
            ["The vice-president came and the vice-president left the harbour in the evening."],
        ),
        (["Talks on North-\nSouth trade were held in the harbour."], ["Talks on North- South trade were held in the harbour."]),
        (["An oﬃcial ﬁled it."], ["An official filed it."]),
        (["", "  \n "], []),
        (["Paper 1\nThe minister came to the harbour and\n1", "Paper 1\nleft it in the evening.\n2"],
         ["The minister came to the harbour and left it in the evening."]),
        (["One.\n• First of the points\n• Second of the points"], ["One.", "• First of the points", "• Second of the points"]),
    ],
)  # fmt: skip
def test_lines_are_joined(pages: list[str], paragraphs: list[str]) -> None:
    assert join_lines(pages) == paragraphs


def docx(*paragraphs: str) -> bytes:
    from docx import Document as Paper

    paper = Paper()
    paper.add_heading(TITLE, 1)
    paper.add_paragraph("By Nils Aker")
    for part in paragraphs:
        paper.add_paragraph(part)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def changed(data: bytes, name: str, make: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info.filename, make(part) if info.filename == name else part)  # type: ignore[operator]
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a", "a.zip"])
def test_a_docx_becomes_paragraphs(reading: Reading, name: str) -> None:
    found = only(reading(name, docx(*PARAGRAPHS)))
    assert (found.title, found.author, body(found)) == (TITLE, "Nils Aker", BODY)


def test_a_docx_that_is_damaged_or_a_trap(reading: Reading) -> None:
    good = docx(*PARAGRAPHS)
    assert "damaged" in reason(reading("a.docx", good[: len(good) // 2]))
    assert "damaged" in reason(reading("a.docx", b"not zipped"))
    assert "damaged" in reason(reading("a.docx", changed(good, "word/document.xml", lambda part: part[:500])))
    bomb = changed(
        good, "word/document.xml", lambda part: part.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
    )
    assert "entities" in reason(reading("a.docx", bomb))
    huge = changed(good, "word/document.xml", lambda part: part + b" " * 70_000_000)
    assert "unpacks to" in reason(reading("a.docx", huge))


def odt(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        box.writestr("content.xml", content)
    return out.getvalue()


def test_an_opendocument_text(reading: Reading) -> None:
    parts = "".join(
        f"<text:p>{part}<text:note><text:p>A note.</text:p></text:note></text:p>" for part in PARAGRAPHS
    )
    content = (
        '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>'
        f"<text:h>{TITLE}</text:h>{parts}</office:text></office:body></office:document-content>"
    )
    found = only(reading("a.odt", odt(content)))
    assert (found.title, body(found)) == (TITLE, BODY)
    assert "well-formed" in reason(reading("b.odt", odt("<office")))


def test_an_rtf_text(reading: Reading) -> None:
    def run(text: str) -> str:
        return "".join(sign if sign < "\x80" else f"\\u{ord(sign)}?" for sign in text)

    inner = "\\par\n\\par\n".join(run(part) for part in (TITLE, *PARAGRAPHS))
    data = f"{{\\rtf1\\ansi{{\\fonttbl\\f0 Times;}}\\f0 {inner}\\par}}"
    for name in ("a.rtf", "a.doc"):
        found = only(reading(name, data))
        assert (found.title, body(found)) == (TITLE, BODY)
    assert reason(reading("b.rtf", "{\\rtf1 }")) == "is empty."


def test_spoilt_pages_are_named(
    reading: Reading, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdf

    taken = pypdf.PageObject.extract_text
    calls = []

    def sometimes(self: pypdf.PageObject) -> str:
        calls.append(1)
        if len(calls) == 2:
            raise ValueError("spoilt")
        return taken(self)

    monkeypatch.setattr(pypdf.PageObject, "extract_text", sometimes)
    with caplog.at_level(logging.WARNING, "detente.reading"):
        only(reading("a.pdf", pdf(LONG * 3)))
    assert "pages are damaged and left out: 2." in caplog.text
