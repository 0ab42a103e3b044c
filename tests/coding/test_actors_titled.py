"""Bodies written as names before the text says whose they are, and forces of the country they are in."""

import pytest

from detente.coding import Coder
from detente.records import Document


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Council froze the assets of two ministers. EU envoys met in Tallinn.", "EUROPEAN_COUNCIL"),
        ("The Commission sued Hungary on Friday. The European Union gave no comment.", "EUROPEAN_COMMISSION"),
        ("The Alliance condemned Serbia. NATO officials gave no date.", "NATO"),
        ("Government troops attacked a village in Darfur.", "SDN.MIL"),
        ("Riot police beat students in Caracas.", "VEN.COP"),
    ],
)
def test_who_acts(coder: Coder, text: str, actor: str) -> None:
    coded = coder.code(Document.of(text, published="2012-06-21"))
    assert coded.events[0].actors == (actor,)


def test_a_council_that_nobody_is_named_for_stays_nobody(coder: Coder) -> None:
    coded = coder.code(Document.of("The Council condemned the vote in Peru.", published="2012-06-21"))
    assert not {"UNSC", "EUROPEAN_COUNCIL", "COE"} & {actor.id for actor in coded.actors}
