"""Charts to take away: Vega-Lite specifications, drawn as SVG or PNG by vl-convert."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from detente.errors import LedgerError, SettingError
from detente.relations.eventdata import Point
from detente.relations.phases import Phase

MEDIA = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}


def series_spec(points: Sequence[Point], phases: Sequence[Phase], title: str) -> dict[str, Any]:
    """The series of a dyad with its phases as a Vega-Lite specification.

    Args:
        points: the series.
        phases: its phases.
        title: what stands over it.
    """
    time = {"field": "start", "type": "temporal", "title": None}
    bars = {
        "data": {
            "values": [
                {
                    "start": point.start,
                    "end": point.end,
                    "balance": round(point.goldstein, 2),
                    "events": point.count,
                    "records": " ".join(row.id for row in point.events[:20]),
                    "sign": "cooperation" if point.goldstein >= 0 else "conflict",
                }
                for point in points
                if point.events
            ]
        },
        "mark": {"type": "bar"},
        "encoding": {
            "x": time,
            "x2": {"field": "end"},
            "y": {"field": "balance", "type": "quantitative", "title": "Balance (Goldstein)"},
            "color": {
                "field": "sign",
                "type": "nominal",
                "title": None,
                "scale": {"domain": ["cooperation", "conflict"], "range": ["#2f6f8f", "#b5542c"]},
            },
        },
    }
    changes = {
        "data": {"values": [{"start": p.start, "state": p.state} for p in phases if p.opened_by]},
        "layer": [
            {"mark": {"type": "rule", "strokeDash": [4, 3]}, "encoding": {"x": time}},
            {
                "mark": {"type": "text", "align": "left", "dx": 4, "baseline": "top"},
                "encoding": {"x": time, "y": {"value": 2}, "text": {"field": "state"}},
            },
        ],
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": title,
        "width": 640,
        "height": 240,
        "layer": [bars, changes] if changes["data"]["values"] else [bars],  # type: ignore[index]
    }


def take_away(spec: dict[str, Any], form: str) -> tuple[bytes, str]:
    """A chart as a file.

    Args:
        spec: a Vega-Lite specification.
        form: ``svg``, ``png`` or ``json``.

    Returns:
        its bytes and their media type.

    Raises:
        LedgerError: there is no such form.
        SettingError: vl-convert is not installed.
    """
    if form not in MEDIA:
        raise LedgerError(f"The desk has no chart as {form!r}; there are {', '.join(MEDIA)}.")
    text = json.dumps(spec, ensure_ascii=False, indent=1)
    return (text.encode() if form == "json" else _drawn(text, form)), MEDIA[form]


@lru_cache(maxsize=32)
def _drawn(text: str, form: str) -> bytes:
    try:
        import vl_convert
    except ImportError as error:
        raise SettingError("Charts to take away need vl-convert: pip install 'detente[desk]'.") from error
    if form == "svg":
        return str(vl_convert.vegalite_to_svg(text)).encode()
    return bytes(vl_convert.vegalite_to_png(text, scale=2))
