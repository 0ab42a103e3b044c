"""Talk on standard error: progress, failures, and the exit code they lead to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from detente.reading.sources import Failure

T = TypeVar("T")

DONE, FAILED, WRONG_WORDS, IN_PART = 0, 1, 2, 3


class Tally:
    """What was done and what was not."""

    def __init__(self) -> None:
        self.done = 0
        self.failures: list[Failure] = []

    def fail(self, failure: Failure) -> None:
        """Note a failure and say so at once."""
        self.failures.append(failure)
        # through sys.stderr, so that a progress bar that is shown makes room for it
        print(f"not read: {failure}", file=sys.stderr, flush=True)

    def each(
        self,
        items: Iterable[T | Failure],
        label: str,
        total: Callable[[], int | None],
        *,
        streams: bool = False,
    ) -> Iterator[T]:
        """What was done, as it comes and with a progress bar; what failed is noted.

        Args:
            items: what was done, and failures.
            label: see `progress`, as for the rest.
            total: how many there are.
            streams: data are written to standard output meanwhile.
        """
        from detente.reading.sources import Failure

        with progress(label, total, streams=streams) as step:
            for item in items:
                step()
                if isinstance(item, Failure):
                    self.fail(item)
                else:
                    self.done += 1
                    yield item

    def exit(self, ctx: click.Context) -> None:
        """Leave with the exit code that fits: all done, nothing done, or done in part."""
        if not self.failures:
            return
        total = self.done + len(self.failures)
        click.echo(f"{self.done} of {total} read; {len(self.failures)} not (listed above).", err=True)
        ctx.exit(IN_PART if self.done else FAILED)


def forced() -> bool | None:
    """Whether progress is forced on or off by the environment variable DETENTE_PROGRESS."""
    value = os.environ.get("DETENTE_PROGRESS", "").lower()
    if value in ("always", "1", "yes"):
        return True
    return False if value in ("never", "0", "no") else None


@contextmanager
def progress(
    label: str, total: Callable[[], int | None], *, streams: bool = False
) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error, where that is a terminal or it is forced.

    Args:
        label: what is being done.
        total: tells how many steps there are (None: unknown); asked only if the bar is shown.
        streams: data are written to standard output meanwhile; the bar is not shown among them.

    Yields:
        a function to call after each step.
    """
    shown = forced()
    if shown is None:
        shown = sys.stderr.isatty() and not (streams and sys.stdout.isatty())
    if not shown:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, force_terminal=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # rich would send standard output to the bar's console; our data must go where they are sent
    with Progress(*columns, console=console, redirect_stdout=False) as bar:
        task = bar.add_task(label, total=total())
        yield lambda: bar.advance(task)


@contextmanager
def steps(label: str) -> Iterator[Callable[[int], None]]:
    """A line on standard error that tells how far work of unknown length has come; shown as `progress` is.

    Args:
        label: what is being done.

    Yields:
        a function to call with the number of lines done so far.
    """
    shown = forced()
    if not (sys.stderr.isatty() if shown is None else shown):
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,} lines"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True, force_terminal=True)
    with Progress(*columns, console=console, redirect_stdout=False) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done: bar.update(task, completed=done)


def count_documents(paths: Iterable[str], jsonl: bool) -> int | None:
    """How many documents paths hold, or None where only reading them tells."""
    from detente.reading.formats import SINGLE, SUFFIXES
    from detente.reading.sources import Failure, find_sources

    count = 0
    for source in find_sources(paths):
        if isinstance(source, Failure):
            count += 1
        elif jsonl or SUFFIXES.get(source.suffix, "text") not in SINGLE:
            return None
        else:
            count += 1
    return count
