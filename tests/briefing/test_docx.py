"""A brief as DOCX: footnotes that the text refers to, and a bibliography."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from detente.briefing.model import Brief, Evidence, Line, Section, words

pytest.importorskip("docx", reason="python-docx is not installed")


def test_each_line_has_its_footnotes() -> None:
    from docx import Document

    from detente.briefing.docx import to_docx

    one = Evidence(
        "d1", (0, 20), "Arvania & Kestria\x0b met.", "The Courier 3:4", "2011-03-15", where="a.txt"
    )
    two = Evidence("d2", (5, 30), "Kestria said < nothing.", "The Post", "2011-03-19")
    lines = (Line((words("They met."),), (one,)), Line((words("It said nothing."),), (two, one)))
    brief = Brief(
        "ARV", "KES", "Arvania – Kestria", None, None, 2, (Section("news", "What is new", lines, "Nothing."),),
        evidence=(one, two),
    )  # fmt: skip
    data = to_docx(brief)
    with ZipFile(BytesIO(data)) as held:
        body, notes = (held.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
    referred = re.findall(r'<w:footnoteReference w:id="(\d+)"', body)
    assert referred == ["1", "2", "3"]
    assert re.findall(r'<w:footnote w:id="(\d+)"', notes) == referred
    assert "Arvania &amp; Kestria met." in notes
    assert "As in note 1: The Courier 3:4" in notes
    told = [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]
    listed = told[told.index("Bibliography") + 1 :]
    assert [line.partition(",")[0] for line in listed] == ["The Courier 3:4", "The Post"]
