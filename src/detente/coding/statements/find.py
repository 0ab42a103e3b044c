"""The step that finds statements: candidates of each kind, direct speech, nesting, records."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.parse import Parse
from detente.coding.quotes import find_quotations
from detente.coding.statements import direct, speech
from detente.coding.statements.adjectives import from_adjective
from detente.coding.statements.bounds import settle
from detente.coding.statements.found import Found
from detente.coding.statements.inserted import set_inserted
from detente.coding.statements.joining import join_cues, own_words
from detente.coding.statements.lines import from_lines
from detente.coding.statements.nesting import nest
from detente.coding.statements.nouns import from_noun
from detente.coding.statements.phrases import from_phrase
from detente.coding.statements.plausible import plausible
from detente.coding.statements.records import record
from detente.coding.statements.repair import raise_cues, set_judged
from detente.coding.statements.running import run_on
from detente.coding.statements.speech import Quoted
from detente.coding.statements.verbs import fitting, from_verb
from detente.knowledge.cues import Cue, Cues

_TELLING = ("speech", "writing", "commitment", "directive")
_PARTICIPLES = frozenset({"VBN", "VBD", "JJ"})


def find_statements(draft: Draft) -> None:
    """Find the statements of a document and add them to the draft."""
    parse = draft.parse
    if not len(parse):
        return
    if in_capitals(parse):
        draft.note(
            "statements", None, parse.span(0, len(parse)), "in capitals: the parser finds few verbs here"
        )
    cues = draft.knowledge.cues
    set_judged(parse, draft.knowledge.likelihood.terms)
    set_inserted(parse, cues.verbs, cues.sources)
    raise_cues(parse, cues.verbs)
    quoted = Quoted.of(parse, find_quotations(draft.text, draft.document.body))
    found = [*_candidates(parse, cues, quoted), *from_lines(parse, cues)]
    found = [one for one in found if plausible(draft, one)]
    found = join_cues(parse, found, cues)
    telling = {one.head for one in found if one.kind in _TELLING and one.speakers}
    found = [one for one in found if one.frame != "link" or not _leads_to(parse, one.head, telling)]
    found += direct.unclaimed(parse, found, quoted, cues.inverted)
    speech.carry_on(parse, found, quoted)
    found = run_on(parse, found, cues, quoted)
    nested = nest(found, len(parse))
    gone = own_words(draft, nested)
    if gone:
        nested = nest([one.found for number, one in enumerate(nested) if number not in gone], len(parse))
    record(draft, nested, quoted)


def _has_words(parse: Parse, one: Found) -> bool:
    return any(parse.pos[token] != "PUNCT" for first, stop in one.content for token in range(first, stop))


def _leads_to(parse: Parse, verb: int, heads: set[int]) -> bool:
    """Whether a verb of seeming only softens a cue: "appeared to suggest that …" is a suggestion."""
    return any(child in heads and parse.dep[child] == "xcomp" for child in parse.children[verb])


def in_capitals(parse: Parse) -> bool:
    """Whether nearly all words of a text are in capitals."""
    upper = sum(word.isupper() for word in parse.words)
    return upper > 8 and upper > 0.8 * sum(word[:1].isalpha() for word in parse.words)


def _candidates(parse: Parse, cues: Cues, quoted: Quoted) -> list[Found]:
    """Statements of every cue word, in text order."""
    found: list[Found] = []
    for token, lemma in enumerate(parse.lemma):
        one: Found | None = None
        pos, lower = parse.pos[token], parse.lower[token]
        if lower in cues.phrases:
            one = from_phrase(parse, token, cues.phrases[lower], cues.sources)
        if one is None and lower in cues.adjectives and (pos == "ADJ" or parse.tag[token] in _PARTICIPLES):
            one = _from_adjective(parse, token, cues.adjectives[lower])
        if one is None and lemma in cues.verbs and pos in ("VERB", "AUX"):
            one = _from_verb(parse, token, cues.verbs[lemma], quoted)
        if one is None and pos == "NOUN" and lemma in cues.nouns:
            one = from_noun(parse, token, cues.nouns[lemma][0], cues.light)
        if one is not None:
            if one.frame != "direct":
                settle(parse, one, quoted)
                speech.widen(parse, one, quoted)
            if speech.keep_inside(one, quoted) and _has_words(parse, one):
                found.append(one)
    return found


def _from_adjective(parse: Parse, word: int, rows: tuple[Cue, ...]) -> Found | None:
    verb = parse.lemma[parse.head[word]]
    for cue in rows:
        if not cue.rest or cue.rest[0] == verb:
            return from_adjective(parse, word, cue)
    return None


def _from_verb(parse: Parse, verb: int, rows: tuple[Cue, ...], quoted: Quoted) -> Found | None:
    if parse.dep[verb] in ("aux", "auxpass"):
        return None
    for cue, rest in fitting(parse, verb, rows):
        one = from_verb(parse, verb, cue, rest)
        if "quote" in cue.frames:
            one = direct.join(parse, verb, cue, rest, one, quoted)
        if one is not None:
            return one
    return None


def statement_at(draft: Draft, token: int) -> str | None:
    """The innermost statement of somebody else than the author whose content holds a token."""
    return draft.innermost.get(token)
