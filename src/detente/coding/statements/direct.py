"""Joining quotations to cues: beside a known cue, and beside a verb that no table knows."""

from __future__ import annotations

from detente.coding.parse import Parse
from detente.coding.statements import speech
from detente.coding.statements.found import Found, Range, merge, trim
from detente.coding.statements.frames import cue_start
from detente.coding.statements.speakers import Speaker, subject
from detente.coding.statements.speech import Quoted
from detente.coding.statements.verbs import cue_tokens
from detente.knowledge.cues import Cue

BESIDE = "quote.beside"
SIGNED = "quote.signed"
_DASHES = frozenset({"-", "--", "—", "–", "―"})
_SIGNATURE = 16
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBG"})
_REACH = 12


def join(
    parse: Parse, verb: int, cue: Cue, rest: list[int], one: Found | None, quoted: Quoted
) -> Found | None:
    """Join the quotations beside a cue to its content.

    Args:
        parse: the parsed document.
        verb: the cue's head.
        cue: its row.
        rest: further tokens of the cue.
        one: what the parse alone gave, or None.
        quoted: the quotations.
    """
    clause = one is not None and one.frame in ("that", "as")
    numbers = _beside(parse, verb, one if clause else None, quoted)
    if not numbers:
        return one
    if one is not None and not clause:
        # "called the plan “a trap”": the quotation is part of the object; "“A,” he told them" is not
        inside = [n for n in numbers if one.first <= quoted.ranges[n][0] < one.stop]
        if inside or not all(quoted.is_utterance(parse, n) for n in numbers):
            return one
    content = _with_lead(parse, verb, numbers, quoted)
    if clause and one is not None:
        first = quoted.ranges[numbers[0]][0]
        parted = first > 0 and parse.words[first - 1] == ";"  # "“A,” said one; “B,” said another"
        content += [(max(f, first), s) for f, s in one.content if s > first] if parted else one.content
    return _build(parse, verb, cue_tokens(parse, verb, rest), content, numbers, (cue.id, cue.kind)) or one


def _beside(parse: Parse, verb: int, one: Found | None, quoted: Quoted) -> list[int]:
    """Numbers of the quotations right before and right after a cue; `one` is its clause, if it has one."""
    limit = parse.sents[parse.sent[verb]][1]
    found = [speech.before(parse, verb, quoted, free=one is None)]
    if one is None or one.first < verb:
        found.append(speech.after(parse, verb, quoted, limit + (2 if parse.words[limit - 1] == ":" else 0)))
    else:
        opened = quoted.at.get(one.first)
        if opened is not None and quoted.ranges[opened][0] >= one.first - 1:
            found.append(opened)
    own = quoted.at.get(verb)
    return sorted({n for n in found if n is not None and n != own})


def _with_lead(parse: Parse, verb: int, numbers: list[int], quoted: Quoted) -> list[Range]:
    """The quotations, the first with the words of its sentence that lead up to it."""
    content = [quoted.ranges[n] for n in numbers]
    first = content[0][0]
    start = parse.sents[parse.sent[first]][0]
    if (
        start < first < verb
        and parse.sent[start] == parse.sent[verb]
        and parse.words[first - 1] not in (":", ";")
    ):
        content.append((start, first))
    return content


def _build(
    parse: Parse, verb: int, cue: list[int], content: list[Range], numbers: list[int], row: tuple[str, str]
) -> Found | None:
    speaker = subject(parse, verb)
    if speaker.tokens and speaker.tokens[0] > verb and any(a <= speaker.tokens[0] < b for a, b in content):
        speaker = _before(parse, verb)  # "…, adding later, “Kenya pays”": the parser took the quoted subject
    return speaker.says(merge(content), head=verb, cue=cue, row=row, frame="direct", quotes=numbers)


def _before(parse: Parse, verb: int) -> Speaker:
    """The subject of the finite verb that a participle follows in its sentence."""
    low = parse.sents[parse.sent[verb]][0]
    for token in range(verb - 1, low - 1, -1):
        if parse.tag[token] in _FINITE and parse.pos[token] == "VERB" and parse.tag[token] != "VBG":
            return subject(parse, token)
    return Speaker()


