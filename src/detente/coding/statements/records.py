"""From found statements to records: offsets, sources, outlets, dates, parents."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right

from detente.coding.credits import DATELINE, SEE
from detente.coding.draft import Credit, Draft
from detente.coding.parse import Parse
from detente.coding.parties import parties
from detente.coding.statements.found import Found, Range, trim
from detente.coding.statements.nesting import Nested, innermost
from detente.coding.statements.sources import identify, outlet_at
from detente.coding.statements.speech import Quoted
from detente.coding.times import time_of
from detente.records import Quoted as QuotedKind
from detente.records import SourceKind, Span, Statement

_TOLD_BACK = 2  # sentences over which "one" and "another" are of those who spoke


def record(draft: Draft, nested: list[Nested], quoted: Quoted) -> None:
    """Add statements to the draft, numbered in text order."""
    parse = draft.parse
    names = [f"s{number}" for number in range(1, len(nested) + 1)]
    counts = _Counts(parse, quoted)
    made: list[Statement] = []
    side: tuple[int, str] | None = None
    group: tuple[int, int, tuple[str, ...]] | None = None
    seen: dict[str, SourceKind] = {}
    for number, one in enumerate(nested):
        found = one.found
        paragraph = parse.para[parse.sent[found.head]]
        near = side[1] if side is not None and side[0] == paragraph else None
        here = parse.sent[found.head]
        close = group is not None and group[0] == paragraph and here - group[1] <= _TOLD_BACK
        many = group[2] if group is not None and close else ()
        source = identify(draft, found, found.head in quoted.at, near, seen, many)
        if found.speakers and parse.tag[found.speakers[0]] == "NNS" and source.actors:
            group = paragraph, here, source.actors
        if found.speakers:
            seen.update((actor.removesuffix(".anon"), source.kind) for actor in source.actors)
        country = next((c for c in (_country(draft, a) for a in source.actors) if c), None)
        if country is not None and one.parent is None:
            side = paragraph, country
        addressees, outlet = _addressees(draft, found)
        for quoter in found.relay:
            outlet = outlet or outlet_at(draft, parse.left[quoter], parse.right[quoter], quoter)
        when = _when(draft, found)
        made.append(
            Statement(
                id=names[number],
                source=_spans(parse, found.source),
                source_actors=source.actors,
                source_kind=source.kind,
                cue=tuple(parse.span(first, stop) for first, stop in found.cue),
                content=_spans(parse, found.content),
                quoted=counts.quoted(found.content),
                outlet=source.outlet or outlet,
                date=when,
                addressee_actors=addressees,
                parent=None if one.parent is None else names[one.parent],
                description=source.description,
                rule=found.rule,
            )
        )
        draft.note("statements", found.rule, parse.span(*found.cue[0]), found.frame)
    _relay(draft, made, nested)
    _inherit(draft, made, nested)
    _credit(draft, made, nested)
    draft.statements += made
    _index(draft, nested, made)


def _country(draft: Draft, actor: str) -> str | None:
    known = draft.actors.get(actor)
    return known.country if known is not None else None


def _spans(parse: Parse, ranges: list[Range]) -> tuple[Span, ...]:
    trimmed = [trim(parse, first, stop) for first, stop in ranges]
    return tuple(parse.span(first, stop) for first, stop in trimmed if first < stop)


class _Counts:
    """Running counts of words, and of words inside quotations, so that any range is counted at once."""

    def __init__(self, parse: Parse, quoted: Quoted) -> None:
        self.words, self.inside = [0], [0]
        for token, pos in enumerate(parse.pos):
            counts = pos != "PUNCT" and parse.lower[token] != "that"
            self.words.append(self.words[-1] + counts)
            self.inside.append(self.inside[-1] + (counts and token in quoted.at))

    def quoted(self, content: list[Range]) -> QuotedKind:
        """How much of a content stands in quotation marks."""
        inside = sum(self.inside[stop] - self.inside[first] for first, stop in content)
        if not inside:
            return "none"
        words = sum(self.words[stop] - self.words[first] for first, stop in content)
        return "full" if inside == words else "partial"


def _when(draft: Draft, found: Found) -> str | None:
    """When it was said: the time that the cue governs, unless that time belongs to what was said."""
    when = time_of(draft, found.head)
    if when is None:
        return None
    token = draft.parse.at(when.span[0])
    return None if found.holds(token) else when.edtf


def _addressees(draft: Draft, found: Found) -> tuple[tuple[str, ...], str | None]:
    """Who was told, and the outlet among them ("told Reuters", "in an interview with the daily Dawn")."""
    parse = draft.parse
    actors: list[str] = []
    outlet: str | None = None
    for child in parse.children[found.head]:
        noun: int | None = None
        if parse.dep[child] in ("dobj", "dative") and child > found.head:
            noun = child
        elif parse.dep[child] == "prep" and parse.lower[child] in ("to", "with", "on", "in"):
            noun = parse.child(child, "pobj")
            if noun is not None and parse.lower[child] == "in":
                met = parse.child(noun, "prep")
                noun = (
                    parse.child(met, "pobj")
                    if met is not None and parse.lower[met] in ("with", "to")
                    else None
                )
        if noun is None or found.holds(noun):
            continue
        name = outlet_at(draft, parse.left[noun], min(parse.right[noun], noun + 8), noun)
        if name is not None:
            outlet = outlet or name
        elif parse.lower[child] not in ("on",):
            actors += [party.actor for party in parties(draft, noun)]
    return tuple(dict.fromkeys(actors)), outlet


def _relay(draft: Draft, made: list[Statement], nested: list[Nested]) -> None:
    """ "As quoted by Interfax, Orlov called …": the outlet of the clause that the as-clause belongs to."""
    parse = draft.parse
    heads = {one.found.head: number for number, one in enumerate(nested)}
    for token, label in enumerate(parse.dep):
        if label != "agent" or parse.tag[parse.head[token]] != "VBN":
            continue
        verb = parse.head[token]
        noun = parse.child(token, "pobj")
        number = _carried(parse, verb, heads)
        if number is None or noun is None:
            continue
        name = outlet_at(draft, parse.left[noun], parse.right[noun], noun)
        if name is not None and made[number].outlet is None:
            made[number] = dataclasses.replace(made[number], outlet=name)


def _carried(parse: Parse, verb: int, heads: dict[int, int]) -> int | None:
    """The statement that "as quoted" or "in remarks carried" before an agent belongs to."""
    mark = parse.child(verb, "mark")
    if mark is not None and parse.lower[mark] == "as":
        return heads.get(parse.head[verb])
    noun = parse.head[verb]
    if (
        parse.dep[verb] == "acl"
        and parse.dep[noun] == "pobj"
        and parse.lower[parse.head[noun]] in ("in", "to")
    ):
        return heads.get(parse.head[parse.head[noun]])
    return None


def _inherit(draft: Draft, made: list[Statement], nested: list[Nested]) -> None:
    """What stands inside an outlet's statement came through that outlet, where it has a name."""
    for number in sorted(range(len(made)), key=lambda n: -nested[n].found.size):
        parent = nested[number].parent
        outlet = made[parent].outlet if parent is not None else None
        if made[number].outlet is None and outlet is not None and not _is_common(draft, outlet):
            made[number] = dataclasses.replace(made[number], outlet=outlet)


