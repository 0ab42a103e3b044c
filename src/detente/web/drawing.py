"""Pictures drawn as SVG on the server: no script, colours by class so that they follow the page's theme.

Every mark that stands for records is a link to them. Colour is never alone: cooperation goes up and conflict
down, and a bar's label says both in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from markupsafe import Markup

from detente.briefing.drawing import BOTTOM, TOP, WIDE, Scale, frame, grid
from detente.relations.eventdata import Point


def spark(points: Sequence[Point], low: str, high: str, width: int = 120, height: int = 26) -> Markup:
    """A spark line of a series: sums up for cooperation, down for conflict.

    Args:
        points: the series.
        low: day at the left end, the same for all lines of a list.
        high: day at its right end.
        width: of the picture.
        height: of the picture.
    """
    shown = [point for point in points if point.events and point.end >= low]
    if not shown:
        return Markup("")
    most = max(abs(point.goldstein) for point in shown) or 1.0
    middle, days = height / 2, max((_day(high) - _day(low)).days, 1)
    bars = []
    for point in shown:
        tall = max(1.5, abs(point.goldstein) / most * (middle - 1))
        top = middle - tall if point.goldstein >= 0 else middle
        kind = "up" if point.goldstein >= 0 else "down"
        x = max((_day(point.start) - _day(low)).days, 0) / days * (width - 3)
        bars.append(f'<rect class="{kind}" x="{x:.1f}" y="{top:.1f}" width="2.6" height="{tall:.1f}"/>')
    return Markup(
        f'<svg class="spark" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' aria-label="Monthly balance from {low} to {high}"><line class="axis" x1="0" x2="{width}"'
        f' y1="{middle}" y2="{middle}"/>{"".join(bars)}</svg>'
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a timeline: first and last day, whether they are the text's own, label, link, kind."""

    low: str
    high: str
    sure: bool
    label: str
    link: str
    kind: str


def timeline_chart(bars: Sequence[Bar], width: int = WIDE) -> Markup:
    """Events as bars from the first to the last day they may have happened; a day is a dot.

    An event without a date of its own stands hollow at the day of its report.
    """
    if not bars:
        return Markup("")
    scale = Scale(min(bar.low for bar in bars), max(bar.high for bar in bars), width)
    row = 22
    tall = TOP + row * len(bars) + BOTTOM
    out = [grid(scale, TOP - 6, tall - BOTTOM, TOP - 12)]
    for n, bar in enumerate(bars):
        y = TOP + row * n + row / 2
        left, right = scale.at(bar.low), scale.at(bar.high, end=True)
        sure = "" if bar.sure else " guess"
        words = escape(bar.label)
        if bar.low == bar.high:
            x = (left + right) / 2
            if bar.kind == "up":
                mark = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
            else:
                mark = f'<path d="M{x:.1f} {y - 6.5:.1f}l6.5 6.5l-6.5 6.5l-6.5 -6.5z"/>'
        else:
            wide = max(right - left, 5)
            corner = 4 if bar.kind == "up" else 0
            place = f'x="{left:.1f}" y="{y - 5:.1f}" width="{wide:.1f}" height="10" rx="{corner}"'
            mark = f"<rect {place}/>"
        if bar.low == bar.high:
            left = right = (left + right) / 2
        before = left > width * 0.55
        place = f'x="{left - 11:.1f}" text-anchor="end"' if before else f'x="{max(right, left + 5) + 8:.1f}"'
        short = words if len(bar.label) < 60 else escape(bar.label[:58]) + "…"
        out.append(
            f'<a href="{escape(bar.link)}" class="bar {bar.kind}{sure}"><title>{words}</title>{mark}'
            f'<text {place} y="{y + 4:.1f}">{short}</text></a>'
        )
    return _picture("".join(out), width, tall, f"Timeline of {len(bars)} events", "timeline")


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors with their number of events and the balance of them."""

    a: str
    b: str
    events: int
    goldstein: float


def network_chart(ties: Sequence[Tie], name: Mapping[str, str], links: Mapping[str, str]) -> Markup:
    """Who has to do with whom: thick for many events, dashed where conflict outweighs.

    Args:
        ties: pairs, each once.
        name: name of each actor.
        links: address of each actor and of each pair (``a|b``).
    """
    if not ties:
        return Markup("")
    import networkx

    graph = networkx.Graph()
    for tie in ties:
        graph.add_edge(tie.a, tie.b, weight=1 + min(tie.events, 40) ** 0.5)
    places = networkx.spring_layout(graph, seed=7, k=2.4 / max(len(graph), 1) ** 0.5, weight=None)
    wide, tall = WIDE, 560
    places = _spread(places)
    at = {
        n: (90 + (x + 1) / 2 * (wide - 180), 30 + (y + 1) / 2 * (tall - 60)) for n, (x, y) in places.items()
    }
    out = []
    for tie in ties:
        (x1, y1), (x2, y2) = at[tie.a], at[tie.b]
        kind = "up" if tie.goldstein >= 0 else "down"
        thick = 1 + min(tie.events, 60) ** 0.5
        count = f"{tie.events} event{'' if tie.events == 1 else 's'}"
        told = f"{name[tie.a]} and {name[tie.b]}: {count}, balance {tie.goldstein:+.1f}"
        out.append(
            f'<a href="{escape(links[f"{tie.a}|{tie.b}"])}" class="tie {kind}"'
            f' data-a="{escape(tie.a)}" data-b="{escape(tie.b)}"><title>{escape(told)}</title>'
            f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke-width="{thick:.1f}"/></a>'
        )
    for node, (x, y) in at.items():
        size = 4 + graph.degree(node) ** 0.5 * 2
        out.append(
            f'<a href="{escape(links[node])}" class="node" data-id="{escape(node)}">'
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}"/>'
            f'<text x="{x:.0f}" y="{y - size - 3:.0f}" text-anchor="middle">{escape(name[node])}</text></a>'
        )
    return _picture(
        "".join(out), wide, tall, f"Network of {len(at)} actors and {len(ties)} relationships", "network"
    )


def _spread(places: Mapping[str, Sequence[float]]) -> dict[str, tuple[float, float]]:
    """Places drawn apart: halfway between where they are and even distances, so that names have room."""
    even: list[dict[str, float]] = []
    for axis in (0, 1):
        ranked = sorted(places, key=lambda node: (places[node][axis], node))
        even.append({node: 2 * (n + 0.5) / len(ranked) - 1 for n, node in enumerate(ranked)})
    return {
        node: (0.3 * x + 0.7 * even[0][node], 0.3 * y + 0.7 * even[1][node])
        for node, (x, y) in places.items()
    }


def _picture(inside: str, wide: int, tall: float, label: str, kind: str) -> Markup:
    return Markup(frame(inside, wide, tall, label, kind))


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def month_after(day: str) -> str:
    """The last day of a month, as ISO."""
    first = date.fromisoformat(day[:7] + "-01")
    return ((first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).isoformat()
