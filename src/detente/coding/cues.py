"""Looking up the cues of factuality around a word of the parse."""

from __future__ import annotations

from detente.coding.disbelief import disbelief
from detente.coding.draft import Draft
from detente.coding.scope import is_finite, is_infinitive
from detente.knowledge.firmness import Cue

_COPULA_SIDE = frozenset({"acomp", "attr", "oprd"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PREDICATES = frozenset({"VERB", "AUX"})


class CueFinder:
    """Finds which cue, if any, a word is to another, by scope.

    Args:
        draft: the parsed document.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.parse = draft.parse
        self.cues = draft.knowledge.firmness.cues
        self.raised: int | None = None  # the noun whose predicate is an infinitive: no cue to itself

    def find(self, token: int, scope: str, through: int | None = None) -> Cue | None:
        """The cue that a token is in a scope; `through` is the preposition that leads to what it governs."""
        parse = self.parse
        found = self.cues.get(parse.lower[token])
        for cues in (
            found,
            self.cues.get(parse.lemma[token]) if parse.lemma[token] != parse.lower[token] else None,
        ):
            for cue in cues or ():
                fits = scope in cue.scope and (not cue.pos or parse.pos[token] in cue.pos)
                if cue.passive and parse.child(token, "auxpass") is None:
                    continue
                if fits and (not cue.needs or self._beside(token, cue, through)):
                    return cue
        return None

    def _beside(self, token: int, cue: Cue, through: int | None) -> bool:
        parse = self.parse
        near = [*parse.children[token], parse.head[token], *parse.children[parse.head[token]]]
        for words in cue.needs:
            if through is not None and parse.lower[through] in words:
                continue
            if not any(parse.lower[c] in words or parse.lemma[c] in words for c in near):
                return False
        return True

    def governor(self, node: int, child: int, scope: str) -> tuple[Cue, int] | None:
        """The cue by which a node governs its child, with the token it is: the node or what stands by it."""
        cue = self.find(node, scope)
        parse = self.parse
        # "it is likely that", "talks are unlikely": the cue stands beside the copula
        beside = [c for c in parse.children[node] if parse.dep[c] in _COPULA_SIDE and c != child]
        if parse.pos[node] == "AUX":
            beside += self._phrases(node, child)  # "is out of the question"
        if parse.lemma[node] == "be" and is_infinitive(parse, child):
            # "the aim is to": the infinitive is what the aim is
            own = (child, self.raised)
            beside += [c for c in parse.children[node] if parse.dep[c] == "nsubj" and c not in own]
        if beside and parse.pos[node] in _PREDICATES:
            for token in beside:
                wanted = scope if scope != "object" else "subject"
                if wanted == "subject" and parse.pos[token] in _NOUNS and parse.dep[token] != "pobj":
                    continue
                other = self.find(token, wanted)
                if other is not None and (parse.dep[token] != "nsubj" or parse.pos[token] == "NOUN"):
                    return other, token
            if cue is not None and parse.lemma[node] == "be" and any(parse.dep[c] != "nsubj" for c in beside):
                return None
        if cue is None:
            return self._extraposed(node, child)
        if parse.lemma[node] == "have" and not is_infinitive(parse, child) and scope == "complement":
            return None
        if parse.lemma[node] == "be" and not is_infinitive(parse, child):
            return None
        if cue.category == "carrier" and parse.dep[child] == "pobj":
            return None
        if cue.infinitive and parse.dep[child] == "ccomp" and is_finite(parse, child):
            return None
        return cue, node

    def _phrases(self, node: int, child: int) -> list[int]:
        """The words in the phrases that a copula stands with ("in doubt", "far from certain")."""
        parse = self.parse
        found = []
        for prep in parse.children[node]:
            if parse.dep[prep] == "advmod" and prep > node:
                below = [p for p in parse.children[prep] if parse.dep[p] == "prep"]
                found += [c for p in below for c in parse.children[p] if parse.pos[c] == "ADJ"]
            if parse.dep[prep] == "prep" and prep != child:
                inner = [c for c in parse.children[prep] if parse.dep[c] in ("pobj", "prep")]
                found += [c for c in inner if parse.dep[c] == "pobj"]
                found += [c for p in inner if parse.dep[p] == "prep" for c in parse.children[p]]
        return found

    def _extraposed(self, node: int, child: int) -> tuple[Cue, int] | None:
        """ "Signs are growing that …": the clause belongs to the subject."""
        parse = self.parse
        if parse.dep[child] != "ccomp" or child < node:
            return None
        for subject in parse.children[node]:
            if parse.dep[subject] in ("nsubj", "nsubjpass") and parse.pos[subject] == "NOUN":
                cue = self.find(subject, "complement")
                if cue is not None and cue.category in ("likelihood", "report", "volition"):
                    return cue, subject
        return None

    def takes(self, node: int, child: int) -> bool:
        """Whether a word is part of the cue that its noun makes ("no" in "no sign that")."""
        for scope in ("complement", "object"):
            cue = self.find(node, scope)
            if cue is not None and any(self.parse.lower[child] in words for words in cue.needs):
                return True
        return False

    def is_a(self, token: int, scope: str, categories: tuple[str, ...]) -> bool:
        """Whether a token is a cue of one of these categories."""
        cue = self.find(token, scope)
        return cue is not None and cue.category in categories

    def denied(self, token: int) -> bool:
        """Whether a word is denied by a negator of its own, or a belief by having nobody who holds it."""
        return any(self.parse.dep[c] == "neg" for c in self.parse.children[token]) or self.unheld(token)

    def unheld(self, token: int) -> bool:
        """Whether a verb of belief has hardly anybody for its subject ("few expect")."""
        if self.parse.pos[token] != "VERB" or not self.is_a(token, "complement", ("belief",)):
            return False
        return disbelief(self.draft, token) is not None

    def joined_by_nor(self, node: int, child: int) -> bool:
        """Whether two predicates are joined by a negator: "neither accepted nor rejected" denies both."""
        parse = self.parse
        between = [c for c in parse.children[node] if node < c < child and parse.dep[c] == "cc"]
        return bool(between) and self.is_a(between[-1], "clause", ("negation",))

    def nearly(self, node: int, rows: list[tuple[str, int]]) -> bool:
        """Whether "all but" stands right before a predicate, whatever it hangs on; its row is added."""
        parse = self.parse
        first = min([node, *(c for c in parse.children[node] if parse.dep[c] in ("aux", "auxpass"))])
        for before in {node - 1, first - 1}:  # "all but closed", "has all but closed"
            if before > 0 and parse.tag[before] == "CC":
                cue = self.find(before, "clause")
                if cue is not None and cue.category == "approximation":
                    rows.append((cue.row, before))
                    return True
        return False

    def is_conditional(self, clause: int) -> bool:
        """Whether a clause opens with a mark of condition."""
        return any(
            (cue := self.find(c, "mark")) is not None and cue.category == "condition"
            for c in self.parse.children[clause]
        )

    def contrary(self, node: int) -> Cue | None:
        """ "If X had signed, Y would have …": X did not; the cue of the consequent's "would have"."""
        parse = self.parse
        above = parse.head[node]
        if above == node or not any(parse.lower[c] == "had" for c in parse.children[node]):
            return None
        for child in parse.children[above]:
            cue = self.find(child, "clause") if parse.dep[child] == "aux" else None
            if cue is not None and cue.category == "counterfactual":
                return cue
        return None
