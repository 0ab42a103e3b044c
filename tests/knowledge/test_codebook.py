"""The codebook holds the sixteen types and agrees with the scales."""

from __future__ import annotations

import pytest

from detente.knowledge import Knowledge
from detente.knowledge.scales import load_scales
from detente.records import EVENT_TYPES


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def test_sixteen_types_in_order(knowledge: Knowledge) -> None:
    assert tuple(knowledge.codebook.types) == EVENT_TYPES


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_every_type_is_described(knowledge: Knowledge, kind: str) -> None:
    entry = knowledge.codebook.types[kind]
    assert entry.definition
    assert entry.included
    assert entry.excluded
    assert len(entry.examples) >= 2


def test_intensities_and_quads_agree_with_the_scales(knowledge: Knowledge) -> None:
    rows = {row.id: row for row in knowledge.tables.rows("scales/types.csv", ("id", "quad", "intensity"))}
    for kind, entry in knowledge.codebook.types.items():
        assert entry.quad == int(rows[kind].number("quad"))
        assert entry.intensity == rows[kind].number("intensity")


def test_signs_follow_the_quad(knowledge: Knowledge) -> None:
    for entry in knowledge.codebook.types.values():
        assert entry.intensity > 0 if entry.quad < 3 else entry.intensity <= 0


def test_a_mode_has_its_own_intensity(knowledge: Knowledge) -> None:
    book = knowledge.codebook
    assert book.intensity("CONSULT", "visit") == 4.0
    assert book.intensity("CONSULT", "no such mode") == book.types["CONSULT"].intensity


def test_slips_of_the_manual_are_decided(knowledge: Knowledge) -> None:
    decisions = knowledge.codebook.decisions
    for wanted in ("accuse-sign", "sanction-quad", "request-soft", "no-default", "offer"):
        assert decisions[wanted].definition
    assert knowledge.codebook.types["ACCUSE"].intensity < 0
    assert knowledge.codebook.types["SANCTION"].quad == 4


def test_cameo_codes_of_frames_are_known(knowledge: Knowledge) -> None:
    scales = load_scales(knowledge.tables)
    for row in knowledge.frames.rows.values():
        if row.cameo:
            assert scales.code("cameo", row.cameo) is not None, row.id
