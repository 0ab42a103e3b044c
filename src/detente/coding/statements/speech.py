"""Direct speech: which quotation belongs to which cue, and what runs on from one quotation to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.coding.parse import Parse
from detente.coding.quotes import Quotation
from detente.coding.statements.found import Found, Range, merge
from detente.coding.statements.frames import cue_start

_ENDS = frozenset(".?!…")
_LINKS = frozenset({",", ":", "-", "--", "that", "and", "but", "..."})
_AHEAD = 40
_BACK = frozenset({"he", "she"})


@dataclass(slots=True)
class Quoted:
    """The quotations of a document as token ranges, with the outermost one that each token lies in."""

    ranges: list[Range] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    closed: list[bool] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, parse: Parse, quotations: list[Quotation]) -> Quoted:
        """Place outermost quotations on the tokens."""
        made = cls()
        for q in quotations:
            if q.depth:
                continue
            first = max(0, parse.at(q.span[0]))
            while first < len(parse) and parse.end[first] <= q.span[0]:
                first += 1
            stop = parse.at(q.span[1] - 1) + 1
            if stop - first < 1 or first in made.at:
                continue
            for token in range(first, stop):
                made.at[token] = len(made.ranges)
            made.ranges.append((first, stop))
            made.groups.append(q.group)
            made.closed.append(q.closed)
        return made

    def is_utterance(self, parse: Parse, number: int) -> bool:
        """Whether a quotation is somebody's sentence rather than a word or two in marks."""
        first, stop = self.ranges[number]
        if stop - first > 7:
            return True
        return any(parse.words[t] in (",", ".", "?", "!") for t in range(max(first, stop - 3), stop)) and any(
            parse.pos[t] in ("VERB", "AUX") for t in range(first, stop)
        )


def widen(parse: Parse, one: Found, quoted: Quoted) -> None:
    """Let content that begins or ends inside a quotation take in the whole of it."""
    out: list[Range] = []
    for first, stop in one.content:
        for token in (first, stop - 1):
            number = quoted.at.get(token)
            if number is not None:
                q = quoted.ranges[number]
                if one.head in range(*q):
                    continue
                overlap = min(stop, q[1]) - max(first, q[0])
                if overlap * 2 >= q[1] - q[0] or q[0] >= first or token == stop - 1:
                    out.append(q)
        out.append((first, stop))
    one.content = merge(out)


def keep_inside(one: Found, quoted: Quoted) -> bool:
    """Hold the content of a cue inside a quotation to that quotation; False where none is left."""
    own = quoted.at.get(one.head)
    if own is not None:
        low, high = quoted.ranges[own]
        one.content = [(max(f, low), min(s, high)) for f, s in one.content if max(f, low) < min(s, high)]
    return bool(one.content)


def before(parse: Parse, verb: int, quoted: Quoted, free: bool) -> int | None:
    """The quotation that ends right before the cue's clause: "…,” the minister said"."""
    if parse.tag[verb] == "VBG" and parse.child(verb, "nsubj", "aux") is None:
        # "…,” he said, adding that …": the participle adds to it
        return None
    start = cue_start(parse, verb)
    token = start - 1
    steps = 0
    while (
        token >= 0
        and token not in quoted.at
        and parse.words[token] in (",", "-", "--", "...", ".")
        and steps < 2
    ):
        token -= 1
        steps += 1
    number = quoted.at.get(token) if token >= 0 else None
    if number is None:
        return None
    first, stop = quoted.ranges[number]
    if stop != token + 1 or first <= verb < stop:
        return None
    last = _last_sign(parse, first, stop)
    if last == "," or parse.words[stop : stop + 1] == [","]:
        return number
    if last == "." and parse.words[start][:1].isupper() and start != verb:
        return None
    if last in ("?", "!") or parse.words[start][:1].islower() or start == verb:
        return number
    return number if free and parse.sent[token] == parse.sent[verb] else None


def _last_sign(parse: Parse, first: int, stop: int) -> str:
    for token in range(stop - 1, first, -1):
        word = parse.words[token]
        if word in ('"', "''", "'", "``"):
            continue
        return word[-1:]
    return ""


