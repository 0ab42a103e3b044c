"""What a verb governs: the content of a statement by its construction.

Each function answers for one construction and gives token ranges, or nothing. The names of the frames are
those of the table ``statements/verbs.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.coding.parse import Parse
from detente.coding.statements.found import Range, merge, subtract, trim, yield_of

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_POINTERS = frozenset({"this", "that"})


@dataclass(slots=True)
class Held:
    """Content of one frame, with the tokens the cue takes in besides the verb."""

    frame: str
    content: list[Range]
    cue: list[int] = field(default_factory=list)


def clause(parse: Parse, verb: int) -> Held | None:
    """A finite clause, after the verb or before it ("that the talks failed", "the talks failed, he said")."""
    best: int | None = None
    for child in parse.children[verb]:
        if parse.dep[child] == "ccomp" and is_clause(parse, child):
            # of two after the verb the first is its complement, the other goes on after a semicolon
            best = child if best is None or best < verb < child else best
    if best is None:
        return None
    if best < verb:
        if ";" in parse.words[parse.right[best] : verb]:
            return None
        before = _before(parse, verb)
        return Held("that", before) if before else None
    first, stop = yield_of(parse, best)
    mark = parse.child(best, "mark")
    if mark is not None and parse.lower[mark] == "that" and verb < mark < best:
        # "said, as quoted by the daily, that …"
        first = mark
    elif verb + 1 < len(parse) and parse.words[verb + 1] == ",":
        # "said, asking not to be named, the talks had failed": the participle is about the speaker; so is
        # "said, as quoted by the daily, the talks had failed"
        aside = next((c for c in parse.children[best] if c < best and parse.left[c] == first), None)
        quoting = aside is not None and parse.tag[aside] == "VBN" and parse.lower[first] == "as"
        if aside is not None and parse.dep[aside] == "advcl" and (parse.tag[aside] == "VBG" or quoting):
            first = trim(parse, parse.right[aside], stop)[0]
    # a second clause coordinated with the first belongs to it; the parser may hang it on the verb
    return Held("that", [(max(first, verb + 1), stop)])


def is_clause(parse: Parse, token: int) -> bool:
    """Whether a complement is a finite clause rather than an infinitive or a bare predicate."""
    if parse.tag[token] in ("VBD", "VBZ", "VBP", "MD"):
        return True
    subject = marked = finite = bare = False
    for child in parse.children[token]:
        dep = parse.dep[child]
        if dep in ("nsubj", "nsubjpass", "expl", "csubj"):
            subject = True
        elif dep == "mark" or parse.tag[child] in ("WRB", "WP", "WDT"):
            marked = True
        elif dep in ("aux", "auxpass") and parse.tag[child] in ("MD", "VBD", "VBZ", "VBP"):
            finite = True
        elif dep == "aux" and parse.tag[child] == "TO":
            bare = True
    return finite or marked or (subject and not bare)


def _before(parse: Parse, verb: int) -> list[Range]:
    """The words before a cue that closes its sentence: "…, the ministry said"."""
    start = parse.left[verb]
    stop = cue_start(parse, verb)
    first, stop = trim(parse, start, stop)
    return [(first, stop)] if first < stop else []


def cue_start(parse: Parse, verb: int) -> int:
    """Where the cue's own clause begins: at its subject, auxiliaries or itself."""
    start = verb
    subject = any(parse.dep[c] in _SUBJECTS and c > verb for c in parse.children[verb])
    for child in reversed(parse.children[verb]):
        if child > verb:
            continue
        dep = parse.dep[child]
        if dep in _SUBJECTS:
            if subject:
                # the nearest one; what the parser takes for another belongs to the content
                break
            subject = True
        elif dep not in ("aux", "auxpass", "neg"):
            continue
        start = min(start, parse.left[child])
    return start


def around(parse: Parse, verb: int) -> Held | None:
    """The sentence that a parenthetical cue stands in: "the plan, he said, would fail"."""
    dep, host = parse.dep[verb], parse.head[verb]
    if host == verb:
        return None
    if dep == "advcl":
        mark = parse.child(verb, "mark")
        if mark is None or parse.lower[mark] != "as":
            return None
    elif dep == "relcl" or dep not in ("parataxis", "ccomp", "intj"):
        return None
    first, stop = parse.left[host], parse.right[host]
    own = (parse.left[verb], parse.right[verb])
    if dep == "ccomp" and not (first < own[0] and any(c > own[1] for c in (host,))):
        return None
    for token in range(own[0] - 1, first - 1, -1):
        if parse.words[token] == ";":
            first = token + 1
            break
    ranges = [trim(parse, *r) for r in subtract([(first, stop)], own)]
    ranges = [r for r in ranges if r[0] < r[1]]
    return Held("as" if dep == "advcl" else "that", ranges) if ranges else None


def infinitive(parse: Parse, verb: int) -> Held | None:
    """An infinitive with the cue's own subject: "pledged to withdraw"."""
    for child in parse.children[verb]:
        if parse.dep[child] == "xcomp" and child > verb and _to(parse, child) is not None:
            if parse.child(verb, "dobj") is not None:
                return None
            return Held("to", [_from(yield_of(parse, child), verb)])
    return None


