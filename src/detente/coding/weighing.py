"""How firm a word of the text is: the cues between it and the root of its sentence, composed from the top.

A predicate inherits the value of the clause above it. Its own auxiliaries, negators and adverbs change
the value, and so does a cue that governs it ("fail to", "unlikely", "the threat of"), by
the signature of its row. After Nairn, Condoravdi and Karttunen (2006) and Saurí and Pustejovsky (2012).
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.coding.draft import Draft
from detente.coding.ownwords import NEGATION, Boundary, OwnWords
from detente.coding.scope import has_subject, is_finite, is_infinitive, is_marked, is_set_off, is_told
from detente.coding.weight import Weight
from detente.knowledge.firmness import Cue

__all__ = ["Boundary", "Weight", "weigh"]

_COMPLEMENT = frozenset({"ccomp", "xcomp", "acl", "pcomp", "oprd", "csubj", "csubjpass", "relcl", "advcl"})
_OBJECT = frozenset({"dobj", "nsubjpass", "pobj", "compound", "nmod", "poss", "dative", "attr"})
_SUBJECT = frozenset({"nsubj", "csubj"})
_COPULA_SIDE = frozenset({"acomp", "attr", "oprd"})
_DEEPEST = 40  # no natural sentence nests deeper; a text without sentence ends stays linear
_PRESENT = frozenset({"VBZ", "VBP", "VB", "VBG"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MARKS = ("mark", "advmod")
_INDEFINITE = frozenset({"a", "an", "some", "any", "no", "every", "each"})
_OPEN = frozenset({"any", "no", "every", "each"})
_PREDICATES = frozenset({"VERB", "AUX"})
_ORDINAL_TAGS = frozenset({"JJS", "RBS"})


def weigh(
    draft: Draft, token: int, boundary: Boundary | None = None, absorbed: frozenset[str] = frozenset()
) -> Weight:
    """Weigh one word.

    Args:
        draft: the parsed document.
        token: the word, a verb or a noun that carries an event.
        boundary: the statement it stands in; None climbs to the sentence's root.
        absorbed: categories of cues that the event's own type holds already (REJECT holds its negation).
    """
    return _Climb(draft, boundary, absorbed).weigh(token)


class _Climb(OwnWords):
    def weigh(self, token: int) -> Weight:
        parse = self.parse
        path = [token]
        edge = self.boundary
        while parse.head[token] != token and len(path) < _DEEPEST:
            above = parse.head[token]
            if edge is not None and (above in edge.cue or not edge.inside(above)):
                break
            path.append(above)
            token = above
        self._raise(path)
        if edge is not None and edge.cue:
            self._report(edge.cue)
        self._question(path[-1])
        before = 3, 1
        for n in range(len(path) - 1, -1, -1):
            node = path[n]
            if n + 1 < len(path):
                before = self._descend(path[n + 1], node, path[n + 2] if n + 2 < len(path) else None, before)
            else:
                before = self.value.certainty, self.value.polarity
            if parse.pos[node] in _PREDICATES or parse.dep[node] == "ROOT":
                self.clause(node)
            if parse.pos[node] in _NOUNS or parse.pos[node] in ("DET", "PRON", "NUM"):
                self.modifiers(node)
        if self.value.future and self.value.certainty == 3 and self.value.polarity > 0:
            self.value.certainty = 2  # nothing that lies ahead is certain
        return self.value

    def _raise(self, path: list[int]) -> None:
        """ "Talks are to resume": what becomes of the subject stands in the infinitive below."""
        parse = self.parse
        if len(path) < 2 or parse.dep[path[0]] not in ("nsubj", "nsubjpass"):
            return
        chain: list[int] = []
        node = path[1]
        while len(chain) < 4:
            deeper = [
                c for c in parse.children[node] if c > node and parse.dep[c] in ("xcomp", "acomp", "oprd")
            ]
            if not deeper:
                break
            node = deeper[-1]
            chain.append(node)
        if not chain or not is_infinitive(parse, node) or has_subject(parse, node):
            return
        scope = "object" if parse.child(node, "auxpass") is not None else "subject"
        cue = self.finder.find(node, scope)
        if cue is not None and cue.category == "carrier":
            path[1:1] = reversed(chain)
            self.finder.raised = path[0]

    # -- the statement's own cue -------------------------------------------------------------------------
    def _report(self, tokens: Iterable[int]) -> None:
        if any(is_marked(self.parse, t, "as") for t in tokens):
            return  # "they left, as they had been ordered": told as done
        finite = {t for t in tokens if self._states(t)}
        for token in sorted(tokens, reverse=True):
            if self.parse.pos[token] == "AUX":
                continue
            cue = self.finder.find(token, "complement") or self.finder.find(token, "object")
            if cue is not None and not (cue.infinitive and token in finite):
                if cue.category not in self.absorbed:
                    self.apply(cue, token, negated=self.finder.denied(token))
                return

    def _states(self, token: int) -> bool:
        """Whether a word governs a finite clause ("allowed that"), which no infinitive's row speaks of."""
        parse = self.parse
        if parse.dep[token] == "parataxis":
            return True  # "…, a delegate told them, …"
        clauses = parse.all(token, "ccomp")
        return any(is_finite(parse, c) or (c < token and has_subject(parse, c)) for c in clauses)

    def _question(self, top: int) -> None:
        parse = self.parse
        if parse.dep[top] not in ("ROOT", "ccomp", "conj"):
            return
        low, high = parse.sents[parse.sent[top]]
        last = high - 1
        while last > low and parse.words[last] in ('"', "'", ")"):
            last -= 1
        if parse.words[last] == "?" and not any(
            parse.tag[c] in ("WRB", "WP", "WDT") for c in parse.children[top]
        ):
            self.value.limit(0)
            self.value.rows.append(("question", last))

    # -- from a governor to what it governs ----------------------------------------------------------------
    def _descend(self, node: int, child: int, above: int | None, before: tuple[int, int]) -> tuple[int, int]:
        parse, value = self.parse, self.value
        dep = parse.dep[child]
        kept = value.certainty, value.polarity
        if dep == "conj":
            if parse.pos[child] in _PREDICATES and self.finder.joined_by_nor(node, child):
                value.certainty, value.polarity = max(value.certainty, before[0]), -1
            elif parse.pos[child] in _PREDICATES and not self._shares(node, child):
                value.certainty, value.polarity = before
                value.future = value.hypothetical = value.open = False
            return before
        if parse.pos[node] == "ADP" and dep in ("pobj", "pcomp", "prep"):
            kind = "complement" if dep == "pcomp" else "object"
            cue = self.finder.find(node, kind)
            if cue is None and above is not None and self.parse.lower[node] in self.selecting:
                cue = self.finder.find(above, kind, through=node)
                node = above if cue is not None else node
            if cue is not None and cue.category == "negation" and self._is_needed(node, above):
                value.limit(0)  # "no peace is possible without a withdrawal": the withdrawal is open
                value.future = value.open = True
                value.rows.append((cue.row, node))
            elif cue is not None:
                self._select(cue, node)
            elif dep == "pobj":
                self._noun(child, dep)
            elif dep == "pcomp" and parse.lower[node] in self.selecting and parse.lower[node] != "by":
                value.reset()  # "tried for shelling": the reason for a thing has happened
            return kept
        if parse.pos[child] == "ADP" and dep in ("prep", "agent", "advmod", "prt", "mark"):
            return kept  # decided together with what the preposition governs
        scope = self._scope(dep, child)
        found = self.finder.governor(node, child, scope) if scope else None
        if found is not None:
            self._select(*found)
            return kept
        self._default(node, child, dep)
        return kept

    def _shares(self, node: int, child: int) -> bool:
        parse = self.parse
        if has_subject(parse, child) or parse.tag[child] in ("VBD", "VBZ", "VBP"):
            return False
        own = any(parse.dep[c] in ("aux", "auxpass") and parse.tag[c] != "TO" for c in parse.children[child])
        return not own

    def _is_needed(self, preposition: int, above: int | None) -> bool:
        """Whether what a thing cannot do without is asked for: the clause is denied, or impossible."""
        if above is None:
            return False
        value, parse = self.value, self.parse
        tokens = [above, *(c for c in parse.children[above] if parse.dep[c] in _COPULA_SIDE)]
        if any(self.finder.is_a(t, "subject", ("likelihood",)) for t in tokens):
            return True
        return value.hypothetical or (value.polarity < 0 and (value.open or value.future))

    def _scope(self, dep: str, child: int) -> str | None:
        if dep in _SUBJECT:
            return "subject"
        if dep in _COMPLEMENT:
            plain = dep in ("relcl", "advcl") and not is_infinitive(self.parse, child)
            reduced = dep == "acl" and self.parse.tag[child] == "VBN" and not is_finite(self.parse, child)
            return None if plain or reduced else "complement"
        return "object" if dep in _OBJECT else None

    def _select(self, cue: Cue, token: int) -> None:
        if cue.category not in self.absorbed:
            negated = self.value.polarity < 0 and self.value.certainty > 0
            if self.parse.pos[token] in ("ADJ", "ADV"):
                negated ^= any(self.finder.is_a(c, "clause", NEGATION) for c in self.parse.children[token])
            self.apply(cue, token, negated=negated)

    def _default(self, node: int, child: int, dep: str) -> None:
        parse, value = self.parse, self.value
        if dep == "xcomp" and is_infinitive(parse, child) and parse.pos[node] != "AUX":
            value.limit(0)
            value.open = True
        elif dep in ("acl", "relcl") and is_infinitive(parse, child):
            if not any(parse.tag[c] in _ORDINAL_TAGS or parse.lower[c] in ("first", "last", "only")
                       for c in parse.children[node]):  # fmt: skip
                value.limit(0)
        elif dep == "relcl" or (dep == "acl" and parse.tag[child] in ("VBN", "VBG")):
            self._presuppose(node, child)
        elif dep == "advcl":
            self._adverbial(node, child)
        elif dep == "ccomp":
            if is_set_off(parse, child, node):
                value.reset()
            elif value.polarity < 0 and has_subject(parse, node):
                value.certainty, value.polarity = 0, 1
        elif parse.pos[child] in _NOUNS and dep not in ("attr", "appos", "compound", "nmod", "amod"):
            self._noun(child, dep)

    def _presuppose(self, node: int, child: int) -> None:
        """A relative clause holds by itself, unless its noun names nothing in particular.

        Even of such a noun a clause in the past tells what was ("the agency recalls envoys it had sent").
        """
        value, parse = self.value, self.parse
        articles = {parse.lower[c] for c in parse.children[node] if parse.dep[c] == "det"}
        named = parse.pos[node] == "PROPN" or parse.child(node, "poss") is not None
        definite = named or any(a not in _INDEFINITE for a in articles)
        if definite or value.certainty == 3 or (is_told(parse, child) and not articles & _OPEN):
            value.reset()
        else:
            value.polarity = 1

    def _adverbial(self, node: int, child: int) -> None:
        parse, value = self.parse, self.value
        marked = any(
            parse.dep[c] in _MARKS and parse.pos[c] in ("SCONJ", "ADP", "ADV") for c in parse.children[child]
        )
        if is_infinitive(parse, child):
            value.limit(0)
            value.open = True
            value.rows.append(("purpose", child))
        elif marked:
            ahead = value.future and parse.tag[child] in _PRESENT
            value.reset()
            if ahead:
                value.limit(2)
                value.future = True
        elif value.polarity < 0:
            value.reset()

    def _noun(self, child: int, dep: str) -> None:
        """An event noun under a verb that no row knows: a definite one holds by itself."""
        parse, value = self.parse, self.value
        articles = [parse.lower[c] for c in parse.children[child] if parse.dep[c] == "det"]
        definite = parse.pos[child] == "PROPN" or parse.child(child, "poss") is not None
        definite = definite or any(a not in ("a", "an", "some", "any", "no") for a in articles)
        if definite and value.future and not value.hypothetical and dep == "nsubj":
            value.reset()  # "the visit will help" takes the visit for granted, if it is still to come
            value.certainty, value.future = 2, True
        elif definite and not (value.hypothetical and dep == "nsubj"):
            value.reset()
        elif value.polarity < 0:
            value.polarity = 1
            value.limit(0 if value.certainty < 3 or not definite else 3)
