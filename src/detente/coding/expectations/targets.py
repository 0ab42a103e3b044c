"""From the words of expectation to what is expected."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.draft import Draft
from detente.coding.parse import Parse
from detente.coding.phrases import Hit
from detente.coding.scope import clause_head, is_finite, is_infinitive

_CLAUSAL = ("ccomp", "xcomp", "acl", "pcomp", "relcl", "advcl", "csubj")
_NOMINAL = ("dobj", "pobj", "nsubjpass", "attr")
_PREDICATIVE = ("acomp", "attr", "oprd")
_PREPOSITIONS = ("prep", "agent")
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = ("amod", "compound", "nmod")
_LINKS = frozenset({"be", "seem", "look", "appear", "remain", "prove", "become"})
_POINTING = frozenset({"this", "that", "it", "which"})


def targets(draft: Draft, hit: Hit) -> list[int]:
    """The tokens of what a marker is about: predicates, or nouns where there is no clause."""
    frame = hit.marker.frame
    if frame == "clause":
        return list(_clause(draft.parse, hit))
    if frame == "modifier":
        return list(_modified(draft.parse, hit))
    if frame in _GRADED:
        return list(_GRADED[frame](draft.parse, hit))
    return list(_governed(draft, hit))


def _clause(parse: Parse, hit: Hit) -> Iterator[int]:
    token = hit.first
    while parse.head[token] in hit.tokens and parse.head[token] != token:
        token = parse.head[token]  # "almost certainly"
    if parse.dep[token] not in ("aux", "advmod", "neg", "auxpass", "prep", "intj", "npadvmod"):
        return
    verb = parse.head[token]
    if parse.dep[token] == "prep":  # "in all likelihood"
        verb = clause_head(parse, verb)
    if parse.pos[verb] in ("VERB", "AUX"):
        yield verb
        if parse.dep[token] == "aux":
            for other in parse.conjuncts(verb)[1:]:
                if parse.tag[other] == "VB" and not any(parse.dep[c] == "aux" for c in parse.children[other]):
                    yield other


def _modified(parse: Parse, hit: Hit) -> Iterator[int]:
    noun = parse.head[hit.first]
    if parse.dep[hit.first] in _MODIFIERS and parse.pos[noun] in _NOUNS:
        yield from (n for n in parse.conjuncts(noun) if parse.pos[n] in _NOUNS)


def _outcome(parse: Parse, hit: Hit) -> Iterator[int]:
    """ "The likeliest outcome is a truce", "a truce is the likeliest outcome"."""
    word = hit.last
    noun = parse.head[word]
    if noun in hit.tokens:
        noun = parse.head[noun]
    if parse.dep[word] not in _MODIFIERS or parse.lemma[noun] not in hit.marker.cells.list("nouns"):
        return
    above = parse.head[noun]
    if parse.dep[noun] == "appos" and parse.lemma[parse.head[above]] in _LINKS:
        yield above  # "a truce is still, on balance, the likeliest outcome"
        return
    if parse.lemma[above] not in _LINKS:
        return
    if parse.dep[noun] in ("nsubj", "nsubjpass"):
        yield from (
            c for c in parse.children[above] if c > above and parse.dep[c] in ("attr", "ccomp", "xcomp")
        )
    elif parse.dep[noun] in ("attr", "oprd", "pobj"):
        yield from (c for c in parse.children[above] if parse.dep[c] in ("nsubj", "csubj") and c < noun)


def _subject(parse: Parse, hit: Hit) -> Iterator[int]:
    """ "A truce is out of reach": the subject of the words."""
    verb = clause_head(parse, hit.first)
    if parse.lemma[verb] not in _LINKS or hit.first < verb:
        return
    if any(parse.dep[c] == "neg" for t in (verb, hit.first) for c in parse.children[t]):
        return
    for child in parse.children[verb]:
        named = parse.dep[child] == "nsubj" and child < verb and parse.pos[child] in _NOUNS
        if named and not any(parse.lower[c] == "no" for c in parse.children[child]):
            yield from (n for n in parse.conjuncts(child) if parse.pos[n] in _NOUNS)


def _supposed(parse: Parse, hit: Hit) -> Iterator[int]:
    """ "It would be a surprise if the assembly agreed": the clause after it."""
    verb = clause_head(parse, hit.first)
    marks = hit.marker.cells.list("marks")
    if parse.lemma[verb] not in _LINKS or any(parse.dep[c] == "neg" for c in parse.children[verb]):
        return
    for top in (verb, *hit.tokens):
        for child in parse.children[top]:
            if (
                child > hit.last
                and parse.dep[child] in ("advcl", "ccomp", "acl", "relcl")
                and any(parse.lower[c] in marks for c in parse.children[child] if c < child)
            ):
                yield child
                return


_GRADED = {"outcome": _outcome, "subject": _subject, "supposed": _supposed}


def _governed(draft: Draft, hit: Hit) -> Iterator[int]:
    parse = draft.parse
    word = _governor(parse, hit)
    if parse.dep[word] == "amod" and word > parse.head[word] and parse.dep[parse.head[word]] == "dobj":
        yield parse.head[word]  # "considers a truce likely"
        return
    if parse.dep[word] in _MODIFIERS and not any(parse.dep[c] in _CLAUSAL for c in parse.children[word]):
        return
    clause = _complement(parse, word, hit)
    if clause is not None:
        # "little reason to believe that X": the expectation is X
        deeper = (
            [c for c in parse.children[clause] if parse.dep[c] == "ccomp"] if clause in hit.tokens else []
        )
        for one in deeper or [clause]:
            yield from (c for c in parse.conjuncts(one) if c == one or parse.pos[c] in ("VERB", "AUX"))
        return
    passive = parse.child(word, "auxpass") is not None
    if not passive:
        for child in (word, *hit.tokens):
            for c in parse.children[child]:
                if c in hit.tokens or c < word:
                    continue
                if parse.dep[c] == "prep" and parse.pos[word] == "NOUN" and child == word:
                    c = parse.child(c, "pobj") or c  # "no prospect of a summit"
                if c in draft.time_at:
                    continue
                if parse.dep[c] in ("dobj", "pobj") and parse.pos[c] in _NOUNS:
                    yield from (n for n in parse.conjuncts(c) if parse.pos[n] in _NOUNS)
                    return
    if parse.dep[word] == "acl" and parse.tag[word] == "VBN" and parse.pos[parse.head[word]] in _NOUNS:
        yield parse.head[word]  # "a summit scheduled for May"
        return
    judged = _judged(parse, word)
    if judged is not None:
        yield judged
        return
    bearer = parse.head[word] if parse.dep[word] in _PREDICATIVE else word
    if passive or bearer != word:
        for c in parse.children[bearer]:
            if parse.dep[c] in ("nsubj", "nsubjpass") and parse.pos[c] in _NOUNS:
                yield from (n for n in parse.conjuncts(c) if parse.pos[n] in _NOUNS)
            elif parse.dep[c] == "nsubj" and parse.lower[c] in _POINTING and bearer != word and not passive:
                yield bearer  # "that is improbable": the sentence before is meant


def _judged(parse: Parse, word: int) -> int | None:
    """The noun that somebody holds to be likely: "considers a truce likely", "sees a coup as likely"."""
    verb = parse.head[word]
    if parse.pos[word] != "ADJ":
        return None
    if parse.dep[word] in ("ccomp", "xcomp", "oprd") and parse.lemma[verb] not in _LINKS:
        held = parse.child(word, "nsubj") or parse.child(verb, "dobj")
    elif parse.lower[verb] == "as" and parse.dep[verb] == "prep" and parse.pos[parse.head[verb]] == "VERB":
        held = parse.child(parse.head[verb], "dobj", "nsubjpass")
    else:
        return None
    return held if held is not None and held < word and parse.pos[held] in _NOUNS else None


def points_back(parse: Parse, target: int) -> bool:
    """Whether the subject of a copula stands for the sentence before ("that is improbable")."""
    subject = parse.child(target, "nsubj")
    return (
        subject is not None
        and parse.lower[subject] in _POINTING
        and parse.lemma[target] in _LINKS
        and parse.dep[target] == "ROOT"
    )


def _governor(parse: Parse, hit: Hit) -> int:
    """The word of the marker that governs what is expected: the last that is no function word."""
    for token in reversed(hit.tokens):
        if parse.pos[token] in ("VERB", "ADJ", "NOUN", "PROPN", "ADV"):
            return token
    return hit.first


def _complement(parse: Parse, word: int, hit: Hit) -> int | None:
    last = hit.last
    if parse.tag[last] == "TO" and parse.dep[last] == "aux":
        return parse.head[last]
    if parse.dep[last] == "mark" and parse.head[last] > last:
        return parse.head[last]
    # "reason" is governed by the marker's own "believe"
    for token in (word, *reversed(hit.tokens)):
        for c in parse.children[token]:
            if parse.dep[c] in _CLAUSAL and c > token and c not in hit.tokens and _is_content(parse, c):
                return c
            if parse.dep[c] in _PREPOSITIONS and c > token:
                for d in parse.children[c]:
                    if parse.dep[d] == "pcomp":
                        return d
    # "it is likely that": the clause hangs on the copula
    if parse.dep[word] in _PREDICATIVE:
        for c in parse.children[parse.head[word]]:
            if parse.dep[c] in ("ccomp", "xcomp", "csubj", "advcl") and c > word and _is_content(parse, c):
                return c
            if (
                parse.dep[c] == "dep"
                and c > word
                and any(parse.lower[m] == "that" for m in parse.children[c] if parse.dep[m] == "mark")
            ):
                return c  # "there is a chance, by our count, that …"
    return None


def _is_content(parse: Parse, token: int) -> bool:
    """A that-clause or an infinitive; no adverbial or participial clause."""
    if parse.dep[token] in ("advcl", "relcl", "acl"):
        marks = [c for c in parse.children[token] if parse.dep[c] in ("mark", "aux")]
        return any(parse.lower[c] in ("that", "to") for c in marks)
    return parse.dep[token] != "ccomp" or is_finite(parse, token) or is_infinitive(parse, token)
