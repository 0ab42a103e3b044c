"""Conditions: what must hold (the antecedents) for what else to come about (the consequent)."""

from detente.coding.conditions.step import find_conditions

__all__ = ["find_conditions"]
