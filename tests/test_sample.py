"""The bundled texts: complete, dated, within bounds, and the story's table true to its dispatches."""

import csv
import datetime
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from detente.coding import Coder
from detente.errors import SettingError
from detente.knowledge import Knowledge
from detente.records import Document
from detente.sample import SAMPLES, sample_folder

STATES = {
    "demand": {"open", "refused", "met", "withdrawn", "lapsed"},
    "condition": {"open", "fulfilled", "void"},
    "threat": {"open", "happened", "did not", "void"},
    "commitment": {"open", "happened", "did not", "void"},
    "visit": {"open", "postponed", "happened", "called off"},
    "forecast": {"open", "happened", "did not"},
}


def metadata(name: str) -> list[dict[str, str]]:
    with open(sample_folder(name) / "metadata.csv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def dispatch(file: str) -> str:
    return " ".join((sample_folder("fictional") / file).read_text(encoding="utf-8").split())


def story() -> dict:
    return yaml.safe_load((sample_folder("fictional") / "story.yaml").read_text(encoding="utf-8"))


THREADS = story()["threads"]


@pytest.mark.parametrize("name,least", [("nato_russia", 24), ("fictional", 34)])
def test_every_file_has_its_row_and_its_length(name: str, least: int) -> None:
    rows = metadata(name)
    files = {path.name for path in sample_folder(name).glob("*.txt")}
    assert {row["file"] for row in rows} == files
    assert len(files) >= least
    for row in rows:
        words = (sample_folder(name) / row["file"]).read_text(encoding="utf-8").split()
        assert 60 <= len(words) <= 200, row["file"]
        assert row["title"]
        assert row["outlet"]


def test_the_subject_runs_from_the_founding_act_to_rome() -> None:
    dates = sorted(datetime.date.fromisoformat(row["published"]) for row in metadata("nato_russia"))
    assert dates[0] == datetime.date(1997, 5, 28)
    assert dates[-1] == datetime.date(2002, 5, 29)


def test_file_names_begin_with_their_date() -> None:
    for name in SAMPLES:
        for row in metadata(name):
            assert row["file"].startswith(row["published"])


def test_history_is_not_put_into_quotation_marks() -> None:
    for path in sample_folder("nato_russia").glob("*.txt"):
        assert not set('“”"') & set(path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize("thread", THREADS, ids=[t["id"] for t in THREADS])
def test_each_state_is_told_by_its_dispatch(thread: dict) -> None:
    published = {row["file"]: row["published"] for row in metadata("fictional")}
    for state in thread["states"]:
        assert state["state"] in STATES[thread["kind"]]
        assert state["text"] in dispatch(state["file"])
        if state.get("by") == "deadline":
            assert state["known"] == thread["deadline"] + datetime.timedelta(days=1)
        else:
            assert state["known"].isoformat() == published[state["file"]]
    assert thread["states"][0]["state"] == "open"
    for earlier, later in pairwise(thread["states"]):
        assert earlier["known"] <= later["known"]


def test_stances_and_contradictions_stand_in_the_text() -> None:
    for stance in story()["stances"]:
        for side in ("before", "after"):
            assert stance[side]["text"] in dispatch(stance[side]["file"])
    for contradiction in story()["contradictions"]:
        for side in ("first", "second"):
            assert contradiction[side]["text"] in dispatch(contradiction[side]["file"])


def test_printings_of_one_story_share_most_words() -> None:
    def fives(file: str) -> set[tuple[str, ...]]:
        words = dispatch(file).split()
        return {tuple(words[n : n + 5]) for n in range(len(words) - 4)}

    for group in story()["same_story"]:
        first, *others = [fives(file) for file in group["files"]]
        for other in others:
            assert len(first & other) / min(len(first), len(other)) > 0.8


def test_an_unknown_sample_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="nato_russia and fictional"):
        sample_folder("balkans")


@pytest.fixture(scope="module")
def fictional(coder: Coder) -> Coder:
    return Coder(Knowledge([sample_folder("fictional") / "tables"]), coder.parser)


@pytest.mark.parametrize(
    "text,actor,recipient",
    [
        ("Valdoria demanded that Kestria withdraw its troops.", "XVD", "XKS"),
        ("Korvath expelled three Valdorian diplomats.", "XKS", "XVD"),
        ("The Ormund League condemned Sarenia.", "ORML", "XSR"),
    ],
)
def test_the_tables_make_the_invented_actors_known(
    fictional: Coder, text: str, actor: str, recipient: str
) -> None:
    (event, *_) = fictional.code(Document.of(text, published="2011-05-02")).events
    assert event.actors == (actor,)
    assert event.recipients[0].split(".")[0] == recipient


def test_an_office_has_its_holder_of_the_day(fictional: Coder) -> None:
    text = "Valdoria's foreign minister visited Korvath."
    for published, holder in (("2012-05-02", "reval-tomas"), ("2012-06-12", "brant-ilse")):
        actors = {actor.id for actor in fictional.code(Document.of(text, published=published)).actors}
        assert holder in actors
