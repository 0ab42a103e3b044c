"""What has become of demands, conditions and expectations, as the relations tell it, by record."""

from __future__ import annotations

from dataclasses import dataclass

from detente.ledger import Ledger
from detente.relations.agenda import agenda
from detente.relations.references import Reference
from detente.relations.roll import Roll
from detente.relations.terms import terms

SETTLED = ("met", "refused", "withdrawn", "lapsed", "void", "happened", "did_not", "called_off")


@dataclass(frozen=True, slots=True)
class Fate:
    """The state of one matter.

    Attributes:
        state: as `Term` or `AgendaItem` has it.
        since: day on which that state became known (ISO).
        first: id of the record that raised the matter; later records only tell it again.
        by: the words that brought the state, or None where only time has passed or nothing has changed.
        window: when it is now expected (EDTF), or None.
        kind: kind of the matter, such as ``offer``.
    """

    state: str
    since: str
    first: str
    by: Reference | None = None
    window: str | None = None
    kind: str = ""

    @property
    def settled(self) -> bool:
        """Whether nothing more is to come of it."""
        return self.state in SETTLED


def fates(ledger: Ledger, a: str, b: str, as_of: str | None) -> dict[str, Fate]:
    """The fate of each record that raises a term or an expectation between two actors, or tells it again.

    Args:
        ledger: the record.
        a: one actor.
        b: the other.
        as_of: what was known on that day; None is today.
    """
    roll = Roll.of(ledger, as_of)
    found: dict[str, Fate] = {}
    for term in terms(ledger, a, b, as_of, roll=roll):
        last = term.changes[-1]
        by = last.reference if len(term.changes) > 1 else None
        fate = Fate(term.state, term.since, term.id, by, term.deadline, term.kind)
        for reference in term.references:
            found[reference.record] = fate
        found[term.id] = fate
    for item in agenda(ledger, a, b, as_of, roll=roll):
        last = item.changes[-1]
        by = last.reference if len(item.changes) > 1 else None
        fate = Fate(item.state, item.since, item.id, by, item.window, item.kind)
        for reference in item.references:
            found.setdefault(reference.record, fate)
        found[item.id] = fate
    return found