def _to(parse: Parse, token: int) -> int | None:
    for child in parse.children[token]:
        if parse.tag[child] == "TO" and parse.dep[child] == "aux":
            return child
    return None


def _from(ranged: Range, verb: int) -> Range:
    return max(ranged[0], verb + 1), ranged[1]


def gerund(parse: Parse, verb: int) -> Held | None:
    """A gerund: "denied sending arms"."""
    for child in parse.children[verb]:
        if parse.dep[child] == "xcomp" and child > verb and parse.tag[child] == "VBG":
            return Held("ing", [_from(yield_of(parse, child), verb)])
    return None


def object_infinitive(parse: Parse, verb: int) -> Held | None:
    """An object and what it is to do: "urged Congress to leave", "wants him to go"."""
    goal = parse.child(verb, "dobj", "dative")
    for child in parse.children[verb]:
        if child < verb or _to(parse, child) is None:
            continue
        if parse.dep[child] == "xcomp" and goal is not None:
            return Held("object to", [(parse.left[goal], yield_of(parse, child)[1])])
        if parse.dep[child] == "ccomp" and not is_clause(parse, child):
            return Held("object to", [_from(yield_of(parse, child), verb)])
    if goal is not None and goal > verb:
        for child in parse.children[goal]:
            if parse.dep[child] in ("acl", "relcl") and child > goal and _to(parse, child) is not None:
                return Held("object to", [_from(yield_of(parse, goal), verb)])
    return None


def predicate(parse: Parse, verb: int) -> Held | None:
    """An object with what it is called: "called it an affront", "described the visit as useful"."""
    parts: list[Range] = []
    before = _relative_object(parse, verb)
    for child in parse.children[verb]:
        if child < verb:
            continue
        dep = parse.dep[child]
        if dep in ("dobj", "dative"):
            if before is not None and dep == "dobj" and not parts:
                # "which it called a gift": the parser takes the predicate for the object
                return Held("object as", merge([*before, yield_of(parse, child)]))
            parts.append(yield_of(parse, child))
        elif _predicative(parse, child, bool(parts) or before is not None):
            parts.append(yield_of(parse, child))
            return Held("object as", merge([*before, *parts]) if before is not None else _run(parts))
    for first, stop in parts:
        # "described [the visit [as useful]]": the parser hangs the as-phrase on the noun
        for token in range(first, stop):
            if parse.lower[token] == "as" and parse.dep[token] == "prep":
                return Held("object as", [(first, stop)])
            if parse.words[token] == '"' and token > first:
                return Held("object as", [(first, stop)])
            if parse.dep[token] == "amod" and token > parse.head[token] and parse.left[token] == token:
                return Held("object as", [(first, stop)])  # "considers a truce likely"
        if stop - first > 1 and parse.lower[first] in _POINTERS and parse.tag[stop - 1] != "NNS":
            # "called this treason": one noun phrase to the parser
            return Held("object as", [(first, stop)])
    return None


def _relative_object(parse: Parse, verb: int) -> list[Range] | None:
    """What "which" stands for in "a step which he called a gift", and "which" itself."""
    if parse.dep[verb] != "relcl":
        return None
    subject = next((c for c in parse.children[verb] if parse.dep[c] == "nsubj" and c < verb), None)
    if subject is None or parse.tag[subject] in ("WP", "WDT"):
        return None
    noun = parse.head[verb]
    start = parse.left[verb]
    if parse.pos[noun] in ("VERB", "AUX"):
        return None
    before = trim(parse, parse.left[noun], start)
    relative = [(start, start + 1)] if parse.tag[start] in ("WDT", "WP") else []
    return [r for r in (before, *relative) if r[0] < r[1]]


def _predicative(parse: Parse, child: int, after_object: bool) -> bool:
    dep = parse.dep[child]
    if dep == "oprd" or (dep == "prep" and parse.lower[child] == "as"):
        return True
    if dep in ("ccomp", "xcomp"):
        return not is_clause(parse, child) and _to(parse, child) is None
    return dep == "acomp" and after_object


def _run(parts: list[Range]) -> list[Range]:
    return [(min(p[0] for p in parts), max(p[1] for p in parts))]


def thing(parse: Parse, verb: int) -> Held | None:
    """A noun phrase as object: "welcomed the offer", "the offer that he welcomed"."""
    for child in parse.children[verb]:
        if parse.dep[child] == "dobj" and child > verb:
            first, stop = _from(yield_of(parse, child), verb)
            return Held("object", [(first, _reach(parse, verb, stop))])
    return gap(parse, verb)


def _reach(parse: Parse, verb: int, stop: int) -> int:
    """The end of an object, with what comes right after it and the parser hung on the verb."""
    for child in parse.children[verb]:
        if child < stop or parse.left[child] != stop:
            continue
        dep = parse.dep[child]
        if dep in ("xcomp", "advcl") and _to(parse, child) is not None:
            return yield_of(parse, child)[1]
        if dep == "prep" and parse.child(child, "pobj") is not None:
            stop = yield_of(parse, child)[1]
    return stop


