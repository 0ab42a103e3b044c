"""Speed of the time step alone, in characters a second of processor time, beside what it must at least do.

Run: python benchmarks/times.py [--repeat N] [FILE…]
With files (plain text, or JSON Lines with a `text` a line) their text is read; without, a text is made of our
own sentences. "tokens alone" is one pass of the token expression over the text and nothing else: no finder of
times that looks at every word can be faster, so the last figure, the ratio to it, is what reading the dates
costs. The parse is not part of it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from detente.coding.times import find_times
from detente.coding.times.lexing import TOKEN, lex
from detente.knowledge import Knowledge

SENTENCES = (
    "The foreign minister of Orvel said on Friday that the envoys will meet again early next month.",
    "In March 1986 the two states broke off relations, and three years later the border was closed.",
    "Talks on the river dam, held from 3 May to 17 June, ended without a text; a further round is due.",
    "Neither side has explained why the convoy turned back, and nobody in the capital would speak about it.",
    "The premier, who took office last year, has visited the province every month since the end of the war.",
    "Observers counted some 1,950 soldiers on the road, more than half of them without weapons or papers.",
)


def read(paths: list[Path]) -> str:
    """The text of the files, or of our own sentences."""
    parts: list[str] = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            parts += [json.loads(line)["text"] for line in text.splitlines() if line.strip()]
        else:
            parts.append(text)
    return "\n\n".join(parts) if parts else " ".join(SENTENCES * 600)


def timed(work: Callable[[], object], repeat: int) -> float:
    """The least seconds of processor time out of several runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    text = read(options.files)
    load = timed(lambda: Knowledge().times, 1)
    known = Knowledge().times
    bare = timed(lambda: sum(1 for _ in TOKEN.finditer(text)), options.repeat)
    lexed = timed(lambda: lex(text, known), options.repeat)
    whole = timed(lambda: find_times(text, "2000-01-25", known=known), options.repeat)
    found = len(find_times(text, "2000-01-25", known=known))
    size = len(text)
    print(f"{size:,} characters, {found:,} expressions; tables loaded in {load:.2f} s")
    print(f"tokens alone   {size / bare:12,.0f} characters/s")
    print(f"with classes   {size / lexed:12,.0f} characters/s")
    print(f"find_times     {size / whole:12,.0f} characters/s   {bare / whole:.2f} of the bare pass")


if __name__ == "__main__":
    main()
