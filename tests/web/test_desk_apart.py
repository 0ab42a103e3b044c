"""What is dear is worked out in another process, and comes back as if it had been worked out here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.coding import Coder
from detente.errors import UnknownActor
from detente.ledger import Ledger
from detente.relations.dyads import dyad, dyads
from detente.web.apart import Apart, Lost
from detente.web.desk import Desk
from detente.web.held import Held
from detente.web.pages.dyads import gather


@pytest.fixture(scope="module")
def desk(sample_file: Path, coder: Coder) -> Iterator[Desk]:
    desk = Desk(sample_file, held=Held(patience=60.0), apart=True)
    desk.__dict__["knowledge"] = coder.knowledge
    with pytest.MonkeyPatch.context() as patch:
        # the functions of this module are looked up there
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
        yield desk
    desk.close()


def test_functions_and_closures_give_the_same_there(desk: Desk) -> None:
    apart, one = desk._apart, "RUS"
    with desk.open() as ledger:
        assert apart.run(dyads) == dyads(ledger)
        assert apart.run(lambda opened: gather(opened, one, "NATO", None)) == gather(
            ledger, one, "NATO", None
        )

        def nested(opened: Ledger) -> object:
            return [dyad(opened, *pair).events for pair in ((one, "NATO"),)]

        assert apart.run(nested) == nested(ledger)
        assert desk.ask(ledger, "there", dyads).value == dyads(ledger)


def test_the_other_side_has_a_desk_of_its_own(desk: Desk) -> None:
    told = desk._apart.run(lambda opened: (str(desk.path), desk.knowledge.actors.name("RUS"), desk.apart))
    assert told == (str(desk.path), "Russia", False)


def test_errors_come_back(desk: Desk) -> None:
    with pytest.raises(UnknownActor):
        desk._apart.run(lambda opened: opened.actor("nobody at all"))


def test_what_cannot_be_sent_is_worked_out_here(desk: Desk, sample_file: Path) -> None:
    with Ledger(sample_file, readonly=True) as open_here:
        with pytest.raises(Lost):
            desk._apart.run(lambda opened: open_here.counts())
        assert desk.ask(open_here, "here", lambda opened: (open_here is opened, 1)).value == (False, 1)


def test_a_process_that_has_ended_is_started_anew(desk: Desk) -> None:
    apart = Apart(desk)
    assert apart.run(lambda opened: 1) == 1
    assert apart._process is not None
    apart._process.kill()
    apart._process.wait()
    assert apart.run(lambda opened: 2) == 2
    apart.close()
    with pytest.raises(Lost):
        apart.run(lambda opened: 3)
