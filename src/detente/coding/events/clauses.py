"""Where the parts of a clause stand: who does it, and to whom."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.events.joined import above_infinitive, hyphened_agent
from detente.coding.events.strays import before_date, meant, stray_subject
from detente.coding.events.tenses import has_to
from detente.coding.parse import Parse

_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_NOUN_MODIFIERS = ("acl", "relcl")
_OBJECTS = ("dobj", "obj")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NEAR = 12  # tokens
_CONTROLLING = frozenset({"of", "for", "from"})
_TIMES = frozenset({"after", "before", "since", "while", "on", "upon", "without"})


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb is passive, a reduced relative ("troops sent by Oslo") included."""
    dep, children = parse.dep, parse.children[verb]
    for c in children:
        if dep[c] in ("auxpass", "nsubjpass"):
            return True
    if parse.tag[verb] != "VBN":
        return False
    auxiliary = any(dep[c] == "aux" and parse.lemma[c] == "have" for c in children)
    if dep[verb] in ("acl", "amod"):
        return not auxiliary and headless(parse, verb) is None
    if dep[verb] in ("advcl", "ccomp", "xcomp") and not auxiliary:
        return not any(dep[c] in _OBJECTS or dep[c] == "nsubj" for c in children)
    if dep[verb] == "conj" and not auxiliary:
        above = parse.head[verb]
        own = any(dep[c] in ("nsubj", "aux") for c in children)
        return not own and above != verb and parse.tag[above] == "VBN" and is_passive(parse, above)
    return False


def headless(parse: Parse, verb: int) -> int | None:
    """The noun that a participle is the finite verb of, where the parser found none.

    "A report called for …", "The mayor, who was ill, asked …" are at times read as nouns with a participle,
    but a sentence has a finite verb.
    """
    above = parse.head[verb]
    if parse.dep[verb] != "acl" or parse.tag[verb] != "VBN" or verb < above:
        return None
    dated = before_date(parse, verb, above)
    if dated is not None and agent(parse, verb) is None:
        return dated
    top = above
    for _ in range(8):
        if parse.head[top] == top:
            break
        if parse.pos[top] in ("VERB", "AUX") and parse.dep[top] != "relcl":
            return None
        top = parse.head[top]
    if parse.dep[top] != "ROOT" or parse.pos[top] not in ("NOUN", "PROPN") or agent(parse, verb) is not None:
        return None
    return top if top == above or parse.words[verb - 1] == "," else None


def surface_subject(parse: Parse, verb: int, depth: int = 0) -> int | None:
    """The noun that stands as subject of a verb (or of what it shares its subject with)."""
    if depth > 6:
        return None
    own = own_subjects(parse, verb)
    if own:
        # of two read as subjects (a dateline before the clause) the one next to the verb is it
        one = next((c for c in reversed(own) if c < verb), own[0])
        if parse.tag[one] in _RELATIVE or (parse.lower[one] == "that" and parse.tag[one] != "DT"):
            return antecedent(parse, verb)
        return meant(parse, one)
    above, dep = parse.head[verb], parse.dep[verb]
    if dep == "conj" and parse.tag[verb] == "VBD":
        finite = above_infinitive(parse, above)
        if finite is not None:
            return surface_subject(parse, finite, depth + 1)
    if above == verb or dep == "ccomp" or is_clipped(parse, verb):
        stray = stray_subject(parse, verb)
        if stray is not None:
            return stray
    if above == verb or is_clipped(parse, verb):
        return None
    if dep == "amod":  # "a visiting prince"
        return above
    if dep == "acl":
        top = headless(parse, verb)
        if top is not None:
            return top
    if dep in _NOUN_MODIFIERS:
        if parse.tag[verb] in ("VBG", "VBN") and not has_to(parse, verb):
            return above
        return bearer(parse, above, depth + 1)
    if dep in ("xcomp", "ccomp") and parse.pos[above] in ("VERB", "AUX"):
        target = parse.child(above, *_OBJECTS, "dative") if dep == "xcomp" else None
        if target is not None:
            return target
        return surface_subject(parse, above, depth + 1)
    if dep in ("conj", "advcl", "xcomp", "ccomp", "acomp", "dep", "attr", "parataxis", "prep"):
        return surface_subject(parse, above, depth + 1)
    if dep == "pcomp":
        over = parse.head[above]
        while parse.pos[over] == "ADV" and parse.head[over] != over:  # "stopped short of accusing"
            over = parse.head[over]
        controlled = controller(parse, over, above)
        if controlled is None and parse.lower[above] in _TIMES and parse.dep[over] in _SUBJECTS:
            return over  # "the emir, two days after meeting X, flew home"
        return surface_subject(parse, over, depth + 1) if controlled is None else controlled
    if dep in (*_OBJECTS, "pobj"):
        return bearer(parse, verb, depth + 1)
    return None


