"""Commands over relations: what changed, stances, score cards, forecasts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Run:
    """A ledger of three articles on two states that exist, with what they said of each other."""
    folder = tmp_path / "news"
    folder.mkdir()
    texts = {
        "2004-03-01": "Japan demanded that Australia lower its tariffs on steel. Trade Minister Ueda"
        " said that Australia would probably raise the tariffs by the end of April.",
        "2004-03-20": "Australia accused Japan on Friday of dumping cheap steel. Australia rejected the demand"
        " for lower tariffs on steel.",
        "2004-06-02": "Australia on Tuesday lowered its tariffs on Japanese steel. Japan praised Australia.",
    }
    for day, text in texts.items():
        (folder / f"{day}.txt").write_text(text, encoding="utf-8")
    listing = "".join(f"{day}.txt,{day}\n" for day in texts)
    (folder / "metadata.csv").write_text(f"file,published\n{listing}", encoding="utf-8")
    assert run("read", folder, "--format", "json").exit_code == 0
    return run


def test_changed_tells_what_is_new_since_a_day(kept: Run) -> None:
    done = kept("changed", "Japan", "Australia", "--since", "2004-03-10", "--format", "json")
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    assert rows
    assert all(row["known"] is None or row["known"] > "2004-03-10" for row in rows)
    events = [row["now"] for row in rows if row["what"] == "event"]
    assert "ACCUSE AUS → JPN" in events
    assert not any(now.startswith("REQUEST") for now in events)
    demand = next(row for row in rows if row["what"] == "demand")
    assert (demand["before"], demand["now"]) == ("open", "met")


def test_changed_needs_a_day(kept: Run) -> None:
    assert kept("changed", "JPN", "AUS").exit_code == 2


def test_nothing_changed(kept: Run) -> None:
    done = kept("changed", "JPN", "AUS", "--since", "2004-07-01", "--as-of", "2004-07-02")
    assert done.exit_code == 0
    assert "Nothing became known" in done.stderr


def test_stances_give_both_words_of_a_shift(kept: Run) -> None:
    done = kept("stances", "JPN", "AUS", "--format", "json")
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    assert {row["what"] for row in rows} <= {"position", "shift", "contradiction"}
    accused = next(row for row in rows if row["what"] == "position" and row["actor"] == "AUS")
    assert accused["value"] < 0
    only = json.loads(kept("stances", "JPN", "AUS", "--only", "shift", "--format", "json").stdout)
    assert only == [row for row in rows if row["what"] == "shift"]


def test_scorecard_counts_what_was_foretold(kept: Run) -> None:
    done = kept("scorecard", "AUS", "--as-of", "2004-06-30", "--format", "json")
    assert done.exit_code == 0, done.output
    (card,) = json.loads(done.stdout)
    assert (card["forecasts"], card["settled"], card["happened"]) == (1, 1, 0)
    assert card["brier"] > 0.25
    none = kept("scorecard", "--source", "AUS")
    assert "Nothing was foretold" in none.stderr


def test_forecast_says_when_there_is_too_little(kept: Run) -> None:
    done = kept("forecast", "JPN", "AUS")
    assert done.exit_code == 1
    assert "nothing is foretold from fewer" in done.stderr


def test_forecast_of_imported_events(run: Run, tmp_path: Path) -> None:
    lines = ["date,source,target,code"]
    for month in range(30):
        on = f"{1992 + month // 12}-{month % 12 + 1:02}"
        lines += [f"{on}-03,JPN,AUS,010", f"{on}-07,JPN,AUS,190", f"{on}-20,AUS,NZL,042"]
    (tmp_path / "events.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run("import", "events.csv", "--scheme", "cameo").exit_code == 0
    done = run("forecast", "JPN", "AUS", "--as-of", "1994-06-30", "--top", "1", "--format", "json")
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    assert [row["what"] for row in rows] == ["material conflict", "material conflict", "act"]
    assert rows[0]["source"] == "JPN"
    assert rows[0]["probability"] > rows[1]["probability"]
    assert rows[0]["usual"] == rows[0]["last_month"] == 1
    assert rows[2]["type"] == "ASSAULT"
    assert rows[2]["reasons"]


def test_happenings_name_the_rule_of_each_join(kept: Run, tmp_path: Path) -> None:
    text = "Australia accused Japan on Friday of dumping cheap steel, an official said in Canberra."
    (tmp_path / "again.txt").write_text(text, encoding="utf-8")
    assert kept("read", "again.txt", "--published", "2004-03-21").exit_code == 0
    done = kept("happenings", "--pair", "JPN", "AUS", "--several", "--format", "json")
    assert done.exit_code == 0, done.output
    (one,) = json.loads(done.stdout)
    assert (one["type"], one["reports"], one["from"]) == ("ACCUSE", 2, "2004-03-19")
    assert [join.partition(": ")[2] for join in one["joins"]] == ["first", "day"]
    first, second = (join.partition(":")[0] for join in one["joins"])
    assert kept("judge", "split", second, "--value", first, "--author", "N. Aker").exit_code == 0
    assert json.loads(kept("happenings", "--several", "--format", "json").stdout) == []


def test_dyad_as_a_picture(kept: Run, tmp_path: Path) -> None:
    done = kept("dyad", "JPN", "AUS", "--step", "month", "--chart", str(tmp_path / "chart.json"))
    spec = json.loads((tmp_path / "chart.json").read_text(encoding="utf-8"))
    assert done.exit_code == 0
    assert spec["datasets"]["points"]
    assert kept("dyad", "JPN", "AUS", "--by", "JPN", "--chart", "x.svg").exit_code == 2