def after(parse: Parse, verb: int, quoted: Quoted, limit: int) -> int | None:
    """The quotation that the cue leads up to: "the minister said on Tuesday: “…”"."""
    for token in range(verb + 1, min(limit, verb + _AHEAD, len(parse))):
        number = quoted.at.get(token)
        if number is not None:
            if quoted.ranges[number][0] != token:
                return None
            nearer = token - 2
            while nearer > verb and parse.pos[nearer] == "ADV":
                nearer -= 1
            if parse.words[token - 1] in (",", ":") and nearer > verb and parse.pos[nearer] == "VERB":
                # "he reminded them of it, adding later, “…”": the nearer verb leads up to it
                return None
            led = parse.words[token - 1].lower() in _LINKS or token - verb <= 2
            return number if led else None
        if parse.words[token] in (";", "?", "!"):
            return None
    return None


def starts_sentence(parse: Parse, token: int) -> bool:
    """Whether a quotation's first token begins a sentence; its mark may have gone to the sentence before."""
    if parse.sents[parse.sent[token]][0] == token:
        return True
    return token + 1 < len(parse) and parse.sents[parse.sent[token + 1]][0] == token + 1


def carry_on(parse: Parse, found: list[Found], quoted: Quoted) -> None:
    """Give quotations that nobody claims to the speaker before them, in the same or the paragraph before.

    “A,” he said. “B.” — B is his too; so is a next paragraph that consists of a quotation alone.
    """
    owner: dict[int, Found] = {}
    for one in found:
        for number in one.quotes or _quotes_in(one, quoted):
            owner.setdefault(number, one)
    claimed = bytearray(len(parse))
    for one in found:
        own = quoted.at.get(one.head)
        for first, stop in one.content:
            for token in (first, stop - 1):
                # what is said inside a quotation does not claim it
                if own is None or quoted.at.get(token) != own:
                    claimed[token] = 1
    closers = _closers(parse, found, quoted)
    last: int | None = None
    for number, (first, stop) in enumerate(quoted.ranges):
        if number in owner:
            last = number
            continue
        if any(claimed[first:stop]):
            continue
        if not starts_sentence(parse, first):
            continue
        closing = closers.get(parse.sent[first] - (parse.sents[parse.sent[first]][0] == first))
        if closing is not None and quoted.is_utterance(parse, number):
            # "There were none, he said. “There were never any.”"
            closing.content = merge([*closing.content, (first, stop)])
            closing.quotes.append(number)
            owner[number] = closing
            last = number
            continue
        if last is None:
            continue
        speaker = owner[last]
        same_group = quoted.groups[number] == quoted.groups[last] and number == last + 1
        here, there = parse.para[parse.sent[first]], parse.para[parse.sent[quoted.ranges[last][1] - 1]]
        end = max(s for _, s in (quoted.ranges[last], *speaker.cue, *speaker.source)) - 1
        between = parse.sent[first] - parse.sent[end] - 1
        # "…,” he said on Monday. He named no date. “…”": he speaks on
        near = between < 1 or (between == 1 and parse.lower[parse.sents[parse.sent[first] - 1][0]] in _BACK)
        runs_on = here == there and near and quoted.is_utterance(parse, number)
        multi = here == there + 1 and same_group and not quoted.closed[last]
        alone = here == there + 1 and _fills_paragraph(parse, first, stop) and near
        if runs_on or multi or alone:
            speaker.content = merge([*speaker.content, (first, stop)])
            speaker.quotes.append(number)
            owner[number] = speaker
            last = number


def _closers(parse: Parse, found: list[Found], quoted: Quoted) -> dict[int, Found]:
    """Indirect statements whose cue closes its sentence, by sentence: "There were none, he said."

    Only sentences followed by another of the same paragraph count.
    """
    out: dict[int, Found] = {}
    for one in found:
        number = parse.sent[one.head]
        if one.frame != "that" or one.quotes or one.head in quoted.at or not one.speakers:
            continue
        if number + 1 >= len(parse.sents) or parse.para[number + 1] != parse.para[number]:
            continue
        last = max(stop for _, stop in (*one.cue, *one.source))
        if one.stop <= one.cue[0][0] and parse.sents[number][1] - last <= 4:
            out[number] = one
    return out


def _quotes_in(one: Found, quoted: Quoted) -> list[int]:
    """The quotation that the end of an indirect content lies in."""
    if one.head in quoted.at:
        return []
    number = quoted.at.get(one.content[-1][1] - 1)
    return [] if number is None else [number]


def _fills_paragraph(parse: Parse, first: int, stop: int) -> bool:
    para = parse.para[parse.sent[first]]
    begins = first == 0 or parse.para[parse.sent[first - 1]] != para
    ends = stop >= len(parse) or parse.para[parse.sent[stop]] != para
    return begins and ends
