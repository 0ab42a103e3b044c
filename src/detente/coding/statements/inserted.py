"""Setting right what the parser makes of a cue between commas: "if it rains, guides believe, nobody comes".

The cue belongs to neither side. It is hung on the predicate of the sentence as a parenthesis, and what the
parser hung on the cue goes to that predicate. A cue after its quotation whose subject the parser took for
its object ("“A trap,” grumbled one guide") gets its subject back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.coding.parse import Parse
from detente.knowledge.cues import Cue
from detente.records import SourceKind

_TELLING = ("speech", "writing", "belief", "perception", "directive")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_BREAKS = frozenset({",", "-", "--", "—", "("})
_ENDS = frozenset({",", "-", "--", "—", ")"})
_MARKS = frozenset({'"', "''", "``", "'"})
_BEFORE, _AFTER = 12, 8


@dataclass(slots=True)
class _Segment:
    """The tokens [first, stop) between two commas, with the cue in them."""

    verb: int
    first: int
    stop: int

    def holds(self, token: int) -> bool:
        return self.first <= token < self.stop


def set_inserted(
    parse: Parse, verbs: Mapping[str, tuple[Cue, ...]], sources: Mapping[str, SourceKind]
) -> None:
    """Hang each cue that stands between commas, or closes its sentence, on the predicate of its sentence.

    Args:
        parse: the parse, which is changed, so that later steps see the same tree.
        verbs: the rows of ``statements/verbs.csv`` by lemma.
        sources: the kind of source by noun.
    """
    for token, lemma in enumerate(parse.lemma):
        if lemma not in verbs or parse.tag[token] not in _FINITE or parse.pos[token] != "VERB":
            continue
        rows = [row for row in verbs[lemma] if row.kind in _TELLING and "that" in row.frames and not row.rest]
        if not rows:
            continue
        _turn(parse, token)
        if parse.dep[token] == "conj":
            _close(parse, token, any("object to" in row.frames for row in rows), sources)
        segment = _segment(parse, token)
        if segment is not None:
            _hang(parse, segment)


def _turn(parse: Parse, verb: int) -> None:
    """Give a verb right after a quotation the noun after it as its subject."""
    before = parse.words[verb - 1] if verb else ""
    if before not in _MARKS or parse.child(verb, *_SUBJECTS) is not None:
        return
    goal = parse.child(verb, "dobj", "attr")
    if goal is not None and parse.left[goal] == verb + 1 and parse.tag[goal] != "PRP":
        parse.dep[goal] = "nsubj"


def _close(parse: Parse, verb: int, addressed: bool, sources: Mapping[str, SourceKind]) -> None:
    """Make a parenthesis of a cue after a comma at the end, which the parser took for a second predicate.

    "The port would open by autumn, one of its pilots told Suva Radio"; "…, conceded a pilot".
    """
    low, high = parse.sents[parse.sent[verb]]
    goal = parse.child(verb, "dobj", "dative")
    turned = False
    if parse.child(verb, *_SUBJECTS) is None:
        if goal is None or parse.left[goal] != verb + 1 or parse.lemma[goal] not in sources:
            return
        turned = True
    elif goal is not None and not addressed:
        return
    start = verb if turned else min(parse.left[c] for c in (*parse.all(verb, *_SUBJECTS), verb))
    if start - 1 <= low or parse.words[start - 1] != "," or parse.right[verb] < high - 1:
        return
    if any(c < verb and parse.dep[c] in ("mark", "cc", "advmod") for c in parse.children[verb]):
        return
    if parse.child(verb, "ccomp", "xcomp") is not None:
        return
    if turned and goal is not None:
        parse.dep[goal] = "nsubj"
    parse.dep[verb] = "parataxis"


def _segment(parse: Parse, verb: int) -> _Segment | None:
    low, high = parse.sents[parse.sent[verb]]
    first = verb
    while first > low and parse.words[first - 1] not in _BREAKS:
        first -= 1
        if verb - first > _BEFORE or parse.words[first] in _MARKS or parse.words[first] in (";", ":"):
            return None
    stop = verb + 1
    while stop < high and parse.words[stop] not in _ENDS:
        stop += 1
        if stop - verb > _AFTER or (stop < high and parse.words[stop] in _MARKS):
            return None
    if first <= low + 1 or stop >= high - 3:
        return None
    found = _Segment(verb, first, stop)
    if not _is_clause(parse, found) or parse.words[first - 2] in _MARKS or parse.words[stop + 1] in _MARKS:
        return None
    if parse.tag[stop + 1] == "VBG":
        # "…, an aide said, asking not to be named, …": the participle is about the speaker
        end = next((t for t in range(stop + 2, min(high, stop + 12)) if parse.words[t] in _ENDS), None)
        if end is None or end >= high - 3 or not _goes_on(parse, end + 1, high):
            return None
        found.stop = end
    return found if _goes_on(parse, found.stop + 1, high) else None


def _is_clause(parse: Parse, one: _Segment) -> bool:
    """Whether nothing but a subject, its verb and what says when or to whom stands between the commas."""
    opener = parse.tag[one.first]
    if opener in ("CC", "WDT", "WP", "WRB", "IN") or parse.dep[one.first] in ("mark", "cc"):
        return False
    subjects = [c for c in parse.children[one.verb] if parse.dep[c] in _SUBJECTS and one.holds(c)]
    if not subjects or any(parse.tag[s] in ("WP", "WDT", "EX") for s in subjects):
        return False
    own = {one.verb, *parse.children[one.verb]}
    return not any(
        parse.tag[t] in _FINITE and parse.pos[t] in ("VERB", "AUX") and t not in own
        for t in range(one.first, one.stop)
    )


def _goes_on(parse: Parse, start: int, high: int) -> bool:
    """Whether the sentence goes on with more than a participle or a further cue's clause."""
    if start >= high or parse.tag[start] in ("VBG", "CC", "WDT", "WP") or parse.lower[start] == "that":
        return False
    return any(parse.pos[t] in ("VERB", "AUX", "NOUN", "PROPN") for t in range(start, high))


