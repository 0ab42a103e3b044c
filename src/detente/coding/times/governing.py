"""Which words a time expression dates, read off the parse, and where a verb's tense puts a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente import edtf
from detente.coding.draft import Draft
from detente.coding.parse import Parse
from detente.coding.times.anchoring import Direction
from detente.coding.times.finding import find_times
from detente.knowledge.times import TimeKnowledge
from detente.records import Span, Time

_INSIDE = frozenset(
    (
        "prep", "pobj", "pcomp", "npadvmod", "nummod", "amod", "compound", "nmod", "poss", "appos", "advmod",
        "tmod", "quantmod", "det", "conj", "cc", "punct", "nounmod", "obl",
    )
)  # fmt: skip
"""Labels that lead from a word down to what dates it without entering another clause."""
_VERBAL = frozenset(("VERB", "AUX"))
_PAST = {"VBD", "VBN"}
_GROUNDS = frozenset(("for", "of", "from"))  # "jailed for killing him": what was done before
_OWN = ("mark", "nsubj", "nsubjpass", "expl")  # a participle with these is a clause with its own time
_DAY = len("1999-05-08")


def add_times(draft: Draft) -> None:
    """Add the document's time expressions, each read with the tense of the verb above it.

    Fills `draft.times` and `draft.time_at`, which gives the expression a token lies in ("between 1996 and
    1998" is one expression there, with the window of both).
    """
    parse, known = draft.parse, draft.knowledge.times

    def look(span: Span) -> Direction | None:
        return direction_by_parse(parse, span, known)

    aside = [credit.span for credit in draft.credits]
    draft.times += find_times(draft.text, draft.published, known=known, look=look, aside=aside)
    for time in _joined(draft):
        for token in parse.tokens(time.span):
            draft.time_at[token] = time
    for time in draft.times:
        draft.note("times", time.rule, time.span, time.value)


def _joined(draft: Draft) -> list[Time]:
    """The expressions, pairs such as "from May 1996 to June 1998" made one."""
    parse, times, pairs = draft.parse, draft.times, draft.knowledge.times.pairs
    found: list[Time] = []
    for time in times:
        last = found[-1] if found else None
        if last is not None and last.edtf and time.edtf and 0 < time.span[0] - last.span[1] <= 16:
            first = parse.at(last.span[0])
            opener = parse.lower[first - 1] if first > 0 else ""
            joint = draft.text[last.span[1] : time.span[0]].strip().lower()
            low, high = edtf.bounds(last.edtf)[0], edtf.bounds(time.edtf)[1]
            if ((opener, joint) in pairs or ("", joint) in pairs) and low <= high:
                window = edtf.interval(low, high)
                value = f"{last.value}/{time.value}"
                found[-1] = replace(last, span=(last.span[0], time.span[1]), value=value, edtf=window)
                continue
        found.append(time)
    return found


def time_of(draft: Draft, token: int, *, clause: bool = True) -> Time | None:
    """The time expression that dates the event a token stands for.

    Args:
        draft: the document, after `add_times`.
        token: a verb, noun or adjective.
        clause: whether a noun without a date of its own takes that of the verb it depends on ("held talks on
            Friday"), and a verb that of the verb it is coordinated with ("On Friday he met her and signed").

    Returns:
        The expression, or None where nothing dates the token. A date is preferred to a length of time, and
        one with an EDTF date to one without.
    """
    if not draft.time_at or token in draft.time_at:
        return None
    parse = draft.parse
    own = _best(_below(draft, token), token, parse)
    if own is not None:
        return own
    verb = parse.pos[token] in _VERBAL
    if verb:
        own = _best(list(_on_the_object(draft, token)), token, parse)
    if not verb:
        # "the accord signed in 1994", "the talks that led to the 1997 act"
        for told in parse.all(token, "acl", "relcl"):
            own = own or _best(_below(draft, told, led=True), token, parse)
    if own is not None or not clause:
        return own
    return _beside(draft, token) if verb else _above(draft, token)


def _below(draft: Draft, token: int, led: bool = False) -> list[tuple[int, Time]]:
    """The dates below a word; `led` where what it led to dates it too ("talks that led to the 1997 act")."""
    parse, at = draft.parse, draft.time_at
    found: list[tuple[int, Time]] = []
    queue = list(parse.children[token])
    apart = draft.knowledge.times.apart
    while queue:
        one = queue.pop()
        time = at.get(one)
        if time is not None:
            if led or not _belongs(draft, one, token):
                found.append((one, time))
            continue
        label = parse.dep[one]
        if label not in _INSIDE or parse.pos[one] in _VERBAL:
            continue
        if label == "conj" and parse.head[one] == token:
            continue  # what is coordinated with the event is another event
        if label == "pobj" and parse.lower[parse.head[one]] in apart:
            continue  # "since the rupture last year": the year is the rupture's
        queue.extend(parse.children[one])
    return found


def _on_the_object(draft: Draft, verb: int) -> Iterator[tuple[int, Time]]:
    """Days that the parser hangs on a verb's object ("broke off relations on Thursday with Oslo")."""
    parse, at = draft.parse, draft.time_at
    for noun in parse.all(verb, "dobj", "obj"):
        for c in parse.children[noun]:
            if (
                parse.dep[c] != "prep"
                or parse.lower[c] == "of"
                or parse.lower[c] in draft.knowledge.times.apart
            ):
                continue
            for one in parse.all(c, "pobj"):
                time = at.get(one)
                if time is not None and time.edtf is not None and len(time.edtf) == _DAY:
                    yield one, time


def _belongs(draft: Draft, one: int, token: int) -> bool:
    """Whether a date is another word's: "left the treaty of 1972", "a visit, the first since May"."""
    parse = draft.parse
    above = parse.head[one]
    if parse.pos[above] == "ADP":
        if parse.lower[above] in draft.knowledge.times.apart:
            for word in parse.ancestors(above):
                if word == token or parse.pos[word] in _VERBAL:
                    break
                if parse.dep[word] == "appos":
                    return True
        if parse.lower[above] != "of":
            return False
        above = parse.head[above]
    if above == token or parse.pos[above] not in ("NOUN", "PROPN"):
        return False
    works = draft.knowledge.frames.classes["works"]
    return parse.lemma[above].lower() in works or parse.lower[above] in works


def _best(found: list[tuple[int, Time]], token: int, parse: Parse) -> Time | None:
    if not found:
        return None

    def rank(item: tuple[int, Time]) -> tuple[bool, bool, int]:
        place, time = item
        return (time.type in ("DURATION", "SET"), time.edtf is None, abs(place - token))

    return min(found, key=rank)[1]


def _beside(draft: Draft, token: int) -> Time | None:
    """The date of a verb without its own, from the verb above it where the two share one."""
    parse = draft.parse
    above = parse.head[token]
    if above == token:
        return None
    label = parse.dep[token]
    candidates = _below(draft, above)
    if label == "conj":
        # "On Friday he met her and signed", "flew home on Friday and resigned": a date before the second verb
        tags = {parse.tag[above], parse.tag[token]}
        alike = (len(tags) == 1 or tags == _PAST) and not _has_helpers(parse, token)
        shared = [(place, time) for place, time in candidates if place < (token if alike else above)]
        return _best(shared, token, parse) or _beside(draft, above)
    if label in ("xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp"):
        # "said the envoy would come Friday": the parser hangs a late date on the first verb
        late = [(place, time) for place, time in candidates if place > token]
        found = _best(late, token, parse)
        if found is not None:
            return found
        if label == "xcomp":
            return _best(candidates, token, parse)
    if parse.tag[token] == "VBG" and not _has_helpers(parse, token):
        return _with_the_deed(draft, token)
    return None


def _has_helpers(parse: Parse, verb: int) -> bool:
    return any(parse.dep[c] in ("aux", "auxpass") for c in parse.children[verb])


def _with_the_deed(draft: Draft, token: int) -> Time | None:
    """The date of what a participle goes along with: "shelled the port on Friday, killing four"."""
    parse = draft.parse
    label, above = parse.dep[token], parse.head[token]
    if label == "pcomp":
        if parse.lower[above] in draft.knowledge.times.apart or parse.lower[above] in _GROUNDS:
            return None  # "after meeting her", "jailed for killing him"
        above = parse.head[above]
    elif label == "acl":  # "youths carrying flags marched on Friday"
        while parse.dep[above] in ("nsubj", "nsubjpass", "dobj", "pobj", "agent", "prep", "conj"):
            above = parse.head[above]
            if parse.pos[above] in _VERBAL or parse.lower[above] in draft.knowledge.times.apart:
                break
    elif label != "advcl":
        return None
    if parse.pos[above] not in _VERBAL or any(parse.dep[c] in _OWN for c in parse.children[token]):
        return None
    return _best(_below(draft, above), token, parse) or _beside(draft, above)


def _above(draft: Draft, token: int) -> Time | None:
    """The date of the clause that a noun stands in, where no other clause comes between."""
    parse = draft.parse
    one = token
    for above in parse.ancestors(token):
        if parse.dep[one] == "pobj" and parse.lower[above] in draft.knowledge.times.apart:
            return None  # "settled on Friday after talks": the talks lie before that day
        if parse.dep[one] in ("relcl", "acl", "advcl", "ccomp", "csubj"):
            return None
        if parse.pos[above] in _VERBAL:
            own = _best(_below(draft, above), token, parse)
            return own if own is not None else _beside(draft, above)
        own = _best([item for item in _below(draft, above) if item[0] > token], token, parse)
        if own is not None and parse.dep[one] in ("pobj", "prep"):
            return own
        one = above
    return None


def direction_by_parse(parse: Parse, span: Span, known: TimeKnowledge) -> Direction | None:
    """Where the verb that governs an expression puts it: ahead, behind, or not said.

    Args:
        parse: the parsed document.
        span: the expression.
        known: the words of tense (``times/directions.csv``).
    """
    token = parse.at(span[0])
    if token < 0 or parse.end[token] <= span[0]:
        return None
    limited = parse.lower[token] in known.limits
    for above in parse.ancestors(token):
        if above != token and parse.pos[above] in _VERBAL:
            if limited and _is_deadline(parse, above, known):
                return "ahead"
            return _tense(parse, above, known)
        limited = limited or parse.lower[above] in known.limits
        cue = known.cues.get(parse.lower[above])
        if cue is not None and cue[0] == "future" and parse.pos[above] in ("ADJ", "NOUN"):
            return "ahead"  # "due on Friday", "the deadline of Friday"
    return None


def _is_deadline(parse: Parse, verb: int, known: TimeKnowledge) -> bool:
    """Whether a limit binds somebody: "had to leave by Friday", "gave them until Friday to leave"."""
    bound = parse.child(verb, "dobj", "dative", "xcomp", "ccomp", "advcl") is not None
    if bound and parse.lemma[verb] in known.owed and parse.tag[verb] != "VBG":
        return True
    above = parse.head[verb]
    infinitive = any(parse.tag[c] == "TO" for c in parse.children[verb] if parse.dep[c] == "aux")
    return infinitive and parse.lemma[above] in known.owed


def _tense(parse: Parse, verb: int, known: TimeKnowledge, depth: int = 0) -> Direction | None:
    helpers = [c for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")]
    words = {parse.lower[c] for c in helpers}
    tags = {parse.tag[c] for c in helpers}
    perfect = any(parse.lemma[c] == "have" for c in helpers)
    tag = parse.tag[verb]
    if words & known.modals:
        # "would have left" lies behind, "will have left" ahead
        return "past" if perfect and not words & known.wills else "ahead"
    if "TO" in tags and not perfect:
        above = parse.head[verb]
        if above == verb or parse.pos[above] not in _VERBAL or depth > 3:
            return "ahead"
        if parse.lemma[above] in known.through:
            return _tense(parse, above, known, depth + 1)
        return "ahead"
    cue = known.cues.get(parse.lower[verb])
    if cue is not None and cue[0] == "future" and tag != "VBD":
        return "ahead"
    if perfect or "VBD" in tags or tag == "VBD":
        return "past"
    if tag == "VBN":
        return None if tags & {"VBZ", "VBP", "VB", "VBG"} else "past"
    if tag in ("VBZ", "VBP"):
        return "ahead" if parse.lemma[verb] in known.futurate else None
    if tag == "VBG" and depth < 3 and parse.head[verb] != verb and parse.pos[parse.head[verb]] in _VERBAL:
        return _tense(parse, parse.head[verb], known, depth + 1)
    return None
