"""What goes into a ledger comes out by actor, type, event time and known time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from detente.errors import DateError, LedgerError, UnknownActor
from detente.ledger import Ledger, spans_of
from detente.records import CodedDocument

Make = Callable[..., CodedDocument]


def ids(entries: object) -> list[str]:
    return [entry.id for entry in entries]  # type: ignore[attr-defined]


def test_the_same_text_again_changes_nothing(ledger: Ledger, story: Make) -> None:
    first = ledger.add(story())
    before = ledger.counts()
    again = ledger.add(story())
    assert (first.id, first.status) == ("d1", "new")
    assert (again.id, again.status) == ("d1", "unchanged")
    assert ledger.counts() == before
    assert ledger.holds(story().document) == "d1"
    assert ledger.holds(story("Marsk warned again. Nobody heard.").document) is None


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ({"path": "a.txt"}, {"path": "b.txt"}, "unchanged"),
        ({"path": "a.txt"}, {"path": "./a.txt"}, "unchanged"),
        ({"publication": "Post"}, {"publication": "Tribune", "id": "two"}, "new"),
        ({"url": "https://example.org/1"}, {"url": "https://example.org/2"}, "new"),
        ({"published": "2011-06-04", "id": "a"}, {"published": "2012-06-04", "id": "b"}, "new"),
    ],
)
def test_two_printings_of_a_text_are_two_articles(
    ledger: Ledger, story: Make, one: dict[str, str], other: dict[str, str], status: str
) -> None:
    ledger.add(story(**one))
    assert ledger.add(story(**other)).status == status


@pytest.mark.parametrize(
    ("first", "then", "status", "published"),
    [
        ((None, None), ("2011-06-04", "given"), "updated", "2011-06-04"),
        (("2011", "inferred"), ("2011-06-04", "header"), "updated", "2011-06-04"),
        (("2011-06-04", "given"), ("2011-06-05", "given"), "updated", "2011-06-05"),
        (("2011-06-04", "given"), ("2011", "inferred"), "unchanged", "2011-06-04"),
        (("2011-06-04", "metadata"), ("2011-06-05", "header"), "unchanged", "2011-06-04"),
        (("2011-06-04", "given"), (None, None), "unchanged", "2011-06-04"),
    ],
)
def test_a_better_known_date_replaces_another(
    ledger: Ledger, story: Make, first: tuple[str, str], then: tuple[str, str], status: str, published: str
) -> None:
    def dated(date: str, basis: str) -> CodedDocument:
        coded = story(path="a.txt")
        document = replace(coded.document, published=date, published_basis=basis)  # type: ignore[arg-type]
        return replace(coded, document=document)

    ledger.add(dated(*first))
    assert (ledger.holds(dated(*then).document) is None) == (status == "updated")
    assert ledger.add(dated(*then)).status == status
    (article,) = ledger.documents()
    assert article.document.published == published
    assert article.known == published
    assert len(list(ledger.events())) == 1


def test_an_edited_text_is_a_new_edition(ledger: Ledger, story: Make) -> None:
    ledger.add(story(path="a.txt"))
    edited = ledger.add(
        story("General Marsk greeted Kestria. Kestria said yes.", path="a.txt", type="CONSULT")
    )
    assert (edited.id, edited.status) == ("d2", "edition")
    # what was known then is the old edition; what is known now is the new one alone
    assert ids(ledger.events(as_of="2011-06-10")) == ["d1.e1"]
    assert ids(ledger.events()) == ["d2.e1"]
    assert [(a.id, a.edition) for a in ledger.documents(editions=True)] == [("d1", 1), ("d2", 2)]
    assert ledger.document("d1").document.text.startswith("General Marsk warned")
    assert ledger.counts()["documents"] == 1


def test_a_further_coding_is_kept_beside_the_first(ledger: Ledger, story: Make) -> None:
    ledger.add(story(), version="0.1")
    again = ledger.add(story(type="REJECT"), version="0.2", again=True)
    assert (again.id, again.status) == ("d1", "recoded")
    assert [e.record.type for e in ledger.events()] == ["REJECT"]
    assert (ledger.document("d1").version, ledger.document("d1").coding) == ("0.2", 2)
    assert ledger.coded("d1", coding=1) == story()
    assert ledger.coded("d1") == story(type="REJECT")
    assert len(list(ledger.search("Marsk"))) == 1
    with pytest.raises(LedgerError, match="no coding 3"):
        ledger.coded("d1", coding=3)


@pytest.mark.parametrize(
    ("published", "known"),
    [
        ("2011-06-04", "2011-06-04"),
        ("2011-06", "2011-06-30"),
        ("2011", "2011-12-31"),
        ("2011-06-04/2011-06-06", "2011-06-06"),
    ],
)
def test_a_text_is_known_when_all_of_its_date_has_passed(
    ledger: Ledger, story: Make, published: str, known: str
) -> None:
    ledger.add(story(published=published))
    assert next(ledger.documents()).known == known
    assert list(ledger.events(as_of="2011-06-03")) == []


@pytest.mark.parametrize("published", [None, "2999", "1999/.."])
def test_a_text_without_a_day_that_has_passed_is_known_since_it_was_read(
    ledger: Ledger, story: Make, published: str | None
) -> None:
    ledger.add(story(published=published))
    (article,) = ledger.documents()
    assert article.known == article.read_at[:10]


@pytest.fixture
def filled(ledger: Ledger, story: Make) -> Ledger:
    """Four articles: d1 a general threatens Kestria, d2 Kestria rejects, d3 the League meets both, d4 undated."""
    ledger.add(story())
    ledger.add(
        story("Kestria refused. The army of Arvania waited.", id="two", published="2011-06-20", type="REJECT",
              actors=("KES",), recipients=("ARV.MIL",), date="2011-06-18/2011-06-19", window="2011-08-01")
    )  # fmt: skip
    ledger.add(
        story("The League met both sides. Talks went on.", id="three", published="2011-07-01", type="CONSULT",
              actors=("LEA",), recipients=("ARV", "KES"), date="2011-07", window=None)
    )  # fmt: skip
    ledger.add(
        story("Arvania spoke to Kestria. Nobody listened.", id="four", published="2011-08-01", type="CONSULT",
              actors=("ARV",), recipients=("KES",), date=None)
    )  # fmt: skip
    return ledger


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({}, ["d1.e1", "d2.e1", "d3.e1", "d4.e1"]),
        ({"actor": "ARV"}, ["d1.e1", "d4.e1"]),
        ({"actor": "ARV", "roll_up": False}, ["d4.e1"]),
        ({"actor": "ARV.MIL"}, ["d1.e1"]),
        ({"actor": ["LEA", "KES"]}, ["d2.e1", "d3.e1"]),
        ({"recipient": "ARV"}, ["d2.e1", "d3.e1"]),
        ({"party": "ARV"}, ["d1.e1", "d2.e1", "d3.e1", "d4.e1"]),
        ({"party": "LEA"}, ["d3.e1"]),
        ({"pair": ("ARV", "KES")}, ["d1.e1", "d2.e1", "d4.e1"]),
        ({"pair": ("KES", "ARV")}, ["d1.e1", "d2.e1", "d4.e1"]),
        ({"pair": ("KES", "ARV"), "roll_up": False}, ["d4.e1"]),
        ({"type": "CONSULT"}, ["d3.e1", "d4.e1"]),
        ({"type": ["REJECT", "THREATEN"]}, ["d1.e1", "d2.e1"]),
        ({"factuality": "CT-"}, []),
        ({"since": "2011-06-19"}, ["d2.e1", "d3.e1", "d4.e1"]),
        ({"since": "2011-07-31"}, ["d3.e1", "d4.e1"]),
        ({"until": "2011-06-18"}, ["d1.e1", "d2.e1"]),
        ({"until": "2011-06"}, ["d1.e1", "d2.e1"]),
        ({"as_of": "2011-06-19"}, ["d1.e1"]),
        ({"as_of": "2011-06-20", "actor": "ARV"}, ["d1.e1"]),
        ({"document": "d3"}, ["d3.e1"]),
        ({"document": "d3", "as_of": "2011-06-20"}, []),
        ({"actor": "NOBODY"}, []),
    ],
)
def test_events(filled: Ledger, how: dict[str, object], found: list[str]) -> None:
    assert ids(filled.events(**how)) == found  # type: ignore[arg-type]


def test_other_records(filled: Ledger) -> None:
    assert ids(filled.statements(source="ARV")) == ["d1.s1", "d4.s1"]
    assert ids(filled.statements(addressee="ARV", roll_up=False)) == ["d3.s1"]
    assert ids(filled.expectations(actor="ARV")) == ["d1.x1", "d4.x1"]
    assert ids(filled.expectations(since="2011-08-01", until="2011-08-01")) == ["d2.x1"]
    assert ids(filled.expectations(recipient="KES", kind="forecast")) == []
    assert ids(filled.conditions(party="LEA")) == ["d3.c1"]
    assert ids(filled.explanations(party="ARV.MIL", kind="motive")) == ["d1.w1", "d2.w1"]
    entry = filled.record("d1.e1")
    assert (entry.low, entry.high, entry.known) == ("2011-06-03", "2011-06-03", "2011-06-04")
    assert entry.beside("s1") == "d1.s1"
    assert filled.record("d1.s1").record == filled.coded("d1").statements[0]


def test_both_clocks_on_an_undated_record(filled: Ledger) -> None:
    (entry,) = filled.events(document="d4")
    assert (entry.low, entry.high) == (None, None)
    assert ids(filled.events(since="2011-08-01")) == ["d4.e1"]


def test_quotes_carry_the_sentence(filled: Ledger) -> None:
    quote = filled.quote("d1.e1", (8, 13))
    assert quote.text == "Marsk"
    assert quote.sentence_text == "General Marsk warned Kestria."
    both = filled.quote("d1", (21, 45))
    assert (both.sentence, both.sentence_text) == (0, "General Marsk warned Kestria. Kestria said no.")
    with pytest.raises(LedgerError, match="no span of it"):
        filled.quote("d1", (0, 1000))


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("kestria", ["d1", "d1", "d2", "d4"]),
        ('"said no"', ["d1"]),
        ("arvania waited", ["d2"]),
        ("refus*", ["d2"]),
        ("talks OR listened", ["d3", "d4"]),
        ("kestria -warned -said", ["d2", "d4"]),
        ("zebra", []),
        ('kestria" AND (NEAR', []),
    ],
)
def test_search(filled: Ledger, words: str, documents: list[str]) -> None:
    assert sorted(hit.document for hit in filled.search(words)) == documents


def test_search_shows_the_sentence(filled: Ledger) -> None:
    (hit,) = filled.search("waited", as_of="2011-06-20")
    assert hit.snippet == "The army of Arvania [waited]."
    assert filled.text("d2", hit.span) == "The army of Arvania waited."
    assert list(filled.search("waited", as_of="2011-06-19")) == []
    assert len(list(filled.search("kestria", limit=2))) == 2
    with pytest.raises(LedgerError, match="no word to look for"):
        list(filled.search('"" -- *'))


def test_actors_and_their_names(filled: Ledger) -> None:
    found = {a.id: a for a in filled.actors()}
    assert found["KES"].mentions == 4
    assert (found["KES"].documents, found["KES"].first, found["KES"].last) == (4, "2011-06-04", "2011-08-01")
    assert found["marsk-odo"].parent == "ARV.MIL"
    assert {a.id for a in filled.actors(as_of="2011-06-04")} == {"marsk-odo", "ARV", "KES"}
    assert filled.actor("kes") == "KES"
    assert filled.actor("odo marsk") == "marsk-odo"
    assert filled.actor("ARV.MIL") == "ARV.MIL"
    with pytest.raises(UnknownActor, match=r"Did you mean KES \(Kestria\)"):
        filled.actor("Kestri")
    with pytest.raises(UnknownActor, match="Nobody is known"):
        filled.actor("Xyzzy")


def test_counts_and_sources(filled: Ledger) -> None:
    counts = filled.counts()
    assert (counts["documents"], counts["sentences"], counts["events"]) == (4, 8, 4)
    assert filled.counts(as_of="2011-06-04")["documents"] == 1
    found = filled.sources(["d1.e1", "d1.s1", "d2"])
    assert (found.articles, found.outlets) == (2, 2)


def test_questions_of_ones_own(filled: Ledger) -> None:
    rows = list(filled.select("SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type"))
    assert [tuple(row) for row in rows] == [("CONSULT", 2), ("REJECT", 1), ("THREATEN", 1)]
    with pytest.raises(LedgerError):
        list(filled.select("DELETE FROM events"))
    assert filled.counts()["events"] == 4


@pytest.mark.parametrize("id", ["d9", "9", "d1x", "", "e1", "d1.q1", "d1.e9"])
def test_what_is_not_there_is_said(filled: Ledger, id: str) -> None:
    with pytest.raises(LedgerError):
        filled.record(id)
    if "." not in id:
        with pytest.raises(LedgerError):
            filled.document(id)


def test_open_dates_are_refused_where_a_day_is_needed(filled: Ledger) -> None:
    with pytest.raises(DateError, match="open at the end"):
        list(filled.events(as_of="2011/.."))
    with pytest.raises(DateError, match="not an EDTF date"):
        list(filled.events(since="yesterday"))


def test_spans_are_in_text_order(filled: Ledger) -> None:
    for entry in (*filled.events(), *filled.statements(), *filled.conditions(), *filled.explanations()):
        assert list(entry.spans) == sorted(spans_of(entry.record))


def test_a_run_is_dated(ledger: Ledger, story: Make) -> None:
    with ledger.reading(model="m", words="read x") as run:
        ledger.add(story(), run=run)
    (row,) = ledger.select("SELECT * FROM runs")
    assert (row["model"], row["words"]) == ("m", "read x")
    assert row["started"] <= row["ended"]


def test_a_broken_write_leaves_nothing(ledger: Ledger, story: Make) -> None:
    coded = story()
    broken = CodedDocument(document=coded.document, sentences=(("x", 1),))  # type: ignore[arg-type]
    with pytest.raises(LedgerError):
        ledger.add(broken)
    assert ledger.counts()["documents"] == 0
    assert ledger.add(coded).status == "new"
    assert ledger.check() == []


def test_a_second_process_reads_while_one_writes(tmp_path: Path, story: Make) -> None:
    with Ledger(tmp_path / "a.db") as writer, Ledger(tmp_path / "a.db", readonly=True) as reader:
        writer.add(story())
        assert reader.counts()["documents"] == 1
        with pytest.raises(LedgerError, match="may not be written"):
            reader.add(story(id="two", published="2012"))


@pytest.mark.parametrize(
    ("actor", "up"),
    [
        ("marsk-odo", {"marsk-odo": 0, "ARV.MIL": 1, "ARV": 2}),
        ("ARV.MIL.anon", {"ARV.MIL.anon": 0, "ARV.MIL": 1, "ARV": 2}),
        ("UNK.MIL", {"UNK.MIL": 0}),
        ("LEA", {"LEA": 0}),
        ("nobody-known", {"nobody-known": 0}),
    ],
)
def test_the_way_up(actor: str, up: dict[str, int]) -> None:
    from detente.ledger.writing import rolled_up
    from detente.records import Actor

    known = {
        a.id: a
        for a in (
            Actor("marsk-odo", "Odo Marsk", "person", country="ARV", parent="ARV.MIL"),
            Actor("ARV.MIL", "Army", "armed_force", country="ARV", parent="ARV"),
            Actor("ARV", "Arvania", "state", country="ARV", parent="ARV"),
        )
    }
    assert rolled_up([actor], known) == up
