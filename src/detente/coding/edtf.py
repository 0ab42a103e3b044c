"""EDTF dates by their old place in `coding`; all of it lives in `detente.edtf`, for every room to import."""

from detente.edtf import (
    Days,
    Edtf,
    Precision,
    before,
    bounds,
    check,
    interval,
    is_valid,
    month_end,
    order,
    overlaps,
    parse,
    precision,
    shift,
    within,
)

__all__ = [
    "Days",
    "Edtf",
    "Precision",
    "before",
    "bounds",
    "check",
    "interval",
    "is_valid",
    "month_end",
    "order",
    "overlaps",
    "parse",
    "precision",
    "shift",
    "within",
]