def _is_common(draft: Draft, outlet: str) -> bool:
    """Whether an outlet is told by a common noun alone: "a Lima weekly"."""
    return draft.knowledge.outlets.get(outlet) is None and outlet.split()[-1][:1].islower()


def _credit(draft: Draft, made: list[Statement], nested: list[Nested]) -> None:
    """Give each credit to the statements of the sentence it closes, and back along one source."""
    parse = draft.parse
    by_sentence: dict[int, list[int]] = {}
    for number, one in enumerate(nested):
        found = one.found
        for sentence in {parse.sent[found.head], *(parse.sent[f] for f, _ in found.content)}:
            by_sentence.setdefault(sentence, []).append(number)
    closed: set[int] = set()
    lines: list[Credit] = []
    for credit in draft.credits:
        if credit.row == SEE or credit.outlet is None:
            continue
        if credit.row == DATELINE:
            lines.append(credit)
            continue
        token = parse.at(credit.span[0])
        while token > 0 and parse.start[token] >= credit.span[0]:
            token -= 1
        if token < 0:
            continue
        sentence = parse.sent[token]
        speakers: set[str] = set()
        at = sentence
        # a credit at the end of a paragraph stands for all of it, back to the credit before
        closes = sentence + 1 >= len(parse.sents) or parse.para[sentence + 1] != parse.para[sentence]
        while at >= 0 and at not in closed and parse.para[at] == parse.para[sentence]:
            here = by_sentence.get(at, [])
            who = {a for n in here for a in made[n].source_actors}
            if at != sentence and not closes and not (who & speakers):
                break
            speakers |= who
            closed.add(at)
            for number in here:
                _through(made, number, credit)
            at -= 1
    starts = [line.span[0] for line in lines]
    for number, statement in enumerate(made):
        if statement.outlet is None and starts:
            line = bisect_right(starts, parse.start[nested[number].found.head]) - 1
            if line >= 0:
                _through(made, number, lines[line])


def _through(made: list[Statement], number: int, credit: Credit) -> None:
    one = made[number]
    if one.outlet is None:
        made[number] = dataclasses.replace(one, outlet=credit.outlet, outlet_date=credit.date)
    elif one.outlet_date is None and one.outlet in (credit.outlet or ""):
        made[number] = dataclasses.replace(one, outlet_date=credit.date)


def _index(draft: Draft, nested: list[Nested], made: list[Statement]) -> None:
    """Note for each token the innermost statement of somebody else than the author that holds it."""
    others = [number for number, one in enumerate(made) if one.source_kind != "author"]
    owner = innermost([one.found for one in nested], others, len(draft.parse))
    draft.innermost.update({token: made[n].id for token, n in enumerate(owner) if n >= 0})
