"""Scoring statements: who says what, by construction.

A statement is found where its content shares at least half of its words with the gold's (Jaccard) and its
source shares a word, or neither has one. A found statement that no gold matches counts against the
construction of the gold it overlaps most; where it overlaps none, against ``direct`` if it is quoted and
``indirect`` if not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from detente.evaluation.gold import CONSTRUCTIONS, GoldRecord, GoldStatement
from detente.evaluation.report import Score, Tally, rows_of
from detente.evaluation.words import Words, WordSet, jaccard, pair_up
from detente.records import CodedDocument, SourceKind, Statement

ALIKE = 0.5
_CROSSING = ("nested", "anonymous", "outlet")


@dataclass(frozen=True, slots=True)
class _Parts:
    source: WordSet
    cue: WordSet
    content: WordSet


def score_statements(
    pairs: Iterable[tuple[GoldRecord, CodedDocument]], *, outermost: bool = False
) -> list[Score]:
    """Precision, recall and F1 of statements.

    Args:
        pairs: gold records with what the coder made of them.
        outermost: leave out what stands inside another statement (for sets that mark no nesting).
    """
    total = {"all": Tally()}
    by_construction: dict[str, Tally] = defaultdict(Tally)
    matched: dict[str, Tally] = defaultdict(Tally)
    for record, coded in pairs:
        _score_one(record, coded, outermost, total["all"], by_construction, matched)
    return [
        *rows_of("statements", total),
        *rows_of("construction", by_construction, (*CONSTRUCTIONS, *_CROSSING)),
        *rows_of("of the matched", matched, ("cue", "source kind", "quoted")),
    ]


def _score_one(
    record: GoldRecord,
    coded: CodedDocument,
    outermost: bool,
    total: Tally,
    by_construction: dict[str, Tally],
    matched: dict[str, Tally],
) -> None:
    words = Words(record.text)
    gold = [g for g in record.statements if not (outermost and g.parent is not None)]
    found, ours = _distinct(coded.statements, words, outermost)
    theirs = [_Parts(words.of(g.source), words.of(g.cue), words.of(g.content)) for g in gold]
    gains = [
        (jaccard(g.content, f.content) + (0.01 if g.cue & f.cue else 0.0), i, j)
        for i, g in enumerate(theirs)
        for j, f in enumerate(ours)
        if g.content & f.content
    ]
    partner = dict(pair_up(gains))
    right = {i: j for i, j in partner.items() if _same(theirs[i], ours[j])}
    total.add(len(gold), len(found), len(right))
    for i, statement in enumerate(gold):
        by_construction[statement.construction].add(gold=1, right=int(i in right))
    owner = {j: i for i, j in right.items()}
    for j, statement_found in enumerate(found):
        by_construction[_blame(j, owner, gold, theirs, ours, statement_found)].add(found=1)
    for i, j in right.items():
        matched["cue"].add(1, 1, int(bool(theirs[i].cue & ours[j].cue) or not theirs[i].cue))
    if outermost:  # such sets mark neither kinds nor outlets
        return
    _score_crossing(gold, found, right, by_construction)
    for i, j in right.items():
        matched["source kind"].add(1, 1, int(_class(gold[i].kind) == _class(found[j].source_kind)))
        matched["quoted"].add(1, 1, int(gold[i].quoted == found[j].quoted))


def _distinct(
    statements: Iterable[Statement], words: Words, outermost: bool
) -> tuple[list[Statement], list[_Parts]]:
    found, parts, seen = [], [], set()
    for statement in statements:
        if outermost and statement.parent is not None:
            continue
        part = _Parts(words.of(statement.source), words.of(statement.cue), words.of(statement.content))
        if part.content and (part.source, part.content) not in seen:
            seen.add((part.source, part.content))
            found.append(statement)
            parts.append(part)
    return found, parts


def _same(gold: _Parts, found: _Parts) -> bool:
    source = bool(gold.source & found.source) or not (gold.source or found.source)
    return source and jaccard(gold.content, found.content) >= ALIKE


def _blame(
    number: int,
    owner: dict[int, int],
    gold: list[GoldStatement],
    theirs: list[_Parts],
    ours: list[_Parts],
    found: Statement,
) -> str:
    if number in owner:
        return gold[owner[number]].construction
    overlap, nearest = max(
        ((len(g.content & ours[number].content), -i) for i, g in enumerate(theirs)), default=(0, 0)
    )
    if overlap:
        return gold[-nearest].construction
    return "direct" if found.quoted == "full" else "indirect"


def _score_crossing(
    gold: list[GoldStatement], found: list[Statement], right: dict[int, int], tallies: dict[str, Tally]
) -> None:
    """Nested, anonymous and with an outlet: properties that cut across the constructions."""
    for i, g in enumerate(gold):
        f = found[right[i]] if i in right else None
        tallies["nested"].add(gold=int(g.parent is not None))
        tallies["anonymous"].add(gold=int(g.kind == "anonymous"))
        tallies["outlet"].add(gold=int(g.outlet is not None))
        if f is not None:
            tallies["nested"].add(right=int(g.parent is not None and f.parent is not None))
            tallies["anonymous"].add(right=int(g.kind == "anonymous" == f.source_kind))
            tallies["outlet"].add(right=int(_same_outlet(g.outlet, f.outlet)))
    for f in found:
        tallies["nested"].add(found=int(f.parent is not None))
        tallies["anonymous"].add(found=int(f.source_kind == "anonymous"))
        tallies["outlet"].add(found=int(f.outlet is not None and f.source_kind != "media"))


def _class(kind: SourceKind) -> str:
    """A name and a name with an office identify somebody alike; the guidelines do not part them."""
    return "identified" if kind in ("named", "titled") else kind


def _same_outlet(gold: str | None, found: str | None) -> bool:
    if gold is None or found is None:
        return False
    return gold.casefold() in found.casefold() or found.casefold() in gold.casefold()
