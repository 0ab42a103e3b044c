"""A brief as text, Markdown, HTML or JSON; a line's number leads to article, date and exact sentence."""

from __future__ import annotations

import json
import textwrap
from typing import Any

from detente.briefing.chart import chart_series
from detente.briefing.dates import said
from detente.briefing.model import Brief, Evidence, Line
from detente.errors import SettingError

FORMATS = ("text", "markdown", "html", "json")


def render(brief: Brief, format: str, *, width: int = 88) -> str:
    """Render a brief.

    Args:
        brief: the brief.
        format: one of `FORMATS`.
        width: columns of plain text.

    Raises:
        SettingError: there is no such format.
    """
    if format == "text":
        return _text(brief, width)
    if format == "markdown":
        return _markdown(brief)
    if format == "html":
        return _html(brief)
    if format == "json":
        return json.dumps(plain(brief), ensure_ascii=False, indent=2) + "\n"
    raise SettingError(f"There is no brief format {format!r}; choose one of {', '.join(FORMATS)}.")


def heading(brief: Brief) -> str:
    """The line under the title: how much was read and up to when."""
    articles = f"{brief.documents} article{'' if brief.documents == 1 else 's'}"
    dates = f"as of {said(brief.as_of)}" if brief.as_of else "as of now"
    since = f", news since {said(brief.since)}" if brief.since else ""
    return f"{dates}{since} · from {articles}"


def refusal(count: int) -> str:
    """How many lines the checker did not let pass."""
    many = "lines were" if count != 1 else "line was"
    return f"{count} {many} not printed, since the sentences behind do not carry what was to be said."


def cited(evidence: Evidence) -> str:
    """How a source is cited: label, date and how the date is known where it is inferred."""
    when = said(evidence.published) if evidence.published else "undated"
    if evidence.basis == "inferred":
        when += " (inferred)"
    return f"{evidence.label}, {when}"


def _marks(brief: Brief, line: Line) -> str:
    numbers = dict.fromkeys(brief.number(e) for e in line.evidence)
    return "".join(f"[{n}]" for n in numbers)


def _text(brief: Brief, width: int) -> str:
    out = [brief.title, heading(brief), ""]
    for section in brief.sections:
        out.append(section.title.upper())
        if section.id == "standing":
            out += _measured(brief, width)
        for line in section.lines:
            body = f"{line.text} {_marks(brief, line)}"
            out += textwrap.wrap(body, width, initial_indent="  · ", subsequent_indent="    ")
        if not section.lines:
            out.append(f"  {section.empty}")
        if section.left_out:
            shown = len(section.lines)
            out.append(f"  ({shown} of {shown + section.left_out} shown; --all shows the rest)")
        out.append("")
    out.append("SOURCES")
    for n, evidence in enumerate(brief.evidence, 1):
        head = f"[{n}] {cited(evidence)}"
        out += textwrap.wrap(head, width, initial_indent="  ", subsequent_indent="      ")
        out += textwrap.wrap(
            " ".join(evidence.text.split()), width, initial_indent="      ", subsequent_indent="      "
        )
        if evidence.where:
            start, end = evidence.span
            out.append(f"      {evidence.where}, characters {start}–{end}")
    if not brief.evidence:
        out.append("  No sentence is cited.")
    if brief.refused:
        out += ["", refusal(len(brief.refused))]
    return "\n".join(out).rstrip() + "\n"


def _measured(brief: Brief, width: int) -> list[str]:
    out = []
    for figure in brief.measures.figures:
        out += textwrap.wrap(figure.text, width, initial_indent="  ", subsequent_indent="  ")
    points = brief.measures.points
    if brief.measures.spark:
        ends = (said(points[0].start[:7]), said(points[-1].start[:7]))
        out.append(f"  {ends[0]} {brief.measures.spark} {ends[1]}")
    return out


_SPECIAL = str.maketrans({c: "\\" + c for c in "\\`*_[]<>#|"})


def _markdown(brief: Brief) -> str:
    out = [f"# {brief.title.translate(_SPECIAL)}", "", f"*{heading(brief)}*", ""]
    for section in brief.sections:
        out += [f"## {section.title}", ""]
        if section.id == "standing" and brief.measures.figures:
            out += [" ".join(figure.text for figure in brief.measures.figures), ""]
        for line in section.lines:
            numbers = dict.fromkeys(brief.number(e) for e in line.evidence)
            out.append(f"- {line.text.translate(_SPECIAL)}" + "".join(f"[^{n}]" for n in numbers))
        if not section.lines:
            out.append(section.empty)
        if section.left_out:
            shown = len(section.lines)
            out.append(f"\n({shown} of {shown + section.left_out} shown)")
        out.append("")
    for n, evidence in enumerate(brief.evidence, 1):
        sentence = " ".join(evidence.text.split()).translate(_SPECIAL)
        where = f" `{evidence.where}`" if evidence.where else ""
        out.append(f"[^{n}]: {cited(evidence).translate(_SPECIAL)}: “{sentence}”{where}")
    return "\n".join(out).rstrip() + "\n"


def _html(brief: Brief) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("detente.briefing"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template = environment.get_template("brief.html")
    drawn = chart_series(brief.measures.points, brief.measures.phases).svg()
    chart = Markup(drawn)  # the drawing escapes what it is given
    return template.render(
        brief=brief, heading=heading(brief), cited=cited, said=said, chart=chart, refusal=refusal
    )


def plain(brief: Brief) -> dict[str, Any]:
    """The brief as plain data, for programs."""
    return {
        "a": brief.a,
        "b": brief.b,
        "title": brief.title,
        "as_of": brief.as_of,
        "since": brief.since,
        "documents": brief.documents,
        "figures": [{"text": f.text, "records": list(f.records)} for f in brief.measures.figures],
        "series": [
            {"start": p.start, "end": p.end, "goldstein": round(p.goldstein, 2), "events": p.count}
            for p in brief.measures.points
        ],
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "left_out": section.left_out,
                "lines": [
                    {
                        "text": line.text,
                        "evidence": list(dict.fromkeys(brief.number(e) for e in line.evidence)),
                        "records": list(line.records),
                    }
                    for line in section.lines
                ],
            }
            for section in brief.sections
        ],
        "evidence": [
            {
                "number": n,
                "document": e.document,
                "label": e.label,
                "published": e.published,
                "published_basis": e.basis,
                "outlet": e.outlet,
                "span": list(e.span),
                "text": e.text,
                "where": e.where,
            }
            for n, e in enumerate(brief.evidence, 1)
        ],
        "refused": [{"section": r.section, "text": r.text, "why": r.why} for r in brief.refused],
    }
