"""How well Detente codes: its records against gold of our own form, or against sets that a user has.

from detente.evaluation import evaluate
report = evaluate("statements", Path("tests/gold"))
"""

from detente.evaluation.agreement import Agreement, agreement
from detente.evaluation.evaluate import SUITES, evaluate, second_reading
from detente.evaluation.gold import GoldRecord, load_gold
from detente.evaluation.report import Report, Score

__all__ = [
    "SUITES",
    "Agreement",
    "GoldRecord",
    "Report",
    "Score",
    "agreement",
    "evaluate",
    "load_gold",
    "second_reading",
]