def unclaimed(parse: Parse, found: list[Found], quoted: Quoted, inverted: frozenset[str]) -> list[Found]:
    """Statements of whole utterances that no known cue claims, from the finite verb beside them."""
    taken = {n for one in found for n in one.quotes}
    covered = _covered(parse, found, quoted)
    heads = {one.head for one in found if one.frame == "direct"}
    out: list[Found] = []
    for number, (first, stop) in enumerate(quoted.ranges):
        if number in taken or covered[first] or covered[stop - 1] or not quoted.is_utterance(parse, number):
            continue
        turned = _inverted(parse, number, quoted, inverted) or _signed(parse, number, quoted)
        if turned is not None:
            out.append(turned)
            continue
        verb = _verb_after(parse, stop) or _verb_before(parse, first)
        if verb is None or verb in heads or quoted.at.get(verb) is not None:
            continue
        made = _build(parse, verb, cue_tokens(parse, verb, []), [(first, stop)], [number], (BESIDE, "speech"))
        if made is not None and made.speakers:
            heads.add(verb)
            out.append(made)
    return out


def _inverted(parse: Parse, number: int, quoted: Quoted, inverted: frozenset[str]) -> Found | None:
    """ "Said Karpov: “…”": the parser takes the capitalised verb for part of the name."""
    first, stop = quoted.ranges[number]
    start = parse.sents[parse.sent[first - 1]][0] if first else 0
    if first - start < 3 or parse.words[first - 1] not in (",", ":") or parse.lower[start] not in inverted:
        return None
    return Found(
        head=start,
        cue=[(start, start + 1)],
        content=[(first, stop)],
        source=[trim(parse, start + 1, first - 1)],
        speakers=[first - 2],
        rule=BESIDE,
        frame="direct",
        quotes=[number],
    )


def _signed(parse: Parse, number: int, quoted: Quoted) -> Found | None:
    """ "“…” — Ana Petrov, harbour master": the name after the dash, up to the end of its paragraph."""
    first, stop = quoted.ranges[number]
    if stop + 1 >= len(parse) or parse.words[stop] not in _DASHES:
        return None
    paragraph = parse.para[parse.sent[first]]
    end = stop + 1
    while end < len(parse) and parse.para[parse.sent[end]] == paragraph and end not in quoted.at:
        if end - stop > _SIGNATURE or parse.tag[end] in _FINITE or parse.words[end] in (".", ";", ":"):
            break
        end += 1
    ends = end >= len(parse) or end in quoted.at or parse.para[parse.sent[end]] != paragraph
    if not (ends or parse.words[end] == ".") or not any(t[:1].isupper() for t in parse.words[stop + 1 : end]):
        return None
    low, high = trim(parse, stop + 1, end)
    names = [t for t in range(low, high) if parse.pos[t] == "PROPN"]
    if not names or names[0] - low > 2:
        return None
    head = names[0]
    while head + 1 in names and parse.words[head + 1][:1].isupper():
        head += 1
    return Found(
        head=stop,
        cue=[(stop, stop + 1)],
        content=[(first, quoted.ranges[number][1])],
        source=[(low, high)],
        speakers=[head],
        rule=SIGNED,
        frame="direct",
        quotes=[number],
    )


def _covered(parse: Parse, found: list[Found], quoted: Quoted) -> bytearray:
    """Which tokens the content of a cue outside their quotation reaches, at the ends of its ranges."""
    covered = bytearray(len(parse))
    for one in found:
        own = quoted.at.get(one.head)
        for first, stop in one.content:
            for token in (first, stop - 1):
                number = quoted.at.get(token)
                if number is not None and number != own:
                    low, high = quoted.ranges[number]
                    covered[low] = covered[high - 1] = 1
    return covered


def _verb_after(parse: Parse, stop: int) -> int | None:
    """The verb of a clause that begins right after a quotation: "…,” the envoy boomed"."""
    token = stop
    if token < len(parse) and parse.words[token] == ",":
        token += 1
    if token >= len(parse):
        return None
    limit = min(parse.sents[parse.sent[token]][1], token + _REACH)
    for verb in range(token, limit):
        if parse.tag[verb] in _FINITE and parse.pos[verb] == "VERB" and cue_start(parse, verb) == token:
            lowered = parse.words[token][:1].islower()
            return verb if lowered or parse.words[stop - 2 : stop - 1] in ([","], ["?"], ["!"]) else None
    return None


def _verb_before(parse: Parse, first: int) -> int | None:
    """The verb that leads up to a quotation with a comma or colon: "Hale boomed: “…”"."""
    if first == 0 or parse.words[first - 1] not in (",", ":"):
        return None
    at = first - 1
    start = parse.sents[parse.sent[at]][0]
    if parse.words[at] == ":":
        # the colon closes the whole clause before it
        for verb in range(start, at):
            if parse.dep[verb] in ("ROOT", "ccomp") and parse.tag[verb] in _FINITE:
                return verb
        return None
    verb = at - 1
    return verb if parse.tag[verb] in _FINITE and parse.pos[verb] == "VERB" and verb >= start else None
