"""A brief as a DOCX file: each line with its footnotes, and the articles it rests on as a bibliography."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from detente.briefing.model import Brief, Evidence
from detente.briefing.render import cited, heading
from detente.errors import SettingError

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_RULES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_SMALL = '<w:rPr><w:sz w:val="17"/></w:rPr>'


class _Notes:
    """The footnotes of a document, in order; a sentence that is cited again is told by its first note."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._first: dict[object, int] = {}

    def add(self, evidence: Evidence) -> int:
        """Add a footnote, and tell its number."""
        number = len(self.texts) + 1
        first = self._first.setdefault(evidence.key, number)
        told = f"{cited(evidence)}: “{' '.join(evidence.text.split())}”"
        self.texts.append(told if first == number else f"As in note {first}: {cited(evidence)}.")
        return number

    def xml(self) -> bytes:
        """The part of the file that holds them."""
        notes = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r><w:r>{_SMALL}'
            f'<w:t xml:space="preserve"> {escape(clean(text))}</w:t></w:r></w:p></w:footnote>'
            for n, text in enumerate(self.texts, 1)
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        return f'{head}<w:footnotes xmlns:w="{_W}">{_RULES}{notes}</w:footnotes>'.encode()


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def to_docx(brief: Brief, chart: bytes | None = None) -> bytes:
    """The brief as DOCX.

    Args:
        brief: the brief.
        chart: a picture (PNG) that stands under the title, or None.

    Raises:
        SettingError: python-docx is not installed.
    """
    try:
        from docx import Document
        from docx.shared import Cm, Pt
    except ImportError as error:
        raise SettingError("DOCX needs python-docx: pip install 'detente[desk]'.") from error
    made = Document()
    made.styles["Normal"].font.name = "Georgia"
    made.styles["Normal"].font.size = Pt(10.5)
    made.core_properties.title = clean(brief.title)
    made.core_properties.author = "Detente"
    made.add_heading(clean(brief.title), 0)
    made.add_paragraph(heading(brief)).runs[0].italic = True
    if chart is not None:
        made.add_picture(BytesIO(chart), width=Cm(15))
    notes = _Notes()
    for section in brief.sections:
        made.add_heading(section.title, 1)
        for line in section.lines:
            paragraph = made.add_paragraph(clean(line.text), style="List Bullet")
            for evidence in dict.fromkeys(line.evidence):
                _refer(paragraph, notes.add(evidence))
        if not section.lines:
            made.add_paragraph(section.empty)
        if section.left_out:
            shown = len(section.lines)
            made.add_paragraph(f"{shown} of {shown + section.left_out} shown.")
    made.add_heading("Bibliography", 1)
    articles = {evidence.document: evidence for evidence in brief.evidence}
    for evidence in sorted(articles.values(), key=lambda one: (one.published or "", one.label)):
        where = f". {evidence.where}" if evidence.where else ""
        made.add_paragraph(clean(f"{cited(evidence)}{where}"))
    if notes.texts:
        _attach(made, notes)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _refer(paragraph: Any, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(mark)


def _attach(made: Any, notes: _Notes) -> None:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes.xml(), made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
