"""Statements whose cue is a phrase: "according to", "in the duke's view", "for Moscow, …", "reportedly"."""

from __future__ import annotations

from collections.abc import Mapping

from detente.coding.parse import Parse
from detente.coding.statements.found import Found, Range, subtract, trim
from detente.coding.statements.speakers import Speaker, named, owner
from detente.knowledge.cues import Cue

_HOSTS = ("VERB", "AUX")
_CLAUSES = ("conj", "advcl", "ccomp")
_NOBODY = frozenset({"it", "this", "that"})
_LONG = 8


def from_phrase(parse: Parse, word: int, cues: tuple[Cue, ...], sources: Mapping[str, str]) -> Found | None:
    """The statement that a phrase beginning at a word makes, or None."""
    for cue in cues:
        if "adverb" in cue.frames:
            return _adverb(parse, word, cue)
        if "adjective" in cue.frames:
            return _adjective(parse, word, cue)
        if "source after" in cue.frames:
            made = _after(parse, word, cue)
        elif "possessor" in cue.frames:
            made = _possessor(parse, word, cue)
        elif "whole" in cue.frames:
            made = _whole(parse, word, cue)
        else:
            made = _before_comma(parse, word, cue, sources)
        if made is not None:
            return made
    return None


def _build(
    parse: Parse, word: int, cue: Cue, tokens: list[int], speaker: Speaker, phrase: Range
) -> Found | None:
    content = _rest(parse, word, phrase)
    return speaker.says(content, head=word, cue=tokens, row=cue.row, frame="phrase")


def _rest(parse: Parse, word: int, phrase: Range) -> list[Range]:
    """The clause that a phrase is attached to, without the phrase."""
    host = parse.head[word]
    if phrase[1] >= parse.sents[parse.sent[word]][1] - 2:
        # at its end a phrase like this is about the whole sentence, whatever clause the parser hung it on
        while parse.dep[host] in _CLAUSES:
            host = parse.head[host]
    if host == word:
        # the phrase stands at the top of its sentence: all the rest is content
        low, high = parse.sents[parse.sent[word]]
    else:
        low, high = parse.left[host], parse.right[host]
    low, high = _segment(parse, word, low, high)
    ranges = [trim(parse, *r) for r in subtract([(low, high)], phrase)]
    return [r for r in ranges if r[0] < r[1]]


def _segment(parse: Parse, word: int, low: int, high: int) -> Range:
    """The part of a range between the semicolons, and after the colon, beside a phrase."""
    for token in range(word - 1, low - 1, -1):
        if parse.words[token] in (";", ":"):
            low = token + 1
            break
    for token in range(word + 1, high):
        if parse.words[token] == ";":
            return low, token
    return low, high


def _after(parse: Parse, word: int, cue: Cue) -> Found | None:
    """ "according to X": the source follows the last word of the cue."""
    last = word
    for expected in cue.rest:
        after = next((c for c in parse.children[last] if c > last and parse.lower[c] == expected), None)
        if after is None:
            return None
        last = after
    noun = parse.child(last, "pobj")
    if noun is None:
        return None
    if last == word and parse.pos[noun] not in ("PROPN", "PRON") and not _opens(parse, word):
        # "per barrel"; at the head of its sentence and before a comma "per" names who says so
        return None
    phrase = (parse.left[word], parse.right[word])
    return _build(parse, word, cue, [*range(word, last + 1)], named(parse, noun), phrase)


def _possessor(parse: Parse, word: int, cue: Cue) -> Found | None:
    """ "in X's view", "in the words of X"."""
    noun = parse.child(word, "pobj")
    if noun is None or parse.lemma[noun] != cue.rest[0]:
        return None
    phrase = (parse.left[word], parse.right[word])
    for child in parse.children[noun]:
        if parse.dep[child] == "poss":
            return _build(parse, word, cue, [word, noun], owner(parse, child), phrase)
        if parse.dep[child] == "prep" and parse.lower[child] == "of":
            who = parse.child(child, "pobj")
            if who is not None:
                return _build(parse, word, cue, [word, noun, child], named(parse, who), phrase)
    return None


def _whole(parse: Parse, word: int, cue: Cue) -> Found | None:
    """ "By all accounts": the phrase names no other source than itself."""
    noun = parse.child(word, "pobj")
    if noun is None or cue.rest[-1] not in (parse.lower[noun], parse.lemma[noun]):
        return None
    if [parse.lower[t] for t in range(word + 1, noun)] != list(cue.rest[:-1]):
        return None
    phrase = (parse.left[word], parse.right[word])
    return _build(parse, word, cue, [word], Speaker([noun], [(word + 1, noun + 1)]), phrase)


def _before_comma(parse: Parse, word: int, cue: Cue, sources: Mapping[str, str]) -> Found | None:
    """ "For Moscow, the treaty is dead": at the head of a sentence, before a comma, of somebody."""
    noun = parse.child(word, "pobj")
    if noun is None or parse.lower[noun] in _NOBODY or not _may_hold(parse, noun, sources):
        return None
    if not _opens(parse, word):
        return None
    stop = parse.right[word]
    if parse.pos[parse.head[word]] not in _HOSTS:
        return None
    return _build(parse, word, cue, [word], named(parse, noun), (word, stop))


def _may_hold(parse: Parse, noun: int, sources: Mapping[str, str]) -> bool:
    """Whether a noun can hold a view: a name, a pronoun, persons or bodies."""
    if parse.pos[noun] in ("PROPN", "PRON"):
        return True
    kind = sources.get(parse.lower[noun]) or sources.get(parse.lemma[noun])
    return kind in ("titled", "anonymous", "collective")


def _opens(parse: Parse, word: int) -> bool:
    """Whether a phrase opens its sentence and a comma follows it closely."""
    stop = parse.right[word]
    if parse.left[word] != parse.sents[parse.sent[word]][0]:
        return False
    return stop < len(parse) and parse.words[stop] == "," and stop - word <= _LONG


def _adverb(parse: Parse, word: int, cue: Cue) -> Found | None:
    """ "has reportedly left": the clause around the adverb."""
    host = parse.head[word]
    if parse.dep[word] != "advmod" or host == word:
        return None
    return _build(parse, word, cue, [word], Speaker(), (word, word + 1))


def _adjective(parse: Parse, word: int, cue: Cue) -> Found | None:
    """ "the alleged spy": the noun phrase around the adjective."""
    if parse.dep[word] != "amod":
        return None
    return _build(parse, word, cue, [word], Speaker(), (word, word + 1))
