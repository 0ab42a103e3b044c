"""Reports and events: what is joined, by which rule, and what people say of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from detente.errors import LedgerError
from detente.ledger import Ledger
from detente.relations.crosswalk import Happening, happenings, join_rows
from detente.relations.dyads import dyad
from detente.relations.rows import EventSource

HIT = "Ostland gunboats shelled the Westmark harbour of Skell"
SANK = "Gunboats of Ostland shelled Skell harbour in Westmark and sank a ferry"


def add(ledger: Ledger, one: Any, outlet: str = "The Wire") -> str:
    coded = one.coded()
    return ledger.add(replace(coded, document=replace(coded.document, publication=outlet))).id


@pytest.fixture
def shelling(ledger: Ledger, tell: Any) -> Ledger:
    """Two papers on one day of shelling, a third on another day's, and a plan for more."""
    one = tell("1971-08-04", f"{HIT} on Tuesday.")
    one.event("ASSAULT", "OST.MIL", "WES", HIT, anchor="shelled", date="1971-08-03")
    add(ledger, one)
    two = tell("1971-08-05", f"{SANK} on Tuesday. A second attack is planned.")
    two.event("ASSAULT", "OST", "WES", SANK, anchor="shelled", date="1971-08-03")
    two.event(
        "ASSAULT",
        "OST",
        "WES",
        "A second attack is planned",
        anchor="attack",
        tense="future",
        factuality="PS+",
    )
    add(ledger, two, "The Courier")
    three = tell("1971-09-02", "Ostland gunboats shelled the harbour of Skell in Westmark on Wednesday.")
    three.event(
        "ASSAULT", "OST", "WES", "Ostland gunboats shelled the harbour of Skell in Westmark", anchor="shelled",
        date="1971-09-01",
    )  # fmt: skip
    add(ledger, three)
    return ledger


def test_one_day_in_like_words_is_one_event(shelling: Ledger) -> None:
    first, plan, later = happenings(shelling)
    assert (first.low, first.high, first.type, first.tense) == ("1971-08-03", "1971-08-03", "ASSAULT", "past")
    assert [report.rule for report in first.reports] == ["first", "day"]
    assert first.reports[1].joined_to == first.id
    assert (first.articles, first.outlets, first.origins) == (2, 2, 2)
    assert set(first.actors) == {"OST", "OST.MIL"}
    assert plan.tense == "future"
    assert later.low == "1971-09-01"
    assert [len(plan.reports), len(later.reports)] == [1, 1]


def test_nothing_is_joined_to_what_was_not_known(shelling: Ledger) -> None:
    (only,) = happenings(shelling, as_of="1971-08-04")
    assert (only.articles, len(only.reports)) == (1, 1)


def test_printings_of_one_text_are_one_origin(ledger: Ledger, tell: Any) -> None:
    text = (
        f"{HIT} on Tuesday. The ferry Anke burned for six hours, and its crew of nine were taken ashore by"
        " fishermen. The harbour master said that the quay would be shut until the wreck was raised."
    )
    for n, outlet in enumerate(("The Courier", "The Post", "The Tribune")):
        one = tell("1971-08-04", text + " " * n)
        one.event("ASSAULT", "OST.MIL", "WES", HIT, anchor="shelled")
        add(ledger, one, outlet)
    (found,) = happenings(ledger)
    assert (found.articles, found.outlets, found.origins) == (3, 3, 1)
    assert [report.rule for report in found.reports[1:]] == ["printing", "printing"]


@pytest.mark.parametrize("change", [
    {"place": "Skell", "other": "Varn"},
    {"type": "COERCE"},
    {"recipients": "LEAGUE"},
    {"date": "1971-08-09"},
])  # fmt: skip
def test_another_place_type_side_or_day_is_another_event(
    ledger: Ledger, tell: Any, change: dict[str, str]
) -> None:
    one = tell("1971-08-11", f"{HIT} last week.")
    one.event("ASSAULT", "OST", "WES", HIT, date="1971-08-03", place=change.get("place"))
    add(ledger, one)
    two = tell("1971-08-11", f"{SANK} last week.")
    two.event(
        change.get("type", "ASSAULT"), "OST", change.get("recipients", "WES"), SANK,
        date=change.get("date", "1971-08-03"), place=change.get("other"),
    )  # fmt: skip
    add(ledger, two)
    assert [len(found.reports) for found in happenings(ledger)] == [1, 1]


def test_two_persons_are_two_visits(ledger: Ledger, tell: Any) -> None:
    one = tell("1971-08-11", "Ida Brandt visited Ostland. Jan Oldrup visited Ostland.")
    one.event("CONSULT", "brandt-ida", "OST", "Ida Brandt visited Ostland", date="1971-08-10")
    one.event("CONSULT", "oldrup-jan", "OST", "Jan Oldrup visited Ostland", date="1971-08-10")
    add(ledger, one)
    assert len(happenings(ledger)) == 2


def test_what_is_told_again_without_a_date_is_no_new_event(ledger: Ledger, tell: Any) -> None:
    one = tell("1971-08-04", f"{HIT} on Tuesday.")
    one.event("ASSAULT", "OST", "WES", HIT, date="1971-08-03")
    add(ledger, one)
    two = tell("1971-08-30", f"Talks opened after {HIT}.")
    two.event("ASSAULT", "OST", "WES", HIT)
    add(ledger, two)
    before = tell("1971-07-30", f"A novel tells how {HIT}.")
    before.event("ASSAULT", "OST", "WES", HIT)
    add(ledger, before)
    found = happenings(ledger)
    assert [[report.rule for report in one.reports] for one in found] == [["first"], ["first", "told-again"]]


