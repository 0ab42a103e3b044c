"""The gold form: pieces, slips with their place, and the corpus itself."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import GoldError
from detente.evaluation import load_gold
from detente.evaluation.gold import read_records
from detente.evaluation.pieces import find_piece
from detente.records import EVENT_TYPES

GOLD = Path(__file__).parents[1] / "gold"
TEXT = "He said that he knew the man whom they had said he was."


@pytest.mark.parametrize(
    "piece,words",
    [
        ("the man", "the man"),
        ("said@2", "said"),
        ("he@2", "he"),
        ("that … man", "that he knew the man"),
        ("He … he", "He said that he"),
    ],
)
def test_a_piece_is_found(piece: str, words: str) -> None:
    start, end = find_piece(TEXT, piece)
    assert TEXT[start:end] == words


@pytest.mark.parametrize(
    "piece,message",
    [
        ("said", r"2 times; write more of it, or said@1 to said@2"),
        ("she", "not in the text"),
        ("hat", "not in the text"),
        ("said@3", "only 2 times"),
        ("man … that", "does not follow"),
        ("", "empty"),
    ],
)
def test_a_slip_is_told(piece: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        find_piece(TEXT, piece)


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=1, max_size=12), st.data())
def test_any_numbered_word_is_found_at_its_place(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    number = data.draw(st.integers(0, len(words) - 1))
    nth = words[: number + 1].count(words[number])
    start, end = find_piece(text, f"{words[number]}@{nth}")
    assert text[start:end] == words[number]
    assert start == len(" ".join(words[:number])) + (number > 0)


def write(tmp_path: Path, body: str, head: str = "layers: [statements]\n") -> Path:
    file = tmp_path / "one.yaml"
    file.write_text(head + body, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "body,message",
    [
        ("records:\n- text: A b.\n", "record 1: every record needs an id"),
        ("records:\n- id: a\n  text: A b.\n  colour: red\n", "one.yaml, a: unknown key 'colour'"),
        (
            "records:\n- id: a\n  text: A b.\n  statements:\n  - content: c\n",
            "one.yaml, a, statements 1, content: the piece 'c' is not in the text",
        ),
        (
            "records:\n- id: a\n  text: A b.\n  statements:\n  - {content: b, kind: loud, construction: direct}\n",
            "kind is 'loud'; allowed are named",
        ),
        (
            "records:\n- id: a\n  text: A b.\n  statements:\n"
            "  - {content: b, kind: named, construction: direct, in: 3}\n",
            "number of the outer statement",
        ),
        ("records:\n- id: a\n  text: A b.\n  layers: [mood]\n", "knows no layer 'mood'"),
        ("statements: []\n", "begins with 'layers:'"),
    ],
)
def test_a_bad_record_is_named(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        list(read_records(write(tmp_path, body)))


def test_an_id_may_stand_once(tmp_path: Path) -> None:
    write(tmp_path, "records:\n- {id: a, text: A b.}\n- {id: a, text: C d.}\n")
    with pytest.raises(GoldError, match="the id 'a' is also in one.yaml"):
        load_gold(tmp_path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="does not exist"):
        load_gold(tmp_path / "nowhere")


def test_the_corpus_is_as_large_as_promised() -> None:
    records = load_gold(GOLD)
    weighing = [r for r in records if "events" not in r.layers]
    passages = [r for r in weighing if r.id.startswith("ps-")]
    assert len(weighing) - len(passages) >= 250
    assert len(passages) >= 30
    coded = [r for r in records if "events" in r.layers]
    assert sum(bool(r.events) for r in coded) >= 300
    assert sum(not r.events for r in coded) >= 150
    types = Counter(e.type for r in coded for e in r.events)
    assert all(types[kind] >= 15 for kind in EVENT_TYPES), types


def test_the_corpus_covers_regions_and_decades() -> None:
    records = load_gold(GOLD)
    assert len({r.region for r in records} - {"world"}) == 9
    assert {r.decade for r in records} == {f"{year}s" for year in range(1950, 2030, 10)}
    assert {r.style for r in records} == {"agency", "digest", "communique", "leader"}


def test_every_construction_has_its_examples() -> None:
    counts = Counter(s.construction for r in load_gold(GOLD) for s in r.statements)
    assert all(count >= 20 for count in counts.values()), counts
    assert len(counts) == 5
