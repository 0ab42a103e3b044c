"""One call for all suites: read the gold, code its texts, score what came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from detente.coding import Coder
from detente.errors import GoldError, SettingError
from detente.evaluation.agreement import Agreement, agreement
from detente.evaluation.confidence import score_confidence
from detente.evaluation.events import score_events
from detente.evaluation.formats.brat import read_polnear
from detente.evaluation.formats.lines import quote_records, read_lines, time_records
from detente.evaluation.formats.plover import read_plover
from detente.evaluation.formats.timeml import read_timeml
from detente.evaluation.gold import GoldRecord, Layer, load_gold, read_records
from detente.evaluation.labelled import score_plv, score_quads, score_records, score_silence
from detente.evaluation.report import Report, Score
from detente.evaluation.statements import score_statements
from detente.evaluation.times import TimeRecord, score_times
from detente.evaluation.weighing import (
    score_conditions,
    score_expectations,
    score_explanations,
    score_factuality,
)
from detente.records import CodedDocument, Document

Suite = Literal["statements", "events", "confidence", "times"]
SUITES: tuple[Suite, ...] = ("statements", "events", "confidence", "times")

_PLOVER_ENDINGS = (".txt", ".json")


def evaluate(suite: Suite, path: Path, coder: Coder | None = None) -> Report:
    """Code the texts of a labelled set and score the records.

    Args:
        suite: ``statements`` (with factuality, conditions, expectations and explanations where the gold has
            them), ``events``, ``confidence`` (how often events of each step of confidence are right; gold of
            our form only) or ``times``.
        path: gold of our form (a YAML file or a folder of them), PolNeAR's folders of brat files, JSON Lines
            of labelled sentences, PLOVER's gold records (``.txt`` or ``.json``), or TimeML files (``.tml``).
        coder: the coder to judge; a new one where it is None.

    Raises:
        GoldError: the set is not of a form that this suite reads.
        SettingError: there is no such suite.
    """
    if suite not in SUITES:
        raise SettingError(f"There is no suite {suite!r}; suites are {', '.join(SUITES)}.")
    if not path.exists():
        raise GoldError(f"{path} does not exist.")
    judged = coder or Coder()
    if suite == "times":
        return _times(path, judged)
    if path.suffix == ".jsonl" and suite != "confidence":
        return _lines(suite, path, judged)
    if suite == "events" and path.suffix in _PLOVER_ENDINGS:
        return _plover(path, judged)
    if path.suffix == ".yaml" or (path.is_dir() and any(path.rglob("*.yaml"))):
        return _gold(suite, load_gold(path), judged)
    if suite == "statements" and path.is_dir():
        records = read_polnear(path)
        scores = score_statements(_code(records, judged), outermost=True)
        return Report(suite, len(records), tuple(scores), ("only outermost statements are compared",))
    raise GoldError(
        f"{path}: the suite {suite!r} reads YAML gold, JSON Lines, and the sets that its help names."
    )


def second_reading(path: Path) -> list[Agreement]:
    """Agreement of the gold with the second readings below ``second/``; empty where there are none.

    Args:
        path: the folder of gold.
    """
    if not path.is_dir():
        return []
    files = sorted(f for f in path.rglob("*.yaml") if "second" in f.relative_to(path).parts[:-1])
    seconds = [record for file in files for record in read_records(file)]
    return agreement(load_gold(path), seconds) if seconds else []


def _code(records: Sequence[GoldRecord], coder: Coder) -> list[tuple[GoldRecord, CodedDocument]]:
    documents = (Document.of(r.text, id=r.id, published=r.published) for r in records)
    return list(zip(records, coder.code_all(documents), strict=True))


def _gold(suite: Suite, records: list[GoldRecord], coder: Coder) -> Report:
    wanted: tuple[Layer, ...] = ("events",)
    if suite == "statements":
        wanted = ("statements", "factuality", "conditions", "expectations", "explanations")
    records = [r for r in records if r.layers & set(wanted)]
    if not records:
        raise GoldError(f"No record has a layer of the suite {suite!r}: {', '.join(wanted)}.")
    pairs = _code(records, coder)

    def having(layer: Layer) -> list[tuple[GoldRecord, CodedDocument]]:
        return [(record, coded) for record, coded in pairs if layer in record.layers]

    if suite == "confidence":
        scores, notes = score_confidence(having("events"))
        return Report(suite, len(pairs), tuple(scores), tuple(notes))
    if suite == "events":
        scores, notes = score_events(having("events"))
        return Report(suite, len(pairs), tuple(scores), tuple(notes))
    found: list[Score] = [
        *score_statements(having("statements")),
        *score_factuality(having("factuality")),
        *score_conditions(having("conditions")),
        *score_expectations(having("expectations")),
        *score_explanations(having("explanations")),
    ]
    return Report(suite, len(pairs), tuple(found))


def _lines(suite: Suite, path: Path, coder: Coder) -> Report:
    rows = read_lines(path)
    first = rows[0]
    if suite == "statements":
        if "quotes" not in first:
            raise GoldError(f"{path}: the rows have no 'quotes'.")
        records = quote_records(rows, path.name)
        scores = score_statements(_code(records, coder), outermost=True)
        return Report(suite, len(records), tuple(scores), ("only outermost statements are compared",))
    scorers = {"root": score_plv, "quad": score_quads, "label": score_silence}
    scorer = next((scorers[key] for key in scorers if key in first), None)
    if scorer is None:
        raise GoldError(f"{path}: the rows have none of {', '.join(scorers)}.")
    coded = _by_id(coder, ((str(row["id"]), row["text"], row.get("published")) for row in rows))
    found, notes = scorer(rows, coded)
    return Report(suite, len(rows), tuple(found), tuple(notes))


def _plover(path: Path, coder: Coder) -> Report:
    rows = read_plover(path)
    coded = _by_id(coder, ((text, text, None) for text in dict.fromkeys(row["text"] for row in rows)))
    scores, notes = score_records(rows, coded)
    return Report("events", len(rows), tuple(scores), tuple(notes))


def _times(path: Path, coder: Coder) -> Report:
    records: list[TimeRecord]
    if path.suffix == ".jsonl":
        rows = read_lines(path)
        if "times" not in rows[0]:
            raise GoldError(f"{path}: the rows have no 'times'.")
        records = time_records(rows)
    else:
        records = read_timeml(path)
    coded = _by_id(coder, ((r.id, r.text, r.published) for r in records))
    scores, notes = score_times((r, coded[r.id].times) for r in records)
    return Report("times", len(records), tuple(scores), tuple(notes))


def _by_id(coder: Coder, texts: Iterable[tuple[str, str, str | None]]) -> dict[str, CodedDocument]:
    documents = (Document.of(text, id=name, published=published) for name, text, published in texts)
    return {coded.document.id: coded for coded in coder.code_all(documents)}
