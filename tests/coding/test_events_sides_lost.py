"""Sides that a sentence does not put in the plain places: controlled, owned, understood, or only one."""

from __future__ import annotations

import pytest

from detente.coding import Coder
from detente.coding.draft import Draft
from detente.records import Document, Event

Case = tuple[str, str, str | None, str | None]

# sentence, type, actor, recipient; None: nobody is told; "*": not looked at
CASES: list[Case] = [
    # who is accused of an act is its actor
    ("Greece accused Turkey of secretly supplying weapons to Libya.", "AID", "TUR", "LBY"),
    ("The envoy accused Moscow of having shipped arms to Havana.", "AID", "RUS", "CUB"),
    ("Kenya blamed Somalia for attacking a village in Ethiopia.", "ASSAULT", "SOM", "ETH"),
    ("Sudan stopped short of accusing Chad of arming the rebels.", "ACCUSE", "SDN", "TCD"),
    # participles after an object, reduced and relative clauses
    ("Chad and Niger adopted a motion urging Libya to free the prisoners.", "REQUEST", "TCD", "LBY"),
    ("It was Chad that bombed the villages in Niger.", "ASSAULT", "TCD", "NER"),
    ("A text, put forward by Kenya, which condemned Uganda, failed.", "ACCUSE", "KEN", "UGA"),
    ("Albania, whose army crossed into Serbia, denied the charge.", "ASSAULT", "ALB", "SRB"),
    ("ECOWAS imposed sanctions on Bissau on July 30 and froze its assets.", "COERCE", "ECOWAS", "GNB"),
    # what is owned is the other side's
    ("Peru broke off relations with Chile and expelled its ambassador.", "SANCTION", "PER", "CHL"),
    ("Syria shot down a Turkish helicopter and captured its crew.", "COERCE", "SYR", "TUR"),
    ("Chile recalled its ambassador from Peru and closed his embassy in Lima.", "SANCTION", "CHL", "PER"),
    # understood sides
    ("Peru threatened to leave the talks unless Chile paid.", "THREATEN", "PER", "CHL"),
    ("Peru warned that it would hit back if Chile closed the strait again.", "THREATEN", "PER", "CHL"),
    ("Oman summoned Yemen's envoy and demanded the sailor's release.", "REQUEST", "OMN", "YEM"),
    ("Chile's offer was turned down by Peru.", "REJECT", "PER", "CHL"),
    ("Ghana adopted a resolution on the border. Togo rejected the text as unjust.", "REJECT", "TGO", "GHA"),
    # places
    ("Norwegian jets struck targets inside Libya on Monday.", "ASSAULT", "NOR", "LBY"),
    ("A planned visit to Tunis by Malta's parliament was postponed.", "REJECT", "MLT", "TUN"),
    # one side
    ("The shelling of Asmara went on.", "ASSAULT", None, "ERI"),
    ("The African Union, which held an emergency summit, was silent.", "CONSULT", "AU", None),
    ("Prices rose after the annexation of two Ukrainian provinces.", "ASSAULT", None, "UKR"),
    # the victim of what is condemned is not accused
    ("Latvia condemned the bombing of the Kenyan embassy.", "ACCUSE", "LVA", None),
    ("Latvia condemned the bombing of the Kenyan embassy.", "ASSAULT", None, "KEN"),
    # a passive command is not the reporter's
    ("GENEVA, July 19 (Harbour Wire) - Norway expelled a Swedish envoy.", "SANCTION", "NOR", "SWE"),
]

# sentence, and a pair that must not be read
NEVER: list[Case] = [
    ("Greece accused Turkey of secretly supplying weapons to Libya.", "AID", "GRC", "*"),
    ("Serbian officials said that the convoy had been ordered to leave Pristina.", "REQUEST", "SRB", "*"),
    ("Russia withdrew its military representative at the council.", "SANCTION", "RUS", "RUS"),
    ("Latvia condemned the attacks on Kenya.", "ACCUSE", "LVA", "KEN"),
    ("The attack on poverty went on.", "ASSAULT", "*", "*"),
    ("Jordan's attack of nerves passed.", "ASSAULT", "*", "*"),
]


def _code(coder: Coder, text: str) -> Draft:
    return coder.draft(Document.of(text, published="2010-06-15"))


def _country(draft: Draft, ids: tuple[str, ...]) -> set[str]:
    return {draft.actors[one].country or one for one in ids}


def _holds(draft: Draft, event: Event, case: Case) -> bool:
    _, kind, actor, recipient = case

    def fits(ids: tuple[str, ...], wanted: str | None) -> bool:
        return wanted == "*" or (not ids if wanted is None else wanted in _country(draft, ids) | set(ids))

    return event.type == kind and fits(event.actors, actor) and fits(event.recipients, recipient)


@pytest.mark.parametrize("case", CASES, ids=[f"{c[1]}: {c[0][:50]}" for c in CASES])
def test_sides_are_found(coder: Coder, case: Case) -> None:
    draft = _code(coder, case[0])
    told = [(e.type, e.actors, e.recipients) for e in draft.events]
    assert any(_holds(draft, event, case) for event in draft.events), told


@pytest.mark.parametrize("case", NEVER, ids=[f"{c[1]}: {c[0][:50]}" for c in NEVER])
def test_sides_are_not_confused(coder: Coder, case: Case) -> None:
    draft = _code(coder, case[0])
    assert not [(e.type, e.actors, e.recipients) for e in draft.events if _holds(draft, e, case)]
