"""What is dear to work out is held: given out at once, and worked out anew behind the page when it is old.

A page must answer quickly however large the ledger is and whatever is being read into it. So each answer is
kept with the state of the ledger it was made from. Where the ledger has changed since, it is worked out anew
by a worker beside the pages; the page waits for it for a moment, and otherwise shows the answer that was,
with its age. Where there is none yet, the page says so and asks again. What a page can be shown without has a
worker of its own, so that no page waits behind it.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from typing import Any

KEPT = 400
"""Answers that are held at once."""
PATIENCE = 0.15
"""Seconds that a page waits for an answer that is being worked out anew."""
REST = 4.0
"""An answer that took one second is worked out anew after this many seconds at the earliest."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `value`, whether it is `old`, and how many seconds ago it was made."""

    value: Any
    old: bool = False
    age: float = 0.0


class Pending(Exception):
    """An answer is not there yet; it is being worked out."""


@dataclass(slots=True)
class _Kept:
    value: Any
    state: Hashable
    made: float
    cost: float


class Held:
    """Answers by key, with a worker that makes those that pages wait for, and one for the others."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._running: dict[Hashable, Future[Any]] = {}
        # the worker may be done before its caller lets go of the lock, and then tells so in the same thread
        self._lock = threading.RLock()
        self._workers = {
            beside: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"detente-{name}")
            for beside, name in ((False, "desk"), (True, "beside"))
        }

    def get(
        self,
        key: Hashable,
        state: Hashable,
        make: Callable[[], Any],
        *,
        patience: float | None = None,
        hurry: bool = False,
        beside: bool = False,
    ) -> Answer:
        """The answer to a question.

        Args:
            key: names the question.
            state: of the ledger now.
            make: works the answer out; it is called in the worker's thread.
            patience: seconds to wait for it; the holder's own where not given.
            hurry: whether a page, which asks for a short wait, takes an older answer at once.
            beside: whether the page can be shown without it.

        Raises:
            Pending: there is no answer yet, and none came in time.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                if kept.state == state:
                    return Answer(kept.value)
            future = self._running.get(key)
            waited = beside and future is not None
            # whoever names the time it waits for wants the answer of now
            rested = kept is None or patience is not None or time.monotonic() - kept.made >= kept.cost * REST
            if future is None and rested:
                future = self._workers[beside].submit(self._make, key, state, make)
                self._running[key] = future
                future.add_done_callback(lambda _: self._done(key))
            wait = self.patience if patience is None else patience
            if waited and patience is None:
                wait = 0.0  # a page before this one has waited for it
            if kept is not None and patience is None and (len(self._running) > 1 or kept.cost > wait / 2):
                wait = 0.0  # it would hardly come in time, and a page asks for several
            if kept is not None and hurry and wait <= PATIENCE:
                wait = 0.0
        if future is not None:
            try:
                return Answer(future.result(wait))
            except NotYet:
                pass
        if kept is None:
            raise Pending(str(key))
        return Answer(kept.value, old=True, age=time.monotonic() - kept.made)

    def close(self) -> None:
        """Let the workers go; what they are at comes to its end."""
        for worker in self._workers.values():
            worker.shutdown(wait=False, cancel_futures=True)

    def _make(self, key: Hashable, state: Hashable, make: Callable[[], Any]) -> Any:
        begun = time.monotonic()
        value = make()
        done = time.monotonic()
        with self._lock:
            self._kept[key] = _Kept(value, state, done, done - begun)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return value

    def _done(self, key: Hashable) -> None:
        with self._lock:
            self._running.pop(key, None)
