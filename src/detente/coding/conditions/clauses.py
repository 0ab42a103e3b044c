"""Conditions whose antecedent is a clause: "if", "unless", "should it fail"."""

from __future__ import annotations

from detente.coding.conditions import orders
from detente.coding.conditions.sides import Sides
from detente.coding.draft import Draft
from detente.coding.parse import Parse
from detente.coding.phrases import Hit, opened_clause
from detente.coding.scope import (
    below,
    clause_head,
    has_subject,
    is_finite,
    is_set_off,
)

_VERBS = frozenset({"VERB", "AUX"})


def mark(draft: Draft, hit: Hit) -> Sides | None:
    """The marker opens the antecedent; the clause above it is the consequent."""
    parse = draft.parse
    told = orders.fronted(parse, hit)
    if told is not None:
        return told
    clause = opened_clause(parse, hit)
    if clause is None:
        return _following(parse, hit)
    if _asks(parse, clause, hit):
        return None
    if parse.dep[clause] == "conj" and any(
        parse.dep[c] == "mark" for c in parse.children[parse.head[clause]]
    ):
        return None  # "if A and if B": the first marker has both
    matrix = _matrix(parse, clause, hit.tokens)
    if matrix is None or matrix in hit.tokens:
        return None
    antecedents = [c for c in parse.conjuncts(clause) if c == clause or parse.pos[c] in _VERBS]
    antecedents += _astray(parse, clause, matrix)
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


def _following(parse: Parse, hit: Hit) -> Sides | None:
    """ "Will come provided Fiji lifts the ban", where the marker was read as a participle of the clause."""
    clause = orders.opened(parse, hit)
    above = parse.head[hit.first]
    if clause is None or parse.pos[above] not in _VERBS or above > hit.first:
        return None
    matrix = clause_head(parse, above)
    antecedent = [t for t in below(parse, clause) if t > hit.last]
    rest = [t for t in below(parse, matrix) if t < hit.first]
    return Sides(list(hit.tokens), [antecedent], rest, matrix) if matrix < hit.first else None


def _astray(parse: Parse, clause: int, matrix: int) -> list[int]:
    """Finite verbs hung on the consequent's infinitive ("will return only after X signs and pays")."""
    if clause < matrix or not is_finite(parse, clause) or not auxiliary(parse, matrix):
        return []
    tag = parse.tag[clause]
    return [
        c
        for c in parse.conjuncts(matrix)
        if c > clause and parse.tag[c] == tag and tag in ("VBZ", "VBD") and not has_subject(parse, c)
    ]


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
    said = [
        c for c in said if ";" not in parse.words[min(c, matrix) : max(c, matrix)]
    ]  # a sentence of its own
    if said and (clause > said[-1] or _is_inserted(parse, clause, matrix, said[-1])):
        return said[-1]
    return matrix


def _is_inserted(parse: Parse, clause: int, matrix: int, said: int) -> bool:
    """ "If X, ministers believe, Y": the verb of speech is inserted between the two sides."""
    if not (clause < matrix < said) or auxiliary(parse, matrix) or not has_subject(parse, said):
        return False
    first = parse.left[said]
    return parse.words[first - 1] == "," or (parse.words[first] == "," and first > matrix)


def _listed(parse: Parse, clause: int, matrix: int) -> tuple[int, list[int]]:
    """Antecedents listed without a conjunction ("if we agree, withdraw, disarm, talks can begin").

    The parser makes such a list the matrix; its members without subject belong to the antecedent, and the
    first with one is the consequent.
    """
    if clause > matrix or auxiliary(parse, matrix):
        return matrix, []
    above = parse.head[matrix]
    if parse.dep[matrix] in ("ccomp", "advcl") and matrix < above and auxiliary(parse, above):
        return above, parse.conjuncts(matrix)
    if has_subject(parse, matrix):
        return matrix, []
    chain = [c for c in parse.conjuncts(matrix) if parse.pos[c] in _VERBS]
    for number, token in enumerate(chain):
        if number and has_subject(parse, token) and is_finite(parse, token):
            return token, chain[:number]
    return matrix, []


