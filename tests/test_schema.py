"""The JSON Schema holds what the contract names, and takes what the coder writes."""

from __future__ import annotations

import jsonschema
import pytest

from detente.coding import Coder
from detente.reading import read
from detente.records import CodedDocument, Document, to_json
from detente.sample import sample_folder
from detente.schema import schema

# the keys of the coded-document contract, by record
CONTRACT = {
    "Document": "id text title publication volume issue published published_basis sha256",
    "Time": "id span type value edtf",
    "Actor": "id name kind country sector parent role",
    "Mention": "actor span how",
    "Statement": "id source source_actors source_kind cue content quoted outlet outlet_date date addressee_actors parent",
    "Event": "id type mode contexts cameo intensity actors recipients actor_spans recipient_spans anchor span sentence "
    "date place factuality tense statement condition probability rule confidence",
    "Condition": "id marker if then if_events then_events statement",
    "Expectation": "id kind event span statement phrase probability window condition",
    "Explanation": "id kind marker of by of_events by_events statement factuality",
}


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("record", CONTRACT)
def test_all_keys_of_the_contract_are_there(record: str) -> None:
    held = schema()["$defs"][record]
    assert set(CONTRACT[record].split()) <= set(held["properties"])
    assert set(CONTRACT[record].split()) <= set(held["required"])


def test_what_the_coder_writes_is_taken(coder: Coder) -> None:
    check = jsonschema.Draft202012Validator(schema())
    files = sorted(sample_folder("fictional").glob("*.txt"))[:6]
    for document in read(files, knowledge=coder.knowledge):
        assert isinstance(document, Document)
        # through text, as it is written: tuples are lists there
        check.validate(to_json(coder.code(document)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sentences",), [[1]]),
        (("document", "text"), None),
        (("sentences",), [[0, -1]]),
        (("document", "published_basis"), "guessed"),
    ],
)
def test_what_is_wrong_is_refused(path: tuple[str, ...], value: object) -> None:
    row = to_json(CodedDocument(Document.of("One. Two."), sentences=((0, 4),)))
    jsonschema.validate(row, schema())
    at = row
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(row, schema())
