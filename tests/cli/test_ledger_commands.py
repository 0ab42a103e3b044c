"""``detente read`` and the commands that ask the ledger."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from detente.filters import filters_of

Run = Callable[..., Result]
LISTINGS = [
    "events",
    "statements",
    "expectations",
    "conditions",
    "explanations",
    "actors",
    "sources",
    "dyads",
    "agenda",
]


@pytest.fixture
def filled(run: Run, news: Path) -> Run:
    """A ledger with two articles."""
    result = run("read", news)
    assert result.exit_code == 0, result.stderr
    return run


def test_reading_again_changes_nothing(filled: Run, news: Path, tmp_path: Path) -> None:
    again = filled("read", news, "--format", "jsonl")
    assert again.exit_code == 0
    rows = [json.loads(line) for line in again.stdout.splitlines()]
    assert [(row["id"], row["status"]) for row in rows] == [("d1", "unchanged"), ("d2", "unchanged")]


def test_an_edited_text_becomes_an_edition(filled: Run, news: Path) -> None:
    path = news / "one.txt"
    path.write_text(path.read_text(encoding="utf-8") + "Ivanov spoke in Moscow.\n", encoding="utf-8")
    (row,) = json.loads(filled("read", path, "--format", "json").stdout)
    assert (row["id"], row["status"], row["published"]) == ("d3", "edition", "2005-05-03")
    listed = json.loads(filled("sources", "--format", "json").stdout)
    assert sorted(row["id"] for row in listed) == ["d2", "d3"]
    listed = json.loads(filled("sources", "--editions", "--format", "json").stdout)
    assert sorted(row["id"] for row in listed) == ["d1", "d2", "d3"]
    assert [
        row["id"] for row in json.loads(filled("sources", "--as-of", "2005-05-04", "--format", "json").stdout)
    ] == ["d1"]


def test_coding_again_is_kept(filled: Run, news: Path) -> None:
    rows = json.loads(filled("read", "--again", news, "--format", "json").stdout)
    assert {row["status"] for row in rows} == {"recoded"}
    assert json.loads(filled("sources", "--format", "json").stdout)[0]["id"] == "d1"


@pytest.mark.parametrize("command", LISTINGS)
def test_every_listing_in_every_format(filled: Run, command: str) -> None:
    rows = json.loads(filled(command, "--format", "json").stdout)
    jsonl = filled(command, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in jsonl] == rows
    listed = list(csv.reader(io.StringIO(filled(command, "--format", "csv").stdout)))
    assert len(listed) == len(rows) + 1
    tsv = filled(command, "--format", "tsv").stdout.splitlines()
    assert len(tsv) == len(rows) + 1
    assert tsv[0].split("\t") == listed[0]
    table = filled(command)
    assert table.exit_code == 0
    if rows:
        assert list(rows[0]) == listed[0]
        assert len(table.stdout.splitlines()) == len(rows) + 1
        if len(rows) > 1:
            short = filled(command, "--limit", 1)
            assert len(short.stdout.splitlines()) == 2
            assert f"1 of {len(rows)} rows" in short.stderr
    else:
        assert table.stdout == ""
        assert "Nothing found" in table.stderr


def test_events_carry_ids_and_words(filled: Run) -> None:
    rows = json.loads(filled("events", "--party", "Russia", "--format", "json").stdout)
    assert rows
    for row in rows:
        assert row["id"].startswith("d1.e")
        assert row["text"]
        assert row["known"] == "2005-05-03"
    assert json.loads(filled("events", "--party", "RUS", "--until", "1999", "--format", "json").stdout) == []


@pytest.mark.parametrize("listing", LISTINGS[:5])
def test_listings_of_records_take_every_filter(filled: Run, listing: str) -> None:
    given = {"day": ["1990"], "document": ["d2"], "pair": ["RUS", "NATO"], "actor": ["Russia"], "exact": []}
    whole = [row["id"] for row in json.loads(filled(listing, "--format", "json").stdout)]
    for name, one in filters_of(listing).items():
        flag = "--exact" if one.asks == "exact" else f"--{name.replace('_', '-')}"
        result = filled(
            listing, flag, *given.get(one.asks, [*one.choices, "anything"][:1]), "--format", "json"
        )
        assert result.exit_code == 0, result.stderr
        assert {row["id"] for row in json.loads(result.stdout)} <= set(whole)
    assert json.loads(filled(listing, "--until", "1990", "--format", "json").stdout) == []
    assert filled(listing, "--document", "nothing").exit_code == 1


def test_search_finds_the_sentence(filled: Run) -> None:
    (row,) = json.loads(filled("search", "polish", "colleague", "--format", "json").stdout)
    assert (row["id"], row["sentence"]) == ("d2", 0)
    assert "[Polish] [colleague]" in row["text"]
    assert filled("search", "...").exit_code == 1


def test_a_brief_says_where_each_line_comes_from(filled: Run) -> None:
    result = filled("brief", "Russia", "NATO", "--as-of", "2005-05-04")
    assert result.exit_code == 0, result.stderr
    assert "[1]" in result.stdout
    assert "one.txt" in result.stdout
    data = json.loads(filled("brief", "RUS", "NATO", "--format", "json").stdout)
    assert data
    assert filled("brief", "RUS", "NATO", "--format", "html").stdout.lstrip().startswith("<!")


def test_a_dyad_opens_as_its_events(filled: Run) -> None:
    weeks = json.loads(filled("dyad", "RUS", "NATO", "--format", "json").stdout)
    events = json.loads(filled("dyad", "RUS", "NATO", "--step", "event", "--format", "json").stdout)
    assert sum(week["events"] for week in weeks) == len(events)
    known = {row["id"] for row in json.loads(filled("events", "--format", "json").stdout)}
    assert {id for week in weeks for id in week["ids"]} <= known


def test_no_phase_is_claimed_from_few_events(filled: Run) -> None:
    result = filled("phases", "RUS", "NATO")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No phase is claimed" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["events", "--actor", "Freedonia"],
        ["statements", "--source", "Freedonia"],
        ["brief", "Freedonia", "NATO"],
        ["dyad", "Freedonia", "NATO"],
        ["demands", "NATO", "Freedonia"],
    ],
)
def test_an_unknown_actor_is_said(filled: Run, words: list[str]) -> None:
    result = filled(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "'Freedonia'" in result.stderr


def test_names_like_it_are_offered(filled: Run) -> None:
    assert "RUS (Russia)" in filled("events", "--actor", "Rusia").stderr


@pytest.mark.parametrize("command", [[c] for c in LISTINGS] + [["brief", "RUS", "NATO"], ["search", "x"]])
def test_without_a_ledger_one_is_told_how_to_make_it(run: Run, command: list[str], tmp_path: Path) -> None:
    result = run(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "detente read" in result.stderr
    assert not (tmp_path / "detente.db").exists()


def test_ledgers_that_are_none(run: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("nothing but text " * 20, encoding="utf-8")
    assert "not an SQLite file" in run("read", news, "--ledger", "text.db").stderr
    run("read", news, "--ledger", "new.db")
    with sqlite3.connect(tmp_path / "new.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    for command in (["read", news], ["events"]):
        result = run(*command, "--ledger", "new.db")
        assert result.exit_code == 1
        assert "newer Detente" in result.stderr
        assert "pip install --upgrade" in result.stderr
    assert "does not exist" in run("read", news, "--ledger", "no/folder.db").stderr


def test_bad_files_are_listed_and_the_rest_is_kept(run: Run, news: Path) -> None:
    (news / "empty.txt").write_bytes(b"")
    result = run("read", news, "--format", "jsonl")
    assert result.exit_code == 3
    assert "empty.txt: is empty" in result.stderr
    assert len(result.stdout.splitlines()) == 2
    assert run("read", news / "empty.txt").exit_code == 1


def test_an_undated_text_keeps_its_day_unknown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The minister went to Moscow on Monday and met the president.", encoding="utf-8"
    )
    (row,) = json.loads(run("read", "a.txt", "--format", "json").stdout)
    assert (row["published"], row["basis"]) == (None, None)


def test_the_ledger_may_be_named_by_the_environment(
    run: Run, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_LEDGER", str(tmp_path / "mine.db"))
    assert run("read", news).exit_code == 0
    assert (tmp_path / "mine.db").exists()
    assert run("sources").exit_code == 0


def test_doctor(filled: Run, tmp_path: Path) -> None:
    result = filled("doctor", "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = {row["what"]: row for row in json.loads(result.stdout)}
    assert found["ledger integrity"]["well"] is True
    assert found["sqlite FTS5"]["well"] is True
    assert "en_core_web_sm" in found["parser"]["finding"]
    assert found["actors/states.csv"]["finding"].endswith("rows")
    (tmp_path / "detente.db").write_text("broken", encoding="utf-8")
    result = filled("doctor", "--model", "no_such_model")
    assert result.exit_code == 1
    assert "Something is wrong with: parser, ledger" in result.stderr
    assert "--model" in result.stdout


def test_doctor_finds_tables_that_extend_nothing(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "mine" / "actors" / "stats.csv"
    table.parent.mkdir(parents=True)
    table.write_text("id\nx\n", encoding="utf-8")
    result = run("doctor", "--tables", "mine")
    assert result.exit_code == 1
    assert "extends none of our tables" in result.stdout


def test_codebook_lists_tables_and_rows(run: Run) -> None:
    listed = json.loads(run("codebook", "tables", "--format", "json").stdout)
    assert all(row["rows"] > 0 for row in listed)
    rows = json.loads(run("codebook", "reading/header", "--format", "json").stdout)
    assert {"id", "field", "words"} <= set(rows[0])
    refused = run("codebook", "no/table")
    assert refused.exit_code == 1
    assert "detente codebook tables" in refused.stderr


def test_codebook_shows_the_types(run: Run) -> None:
    types = json.loads(run("codebook", "--format", "json").stdout)
    assert len(types) == 16
    assert all(row["definition"] and row["included"] and row["examples"] for row in types)
    shown = run("codebook").stdout
    assert all(f"\n{row['id']}  " in shown for row in types)
    one = run("codebook", "consult").stdout
    assert "Modes" in one
    assert "v-meet: meet, meet with" in one
    assert "ASSAULT" not in one


def test_a_mistyped_command_is_recognised(run: Run) -> None:
    result = run("agneda")
    assert result.exit_code == 2
    assert "Did you mean agenda" in result.stderr


def test_the_demo_ends_with_the_brief(run: Run, tmp_path: Path) -> None:
    result = run("demo", "--ledger", "demo.db")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("NATO – Russia")
    assert "SOURCES" in result.stdout
    assert len(json.loads(run("sources", "--ledger", "demo.db", "--format", "json").stdout)) >= 24


def test_a_judgement_is_made_listed_and_undone(filled: Run) -> None:
    (first, *_) = json.loads(filled("events", "--format", "json").stdout)
    made = filled(
        "judge", "reject", first["id"], "--author", "N. Aker", "--reason", "hearsay", "--format", "json"
    )
    assert made.exit_code == 0, made.stderr
    assert first["id"] not in {row["id"] for row in json.loads(filled("events", "--format", "json").stdout)}
    (listed,) = json.loads(filled("judgements", "--format", "json").stdout)
    assert (listed["id"], listed["target"], listed["reason"]) == (1, first["id"], "hearsay")
    assert filled("undo", "1", "--author", "N. Aker").exit_code == 0
    assert first == json.loads(filled("events", "--format", "json").stdout)[0]
    assert filled("undo", "1", "--author", "N. Aker").exit_code == 1
    assert filled("judge", "reject", first["id"]).exit_code == 2
    corrected = filled(
        "judge", "correct", first["id"], "--field", "recipients", "--value", '["FRA"]', "--author", "N. Aker"
    )
    assert corrected.exit_code == 0, corrected.stderr
    found = json.loads(filled("events", "--recipient", "FRA", "--exact", "--format", "json").stdout)
    assert first["id"] in {row["id"] for row in found}


def test_recode_shows_what_another_table_changes(filled: Run, tmp_path: Path) -> None:
    same = filled("recode", "--format", "json")
    assert same.exit_code == 0, same.output
    rows = {row["kind"]: row for row in json.loads(same.stdout)}
    assert rows["events"]["same"] == rows["events"]["before"] == rows["events"]["after"] > 0
    assert "0 of 2 documents" in same.stderr
    table = tmp_path / "mine" / "actors"
    table.mkdir(parents=True)
    columns = "id,name,adjectives,people,aliases,capitals,kind,country,sector,parents,cow,gw,start,end"
    (table / "states.csv").write_text(f"{columns}\nPOL,Poland,,,,,state,POL,,,,,,\n", encoding="utf-8")
    told = filled("recode", "--tables", "mine", "--dry-run", "--records", "--format", "json")
    assert told.exit_code == 0, told.output
    gone = [row for row in json.loads(told.stdout) if row["what"] == "gone" and row["kind"] == "actors"]
    assert any(row["before"].startswith("POL") for row in gone)
    assert "nothing was written" in told.stderr
    assert filled("recode", "d99").exit_code == 1


def test_actors_that_no_table_knows_wait_in_a_queue(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "envoy.txt"
    text.write_text(
        "Kenyan Trade Minister Odhiambo Werunga met Ugandan officials in Kampala.\n", encoding="utf-8"
    )
    assert run("read", text, "--published", "1996-02-03").exit_code == 0
    everyone = {row["id"] for row in json.loads(run("actors", "--format", "json").stdout)}
    unknown = {row["id"] for row in json.loads(run("actors", "--unknown", "--format", "json").stdout)}
    assert "werunga-odhiambo" in unknown
    assert unknown < everyone
    assert not any(one.startswith(("KEN", "UGA", "UNK")) for one in unknown)
