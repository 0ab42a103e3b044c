"""Who deals with whom in a text: the other side of an act that names only one, where there is no choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.coding.actors.cast import UNKNOWN, Cast
from detente.coding.draft import Draft
from detente.coding.events import clauses
from detente.coding.events.dyads import HOSTILE
from detente.coding.events.found import Found
from detente.coding.events.sides import NOBODY, Side
from detente.coding.statements import statement_at
from detente.knowledge.actors.principals import principals
from detente.records import Event

_BACK = 3  # sentences before an act, and
_CLOSE = 1  # of those whom the text is not about,
_AHEAD = 1  # and after it, in which its other side is looked for
_PAIR = 2
_OFFICIAL = frozenset({None, "GOV", "MIL", "LEG", "COP", "SPY", "IGO"})
_IN_OFFICE = frozenset({None, "GOV", "MIL", "LEG"})
_ADDRESSED = frozenset({"REQUEST", "CONCEDE"})  # words that are always meant for somebody
_THE = frozenset({"the", "these", "those", "this", "their"})


@dataclass(frozen=True, slots=True)
class Dealing:
    """An act of some towards others, as the text tells it."""

    sentence: int
    at: int
    one: frozenset[str]
    other: frozenset[str]
    harsh: bool


class Exchanges:
    """The dealings that a document tells in full, by the states and bodies between which they pass.

    Args:
        draft: the document being coded.
        events: its events so far.
    """

    def __init__(self, draft: Draft, events: Sequence[Event]) -> None:
        self.draft = draft
        self.cast = Cast(draft)
        self.told: list[Dealing] = []
        for event in events:
            one, other = self.homes(event.actors), self.homes(event.recipients)
            if one and other and not one & other:
                self.told.append(Dealing(event.sentence, event.anchor[0], one, other, event.type in HOSTILE))
        self.statements = {one.id: one for one in draft.statements}
        named = (self.home(one.actor) for one in draft.named)
        self.about = principals(filter(None, named)) if self.told else frozenset()

    def complete(self, found: Found, actors: Side, recipients: Side) -> tuple[Side, Side, str]:
        """Fill in a side that an act does not name, and the row of ``understood.csv`` that says so.

        Args:
            found: the event.
            actors: its actors, as the words have them.
            recipients: its recipients.
        """
        sentence = self.draft.parse.sent[found.anchor]
        mine, theirs = self.acting(actors.ids), self.homes(recipients.ids)
        for row in self.draft.knowledge.understood:
            if not row.acts.hold(found.type, found.mode, found.rules):
                continue
            together = found.symmetric and len(actors.ids) > 1
            if row.side == "recipient" and mine and not (together or recipients.ids or recipients.human):
                other = self.opposite(mine, found.anchor, row.from_text) or self.sufferer(found, mine)
                if other:
                    return actors, self.side(other), row.id
            unnamed = not (actors.ids or actors.human) and self.agentless(found)
            if row.side == "actor" and theirs and unnamed:
                other = self.attacker(theirs, found.anchor)
                if other:
                    return self.side(other), recipients, row.id
            told = actors.ids or recipients.ids or actors.human or recipients.human
            if row.side == "both" and not told and self.is_passive(found):
                way = self.way(sentence)
                if way is not None:
                    return self.side(way[0]), self.side(way[1]), row.id
            named = actors.ids or recipients.ids
            if row.side == "both" and found.symmetric and not named and self.definite(found):
                pair = sorted(self.pair(sentence, row.from_text))
                if pair:
                    return self.side(pair[0]), self.side(pair[1]), row.id
        return actors, recipients, ""

    def is_act(self, found: Found) -> bool:
        """Whether what names one side only tells an act of its own.

        A modifier does not, nor a noun that may be anything, nor a kindness to nobody.
        """
        parse = self.draft.parse
        if parse.dep[found.anchor] == "amod":
            return False
        if not found.actors:
            return True
        if parse.pos[found.anchor] == "VERB":
            return found.type in HOSTILE or found.type in _ADDRESSED
        return found.type in HOSTILE and self.definite(found)

    def agentless(self, found: Found) -> bool:
        """Whether an act may leave out who did it: a noun, or a passive."""
        return self.draft.parse.pos[found.anchor] != "VERB" or self.is_passive(found)

    def is_passive(self, found: Found) -> bool:
        """Whether an act is told in a passive clause of its own ("all visits have been suspended")."""
        parse = self.draft.parse
        if parse.pos[found.anchor] != "VERB":
            return False
        return clauses.is_passive(parse, found.anchor) and parse.dep[found.anchor] not in ("acl", "amod")

    def definite(self, found: Found) -> bool:
        """Whether an act that names nobody is one told of before: "the talks"."""
        parse = self.draft.parse
        if parse.pos[found.anchor] == "VERB":
            return True
        return any(parse.lower[c] in _THE for c in parse.children[found.anchor])

    def opposite(self, mine: frozenset[str], anchor: int, from_text: bool) -> str:
        """The only one whom these deal with nearby; else, in a text about two, the other.

        Where the text is about two and these are one of them, it is the other or nobody; others are taken at
        the word of the sentence itself and the one before.
        """
        central = self.about & mine
        near = self.near(self.draft.parse.sent[anchor], _BACK if central else _CLOSE)
        start = self.draft.parse.start[anchor]
        others = {one for deal in near if mine & deal.one for one in deal.other}
        # what others do to these after the act may be their answer to it, whomever it hit
        others |= {one for deal in near if mine & deal.other and deal.at < start for one in deal.one}
        others -= mine
        if central and others:
            others &= self.about
        elif not central:
            others = {one for one in others if self.draft.actors[one].kind == "state"}
        if len(others) == 1:
            return others.pop()
        if from_text and len(central) == 1 and not others:
            return next(iter(self.about - mine), "")
        return ""

    def sufferer(self, found: Found, mine: frozenset[str]) -> str:
        """The state that tells of a hostile act of another one with which it deals in the text.

        "The envoy of Chad said that Libyan troops had crossed the border."
        """
        statement = self.statements.get(statement_at(self.draft, found.anchor) or "")
        if statement is None or found.type not in HOSTILE or self.draft.parse.pos[found.anchor] != "VERB":
            return ""
        telling = self.acting(statement.source_actors) - mine
        for deal in self.told:
            if telling & (deal.one | deal.other) and mine & (deal.one | deal.other):
                return next(iter(telling)) if len(telling) == 1 else ""
        return ""

    def attacker(self, theirs: frozenset[str], anchor: int) -> str:
        """The only one who is told to act against these in the sentences before."""
        sentence = self.draft.parse.sent[anchor]
        harsh = [deal for deal in self.near(sentence, _BACK) if deal.harsh and deal.other & theirs]
        others = {one for deal in harsh if deal.sentence < sentence for one in deal.one}
        return others.pop() if len(others) == 1 else ""

    def pair(self, sentence: int, from_text: bool) -> frozenset[str]:
        """The only two who deal with each other nearby; else the two whom the text is about."""
        pairs = {deal.one | deal.other for deal in self.near(sentence, _BACK)}
        if len(pairs) == 1:
            two = pairs.pop()
            return two if len(two) == _PAIR and (not self.about or two == self.about) else frozenset()
        return self.about if from_text and (not pairs or self.about in pairs) else frozenset()

    def way(self, sentence: int) -> tuple[str, str] | None:
        """Who acts against whom in the sentence before, where all that is told there goes one way."""
        ways = {
            (one, other)
            for deal in self.near(sentence, _CLOSE)
            if deal.harsh and deal.sentence == sentence - 1
            for one in deal.one
            for other in deal.other
        }
        return ways.pop() if len(ways) == 1 else None

    def near(self, sentence: int, back: int) -> list[Dealing]:
        """The dealings told around a sentence."""
        return [one for one in self.told if sentence - back <= one.sentence <= sentence + _AHEAD]

    def acting(self, ids: Sequence[str]) -> frozenset[str]:
        """The states and bodies that some actors act for: a rebel or an editor acts for none."""
        for one in ids:
            known = self.draft.actors.get(one)
            person = known is not None and known.kind == "person"
            if known is None or known.sector not in (_OFFICIAL if not person else _IN_OFFICE):
                return frozenset()
        return self.homes(ids)

    def homes(self, ids: Sequence[str]) -> frozenset[str]:
        """The states and bodies that some actors count with; nobody where one counts with none."""
        found = {self.home(one) for one in ids}
        return frozenset() if "" in found else frozenset(found)

    def home(self, actor: str) -> str:
        """The state, body or group that an actor counts with, or nothing."""
        known = self.draft.actors.get(actor)
        base = actor.partition(".")[0]
        if known is None or base == UNKNOWN:
            return ""
        return known.country or (base if base in self.draft.knowledge.actors.actors else "")

    def side(self, home: str) -> Side:
        """A side that no words name."""
        return replace(NOBODY, ids=(self.cast.add(home),), human=True)
