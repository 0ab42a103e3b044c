"""What runs on over sentences that have no cue of their own.

"The port raised two objections. The toll was high. The quay was old." — the sentence that announces a list
names source and cue, those after it are the content. "Its complaints are old. They include the smoke." is
the same with a list in one sentence.
"""

from __future__ import annotations

from detente.coding.parse import Parse
from detente.coding.statements.found import Found, Range, merge, trim, yield_of
from detente.coding.statements.speakers import Speaker, named, subject
from detente.coding.statements.speech import Quoted
from detente.knowledge.cues import Cues

_INCLUDING = frozenset({"include", "comprise", "be"})
_POINTING = frozenset({"these", "they", "among", "one", "first"})
_BACK = frozenset({"they", "he", "she", "it"})
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5}
_MOST = 6


def run_on(parse: Parse, found: list[Found], cues: Cues, quoted: Quoted) -> list[Found]:
    """Replace statements that only announce a list by the list.

    Args:
        parse: the parsed document.
        found: the statements so far.
        cues: the tables of cues.
        quoted: the quotations.

    Returns:
        The statements, those of lists among them.
    """
    speaking: dict[int, list[Found]] = {}
    for one in found:
        speaking.setdefault(parse.sent[one.head], []).append(one)
    made: dict[int, Found] = {}
    for token, lemma in enumerate(parse.lemma):
        row = cues.lists.get(lemma)
        if row is None or parse.pos[token] != "NOUN" or token in quoted.at:
            continue
        number = parse.sent[token]
        if number + 1 >= len(parse.sents) or parse.para[number] != parse.para[number + 1]:
            continue
        announced = _announced(parse, token, cues)
        if announced is None:
            continue
        speaker, cue, head = announced
        content = _listed(parse, number + 1) or _sentences(parse, token, row[1], speaking, quoted)
        if content:
            made[head] = Found(
                head=head,
                cue=merge(cue),
                content=content,
                source=speaker.ranges,
                speakers=speaker.tokens,
                rule=row[0],
                frame="continued",
            )
    return [one for one in found if one.head not in made] + list(made.values())


def _announced(parse: Parse, noun: int, cues: Cues) -> tuple[Speaker, list[Range], int] | None:
    """Who announces a list with a noun, in which words, with its head; None where the noun announces none."""
    verb = parse.head[noun]
    if parse.dep[noun] == "dobj" and verb < noun and parse.dep[verb] in ("ROOT", "conj"):
        if parse.lemma[verb] not in cues.verbs and parse.lemma[verb] not in cues.light:
            return None
        speaker = subject(parse, verb)
        particle = [(c, c + 1) for c in parse.children[verb] if parse.dep[c] == "prt"]
        return (speaker, [(verb, verb + 1), *particle, (noun, noun + 1)], verb) if speaker else None
    if parse.dep[noun] == "nsubj" and parse.lemma[verb] == "be" and parse.dep[verb] == "ROOT":
        owner = parse.child(noun, "poss")
        if owner is not None:
            return Speaker([owner], named(parse, owner, until=noun).ranges), [(noun, noun + 1)], noun
    return None


def _listed(parse: Parse, number: int) -> list[Range]:
    """The list in "These include X", "Among them are X"."""
    first, stop = parse.sents[number]
    if parse.lower[first] not in _POINTING:
        return []
    for token in range(first, min(first + 5, stop)):
        if parse.lemma[token] not in _INCLUDING or parse.head[token] != token:
            continue
        if parse.lemma[token] == "be" and parse.lower[first] != "among":
            return []
        for child in parse.children[token]:
            if child > token and parse.dep[child] in ("dobj", "nsubj", "attr"):
                return [yield_of(parse, child)]
    return []


def _sentences(
    parse: Parse, noun: int, kind: str, speaking: dict[int, list[Found]], quoted: Quoted
) -> list[Range]:
    """The sentences after an announcement that have no cue of their own."""
    count = next((c for c in parse.children[noun] if parse.dep[c] == "nummod"), None)
    if parse.dep[noun] != "dobj" or (kind == "counted" and count is None):
        return []
    most = _MOST if count is None else _SMALL.get(parse.lower[count], _MOST)
    number = parse.sent[noun] + 1
    out: list[Range] = []
    while number < len(parse.sents) and parse.para[number] == parse.para[number - 1]:
        first, stop = parse.sents[number]
        if len(out) == most or first in quoted.at or _speaks(parse, number, speaking):
            break
        out.append(trim(parse, first, stop))
        number += 1
    if kind == "told" and not _taken_up(parse, number, noun, speaking):
        return []
    return [(out[0][0], out[-1][1])] if out else []


def _speaks(parse: Parse, number: int, speaking: dict[int, list[Found]]) -> bool:
    """Whether a sentence has a cue of its own that reaches to its top."""
    return any(one.speakers and one.kind in ("speech", "writing") for one in speaking.get(number, []))


def _taken_up(parse: Parse, number: int, noun: int, speaking: dict[int, list[Found]]) -> bool:
    """Whether the teller speaks on in a sentence, under a pronoun; a description needs that sign."""
    if number >= len(parse.sents) or parse.para[number] != parse.para[parse.sent[noun]]:
        return False
    heads = [one.speakers[0] for one in speaking.get(number, []) if one.speakers]
    return any(parse.lower[h] in _BACK for h in heads)
