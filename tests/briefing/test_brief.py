"""Briefs on the bundled samples, from files to rendered text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.briefing import Brief, brief
from detente.briefing.render import FORMATS
from detente.coding import Coder
from detente.errors import DateError, SettingError, UnknownActor
from detente.intake import keep
from detente.knowledge import Knowledge
from detente.ledger import Ledger
from detente.reading import read
from detente.sample import sample_folder


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("briefs") / "history.db") as ledger:
        for _ in keep(read(sample_folder("nato_russia")), coder, ledger):
            pass
        yield ledger


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Iterator[tuple[Ledger, Knowledge]]:
    folder = sample_folder("fictional")
    knowledge = Knowledge([folder / "tables"])
    with Ledger(tmp_path_factory.mktemp("briefs") / "story.db") as ledger:
        for _ in keep(read(folder), Coder(knowledge, coder.parser), ledger):
            pass
        yield ledger, knowledge


def lines(made: Brief, section: str) -> list[str]:
    return [line.text for s in made.sections if s.id == section for line in s.lines]


def test_every_line_opens_an_exact_sentence(history: Ledger) -> None:
    made = brief(history, "RUS", "NATO", limit=None)
    assert sum(len(section.lines) for section in made.sections) > 40
    for section in made.sections:
        for line in section.lines:
            assert line.evidence
            assert line.records
            for evidence in line.evidence:
                text = history.document(evidence.document).document.text
                assert text[evidence.span[0] : evidence.span[1]] == evidence.text
                assert made.evidence[made.number(evidence) - 1].key == evidence.key


def test_what_is_cited_was_known_by_then(history: Ledger) -> None:
    made = brief(history, "Russia", "NATO", as_of="1999-04-01", limit=None)
    assert 0 < made.documents < 15
    assert all(e.published and e.published <= "1999-04-01" for e in made.evidence)


def test_before_the_first_article_nothing_is_said(history: Ledger) -> None:
    made = brief(history, "RUS", "NATO", as_of="1990-01-01")
    assert made.documents == 0
    assert not any(section.lines for section in made.sections)
    assert "No sentence is cited" in made.render("text")


def test_the_limit_says_how_many_are_left_out(history: Ledger) -> None:
    short = brief(history, "RUS", "NATO", limit=2)
    whole = brief(history, "RUS", "NATO", limit=None)
    for cut, full in zip(short.sections, whole.sections, strict=True):
        assert len(cut.lines) <= 4
        assert len(cut.lines) + cut.left_out == len(full.lines)
    assert "shown" in short.render("text")


def test_both_names_and_ids_are_understood(history: Ledger) -> None:
    assert brief(history, "Moscow", "North Atlantic Treaty Organization").a == "RUS"
    with pytest.raises(UnknownActor, match="Did you mean"):
        brief(history, "Rusia", "NATO")
    with pytest.raises(DateError):
        brief(history, "RUS", "NATO", as_of="the third of May")


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_holds_every_line(history: Ledger, form: str) -> None:
    made = brief(history, "RUS", "NATO")
    out = made.render(form)
    if form == "json":
        plain = json.loads(out)
        assert [len(s["lines"]) for s in plain["sections"]] == [len(s.lines) for s in made.sections]
        assert all(
            0 < n <= len(plain["evidence"])
            for s in plain["sections"]
            for x in s["lines"]
            for n in x["evidence"]
        )
    for section in made.sections:
        assert section.title.upper() in out.upper()


def test_an_unknown_format_is_named(history: Ledger) -> None:
    with pytest.raises(SettingError, match="pdf"):
        brief(history, "RUS", "NATO").render("pdf")


def test_markup_of_a_text_stays_text(tmp_path: Path, coder: Coder) -> None:
    source = tmp_path / "hostile.txt"
    source.write_text(
        "Ghana's foreign minister said on Monday that <script>alert(1)</script> Togo would *never* return the "
        "[envoys](javascript:alert(2)) whom Ghana had demanded.\n",
        encoding="utf-8",
    )
    with Ledger(tmp_path / "hostile.db") as ledger:
        for _ in keep(read(source, published="1994-05-03"), coder, ledger):
            pass
        made = brief(ledger, "GHA", "TGO")
    assert any("<script>" in e.text for e in made.evidence)
    assert "<script>alert" not in made.render("html")
    assert "<script>alert" not in made.render("markdown")
    assert "[envoys](javascript" not in made.render("markdown")


def test_the_story_in_the_middle_of_the_quarrel(story: tuple[Ledger, Knowledge]) -> None:
    ledger, knowledge = story
    made = brief(ledger, "Valdoria", "Kestria", as_of="2011-07-01", knowledge=knowledge, limit=None)
    terms = "\n".join(lines(made, "terms"))
    assert "Brenna" in terms
    assert lines(made, "voices")
    assert lines(made, "expected")
    later = brief(ledger, "Valdoria", "Kestria", knowledge=knowledge, limit=None)
    assert any("[unnamed]" in line for line in lines(later, "voices"))


def test_one_story_in_several_papers_is_one_line(story: tuple[Ledger, Knowledge]) -> None:
    ledger, knowledge = story
    made = brief(ledger, "Valdoria", "Kestria", knowledge=knowledge, limit=None)
    for section in made.sections:
        texts = [line.text for line in section.lines]
        assert len(texts) == len(set(texts))
    assert any(len({e.document for e in line.evidence}) > 1 for s in made.sections for line in s.lines)


def test_refusals_are_counted_with_their_reason(history: Ledger) -> None:
    made = brief(history, "RUS", "NATO", limit=None)
    kept = sum(len(section.lines) for section in made.sections)
    assert len(made.refused) < kept / 10
    assert all(refused.why for refused in made.refused)


def test_long_after_the_last_article_a_brief_still_stands(history: Ledger) -> None:
    made = brief(history, "RUS", "NATO", as_of="2019-06-01")
    assert made.measures.spark
    assert lines(made, "standing")
    assert all("past due" in line for line in lines(made, "expected") if line[:1].isdigit())


TALKS = [
    (
        "1993-04-06",
        "Malawi and Zambia opened talks on their border in Lilongwe on Monday. Zambian negotiators said that "
        "their country would never cede the island. Malawian Foreign Minister Grace Phiri ruled out a "
        "meeting with Zambian President Frederick Chiluba. The next round is to be held on May 3. A truce is "
        "unlikely, diplomats said. Malawi urged Zambia to open the road to the island. Zambia demanded that "
        "Malawi withdraw its police from the ferry. The ferry crossing will reopen by April 20, Zambian "
        "officials said (Ferry Post, April 5).\n",
    ),
    (
        "1993-06-08",
        "Malawi accused Zambia of having hired the smugglers. The two sides agreed on a map. Zambia tried to "
        "persuade Malawi to wait.\n",
    ),
]


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("talks")
    with Ledger(folder / "talks.db") as ledger:
        for number, (published, text) in enumerate(TALKS):
            source = folder / f"{number}.txt"
            source.write_text(text, encoding="utf-8")
            for _ in keep(read(source, published=published), coder, ledger):
                pass
        yield ledger


@pytest.mark.parametrize(
    "section, line",
    [
        ("voices", "Grace Phiri (Ferry Post, 5 April 1993), “ruled out”: “a meeting with Zambian President"),
        ("expected", "Promised, by “Zambian negotiators” (Ferry Post, 5 April 1993): “their country would"),
        ("terms", "Malawi asks of Zambia: “Malawi urged Zambia to open the road to the island.”"),
        ("terms", "Zambia demands of Malawi: “Zambia demanded that Malawi withdraw its police"),
        ("expected", "3 May 1993: planned, by the author: “The next round is to be held on May 3.”"),
        ("expected", "By 20 April 1993: forecast, by “Zambian officials”"),
        ("expected", "“A truce is unlikely”"),
    ],
)
def test_how_lines_read(talks: Ledger, section: str, line: str) -> None:
    found = lines(brief(talks, "MWI", "ZMB", as_of="1993-04-10", limit=None), section)
    assert any(line in one for one in found), found


def test_what_the_text_does_not_date_is_dated_by_its_report(talks: Ledger) -> None:
    found = lines(brief(talks, "MWI", "ZMB", limit=None), "news")
    assert any(line.startswith("reported 8 June 1993: Malawi → Zambia: “Malawi accused") for line in found)


def test_what_is_past_is_said_to_be_past(talks: Ledger) -> None:
    found = lines(brief(talks, "MWI", "ZMB", as_of="1993-06-10", limit=None), "expected")
    assert found[-1].startswith("3 May 1993")
    assert "past due, outcome not told" in found[-1]


def test_credits_and_attempts_are_not_quoted(talks: Ledger) -> None:
    text = brief(talks, "MWI", "ZMB", limit=None).render("text").split("SOURCES")[0]
    assert "Ferry Post, April 5)." not in text
    assert "“Malawi to wait”" not in text
