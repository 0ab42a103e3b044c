"""How a token is looked up in the frames, and whether it is a time, somebody known, or somebody at all."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.draft import Draft
from detente.coding.events import clauses
from detente.coding.events.sides import is_human


class Words:
    """Looks up words of one document.

    Args:
        draft: the document being coded.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.parse = draft.parse
        self.frames = draft.knowledge.frames
        self.transparent = self.frames.classes["transparent"]
        self.times = self.frames.classes["time"]
        self.hyphened = dict(self._hyphened())

    def _hyphened(self) -> Iterator[tuple[int, str]]:
        """Words that the parser takes apart ("cease-fire") and the tables know as one."""
        parse, known = self.parse, self.frames.hyphened
        for token in range(2, len(parse)):
            if parse.tag[token - 1] == "HYPH" and parse.sent[token] == parse.sent[token - 2]:
                for last in (parse.lemma[token].lower(), parse.lower[token]):
                    joined = f"{parse.lower[token - 2]}-{last}"
                    if joined in known:
                        yield token, joined
                        break

    def key(self, token: int) -> str:
        """The lemma under which a token is looked up."""
        if token in self.hyphened:
            return self.hyphened[token]
        if self.parse.pos[token] == "PROPN":
            return (
                self.parse.lower[token].rstrip("s")
                if self.parse.tag[token] == "NNPS"
                else self.parse.lower[token]
            )
        return self.parse.lemma[token]

    def is_time(self, token: int) -> bool:
        """Whether a noun is a time and so no side of anything."""
        if token in self.draft.time_at:
            return True
        if self.parse.lower[token].rstrip(".") in self.times:
            return not self._bounds_an_act(token)
        return self.parse.pos[token] == "NUM" and self.parse.lower[token].isdigit()

    def particled(self, token: int, particles: tuple[str, ...]) -> bool:
        """Whether a word stands with its particles; "on Friday" is no particle of "call"."""
        if not clauses.has_particles(self.parse, token, particles):
            return False
        after = list(clauses.after(self.parse, token, particles[-1]))
        return not after or not all(self.is_time(noun) for noun in after)

    def is_owned(self, noun: int) -> bool:
        """Whether a noun stands with a possessive pronoun ("its envoy") of somebody spoken of.

        "Our envoy" is the speaker's, whoever else is named.
        """
        speaking = self.draft.knowledge.actors.words.get("speaking", {})
        return any(
            self.parse.tag[c] == "PRP$" and self.parse.lower[c] not in speaking
            for c in self.parse.children[noun]
        )

    def is_somebody(self, token: int) -> bool:
        """Whether a noun or its modifiers and complements name an actor or a kind of people."""
        return is_human(self.draft, token) or self.is_known(token)

    def is_known(self, token: int) -> bool:
        """Whether a known actor stands in the phrase of a noun."""
        parse, named = self.parse, self.draft.named_at
        return any(t in named for t in range(parse.left[token], parse.right[token]))

    def before(self, token: int, particles: tuple[str, ...]) -> bool:
        """Whether a noun has these words before it as modifiers ("air" before "war")."""
        near = {self.parse.lower[c] for c in self.parse.children[token] if c < token} | {
            self.parse.lemma[c] for c in self.parse.children[token] if c < token
        }
        return all(p in near for p in particles)

    def _bounds_an_act(self, token: int) -> bool:
        """Whether a word of time tells where an act starts or ends ("an end to the war", not "of May")."""
        if self.key(token) not in self.frames.nouns:
            return False
        held = [n for prep in ("to", "of") for n in clauses.after(self.parse, token, prep)]
        return bool(held) and not any(
            n in self.draft.time_at or self.parse.lower[n].rstrip(".") in self.times for n in held
        )
