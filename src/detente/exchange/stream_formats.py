"""How event streams are written: their columns, dates, actors and codes, recognised by table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.errors import SettingError, UnknownActor
from detente.knowledge import Knowledge
from detente.knowledge.scales import SCHEMES, Scales, load_scales

NEEDED = ("date",)
_DATES = (
    re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$"),
    re.compile(r"(\d{4})(\d{2})(\d{2})$"),
    re.compile(r"(\d{4})/(\d{2})/(\d{2})$"),
)
_SHORT = re.compile(r"(\d{2})(\d{2})(\d{2})$")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?$")
_CODE = re.compile(r"\d{2,4}")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, and the scheme of the codes where a column's name tells it."""

    places: Mapping[str, int]
    scheme: str | None = None

    def get(self, row: Sequence[str], name: str) -> str:
        """The cell of a field, stripped; empty where there is none."""
        at = self.places.get(name)
        return row[at].strip() if at is not None and at < len(row) else ""


@dataclass(slots=True)
class StreamTables:
    """What reading a stream rests on, loaded once.

    Attributes:
        scales: the schemes and their values.
        columns: field, and the scheme it tells, by column name in lower case.
        actors: Detente's id by code of a stream.
        sectors: sector by role code.
        own: the user's names, which go before all others.
    """

    scales: Scales
    columns: Mapping[str, tuple[str, str | None]]
    actors: Mapping[str, str]
    sectors: Mapping[str, str]
    knowledge: Knowledge
    own: Mapping[str, str] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def actor(self, code: str) -> str:
        """Detente's id of an actor's code or name; one that no table knows keeps its own.

        A state's code with a role's becomes the part of the state: ``RUSMIL`` is ``RUS.MIL``.
        """
        found = self._known.get(code)
        if found is None:
            found = self._known[code] = self.own.get(code) or self._actor(code)
        return found

    def named(self, country: str, sector: str, name: str) -> str:
        """Detente's id of an actor that a stream gives by country, sector and name."""
        if not country:
            return self.actor(name)
        whole = self.actor(country)
        part = self.sectors.get(sector.upper()[:3])
        return f"{whole}.{part}" if part else whole

    def _actor(self, code: str) -> str:
        if code in self.actors:
            return self.actors[code]
        if len(code) >= 6 and code.isalpha() and code.isupper():
            whole = self.actors.get(code[:3], code[:3])
            part = self.sectors.get(code[3:6])
            if part and (whole in self.actors.values() or self._is_state(whole)):
                return f"{whole}.{part}"
        if not code.isupper() and self.knowledge is not None:
            try:
                found = self.knowledge.actors.resolve(code)
            except UnknownActor:
                found = []
            if len(found) == 1:
                return found[0]
        return code

    def _is_state(self, code: str) -> bool:
        row = self.knowledge.actors.actors.get(code)
        return row is not None and row.kind == "state"


def load_stream_tables(
    knowledge: Knowledge | None = None, own: Mapping[str, str] | None = None
) -> StreamTables:
    """Load the tables for reading streams.

    Args:
        knowledge: the tables; our own where not given.
        own: names of actors of the user's, by code of the stream.
    """
    knowledge = knowledge or Knowledge()
    tables = knowledge.tables
    columns = {
        name: (row.need("field"), row.text("scheme"))
        for row in tables.rows("scales/stream_columns.csv", ("id", "field", "names"))
        for name in row.list("names")
    }
    return StreamTables(
        scales=load_scales(tables),
        columns=columns,
        actors={r.id: r.need("actor") for r in tables.rows("scales/stream_actors.csv", ("id", "actor"))},
        sectors={r.id: r.need("sector") for r in tables.rows("scales/stream_roles.csv", ("id", "sector"))},
        knowledge=knowledge,
        own=own or {},
    )


def find_columns(header: Sequence[str], tables: StreamTables) -> Columns | None:
    """Which column holds what, by the header; None where the first line is no header.

    Raises:
        SettingError: it is a header, but a column that is needed is not there.
    """
    places: dict[str, int] = {}
    schemes: dict[str, str | None] = {}
    for n, name in enumerate(header):
        wanted = tables.columns.get(name.strip().lower().lstrip("\ufeff"))
        if wanted is not None:
            places.setdefault(wanted[0], n)
            schemes.setdefault(wanted[0], wanted[1])
    if not places:
        return _headerless(header)
    missing = [
        words
        for words, fields in (
            ("date", ("date",)),
            ("source", ("source", "source_name", "source_country")),
            ("target", ("target", "target_name", "target_country")),
            ("code", ("code", "type")),
        )
        if not any(name in places for name in fields)
    ]
    if missing:
        raise SettingError(
            f"The stream has no column for the {' nor the '.join(missing)}; it has {', '.join(header)}. "
            "Name the columns date, source, target and code."
        )
    return Columns(places, schemes["code"] if "code" in schemes else schemes.get("type"))


def _headerless(first: Sequence[str]) -> Columns | None:
    # KEDS writes date, source, target and code without a header
    if len(first) >= 4 and read_date(first[0].strip()) and _CODE.fullmatch(first[3].strip().rstrip("]")):
        return Columns({"date": 0, "source": 1, "target": 2, "code": 3})
    raise SettingError(
        f"The first line of the stream is no header that Detente knows: {', '.join(first)}. "
        "Name the columns date, source, target and code."
    )


def read_date(text: str) -> str | None:
    """A date as ISO text, or None: ISO, ``19990324``, ``1999/03/24``, ``990324`` and ``3/24/1999``."""
    for pattern in _DATES:
        match = pattern.match(text)
        if match:
            return _iso(int(match[1]), int(match[2]), int(match[3]))
    match = _SHORT.fullmatch(text)
    if match:
        year = int(match[1])
        # KEDS begins in 1979; a two-digit year below that is of this century
        return _iso(year + (1900 if year >= 60 else 2000), int(match[2]), int(match[3]))
    match = _AMERICAN.match(text)
    return _iso(int(match[3]), int(match[1]), int(match[2])) if match else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def find_scheme(codes: Sequence[str], scales: Scales) -> str:
    """The scheme that knows most of the codes.

    Args:
        codes: those of the first lines.
        scales: the schemes.

    Raises:
        SettingError: none knows half of them, or two know them equally.
    """
    known = {
        scheme: sum(code in scales.codes[scheme] for code in codes) / max(len(codes), 1) for scheme in SCHEMES
    }
    best = sorted(known, key=lambda scheme: -known[scheme])
    if known[best[0]] < 0.5:
        raise SettingError(
            "The codes of the stream are neither CAMEO, WEIS nor PLOVER: "
            f"{', '.join(sorted(set(codes))[:5])} … Name the scheme with --scheme if they are."
        )
    if known[best[0]] - known[best[1]] < 0.01:
        raise SettingError(
            f"The codes of the stream may be {best[0].upper()} or {best[1].upper()}; say which with --scheme."
        )
    return best[0]
