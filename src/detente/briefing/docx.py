"""A brief as a DOCX file, with its sources numbered at the end."""

from __future__ import annotations

from io import BytesIO

from detente.briefing.model import Brief
from detente.briefing.render import cited, heading
from detente.errors import SettingError


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
    made.core_properties.title = brief.title
    made.core_properties.author = "Detente"
    made.add_heading(brief.title, 0)
    made.add_paragraph(heading(brief)).runs[0].italic = True
    if chart is not None:
        made.add_picture(BytesIO(chart), width=Cm(15))
    for section in brief.sections:
        made.add_heading(section.title, 1)
        for line in section.lines:
            paragraph = made.add_paragraph(line.text, style="List Bullet")
            for number in dict.fromkeys(brief.number(one) for one in line.evidence):
                mark = paragraph.add_run(f" {number}")
                mark.font.superscript = True
        if not section.lines:
            made.add_paragraph(section.empty)
        if section.left_out:
            shown = len(section.lines)
            made.add_paragraph(f"{shown} of {shown + section.left_out} shown.")
    made.add_heading("Sources", 1)
    for number, evidence in enumerate(brief.evidence, 1):
        paragraph = made.add_paragraph(f"{number}. {cited(evidence)}: ")
        paragraph.add_run(f"“{' '.join(evidence.text.split())}”").italic = True
    out = BytesIO()
    made.save(out)
    return out.getvalue()
