"""Pictures drawn as SVG on the server: no script, colours by class so that they follow the page's theme.

Every mark that stands for records is a link to them. Colour is never alone: cooperation goes up and conflict
down, and a bar's label says both in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from markupsafe import Markup

from detente.relations.eventdata import Point
from detente.relations.phases import Phase

WIDE, TALL = 720, 210
_LEFT, _TOP, _BOTTOM, _BAND = 34, 26, 22, 18


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


def series_chart(points: Sequence[Point], phases: Sequence[Phase], link: str) -> Markup:
    """The chart of a dyad: a bar a step, phases as bands under it, changes as lines with their interval.

    Args:
        points: the series.
        phases: its phases.
        link: address of the events, to whose query ``since=…&until=…`` is added.
    """
    if not points:
        return Markup("")
    scale = _Scale(points[0].start, points[-1].end)
    up = max((p.goldstein for p in points), default=0.0)
    down = -min((p.goldstein for p in points), default=0.0)
    most = max(up, down, 1.0)
    low, high = _TOP, TALL - _BOTTOM - _BAND
    middle = low + (high - low) * (max(up, 0.25 * most) / (max(up, 0.25 * most) + max(down, 0.25 * most)))
    per = min((middle - low) / max(up, 0.25 * most), (high - middle) / max(down, 0.25 * most))
    out = [_grid(scale, low, high)]
    for phase in phases:
        out.append(_band(phase, scale, high + 4))
        if phase.opened_by is not None:
            out.append(_change(phase, scale, low, high))
    out.append(f'<line class="axis" x1="{_LEFT}" x2="{WIDE}" y1="{middle:.1f}" y2="{middle:.1f}"/>')
    out += [
        f'<text class="tick" x="{_LEFT - 4}" y="{middle - value * per + 4:.1f}" text-anchor="end">'
        f"{value:+.0f}</text>"
        for value in (up, -down)
        if abs(value) >= 0.5
    ]
    out += [_bar(point, scale, middle, per, link) for point in points if point.events]
    label = f"Balance of cooperation and conflict, {points[0].start} to {points[-1].end}"
    return _svg("".join(out), WIDE, TALL, label, "chart")


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
    scale = _Scale(min(bar.low for bar in bars), max(bar.high for bar in bars), width)
    row = 22
    tall = _TOP + row * len(bars) + _BOTTOM
    out = [_grid(scale, _TOP - 6, tall - _BOTTOM, top=True)]
    for n, bar in enumerate(bars):
        y = _TOP + row * n + row / 2
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
    return _svg("".join(out), width, tall, f"Timeline of {len(bars)} events", "timeline")


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
        told = f"{name[tie.a]} and {name[tie.b]}: {tie.events} events, balance {tie.goldstein:+.1f}"
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
    return _svg(
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


class _Scale:
    """From a day to a place on the page."""

    def __init__(self, low: str, high: str, width: int = WIDE) -> None:
        self.low, self.high = _day(low), _day(high)
        self.days = max((self.high - self.low).days + 1, 1)
        self.width = width

    def at(self, day: str, *, end: bool = False) -> float:
        gone = (_day(day) - self.low).days + (1 if end else 0)
        return _LEFT + min(max(gone / self.days, 0), 1) * (self.width - _LEFT - 6)

    def ticks(self) -> Iterable[tuple[float, str]]:
        years = self.days / 365
        if years > 2:
            every = max(1, round(years / 8))
            for year in range(self.low.year + 1, self.high.year + 1):
                if year % every == 0:
                    yield self.at(f"{year:04d}-01-01"), str(year)
            return
        step = 1 if self.days < 240 else 3
        day = self.low.replace(day=1)
        while True:
            month = day.month + step
            if day.year + (month - 1) // 12 > 9999:
                return
            day = date(day.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
            if day > self.high:
                return
            yield self.at(day.isoformat()), day.strftime("%b %Y")


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _grid(scale: _Scale, low: float, high: float, *, top: bool = False) -> str:
    out = []
    place = low - 6 if top else TALL - 5
    for x, words in scale.ticks():
        out.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{low}" y2="{high}"/>')
        out.append(f'<text class="tick" x="{x:.1f}" y="{place}" text-anchor="middle">{words}</text>')
    return "".join(out)


def _bar(point: Point, scale: _Scale, middle: float, per: float, link: str) -> str:
    left, right = scale.at(point.start), scale.at(point.end, end=True)
    tall = max(abs(point.goldstein) * per, 2)
    top = middle - tall if point.goldstein >= 0 else middle
    kind = "up" if point.goldstein >= 0 else "down"
    count = f"{point.count} event{'' if point.count == 1 else 's'}"
    told = f"{point.start} to {point.end}: {count}, balance {point.goldstein:+.1f}"
    more = "&amp;" if "?" in link else "?"
    return (
        f'<a class="bar {kind}" href="{escape(link)}{more}since={point.start}&amp;until={point.end}"'
        f' aria-label="{told}"><title>{told}</title><rect x="{left:.1f}" y="{top:.1f}"'
        f' width="{max(right - left - 0.5, 2.5):.1f}" height="{tall:.1f}"/></a>'
    )


def _band(phase: Phase, scale: _Scale, y: float) -> str:
    left, right = scale.at(phase.start), scale.at(phase.end, end=True)
    words = f"{phase.state}: {phase.start} to {phase.end}"
    label = (
        f'<text x="{left + 4:.1f}" y="{y + 12}">{phase.state}</text>'
        if right - left > 7 * len(phase.state) + 8
        else ""
    )
    return (
        f'<g class="band {phase.state}"><title>{words}</title><rect x="{left:.1f}" y="{y}"'
        f' width="{max(right - left - 1, 1):.1f}" height="16"/>{label}</g>'
    )


def _change(phase: Phase, scale: _Scale, low: float, high: float) -> str:
    change = phase.opened_by
    assert change is not None
    left, right = scale.at(change.low), scale.at(change.high, end=True)
    x = scale.at(change.date)
    told = f"Change on {change.date}; between {change.low} and {change.high} with a chance of 80 in 100"
    return (
        f'<g class="change"><title>{told}</title><rect class="between" x="{left:.1f}" y="{low}"'
        f' width="{max(right - left, 1):.1f}" height="{high - low}"/>'
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{low - 6}" y2="{high}"/></g>'
    )


def _svg(inside: str, wide: int, tall: float, label: str, kind: str) -> Markup:
    return Markup(
        f'<svg class="{kind}" viewBox="0 0 {wide} {tall:.0f}" role="group" aria-label="{escape(label)}"'
        f' preserveAspectRatio="xMidYMid meet">{inside}</svg>'
    )


def month_after(day: str) -> str:
    """The last day of a month, as ISO."""
    first = date.fromisoformat(day[:7] + "-01")
    return ((first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).isoformat()