def own_subjects(parse: Parse, verb: int) -> list[int]:
    """The words read as subjects of a verb or of an auxiliary of it ("His side, he said, had left")."""
    own = [c for c in parse.children[verb] if parse.dep[c] in _SUBJECTS]
    if not own:
        for c in parse.children[verb]:
            if parse.dep[c] in ("aux", "auxpass"):
                own += [d for d in parse.children[c] if parse.dep[d] in ("nsubj", "nsubjpass")]
    return own


def is_clipped(parse: Parse, verb: int) -> bool:
    """Whether a finite verb was read as part of its object ("Norway financed schools")."""
    if parse.dep[verb] not in ("amod", "compound") or parse.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return False
    return any(c < verb and parse.dep[c] in ("nsubj", "npadvmod") for c in parse.children[verb])


def controller(parse: Parse, over: int, prep: int) -> int | None:
    """Whose act a gerund after "of", "for" or "from" is: the object's ("accused Fiji of arming the rebels").

    Args:
        parse: the parsed document.
        over: the word that the preposition hangs on: the verb, or its object.
        prep: the preposition.

    Returns:
        The object of an active verb; None where the subject of the verb keeps the act.
    """
    if parse.lower[prep] not in _CONTROLLING:
        return None
    if parse.pos[over] == "PROPN" and parse.dep[over] in (*_OBJECTS, "nsubjpass", "conj"):
        return over
    if parse.pos[over] != "VERB" or is_passive(parse, over):
        return None
    held = [c for c in parse.children[over] if parse.dep[c] in _OBJECTS and c < prep]
    return held[-1] if held else None


def antecedent(parse: Parse, verb: int) -> int | None:
    """The noun that a relative clause hangs on."""
    for _ in range(6):
        if parse.dep[verb] == "relcl":
            return parse.head[verb]
        if parse.dep[verb] == "ccomp" and parse.lemma[parse.head[verb]] == "be":  # "it was Oslo that sent"
            return parse.child(parse.head[verb], "attr")
        if parse.head[verb] == verb:
            return None
        verb = parse.head[verb]
    return None


def bearer(parse: Parse, noun: int, depth: int = 0) -> int | None:
    """Who has the plan or the promise: the possessor of a noun, or the subject of the verb above it."""
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner
    if depth > 6:
        return None
    above, dep = parse.head[noun], parse.dep[noun]
    if above == noun:
        return None
    if dep in (*_OBJECTS, "attr", "conj", "oprd", "appos"):
        return (
            surface_subject(parse, above, depth + 1)
            if parse.pos[above] in ("VERB", "AUX")
            else bearer(parse, above, depth + 1)
        )
    if dep == "pobj":
        over = parse.head[above]
        if parse.pos[over] in ("VERB", "AUX"):
            return surface_subject(parse, over, depth + 1)
    return None


