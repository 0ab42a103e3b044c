"""Who says it: from a cue to the noun phrase that is its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.coding.parse import Parse
from detente.coding.statements.found import Found, Range, merge, subtract, trim

_SUBJECTS = ("nsubj", "nsubjpass")
_SHARED = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis"})
_STEPS = 6
_CONTROLLING = frozenset({"of", "for", "from", "against", "into"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = ("PROPN", "NOUN", "PRON")
_QUOTES = frozenset({'"', "''", ",", "'"})


@dataclass(slots=True)
class Speaker:
    """The head tokens of the source and their ranges; `implied` where the text names nobody."""

    tokens: list[int] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.tokens)

    def says(
        self,
        content: list[Range],
        *,
        head: int,
        cue: Iterable[int],
        row: tuple[str, str],
        frame: str,
        quotes: Iterable[int] = (),
    ) -> Found | None:
        """The statement with this source, or None where nothing of the content lies outside the source.

        Args:
            content: what is said; the source is cut out of it.
            head: the token that carries the cue.
            cue: the tokens of the cue.
            row: id and kind of the cue's row.
            frame: which construction held the content.
            quotes: the quotations it claims.
        """
        for source in self.ranges:
            content = subtract(content, source)
        content = [r for r in content if r[0] < r[1]]
        if not content:
            return None
        words = merge((t, t + 1) for t in cue)
        return Found(head, words, content, self.ranges, self.tokens, *row, frame, list(quotes))


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb form is passive."""
    for child in parse.children[verb]:
        if parse.dep[child] in ("auxpass", "nsubjpass"):
            return True
    return parse.tag[verb] == "VBN" and (
        parse.dep[verb] == "acl"
        or (
            not any(parse.dep[c] in ("aux", "nsubj") for c in parse.children[verb])
            and parse.dep[verb] not in ("ROOT", "conj", "ccomp", "parataxis")
        )
    )


def agent(parse: Parse, verb: int) -> Speaker:
    """The agent of a passive ("by the ministry")."""
    for child in parse.children[verb]:
        if parse.dep[child] == "agent" or (parse.dep[child] == "prep" and parse.lower[child] == "by"):
            noun = parse.child(child, "pobj")
            if noun is not None:
                return named(parse, noun)
    return Speaker()


def subject(parse: Parse, verb: int) -> Speaker:
    """The subject of an active verb, shared, controlled or relative ones included."""
    found = _subject(parse, verb)
    return found if found or parse.tag[verb] not in _FINITE else _beside(parse, verb)


def _beside(parse: Parse, verb: int) -> Speaker:
    """The noun before a finite verb, or after an inverted one, where the parse lost the subject."""
    token = verb - 1
    while token >= 0 and parse.pos[token] in ("ADV", "AUX") and verb - token < 4:
        token -= 1
    if token >= 0 and parse.pos[token] in _NOMINAL and parse.sent[token] == parse.sent[verb]:
        return _phrase(parse, token)
    token = verb + 1
    before = parse.words[verb - 1] if verb else ""
    if token < len(parse) and before in _QUOTES and parse.pos[token] in (*_NOMINAL, "DET", "ADJ"):
        while token + 1 < len(parse) and parse.pos[token + 1] in _NOMINAL and parse.head[token] != token:
            token += 1
        return _phrase(parse, token)
    return Speaker()


def _phrase(parse: Parse, token: int) -> Speaker:
    """The noun phrase up to and with a token, by neighbourhood."""
    first = token
    while first > 0 and parse.pos[first - 1] in ("PROPN", "NOUN", "ADJ", "DET", "NUM") and token - first < 6:
        first -= 1
    return Speaker([token], [(first, token + 1)])


def _subject(parse: Parse, verb: int) -> Speaker:
    dep, head = parse.dep, parse.head
    token = verb
    for _ in range(_STEPS):
        own = [c for c in parse.children[token] if dep[c] in _SUBJECTS]
        if len(own) > 1 and own[0] < token < own[-1] and parse.words[token - 1] in _QUOTES:
            # "“The north,” wrote the abbot, “is tired.”": the noun before belongs to the quotation
            return named(parse, own[-1])
        if own:
            return _relative(parse, token, own[-1] if len(own) > 1 and own[-1] < verb else own[0], verb)
        label, above = dep[token], head[token]
        if label in ("acl", "relcl"):
            if any(parse.tag[c] == "TO" for c in parse.children[token]):
                return _giver(parse, above)
            return named(parse, above, until=parse.left[token])
        if label == "prep" and parse.lower[token] == "as" and parse.pos[above] == "VERB":
            # "quoted an officer as saying": the officer says it
            goal = parse.child(above, "dobj")
            if goal is not None and above < goal < token:
                return named(parse, goal, until=token)
        if label == "pcomp" and parse.lower[above] in _CONTROLLING and parse.pos[head[above]] == "VERB":
            # "accused the crew of claiming that": who is accused claims it
            goal = parse.child(head[above], "dobj")
            if goal is not None and head[above] < goal < above:
                return named(parse, goal, until=above)
        if label == "prep" and parse.pos[above] in ("NOUN", "PROPN"):
            return Speaker()
        if label not in _SHARED or above == token:
            return Speaker()
        if label == "xcomp":
            # "asked the council to say": who is asked is the one to say it
            goal = parse.child(above, "dobj")
            if goal is not None and goal < token and parse.pos[above] == "VERB" and token == verb:
                return named(parse, goal)
            if dep[above] == "acomp" and head[above] != above:
                above = head[above]  # "were quick to suggest"
        token = above
    return Speaker()


def _giver(parse: Parse, noun: int) -> Speaker:
    """Whose an infinitive after a noun is: the subject's in "has reason to believe", else nobody's."""
    verb = parse.head[noun]
    if parse.dep[noun] == "dobj" and verb != noun:
        return _subject(parse, verb)
    return Speaker()


def _relative(parse: Parse, verb: int, subject_token: int, cue: int) -> Speaker:
    """A relative pronoun stands for the noun before it; both belong to the source."""
    if parse.dep[verb] == "relcl" and parse.tag[subject_token] in ("WP", "WDT"):
        antecedent = parse.head[verb]
        before = named(parse, antecedent, until=parse.left[verb])
        return Speaker([antecedent], merge([*before.ranges, (subject_token, subject_token + 1)]))
    return named(parse, subject_token, cue=cue)


def owner(parse: Parse, token: int) -> Speaker:
    """The possessor whose head is a token, without the sign of possession."""
    first, stop = named(parse, token).ranges[0]
    while stop > first + 1 and parse.tag[stop - 1] == "POS":
        stop -= 1
    return Speaker([token], [(first, stop)])


def named(parse: Parse, noun: int, until: int | None = None, cue: int | None = None) -> Speaker:
    """The noun phrase of a head token, cut off before `until` and before a cue that stands inside it."""
    first, stop = parse.left[noun], parse.right[noun]
    if until is not None and first < until < stop and noun < until:
        stop = until
    if cue is not None and first <= cue < stop:
        if cue > noun:
            stop = min(stop, cue)
        else:
            first = max(first, cue + 1)
    first, stop = trim(parse, first, stop)
    if first >= stop:
        first, stop = noun, noun + 1
    return Speaker([noun], [(first, stop)])
