"""Sets in other people's forms, written by ourselves: brat, JSON Lines, PLOVER records, TimeML."""

import json
from pathlib import Path

import pytest

from detente.coding import Coder
from detente.errors import GoldError, SettingError
from detente.evaluation import evaluate, second_reading
from detente.evaluation.formats.brat import read_polnear
from detente.evaluation.formats.lines import read_lines
from detente.evaluation.formats.plover import codes_of, read_plover
from detente.evaluation.formats.timeml import read_timeml

TEXT = "“The road is closed,” said Major Osei. Drivers doubt it."


def brat(folder: Path) -> Path:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    marks = [
        "T1\tContent 0 21\t“The road is closed,”",
        "T2\tCue 22 26\tsaid",
        "T3\tSource 27 37\tMajor Osei",
        "T4\tAttribution 22 26\tsaid",
        "E1\tAttribution:T4 Source:T3 Cue:T2 Content:T1",
        "T5\tSource 39 46\tDrivers",
        "T6\tCue 47 52\tdoubt",
        "T7\tContent 53 55\tit",
        "E2\tAttribution:T6 Source:T5 Cue:T6 Content:T7",
    ]
    for annotator in ("0a1b", "2c3d"):
        name = f"one_{annotator}.ann"
        (folder / "attributions" / name).write_text("\n".join(marks) + "\n", encoding="utf-8")
    return folder


def test_polnear_files_are_read_once_a_text(tmp_path: Path) -> None:
    (record,) = read_polnear(brat(tmp_path))
    assert record.text == TEXT
    assert [s.construction for s in record.statements] == ["direct", "indirect"]
    source = record.statements[0].source[0]
    assert TEXT[slice(*source)] == "Major Osei"


def test_polnear_is_scored(tmp_path: Path, coder: Coder) -> None:
    report = evaluate("statements", brat(tmp_path), coder)
    assert report.score("construction", "direct").right == 1
    assert report.notes == ("only outermost statements are compared",)


def test_an_annotation_without_its_text_is_told(tmp_path: Path) -> None:
    brat(tmp_path)
    (tmp_path / "text" / "one.txt").unlink()
    with pytest.raises(GoldError, match="its text is neither beside it"):
        read_polnear(tmp_path)


def test_a_bad_annotation_is_told_with_its_line(tmp_path: Path) -> None:
    brat(tmp_path)
    (tmp_path / "attributions" / "one_0a1b.ann").write_text("T1\tContent x y\tz\n", encoding="utf-8")
    with pytest.raises(GoldError, match="line 1: not a brat annotation"):
        read_polnear(tmp_path)


def jsonl(path: Path, *rows: dict) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


PLV = {
    "id": "a", "text": "Ghana condemned Togo.", "source": [[0, 5]], "target": [[16, 20]], "root": "ACCUSE", "quad": 3,
}  # fmt: skip


def test_labelled_types(tmp_path: Path, coder: Coder) -> None:
    report = evaluate("events", jsonl(tmp_path / "plv.jsonl", PLV), coder)
    assert report.score("type", "ACCUSE").right == 1
    assert report.notes == ("macro-F1 root · quad: 100.0 · 100.0",)


def test_quad_classes_with_silence(tmp_path: Path, coder: Coder) -> None:
    rows = (
        {"id": "a", "text": "Ghana condemned Togo.", "quad": 3},
        {"id": "b", "text": "The lake is deep.", "quad": 0},
    )
    report = evaluate("events", jsonl(tmp_path / "quad.jsonl", *rows), coder)
    assert report.score("quad", "0").right == 1
    assert report.score("quad", "3").right == 1


def test_silence(tmp_path: Path, coder: Coder) -> None:
    row = {"id": "a", "text": "The lake is deep.", "label": "none"}
    report = evaluate("events", jsonl(tmp_path / "quiet.jsonl", row), coder)
    assert report.notes == ("none: 0.00 events a sentence (0 in 1)",)


