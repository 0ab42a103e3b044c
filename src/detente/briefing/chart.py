"""The chart of a relationship: one Vega-Lite specification for page, brief, notebook and file.

The specification is the chart. Our own drawing (`detente.briefing.drawing`) makes an SVG of it that follows
the page's theme and needs nothing installed; vl-convert, where it is installed, makes files of it, as SVG or
PNG; any notebook that shows Vega-Lite shows it as it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from detente.briefing.dates import said
from detente.briefing.drawing import draw, signed
from detente.errors import SettingError
from detente.relations.dyads import Dyad
from detente.relations.eventdata import EventRow, Point, Step
from detente.relations.phases import Phase, find_phases

MEDIA = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}
"""Media type of a chart by the ending of its file."""
VEGA_LITE = "https://vega.github.io/schema/vega-lite/v5.json"
WIDTH, HEIGHT = 640, 220
_COOPERATION, _CONFLICT, _SOFT, _WASH = "#1f6a80", "#a8431f", "#625e56", "#f3f0e6"
_AXIS = {"labelColor": _SOFT, "titleColor": _SOFT, "titleFontWeight": "normal", "gridColor": "#e6e2d7"}
_BAND = 18
_LETTER = 6.2
"""Width of a letter of a phase's name in the picture: a name that does not fit is left to the tooltip."""
_LONG, _MIDDLE = 900, 120
_MOST = 20


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a Vega-Lite specification; its data stand in `spec` under ``datasets``."""

    spec: dict[str, Any]

    def svg(self) -> str:
        """An SVG element drawn by ourselves: colours by class, every bar a link where the chart has links.

        Returns:
            an empty text where there is nothing to draw.
        """
        return draw(self.spec)

    def convert(self, form: str) -> bytes:
        """The chart as a file.

        Args:
            form: ``json`` for the specification, ``svg`` or ``png``. Without vl-convert, an SVG is our own.

        Raises:
            SettingError: there is no such form, or PNG is asked for and vl-convert is not installed.
        """
        if form not in MEDIA:
            raise SettingError(f"A chart cannot be had as {form!r}; there are {', '.join(MEDIA)}.")
        if form == "json":
            return json.dumps(self.spec, ensure_ascii=False, indent=1).encode()
        try:
            return _converted(json.dumps(_alone(self.spec), ensure_ascii=False), form)
        except ImportError as error:
            if form == "svg":
                return draw(self.spec, alone=True).encode()
            raise SettingError("A PNG needs vl-convert: pip install 'detente[desk]'.") from error

    def save(self, path: str | Path) -> None:
        """Write the chart to a file; its ending says in which form.

        Args:
            path: such as ``chart.svg``.

        Raises:
            SettingError: the ending names no form, or what it needs is not installed.
        """
        path = Path(path)
        path.write_bytes(self.convert(path.suffix.lstrip(".").lower()))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"application/vnd.vegalite.v5+json": self.spec, "image/svg+xml": draw(self.spec, alone=True)}


def chart_dyad(found: Dyad, step: Step | None = None, *, title: str = "", link: str | None = None) -> Chart:
    """The chart of a dyad, with its phases.

    Args:
        found: the dyad.
        step: length of a bar; by default what suits the length of the series.
        title: what stands over it; by default the names of the two.
        link: address of the events; see `chart_series`.
    """
    step = step or step_of(found.events)
    title = title or f"{found.a_name} – {found.b_name}"
    return chart_series(found.series(step), find_phases(found.events, found.since), title, link)


def step_of(events: Sequence[EventRow]) -> Step:
    """The step that suits the length of a series."""
    if not events:
        return "month"
    days = (date.fromisoformat(events[-1].date) - date.fromisoformat(events[0].date)).days
    return "month" if days > _LONG else "week" if days > _MIDDLE else "day"


def chart_series(
    points: Sequence[Point], phases: Sequence[Phase] = (), title: str = "", link: str | None = None
) -> Chart:
    """A series with its phases and changes as a chart.

    Args:
        points: the series, oldest first; each bar names its events.
        phases: the phases; what lies outside the series is cut off.
        title: what stands over it.
        link: address of the events, to which ``since`` and ``until`` are added for each bar; None for none.
    """
    low, high = (points[0].start, points[-1].end) if points else ("", "")
    span = said(f"{low}/{high}") if points else "no events"
    shown = [phase for phase in phases if phase.end >= low and phase.start <= high]
    datasets = {
        "points": [_bar(point, link) for point in points if point.events],
        "phases": [_band(phase, low, high) for phase in shown],
        "changes": [
            {"date": c.date, "low": max(c.low, low), "high": min(c.high, high), "label": _told(phase)}
            for phase in shown
            if (c := phase.opened_by) is not None and low <= c.date <= high
        ],
        "span": [{"start": low, "end": high}] if points else [],
    }
    layers = [*_CHANGE_LAYERS, *_BAR_LAYERS, *_PHASE_LAYERS]
    spec: dict[str, Any] = {
        "$schema": VEGA_LITE,
        "title": {"text": title, "anchor": "start"},
        "description": f"Balance of cooperation and conflict, {span}.",
        "width": WIDTH,
        "height": HEIGHT,
        "datasets": datasets,
        "layer": layers if link is not None else [_without(layer, "href") for layer in layers],
        "resolve": {"scale": {"color": "independent"}},
        "config": {
            "view": {"stroke": None},
            "axis": {"labelColor": _SOFT, "titleFontWeight": "normal", "gridColor": "#e6e2d7"},
        },
    }
    return Chart(spec)


def _bar(point: Point, link: str | None) -> dict[str, Any]:
    count = f"{point.count} event{'' if point.count == 1 else 's'}"
    found: dict[str, Any] = {
        "start": point.start,
        "end": point.end,
        "balance": round(point.goldstein, 2),
        "events": point.count,
        "sign": "cooperation" if point.goldstein >= 0 else "conflict",
        "label": f"{said(f'{point.start}/{point.end}')}: {count}, balance {signed(point.goldstein)}",
        "records": [row.id for row in point.events[:_MOST]],
    }
    if point.count > _MOST:
        found["label"] += f"; {_MOST} of {point.count} named"
    if link is not None:
        mark = "&" if "?" in link else "?"
        found["href"] = f"{link}{mark}{urlencode({'since': point.start, 'until': point.end})}"
    return found


def _band(phase: Phase, low: str, high: str) -> dict[str, Any]:
    start, end = max(phase.start, low), min(phase.end, high)
    width = _days(start, end) / max(_days(low, high), 1) * WIDTH
    return {
        "start": start,
        "end": end,
        "state": phase.state,
        "name": phase.state if width > _LETTER * len(phase.state) + 6 else "",
        "label": f"{phase.state}: {said(f'{phase.start}/{phase.end}')}",
    }


def _told(phase: Phase) -> str:
    change = phase.opened_by
    assert change is not None
    within = f"between {said(change.low)} and {said(change.high)}"
    return f"Change on {said(change.date)}; {within} with a chance of 80 in 100"


def _days(low: str, high: str) -> int:
    return (date.fromisoformat(high) - date.fromisoformat(low)).days + 1


_X = {"field": "start", "type": "temporal", "title": None, "axis": {"grid": False}}
_TOLD = {"field": "label", "type": "nominal"}
_BAR_LAYERS = (
    {
        "data": {"name": "points"},
        "mark": {"type": "bar", "cursor": "pointer"},
        "encoding": {
            "x": _X,
            "x2": {"field": "end"},
            "y": {
                "field": "balance",
                "type": "quantitative",
                "title": "Balance (Goldstein)",
                "scale": {"zero": True, "padding": _BAND + 6},
            },
            "y2": {"datum": 0},
            "color": {
                "field": "sign",
                "type": "nominal",
                "title": None,
                "scale": {"domain": ["cooperation", "conflict"], "range": [_COOPERATION, _CONFLICT]},
                "legend": {"orient": "top"},
            },
            "href": {"field": "href"},
            "tooltip": _TOLD,
        },
    },
    {"data": {"values": [{}]}, "mark": {"type": "rule", "color": _SOFT}, "encoding": {"y": {"datum": 0}}},
)
_CHANGE_LAYERS = (
    {
        "data": {"name": "changes"},
        "mark": {"type": "rect", "color": _SOFT, "opacity": 0.12},
        "encoding": {
            "x": {**_X, "field": "low"},
            "x2": {"field": "high"},
            "y": {"value": 0},
            "y2": {"value": HEIGHT - _BAND},
            "tooltip": _TOLD,
        },
    },
    {
        "data": {"name": "changes"},
        "mark": {"type": "rule", "strokeDash": [4, 3]},
        "encoding": {
            "x": {**_X, "field": "date"},
            "y": {"value": 0},
            "y2": {"value": HEIGHT - _BAND},
            "tooltip": _TOLD,
        },
    },
)
_PHASE_LAYERS = (
    {
        "data": {"name": "phases"},
        "mark": {"type": "rect", "color": _WASH, "stroke": "#d9d4c7"},
        "encoding": {
            "x": _X,
            "x2": {"field": "end"},
            "y": {"value": HEIGHT - _BAND},
            "y2": {"value": HEIGHT},
            "tooltip": _TOLD,
        },
    },
    {
        "data": {"name": "phases"},
        "mark": {"type": "text", "align": "left", "dx": 4, "baseline": "middle", "color": _SOFT},
        "encoding": {"x": _X, "y": {"value": HEIGHT - _BAND / 2}, "text": {"field": "name"}},
    },
)


def _alone(spec: dict[str, Any]) -> dict[str, Any]:
    """A specification for a file, in which an address within the desk would lead nowhere."""
    bars = spec["datasets"]["points"]
    if all(bar.get("href", "").startswith(("http://", "https://")) for bar in bars):
        return spec
    return {**spec, "layer": [_without(layer, "href") for layer in spec["layer"]]}


def _without(layer: dict[str, Any], channel: str) -> dict[str, Any]:
    kept = {name: value for name, value in layer["encoding"].items() if name != channel}
    return {**layer, "encoding": kept}


@lru_cache(maxsize=32)
def _converted(text: str, form: str) -> bytes:
    import vl_convert

    if form == "svg":
        return str(vl_convert.vegalite_to_svg(text)).encode()
    return bytes(vl_convert.vegalite_to_png(text, scale=2))
