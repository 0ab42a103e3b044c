"""Conditions whose antecedent is a phrase, a ground or a time: "depends on", "in return for", "until"."""

from __future__ import annotations

from detente.coding.conditions.sides import Sides
from detente.coding.draft import Draft
from detente.coding.parse import Parse
from detente.coding.phrases import Hit, opened_clause
from detente.coding.scope import (
    below,
    clause_head,
    has_subject,
    is_infinitive,
    main_clause,
    subject_of,
)

_VERBS = frozenset({"VERB", "AUX"})


def rests(draft: Draft, hit: Hit) -> Sides | None:
    """The subject is the consequent, the on-phrase the antecedent ("depends on")."""
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


def tied(draft: Draft, hit: Hit) -> Sides | None:
    """The verb's object is the consequent, the to-phrase the antecedent ("tied its loan to reforms")."""
    parse, verb = draft.parse, hit.first
    wanted, nouns = hit.marker.cells.list("prepositions"), hit.marker.cells.list("object")
    if parse.pos[verb] != "VERB":
        return None
    bound = parse.child(verb, "dobj")
    if bound is None and (parse.child(verb, "auxpass") is not None or parse.dep[verb] == "acl"):
        bound = subject_of(parse, verb)
    if bound is None or (nouns and parse.lemma[bound] not in nouns):
        return None
    places = [verb, bound] if bound < verb or parse.dep[bound] == "dobj" else [verb]
    for above in places:
        for child in parse.children[above]:
            if child < verb:
                continue
            objects = [c for c in parse.children[child] if parse.dep[c] in ("pobj", "pcomp")]
            if parse.lower[child] in wanted and objects:
                antecedent, marker = whole_of(parse, objects), [verb, child]
            elif parse.lower[parse.left[child]] in wanted and is_infinitive(parse, child):
                antecedent, marker = below(parse, child)[1:], [verb, parse.left[child]]  # "to progress"
            else:
                continue
            consequent = [t for t in below(parse, bound, [verb]) if t not in {*antecedent, *marker}]
            return Sides(marker, [antecedent], consequent, bound)
    return None


def whole_of(parse: Parse, tokens: list[int]) -> list[int]:
    """Tokens with all below them."""
    return sorted({t for token in tokens for t in below(parse, token)})


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


def phrase(draft: Draft, hit: Hit) -> Sides | None:
    """The phrase's object is the antecedent, its clause the consequent ("in return for")."""
    parse = draft.parse
    objects = [c for c in parse.children[hit.last] if parse.dep[c] in ("pobj", "pcomp")]
    if not objects and parse.tag[hit.last] == "VBG" and parse.dep[hit.last] in ("advcl", "csubj"):
        objects = parse.all(hit.last, "dobj")  # "failing an answer", read as a participle
    if not objects or parse.dep[hit.first] in ("acomp", "attr"):
        return None
    if objects[0] + 2 < len(parse) and parse.words[objects[0] + 1] == "-":
        objects = [objects[0], objects[0] + 2]  # "non-compliance" cut in three
        antecedent = sorted({t for o in objects for t in below(parse, o)} | {objects[0] + 1})
        matrix = clause_head(parse, parse.head[hit.first])
        rest = [t for t in below(parse, matrix) if t not in {*antecedent, *hit.tokens}]
        return Sides(list(hit.tokens), [antecedent], rest, matrix)
    members = parse.conjuncts(objects[0])
    matrix = clause_head(parse, parse.head[hit.first])
    within: list[int] = []
    if parse.head[hit.first] == hit.first:
        # the parser made the phrase the root and hung the main clause below its object
        inner = [c for c in below(parse, objects[0]) if parse.dep[c] == "relcl" and has_subject(parse, c)]
        within, matrix = (inner[:1], inner[0]) if inner else ([], matrix)
    antecedents = [below(parse, m, {*members, *within} - {m}) for m in members]
    if parse.dep[objects[0]] == "dobj":
        antecedents = [[t for t in below(parse, hit.last) if t not in hit.tokens]]
    taken = {t for part in antecedents for t in part} | set(hit.tokens)
    rest = [t for t in below(parse, matrix) if t not in taken]
    if _demands(draft, matrix):
        return Sides(list(hit.tokens), [rest], [t for part in antecedents for t in part], objects[0])
    return Sides(list(hit.tokens), antecedents, rest, matrix)


def _demands(draft: Draft, token: int) -> bool:
    cues = draft.knowledge.firmness.cues.get(draft.parse.lemma[token], ())
    return any(cue.category == "demand" for cue in cues)


def price(draft: Draft, hit: Hit) -> Sides | None:
    """The clause is the antecedent, the phrase's object the consequent ("as the price for")."""
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


def basis(draft: Draft, hit: Hit) -> Sides | None:
    """The subject is the antecedent ("is a precondition for")."""
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


def until(draft: Draft, hit: Hit) -> Sides | None:
    """As a clause, where the clause above is denied or lies ahead ("no talks until")."""
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


def lacking(draft: Draft, hit: Hit) -> Sides | None:
    """As a phrase, where the clause lies ahead ("without a guarantee", "in the event of")."""
    parse = draft.parse
    found = phrase(draft, hit)
    if found is None or found.head is None:
        return None
    matrix = found.head
    told = parse.dep[matrix] == "ccomp"  # "said that it would return only with a third party"
    if not told and any(parse.dep[c] == "mark" and c != hit.first for c in parse.children[matrix]):
        return None
    denied = _denied(draft, matrix) or _is_unlikely(draft, matrix)
    if hit.marker.kind == "negative" and hit.first > matrix and not denied:
        return None  # "settled peacefully and without bloodshed" tells the manner
    if _open_ahead(draft, matrix) or _is_unlikely(draft, matrix):
        return found
    aim = _meant(draft, matrix)
    if aim is None:
        return None
    taken = {*hit.tokens, *(t for part in found.antecedents for t in part)}
    return Sides(list(hit.tokens), found.antecedents, [t for t in below(parse, aim) if t not in taken], aim)


def _meant(draft: Draft, matrix: int) -> int | None:
    """The act that a told promise or intention is of: "expressed its intention to consider measures"."""
    parse, known = draft.parse, draft.knowledge.cues
    for above in (parse.head[matrix], matrix, *(c for c in parse.children[matrix] if parse.dep[c] == "dobj")):
        rows = (*known.verbs.get(parse.lemma[above], ()), *known.nouns.get(parse.lemma[above], ()))
        if any(row.kind in ("commitment", "intention") for row in rows):
            for child in parse.children[above]:
                if parse.dep[child] in ("xcomp", "acl", "ccomp") and is_infinitive(parse, child):
                    return child
    return None


def _is_unlikely(draft: Draft, matrix: int) -> bool:
    """Whether a clause calls its subject impossible or unlikely ("peace is inconceivable without")."""
    parse = draft.parse
    return any(
        cue.category == "likelihood" and cue.plain.polarity < 0
        for token in (matrix, *parse.children[matrix])
        if token == matrix or parse.dep[token] in ("acomp", "attr", "oprd")
        for cue in draft.knowledge.firmness.cues.get(parse.lower[token], ())
        if not cue.needs
    )
