"""Who "we", "our" and "your" are: whoever speaks, whoever is spoken to, whoever publishes a transcript.

They are resolved once statements are found, since these tell who speaks where.
"""

from __future__ import annotations

from dataclasses import replace

from detente.coding.actors.cast import UNKNOWN, Cast
from detente.coding.draft import Draft, Named
from detente.coding.parties import parties
from detente.coding.publisher import publisher
from detente.knowledge.actors import day_of
from detente.knowledge.actors.names import fold
from detente.records import Statement

_SPEAKING, _GROUP, _ADDRESSED = "i", "we", "you"
_TRANSCRIPT = "line.transcript"
_FOR_THE_WHOLE = frozenset({None, "GOV", "MIL", "LEG", "SPY"})  # sectors that say "we" of their state
_QUOTED = frozenset({"full", "partial"})


def find_speakers(draft: Draft) -> None:
    """Add mentions for pronouns of the first and second person, and say whose "our troops" are.

    Inside quoted speech the speaker is meant; in a transcript the speaker, and where no table knows him the
    body that publishes it; elsewhere those who call themselves so ("We, the ministers of Peru and Chile").
    A pronoun whose speaker stands for nobody known is left alone.

    Args:
        draft: the document being coded, after its statements are found.
    """
    kinds = draft.knowledge.actors.words.get("speaking", {})
    tags = draft.parse.tag
    tokens = [t for t, word in enumerate(draft.parse.lower) if word in kinds and tags[t].startswith("PRP")]
    if tokens:
        speakers = _Speakers(draft)
        for token in tokens:
            speakers.resolve(token, kinds[draft.parse.lower[token]])


class _Speakers:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.parse = draft.parse
        self.book = draft.knowledge.actors
        self.cast = Cast(draft)
        self.statements = {one.id: one for one in draft.statements}
        self.themselves: list[str] = []
        self.home = publisher(draft)

    def resolve(self, token: int, kind: str) -> None:
        """Name whom one pronoun stands for."""
        if self.draft.heads.get(token):
            return
        for actor in self.meant(token, kind):
            self.draft.name(Named(self.cast.add(actor), token, token + 1, token, "pronoun"))
        owner = self.draft.heads.get(token)
        if owner and self.parse.dep[token] == "poss":
            self.own(self.parse.head[token], [self.draft.named[n].actor for n in owner])

    def meant(self, token: int, kind: str) -> list[str]:
        """The actors that a pronoun stands for."""
        statement = self.spoken(token)
        if statement is None:
            if kind == _GROUP:
                told = [party.actor for party in parties(self.draft, token)]
                self.themselves = told or self.themselves
                return self.themselves
            return []
        if kind == _ADDRESSED:
            told = list(dict.fromkeys(map(self.whole, statement.addressee_actors)))
            if not told and self.asked(statement):
                told = [self.home] if self.home else []
            return told if len(told) == 1 else []
        sources = [a for a in statement.source_actors if not a.startswith(UNKNOWN)]
        if not sources:
            answers = statement.rule == _TRANSCRIPT and not self.asked(statement)
            return [self.home] if answers and self.home else []
        if kind == _SPEAKING:
            return [a for a in sources[:1] if not a.endswith(".anon")]
        return list(dict.fromkeys(map(self.whole, sources)))

    def spoken(self, token: int) -> Statement | None:
        """The innermost direct speech that holds a token: quoted, or a speaker's turn in a transcript."""
        at = self.draft.innermost.get(token)
        while at is not None:
            one = self.statements[at]
            if (one.quoted in _QUOTED and self.inside_quotes(one, token)) or one.rule == _TRANSCRIPT:
                return one
            at = one.parent
        return None

    def inside_quotes(self, one: Statement, token: int) -> bool:
        """Whether a token of a partly quoted statement stands in its quotation marks."""
        if one.quoted == "full":
            return True
        first = self.parse.sents[self.parse.sent[token]][0]
        marks = sum(word in ('"', "``", "''", "“", "”") for word in self.parse.words[first:token])
        return marks % 2 == 1

    def asked(self, one: Statement) -> bool:
        """Whether a turn of a transcript is a question from the floor."""
        words = {fold(self.draft.text[a:b]).strip(" :.") for a, b in one.source}
        asking = self.book.words.get("asking", {})
        return any(word.split()[0] in asking for word in words if word)

    def whole(self, actor: str) -> str:
        """For whom an actor says "we": his state or body, or his own group."""
        known = self.draft.actors.get(actor)
        if known is None:
            return actor
        base = actor.removesuffix(".anon")
        if known.kind == "person":
            row = self.book.persons.get(base)
            parent = self.book.parent(row.id, day_of(self.draft.published)) if row else known.parent
            return self.whole(parent) if parent and parent != actor else base
        state, _, sector = base.partition(".")
        return state if (sector or None) in _FOR_THE_WHOLE else base

    def own(self, noun: int, owners: list[str]) -> None:
        """Give "our troops" the side of whoever says so."""
        for number in self.draft.heads.get(noun, []):
            named = self.draft.named[number]
            base, _, sector = named.actor.partition(".")
            if base != UNKNOWN or not sector or len(owners) != 1:
                continue
            owner = owners[0].partition(".")[0]
            if owner in self.book.actors:
                actor = self.cast.add(self.book.seat(owner, sector))
                self.draft.named[number] = replace(named, actor=actor)
