"""``detente code``: contract, order, exit codes and bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result

from detente.records import from_json
from detente.schema import schema

Run = Callable[..., Result]
BODY = "Foreign Minister Igor Ivanov said on Monday that Russia would resume its talks with NATO. NATO welcomed it."


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_files_and_folders_in_order(run: Run, news: Path) -> None:
    result = run("code", news)
    assert result.exit_code == 0, result.stderr
    one, two = lines(result)
    assert [Path(row["document"]["id"]).name for row in (one, two)] == ["one.txt", "two.txt"]
    assert (one["document"]["published"], one["document"]["published_basis"]) == ("2005-05-03", "header")
    assert (two["document"]["published"], two["document"]["published_basis"]) == ("2005-05-06", "metadata")
    assert result.stderr == ""
    for row in (one, two):
        jsonschema.validate(row, schema())
        coded = from_json(row)
        assert coded.sentences
        assert coded.document.body is not None
        assert all(low >= coded.document.body[0] for low, _ in coded.sentences)


def test_published_overrides(run: Run, news: Path) -> None:
    rows = lines(run("code", "--published", "2005-05", news))
    assert {(r["document"]["published"], r["document"]["published_basis"]) for r in rows} == {
        ("2005-05", "given")
    }


def test_json_lines_keep_their_ids(run: Run, tmp_path: Path) -> None:
    rows = [
        {"id": 3, "text": BODY, "published": "2005-05-03", "gold": [1]},
        {"id": "x/2", "text": BODY, "published": None},
        {"id": "1", "text": "president of France"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = run("code", "--jsonl-in", "in.jsonl", "--output", "out.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    coded = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["document"]["id"] for row in coded] == ["3", "x/2", "1"]
    assert [row["document"]["text"] for row in coded] == [row["text"] for row in rows]
    assert [row["document"]["published"] for row in coded] == ["2005-05-03", None, None]


def test_standard_input(run: Run) -> None:
    (row,) = lines(run("code", "-", input=BODY.encode()))
    assert row["document"]["text"] == BODY
    (row,) = lines(run("code", "--jsonl-in", "-", input=json.dumps({"id": "a", "text": BODY})))
    assert row["document"]["id"] == "a"


def test_explain_says_what_fired(run: Run, news: Path) -> None:
    result = run("code", "--explain", news / "one.txt")
    assert result.exit_code == 0
    assert "NATO welcomed the decision." in result.stdout
    assert "statements" in result.stdout


def test_silent_sentences_are_listed_with_the_reason(run: Run, tmp_path: Path) -> None:
    text = (
        "Chad lies west of Sudan and shares customs with it. Kenya expelled the Ugandan consul. "
        "It rained in Nairobi all week."
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    rows = json.loads(run("uncoded", "a.txt", "--format", "json").stdout)
    assert [(row["sentence"], row["actors"]) for row in rows] == [(0, ["Chad", "Sudan"])]
    assert rows[0]["why"]
    (tmp_path / "b.txt").write_text("Kenya expelled the Ugandan consul.", encoding="utf-8")
    assert "Every sentence" in run("uncoded", "b.txt").stderr


BAD = {
    "empty.txt": (b"", "is empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "line.txt": (b"word " * 10_000_000, "--max-chars"),
    "french.txt": (
        "Les ministres se sont réunis dans la vieille ville et ont décidé que le port serait ouvert aux navires des "
        "deux pays, mais ils ne sont pas d'accord sur le phare qui est au centre de cette affaire pour la région.".encode(),
        "French",
    ),
    "numbers.txt": (b"1 2 3 4 5\n" * 100, "holds no words"),
    "lines.jsonl": (b'{"id": "a", "text": "He said so."}\n{"id": "b", "te\n', "line 2: is not JSON"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_input_is_listed_and_the_rest_is_coded(run: Run, news: Path, name: str) -> None:
    data, said = BAD[name]
    (news / name).write_bytes(data)
    result = run("code", news)
    assert result.exit_code == 3
    assert said in result.stderr
    assert name in result.stderr
    assert len(lines(result)) == (3 if name.endswith(".jsonl") else 2)
    if not name.endswith(".jsonl"):
        alone = run("code", news / name)
        assert (alone.exit_code, alone.stdout) == (1, "")


def test_a_broken_link_and_a_missing_file(run: Run, news: Path) -> None:
    (news / "broken.txt").symlink_to(news / "nowhere")
    result = run("code", news, "missing.txt")
    assert result.exit_code == 3
    assert "cannot be opened" in result.stderr
    assert "no such file" in result.stderr
    assert "2 of 4 read; 2 not" in result.stderr


def test_wrong_encodings_are_read_or_refused(run: Run, news: Path) -> None:
    text = "“We shall not sign,” the French president’s spokesman said – in a café."
    (news / "one.txt").write_bytes(text.encode("cp1252"))
    row = lines(run("code", news / "one.txt"))[0]
    assert row["document"]["text"] == text
    result = run("code", "--encoding", "utf-8", news / "one.txt")
    assert result.exit_code == 1
    assert "leave --encoding out" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["code"],
        ["code", "--published", "25 January", "x.txt"],
        ["code", "--published", "2000-02-30", "x.txt"],
        ["code", "--tables", "nowhere", "x.txt"],
        ["code", "--output", "nowhere/x.jsonl", "x.txt"],
        ["code", "--scale", "mine", "x.txt"],
        ["events", "--type", "HUG"],
        ["events", "--as-of", "soon"],
        ["demands", "RUS", "NATO", "--state", "pending"],
        ["dyad", "RUS"],
        ["hug"],
    ],
)
def test_wrong_words_are_exit_code_2(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error" in result.stderr


def test_a_bad_table_names_file_line_and_column(run: Run, news: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine" / "reading" / "volumes.csv"
    table.parent.mkdir(parents=True)
    table.write_text("id,names,first_year\npost,Lindhaven Post,soon\n", encoding="utf-8")
    result = run("code", "--tables", tmp_path / "mine", news)
    assert result.exit_code == 1
    assert "volumes.csv, line 2, column 'first_year' is 'soon', not a number" in result.stderr


def test_a_users_table_extends_ours(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "mine" / "reading" / "volumes.csv"
    table.parent.mkdir(parents=True)
    table.write_text("id,names,first_year\npost,Lindhaven Post,1971\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(f"Publication: Lindhaven Post Volume: 30\n\n{BODY}", encoding="utf-8")
    (row,) = lines(run("code", "--tables", "mine", "a.txt"))
    assert (row["document"]["published"], row["document"]["published_basis"]) == ("2000", "inferred")


def test_one_document_that_cannot_be_coded_does_not_stop_the_rest(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.coding import pipeline

    def stumble(draft: Any) -> None:
        if "Polish" in draft.text:
            raise ValueError("a fault made for this test")

    monkeypatch.setattr(pipeline, "STEPS", (stumble,))
    result = run("code", news)
    assert result.exit_code == 3
    assert len(lines(result)) == 1
    assert "two.txt: could not be coded: ValueError: a fault made for this test" in result.stderr
