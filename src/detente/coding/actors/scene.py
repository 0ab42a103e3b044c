"""What the steps of finding actors share: the folded tokens, and what each token has been taken for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from detente.coding.actors.cast import Cast
from detente.coding.draft import Draft, Named
from detente.knowledge.actors.names import AliasHow, fold
from detente.records import MentionHow


@dataclass(slots=True)
class Hit:
    """A name from the tables: tokens [first, stop), its actor (None for a role alone) and how it names it."""

    first: int
    stop: int
    actor: str
    how: AliasHow
    row: str

    @property
    def mention(self) -> MentionHow:
        """The contract's word for how it names the actor."""
        if self.how in ("nationality", "people"):
            return "nationality"
        return "metonym" if self.how == "metonym" else "name"


@dataclass(slots=True)
class Phrase:
    """A role noun with what it belongs to: "the Russian foreign minister".

    `first` is the first token of the whole phrase, `start` that of the role itself, `stop` the one after it,
    `head` its grammatical head ("secretary" in "secretary of state").
    `owner` is a possessive pronoun that says whose it is; `of` are the actors named inside the phrase.
    `outside` holds where its words keep it from belonging to the country spoken of: "foreign governments".
    """

    first: int
    start: int
    stop: int
    head: int
    sector: str | None
    role: str
    row: str
    office: str | None
    title: bool
    domestic: bool
    person: bool
    asset: bool
    plural: bool
    weak: bool
    former: str | None = None
    deputy: bool = False
    owner: int | None = None
    definite: bool = False
    outside: bool = False
    of: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    used: bool = False


class Scene:
    """The working state of one document.

    Args:
        draft: the document being coded.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.parse = draft.parse
        self.cast = Cast(draft)
        self.book = self.cast.book
        self.day = self.cast.day
        self.folded = [w if w.isascii() else fold(w) for w in draft.parse.lower]
        self.hits: dict[int, Hit] = {}
        """The hit that a token lies in."""
        self.phrases: dict[int, Phrase] = {}
        """Role phrases by their head token."""
        self.covered: set[int] = set()
        """The tokens of role words, which are no part of a name."""
        self.ends: dict[int, Phrase] = {}
        """Role phrases by their last token."""
        self.shouted: set[int] = set()
        """Sentences set in capitals, whose words the parser takes for names."""
        self.shorts: dict[str, list[str]] = {}
        """Persons named so far, by folded surname or single name."""
        self._seen: dict[str, int] = {}

    def word_class(self, name: str) -> dict[str, str]:
        """The words of one class of words.csv, with their values."""
        return self.book.words.get(name, {})

    @cached_property
    def vocabulary(self) -> set[str]:
        """All words of the text, for names that only their surroundings tell apart."""
        return set(self.folded)

    @cached_property
    def written(self) -> set[str]:
        """The words that the text also writes small, which are no names."""
        return {word for word in self.parse.words if word.islower()}

    @cached_property
    def capitals(self) -> set[str]:
        """The words with a capital inside sentences."""
        starts = {first for first, _ in self.parse.sents}
        return {w for t, w in enumerate(self.parse.words) if w[:1].isupper() and t not in starts}

    @cached_property
    def timed(self) -> set[int]:
        """The tokens of time expressions, which are no names."""
        return {token for time in self.draft.times for token in self.parse.tokens(time.span)}

    def take(self, hit: Hit) -> None:
        """Mark the tokens of a hit."""
        self._seen[hit.actor] = self._seen.get(hit.actor, 0) + 1
        for token in range(hit.first, hit.stop):
            self.hits[token] = hit

    def drop(self, actor: str) -> None:
        """Take an actor's hits back."""
        self._seen.pop(actor, None)
        self.hits = {token: hit for token, hit in self.hits.items() if hit.actor != actor}

    def put(self, phrase: Phrase) -> None:
        """Add a role phrase; one that it contains falls away."""
        for token in range(phrase.start, phrase.stop):
            old = self.ends.pop(token, None)
            if old is not None:
                self.phrases.pop(old.head, None)
        self.covered.update(range(phrase.start, phrase.stop))
        self.phrases[phrase.head] = phrase
        self.ends[phrase.stop - 1] = phrase

    def times_seen(self, actor: str) -> int:
        """How often an actor has been named so far."""
        return self._seen.get(actor, 0)

    def doubt(self, first: int, stop: int, row: str, why: str) -> None:
        """Keep for the explanation why a name that a table has was not taken."""
        self.draft.note("actors", row, self.parse.span(first, stop), why)

    def named(self, actor: str, first: int, stop: int, head: int, how: MentionHow, row: str | None) -> None:
        """Add a mention and its actor."""
        self.cast.add(actor)
        self.draft.name(Named(actor, first, stop, head, how, row))

    def head_of(self, first: int, stop: int) -> int:
        """The token of [first, stop) whose head lies outside, the last such."""
        head = self.parse.head
        for token in range(stop - 1, first - 1, -1):
            above = head[token]
            if (above < first or above >= stop or above == token) and self.parse.pos[token] != "PUNCT":
                return token
        return stop - 1

    def remember(self, actor: str, *names: str) -> None:
        """Let a person be taken up again by surname or another single name."""
        for name in names:
            key = fold(name)
            known = self.shorts.setdefault(key, [])
            if actor in known:
                known.remove(actor)
            known.append(actor)
