"""What is dear is held, and worked out anew behind the page."""

from __future__ import annotations

import threading

import pytest

from detente.web.held import Held, Pending


def test_an_answer_is_made_once_a_state() -> None:
    held, made = Held(patience=5), []
    for state in (1, 1, 2, 2):
        assert held.get("key", state, lambda state=state: made.append(state) or state).value == state
    assert made == [1, 2]


def test_an_old_answer_stands_while_the_new_is_made() -> None:
    held, gate = Held(patience=0.01), threading.Event()
    assert held.get("key", 1, lambda: "old", patience=5).value == "old"
    slow = held.get("key", 2, lambda: gate.wait(5) and "new")
    assert (slow.value, slow.old) == ("old", True)
    gate.set()
    assert held.get("key", 2, lambda: "new", patience=5).value == "new"


def test_without_an_answer_it_is_pending() -> None:
    held, gate = Held(patience=0.01), threading.Event()
    with pytest.raises(Pending):
        held.get("key", 1, lambda: gate.wait(5))
    gate.set()
    assert held.get("key", 1, lambda: True, patience=5).value is True


def test_an_error_is_the_askers() -> None:
    held = Held(patience=5)
    with pytest.raises(ZeroDivisionError):
        held.get("key", 1, lambda: 1 // 0)
    assert held.get("key", 1, lambda: 2).value == 2


def test_whoever_is_in_a_hurry_takes_the_older_answer() -> None:
    held, gate = Held(patience=0.1), threading.Event()
    assert held.get("key", 1, lambda: "old", patience=5).value == "old"
    slow = held.get("key", 2, lambda: gate.wait(5) and "new", patience=0.1, hurry=True)
    assert (slow.value, slow.old) == ("old", True)
    gate.set()
    # a program that waits for the answer of now gets it all the same
    assert held.get("key", 2, lambda: "new", patience=5, hurry=True).value == "new"
