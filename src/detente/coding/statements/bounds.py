"""Where indirect speech ends: cutting off what the parser hung on it but the speaker did not say."""

from __future__ import annotations

from detente.coding.parse import Parse
from detente.coding.statements.found import Found, trim
from detente.coding.statements.speech import Quoted

_ENDS = frozenset({".", "?", "!"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def settle(parse: Parse, one: Found, quoted: Quoted) -> None:
    """Shorten the last range of an indirect content that follows its cue."""
    first, stop = one.content[-1]
    if stop <= one.head or first <= one.head:
        return
    end = _end(parse, one, first, stop, quoted)
    if end < stop:
        low, high = trim(parse, first, end)
        if low < high:
            one.content[-1] = (low, high)


def _end(parse: Parse, one: Found, first: int, stop: int, quoted: Quoted) -> int:
    own = quoted.at.get(one.head)
    for token in range(first + 1, stop):
        inside = quoted.at.get(token)
        word = parse.words[token]
        if inside is not None and inside != own:
            if quoted.ranges[inside][0] == token and parse.words[token - 1] in _ENDS:
                return token
        elif word == ";" or (word == "," and _breaks(parse, token, first, stop)):
            return token
    return stop


def _breaks(parse: Parse, comma: int, first: int, stop: int) -> bool:
    return _trailing_who(parse, comma, stop) or _own_clause(parse, comma, first, stop)


def _trailing_who(parse: Parse, comma: int, stop: int) -> bool:
    """Whether a clause from here to the end only says who somebody is: the author's aside, as a rule."""
    if comma + 1 >= stop or parse.tag[comma + 1] not in ("WP", "WP$"):
        return False
    verb = next((a for a in parse.ancestors(comma + 1) if parse.dep[a] == "relcl"), None)
    return verb is not None and parse.right[verb] >= stop


def _own_clause(parse: Parse, comma: int, first: int, stop: int) -> bool:
    """Whether a coordinated clause with a subject of its own, and no "that", begins here."""
    at = comma + 1
    if parse.lower[first] != "that":
        return False
    if at + 1 >= stop or parse.dep[at] != "cc" or parse.lower[at] not in ("and", "but", "while", "yet", "so"):
        return False
    if parse.lower[at + 1] in ("that", "whether"):
        return False
    verb = parse.head[at]
    joined = next((c for c in parse.children[verb] if parse.dep[c] == "conj" and c > at), None)
    if joined is None or parse.pos[joined] not in ("VERB", "AUX"):
        return False
    return any(parse.dep[c] in _SUBJECTS and c > at for c in parse.children[joined])
