"""Conditions: what must hold (the antecedents) for what else to come about (the consequent)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding.anchors import Anchors
from detente.coding.draft import Draft
from detente.coding.factuality import top
from detente.coding.parse import Parse
from detente.coding.phrases import Hit, find_markers, opened_clause
from detente.coding.scope import (
    below,
    clause_head,
    has_subject,
    is_finite,
    is_set_off,
    main_clause,
    spans_of,
    subject_of,
)
from detente.coding.statements import statement_at
from detente.records import Condition, Factuality

_VERBS = frozenset({"VERB", "AUX"})
_ACTS = frozenset({"THREATEN", "AGREE", "REQUEST", "REJECT"})
_LESS: dict[Factuality, Factuality] = {"CT+": "PS+", "PR+": "PS+", "CT-": "PS-", "PR-": "PS-"}


@dataclass(slots=True)
class Sides:
    """A condition in tokens: each antecedent by itself, and the consequent; `head` is its predicate."""

    marker: list[int]
    antecedents: list[list[int]]
    consequent: list[int]
    head: int | None = None


def find_conditions(draft: Draft) -> None:
    """Add the conditions of the document and mark the events that stand under them."""
    parse = draft.parse
    anchors = Anchors(draft.events)
    places = {event.id: n for n, event in enumerate(draft.events)}
    heads = {top(draft, event): n for n, event in enumerate(draft.events) if event.type in _ACTS}
    for hit, sides in _gathered(draft):
        span = parse.span(hit.first, hit.last + 1)
        if_ = tuple(span for tokens in sides.antecedents for span in spans_of(parse, tokens))
        then = spans_of(parse, [t for t in sides.consequent if t not in sides.marker])
        if not if_ or not then:
            continue
        if_events = anchors.ids(if_)
        then_events = tuple(e for e in anchors.ids(then) if e not in if_events)
        condition = Condition(
            id=f"c{len(draft.conditions) + 1}",
            marker=parse.spans(sides.marker),
            if_=tuple(sorted(if_)),
            then=then,
            if_events=if_events,
            then_events=then_events,
            statement=statement_at(draft, hit.first),
            rule=hit.marker.row,
        )
        draft.conditions.append(condition)
        draft.note("conditions", hit.marker.row, span, condition.id)
        for number in then_events:
            _put_under(draft, places[number], condition, sides)
        act = heads.get(_governor(parse, sides.head))
        if act is not None and draft.events[act].condition is None:
            # "threatened to leave unless": the threat is made, under this condition
            draft.events[act] = replace(draft.events[act], condition=condition.id)


def _gathered(draft: Draft) -> list[tuple[Hit, Sides]]:
    """All conditions in tokens; "if A, if B and if C" of one consequent are one condition."""
    parse = draft.parse
    found: list[tuple[Hit, Sides]] = []
    for hit in find_markers(parse, draft.knowledge.conditions):
        sides = _FRAMES[hit.marker.frame](draft, hit)
        if sides is None:
            span = parse.span(hit.first, hit.last + 1)
            draft.note("conditions", None, span, f"{hit.marker.row}: no two sides found")
            continue
        if found and hit.marker.frame == "mark" and found[-1][0].marker.row == hit.marker.row:
            last = found[-1][1]
            known = {t for part in last.antecedents for t in part}
            if sides.head == last.head or (sides.head is not None and sides.head in known):
                added = {t for part in sides.antecedents for t in part} | set(sides.marker)
                kept = [[t for t in part if t not in added] for part in last.antecedents]
                last.antecedents = kept + sides.antecedents
                last.marker += sides.marker
                last.consequent = [t for t in last.consequent if t not in added]
                continue
        found.append((hit, sides))
    return found


def _governor(parse: Parse, head: int | None) -> int:
    """The predicate whose complement the consequent is (-1 where there is none)."""
    return parse.head[head] if head is not None and parse.dep[head] in ("xcomp", "ccomp") else -1


def _put_under(draft: Draft, place: int, condition: Condition, sides: Sides) -> None:
    """A consequent is no firmer than possible, save what it takes for granted (a past event named in it)."""
    event = draft.events[place]
    factuality = event.factuality
    ahead = event.tense == "future" or factuality.startswith("PR")
    head = sides.head
    if head is not None and head in draft.parse.tokens(event.anchor):
        ahead = ahead or not _is_past(draft.parse, head)  # "agreed to leave if": the agreement stands
    if ahead:
        factuality = _LESS.get(factuality, factuality)
    draft.events[place] = replace(event, condition=event.condition or condition.id, factuality=factuality)


def _is_past(parse: Parse, verb: int) -> bool:
    """A past or perfect without a modal."""
    auxiliaries = [c for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")]
    if any(parse.tag[c] == "MD" for c in auxiliaries):
        return False
    return parse.tag[verb] == "VBD" or any(parse.lemma[c] == "have" for c in auxiliaries)


# -- frames -----------------------------------------------------------------------------------------------
def _mark(draft: Draft, hit: Hit) -> Sides | None:
    parse = draft.parse
    clause = opened_clause(parse, hit)
    if clause is None or _asks(parse, clause, hit):
        return None
    if parse.dep[clause] == "conj" and any(
        parse.dep[c] == "mark" for c in parse.children[parse.head[clause]]
    ):
        return None  # "if A and if B": the first marker has both
    matrix = _matrix(parse, clause, hit.tokens)
    if matrix is None or matrix in hit.tokens:
        return None
    antecedents = [c for c in parse.conjuncts(clause) if c == clause or parse.pos[c] in _VERBS]
    matrix, moved = _listed(parse, clause, matrix)
    cut = {*antecedents[:1], *moved, matrix}
    parts = [below(parse, a, {*antecedents, *cut} - {a}) for a in [*antecedents, *moved]]
    marker = list(hit.tokens)
    words = {parse.lower[t] for t in marker}
    for member in antecedents[1:]:
        marker += [c for c in parse.children[member] if parse.dep[c] == "mark" and parse.lower[c] in words]
    ifs = [[t for t in part if t not in marker] for part in parts]
    taken = {t for part in parts for t in part}
    rest = [t for t in below(parse, matrix, _apart(parse, matrix, clause)) if t not in taken]
    return Sides(marker, ifs, rest, matrix)


def _asks(parse: Parse, clause: int, hit: Hit) -> bool:
    """``if`` after a verb of asking, ``as if``, and shortened asides ("if necessary") set no condition."""
    first = hit.first
    if parse.dep[clause] in ("ccomp", "pcomp") and parse.head[clause] < first:
        return "if" in parse.lower[first : hit.last + 1] and len(hit.tokens) == 1
    if first and parse.lower[first - 1] in ("as", "what") and parse.sent[first - 1] == parse.sent[first]:
        return len(hit.tokens) == 1
    return (
        parse.pos[clause] not in _VERBS and not has_subject(parse, clause) and len(parse.children[clause]) < 3
    )


def _matrix(parse: Parse, clause: int, marker: tuple[int, ...]) -> int | None:
    """The predicate that a subordinate clause conditions; a verb of speech gives way to what is said."""
    if parse.head[clause] == clause:
        # the parser made the antecedent the root: the consequent hangs below it
        for child in parse.children[clause]:
            if (
                child > clause
                and parse.dep[child] in ("ccomp", "conj", "advcl")
                and has_subject(parse, child)
            ):
                return child
        return None
    above = parse.head[clause]
    while above in marker and parse.head[above] != above:
        above = parse.head[above]
    matrix = clause_head(parse, above)
    said = [c for c in parse.children[matrix] if parse.dep[c] == "ccomp" and c != clause]
    if said and clause > said[-1]:
        return said[-1]
    return matrix


def _listed(parse: Parse, clause: int, matrix: int) -> tuple[int, list[int]]:
    """Antecedents listed without a conjunction ("if we agree, withdraw, disarm, talks can begin").

    The parser makes such a list the matrix; its members without subject belong to the antecedent, and the
    first with one is the consequent.
    """
    if clause > matrix or _auxiliary(parse, matrix):
        return matrix, []
    above = parse.head[matrix]
    if parse.dep[matrix] in ("ccomp", "advcl") and matrix < above and _auxiliary(parse, above):
        return above, parse.conjuncts(matrix)
    if has_subject(parse, matrix):
        return matrix, []
    chain = [c for c in parse.conjuncts(matrix) if parse.pos[c] in _VERBS]
    for number, token in enumerate(chain):
        if number and has_subject(parse, token) and is_finite(parse, token):
            return token, chain[:number]
    return matrix, []


def _auxiliary(parse: Parse, token: int) -> bool:
    return any(parse.dep[c] == "aux" for c in parse.children[token])


def _apart(parse: Parse, matrix: int, clause: int) -> list[int]:
    """What a condition does not reach: "but"-clauses, clauses after it, "according to"."""
    conjunctions = [c for c in parse.children[matrix] if parse.dep[c] == "cc"]
    found = []
    for child in parse.children[matrix]:
        if parse.dep[child] in ("conj", "ccomp", "parataxis") and has_subject(parse, child):
            between = [c for c in conjunctions if c < child]
            adversative = bool(between) and parse.lower[between[-1]] in ("but", "yet")
            past_it = parse.dep[child] == "conj" and matrix < clause < child
            if past_it or is_set_off(parse, child, matrix) or (adversative and parse.dep[child] == "conj"):
                found.append(child)
        elif parse.lower[child] == "according":
            found.append(child)
    return found


def _inverted(draft: Draft, hit: Hit) -> Sides | None:
    parse, token = draft.parse, hit.first
    low, high = parse.sents[parse.sent[token]]
    if token > low and parse.dep[token - 1] not in ("punct", "cc", "mark"):
        return None
    if token + 1 >= high or parse.words[high - 1] == "?":
        return None
    if token > low and any(
        cue.category == "negation" for cue in draft.knowledge.firmness.cues.get(parse.lower[token - 1], ())
    ):
        return None  # "nor should anyone expect it"
    clause = parse.head[token] if parse.dep[token] in ("aux", "auxpass") else token
    subjects = [c for c in parse.children[clause] if parse.dep[c] in ("nsubj", "nsubjpass") and c > token]
    if not subjects or min(parse.left[s] for s in subjects) != token + 1:
        return None
    matrix = _matrix(parse, clause, ())
    if matrix is None or matrix == clause:
        return None
    own = below(parse, clause, [matrix])
    antecedent = [t for t in own if t > token]
    astray = [t for t in own if t < token]
    taken = {*own, token}
    return Sides(
        [token], [antecedent], sorted([*astray, *(t for t in below(parse, matrix) if t not in taken)]), matrix
    )


def _rests(draft: Draft, hit: Hit) -> Sides | None:
    parse, word = draft.parse, hit.first
    if parse.lower[word] == "be" or parse.lemma[word] == "be":
        word = hit.tokens[1]
    predicate = word
    if parse.dep[word] in ("acomp", "attr", "oprd", "xcomp") and parse.pos[parse.head[word]] in _VERBS:
        predicate = parse.head[word]
    phrases = [hit.last] if parse.pos[hit.last] in ("ADP", "SCONJ") else []
    if not phrases or parse.child(phrases[0], "neg") is not None:
        phrases = _grounds(parse, word)
    objects = [c for p in phrases for c in parse.children[p] if parse.dep[c] in ("pobj", "pcomp", "ccomp")]
    if not objects and parse.dep[hit.last] == "mark":
        objects = [parse.head[hit.last]]
    if not objects and parse.dep[word] == "dobj":
        # "made ratification contingent on": what is made so stands before the word, the phrase on the verb
        phrases = [c for c in parse.children[parse.head[word]] if c == word + 1]
        objects = [c for p in phrases for c in parse.children[p] if parse.dep[c] in ("pobj", "pcomp")]
    wanted = hit.marker.cells.list("object")
    if wanted and not any(parse.lemma[o] in wanted for o in objects):
        return None
    subject = subject_of(parse, predicate, word)
    if objects and subject is None and parse.dep[word] in ("ROOT", "dobj") and parse.pos[word] == "NOUN":
        subject = word  # a verb in -s taken for a plural: "the loan hinges on"
    if not objects or subject is None:
        return None
    named = draft.mention(subject)
    if named is not None and named.head == subject and subject != word:
        return None  # people who depend on somebody set no condition
    antecedents = []
    for one in objects:
        members = parse.conjuncts(one)
        antecedents += [below(parse, m, set(members) - {m}) for m in members]
    taken = {t for part in antecedents for t in part}
    consequent = [t for t in below(parse, subject, [word, predicate]) if t not in taken]
    if subject == word:
        consequent = [t for t in consequent if t < word]
    return Sides([t for t in [*hit.tokens, *phrases] if t not in taken], antecedents, consequent, subject)


def _grounds(parse: Parse, word: int) -> list[int]:
    """The on-phrases of ``depend``, however far off ("depends in part not on A but on B")."""
    found: list[int] = []
    queue = [c for c in parse.children[word] if c > word]
    while queue:
        token = queue.pop(0)
        if parse.lower[token] in ("on", "upon") and parse.pos[token] in ("ADP", "SCONJ"):
            if parse.child(token, "neg") is None:
                found.append(token)
            queue += parse.all(token, "conj")
        elif parse.dep[token] in ("prep", "pobj", "conj", "advmod", "npadvmod", "acomp"):
            queue += parse.children[token]
    return sorted(found)


def _phrase(draft: Draft, hit: Hit) -> Sides | None:
    parse = draft.parse
    objects = [c for c in parse.children[hit.last] if parse.dep[c] in ("pobj", "pcomp")]
    if not objects or parse.dep[hit.first] in ("acomp", "attr"):
        return None
    members = parse.conjuncts(objects[0])
    matrix = clause_head(parse, parse.head[hit.first])
    within: list[int] = []
    if parse.head[hit.first] == hit.first:
        # the parser made the phrase the root and hung the main clause below its object
        inner = [c for c in below(parse, objects[0]) if parse.dep[c] == "relcl" and has_subject(parse, c)]
        within, matrix = (inner[:1], inner[0]) if inner else ([], matrix)
    antecedents = [below(parse, m, {*members, *within} - {m}) for m in members]
    taken = {t for part in antecedents for t in part} | set(hit.tokens)
    rest = [t for t in below(parse, matrix) if t not in taken]
    if _demands(draft, matrix):
        return Sides(list(hit.tokens), [rest], [t for part in antecedents for t in part], objects[0])
    return Sides(list(hit.tokens), antecedents, rest, matrix)


def _demands(draft: Draft, token: int) -> bool:
    cues = draft.knowledge.firmness.cues.get(draft.parse.lemma[token], ())
    return any(cue.category == "demand" for cue in cues)


def _price(draft: Draft, hit: Hit) -> Sides | None:
    parse = draft.parse
    objects = [c for c in parse.children[hit.last] if parse.dep[c] in ("pobj", "pcomp")]
    if not objects:
        return None
    matrix = clause_head(parse, parse.head[hit.first])
    consequent = below(parse, objects[0])
    taken = {*consequent, *hit.tokens}
    wanted = parse.child(matrix, "dobj") if _demands(draft, matrix) else None
    if wanted is not None and parse.tag[wanted] in ("WDT", "WP"):
        wanted = None
    antecedent = [t for t in below(parse, matrix if wanted is None else wanted) if t not in taken]
    if parse.dep[matrix] == "relcl":
        antecedent = sorted([*antecedent, parse.head[matrix]])
    return Sides(list(hit.tokens), [antecedent], consequent, objects[0])


def _basis(draft: Draft, hit: Hit) -> Sides | None:
    parse, noun = draft.parse, hit.first
    objects = [c for c in parse.children[hit.last] if parse.dep[c] in ("pobj", "pcomp")]
    if not objects or parse.dep[noun] not in ("attr", "oprd", "ccomp", "acomp", "dobj", "pobj"):
        return None
    above = parse.head[noun]
    if parse.dep[noun] == "pobj":
        above = parse.head[above]
    ground = parse.child(noun, "nsubj") or (
        parse.child(above, "nsubj", "nsubjpass", "csubj")
        if parse.lemma[above] in ("be", "remain", "become", "constitute", "form")
        else parse.child(above, "dobj")
    )
    if ground is None or ground == noun:
        return None
    consequent = below(parse, objects[0])
    antecedent = [t for t in below(parse, ground) if t not in consequent]
    return Sides(list(hit.tokens), [antecedent], consequent, objects[0])


def _until(draft: Draft, hit: Hit) -> Sides | None:
    parse = draft.parse
    clause = opened_clause(parse, hit)
    if clause is None:
        objects = [c for c in parse.children[hit.last] if parse.dep[c] in ("pobj", "pcomp")]
        if not objects or parse.pos[objects[0]] not in ("NOUN", "VERB"):
            return None
        clause = objects[0]
    matrix = clause_head(parse, parse.head[clause] if parse.dep[clause] == "advcl" else parse.head[hit.first])
    if matrix == clause or not _open_ahead(draft, matrix):
        return None
    if hit.marker.cells.text("only") == "denied" and not _denied(draft, matrix):
        return None
    antecedent = [t for t in below(parse, clause) if t not in hit.tokens]
    if any(draft.parse.sents[parse.sent[hit.first]][0] > t for t in antecedent):
        return None
    if _is_time(draft, antecedent):
        return None
    taken = {*antecedent, *hit.tokens}
    return Sides(
        list(hit.tokens), [antecedent], [t for t in main_clause(parse, matrix) if t not in taken], matrix
    )


def _is_time(draft: Draft, tokens: list[int]) -> bool:
    """``until March`` names a date and sets no condition."""
    return not any(draft.parse.pos[t] == "VERB" for t in tokens) and any(t in draft.time_at for t in tokens)


def _denied(draft: Draft, matrix: int) -> bool:
    """Whether a clause is denied, by a negator or by its subject or object ("nothing", "no talks")."""
    parse = draft.parse
    for token in parse.children[matrix]:
        if parse.dep[token] == "neg":
            return True
        if parse.dep[token] in ("nsubj", "nsubjpass", "dobj", "attr"):
            for word in (token, *parse.children[token]):
                if any(
                    cue.category == "negation" and "modifier" in cue.scope
                    for cue in draft.knowledge.firmness.cues.get(parse.lower[word], ())
                ):
                    return True
    return False


def _open_ahead(draft: Draft, matrix: int) -> bool:
    """Whether a clause is denied, or lies ahead, or is hypothetical."""
    cues = draft.knowledge.firmness.cues
    parse = draft.parse
    for token in parse.children[matrix]:
        if parse.dep[token] in ("neg", "aux", "advmod"):
            for cue in cues.get(parse.lower[token], ()):
                if "clause" in cue.scope and cue.category in (
                    "negation",
                    "future",
                    "modal",
                    "hypothetical",
                    "obligation",
                ):
                    return True
    if _denied(draft, matrix):
        return True
    if any(cue.category in ("demand", "refusal") for cue in cues.get(parse.lemma[matrix], ())):
        return True
    return (
        parse.dep[matrix] in ("xcomp", "ccomp")
        and parse.head[matrix] != matrix
        and any(
            cue.category in ("refusal", "demand", "commitment", "negation")
            for cue in cues.get(parse.lemma[parse.head[matrix]], ())
        )
    )


def _lacking(draft: Draft, hit: Hit) -> Sides | None:
    parse = draft.parse
    found = _phrase(draft, hit)
    if found is None or found.head is None:
        return None
    matrix = found.head
    if any(parse.dep[c] == "mark" and c != hit.first for c in parse.children[matrix]):
        return None
    denied = any(parse.dep[c] == "neg" for c in parse.children[matrix])
    if hit.marker.kind == "negative" and hit.first > matrix and not denied:
        return None  # "settled peacefully and without bloodshed" tells the manner
    return found if _open_ahead(draft, matrix) else None


_FRAMES = {
    "mark": _mark,
    "inverted": _inverted,
    "rests": _rests,
    "phrase": _phrase,
    "price": _price,
    "basis": _basis,
    "until": _until,
    "lacking": _lacking,
}