def agent(parse: Parse, verb: int) -> int | None:
    """The noun after "by" in a passive clause, also where it hangs on what the object is taken as."""
    if parse.dep[verb] == "amod":
        tied = hyphened_agent(parse, verb)
        if tied is not None:
            return tied
    for c in parse.children[verb]:
        if parse.dep[c] == "agent" or (parse.dep[c] == "prep" and parse.lower[c] == "by"):
            found = parse.child(c, "pobj")
            if found is not None:
                return found
    for c in parse.children[verb]:
        if parse.lower[c] == "as" and parse.dep[c] == "prep":  # "recognised as premier by Oslo"
            for noun in parse.all(c, "pobj"):
                for d in parse.children[noun]:
                    if parse.lower[d] == "by":
                        return parse.child(d, "pobj")
    return None


def objects(parse: Parse, verb: int) -> list[int]:
    """What a verb acts on: its object, its passive subject, or the noun its relative clause hangs on."""
    if is_passive(parse, verb):
        found = surface_subject(parse, verb)
        own = [c for c in parse.children[verb] if parse.dep[c] in _OBJECTS]
        return ([] if found is None else [found]) + own
    if is_clipped(parse, verb):
        return [parse.head[verb]]
    direct = [c for c in parse.children[verb] if parse.dep[c] in _OBJECTS]
    if direct:
        if len(direct) == 1 and parse.tag[direct[0]] in _RELATIVE:
            noun = antecedent(parse, verb)
            return [] if noun is None else [noun]
        return direct
    if parse.dep[verb] == "relcl":
        subject = parse.child(verb, "nsubj")
        if subject is not None and not any(
            parse.tag[t] in _RELATIVE or parse.lower[t] == "that" for t in (subject, *parse.children[subject])
        ):
            return [parse.head[verb]]
    for c in parse.children[verb]:
        if parse.dep[c] == "oprd" or (parse.dep[c] == "dative" and parse.pos[c] == "NOUN"):
            return [c]
        if parse.dep[c] == "ccomp" and parse.tag[c] in ("VB", "VBG"):  # "let inspectors enter"
            subject = parse.child(c, "nsubj")
            if subject is not None and not any(
                parse.dep[d] == "mark" or (parse.dep[d] == "aux" and parse.lower[d] != "to")
                for d in parse.children[c]
            ):
                return [subject]
    for c in parse.children[verb]:
        if parse.dep[c] == "ccomp":  # "struck what Oslo calls a camp"
            what = [d for d in parse.children[c] if parse.lower[d] == "what" and parse.dep[d] in _OBJECTS]
            if what:  # … what it is called, if it is called anything ("lodged what he called a protest")
                return [d for d in predicates(parse, c) if parse.pos[d] == "NOUN"] or what
    for c in parse.children[verb]:
        if parse.dep[c] == "conj" and parse.pos[c] == "VERB" and c - verb <= 3:
            return [d for d in parse.children[c] if parse.dep[d] in _OBJECTS]
    return []


def that_subject(parse: Parse, noun: int) -> Iterator[int]:
    """The subject of the clause that a noun carries ("charges that the bank lied")."""
    for c in parse.children[noun]:
        if parse.dep[c] in ("acl", "ccomp", "relcl") and any(
            parse.dep[d] == "mark" and parse.lower[d] == "that" for d in parse.children[c]
        ):
            subject = parse.child(c, "nsubj", "nsubjpass")
            if subject is not None:
                yield subject


def by_near(parse: Parse, noun: int) -> list[int]:
    """The noun after a "by" that follows a noun closely, whatever it hangs on."""
    stop = min(noun + _NEAR, parse.sents[parse.sent[noun]][1])
    for token in range(noun + 1, stop):
        if parse.pos[token] in ("VERB", "AUX"):
            break
        if parse.lower[token] == "by" and parse.dep[token] in ("prep", "agent"):
            return parse.all(token, "pobj")
    return []


def between_near(parse: Parse, noun: int) -> list[int]:
    """The nouns after a "between" in the clause that a noun is the subject of, whatever it hangs on."""
    verb = parse.head[noun]
    if parse.dep[noun] not in ("nsubj", "nsubjpass") or parse.pos[verb] not in ("VERB", "AUX"):
        return []
    for token in range(noun + 1, parse.right[verb]):
        if parse.lower[token] == "between" and parse.dep[token] == "prep":
            return parse.all(token, "pobj")
    return []