def _hang(parse: Parse, one: _Segment) -> None:
    verb = one.verb
    low, high = parse.sents[parse.sent[verb]]
    if parse.dep[verb] in ("relcl", "acl", "conj"):
        return
    host = _host(parse, one)
    if host is None:
        return
    outside = [c for c in parse.children[verb] if not one.holds(c) and c != host]
    inner = [t for t in range(one.first, one.stop) if not one.holds(parse.head[t]) and t != verb]
    for token in range(low, high):
        if one.holds(parse.head[token]) and not one.holds(token) and parse.head[token] != verb:
            return  # something outside hangs on the cue's own subject: the commas mean something else
    if parse.head[verb] == verb:
        parse.head[host], parse.dep[host] = host, "ROOT"
    elif parse.within(host, verb):
        parse.head[host], parse.dep[host] = parse.head[verb], parse.dep[verb]
    _top(parse, host)
    for token in outside:
        parse.head[token] = host
    for token in inner:
        if parse.pos[token] == "PUNCT":
            continue
        parse.head[token] = verb
    parse.head[verb], parse.dep[verb] = host, "parataxis"
    _unhook(parse, host)
    _rebuild(parse, low, high)


def _top(parse: Parse, host: int) -> None:
    """Put the main clause above an inverted one before it ("should it rain, …"), not below."""
    above = parse.head[host]
    if above == host or parse.head[above] != above or above > host or parse.dep[host] != "advcl":
        return
    first = parse.children[above][0] if parse.children[above] else above
    subject = parse.child(above, *_SUBJECTS)
    if subject is not None and parse.tag[first] in _FINITE and first < subject:
        parse.head[host], parse.dep[host] = host, "ROOT"
        parse.head[above], parse.dep[above] = host, "advcl"


def _host(parse: Parse, one: _Segment) -> int | None:
    """The predicate that the two sides share."""
    verb = one.verb
    above = parse.head[verb]
    if above != verb and not one.holds(above):
        while parse.dep[above] in ("aux", "auxpass") and not one.holds(parse.head[above]):
            above = parse.head[above]
        main = parse.head[above]
        if above < one.first and main >= one.stop:
            return main  # the cue was hung on the clause before it, which belongs to the one after it
        return above if parse.pos[above] in ("VERB", "AUX") else None
    clauses = [
        c
        for c in parse.children[verb]
        if not one.holds(c) and parse.dep[c] in ("ccomp", "parataxis") and parse.pos[c] in ("VERB", "AUX")
    ]
    after = [c for c in clauses if c >= one.stop]
    return after[0] if after else (clauses[-1] if clauses else None)


def _unhook(parse: Parse, host: int) -> None:
    """Give a predicate what the parser hung on its auxiliary."""
    for auxiliary in [c for c in parse.children[host] if parse.dep[c] in ("aux", "auxpass")]:
        for child in list(parse.children[auxiliary]):
            parse.head[child] = host


def _rebuild(parse: Parse, low: int, high: int) -> None:
    """Set children and bounds of a sentence anew from its heads."""
    for token in range(low, high):
        parse.children[token] = []
        parse.left[token], parse.right[token] = token, token + 1
    for token in range(low, high):
        if parse.head[token] != token:
            parse.children[parse.head[token]].append(token)
    for token in range(low, high):
        at = token
        while parse.head[at] != at:
            at = parse.head[at]
            parse.left[at] = min(parse.left[at], token)
            parse.right[at] = max(parse.right[at], token + 1)
