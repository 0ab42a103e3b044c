"""Tables exported from archives: the accepted names of columns, and every way in which a table is odd."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_texts import BODY, PARAGRAPHS, TITLE, Reading, only, reason

from detente.knowledge import Knowledge
from detente.reading import Failure, read
from detente.records import Document


def table(*rows: tuple[str, ...], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


NAMES = ("id", "Headline", "Date", "Source", "URL", "Byline", "Body", "Words")
ROW = ("7", TITLE, "4 June 1987", "Lindwire", "https://lindwire.example/7", "Nils Aker", BODY, "60")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_row_is_a_document(reading: Reading, name: str, delimiter: str) -> None:
    found = only(reading(name, table(NAMES, ROW, delimiter=delimiter)))
    assert (found.id, found.title, found.published) == ("7", TITLE, "1987-06-04")
    assert (found.publication, found.url, found.author) == ("Lindwire", ROW[4], "Nils Aker")
    # offsets are those of the column as it stands
    assert found.text == BODY
    assert found.published_basis == "metadata"
    assert found.path is not None
    assert found.path.endswith(f"{name}#7")


def test_the_first_name_of_a_field_is_taken(reading: Reading) -> None:
    found = only(reading("a.csv", table(("summary", "story", "content"), ("A teaser.", "Another.", BODY))))
    assert found.text == BODY


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            table(("a", "b", "c"), ("1", "2", "3")),
            "Columns seen: 'a', 'b', 'c'. Accepted for the text: text, body,",
        ),
        (table(tuple(f"c{n}" for n in range(50)), ("1",)), "and 10 of 50 more"),
        ("", "is empty"),
        (table(NAMES), "no other row"),
        ('text,id\n"a long quotation that is never closed,1\nand goes on', "never closed"),
        ("\x00\x01\x02", "no column holds the text"),
    ],
)
def test_tables_that_cannot_be_read(reading: Reading, data: str, said: str) -> None:
    assert said in reason(reading("a.csv", data))


def test_bad_rows_are_listed_and_the_rest_is_read(reading: Reading) -> None:
    data = table(
        ("text", "date"),
        (BODY, "1987-06-04"),
        ("", "1987"),
        (BODY, "soon"),
        (),
        (PARAGRAPHS[0], ""),
        ("Short row.",),
    )
    items = reading("a.csv", data)
    assert [type(item) for item in items] == [Document, Failure, Failure, Document, Document]
    assert "is empty" in str(items[1])
    assert "'soon' is not understood" in str(items[2])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(reading: Reading, encoding: str) -> None:
    assert only(reading("a.csv", table(("text", "id"), (BODY, "1")).encode(encoding))).text == BODY


def test_a_stated_encoding(reading: Reading) -> None:
    data = table(("text",), (BODY,)).encode("cp1252")
    assert only(reading("a.csv", data, encoding="cp1252")).text == BODY
    assert "is not ascii" in reason(reading("a.csv", data, encoding="ascii"))
    assert "no encoding" in reason(reading("a.csv", data, encoding="klingon"))


def test_a_column_of_ones_own(tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "reading" / "columns.csv"
    mine.parent.mkdir(parents=True)
    mine.write_text("id,field,names\nmine,text,Wortlaut\n")
    (tmp_path / "a.csv").write_text(table(("Wortlaut",), (BODY,)))
    found = list(read(tmp_path / "a.csv", knowledge=Knowledge([tmp_path / "mine"])))
    assert only(found).text == BODY


def test_an_export_as_json(reading: Reading) -> None:
    row = {"uuid": 7, "Title": TITLE, "publishedAt": "1987-06-04T23:10:00Z", "source": {"id": None, "name": "Lindwire"},
           "authors": ["Nils Aker", {"name": "Ida Born"}], "content": BODY, "tags": ["a"]}  # fmt: skip
    bad = {"content": "", "date": "1987"}
    for data in ([row, bad, "x"], {"status": "ok", "response": {"docs": [row, bad]}}):
        found, failed = reading("a.json", json.dumps(data))
        assert isinstance(found, Document)
        assert (found.id, found.title, found.published, found.publication) == (
            "7",
            TITLE,
            "1987-06-04",
            "Lindwire",
        )
        assert (found.author, found.text) == ("Nils Aker, Ida Born", BODY)
        assert "article 2: is empty" in str(failed)
    assert only(reading("a.json", json.dumps(row))).id == "7"
    lines = "".join(json.dumps({"id": str(n), "text": f"{BODY} {n}"}) + "\n" for n in range(2))
    assert [item.id for item in reading("a.json", lines) if isinstance(item, Document)] == ["0", "1"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('{"a": 1, "b": {"c": [1, 2]}}', "Names seen: 'a', 'b'. Accepted for the text: text, body,"),
        ("[1, 2]", "holds no list of articles"),
        ('{"text": ', "is not JSON"),
        ("", "is not JSON"),
        ("[" * 100_000, "nested too deep"),
        (b"\xff\xfe\x00", "begins like"),
    ],
)
def test_json_without_articles(reading: Reading, data: str | bytes, said: str) -> None:
    assert said in reason(reading("a.json", data))


def test_the_metadata_file_is_no_export(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text("file,outlet\nb.csv,Lindwire\n")
    assert only(reading("b.csv", table(("text",), (BODY,)))).publication == "Lindwire"


def test_a_long_table_takes_no_more_memory_than_a_short_one(tmp_path: Path, knowledge: Knowledge) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.csv"
        path.write_text(table(("text",), *((f"In year {n} it began. {BODY}",) for n in range(count))))
        tracemalloc.start()
        assert sum(1 for _ in read(path, knowledge=knowledge)) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(5)
    assert peak(1500) < peak(100) + 300_000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200), st.sampled_from(",\t;|")
)
def test_a_text_comes_back_from_a_table(reading: Reading, text: str, delimiter: str) -> None:
    whole = f"The envoys met. {text}\n\nThey parted."
    items = reading("a.csv", table(("id", "text"), ("1", whole), delimiter=delimiter))
    # a text in other letters is refused; a text that is read is read as it was
    assert all(isinstance(item, Failure) or item.text == whole for item in items)
    assert len(items) == 1