def test_quotes(tmp_path: Path, coder: Coder) -> None:
    row = {
        "id": "a",
        "text": TEXT,
        "quotes": [{"source": [[27, 37]], "cue": [[22, 26]], "content": [[0, 21]]}],
    }
    report = evaluate("statements", jsonl(tmp_path / "quotes.jsonl", row), coder)
    assert report.score("statements", "all").gold == 1
    assert report.score("construction", "direct").right == 1


def test_times(tmp_path: Path, coder: Coder) -> None:
    row = {
        "id": "a", "text": "They met on 4 May 1987.", "published": "1987-05-06",
        "times": [{"span": [12, 22], "type": "DATE", "value": "1987-05-04"}],
    }  # fmt: skip
    report = evaluate("times", jsonl(tmp_path / "times.jsonl", row), coder)
    assert report.score("times", "strict").f1 == 100
    assert report.notes == ("value F1: 100.0",)


TIMEML = """<?xml version="1.0"?>
<TimeML><DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="1987-05-06" functionInDocument="CREATION_TIME">May 6</TIMEX3></DCT>
<TEXT>They <EVENT eid="e1">met</EVENT> on <TIMEX3 tid="t1" type="DATE" value="1987-05-04">4 May 1987</TIMEX3>.</TEXT>
</TimeML>
"""


def test_timeml(tmp_path: Path, coder: Coder) -> None:
    (tmp_path / "x.tml").write_text(TIMEML, encoding="utf-8")
    (record,) = read_timeml(tmp_path)
    assert record.text == "They met on 4 May 1987."
    assert record.published == "1987-05-06"
    assert [record.text[slice(*t.span)] for t in record.times] == ["4 May 1987"]
    assert evaluate("times", tmp_path, coder).score("times", "strict").right == 1


def test_timeml_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.tml").write_text("<TimeML>", encoding="utf-8")
    with pytest.raises(GoldError, match="is not TimeML"):
        read_timeml(tmp_path)


PLOVER = """{
  "id": "1", "event": "DISAPPROVE", "text": "Ghana condemned Togo.",
  "source": [{"actorText": "Ghana", "code": "GHA"}], "target": [{"actorText": "Togo", "code": "TGO"}], "comment": "",
},
{
  "id": "2", "event": "AGREE", "text": "The lake is deep.", "target": "",
},
"""


def test_plover_records_with_stray_commas(tmp_path: Path, coder: Coder) -> None:
    file = tmp_path / "gold.txt"
    file.write_text(PLOVER, encoding="utf-8")
    first, second = read_plover(file)
    assert first["event"] == "ACCUSE"
    assert codes_of(first["target"]) == ["TGO"]
    assert codes_of(second["target"]) == []
    report = evaluate("events", file, coder)
    assert report.score("events", "source, target, type").right == 1


@pytest.mark.parametrize(
    "text,message",
    [("", "is empty"), ("{]\n", "line 1: not JSON"), ('{"id": 1}\n', "line 1: a row needs a text")],
)
def test_bad_lines(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_lines(file)


def test_a_set_of_another_suite_is_refused(tmp_path: Path, coder: Coder) -> None:
    with pytest.raises(GoldError, match="have no 'times'"):
        evaluate("times", jsonl(tmp_path / "plv.jsonl", PLV), coder)
    with pytest.raises(GoldError, match="does not exist"):
        evaluate("events", tmp_path / "nowhere", coder)
    with pytest.raises(SettingError, match="suites are statements, events, confidence, times"):
        evaluate("moods", tmp_path, coder)  # type: ignore[arg-type]


def test_second_readings_stand_beside_the_gold(tmp_path: Path) -> None:
    body = """layers: [statements]
records:
- id: a
  text: The envoy said that the talks had failed.
  statements:
  - {source: The envoy, cue: said, content: the talks had failed, kind: titled, construction: indirect}
"""
    (tmp_path / "first.yaml").write_text(body, encoding="utf-8")
    assert second_reading(tmp_path) == []
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "first.yaml").write_text(body, encoding="utf-8")
    (row, *_) = second_reading(tmp_path)
    assert (row.what, row.measure, row.value) == ("statements", "F1", 100)