def test_a_person_parts_and_joins_and_takes_it_back(shelling: Ledger) -> None:
    def sizes() -> list[int]:
        return sorted(len(found.reports) for found in happenings(shelling))

    assert sizes() == [1, 1, 2]
    parted = shelling.judge("split", "d2.e1", author="N. Aker", value="d1.e1")
    assert sizes() == [1, 1, 1, 1]
    joined = shelling.judge("merge", "d1.e1", author="N. Aker", value="d3.e1")
    assert sizes() == [1, 1, 2]
    (one,) = (found for found in happenings(shelling) if len(found.reports) == 2)
    assert [(r.id, r.rule) for r in one.reports] == [
        ("d1.e1", "first"),
        ("d3.e1", f"judgement {joined.id}"),
    ]
    shelling.undo(parted.id, author="N. Aker")
    assert sizes() == [1, 3]
    shelling.undo(joined.id, author="N. Aker")
    assert sizes() == [1, 1, 2]


def test_a_person_binds_two_groups_by_a_later_report(shelling: Ledger) -> None:
    shelling.judge("merge", "d3.e1", author="N. Aker", value="d1.e1")
    shelling.judge("merge", "d3.e1", author="N. Aker", value="d2.e2")
    (found,) = happenings(shelling)
    assert {report.id for report in found.reports} == {"d1.e1", "d2.e1", "d2.e2", "d3.e1"}


def test_judgement_on_events_holds_after_coding_anew(shelling: Ledger, tell: Any) -> None:
    shelling.judge("split", "d2.e1", author="N. Aker", value="d1.e1")
    coded = shelling.coded("d2")
    numbered = replace(coded, events=tuple(replace(e, id=f"e{n + 7}") for n, e in enumerate(coded.events)))
    shelling.add(numbered, again=True)
    assert [(link.one, link.other, link.same) for link in shelling.links()] == [("d2.e7", "d1.e1", False)]
    assert sorted(len(found.reports) for found in happenings(shelling)) == [1, 1, 1, 1]
    shelling.add(replace(numbered, events=()), again=True)
    assert list(shelling.links()) == []


@pytest.mark.parametrize("value", [None, "WES", "d1.e1", "d9.e9", 3])
def test_an_event_is_judged_with_another_event(shelling: Ledger, value: object) -> None:
    with pytest.raises(LedgerError):
        shelling.judge("merge", "d1.e1", author="N. Aker", value=value)


def test_rows_of_one_happening_are_one_row(shelling: Ledger, tell: Any) -> None:
    again = tell("1971-08-06", f"Ostland regretted that {HIT}.")
    again.event("ASSAULT", "OST", "WES", HIT)
    add(shelling, again)
    rows = EventSource(shelling).between("OST", "WES")
    found = list(join_rows(rows, happenings(shelling)))
    past = [row for row in found if row.id != "d2.e2"]
    assert [(row.date, len(row.reports)) for row in past] == [("1971-08-03", 3), ("1971-09-01", 1)]


def test_every_report_stands_in_one_happening(shelling: Ledger) -> None:
    found: list[Happening] = happenings(shelling)
    ids = [report.id for one in found for report in one.reports]
    assert sorted(ids) == sorted(entry.id for entry in shelling.events())


def test_a_series_counts_happenings_where_asked(shelling: Ledger, tell: Any) -> None:
    again = tell("1971-08-06", f"Ostland regretted that {HIT}.")
    again.event("ASSAULT", "OST", "WES", HIT)
    add(shelling, again)
    days = [point.count for point in dyad(shelling, "OST", "WES", as_of="1971-08-31").series("month")]
    joined = dyad(shelling, "OST", "WES", as_of="1971-08-31", joined=True)
    # the paper of the sixth gives no date: alone it would be an event of that day
    assert days == [3]
    assert [len(row.reports) for row in joined.events if row.weight] == [3]
    assert [point.count for point in joined.series("month")] == [2]


@pytest.mark.parametrize("copies, weight", [(False, 0.84), (True, 0.6)])
def test_a_happening_stands_on_the_word_of_all_its_origins(
    ledger: Ledger, tell: Any, copies: bool, weight: float
) -> None:
    own = (
        " Three lighters burned at the northern mole, and the pilots of the port were sent home.",
        " Nobody in the town slept, a baker told this paper, for the guns went on until the milk came.",
    )
    for n, tail in enumerate((own[0], own[0] if copies else own[1])):
        text = f"Unnamed officials said that {HIT} on Tuesday.{tail}" + " " * n
        one = tell("1971-08-04", text)
        said = one.say("", HIT, "Unnamed officials", source_kind="anonymous")
        one.event("ASSAULT", "OST", "WES", HIT, anchor="shelled", date="1971-08-03", statement=said)
        add(ledger, one, ("The Courier", "The Post")[n])
    (row,) = dyad(ledger, "OST", "WES", joined=True).events
    assert (len(row.reports), row.weight) == (2, pytest.approx(weight))


def test_a_meeting_told_of_both_sides_lies_between_them(ledger: Ledger, tell: Any) -> None:
    one = tell("1971-08-04", "Ostland and Westmark met on Tuesday. Ostland met the League of Harbours.")
    one.event("CONSULT", "OST WES", "", "Ostland and Westmark met on Tuesday", anchor="met")
    one.event("CONSULT", "OST LEAGUE", "", "Ostland met the League of Harbours", anchor="met")
    add(ledger, one)
    assert [found.id for found in happenings(ledger, pair=("WES", "OST"))] == ["d1.e1"]
