"""Pictures drawn as SVG on the server: no script, colours by class so that they follow the page's theme.

Every mark that stands for records is a link to them. Colour is never alone: cooperation goes up and conflict
down, and a bar's label says both in words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from markupsafe import Markup

from detente import edtf
from detente.briefing.dates import said
from detente.briefing.drawing import LEFT, Scale, frame, signed
from detente.relations.eventdata import Point

ACROSS, DOWN = 1180, 600
"""Width and height of the network."""
_LETTER, _LINE = 7.2, 15
"""Width of a letter and height of a line of its names."""
_ROUNDS = 200
_TRACK = '<svg class="track" width="100%" height="16" aria-hidden="true">'
_DIAMOND = '<path d="M0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z"/>'
_MARGIN = 2
"""Room beside the first and the last mark of a timeline, in hundredths of its width."""
_APART = 12
"""Least distance between two words of a timeline's axis, in hundredths of its width."""


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
    bars, ups = [], sum(point.goldstein >= 0 for point in shown)
    downs = len(shown) - ups
    told = f"Balance by month, {said(f'{low}/{high}')}: up in {ups}, down in {downs}"
    for point in shown:
        tall = max(1.5, abs(point.goldstein) / most * (middle - 1))
        top = middle - tall if point.goldstein >= 0 else middle
        kind = "up" if point.goldstein >= 0 else "down"
        x = max((_day(point.start) - _day(low)).days, 0) / days * (width - 3)
        bars.append(f'<rect class="{kind}" x="{x:.1f}" y="{top:.1f}" width="2.6" height="{tall:.1f}"/>')
    return Markup(
        f'<svg class="spark" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' aria-label="{escape(told)}"><line class="axis" x1="0" x2="{width}"'
        f' y1="{middle}" y2="{middle}"/>{"".join(bars)}</svg>'
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a timeline: first and last day, whether they are the text's own, words, link, kind.

    Attributes:
        low: the first day on which it may have happened.
        high: the last.
        sure: whether the text gives them.
        when: the day in words.
        label: what happened.
        link: where its sentence stands.
        kind: ``up`` for cooperation, ``down`` for conflict.
    """

    low: str
    high: str
    sure: bool
    when: str
    label: str
    link: str
    kind: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events against a common axis: the axis, and for each event its mark. Both stretch with their column."""

    axis: Markup
    marks: list[Markup]


def draw_timeline(bars: Sequence[Bar]) -> Timeline:
    """Events as bars from the first to the last day they may have happened; a day is a dot.

    An event without a date of its own stands hollow at the day of its report. What a mark says stands
    in words beside it, so that the marks themselves are nothing to a screen reader.
    """
    if not bars:
        return Timeline(Markup(""), [])
    scale = Scale(min(bar.low for bar in bars), max(bar.high for bar in bars))
    ticks, words, free = [], [], -math.inf
    for x, label in scale.ticks():
        place = _percent(scale, x)
        ticks.append(f'<line class="grid" x1="{place:.2f}%" x2="{place:.2f}%" y1="0" y2="100%"/>')
        if place - free >= _APART:
            end = "end" if place > 100 - _APART / 2 else "start" if place < _APART / 2 else "middle"
            words.append(f'<text class="tick" x="{place:.2f}%" y="12" text-anchor="{end}">{label}</text>')
            free = place
    lines = "".join(ticks)
    marks = []
    for bar in bars:
        kind = f"bar {bar.kind}{'' if bar.sure else ' guess'}"
        marks.append(Markup(f'{_TRACK}{lines}<g class="{kind}">{_mark(bar, scale)}</g></svg>'))
    return Timeline(Markup(f"{_TRACK}{''.join(words)}</svg>"), marks)


def _mark(bar: Bar, scale: Scale) -> str:
    """The mark of one event: round for cooperation, with corners for conflict; a bar where it is no day."""
    left, right = _percent(scale, scale.at(bar.low)), _percent(scale, scale.at(bar.high, end=True))
    if bar.low == bar.high:
        shape = '<circle r="5"/>' if bar.kind == "up" else _DIAMOND
        return f'<svg x="{(left + right) / 2:.2f}%" y="50%" overflow="visible">{shape}</svg>'
    corner = 4 if bar.kind == "up" else 0
    place = f'x="{left:.2f}%" y="50%" width="{max(right - left, 0.8):.2f}%" height="10" rx="{corner}"'
    return f'<rect {place} transform="translate(0 -5)"/>'


def _percent(scale: Scale, x: float) -> float:
    """A place of a scale in hundredths of its width, so that a picture stretches with its column."""
    return _MARGIN + (x - LEFT) / (scale.width - LEFT - 6) * (100 - 2 * _MARGIN)


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
    sizes = {node: 4 + graph.degree(node) ** 0.5 * 2 for node in graph}
    rooms = {node: _LETTER * len(name[node]) / 2 + 5 for node in graph}
    at = _part(_spread(places), rooms, sizes)
    out = []
    for tie in ties:
        (x1, y1), (x2, y2) = at[tie.a], at[tie.b]
        kind = "up" if tie.goldstein >= 0 else "down"
        thick = 1 + min(tie.events, 60) ** 0.5
        count = f"{tie.events} event{'' if tie.events == 1 else 's'}"
        told = f"{name[tie.a]} and {name[tie.b]}: {count}, balance {signed(tie.goldstein)}"
        out.append(
            f'<a href="{escape(links[f"{tie.a}|{tie.b}"])}" class="tie {kind}"'
            f' data-a="{escape(tie.a)}" data-b="{escape(tie.b)}">'
            f"<title>{escape(told)}</title>"
            f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke-width="{thick:.1f}"/></a>'
        )
    for node, (x, y) in at.items():
        size = sizes[node]
        ties_of = f"{graph.degree(node)} relationship{'' if graph.degree(node) == 1 else 's'}"
        out.append(
            f'<a href="{escape(links[node])}" class="node" data-id="{escape(node)}"'
            f' aria-label="{escape(name[node])}, {ties_of}">'
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}"/>'
            f'<text x="{x:.0f}" y="{y - size - 3:.0f}" text-anchor="middle">{escape(name[node])}</text></a>'
        )
    return _picture(
        "".join(out), ACROSS, DOWN, f"Network of {len(at)} actors and {len(ties)} relationships", "network"
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


def _part(
    places: Mapping[str, tuple[float, float]], rooms: Mapping[str, float], sizes: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """Places on the page, moved until no name stands over another or over another's circle.

    Args:
        places: where each stands, from -1 to 1 across and down.
        rooms: half the width of each name.
        sizes: radius of each circle.
    """
    nodes = list(places)

    def kept(node: str, x: float, y: float) -> list[float]:
        side, up = max(rooms[node], sizes[node]), sizes[node]
        return [min(max(x, side + 4), ACROSS - side - 4), min(max(y, up + _LINE + 4), DOWN - up - 4)]

    at = {n: kept(n, (1 + places[n][0]) / 2 * ACROSS, (1 + places[n][1]) / 2 * DOWN) for n in nodes}
    for _ in range(_ROUNDS):
        moved = False
        for n, one in enumerate(nodes):
            for other in nodes[n + 1 :]:
                dx, dy = at[other][0] - at[one][0], at[other][1] - at[one][1]
                across = rooms[one] + rooms[other] - abs(dx)
                # a name stands above its circle, so the lower one needs room for its name
                down = _LINE + sizes[one] + sizes[other] + 4 - abs(dy)
                if across <= 0 or down <= 0:
                    continue
                moved = True
                if down <= across:
                    step = math.copysign(down / 2 + 0.5, dy)
                    pushes = (0.0, step)
                else:
                    pushes = (math.copysign(across / 2 + 0.5, dx), 0.0)
                for node, sign in ((one, -1), (other, 1)):
                    at[node] = kept(node, at[node][0] + sign * pushes[0], at[node][1] + sign * pushes[1])
        if not moved:
            break
    return {node: (x, y) for node, (x, y) in at.items()}


def _picture(inside: str, wide: int, tall: float, label: str, kind: str) -> Markup:
    return Markup(frame(inside, wide, tall, label, kind))


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def month_after(day: str) -> str:
    """The last day of a month, as ISO."""
    return edtf.bounds(day[:7])[1].isoformat()
