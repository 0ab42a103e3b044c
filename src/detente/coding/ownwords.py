"""What a clause's own auxiliaries, negators and adverbs, and a noun's modifiers, do to a word's value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.coding.cues import CueFinder
from detente.coding.draft import Draft
from detente.coding.likelihood import likelihood_at
from detente.coding.scope import has_subject, is_infinitive
from detente.coding.weight import Weight
from detente.knowledge.firmness import Cue

NEGATION = ("negation",)


@dataclass(slots=True)
class Boundary:
    """Where the climb ends: the cue of the statement that carries the word, and what its content covers."""

    cue: frozenset[int]
    inside: Callable[[int], bool]
    past: bool = False


class OwnWords:
    """What is known of a word while it is weighed, and what the words of one clause do to its value.

    Args:
        draft: the parsed document.
        boundary: the statement that the word stands in.
        absorbed: categories of cues that the event's own type holds already.
    """

    def __init__(self, draft: Draft, boundary: Boundary | None, absorbed: frozenset[str]) -> None:
        self.draft = draft
        self.parse = draft.parse
        self.finder = CueFinder(draft)
        self.selecting = draft.knowledge.firmness.selecting
        self.boundary = boundary
        self.absorbed = absorbed
        self.value = Weight()

    def apply(self, cue: Cue, token: int, *, negated: bool, own: bool = False, multiply: bool = True) -> None:
        """Put a cue's effect on the value, with the range that the scale gives a word of likelihood."""
        found = likelihood_at(self.draft, token) if cue.category == "likelihood" else None
        likelihood = found.range if found is not None else None
        self.value.apply(cue, token, negated=negated, own=own, multiply=multiply, likelihood=likelihood)

    def clause(self, node: int) -> None:
        """Let a clause's auxiliaries, negators, adverbs and marks change the value."""
        parse = self.parse
        modal: tuple[Cue, int] | None = None
        adverbs: list[tuple[Cue, int]] = []
        negated = self.finder.nearly(node, self.value.rows)
        for child in parse.children[node]:
            dep = parse.dep[child]
            if dep == "mark" or (dep == "advmod" and child < node):
                cue = self.finder.find(child, "mark")
                if cue is not None and cue.category not in self.absorbed and self._opens(child, node, cue):
                    contrary = self.finder.contrary(node) if cue.category == "condition" else None
                    self.apply(contrary or cue, child, negated=False)
                    continue
            if dep in ("neg", "aux", "advmod", "preconj", "cc", "npadvmod", "intj", "prep"):
                # "neither confirmed nor denied": the second member's
                cue = self.finder.find(child, "clause") if dep != "cc" or child < node else None
                if cue is None and dep == "prep":  # "at no point", "in all likelihood"
                    noun = parse.child(child, "pobj")
                    cue = self.finder.find(noun, "clause") if noun is not None else None
                    if cue is not None and not cue.needs:
                        cue = None
                if cue is None or cue.category in self.absorbed:
                    continue
                if cue.category in ("negation", "approximation"):
                    negated = not negated
                    self.value.rows.append((cue.row, child))
                elif dep == "aux":
                    modal = (self._shifted(cue, node), child)
                else:
                    adverbs.append((cue, child))
            elif dep in ("nsubj", "nsubjpass") and (self._quantified(child) or self.finder.unheld(node)):
                negated = not negated
        self._headline(node)
        if modal is not None:
            self.apply(*modal, negated=negated, own=True)
        elif negated:
            self.value.flip()
        for cue, child in adverbs:
            self.apply(cue, child, negated=self.value.polarity < 0, own=True, multiply=False)

    def _opens(self, child: int, node: int, cue: Cue) -> bool:
        # "once" as a plain adverb ("he once attacked") does not.
        return self.parse.dep[child] == "mark" or self.parse.dep[node] in ("advcl", "ccomp", "pcomp")

    def _quantified(self, subject: int) -> bool:
        parse = self.parse
        if self.finder.is_a(subject, "modifier", NEGATION) and parse.pos[subject] in (
            "PRON",
            "NOUN",
            "DET",
        ):
            self.value.rows.append(("neg-quantifier", subject))
            return "negation" not in self.absorbed
        for c in parse.children[subject]:
            if self.finder.takes(subject, c):
                continue
            if parse.dep[c] in ("det", "preconj", "cc", "neg") and self.finder.is_a(c, "modifier", NEGATION):
                self.value.rows.append(("neg-quantifier", c))
                return "negation" not in self.absorbed
        return False

    def _shifted(self, cue: Cue, node: int) -> Cue:
        """``would`` after a verb of speech in the past is ``will`` said earlier."""
        if cue.category != "hypothetical":
            return cue
        parse, edge = self.parse, self.boundary
        if any(self.finder.is_conditional(c) for c in parse.children[node] if parse.dep[c] == "advcl"):
            return cue
        above = parse.head[node]
        if parse.dep[node] in ("relcl", "advcl"):
            return cue
        past = edge is not None and edge.past
        if not past and parse.dep[node] in ("ccomp", "acl") and above != node:
            past = parse.tag[above] in ("VBD", "VBN") or parse.pos[above] == "NOUN"
        will = self.finder.cues.get("will")
        return will[0] if past and will else cue

    def _headline(self, node: int) -> None:
        # "China to expel envoys": a headline's infinitive lies ahead
        parse = self.parse
        if parse.dep[node] == "ROOT" and is_infinitive(parse, node) and has_subject(parse, node):
            self.value.limit(2)
            self.value.future = self.value.open = True
            self.value.rows.append(("headline-infinitive", node))

    def modifiers(self, node: int) -> None:
        """Let what stands before a noun change the value: "alleged", "no", "possible"."""
        parse = self.parse
        for child in parse.children[node]:
            if parse.dep[child] in ("amod", "det", "compound", "nmod", "advmod", "neg", "preconj"):
                cue = self.finder.find(child, "modifier")
                if cue is None or cue.category in self.absorbed or self.finder.takes(node, child):
                    continue
                if self.value.polarity > 0 or cue.category == "hypothetical":
                    self.apply(cue, child, negated=self.value.polarity < 0, multiply=False)
