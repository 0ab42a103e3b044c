"""A chart drawn as SVG without any library: no script, colours by class so that they follow the page's theme.

Colour is never alone: cooperation goes up and conflict down, and a bar's label says both in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from html import escape
from typing import Any

WIDE, TALL = 720, 210
LEFT, TOP, BOTTOM = 34, 26, 22
_BAND = 18
_WEEKS = 62
"""Days up to which the axis tells days."""
_BROAD = 48
"""Greatest width of a bar, lest a single one fill the picture."""
STYLE = (
    "svg.chart { font: 12px sans-serif; } svg.chart text { fill: #1b1b1b; }"
    " svg.chart .tick { fill: #625e56; font-size: 11px; } svg.chart .axis { stroke: #625e56; }"
    " svg.chart .grid { stroke: #d9d4c7; } svg.chart .up rect { fill: #1f6a80; }"
    " svg.chart .down rect { fill: #a8431f; } svg.chart .band rect { fill: #f3f0e6; stroke: #d9d4c7; }"
    " svg.chart .band text { fill: #625e56; font-size: 11px; }"
    " svg.chart .change line { stroke: #1b1b1b; stroke-dasharray: 4 3; }"
    " svg.chart .between { fill: #625e56; opacity: .12; }"
)
"""What a chart looks like that stands alone, without a page around it."""


def draw(spec: Mapping[str, Any], *, alone: bool = False) -> str:
    """Draw the specification of a chart: a bar a step, phases as bands under it, changes with their interval.

    Args:
        spec: as `detente.briefing.chart.chart_series` makes it.
        alone: for a file of its own, with colours and the name space in it.

    Returns:
        an SVG element, or an empty text where there is nothing to draw.
    """
    data = spec["datasets"]
    bars = data["points"]
    if not bars:
        return ""
    scale = Scale(data["span"][0]["start"], data["span"][0]["end"])
    up = max(0.0, *(bar["balance"] for bar in bars), 0.0)
    down = max(0.0, *(-bar["balance"] for bar in bars), 0.0)
    most = max(up, down, 1.0)
    above, below = max(up, 0.25 * most), max(down, 0.25 * most)
    low, high = TOP, TALL - BOTTOM - _BAND
    middle = low + (high - low) * above / (above + below)
    per = (high - low) / (above + below)
    out = [grid(scale, low, high, TALL - 5)]
    out += [_band(band, scale, high + 4) for band in data["phases"]]
    out += [_change(change, scale, low, high) for change in data["changes"]]
    out.append(f'<line class="axis" x1="{LEFT}" x2="{WIDE}" y1="{middle:.1f}" y2="{middle:.1f}"/>')
    out += [
        f'<text class="tick" x="{LEFT - 4}" y="{middle - value * per + 4:.1f}" text-anchor="end">'
        f"{signed(value, 0)}</text>"
        for value in (up, -down)
        if abs(value) >= 0.5
    ]
    out += [_bar(bar, scale, middle, per) for bar in bars]
    return frame("".join(out), WIDE, TALL, str(spec["description"]), "chart", alone=alone)


class Scale:
    """From a day to a place on the page.

    Args:
        low: day at the left end (ISO).
        high: day at the right end.
        width: of the picture.
    """

    def __init__(self, low: str, high: str, width: int = WIDE) -> None:
        self.low, self.high = date.fromisoformat(low[:10]), date.fromisoformat(high[:10])
        self.days = max((self.high - self.low).days + 1, 1)
        self.width = width

    def at(self, day: str, *, end: bool = False) -> float:
        """Where a day begins, or ends."""
        gone = (date.fromisoformat(day[:10]) - self.low).days + (1 if end else 0)
        return LEFT + min(max(gone / self.days, 0), 1) * (self.width - LEFT - 6)

    def ticks(self) -> Iterable[tuple[float, str]]:
        """Places with their words: years where there are many, else months, else days."""
        if self.days <= _WEEKS:
            every = max(1, round(self.days / 7))
            for gone in range(0, self.days, every):
                day = self.low + timedelta(days=gone)
                said = f"{day.day} {day:%b}"
                yield self.at(day.isoformat()), said if gone else f"{said} {day.year}"
            return
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


def signed(value: float, digits: int = 1) -> str:
    """A number with its sign, as it is printed: a minus, no hyphen, and no sign before a zero."""
    said = f"{value:+.{digits}f}".replace("-", "\N{MINUS SIGN}")
    return said if any(figure in said for figure in "123456789") else said[1:]


def grid(scale: Scale, low: float, high: float, place: float) -> str:
    """Lines at the ticks of a scale, with their words at a height."""
    out = []
    for x, words in scale.ticks():
        out.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{low}" y2="{high}"/>')
        out.append(f'<text class="tick" x="{x:.1f}" y="{place}" text-anchor="middle">{words}</text>')
    return "".join(out)


def frame(inside: str, wide: int, tall: float, label: str, kind: str, *, alone: bool = False) -> str:
    """The SVG element around a picture.

    Args:
        inside: the picture.
        wide: its width.
        tall: its height.
        label: what a screen reader says.
        kind: its class.
        alone: whether it is a file of its own.
    """
    room = f' xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall:.0f}"' if alone else ""
    style = f"<style>{STYLE}</style>" if alone else ""
    return (
        f'<svg class="{kind}"{room} viewBox="0 0 {wide} {tall:.0f}" role="group" aria-label="{escape(label)}"'
        f' preserveAspectRatio="xMidYMid meet">{style}{inside}</svg>'
    )


def _bar(bar: Mapping[str, Any], scale: Scale, middle: float, per: float) -> str:
    left, right = scale.at(bar["start"]), scale.at(bar["end"], end=True)
    broad = min(max(right - left - 0.5, 2.5), _BROAD)
    tall = max(abs(bar["balance"]) * per, 2)
    cooperates = bar["sign"] == "cooperation"
    top = middle - tall if cooperates else middle
    told, kind = escape(bar["label"]), "up" if cooperates else "down"
    inside = (
        f'<title>{told}</title><rect x="{max(left, (left + right - broad) / 2):.1f}" y="{top:.1f}"'
        f' width="{broad:.1f}" height="{tall:.1f}"/>'
    )
    link = bar.get("href")
    if link is None:
        return f'<g class="bar {kind}" role="img" aria-label="{told}">{inside}</g>'
    return f'<a class="bar {kind}" href="{escape(link)}">{inside}</a>'


def _band(band: Mapping[str, Any], scale: Scale, y: float) -> str:
    left, right = scale.at(band["start"]), scale.at(band["end"], end=True)
    label = f'<text x="{left + 4:.1f}" y="{y + 12}">{escape(band["name"])}</text>' if band["name"] else ""
    return (
        f'<g class="band {escape(band["state"])}"><title>{escape(band["label"])}</title>'
        f'<rect x="{left:.1f}" y="{y}" width="{max(right - left - 1, 1):.1f}" height="16"/>{label}</g>'
    )


def _change(change: Mapping[str, Any], scale: Scale, low: float, high: float) -> str:
    left, right = scale.at(change["low"]), scale.at(change["high"], end=True)
    x = scale.at(change["date"])
    return (
        f'<g class="change"><title>{escape(change["label"])}</title>'
        f'<rect class="between" x="{left:.1f}" y="{low}" width="{max(right - left, 1):.1f}"'
        f' height="{high - low}"/>'
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{low - 6}" y2="{high}"/></g>'
    )