def gap(parse: Parse, verb: int) -> Held | None:
    """The noun that a relative clause lacks as its object: "the plan he rejected"."""
    if parse.dep[verb] != "relcl":
        return None
    subject = relative = None
    for child in parse.children[verb]:
        dep = parse.dep[child]
        if dep in ("nsubj", "nsubjpass") and parse.tag[child] not in ("WP", "WDT"):
            subject = child
        elif dep == "dobj":
            if parse.tag[child] not in ("WP", "WDT", "IN"):
                return None
            relative = child
    if subject is None:
        return None
    noun = parse.head[verb]
    stop = parse.left[verb]
    ranges = [trim(parse, parse.left[noun], stop)]
    if relative is not None:
        ranges.append((relative, relative + 1))
    return Held("object", merge(ranges)) if ranges[0][0] < ranges[0][1] else None


def about(parse: Parse, verb: int, prepositions: frozenset[str]) -> Held | None:
    """A prepositional phrase: "called for talks", "insists on a vote"; with on … to, the infinitive too."""
    for child in parse.children[verb]:
        if (
            child < verb
            or parse.dep[child] not in ("prep", "prt", "agent")
            or parse.lower[child] not in prepositions
        ):
            continue
        inner = parse.child(child, "pobj", "pcomp")
        if inner is None:
            continue
        first, stop = child + 1, yield_of(parse, child)[1]
        for other in parse.children[verb]:
            if (
                other > child
                and parse.lower[other] == parse.lower[child]
                and parse.dep[other] in ("prep", "conj")
            ):
                # "calls for a truce, and for free elections"
                stop = max(stop, yield_of(parse, other)[1])
        for other in parse.children[verb]:
            if other > child and parse.dep[other] in ("xcomp", "advcl") and _to(parse, other) is not None:
                stop = max(stop, yield_of(parse, other)[1])
        return Held(parse.lower[child], [trim(parse, first, stop)], [child])
    return None


def with_object(parse: Parse, verb: int, held: Held | None) -> Held | None:
    """An object with the phrase that its predicate governs: "made a truce dependent on a vote"."""
    goal = parse.child(verb, "dobj", "nsubj")
    for child in parse.children[verb]:
        if child > verb and parse.dep[child] in ("ccomp", "xcomp"):
            goal = parse.child(child, "nsubj") or goal
    if held is None or goal is None or goal < verb:
        return None
    return Held("object and", merge([yield_of(parse, goal), *held.content]), held.cue)


def passive(parse: Parse, verb: int, frames: frozenset[str]) -> Held | None:
    """Content that stands before a passive cue: "is expected to leave", "the plan was criticised by …"."""
    first = parse.child(verb, "nsubjpass", "nsubj")
    own: list[Range] = []
    if first is not None:
        if parse.tag[first] in ("WDT", "WP") and parse.dep[verb] == "relcl":
            noun = parse.head[verb]
            own = merge([trim(parse, parse.left[noun], parse.left[verb]), (first, first + 1)])
        else:
            own = [yield_of(parse, first)]
            own = [r for r in subtract(own, (verb, len(parse))) if r[0] < r[1]]
    elif parse.dep[verb] == "acl":
        noun = parse.head[verb]
        own = [trim(parse, parse.left[noun], parse.left[verb])]
    if not own:
        return None
    if "passive to" in frames or "object to" in frames:
        for child in parse.children[verb]:
            if parse.dep[child] == "xcomp" and child > verb and _to(parse, child) is not None:
                return Held("passive to", [*own, yield_of(parse, child)])
    if "passive as" in frames or "object as" in frames:
        for child in parse.children[verb]:
            if parse.lower[child] == "as" and _says_as(parse, child):
                return None
            if child > verb and (parse.dep[child] == "oprd" or parse.lower[child] == "as"):
                return Held("passive as", [*own, yield_of(parse, child)])
    if "object" in frames:
        return Held("passive", own)
    return None


def is_empty_subject(parse: Parse, verb: int) -> bool:
    """Whether a passive's subject is the "it" of "it was reported"."""
    return any(
        parse.lower[c] == "it" for c in parse.children[verb] if parse.dep[c] in (*_SUBJECTS, "nsubjpass")
    )


def _says_as(parse: Parse, preposition: int) -> bool:
    """Whether "as" leads to a cue of its own: "was quoted as saying"."""
    inner = parse.child(preposition, "pcomp")
    return inner is not None and parse.pos[inner] == "VERB"


def link(parse: Parse, verb: int) -> Held | None:
    """A verb of seeming: its subject and its predicate are the content."""
    first = parse.child(verb, "nsubj", "expl")
    for child in parse.children[verb]:
        if child > verb and parse.dep[child] in ("xcomp", "oprd", "acomp", "ccomp"):
            if first is None:
                return None
            return Held("link", [yield_of(parse, first), yield_of(parse, child)])
    return None
