"""The queue of review: of all kinds of record, those first that would change a brief most and are least sure.

A record's gain is what rests on it (its stake) times how likely it is wrong (its doubt); both are sums of the
signs of ``review/signs.csv``. They are worked out in SQL, so that a ledger of a million events is ranked
without its records being read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente.knowledge import Tables
from detente.knowledge.review import Sign, load_signs
from detente.knowledge.scales import Weights, load_scales
from detente.ledger import Ledger
from detente.ledger.listed import Rows
from detente.ledger.queries import Day

KINDS = ("event", "statement", "condition", "expectation", "explanation")
"""The kinds of record that are reviewed."""
SURE = 0.98
"""A coder that is surer of an event than this is not asked about it."""
MOST = 2000
"""Records of each kind that stand in the queue at most; the queue tells how many there are."""

_JUDGED = "EXISTS (SELECT 1 FROM judged_records AS j WHERE j.coding = r.coding AND j.record = r.id)"

# how far each sign holds, from 0 to 1 (or as the value of an event goes), in SQL over r and d
_MEASURES: dict[str, dict[str, str]] = {
    "event": {
        "value": "abs(r.intensity) * max({weight}, 0.2)",
        "unsure": "1 - r.confidence",
        "one-sided": "r.actors = '[]' OR r.recipients = '[]'",
    },
    "statement": {
        "carried": "min(12, coalesce((SELECT sum(abs(e.intensity)) FROM events AS e"
        " WHERE e.coding = r.coding AND e.statement = r.id), 0))",
        "nobody": "r.source_actors = '[]' AND r.source_kind <> 'author'",
        "whose": "r.source_actors LIKE '[\"UNK%'",
        "unnamed": "r.source_kind IN ('anonymous', 'collective')",
        "implied": "r.source = '[]' AND r.source_kind <> 'author'",
        "short": "json_array_length(r.content) < 2"
        " AND coalesce(json_extract(r.content, '$[0][1]') - json_extract(r.content, '$[0][0]'), 0) < 18",
    },
    "condition": {
        "bare": "r.\"then\" = '[]'",
        "by-author": "r.statement IS NULL",
        "no-event": "r.if_events = '[]' AND r.then_events = '[]'",
    },
    "expectation": {
        "value": "coalesce((SELECT abs(e.intensity) FROM events AS e"
        " WHERE e.coding = r.coding AND e.id = r.event), 0)",
        "no-event": "r.event IS NULL",
        "undated": 'r."window" IS NULL',
        "past": "r.window_high IS NOT NULL AND r.window_high < (SELECT max(known) FROM documents)",
    },
    "explanation": {"bare": "r.kind <> 'doubt' AND (r.\"of\" = '[]' OR r.\"by\" = '[]')"},
}
_EXPECTED = ("scheduled", "forecast", "demand", "commitment", "threat")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A record that waits for a decision.

    Attributes:
        id: its full id.
        kind: event, statement, condition, expectation or explanation.
        gain: how much a decision may change: what rests on the record, times how unsure it is.
    """

    id: str
    kind: str
    gain: float


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits: the first `items`, and how many there are of each kind."""

    items: tuple[Proposed, ...]
    totals: dict[str, int]

    @property
    def total(self) -> int:
        """How many records wait in all."""
        return sum(self.totals.values())


def review_queue(
    ledger: Ledger,
    a: str | None = None,
    b: str | None = None,
    as_of: Day | None = None,
    *,
    kinds: Sequence[str] = KINDS,
    limit: int = MOST,
) -> Queue:
    """Records that nobody has judged, those first that would change a brief most and are least certain.

    Args:
        ledger: the record.
        a: only records in which this actor has a part.
        b: and this one: events between both, and what else one of them has a part in.
        as_of: what was known on that day.
        kinds: only these kinds.
        limit: how many of each kind at most.
    """
    found: list[Proposed] = []
    totals: dict[str, int] = {}
    for kind in KINDS:
        if kind not in kinds:
            continue
        total, ranked = _listing(ledger, kind, a, b, as_of).ranked(_worth(kind), limit)
        totals[kind] = total
        found += [Proposed(id, kind, round(gain, 4)) for id, gain in ranked]
    found.sort(key=lambda one: (-one.gain, one.id))
    return Queue(tuple(found), totals)


def reasons(ledger: Ledger, record: str, kind: str) -> list[str]:
    """Why a record is asked about, in words.

    Args:
        ledger: the record.
        record: its full id.
        kind: its kind.
    """
    signs = [sign for sign in _signs() if sign.words and _kind(sign) == kind and sign.when != "always"]
    if not signs:
        return []
    document, _, local = record.partition(".")
    columns = ", ".join(_holds(sign, kind) for sign in signs)
    rows = ledger.select(
        f"SELECT {columns} FROM {kind}s AS r JOIN documents AS d ON d.coding = r.coding"
        " WHERE d.id = ? AND r.id = ?",
        (int(document.removeprefix("d")), local),
    )
    held = [(sign, value) for row in rows for sign, value in zip(signs, row, strict=True)]
    return [sign.words for sign, value in held if value * sign.value > (0.1 if sign.when == "unsure" else 0)]


def _listing(ledger: Ledger, kind: str, a: str | None, b: str | None, as_of: Day | None) -> Rows[Any]:
    """An event lies between both sides; of the other kinds, what one of them has a part in is listed."""
    sides = [side for side in (a, b) if side is not None] or None
    match kind:
        case "event":
            if a is not None and b is not None:
                return ledger.events(pair=(a, b), as_of=as_of)
            return ledger.events(party=sides, as_of=as_of)
        case "statement":
            return ledger.statements(source=sides, as_of=as_of)
        case "condition":
            return ledger.conditions(party=sides, as_of=as_of)
        case "expectation":
            return ledger.expectations(party=sides, as_of=as_of)
    return ledger.explanations(party=sides, as_of=as_of)


@cache
def _signs() -> tuple[Sign, ...]:
    return load_signs(Tables())


def _kind(sign: Sign) -> str:
    return "expectation" if sign.kind in _EXPECTED else sign.kind


def _holds(sign: Sign, kind: str) -> str:
    """How far a sign holds, in SQL."""
    measure = "1" if sign.when == "always" else _MEASURES[kind][sign.when]
    if "{weight}" in measure:
        measure = measure.format(weight=_weight(load_scales(Tables()).weights))
    return f"({measure}) * (r.kind = '{sign.kind}')" if sign.kind in _EXPECTED else f"({measure})"


@cache
def _worth(kind: str) -> str:
    """The gain of a record of one kind, in SQL; nothing for one that was judged."""
    terms: dict[str, list[str]] = {"stake": [], "doubt": [], "factor": []}
    for sign in _signs():
        if _kind(sign) == kind:
            value = f"(1 + ({sign.value!r} - 1) * ({_holds(sign, kind)}))"
            terms[sign.part].append(
                value if sign.part == "factor" else f"{sign.value!r} * ({_holds(sign, kind)})"
            )
    stake, doubt = (" + ".join(terms[part]) or "0" for part in ("stake", "doubt"))
    factor = " * ".join(terms["factor"]) or "1"
    left = f"r.confidence > {SURE} OR {_JUDGED}" if kind == "event" else _JUDGED
    return f"CASE WHEN {left} THEN 0 ELSE ({stake}) * min(1.0, {doubt}) * {factor} END"


def _weight(weights: Weights) -> str:
    """What an event counts for, as `Weights.weigh` has it, in SQL."""
    origin = (
        "CASE WHEN r.statement IS NULL THEN 'author' ELSE coalesce((SELECT s.source_kind FROM statements AS s"
        " WHERE s.coding = r.coding AND s.id = r.statement), 'anonymous') END"
    )
    parts = (
        _case("r.factuality", weights.factuality, 0.0),
        _case("r.tense", weights.tense, 1.0),
        _case(origin, weights.origin, 1.0),
    )
    return " * ".join(parts)


def _case(column: str, values: Any, other: float) -> str:
    cases = " ".join(f"WHEN '{key.replace(chr(39), '')}' THEN {value!r}" for key, value in values.items())
    return f"(CASE {column} {cases} ELSE {other!r} END)"
