"""What the listings of records may be narrowed by: one declaration for Python, commands and JSON interface.

A listing of the ledger takes the keys of one of these classes as keywords. What stands beside the type of a
key makes the option of the command, the parameter of the JSON interface, and the condition on a record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, TypedDict, get_args, get_type_hints

from detente.records import EventType, ExpectationKind, ExplanationKind, Factuality, SourceKind, Tense

Day = str | date
Words = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Filter:
    """How a filter is asked for, and where a record holds what it asks.

    Attributes:
        asks: what is given: an actor, two actors, words, the id of a document, a day, or that actors count
            alone.
        help: what it keeps to, for people.
        at: the side that an actor takes (empty: either), or the column that holds the word.
        choices: the words there are; empty where any may be given.
    """

    asks: Literal["actor", "pair", "word", "document", "day", "exact"]
    help: str
    at: str = ""
    choices: tuple[str, ...] = ()


class Filters(TypedDict, total=False):
    """What every listing may be narrowed by.

    Attributes:
        document: id of a document, or several of which any will do.
        roll_up: an actor counts with its parts and those who act or speak for it (``RUS`` with ``RUS.MIL``),
            which is what holds where nothing is said.
        since: by its own time of that day or later (a span of time that touches it counts): when an event
            happened, a statement was made, an expectation is due. What has none stands at the day on which
            it became known.
        until: of that day or before.
        as_of: known on that day.
    """

    document: Annotated[Words | None, Filter("document", "Only records of this document, such as d12.")]
    roll_up: Annotated[bool, Filter("exact", "RUS is only RUS, not its parts and those acting for it.")]
    since: Annotated[Day | None, Filter("day", "From this day on (event time).")]
    until: Annotated[Day | None, Filter("day", "Up to this day (event time).")]
    as_of: Annotated[Day | None, Filter("day", "Only what was known on this day.")]


class ConditionFilters(Filters, total=False):
    """What conditions may be narrowed by.

    Attributes:
        party: on either side of one of its events, or the source who says so; several names are alternatives.
    """

    party: Annotated[Words | None, Filter("actor", "An actor on either side (id or name).")]


class ExplanationFilters(ConditionFilters, total=False):
    """What explanations and doubts may be narrowed by.

    Attributes:
        kind: ``motive``, ``cause``, ``consequence``, ``doubt``.
    """

    kind: Annotated[Words | None, Filter("word", "What it is.", "kind", get_args(ExplanationKind))]


class ExpectationFilters(ConditionFilters, total=False):
    """What expectations may be narrowed by.

    Attributes:
        kind: ``scheduled``, ``forecast``, ``demand``, ``commitment``, ``threat``.
        actor: who is to act in the expected event.
        recipient: toward whom.
    """

    kind: Annotated[Words | None, Filter("word", "What it is.", "kind", get_args(ExpectationKind))]
    actor: Annotated[Words | None, Filter("actor", "Who is to do it (id or name).", "actor")]
    recipient: Annotated[Words | None, Filter("actor", "To whom.", "recipient")]


class StatementFilters(Filters, total=False):
    """What statements may be narrowed by.

    Attributes:
        source: who says it; several names are alternatives.
        addressee: to whom.
        kind: source kind: ``named``, ``titled``, ``anonymous`` …
        outlet: the outlet credited with it.
    """

    source: Annotated[Words | None, Filter("actor", "Who says it (id or name).", "source")]
    addressee: Annotated[Words | None, Filter("actor", "To whom.", "addressee")]
    kind: Annotated[Words | None, Filter("word", "How it is sourced.", "source_kind", get_args(SourceKind))]
    outlet: Annotated[Words | None, Filter("word", "The outlet credited with it.", "outlet")]


class EventFilters(Filters, total=False):
    """What events may be narrowed by.

    Attributes:
        actor: who does it; several names are alternatives.
        recipient: to whom.
        party: on either side.
        pair: one on the one side and the other on the other, whichever way round.
        type: PLOVER type or types.
        factuality: FactBank value or values.
        tense: ``past``, ``present``, ``future``.
    """

    actor: Annotated[Words | None, Filter("actor", "Who does it (id or name).", "actor")]
    recipient: Annotated[Words | None, Filter("actor", "To whom.", "recipient")]
    party: Annotated[Words | None, Filter("actor", "An actor on either side (id or name).")]
    pair: Annotated[tuple[str, str] | None, Filter("pair", "Between A and B, whichever way round.")]
    type: Annotated[Words | None, Filter("word", "PLOVER type.", "type", get_args(EventType))]
    factuality: Annotated[
        Words | None, Filter("word", "How firmly it is told.", "factuality", get_args(Factuality))
    ]
    tense: Annotated[Words | None, Filter("word", "When it is told to be.", "tense", get_args(Tense))]


LISTINGS: Mapping[str, type] = {
    "events": EventFilters,
    "statements": StatementFilters,
    "expectations": ExpectationFilters,
    "conditions": ConditionFilters,
    "explanations": ExplanationFilters,
}
"""The filters of each listing."""


@cache
def filters_of(listing: str) -> dict[str, Filter]:
    """The filters of a listing by keyword, its own before those of every listing.

    Args:
        listing: ``events``, ``statements``, ``expectations``, ``conditions`` or ``explanations``.
    """
    hints = get_type_hints(LISTINGS[listing], include_extras=True)
    common = get_type_hints(Filters)
    return {name: hints[name].__metadata__[0] for name in sorted(hints, key=lambda name: name in common)}


def keywords(listing: str, given: Mapping[str, Any], actor: Callable[[str], str]) -> dict[str, Any]:
    """The keywords of a listing for what people gave.

    Args:
        listing: see `filters_of`.
        given: what was given for each filter, None or nothing where it was not; for `roll_up`, whether actors
            count alone.
        actor: tells an actor's id by a name.
    """
    found: dict[str, Any] = {}
    for name, one in filters_of(listing).items():
        value = given[name]
        if value is None or value is False or value == ():
            continue
        if one.asks == "actor":
            value = actor(value)
        elif one.asks == "pair":
            value = tuple(map(actor, value))
        found[name] = not value if one.asks == "exact" else value
    return found
