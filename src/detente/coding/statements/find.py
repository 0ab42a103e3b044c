"""The step that finds statements: candidates of each kind, direct speech, nesting, records."""

from __future__ import annotations

from detente.coding.draft import Draft
from detente.coding.parse import Parse
from detente.coding.quotes import find_quotations
from detente.coding.statements import speech
from detente.coding.statements.adjectives import from_adjective
from detente.coding.statements.found import Found, merge, subtract
from detente.coding.statements.lines import from_lines
from detente.coding.statements.nesting import nest
from detente.coding.statements.nouns import from_noun
from detente.coding.statements.phrases import from_phrase
from detente.coding.statements.records import record
from detente.coding.statements.speakers import subject
from detente.coding.statements.speech import Quoted
from detente.coding.statements.verbs import choose, cue_tokens, from_verb
from detente.knowledge.cues import Cue, Cues

_PARTICIPLES = frozenset({"VBN", "VBD", "JJ"})


def find_statements(draft: Draft) -> None:
    """Find the statements of a document and add them to the draft."""
    parse = draft.parse
    if not len(parse):
        return
    cues = draft.knowledge.cues
    quoted = Quoted.of(parse, find_quotations(draft.text, draft.document.body))
    found = [*_candidates(parse, cues, quoted), *from_lines(parse)]
    speech.carry_on(parse, found, quoted)
    record(draft, nest(found), quoted)


def _candidates(parse: Parse, cues: Cues, quoted: Quoted) -> list[Found]:
    """Statements of every cue word, in text order."""
    found: list[Found] = []
    for token, lemma in enumerate(parse.lemma):
        one: Found | None = None
        pos, lower = parse.pos[token], parse.lower[token]
        if lower in cues.phrases:
            one = from_phrase(parse, token, cues.phrases[lower])
        if one is None and lower in cues.adjectives and (pos == "ADJ" or parse.tag[token] in _PARTICIPLES):
            one = from_adjective(parse, token, cues.adjectives[lower][0])
        if one is None and lemma in cues.verbs and pos in ("VERB", "AUX"):
            one = _from_verb(parse, token, cues.verbs[lemma], quoted)
        if one is None and pos == "NOUN" and lemma in cues.nouns:
            one = from_noun(parse, token, cues.nouns[lemma][0], cues.light)
        if one is not None:
            if one.frame != "direct":
                speech.widen(parse, one, quoted)
            found.append(one)
    return found


def _from_verb(parse: Parse, verb: int, rows: tuple[Cue, ...], quoted: Quoted) -> Found | None:
    if parse.dep[verb] in ("aux", "auxpass"):
        return None
    cue, rest = choose(parse, verb, rows)
    if cue is None:
        return None
    one = from_verb(parse, verb, cue, rest)
    if "quote" in cue.frames:
        one = _direct(parse, verb, cue, rest, one, quoted)
    return one


def _direct(
    parse: Parse, verb: int, cue: Cue, rest: list[int], one: Found | None, quoted: Quoted
) -> Found | None:
    """Join the quotations beside a cue to its content."""
    clause = one is not None and one.frame in ("that", "as")
    before = speech.before(parse, verb, quoted, free=not clause)
    limit = parse.sents[parse.sent[verb]][1]
    after = None
    if not clause or (one is not None and one.first < verb):
        after = speech.after(parse, verb, quoted, limit + (2 if parse.words[limit - 1] == ":" else 0))
    numbers = [
        n for n in (before, after) if n is not None and not quoted.ranges[n][0] <= verb < quoted.ranges[n][1]
    ]
    if one is not None and not clause:
        # "called the plan “a trap”": the quotation is part of the object; "“A,” he told them" is not
        inside = [n for n in numbers if one.first <= quoted.ranges[n][0] < one.stop]
        if not numbers or inside or not all(quoted.is_utterance(parse, n) for n in numbers):
            return one
    if not numbers:
        return one
    content = [quoted.ranges[n] for n in numbers]
    if before is not None:
        first = parse.sents[parse.sent[content[0][0]]][0]
        if first < content[0][0] and parse.sent[first] == parse.sent[verb]:
            content.append((first, content[0][0]))
    if clause and one is not None:
        content += one.content
    speaker = subject(parse, verb)
    ranges = merge(content)
    for source in speaker.ranges:
        ranges = subtract(ranges, source)
    tokens = cue_tokens(parse, verb, rest)
    return Found(
        head=verb,
        cue=merge((t, t + 1) for t in tokens),
        content=ranges,
        source=speaker.ranges,
        speakers=speaker.tokens,
        rule=cue.id,
        kind=cue.kind,
        frame="direct",
        quotes=sorted(numbers),
    )


def statement_at(draft: Draft, token: int) -> str | None:
    """The innermost statement of somebody else than the author whose content holds a token."""
    return draft.innermost.get(token)
