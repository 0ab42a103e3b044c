"""Dates as people write them: from EDTF to “3 February 2000”, “21–22 January 2000”, “February 2000”."""

from __future__ import annotations

import calendar

_MONTHS = [calendar.month_name[n] for n in range(13)]


def said(edtf: str | None) -> str:
    """An EDTF date in words.

    Args:
        edtf: an EDTF level 1 date or interval, or None.

    Returns:
        The date as a reader would write it; “undated” for None, and the EDTF itself where it is none we know.
    """
    if not edtf:
        return "undated"
    if "/" in edtf:
        low, high = edtf.split("/", 1)
        return _interval(low, high)
    return _single(edtf)


def due(window: str, today: str | None) -> str:
    """A window in words; one that opens on the day it is set is told by its end: “by 31 March 2000”.

    Args:
        window: an EDTF date or interval.
        today: EDTF date of the text that sets it, or None.
    """
    low, _, high = window.partition("/")
    closed = high not in ("", "..")
    return f"by {said(high)}" if closed and low == today and high != low else said(window)


def _single(edtf: str) -> str:
    about = "about " if edtf.endswith(("~", "?", "%")) else ""
    parts = edtf.rstrip("~?%").split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return edtf
    if len(parts) == 1:
        return about + parts[0]
    month = int(parts[1])
    if not 1 <= month <= 12:
        seasons = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
        return f"{about}{seasons[month]} {parts[0]}" if month in seasons else edtf
    if len(parts) == 2:
        return f"{about}{_MONTHS[month]} {parts[0]}"
    return f"{about}{int(parts[2])} {_MONTHS[month]} {parts[0]}"


def _interval(low: str, high: str) -> str:
    if low in ("", ".."):
        return f"until {_single(high)}"
    if high in ("", ".."):
        return f"from {_single(low)}"
    if low == high:
        return _single(low)
    if len(low) == len(high) == 10 and low[:7] == high[:7]:
        year, month = low[:4], int(low[5:7])
        first, last = int(low[8:]), int(high[8:])
        if first == 1 and last == calendar.monthrange(int(year), month)[1]:
            return f"{_MONTHS[month]} {year}"
        return f"{first}–{last} {_MONTHS[month]} {year}"
    if low[:4] == high[:4] and len(low) == len(high) == 10:
        return f"{int(low[8:])} {_MONTHS[int(low[5:7])]} – {_single(high)}"
    return f"{_single(low)} – {_single(high)}"
