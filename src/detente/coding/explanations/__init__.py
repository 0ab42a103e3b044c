"""Explanations and doubts: the motive, cause or consequence that the text offers, and what it doubts.

`of` is what is explained or doubted, `by` what explains it: a motive or a cause. A consequence is told from
its origin ("led to"), so that the outcome is `of` and the origin `by`.
"""

from detente.coding.explanations.step import find_explanations

__all__ = ["find_explanations"]
