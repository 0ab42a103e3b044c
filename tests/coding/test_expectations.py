"""Expectations: sentences of our own with kind, words, event, likelihood, window and holder."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente import edtf
from detente.coding import Coder
from detente.records import CodedDocument, Document

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "expectations.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def coded(coder: Coder, text: str) -> CodedDocument:
    return coder.code(Document.of(text, published="2004-03-10"))


@pytest.mark.parametrize(
    "kind, words, event, probability, window, whose, text", ROWS, ids=[r[-1][:60] for r in ROWS]
)
def test_expectation(
    coder: Coder, kind: str, words: str, event: str, probability: str, window: str, whose: str, text: str
) -> None:
    document = coded(coder, text)
    events = {e.id: e for e in document.events}
    statements = {s.id: s for s in document.statements}
    found = []
    for x in document.expectations:
        low_high = "-" if x.probability is None else f"{x.probability[0]:.2f}-{x.probability[1]:.2f}"
        holders = statements[x.statement].source_actors if x.statement else ("author",)
        found.append(
            (
                x.kind,
                text[slice(*x.span)],
                events[x.event].type if x.event else "-",
                low_high,
                x.window or "-",
                holders,
            )
        )
    assert any(
        k == kind
        and words in span
        and event in ("-", type_)
        and low_high == probability
        and by == window
        and (whose == "-" or any(h.split(".")[0] == whose for h in holders))
        for k, span, type_, low_high, by, holders in found
    ), found


@pytest.mark.parametrize(
    "text",
    [
        "France and Italy signed a treaty in 1998.",
        "Angola refused to promise an amnesty.",
        "The minister did not threaten to resign.",
    ],
)
def test_nothing_is_expected(coder: Coder, text: str) -> None:
    assert not [x for x in coded(coder, text).expectations if x.kind != "scheduled"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru said on Tuesday that it would demand an apology from Ecuador.",
        "Mali has suggested that it will ask Niger for a new meeting.",
    ],
)
def test_who_will_demand_promises_nothing(coder: Coder, text: str) -> None:
    assert [x.kind for x in coded(coder, text).expectations] == ["demand"]


def test_an_intention_that_is_only_supposed_is_no_promise(coder: Coder) -> None:
    text = "If they make sure of Laos's real intention of dialogue with Thailand, talks will begin in May."
    assert "commitment" not in {x.kind for x in coded(coder, text).expectations}
    plain = "Laos announced its intention of holding talks with Thailand."
    assert "commitment" in {x.kind for x in coded(coder, plain).expectations}


def test_a_demand_names_its_event_and_recipient(coder: Coder) -> None:
    text = (
        "Portugal has listed the concessions which it would demand from Indonesia. "
        "These concessions include an apology from Indonesia and a commitment from Australia."
    )
    document = coded(coder, text)
    events = {e.id: e for e in document.events}
    demands = [x for x in document.expectations if x.kind == "demand"]
    assert all(x.event for x in demands)
    assert {r for x in demands for r in events[x.event or ""].recipients} >= {"IDN", "AUS"}


def test_windows_are_intervals(coder: Coder) -> None:
    for row in ROWS:
        for x in coded(coder, row[-1]).expectations:
            assert x.window is None or "/" in edtf.check(x.window)


@pytest.mark.parametrize(
    "text",
    [
        "It is hard to imagine that Norway would close the strait to Danish ships.",
        "Analysts say that Eritrea will attack Ethiopia in the autumn.",
        "If Iran closes the strait, Britain will bomb its harbours.",
    ],
)
def test_no_threat_but_by_the_one_who_threatens(coder: Coder, text: str) -> None:
    assert all(x.kind != "threat" for x in coded(coder, text).expectations)


@pytest.mark.parametrize(
    "text",
    [
        "The summit between Kenya and Uganda will not take place.",
        "The visit of the Greek premier to Ankara will no longer take place in May.",
        "There is little doubt that Syria shelled the camp.",
    ],
)
def test_neither_the_cancelled_nor_the_past_is_forecast(coder: Coder, text: str) -> None:
    assert not coded(coder, text).expectations


@pytest.mark.parametrize(
    "text",
    [
        "The alliance has no intention of stationing missiles in Norway.",
        "Tokyo shows no willingness to resume talks with Seoul.",
        "Ghana made no promise to return the envoys to Togo.",
    ],
)
def test_no_intention_promises_nothing(coder: Coder, text: str) -> None:
    coded = coder.code(Document.of(text, published="1999-03-13"))
    assert not [one for one in coded.expectations if one.kind == "commitment"]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Oslo said it would be ready to return the pilot.", "commitment"),
        ("The two sides agreed to meet again in Doha and to draft a treaty.", "commitment"),
        ("In all likelihood Vietnam will agree to the border treaty.", "forecast"),
    ],
)
def test_one_event_in_one_sentence_is_expected_once(coder: Coder, text: str, kind: str) -> None:
    found = coded(coder, text).expectations
    assert [x.kind for x in found] == [kind]


def test_onlookers_threaten_nobody(coder: Coder) -> None:
    for text in (
        "Should the general come, the rebels may walk out of the talks, observers warned.",
        "Analysts warned that Chad would invade Niger.",
    ):
        document = coded(coder, text)
        assert not [e for e in document.events if e.type == "THREATEN" and "TCD" not in e.actors]
        assert [e.id for e in document.events] == [f"e{n + 1}" for n in range(len(document.events))]


def test_what_somebody_holds_is_no_schedule(coder: Coder) -> None:
    document = coded(coder, "The premier considers the treaty of 16 May 2004 a mistake.")
    assert not [x for x in document.expectations if x.kind == "scheduled"]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Rwanda has warned that its soldiers will stay until the militias leave.", "forecast"),
        ("He warned that the vote might open the way to extremists.", "forecast"),
        ("Full relations could be restored if Sudan stopped arming the rebels.", "forecast"),
        ("The American president arrives in Peking on Monday.", "scheduled"),
        ("The two ministers signed a ceasefire, which takes effect at midnight.", "scheduled"),
    ],
)
def test_kind_without_a_date_of_publication(coder: Coder, text: str, kind: str) -> None:
    assert [x.kind for x in coder.code(Document.of(text)).expectations] == [kind]


def test_to_whom_a_promise_is_made_is_not_promised(coder: Coder) -> None:
    found = coded(coder, "They left, as they had promised Ugandan leaders.").expectations
    assert not [x for x in found if x.rule == "promise-noun"]


@pytest.mark.parametrize(
    "text",
    [
        "Few traders expect Kenya and Uganda to hold talks in May.",
        "Nobody in Lima expects Ecuador to meet Peru this year.",
        "Hardly anyone believes that Chad will withdraw its troops from Sudan.",
        "No lawyer expects Iran to agree to the plan.",
        "No one thinks Mali will attack Niger.",
        "Very few farmers believe Egypt will attack Libya.",
        "Almost nobody predicted that Ghana would sign the treaty.",
        "None of the ministers expects that Spain will meet Portugal.",
        "Few merchants foresee a meeting between Kenya and Uganda.",
    ],
)
def test_what_hardly_anybody_expects_is_unlikely(coder: Coder, text: str) -> None:
    document = coded(coder, text)
    assert [(x.kind, x.probability) for x in document.expectations if x.probability] == [
        ("forecast", (0.2, 0.45))
    ]
    assert all(x.kind == "forecast" or x.event is None for x in document.expectations)
    assert not [e for e in document.events if e.factuality in ("CT+", "PR+")]


@pytest.mark.parametrize(
    "text",
    [
        "A few traders expect Kenya and Uganda to hold talks in May.",
        "Quite a few lawyers expect Kenya to sign the treaty.",
        "Most traders expect Kenya and Uganda to hold talks in May.",
    ],
)
def test_what_some_expect_has_no_likelihood(coder: Coder, text: str) -> None:
    found = coded(coder, text).expectations
    assert found
    assert all(x.probability is None for x in found)
