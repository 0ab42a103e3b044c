"""Explanations and doubts that a predicate makes: "led to", "is aimed at", "may be premature"."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.explanations.offer import Offer, objects_of, whole
from detente.coding.parse import Parse
from detente.coding.phrases import Hit
from detente.coding.scope import (
    below,
    clause_head,
    is_infinitive,
    main_clause,
    subject_of,
)

_OBJECTS = ("pobj", "pcomp")
_PREDICATIVE = ("acomp", "attr", "oprd")
_VERBS = frozenset({"VERB", "AUX"})


def passive(draft: Draft, hit: Hit) -> Offer | None:
    """The subject is explained by what the participle governs ("is aimed at")."""
    parse = draft.parse
    word = hit.first
    objects = objects_of(parse, hit)
    objects = [o for o in objects if o != word]
    if not objects or parse.pos[word] not in ("VERB", "ADJ"):
        return None
    is_passive = parse.tag[word] in ("VBN", "JJ") or parse.child(word, "auxpass") is not None
    subject = _noun_phrase(parse, word)
    if subject is None or (not is_passive and parse.pos[subject] in ("PROPN", "PRON")):
        return None
    cells = hit.marker.cells
    if parse.lemma[subject] in cells.list("apart"):
        return None
    if cells.text("audience") is None and _is_target(draft, objects):
        return None
    by = whole(parse, objects)
    low = min(
        [word, *(c for c in parse.children[word] if parse.dep[c] in ("aux", "auxpass", "advmod", "neg"))]
    )
    of = [t for t in below(parse, subject) if subject > word or t < low]
    return Offer(of, by, word)


def _is_target(draft: Draft, objects: list[int]) -> bool:
    """Whether what is aimed at is somebody, and no aim."""
    mention = draft.mention(objects[0])
    return mention is not None and mention.head == objects[0]


def _noun_phrase(parse: Parse, word: int) -> int | None:
    """The noun that a participle is said of; one with a modal is no part of an apposition."""
    predicate = word
    if parse.dep[word] in _PREDICATIVE:
        predicate = parse.head[word]
    subject = subject_of(parse, predicate, word)
    finite = any(parse.tag[c] == "MD" for c in parse.children[word])
    while subject is not None and finite and parse.dep[subject] == "appos":
        subject = parse.head[subject]
    return subject


def verb(draft: Draft, hit: Hit) -> Offer | None:
    """The subject brings the object about ("led to", "explains")."""
    parse = draft.parse
    verb = hit.first
    if parse.pos[verb] not in _VERBS:
        return None
    agent = parse.child(verb, "agent")
    if agent is not None and len(hit.tokens) == 1:
        subject = subject_of(parse, verb)
        by = [t for c in parse.children[agent] for t in below(parse, c)]
        return Offer(below(parse, subject, [verb]), by, verb, "cause") if subject is not None else None
    if parse.child(verb, "auxpass") is not None or (
        parse.dep[verb] in ("amod", "acl") and parse.tag[verb] == "VBN"
    ):
        return None
    subject = subject_of(parse, verb)
    trailing = parse.dep[verb] == "advcl" and parse.tag[verb] == "VBG" and parse.words[verb - 1] == ","
    if (subject is None and not trailing) or parse.dep[verb] == "amod":
        return None
    if len(hit.tokens) > 1:
        direct = [c for c in parse.children[verb] if parse.dep[c] == "dobj" and c not in hit.tokens]
        result = whole(parse, objects_of(parse, hit) or direct)
    else:
        result = [
            t
            for c in parse.children[verb]
            if c > verb and (parse.dep[c] in ("dobj", "xcomp", "ccomp", "dative") or parse.lower[c] == "to")
            for t in below(parse, c)
        ]
    if not result:
        return None
    if subject is None or trailing:  # "shut its skies, provoking a boycott": the clause before
        ground = [t for t in main_clause(parse, clause_head(parse, parse.head[verb]), [verb]) if t < verb]
        return Offer(sorted(result), ground, verb) if ground else None
    ground = [t for t in below(parse, subject) if t < verb or subject > verb]
    if _sums_up(parse, verb, subject):  # ", which resulted in": the clause before is meant
        ground = [t for t in main_clause(parse, clause_head(parse, subject)) if t < verb]
    return Offer(sorted(result), ground, verb)


def _sums_up(parse: Parse, verb: int, subject: int) -> bool:
    """Whether the subject is a ``which`` after a comma."""
    which = [c for c in parse.children[verb] if parse.dep[c] == "nsubj" and parse.tag[c] == "WDT"]
    return bool(which) and which[0] > 0 and parse.words[which[0] - 1] == "," and subject < verb


def reverse(draft: Draft, hit: Hit) -> Offer | None:
    """The subject comes of the object ("stems from")."""
    parse = draft.parse
    verb = hit.first
    objects = objects_of(parse, hit)
    if not objects:
        return None
    if parse.lemma[verb] == "be" and len(hit.tokens) > 1:
        explained = subject_of(parse, verb)
    else:
        explained = parse.child(verb, "dobj") or subject_of(parse, verb)
    if explained is None or parse.pos[verb] not in _VERBS:
        return None
    taken = set(whole(parse, objects))
    return Offer([t for t in below(parse, explained, [verb]) if t not in taken], sorted(taken), verb)


def ascribed(draft: Draft, hit: Hit) -> Offer | None:
    """ "Analysts attribute the truce to exhaustion", "it was put down to fear"."""
    parse, verb = draft.parse, hit.first
    wanted = hit.marker.cells.list("prepositions")
    if parse.pos[verb] != "VERB":
        return None
    phrases = [p for p in parse.children[verb] if parse.lower[p] in wanted and p > verb]
    explained = parse.child(verb, "dobj")
    if explained is None:
        explained = subject_of(parse, verb) if _is_participle(parse, verb) else None
    elif parse.tag[explained] in ("WDT", "WP") and parse.dep[verb] == "relcl":
        explained = parse.head[verb]
    # the phrase may hang on the object instead
    if not phrases and explained is not None:
        phrases = [p for p in parse.children[explained] if parse.lower[p] in wanted and p > verb]
    objects = [c for p in phrases[:1] for c in parse.children[p] if parse.dep[c] in _OBJECTS]
    if explained is None or not objects:
        return None
    by = whole(parse, objects)
    return Offer([t for t in below(parse, explained, [verb]) if t not in by], by, verb)


def _is_participle(parse: Parse, verb: int) -> bool:
    return parse.child(verb, "auxpass") is not None or parse.tag[verb] == "VBN"


def noun(draft: Draft, hit: Hit) -> Offer | None:
    """ "The purpose of the visit was to reassure them", "the coup was the result of a quarrel"."""
    parse, noun = draft.parse, hit.first
    if hit.marker.cells.text("side") == "endeavour":
        return _endeavour(parse, noun)
    phrase = next(
        (p for p in parse.children[noun] if parse.dep[p] == "prep" and parse.lower[p] in ("of", "for")), None
    )
    objects = [c for c in parse.children[phrase] if parse.dep[c] in _OBJECTS] if phrase is not None else []
    owner = parse.child(noun, "poss")
    verb = parse.head[noun]
    if parse.pos[verb] != "AUX" and parse.lemma[verb] != "be":
        return None
    if parse.dep[noun] == "attr" and hit.marker.cells.text("side") == "outcome":
        subject = subject_of(parse, verb, noun)
        return (
            Offer(below(parse, subject), whole(parse, objects), verb)
            if subject is not None and objects
            else None
        )
    if (
        parse.dep[noun] == "nsubj"
        and hit.marker.cells.text("side") == "ground"
        and (objects or owner is not None or _points_back(parse, noun))
    ):
        told = [c for c in parse.children[verb] if parse.dep[c] in ("xcomp", "ccomp", "attr") and c > verb]
        if objects:
            of = whole(parse, objects)
        elif owner is not None:  # "the quartet's real purpose"
            of = list(range(parse.left[owner], noun + 1))
        else:  # "the intention was to": of what the sentence before tells
            of = _sentence_before(parse, noun)
            if not of:
                return None
        return Offer(of, whole(parse, told), verb) if told else None
    return None


def _sentence_before(parse: Parse, token: int) -> list[int]:
    """The tokens of the sentence before, where it stands in the same paragraph."""
    number = parse.sent[token]
    if not number or parse.para[number] != parse.para[number - 1]:
        return []
    first, stop = parse.sents[number - 1]
    return [t for t in range(first, stop) if parse.pos[t] != "PUNCT" or t < stop - 1]


def _points_back(parse: Parse, noun: int) -> bool:
    """Whether a noun takes up what was told before ("the intention was to")."""
    return any(parse.lower[c] in ("the", "this") for c in parse.children[noun] if c < noun)


def fronted(draft: Draft, hit: Hit) -> Offer | None:
    """ "Whether the truce will last remains to be seen": the clause before the words is doubted."""
    parse, verb = draft.parse, hit.first
    asked = [
        c
        for c in parse.children[verb]
        if c < verb and parse.dep[c] in ("csubj", "csubjpass", "ccomp", "advcl", "nsubj")
    ]
    for clause in asked:
        if parse.pos[clause] in _VERBS and parse.tag[parse.left[clause]] in ("IN", "WRB", "WP", "WDT"):
            return Offer([t for t in below(parse, clause) if t < verb], [])
    later = _asked(parse, verb)
    if later is not None and any(parse.lower[c] == "it" for c in parse.children[verb]):
        return Offer(below(parse, later), [])
    # the parser may hang the question word on the words of doubt themselves
    opener = parse.left[verb]
    if opener < verb and (parse.tag[opener] == "WRB" or parse.dep[opener] == "mark"):
        return Offer(list(range(opener, verb)), [])
    return None


def _endeavour(parse: Parse, noun: int) -> Offer | None:
    """ "May be an attempt to split them", "looks like a ploy to", "is seen as a bid to"."""
    aim = next((c for c in parse.children[noun] if c > noun and is_infinitive(parse, c)), None)
    if aim is None:
        phrase = next((p for p in parse.children[noun] if p > noun and parse.lower[p] in ("at", "of")), None)
        gerunds = [c for c in parse.children[phrase] if parse.dep[c] == "pcomp"] if phrase is not None else []
        aim = gerunds[0] if gerunds else None
    verb = parse.head[noun]
    if parse.dep[noun] == "pobj" and parse.lower[verb] in ("like", "as"):
        verb = parse.head[verb]
    elif parse.dep[noun] != "attr":
        return None
    subject = subject_of(parse, verb, noun) if aim is not None else None
    if aim is None or subject is None or subject > noun or parse.lower[subject] in ("there", "it"):
        return None
    return Offer([t for t in below(parse, subject) if t < verb], below(parse, aim), noun)


def predicate(draft: Draft, hit: Hit) -> Offer | None:
    """The subject is doubted ("may be premature")."""
    parse = draft.parse
    word = hit.last if parse.dep[hit.last] in _PREDICATIVE else hit.first
    verb = parse.head[word]
    if parse.pos[word] == "VERB" and parse.dep[word] not in _PREDICATIVE:
        if parse.child(word, "auxpass") is None and parse.dep[word] != "acl":
            return None
        verb = word
    elif parse.pos[verb] not in _VERBS or not (
        parse.dep[word] in _PREDICATIVE
        # "far from certain" hangs on the copula as an adverb
        or (parse.dep[word] == "advmod" and len(hit.tokens) > 2 and parse.pos[verb] == "AUX")
        or (parse.dep[word] == "prep" and parse.child(verb, "dobj") is None)
    ):
        return None
    if parse.child(verb, "neg") is not None and not any(parse.dep[t] == "neg" for t in hit.tokens):
        return None
    subjects = parse.all(verb, "nsubj", "nsubjpass", "csubj")
    if parse.dep[verb] == "csubj":  # "what is less clear is …"
        subjects = [
            c
            for c in parse.children[parse.head[verb]]
            if c > verb and parse.dep[c] in ("nsubj", "attr", "ccomp")
        ]
    elif not subjects:
        found = subject_of(parse, verb, word)
        subjects = [] if found is None else [found]
    if len(subjects) == 1 and parse.lower[subjects[0]] == "it":
        clauses = [
            c for t in (verb, word) for c in parse.children[t] if parse.dep[c] in ("ccomp", "xcomp", "advcl")
        ]
        subjects = clauses or subjects
        asked = _asked(parse, word)
        if not clauses and asked is not None:
            return Offer(below(parse, asked), [])
    of = whole(parse, subjects)
    own = {verb, word, *hit.tokens}
    return Offer([t for t in of if t not in own], []) if of else None


def _asked(parse: Parse, word: int) -> int | None:
    """The question that something stands between ("remained unclear on Friday whether he had left")."""
    stop = parse.sents[parse.sent[word]][1]
    for token in range(word + 1, stop):
        if parse.lower[token] == "whether" and parse.head[token] > token:
            return clause_head(parse, parse.head[token])
    return None


def complement(draft: Draft, hit: Hit) -> Offer | None:
    """The clause that the marker governs is doubted ("it is unclear whether")."""
    parse = draft.parse
    last = hit.last
    if parse.dep[last] == "mark" or parse.tag[last] in ("WRB", "WP", "WDT", "IN"):
        clause = clause_head(parse, parse.head[last])
        if clause <= hit.first:
            return None
        return Offer(below(parse, clause), [])
    return None


def object_(draft: Draft, hit: Hit) -> Offer | None:
    """The object is doubted ("cast doubt on")."""
    parse = draft.parse
    last = hit.last
    found = [
        c for c in parse.children[last] if parse.dep[c] in ("pobj", "pcomp", "dobj", "ccomp") and c > last
    ]
    if not found and len(hit.tokens) > 1:
        first = hit.first
        found = [c for c in parse.children[first] if parse.dep[c] == "dobj" and c not in hit.tokens]
    return Offer(whole(parse, found), []) if found and not is_infinitive(parse, found[0]) else None