def auxiliary(parse: Parse, token: int) -> bool:
    """Whether a verb has an auxiliary."""
    return any(parse.dep[c] == "aux" for c in parse.children[token])


def _apart(parse: Parse, matrix: int, clause: int) -> list[int]:
    """What a condition does not reach: "but"-clauses, clauses after it, "according to"."""
    conjunctions = [c for c in parse.children[matrix] if parse.dep[c] == "cc"]
    found = []
    subject = parse.child(matrix, "nsubj", "nsubjpass", "expl") or -1
    for child in parse.children[matrix]:
        if parse.dep[child] == "parataxis" and child < subject < matrix:
            found.append(child)  # "if X, one diplomat warned, Y"
        elif parse.dep[child] in ("conj", "ccomp", "parataxis") and has_subject(parse, child):
            between = [c for c in conjunctions if c < child]
            adversative = bool(between) and parse.lower[between[-1]] in ("but", "yet")
            past_it = parse.dep[child] == "conj" and matrix < clause < child
            if past_it or is_set_off(parse, child, matrix) or (adversative and parse.dep[child] == "conj"):
                found.append(child)
        elif parse.lower[child] == "according":
            found.append(child)
    return found


def inverted(draft: Draft, hit: Hit) -> Sides | None:
    """Subject and auxiliary change places ("should it fail")."""
    told = orders.inverted(draft.parse, hit)
    if told is not None:
        return told
    parse, token = draft.parse, hit.first
    low, high = parse.sents[parse.sent[token]]
    after = token > low and parse.dep[token - 1] not in ("punct", "cc", "mark")
    if after and parse.tag[token - 1] in ("WRB", "WP", "WDT", "EX"):
        return None
    if token + 1 >= high or parse.words[high - 1] == "?":
        return None
    if token > low and any(
        cue.category == "negation" for cue in draft.knowledge.firmness.cues.get(parse.lower[token - 1], ())
    ):
        return None  # "nor should anyone expect it"
    clause = parse.head[token] if parse.dep[token] in ("aux", "auxpass") else token
    subjects = [c for c in parse.children[clause] if parse.dep[c] in ("nsubj", "nsubjpass") and c > token]
    acts = [] if subjects else _named_act(parse, clause, token)
    if not acts and (not subjects or min(parse.left[s] for s in subjects) != token + 1):
        return None
    matrix = _matrix(parse, clause, ())
    if (
        matrix is None and after
    ):  # "vowed to march should the bill pass", the condition read as the main clause
        matrix = next((c for c in parse.all(clause, "ccomp") if c < token and has_subject(parse, c)), None)
    if matrix is None or matrix == clause:
        return None
    open_ = hit.marker.cells.text("after") == "any" or any(
        parse.tag[c] == "MD" for c in parse.children[matrix]
    )
    if after and not (matrix < token and open_):
        return None  # after the consequent only where that is open ("would leave were the talks to fail")
    own = below(parse, clause, [matrix])
    behind = parse.right[(subjects or acts)[0]]
    if after and behind < high and parse.tag[behind] == "TO":
        own = sorted({*own, *below(parse, parse.head[behind])})  # "were China to send ships"
    antecedent = [t for t in own if t > token]
    astray = [t for t in own if t < token]
    taken = {*own, token}
    rest = below(parse, matrix, _apart(parse, matrix, clause))
    return Sides([token], [antecedent], sorted({*astray, *(t for t in rest if t not in taken)}), matrix)


def _named_act(parse: Parse, clause: int, token: int) -> list[int]:
    """An act in -ing, the subject, that the parser takes for a verb ("should fighting break out")."""
    act = token + 1
    if parse.tag[act] != "VBG":
        return []
    inner = parse.child(clause, "xcomp", "ccomp")
    itself = act == clause and inner is not None and parse.tag[inner] == "VB"
    helping = parse.head[act] == clause and parse.dep[act] == "aux" and parse.tag[clause] == "VB"
    return [act] if itself or helping else []
