"""The series of a relationship as a small picture: bars above and below a line, one a month, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from detente.briefing.dates import said
from detente.briefing.measure import events, signed
from detente.relations.eventdata import Point

_WIDTH, _HEIGHT, _EDGE = 680.0, 120.0, 16.0


def draw(points: Sequence[Point]) -> str:
    """Draw a series.

    Args:
        points: the months, oldest first.

    Returns:
        an SVG element that carries its own description, or an empty text where there is nothing to draw.
    """
    busy = [point for point in points if point.count]
    if not busy:
        return ""
    reach = max(abs(point.goldstein) for point in busy) or 1.0
    step = _WIDTH / max(len(points), 12)
    middle = (_HEIGHT - _EDGE) / 2
    first, last = said(points[0].start[:7]), said(points[-1].start[:7])
    out = [
        f'<svg class="series" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" '
        f'aria-label="Score by month, {escape(first)} to {escape(last)}">',
        f'<line class="axis" x1="0" y1="{middle}" x2="{_WIDTH}" y2="{middle}"/>',
    ]
    for place, point in enumerate(points):
        if not point.count:
            continue
        size = abs(point.goldstein) / reach * (middle - 4)
        top = middle - size if point.goldstein >= 0 else middle
        kind = "up" if point.goldstein >= 0 else "down"
        label = f"{said(point.start[:7])}: {signed(point.goldstein)} from {events(point.count)}"
        out.append(
            f'<rect class="{kind}" x="{place * step:.1f}" y="{top:.1f}" width="{max(1.0, step - 1.5):.1f}" '
            f'height="{max(1.0, size):.1f}"><title>{escape(label)}</title></rect>'
        )
    low = f'<text x="0" y="{_HEIGHT - 3}">{escape(first)}</text>'
    high = f'<text x="{len(points) * step:.0f}" y="{_HEIGHT - 3}" text-anchor="end">{escape(last)}</text>'
    return "".join([*out, low, high, "</svg>"])
