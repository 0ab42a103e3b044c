from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from detente.errors import ReadingError, SettingError
from detente.exchange.events_import import import_events, read_events
from detente.exchange.stream_formats import find_scheme, load_stream_tables, read_date
from detente.ledger import Ledger
from detente.relations.dyads import dyad, dyads

CAMEO = """date,source,target,code
2004-05-02,USA,IRN,111
2004-05-01,IRNMIL,USAGOV,1384
2004-05-03,USA,IRN,9999
2004-13-40,USA,IRN,111
2004-05-04,USA,USA,111
2004-05-05,XQZ,IRN,0841
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "test.db")


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_stream_is_kept_and_what_is_not_is_listed(tmp_path: Path, ledger: Ledger) -> None:
    report = import_events(ledger, put(tmp_path / "a.csv", CAMEO))
    assert (report.scheme, report.lines, report.kept, report.left_out) == ("cameo", 6, 3, 3)
    assert dict(report.unknown_codes) == {"9999": 1}
    assert dict(report.bad_dates) == {"2004-13-40": 1}
    assert report.incomplete == 1
    events = dyad(ledger, "USA", "IRN").events
    assert [(row.date, row.source, row.target, row.type, row.quad) for row in events] == [
        ("2004-05-01", "IRN", "USA", "THREATEN", 3),
        ("2004-05-02", "USA", "IRN", "ACCUSE", 3),
    ]
    assert events[0].goldstein == -7.0


def test_same_bytes_again_change_nothing(tmp_path: Path, ledger: Ledger) -> None:
    first = import_events(ledger, put(tmp_path / "a.csv", CAMEO))
    second = import_events(ledger, put(tmp_path / "b.csv", CAMEO))
    assert (first.new, second.new) == (True, False)
    assert second.kept == first.kept
    assert dyads(ledger)[0].events == 2


def test_as_of_leaves_out_what_came_later(tmp_path: Path, ledger: Ledger) -> None:
    import_events(ledger, put(tmp_path / "a.csv", CAMEO))
    assert len(dyad(ledger, "USA", "IRN", as_of="2004-05-01").events) == 1
    assert [summary.events for summary in dyads(ledger, as_of="2004-05-01")] == [1]


@pytest.mark.parametrize("name, text, scheme, expected", [
    ("keds.tsv", "990324\tNAT\tFRY\t223\t(MIL ENGAGEMENT)\n990325\tFRY\tUSA\t195\t(BREAK)\n", "weis",
     [("1999-03-24", "NATO", "YUG", "ASSAULT"), ("1999-03-25", "YUG", "USA", "SANCTION")]),
    ("icews.csv", "Event ID,Event Date,Source Name,Source Country,Event Text,CAMEO Code,Intensity,Target Name,Target Country\n"
     "1,2010-06-07,Some Minister,Norway,Make a visit,042,1.9,Other Minister,Poland\n", "cameo",
     [("2010-06-07", "NOR", "POL", "CONSULT")]),
    ("polecat.txt", "Event ID\tEvent Date\tEvent Type\tEvent Mode\tActor Name\tActor Country\tRecipient Name\tRecipient Country\n"
     "a\t2020-02-03\tSANCTION\tdiscontinue\tBank\tCHE\tFirm\tBRA\n", "plover",
     [("2020-02-03", "CHE", "BRA", "SANCTION")]),
    ("gdelt.csv", "SQLDATE,Actor1Code,Actor2Code,EventCode\n20150117,DEU,FRAMIL,1121\n", "cameo",
     [("2015-01-17", "DEU", "FRA.MIL", "ACCUSE")]),
])  # fmt: skip
def test_known_streams(
    tmp_path: Path, name: str, text: str, scheme: str, expected: list[tuple[str, ...]]
) -> None:
    report, rows = read_events(put(tmp_path / name, text))
    assert [(row[1], row[2], row[3], row[5]) for row in rows] == expected
    assert report.scheme == scheme


def test_packed_stream_and_own_names(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"date;source;target;code\n1990-01-02;AAA;BBB;0841\n"))
    _, rows = read_events(path, tables=load_stream_tables(own={"AAA": "Westmark"}))
    assert [row[2:4] for row in rows] == [("Westmark", "BBB")]


def test_scheme_that_cannot_be_told_is_asked_for(tmp_path: Path, ledger: Ledger) -> None:
    path = put(tmp_path / "a.csv", "date,source,target,code\n1990-01-02,USA,IRN,040\n")
    with pytest.raises(SettingError, match="say which"):
        import_events(ledger, path)
    assert import_events(ledger, path, scheme="weis").kept == 1


@pytest.mark.parametrize("text, error, words", [
    ("", ReadingError, "empty"),
    ("date,source,code\n1990-01-02,USA,040\n", SettingError, "target"),
    ("Lorem ipsum,dolor\nsit,amet\n", SettingError, "no header"),
    ("date,source,target,code\n1990-01-02,USA,IRN,hello\n", SettingError, "neither"),
])  # fmt: skip
def test_bad_streams(tmp_path: Path, ledger: Ledger, text: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        import_events(ledger, put(tmp_path / "a.csv", text))


def test_broken_pack_leaves_nothing_behind(tmp_path: Path, ledger: Ledger) -> None:
    whole = gzip.compress(("date,source,target,code\n" + "1990-01-02,USA,IRN,0841\n" * 50_000).encode())
    path = tmp_path / "a.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ReadingError):
        import_events(ledger, path)
    assert [row[0] for row in ledger.select("SELECT count(*) FROM stream_events")] == [0]


def test_unknown_scheme(tmp_path: Path, ledger: Ledger) -> None:
    with pytest.raises(SettingError, match="no event scheme"):
        import_events(ledger, put(tmp_path / "a.csv", CAMEO), scheme="esperanto")


@pytest.mark.parametrize("text, iso", [
    ("1999-03-24", "1999-03-24"), ("19990324", "1999-03-24"), ("990324", "1999-03-24"), ("030401", "2003-04-01"),
    ("1999/03/24", "1999-03-24"), ("3/24/1999", "1999-03-24"), ("1999-03-24 00:00:00", "1999-03-24"),
    ("1999-02-30", None), ("soon", None), ("", None),
])  # fmt: skip
def test_dates(text: str, iso: str | None) -> None:
    assert read_date(text) == iso


def test_scheme_by_codes() -> None:
    scales = load_stream_tables().scales
    assert find_scheme(["223", "195", "081"], scales) == "weis"
    assert find_scheme(["0841", "190", "036"], scales) == "cameo"
    assert find_scheme(["CONSULT", "AID"], scales) == "plover"


def test_progress_is_told(tmp_path: Path, ledger: Ledger) -> None:
    steps: list[int] = []
    path = put(tmp_path / "a.csv", "date,source,target,code\n" + "1990-01-02,USA,IRN,0841\n" * 41_000)
    import_events(ledger, path, progress=steps.append)
    assert steps == [20_000, 40_000]