_ALIKE = {"in": frozenset({"in", "inside", "within", "throughout"})}
"""Prepositions that stand for the one a frame names."""


def after(parse: Parse, head: int, prep: str) -> Iterator[int]:
    """The nouns after a preposition that hangs on a word."""
    if prep == "that":
        yield from that_subject(parse, head)
        return
    same = _ALIKE.get(prep, frozenset((prep,)))
    for c in parse.children[head]:
        if parse.lower[c] in same and parse.dep[c] in ("prep", "agent", "dative", "prt", "advmod", "mark"):
            for d in parse.children[c]:
                if parse.dep[d] in ("pobj", "pcomp"):
                    yield d
                elif parse.dep[d] == "prep":  # "out of"
                    yield from parse.all(d, "pobj")
        elif parse.dep[c] in ("advmod", "prt", "prep"):  # "away from", "along with", "out of"
            for d in parse.children[c]:
                if parse.lower[d] == prep and parse.dep[d] == "prep":
                    yield from parse.all(d, "pobj")


def behind(parse: Parse, head: int, prep: str) -> Iterator[int]:
    """The nouns right after a preposition of a word, and not those of a second preposition below it."""
    for c in parse.children[head]:
        if parse.lower[c] == prep:
            yield from parse.all(c, "pobj")
        elif parse.dep[c] in ("advmod", "prt", "prep"):
            for d in parse.children[c]:
                if parse.lower[d] == prep and parse.dep[d] == "prep":
                    yield from parse.all(d, "pobj")


def predicates(parse: Parse, verb: int) -> list[int]:
    """What a verb calls its object or holds it to be ("called him a liar", "held Fiji responsible")."""
    found = []
    given = parse.child(verb, "dative")
    if given is None:  # "branded the ruling an insult", both read as objects
        given = next((c for c in parse.children[verb] if c > verb and parse.dep[c] in _OBJECTS), None)
    for c in parse.children[verb]:
        dep, pos = parse.dep[c], parse.pos[c]
        named = given is not None and c > given and dep in _OBJECTS  # "branded Fiji an aggressor"
        held = dep in ("oprd", "acomp") or (dep == "advcl" and pos == "ADJ")
        small = dep in ("ccomp", "xcomp") and pos in ("NOUN", "ADJ")
        if c > verb and (named or held or small):
            found.append(c)
        if c > verb and dep in _OBJECTS:  # "declared the treaty with Fiji void", read as an apposition
            found.extend(d for d in parse.children[c] if parse.dep[d] == "appos" and parse.pos[d] == "ADJ")
    return found


def after_near(parse: Parse, verb: int, prep: str, nouns: list[int], deep: bool = False) -> list[int]:
    """The nouns after a preposition of a clause, whether it hangs on the verb or on an object."""
    found = list(after(parse, verb, prep))
    for noun in nouns:
        found += after(parse, noun, prep)
        for c in parse.children[noun]:
            if parse.dep[c] == "prep":
                for d in parse.children[c]:
                    if parse.dep[d] == "pobj":
                        found += after(parse, d, prep)
            elif parse.dep[c] == "conj":
                found += after(parse, c, prep)
        if deep and not found:  # "a pendant with the image of Peter to the museum": hung too low
            for token in range(noun + 1, parse.right[noun]):
                low = parse.lower[token] == prep and parse.dep[token] == "prep"
                if low and parse.pos[parse.head[token]] != "VERB":
                    found += parse.all(token, "pobj")
    return found


def has_particles(parse: Parse, word: int, particles: tuple[str, ...]) -> bool:
    """Whether a word stands with all of these particles or prepositions, on itself or one below the other."""
    place = word
    for particle in particles:
        step = next(
            (
                c
                for c in parse.children[place]
                if parse.lower[c] == particle and parse.dep[c] not in ("nsubj", "mark")
            ),
            None,
        )
        if step is None and place != word:
            step = next((c for c in parse.children[word] if parse.lower[c] == particle), None)
        if step is None:
            return False
        place = step
    return True
