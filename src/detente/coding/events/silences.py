"""What is not told as done: words that another event takes in, and what is only spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.coding.draft import Draft
from detente.coding.events import tenses
from detente.coding.events.roles import Roles


class Silences(Roles):
    """Keeps which words of a document carry no event of their own.

    Args:
        draft: the document being coded.
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.consumed: set[int] = set()
        self.dimmed: set[int] = set()
        self.silenced: set[int] = set()

    def dim(self, tokens: Iterable[int], denied: bool = False) -> None:
        """What stands below these words is only spoken of: hoped, considered, regretted, or denied.

        What is denied stays on record where both sides are known; the rest is no event. Clauses coordinated
        with the word are left alone.
        """
        parse = self.parse
        held = self.dimmed if denied else self.silenced
        for token in tokens:
            for c in parse.children[token]:
                if c > token and parse.dep[c] not in ("conj", "advcl", "parataxis"):
                    held.update(range(parse.left[c], parse.right[c]))
                    held.difference_update(self._told_within(c))
            held.add(token)

    def _told_within(self, token: int) -> Iterator[int]:
        """What a dated relative clause tells inside something only spoken of: it did happen."""
        parse = self.parse
        for verb in range(parse.left[token], parse.right[token]):
            if parse.dep[verb] == "relcl" and parse.tag[verb] == "VBD" and self._is_dated(verb):
                how = tenses.mood(parse, verb)
                if not (how.modal or how.negated or how.conditional):
                    yield from range(parse.left[verb], parse.right[verb])

    def _is_dated(self, verb: int) -> bool:
        """Whether a verb has a time of its own ("the ban, which the bloc tightened in May")."""
        parse = self.parse
        for c in parse.children[verb]:
            if c in self.draft.time_at and parse.dep[c] == "npadvmod":
                return True
            if parse.dep[c] == "prep" and any(d in self.draft.time_at for d in parse.children[c]):
                return True
        return False

    def is_aim(self, token: int) -> bool:
        """Whether a verb is a free infinitive: an aim ("in order to help the villagers") and no deed."""
        above = self.parse.head[token]
        if self.parse.dep[token] == "conj" and above != token and tenses.has_to(self.parse, token):
            return self.is_aim(above)
        return (
            self.parse.pos[token] == "VERB"
            and self.parse.dep[token] in ("advcl", "acl", "relcl")
            and tenses.has_to(self.parse, token)
        )

    def swallow(self, nouns: Iterable[int]) -> None:
        """Nouns that belong to a frame carry no event of their own."""
        self.consumed.update(nouns)
